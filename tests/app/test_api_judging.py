"""The Python API of review and history means what the commands mean."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.app.stories import add, ana, later, open_words

import vedette
from vedette.store.base import AsOf


def test_judging_and_looking_back_from_python(tmp_path: Path) -> None:
    db = tmp_path / "a.ledger"
    with open_words(tmp_path) as workspace:
        add(workspace, tmp_path, "a.md", "Gunmen", day=date(2024, 3, 5))
        add(workspace, tmp_path, "b.md", "Rebels", day=date(2024, 3, 6))
    elder, younger = (one.id for one in vedette.incidents(db=db))
    made = vedette.decide(elder, younger, "same", by="ana", reason="one market", db=db, now=ana(1).now)
    vedette.override(f"{elder}.killed", "3", by="ana", reason="the morgue", db=db, now=ana(2).now)
    assert [one.id for one in vedette.incidents(db=db)] == [elder]
    vedette.undo(made.id, by="bo", reason="two markets", db=db, now=ana(3).now)
    assert [one.id for one in vedette.incidents(db=db)] == [elder, younger]
    found = {one.what for one in vedette.log(db=db)}
    assert found == {"created", "merged", "changed", "split"}
    assert {one.what for one in vedette.diff(AsOf(recorded=later(2.5)), db=db)} >= {"split"}
    assert vedette.verify(db=db).broken is None
    assert vedette.review(db=db) == ()
