"""Reports in; documents, readings and judgements in the ledger; and doing it twice changes nothing."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.app.conftest import NOW, Write

from vedette.app import pipeline
from vedette.app.config import Config
from vedette.app.pipeline import Report
from vedette.app.workspace import Workspace
from vedette.errors import ConfigError, InputError

FIRST = "Gunmen set off a bomb in the market of the town on Tuesday, and the people there ran away from it at once."
SECOND = "Officials say that this was the total of the month and that nothing else of the sort is known to them today."


def ingest(folder: Path, coder: str = "words", *, days: int = 0) -> Report:
    """One run over the folder `reports`."""
    with Workspace.open(folder / "a.ledger", config=Config(coder=coder)) as workspace:
        return pipeline.ingest(workspace, [folder / "reports"], now=NOW + timedelta(days=days))


def test_a_run_reads_codes_and_links(tmp_path: Path, write: Write) -> None:
    write("a.md", FIRST)
    write("b.md", SECOND)
    seen: list[tuple[str, int, int | None]] = []
    with Workspace.open(tmp_path / "a.ledger", config=Config(coder="words")) as workspace:
        report = pipeline.ingest(workspace, [tmp_path / "reports"], now=NOW, on_item=lambda *item: seen.append(item))
        view = workspace.view()
    assert (report.documents, report.known, report.mentions, report.tallies, report.failures) == (2, 0, 1, 1, ())
    assert [one.actor.value.name for one in view.incidents if one.actor.value] == ["Gunmen"]
    assert seen == [("reading", 1, None), ("reading", 2, None), ("coding", 1, 2), ("coding", 2, 2)]
    assert [one.recorded_at for one in view.documents.values()] == [NOW, NOW]


def test_a_second_run_changes_nothing_and_says_so(tmp_path: Path, write: Write) -> None:
    write("a.md", FIRST)
    assert ingest(tmp_path).changed
    before = (tmp_path / "a.ledger").read_bytes()
    again = ingest(tmp_path, days=1)
    assert not again.changed
    assert (again.documents, again.known, again.mentions) == (0, 1, 0)
    assert (tmp_path / "a.ledger").read_bytes() == before


def test_the_same_report_twice_in_one_run_is_kept_once_and_named(tmp_path: Path, write: Write) -> None:
    write("a.md", FIRST, outlet="One")
    write("b.md", FIRST, outlet="One")
    report = ingest(tmp_path)
    assert report.documents == 1
    [failure] = report.failures
    assert failure.code == "duplicate"
    assert "b.md" in failure.reason and "a.md" in failure.reason


def test_a_coder_that_breaks_leaves_a_failure_and_the_rest_is_coded(tmp_path: Path, write: Write) -> None:
    write("a.md", FIRST)
    write("b.md", "It was a trap that somebody had set near the road, and nobody knows who it was or when it was done.")
    report = ingest(tmp_path, "breaking")
    assert report.mentions == 1
    [failure] = report.failures
    assert (failure.stage, failure.code) == ("coding", "defect")
    assert (
        "b.md" in failure.reason
        and "ZeroDivisionError: fell into it" in failure.reason
        and "report it" in failure.way_out
    )
    assert not ingest(tmp_path, "breaking", days=1).changed


def test_another_version_of_the_coder_codes_again_and_the_earlier_coding_is_kept(tmp_path: Path, write: Write) -> None:
    write("a.md", FIRST)
    ingest(tmp_path)
    again = ingest(tmp_path, "newer", days=1)
    assert (again.documents, again.mentions) == (0, 1)
    with Workspace.open(tmp_path / "a.ledger") as workspace:
        assert {one.coder for one in workspace.view().mentions} == {"words/2"}
        assert workspace.ledger.has_coding(next(iter(workspace.view().documents)), "words/1")
        assert len(workspace.view().runs) == 2


def test_what_an_earlier_run_left_uncoded_is_coded_by_the_next(tmp_path: Path, write: Write) -> None:
    path = write("a.md", FIRST)
    with Workspace.open(tmp_path / "a.ledger", config=Config(coder="words")) as workspace:
        pipeline.write_documents(workspace, pipeline.read_documents([path], now=NOW))
        assert not workspace.view().mentions
    report = ingest(tmp_path)
    assert (report.documents, report.known, report.mentions) == (0, 1, 1)


def test_a_report_without_a_date_takes_the_day_that_was_given(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FIRST, encoding="utf-8")
    [failed] = pipeline.read_documents([tmp_path / "a.txt"], now=NOW)
    assert getattr(failed, "code", None) == "no_date"
    [document] = pipeline.read_documents([tmp_path / "a.txt"], now=NOW, published=date(2024, 3, 5))
    assert getattr(document, "published", None) == date(2024, 3, 5)


def test_no_such_path_and_no_such_coder_are_named(tmp_path: Path, write: Write) -> None:
    with pytest.raises(InputError, match="reports"):
        ingest(tmp_path)
    write("a.md", FIRST)
    with pytest.raises(ConfigError, match=r"unknown coder 'rulez'; known: .*rules"):
        ingest(tmp_path, "rulez")


def test_settings_and_coder_change_the_fingerprint_of_a_run(tmp_path: Path, write: Write) -> None:
    write("a.md", FIRST)
    assert ingest(tmp_path).run.fingerprint != ingest(tmp_path, "newer").run.fingerprint
