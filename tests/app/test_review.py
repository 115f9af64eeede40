"""What waits for a person: uncertain pairs, doubtful fields, and judgements that new evidence speaks against."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.app.stories import add, ana, open_words

from vedette.app import judging, review
from vedette.app.demo import corpus
from vedette.app.pipeline import ingest
from vedette.app.workspace import View, Workspace
from vedette.coding.base import CODERS
from vedette.errors import InputError


def sorts(view: View) -> list[str]:
    """What sorts of things wait."""
    return [one.sort for one in review.queue(view)]


def test_an_uncertain_pair_waits_with_both_texts_marked_and_its_waterfall(tmp_path: Path) -> None:
    with open_words(tmp_path) as workspace:
        add(workspace, tmp_path, "a.md", "Gunmen")
        add(workspace, tmp_path, "b.md", "Rebels")
        [item] = review.queue(workspace.view())
        assert item.sort == "pair" and item.weight is not None
        assert item.weight == pytest.approx(sum(part for _, part, _ in item.waterfall), abs=0.01)
        for one in item.sides:
            words = [one.text[start:end] for start, end in one.marks]
            assert "bomb" in words and one.outlet and one.incident in item.incidents
        a, b = (side.mention for side in item.sides)
        made = judging.decide(workspace, a, b, "different", ana())
        assert sorts(workspace.view()) == []
        judging.decide(workspace, a, b, "unsure", ana(2))
        assert made and sorts(workspace.view()) == [], "what a person looked at is not asked again"


def test_a_judgement_against_which_a_veto_speaks_is_raised(tmp_path: Path) -> None:
    with open_words(tmp_path) as workspace:
        for name, month in (("a.md", 3), ("b.md", 4), ("c.md", 6)):
            add(workspace, tmp_path, name, "Gunmen", day=date(2024, month, 5))
        a, b, c = (one.id for one in workspace.view().mentions)
        judging.decide(workspace, a, b, "same", ana(1))
        made = judging.decide(workspace, b, c, "same", ana(2))
        conflicts = [one for one in review.queue(workspace.view()) if one.sort == "conflict"]
        assert conflicts and "not followed" in conflicts[0].question
        assert made.id in {one.about for one in conflicts} or conflicts[0].about


def test_a_judgement_that_a_newer_coding_leaves_without_a_mention_is_raised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(CODERS, "silent", "tests.app.stories:Silent")
    with open_words(tmp_path) as workspace:
        add(workspace, tmp_path, "a.md", "Gunmen")
        add(workspace, tmp_path, "b.md", "Rebels", day=date(2024, 4, 9))
        a, b = (one.id for one in workspace.view().mentions)
        made = judging.decide(workspace, a, b, "same", ana(1))
        laid = judging.override(workspace, f"{workspace.view().incidents[0].id}.killed", "3", ana(2))
    with open_words(tmp_path, "silent") as workspace:
        ingest(workspace, [tmp_path / "reports"], now=ana(48).now)
        view = workspace.view()
        assert view.incidents == ()
        assert {one.about for one in review.queue(view)} == {made.id, laid.id}
        with pytest.raises(InputError, match="no effect to undo"):
            judging.undo(workspace, made.id, ana(50))


def test_a_value_set_by_hand_is_raised_when_later_reports_differ(tmp_path: Path) -> None:
    with open_words(tmp_path) as workspace:
        add(workspace, tmp_path, "a.md", "Gunmen")
        one = workspace.view().incidents[0]
        made = judging.override(workspace, f"{one.id}.actor", "the Blue Hand", ana(1))
        assert sorts(workspace.view()) == []
        add(workspace, tmp_path, "b.md", "Rebels", days=1)
        a, b = (m.id for m in workspace.view().mentions)
        judging.decide(workspace, a, b, "same", ana(30))
        [item] = review.queue(workspace.view())
        assert (item.sort, item.field, item.about) == ("conflict", "actor", made.id) and "Rebels" in item.question
        assert workspace.view().incidents[0].actor.override == made.id, "raised, not settled silently"


def test_doubtful_fields_wait_least_sure_first(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "a.ledger") as workspace:
        ingest(workspace, [corpus() / "reports"], now=ana().now)
        view = workspace.view()
        items = [one for one in review.queue(view) if one.sort == "field"]
        assert items and all(one.field and one.value and one.sides for one in items)
        assert not [one for one in review.queue(view, doubtful=0.0) if one.sort == "field"]
        one = items[0]
        judging.override(workspace, f"{one.incidents[0]}.{one.field}", "null", ana(2))
        assert len(review.queue(workspace.view())) == len(review.queue(view)), "a withdrawn value answers nothing"
