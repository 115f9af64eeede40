"""Watches that are killed again and again: `python -m tests.app.killed_watch LEDGER PORT FEEDS KILLS`, then one that ends."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

from tests.app.watched import Clock, Desk
from tests.fakes.feeds import Feeds
from tests.fakes.web import Web, fetcher

from vedette.app.watching import state_of
from vedette.sources.live import Spec


def watch(db: Path, web: Web, clock: Clock, count: int) -> None:
    """One whole pass of a watch that is started anew."""
    feeds = Feeds(clock=clock, count=count)
    specs = tuple(Spec(name=host, kind="feed", where=web.url("/feed.xml", host)) for host in feeds.hosts())
    Desk(db=db, web=web, feeds=feeds, clock=clock, specs=specs).passes()


def kill_once(db: Path, web: Web, clock: Clock, count: int, after_s: float) -> bool:
    """Let a watch go for so long and kill it; whether it was still at work."""
    child = os.fork()
    if child == 0:
        watch(db, web, clock, count)
        os._exit(0)
    time.sleep(after_s)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def main(ledger: str, port: str, feeds: str, kills: str) -> None:
    """Kill watches while time goes by at the feeds, and let the last end; says how many were killed at work."""
    chance, web, clock, count = random.Random(7), Web(), Clock(), int(feeds)
    web.port = int(port)
    # A whole pass once, elsewhere: imports are then done, and its time says which moments are worth a kill.
    watch(Path(f"{ledger}.first"), web, clock, count)
    start = time.monotonic()
    watch(Path(f"{ledger}.second"), web, clock, count)
    whole = time.monotonic() - start
    killed = 0
    for number in range(2 * int(kills)):
        if killed >= int(kills):
            break
        killed += kill_once(Path(ledger), web, clock, count, chance.uniform(0.02, 1 if number < 4 else 0.4) * whole)
        # What a feed showed before it was ever visited nobody can know of.
        if number % 3 == 2 and len(state_of(Path(ledger))) == count:
            fetcher().get(web.url("/tick"))
            clock.sleep(3600)
    watch(Path(ledger), web, clock, count)
    sys.stdout.write(f"{killed}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
