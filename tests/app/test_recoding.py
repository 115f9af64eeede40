"""What people judged outlives a coder that reads the same reports in slightly other words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.app.stories import ana

from vedette.app import history, judging, pipeline, review
from vedette.app.config import Config
from vedette.app.demo import corpus
from vedette.app.workspace import Workspace
from vedette.coding.base import CODERS
from vedette.coding.rules import RulesCoder
from vedette.model import Document, Mention, Passage
from vedette.store.base import Coding

NOW = datetime(2024, 7, 1, tzinfo=UTC)


class Other:
    """Reads what `rules` reads, and takes other words for the trigger: those of the harm where some is told, else one word more."""

    name = "other/1"

    def code(self, document: Document, *, recorded_at: datetime) -> Coding:
        """Read one document."""
        coding = RulesCoder().code(document, recorded_at=recorded_at)
        seen: dict[tuple[int, int, str, str | None], int] = {}
        mentions = []
        for one in coding.mentions:
            words = _words(document, one)
            act = replace(one.act, passages=(words,))
            key = (words.start, words.end, one.kind, one.mode)
            id = Mention.id_for(document.id, self.name, act, seen.setdefault(key, 0))
            seen[key] += 1
            mentions.append(replace(one, id=id, coder=self.name, act=act, part_of=None))
        return Coding(document=document.id, coder=self.name, recorded_at=recorded_at, mentions=tuple(mentions))


def _words(document: Document, one: Mention) -> Passage:
    if one.casualties:
        return one.casualties[0].passages[0]
    before = document.text.rfind(" ", 0, max(0, one.trigger.start - 1)) + 1
    return document.passage(before, one.trigger.end)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Some reports of the bundled corpus."""
    made = tmp_path / "reports"
    made.mkdir()
    for path in sorted((corpus() / "reports").glob("*.md"))[:24]:
        (made / path.name).write_bytes(path.read_bytes())
    return made


@pytest.fixture
def workspace(tmp_path: Path, folder: Path) -> Iterator[Workspace]:
    """A ledger of those reports."""
    with Workspace.open(tmp_path / "a.ledger", config=Config(coder="rules")) as made:
        pipeline.ingest(made, [folder], now=NOW)
        yield made


def test_decisions_and_overrides_hold_under_a_coder_that_reads_other_words(
    workspace: Workspace, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = workspace.view().incidents
    several = next(one for one in found if len(one.mentions) > 1)
    alone = [one for one in found if len(one.mentions) == 1 and one.id != several.id]
    parted = judging.part(workspace, several.mentions[-1], ana())
    tied = judging.decide(workspace, alone[0].mentions[0], alone[-1].mentions[0], "same", ana(2))
    judging.override(workspace, f"{alone[1].id}.killed", "at least 7", ana(3))
    judging.override(workspace, f"{alone[2].id}.drop", "true", ana(4))
    before = workspace.view()
    monkeypatch.setitem(CODERS, "other", "tests.app.test_recoding:Other")
    with Workspace.open(tmp_path / "a.ledger", config=Config(coder="other")) as again:
        pipeline.ingest(again, [folder], now=NOW + timedelta(days=9))
        view = again.view()
        assert {m.coder for m in view.mentions} == {"other/1"}
        assert {m.id for m in view.mentions}.isdisjoint(m.id for m in before.mentions)
        assert view.judged.lost == ()
        home = {id: one for one in view.partition.clusters for id in one}
        held = {d.id: d for d in view.judged.decisions}
        for d in parted:
            assert home[held[d.id].first] != home[held[d.id].second]
        assert home[held[tied.id].first] == home[held[tied.id].second] or tied in view.partition.conflicts
        tolls = [c for one in view.incidents for c in one.casualties if c.override is not None]
        assert [c.value.count.low for c in tolls if c.value and c.value.count] == [7]
        assert len(view.incidents) == len(before.incidents)
        changed = history.changes(before, view)
        assert "retracted" not in {one.what for one in changed}, "a newer coding retracts nothing that it still reads"
        assert not any("no effect" in item.question for item in review.queue(view))
