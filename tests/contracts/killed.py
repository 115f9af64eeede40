"""A writer that is killed again and again: `python -m tests.contracts.killed BACKEND PLACE SEED KILLS DOCUMENTS`.

It forks, so that a child starts writing at once; each child writes all documents and codings until it is killed.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable

from tests.contracts.backends import Backend
from tests.contracts.samples import MENTIONS, coding, document

from vedette import registry
from vedette.store import LEDGERS


def write(backend: Backend, numbers: range, done: Callable[[], object] = lambda: None) -> None:
    """Write what is missing, as a run does; `done` is called after each document."""
    with backend.open() as ledger:
        for number in numbers:
            report = document(number)
            ledger.add_documents([report])
            if not ledger.has_coding(report.id, "rules/1"):
                ledger.add_coding(coding(report))
                done()


def inspect(backend: Backend, documents: int) -> int:
    """Refuse a ledger that is half-written; how many codings are in it."""
    found = backend.check()
    if found:
        raise SystemExit(f"damaged: {found}")
    with backend.open() as ledger:
        there = {report.id for report in ledger.documents()}
        mentions = [mention.document for mention in ledger.mentions()]
        tallies = [tally.document for tally in ledger.tallies()]
        failures = [failure.document for failure in ledger.failures()]
        coded = 0
        for number in range(documents):
            report = document(number)
            whole = ledger.has_coding(report.id, "rules/1")
            coded += whole
            counts = mentions.count(report.id), tallies.count(report.id), failures.count(report.id)
            if counts != ((MENTIONS, 1, 1) if whole else (0, 0, 0)):
                raise SystemExit(f"document {number} is half-written: {counts}, coded: {whole}")
            if len(ledger.search(f"town{number}")) != (report.id in there):
                raise SystemExit(f"document {number} is written without its sentences, or these without it")
    return coded


def kill_once(backend: Backend, documents: int, after: int, then_s: float) -> bool:
    """Let a child write some documents and a little longer, and kill it; whether it was still at work."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        write(backend, range(documents), lambda: os.write(tell, b"."))
        os._exit(0)
    os.close(tell)
    for _ in range(after):
        os.read(told, 1)
    time.sleep(then_s)
    os.kill(child, signal.SIGKILL)
    os.close(told)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def main(name: str, where: str, seed: str, kills: str, documents: str) -> None:
    """Kill writers while they create the ledger and while they fill it, then finish the work."""
    backend, chance, total = Backend(name=name, where=where), random.Random(seed), int(documents)
    # Imported here once, so that a child does not spend its short life importing.
    registry.load("ledger", name, LEDGERS)
    killed = 0
    for turn in range(int(kills) * 10):
        # The first turns hit the moments in which the ledger is made.
        after = 0 if turn < 8 else chance.randrange(12)
        killed += kill_once(backend, total, after, chance.uniform(0, 0.03 if turn < 8 else 0.006))
        if turn % 4 == 0 and os.path.exists(where):  # noqa: PTH110 - of a URL there is no path
            inspect(backend, total)
        if killed >= int(kills):
            break
    before = inspect(backend, total)
    write(backend, range(total))
    after = inspect(backend, total)
    sys.stdout.write(f"{killed} {before} {after}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
