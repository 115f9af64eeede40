"""What changed between two moments, told with the reason, the person and the evidence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.app.stories import add, ana, later, open_words

from vedette.app import history, judging
from vedette.app.history import Change
from vedette.app.workspace import Workspace
from vedette.store.base import AsOf


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Two attacks, read at once."""
    with open_words(tmp_path) as made:
        add(made, tmp_path, "a.md", "Gunmen", day=date(2024, 3, 5))
        add(made, tmp_path, "b.md", "Rebels", day=date(2024, 3, 6))
        yield made


def since(workspace: Workspace, hours: float) -> list[Change]:
    """What was changed since so many hours after the first run."""
    return list(history.changes(workspace.view(AsOf(recorded=later(hours))), workspace.view()))


def test_the_log_begins_with_the_first_reports(workspace: Workspace) -> None:
    found = list(history.log(workspace))
    assert [(one.what, one.at) for one in found] == [("created", later(0)), ("created", later(0))]
    assert {one.incident for one in found} == {one.id for one in workspace.view().incidents}
    assert any(one.after == "bomb or mine attack · 5 Mar 2024 · by Gunmen" for one in found)


def test_a_merge_names_who_decided_it_and_why_and_undoing_it_is_a_split(workspace: Workspace) -> None:
    elder, younger = workspace.view().incidents
    made = judging.decide(workspace, elder.id, younger.id, "same", ana(1))
    [merged] = [one for one in since(workspace, 0) if one.what == "merged"]
    assert (merged.incident, merged.before, merged.by, merged.why) == (elder.id, younger.id, "ana", "the same market")
    assert made.id in merged.evidence
    judging.undo(workspace, made.id, ana(2, reason="another market"))
    [split] = [one for one in since(workspace, 1) if one.what == "split"]
    assert (split.incident, split.before) == (younger.id, elder.id)
    assert [one.what for one in history.log(workspace) if one.what != "changed"] == [
        "created",
        "created",
        "merged",
        "split",
    ]
    assert since(workspace, 0) == [], "undone: nothing differs from before the merge"


def test_a_revised_toll_is_told_with_from_and_to(workspace: Workspace) -> None:
    one = workspace.view().incidents[0]
    judging.override(workspace, f"{one.id}.killed", "3", ana(1, reason="the hospital"))
    judging.override(workspace, f"{one.id}.killed", "5", ana(2, reason="two more died"))
    [toll] = [c for c in since(workspace, 1) if c.field and c.field.startswith("casualties")]
    assert (toll.what, toll.field) == ("changed", "casualties.killed.unknown")
    assert "3" in (toll.before or "") and "5" in (toll.after or "") and (toll.by, toll.why) == ("ana", "two more died")
    assert any(c.field == "severity" for c in since(workspace, 0))


def test_an_override_that_is_withdrawn_names_who_withdrew_it(workspace: Workspace) -> None:
    one = workspace.view().incidents[0]
    made = judging.override(workspace, f"{one.id}.status", "foiled", ana(1))
    judging.undo(workspace, made.id, ana(2, reason="it did go off"))
    [change] = [c for c in since(workspace, 1) if c.field == "status"]
    assert (change.before, change.after, change.why) == ("foiled", "occurred", "it did go off")


def test_a_drop_is_a_retraction_and_putting_it_back_a_creation(workspace: Workspace) -> None:
    one = workspace.view().incidents[0]
    judging.override(workspace, f"{one.id}.drop", "true", ana(1, reason="a gas leak"))
    [gone] = since(workspace, 0)
    assert (gone.what, gone.incident, gone.by, gone.why) == ("retracted", one.id, "ana", "a gas leak")
    judging.override(workspace, f"{one.id}.drop", "false", ana(2))
    assert [c.what for c in since(workspace, 1)] == ["created"]


def test_a_further_report_is_attached_and_named_by_its_outlet(workspace: Workspace, tmp_path: Path) -> None:
    elder = workspace.view().incidents[0]
    add(workspace, tmp_path, "g.md", "Gunmen", day=date(2024, 3, 5), days=1)
    newest = next(one.id for one in workspace.view().mentions if one.recorded_at > later(1))
    if newest not in workspace.view().incidents[0].mentions:
        judging.decide(workspace, newest, elder.id, "same", ana(30))
    [attached] = [c for c in since(workspace, 1) if c.what == "attached"]
    assert attached.incident == elder.id and attached.after == "Outlet g.md" and newest in attached.evidence
    assert any(c.field == "independent_sources" and (c.before, c.after) == ("1", "2") for c in since(workspace, 1))


def test_a_newer_coder_that_reads_the_same_creates_and_retracts_nothing(workspace: Workspace, tmp_path: Path) -> None:
    workspace.ledger.close()
    with open_words(tmp_path, "newer") as newer:
        add(newer, tmp_path, "c.md", "Bandits", day=date(2024, 5, 5), days=1)
        found = history.changes(newer.view(AsOf(recorded=later(1))), newer.view())
        assert [(c.what, c.after) for c in found] == [("created", "bomb or mine attack · 5 May 2024 · by Bandits")]


def test_by_the_worlds_clock_only_what_was_published_counts(workspace: Workspace) -> None:
    before, after = (workspace.view(AsOf(published=date(2024, 3, day))) for day in (5, 6))
    assert [c.what for c in history.changes(before, after)] == ["created"]
    assert history.changes(after, workspace.view()) == ()


def test_the_log_can_begin_later(workspace: Workspace) -> None:
    one = workspace.view().incidents[0]
    judging.override(workspace, f"{one.id}.status", "foiled", ana(1))
    assert {c.what for c in history.log(workspace, since=later(0.5))} == {"changed"}
    assert list(history.log(workspace, since=later(5))) == []
