"""Linking and review that are killed again and again: `python -m tests.app.killed_review kill REPORTS LEDGER KILLS`.

`… judge LEDGER NAME TIMES` writes so many judgements and prints the id of each once it is written.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

from vedette.app import judging, pipeline, review
from vedette.app.judging import Judge
from vedette.app.workspace import Workspace
from vedette.errors import InputError
from vedette.store.sql import open_ledger

NOW = datetime(2024, 3, 10, 9, tzinfo=UTC)


def unlinked(reports: Path, db: Path) -> None:
    """A ledger of coded reports on which no decision was taken yet."""
    with Workspace.open(db) as workspace:
        pipeline.write_documents(workspace, pipeline.read_documents([reports], now=NOW))
        pipeline.code_documents(workspace, tuple(workspace.ledger.documents()), NOW)


def link(db: Path) -> None:
    """Decide on all pairs."""
    with Workspace.open(db) as workspace:
        pipeline.link_pending(workspace, NOW)


def judge(db: Path, by: str, times: int, done: Callable[[str], object]) -> None:
    """Walk through the queue and over it as a person would; tell the id of each judgement once it is written."""
    chance = random.Random(f"{by} {time.monotonic_ns()}")
    with Workspace.open(db) as workspace:
        pairs = [
            tuple(side.mention for side in one.sides) for one in review.queue(workspace.view()) if one.sort == "pair"
        ]
        pairs += combinations([one.mentions[0] for one in workspace.view().incidents[:6]], 2)
        for number in range(times):
            who = Judge(by=by, reason="as the reports say", now=NOW + timedelta(seconds=number))
            pair = chance.choice(pairs)
            made = judging.decide(workspace, pair[0], pair[1], chance.choice(("same", "different", "unsure")), who)
            done(made.id)
            if chance.random() < 0.3:
                one = chance.choice(workspace.view().incidents)
                with suppress(
                    InputError
                ):  # between the look and the word the other person may have tied it to an elder one
                    done(judging.override(workspace, f"{one.id}.killed", str(number), who).id)


def kill_once(db: Path, after: int, then_s: float) -> tuple[bool, list[str]]:
    """Let a session link, write so many judgements and go on for so long, and kill it; whether it was at work, and what it said was written."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(told)
        link(db)
        judge(db, "ana", 10_000, lambda id: os.write(tell, f"{id}\n".encode()))
        os._exit(0)
    os.close(tell)
    with os.fdopen(told, encoding="ascii") as lines:
        written = [lines.readline() for _ in range(after)]
        time.sleep(then_s)
        os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
        written += list(lines)
    whole = [line.strip() for line in written if line.endswith("\n")]
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, whole


def inspect(db: Path, written: set[str], heads: list[str]) -> int:
    """Refuse a ledger that lost what it had said was written, or whose chain does not hold; how many of them it holds."""
    with open_ledger(db) as ledger:
        proof = ledger.prove()
        if proof.broken is not None:
            raise SystemExit(f"the chain breaks: {proof.broken}")
        lost = written - {one.id for one in ledger.decisions()} - {one.id for one in ledger.overrides()}
        if lost:
            raise SystemExit(f"lost: {sorted(lost)}")
        cut = [hash for hash in heads if not ledger.sealed(hash)]
        if cut:
            raise SystemExit(f"the chain no longer holds {cut}")
        heads.append(proof.head)
    return len(written)


def kill(reports: Path, db: Path, kills: int) -> None:
    """Kill sessions at any moment, looking at the ledger after each; prints kills, judgements that were written, and decisions."""
    chance, base = random.Random(11), db.with_name("base.ledger")
    unlinked(reports, base)
    shutil.copy(base, db)
    start = time.monotonic()
    link(db)
    whole = time.monotonic() - start
    with open_ledger(db) as ledger:
        undisturbed = {one.id for one in ledger.decisions()}
    killed = seen = 0
    written: set[str] = set()
    heads: list[str] = []
    while killed < kills:
        if killed % 10 == 0:
            # Every tenth turn begins before linking, so that half of the kills hit it.
            seen += inspect(db, written, heads)
            written, heads = set(), []
            for path in db.parent.glob(f"{db.name}*"):
                path.unlink()
            shutil.copy(base, db)
        # Every other kill hits linking, or the first moments of a session; the others hit the writing of judgements.
        after = chance.randrange(1, 5) if killed % 2 else 0
        at_work, told = kill_once(db, after, chance.uniform(0, 0.05 if after else whole))
        killed += at_work
        written |= set(told)
        inspect(db, written, heads)
    seen += inspect(db, written, heads)
    link(db)
    with open_ledger(db) as ledger:
        by_model = {one.id for one in ledger.decisions() if not one.person}
    # What people tied or parted adds pairs to be weighed; none of the undisturbed may be missing.
    if undisturbed - by_model:
        raise SystemExit(f"linking was not finished: {len(undisturbed - by_model)} decisions are missing")
    sys.stdout.write(f"{killed} {seen} {len(by_model)}\n")


if __name__ == "__main__":
    if sys.argv[1] == "kill":
        kill(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
    else:
        judge(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]), lambda id: sys.stdout.write(f"{id}\n"))
