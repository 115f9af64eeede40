"""The past as it was known, and ids that last."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.app.conftest import NOW, Write

from vedette.app import pipeline
from vedette.app.config import Config
from vedette.app.workspace import Workspace
from vedette.errors import InputError, LedgerError
from vedette.model import Copy
from vedette.store.base import AsOf

BOMB = "Gunmen set off a bomb in the market of the town on Tuesday, and the people there ran away from it at once."
CONFIG = Config(coder="words")


def test_a_report_published_later_is_not_in_the_earlier_view_and_ids_are_the_same(tmp_path: Path, write: Write) -> None:
    write("a.md", BOMB, day=date(2024, 3, 5))
    write("b.md", BOMB.replace("Gunmen", "Soldiers"), day=date(2024, 3, 8))
    with Workspace.open(tmp_path / "a.ledger", config=CONFIG) as workspace:
        pipeline.ingest(workspace, [tmp_path / "reports"], now=NOW)
        now, then = workspace.view(), workspace.view(AsOf(published=date(2024, 3, 6)))
        before = workspace.view(AsOf(published=date(2024, 3, 4)))
    assert len(now.incidents) == 2 and len(then.incidents) == 1
    assert {one.id for one in then.incidents} < {one.id for one in now.incidents}
    assert (now.day, then.day) == (date(2024, 3, 8), date(2024, 3, 6))
    assert not before.documents and not before.incidents


def test_what_the_ledger_took_in_later_is_not_in_what_it_held(tmp_path: Path, write: Write) -> None:
    with Workspace.open(tmp_path / "a.ledger", config=CONFIG) as workspace:
        write("a.md", BOMB)
        pipeline.ingest(workspace, [tmp_path / "reports"], now=NOW)
        write("b.md", BOMB.replace("Gunmen", "Soldiers"), day=date(2024, 3, 1))
        pipeline.ingest(workspace, [tmp_path / "reports"], now=NOW + timedelta(days=2))
        held = workspace.view(AsOf(recorded=NOW + timedelta(days=1)))
        assert len(held.documents) == 1 and len(held.incidents) == 1 and len(held.runs) == 1
        assert len(workspace.view().documents) == 2


def test_a_ledger_that_is_not_there_is_named_with_the_way_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no ledger at .*a\.ledger; make one with: vedette run"):
        Workspace.open(tmp_path / "a.ledger", must_exist=True)
    assert not (tmp_path / "a.ledger").exists()


def test_the_day_of_an_empty_ledger_does_not_break(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "a.ledger") as workspace:
        view = workspace.view()
    assert (view.day, view.incidents, view.signals, view.fingerprint) == (date.min, (), (), "")


@pytest.fixture
def shelved(tmp_path: Path) -> Iterator[Path]:
    """A ledger in a folder that may only be read, by a user who is not above permissions."""
    Workspace.open(tmp_path / "a.ledger").__exit__(None, None, None)
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    (tmp_path / "a.ledger").chmod(0o644)
    tmp_path.chmod(0o555)
    if os.geteuid() == 0:
        os.seteuid(65534)
    yield tmp_path / "a.ledger"
    if os.getuid() == 0:
        os.seteuid(0)
    tmp_path.chmod(0o755)


def test_a_ledger_that_may_only_be_read_can_be_looked_at_and_not_changed(shelved: Path) -> None:
    with Workspace.open(shelved, must_exist=True) as workspace:
        assert workspace.view().incidents == ()
        with pytest.raises(LedgerError, match="for reading only"):
            workspace.ledger.add_copies([Copy(document="d1", of="d2", similarity=1.0, recorded_at=NOW)])
