"""A run killed at any moment is finished by the next, and the ledger is that of a run that nobody disturbed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from vedette.app import api
from vedette.app.demo import corpus
from vedette.app.queries import AnyRecord

ROOT = Path(__file__).resolve().parents[2]


def records(db: Path) -> dict[str, list[str]]:
    """The ids of everything in a ledger."""
    with api.open_view(db) as view:
        sorts: dict[str, Iterable[AnyRecord]] = {
            "documents": view.documents.values(), "mentions": view.mentions, "tallies": view.tallies, "decisions": view.decisions,
            "incidents": view.incidents, "failures": view.failures,
        }  # fmt: skip
        found = {name: sorted(one.id for one in held) for name, held in sorts.items()}
        return found | {"copies": sorted(f"{one.document} {one.of}" for one in view.copies)}


@pytest.mark.skipif(
    not hasattr(os, "fork"), reason="kills a child process in the midst of its work, as POSIX systems can"
)
def test_a_run_killed_at_any_moment_is_finished_by_the_next(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for path in sorted((corpus() / "reports").glob("*.md"))[:24]:
        (reports / path.name).write_bytes(path.read_bytes())
    db = tmp_path / "killed.ledger"
    command = [sys.executable, "-m", "tests.app.killed", str(reports), str(db), "15"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 15, "too few of the runs were still at work when they were killed"
    undisturbed = records(Path(f"{db}.first"))
    assert len(undisturbed["documents"]) >= 20 and undisturbed["mentions"] and undisturbed["decisions"]
    assert records(db) == undisturbed
    assert not list((tmp_path / "out").glob(".briefing*")) or len(list((tmp_path / "out").glob("briefing.*"))) == 3
