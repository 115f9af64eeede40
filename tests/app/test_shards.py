"""A large ledger is looked at shard by shard, and tells what the whole tells."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.app.stories import add, ana, later, open_words

from vedette.app import history, judging, review
from vedette.app.config import Config
from vedette.app.shards import Shards, incidents
from vedette.app.spool import in_order
from vedette.app.workspace import Workspace
from vedette.store.base import NOW, AsOf

WHO = ("Gunmen", "Rebels", "Raiders")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Nine attacks read in three runs, some of them judged, then coded again, judged again, and one set by hand."""
    with open_words(tmp_path) as made:
        for n in range(9):
            add(made, tmp_path, f"{'abcdefghi'[n]}.md", WHO[n % 3], day=date(2024, 3, 5 + n // 3), days=n // 3)
        first, second, third, *_ = made.view().incidents
        judging.decide(made, first.id, second.id, "same", ana(80))
        judging.override(made, f"{third.id}.killed", "3", ana(81))
    with open_words(tmp_path, "newer") as made:
        add(made, tmp_path, "j.md", "Gunmen", day=date(2024, 3, 9), days=6)
        *_, one, other = made.view().incidents
        judging.decide(made, one.id, other.id, "same", ana(200))
        judging.override(made, f"{other.id}.status", "foiled", ana(201))
        yield made


@pytest.mark.parametrize("moment", [NOW, AsOf(published=date(2024, 3, 6)), AsOf(recorded=later(81.5))])
@pytest.mark.parametrize("size", [1, 3])
def test_the_incidents_of_the_shards_are_those_of_the_whole(workspace: Workspace, moment: AsOf, size: int) -> None:
    shards = Shards(workspace, size=size)
    assert len(shards) > 1
    assert tuple(shards.incidents(moment)) == workspace.view(moment).incidents
    assert tuple(incidents(workspace, moment, large=0)) == workspace.view(moment).incidents


def test_the_log_the_changes_and_the_queue_are_those_of_the_whole(workspace: Workspace) -> None:
    assert list(history.log(workspace, large=0)) == list(history.log(workspace))
    assert list(history.log(workspace, since=later(80.5), large=0)) == list(history.log(workspace, since=later(80.5)))
    early, late = AsOf(recorded=later(1)), AsOf(recorded=later(300))
    whole = list(history.changes(workspace.view(early), workspace.view(late)))
    assert whole and list(history.between(workspace, early, late, large=0)) == whole
    asked = [(one.sort, one.question, one.incidents, one.field) for one in review.queue(workspace.view())]
    found = [(one.sort, one.question, one.incidents, one.field) for one in review.waiting(workspace, large=0)]
    assert asked and sorted(found, key=str) == sorted(asked, key=str)
    assert [sort for sort, *_ in found] == [sort for sort, *_ in asked]


def test_a_ledger_that_holds_nothing_has_no_shards(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "empty.ledger", config=Config()) as empty:
        assert len(Shards(empty)) == 0
        assert list(incidents(empty, large=-1)) == []


@given(st.lists(st.integers(0, 50)), st.integers(1, 7))
def test_what_waits_on_disk_comes_back_in_order(numbers: list[int], run: int) -> None:
    items = [(number, place) for place, number in enumerate(numbers)]
    assert list(in_order(items, key=lambda one: one[0], run=run)) == sorted(items, key=lambda one: one[0])


def test_reading_stops_early_without_leaving_files_open() -> None:
    rest = in_order(random.Random(1).sample(range(100), 100), key=lambda n: n, run=10)
    assert next(rest) == 0
    rest.close()  # type: ignore[attr-defined]  # a generator; an open file would be a warning, and warnings are errors
