"""Runs that are killed again and again: `python -m tests.app.killed REPORTS LEDGER KILLS`, then one that ends."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from vedette.app import api

NOW = datetime(2024, 3, 10, 9, tzinfo=UTC)


def run(reports: str, db: str) -> None:
    """One whole run."""
    api.run([reports], db=db, out=Path(db).parent / "out", now=NOW)


def kill_once(reports: str, db: str, after_s: float) -> bool:
    """Let a run go for so long and kill it; whether it was still at work."""
    child = os.fork()
    if child == 0:
        run(reports, db)
        os._exit(0)
    time.sleep(after_s)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def main(reports: str, db: str, kills: str) -> None:
    """Kill runs, most of them on a ledger that is not yet full, and let the last end; says how many were killed at work."""
    chance = random.Random(7)
    # A whole run once, elsewhere: imports and tables are then loaded, and its time says which moments are worth a kill.
    start = time.monotonic()
    run(reports, f"{db}.first")
    start = time.monotonic()
    run(reports, f"{db}.second")
    whole = time.monotonic() - start
    killed = 0
    for number in range(3 * int(kills)):
        if killed >= int(kills):
            break
        if number % 6 == 5:
            for path in Path(db).parent.glob(f"{Path(db).name}*"):
                if path.name in (Path(db).name, f"{Path(db).name}-wal", f"{Path(db).name}-shm"):
                    path.unlink()
        killed += kill_once(reports, db, chance.uniform(0.02, 1) * whole)
    run(reports, db)
    sys.stdout.write(f"{killed}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
