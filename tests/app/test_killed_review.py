"""Linking and review killed at any moment lose nothing that was written, and two who judge at once do not lose each other's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.app import killed_review

from vedette.app.demo import corpus
from vedette.store.sql import open_ledger

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("VEDETTE_TEST_KILLS", "30"))
"""How many sessions are killed; 200 in the full check."""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Some reports of the bundled corpus."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for path in sorted((corpus() / "reports").glob("*.md"))[:24]:
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.mark.skipif(
    not hasattr(os, "fork"), reason="kills a child process in the midst of its work, as POSIX systems can"
)
def test_sessions_killed_while_linking_and_judging_lose_nothing_and_the_chain_holds(
    tmp_path: Path, reports: Path
) -> None:
    command = [
        sys.executable,
        "-m",
        "tests.app.killed_review",
        "kill",
        str(reports),
        str(tmp_path / "k.ledger"),
        str(KILLS),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30 + 5 * KILLS, check=False)
    assert done.returncode == 0, done.stderr
    killed, written, decisions = map(int, done.stdout.split())
    # Every other kill waits for a judgement at least; how many more there are depends on how busy the machine is.
    assert killed == KILLS and written >= KILLS // 3 and decisions > 20


def test_two_who_judge_at_once_wait_for_each_other_and_lose_nothing(tmp_path: Path, reports: Path) -> None:
    db = tmp_path / "two.ledger"
    killed_review.unlinked(reports, db)
    killed_review.link(db)
    command = [sys.executable, "-m", "tests.app.killed_review", "judge", str(db)]
    both = [
        subprocess.Popen([*command, name, "15"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for name in ("ana", "bo")
    ]
    said = [one.communicate(timeout=120) for one in both]
    assert [one.returncode for one in both] == [0, 0], said
    ids = [id for out, _ in said for id in out.split()]
    with open_ledger(db) as ledger:
        held = [one.id for one in ledger.decisions() if one.person] + [one.id for one in ledger.overrides()]
        assert len(ids) >= 30 and sorted(held) == sorted(ids)
        assert {one.by for one in ledger.decisions() if one.person} == {"ana", "bo"}
        assert ledger.prove().broken is None
