"""Several processes code what one would: the same records in the same order, to the byte, and the same exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from vedette.app import api, codings
from vedette.app.codings import ENOUGH, MOST, processes
from vedette.app.config import Config
from vedette.app.pipeline import read_documents
from vedette.model import Document, Failure
from vedette.store.base import Coding
from vedette.store.codec import Record, dumps

NOW = datetime(2024, 7, 10, 9, tzinfo=UTC)
EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "campaign-2023" / "reports"


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve bundled reports and one that cannot be read."""
    folder = tmp_path_factory.mktemp("in") / "reports"
    folder.mkdir()
    for path in sorted(EXAMPLES.glob("*.md"))[:12]:
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "m-empty.md").write_text("", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def one(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger that one process writes."""
    return ledger(reports, tmp_path_factory.mktemp("one"), 1)


def ledger(reports: Path, folder: Path, workers: int) -> Path:
    path = folder / "a.ledger"
    api.run([reports], db=path, now=NOW, workers=workers)
    return path


def exported(path: Path) -> list[str]:
    """Every record of a ledger as a line, with what was decided and when, in the order in which the ledger gives them."""
    with api.open_view(path) as view:
        records: list[Record] = [*view.documents.values(), *view.mentions, *view.tallies, *view.judged.decisions]
        return [*(dumps(record) for record in records), *map(repr, view.incidents)]


@pytest.mark.parametrize("workers", [2, 3])
def test_a_ledger_is_the_same_to_the_byte_whatever_the_number_of_processes(
    reports: Path, one: Path, tmp_path: Path, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codings, "CHUNK", 2)
    other = ledger(reports, tmp_path, workers)
    assert exported(other) == exported(one)
    assert other.read_bytes() == one.read_bytes()


def test_reports_in_another_order_and_one_by_one_give_the_same_records(
    reports: Path, one: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.ledger"
    for report in sorted(reports.iterdir(), reverse=True):
        api.run([report], db=path, now=NOW)
    with api.open_view(path) as turned, api.open_view(one) as straight:
        assert {dumps(m) for m in turned.mentions} == {dumps(m) for m in straight.mentions}
        assert {dumps(t) for t in turned.tallies} == {dumps(t) for t in straight.tallies}
        assert len(straight.mentions) > 10


def test_failures_stay_in_their_place_among_the_records(reports: Path) -> None:
    items = list(read_documents([reports], now=NOW))
    found = list(codings.codings(items, Config(coder="rules"), NOW, workers=2))
    assert [type(one) for one in found] == [Failure if isinstance(one, Failure) else Coding for one in items]
    assert [one.document for one in found if isinstance(one, Coding)] == [
        one.id for one in items if isinstance(one, Document)
    ]


def test_the_command_prints_the_same_and_ends_the_same_whatever_the_number_of_processes(reports: Path) -> None:
    def printed(workers: int) -> tuple[int, list[object]]:
        command = [sys.executable, "-m", "vedette", "code", "--workers", str(workers), str(reports)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, [{**json.loads(line), "recorded_at": None} for line in done.stdout.splitlines()]

    code, records = printed(1)
    assert code == 3
    assert len(records) > 10
    assert printed(2) == (code, records)


def test_a_process_that_comes_down_costs_its_own_document_alone(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    items = [one for one in read_documents([reports], now=NOW) if isinstance(one, Document)][:4]
    monkeypatch.setattr(codings, "_code", _code_or_fall)
    monkeypatch.setattr(codings, "CHUNK", 2)
    bad = items[1]
    monkeypatch.setenv(BAD, bad.id)
    found = [one for one in codings.codings(items, Config(coder="rules"), NOW, workers=2) if isinstance(one, Coding)]
    assert [one.document for one in found] == [one.id for one in items]
    assert [[f.code for f in one.failures] for one in found if one.document == bad.id] == [["crash"]]
    assert all(one.mentions for one in found if one.document == items[0].id)


BAD = "VEDETTE_TEST_BAD"


def _code_or_fall(chunk: codings.Chunk, now: datetime) -> list[codings.Coded]:
    """What a process does with a chunk; it falls down at one document."""
    if any(isinstance(one, Document) and one.id == os.environ[BAD] for one in chunk):
        os._exit(9)
    return _CODE(chunk, now)


_CODE = codings._code


def test_few_reports_start_no_process_and_many_one_for_each_processor_at_most() -> None:
    assert processes(None, ENOUGH - 1) == 1
    assert 1 <= processes(None, 10**6) <= min(MOST, len(os.sched_getaffinity(0)))
    assert processes(5, 2) == 5


def test_a_system_that_does_not_tell_its_processors_codes_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert processes(None, 10**6) == min(MOST, os.cpu_count() or 1)
