"""A run killed at any moment leaves a whole ledger, and the next run finishes the rest."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.contracts.backends import Backend
from tests.contracts.samples import MENTIONS, document

ROOT = Path(__file__).resolve().parents[2]
AT_ONCE = (
    "import sys; from tests.contracts.backends import Backend; from tests.contracts.killed import write; "
    "write(Backend(name=sys.argv[1], where=sys.argv[2]), range(int(sys.argv[3]), int(sys.argv[4])))"
)


def test_a_killed_run_leaves_a_whole_ledger_and_the_next_finishes_the_rest(backend: Backend) -> None:
    seed, kills, documents = "seven", "30", "400"
    command = [sys.executable, "-m", "tests.contracts.killed", backend.name, backend.where, seed, kills, documents]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    killed, before, after = (int(number) for number in done.stdout.split())
    assert killed >= 25, "too few of the writers were still at work when they were killed"
    assert 0 < before < after == int(documents), "the kills hit the middle of the work"


def test_two_processes_write_at_once_and_lose_nothing(backend: Backend) -> None:
    spans = (("0", "80"), ("40", "120"))
    command = [sys.executable, "-c", AT_ONCE, backend.name, backend.where]
    running = [subprocess.Popen([*command, *span], cwd=ROOT, stderr=subprocess.PIPE, text=True) for span in spans]
    for process in running:
        _, told = process.communicate(timeout=120)
        assert process.returncode == 0, told
    assert backend.check() == []
    with backend.open() as ledger:
        assert {found.id for found in ledger.documents()} == {document(number).id for number in range(120)}
        assert len(list(ledger.mentions())) == 120 * MENTIONS
        assert len(list(ledger.tallies())) == 120
