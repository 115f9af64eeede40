"""How fast, how steady and how safe `vedette watch` is, against a server of made-up feeds on 127.0.0.1.

    python -m benchmarks.watch first  [--feeds 500]            # a first pass over 40 items a feed, then one that finds nothing new
    python -m benchmarks.watch day    [--feeds 500] [--hours 24] [--every 30m] [--faulty 0.05]   # a day of polling on a compressed clock
    python -m benchmarks.watch kills  [--kills 200]            # watches killed at random moments, then one that ends

One item in ten tells of violence; items are our own sentences, of about 30 words. The server runs in a process of its own. Times
on the clock depend on what else the machine does, so the seconds of processor time of the watch and its processes stand beside them.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from tests.app.watched import Clock
from tests.fakes.feeds import Feeds
from tests.fakes.web import Answer, Asked, Web, fetcher, serve

from vedette.app.apart import end_with_parent
from vedette.app.config import Config
from vedette.app.watching import Pass, Plan, Watch, WatchOptions, open_watch
from vedette.app.workspace import Workspace
from vedette.sources.answers import FetchLimits
from vedette.sources.live import Spec
from vedette.sources.manners import Manners

EVERY = timedelta(hours=2)
"""How often each feed brings a new item: twelve a day."""


def main() -> int:
    """Measure what is asked for; 1 where something was lost or came twice."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("first", "day", "kills"))
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--hours", type=int, default=24)
    parser.add_argument("--every", type=int, default=30, metavar="MINUTES")
    parser.add_argument("--faulty", type=float, default=0.05)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kills", type=int, default=200)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="watch") as folder:
        if given.what == "kills":
            return kills(Path(folder), given.kills)
        feeds = Feeds(clock=Clock(), count=given.feeds, every=EVERY)
        with served(given.feeds) as web:
            with watch(Path(folder), web, feeds, given) as work:
                ended = first(work) if given.what == "first" else day(web, feeds, work, given)
            print(f"processor time of the watch and its processes: {processor():.0f} s")
            return judged(Path(folder), feeds, feeds.clock()) or ended


def first(work: Watch) -> int:
    """Two passes in a row."""
    one, two = list(work.run(lambda _: None, passes=2))
    told("first pass", one)
    told("second pass, nothing new", two)
    print(f"memory of the watch {resident():.0f} MB")
    return 0


def day(web: Web, feeds: Feeds, work: Watch, given: argparse.Namespace) -> int:
    """A day of polling while new items come and some answers are broken; memory is looked at after each pass."""
    clock = feeds.clock
    assert isinstance(clock, Clock)
    start, began = clock(), time.monotonic()
    told("first pass", work.one_pass())
    ask(web, f"/faulty/{given.faulty}")
    memory, failed, documents = [resident()], 0, 0
    for number in range(given.hours * 60 // given.every):
        clock.sleep(given.every * 60)
        ask(web, f"/clock/{clock.seconds()}")
        one = work.one_pass()
        memory.append(resident())
        failed, documents = failed + one.failed, documents + one.documents
        if number % 8 == 7:
            print(
                f"{clock():%d %H:%M} +{documents} reports, {failed} visits failed, {memory[-1]:.0f} MB, {time.monotonic() - began:.0f} s",
                flush=True,
            )
    ask(web, "/faulty/0")
    clock.sleep(86_400 / 4)
    ask(web, f"/clock/{clock.seconds()}")
    last = work.one_pass()
    hour = max(1, 60 // given.every)
    print(
        f"{(clock() - start).total_seconds() / 3600:.0f} hours in {time.monotonic() - began:.0f} s; {documents + last.documents} reports after the first pass, "
        f"{failed} visits failed; memory {memory[hour]:.0f} MB after the first hour, {memory[-1]:.0f} MB at the end ({100 * (memory[-1] / memory[hour] - 1):+.1f} %)"
    )
    return 0


def kills(folder: Path, number: int) -> int:
    """The test's killing, as often as is asked for."""
    every = timedelta(hours=1)
    clock = Clock()
    feeds = Feeds(clock=clock, count=4, every=every)
    web = feeds.web()

    def tick(asked: Asked) -> Answer:
        del asked
        clock.sleep(3600)
        return Answer(body=b"x")

    web.pages["/tick"] = tick
    with serve(web):
        command = [
            sys.executable,
            "-m",
            "tests.app.killed_watch",
            str(folder / "x.ledger"),
            str(web.port),
            "4",
            str(number),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    print(f"{done.stdout.strip()} watches killed at work{done.stderr[-2000:]}")
    return judged(folder, feeds, clock()) or done.returncode


def judged(folder: Path, feeds: Feeds, at: datetime) -> int:
    """Compare the ledger with what the feeds showed."""
    with Workspace.open(folder / "x.ledger") as workspace:
        held = Counter(one.url or "" for one in workspace.ledger.documents())
        proof = workspace.ledger.prove()
    shown = feeds.links(at)
    lost, strange, twice = shown - set(held), set(held) - shown, [url for url, count in held.items() if count > 1]
    print(
        f"{len(held)} reports held of {len(shown)} shown: {len(lost)} lost, {len(twice)} twice, {len(strange)} never shown; chain {'whole' if proof.broken is None else 'broken'}"
    )
    return 1 if lost or strange or twice or proof.broken else 0


@contextmanager
def watch(folder: Path, web: Web, feeds: Feeds, given: argparse.Namespace) -> Iterator[Watch]:
    """A watch over the feeds."""
    clock = feeds.clock
    assert isinstance(clock, Clock)
    specs = tuple(Spec(name=host, kind="feed", where=web.url("/feed.xml", host)) for host in feeds.hosts())
    manners = Manners(delay_s=0.0, clock=clock.seconds, sleep=clock.sleep, now=clock)
    asks = fetcher(manners=manners, limits=FetchLimits(total_s=20.0, silent_s=20.0))
    plan = Plan(specs=specs, db=folder / "x.ledger", config=Config(), web=asks)
    options = WatchOptions(every_s=given.every * 60.0, workers=given.workers)
    with open_watch(plan, clock=clock, chance=Random(1), tell=lambda _: None, options=options) as work:
        yield work


@contextmanager
def served(count: int) -> Iterator[Web]:
    """The feeds in a process of their own, whose clock and faults are set by asking for /clock/… and /faulty/…"""
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(count, theirs), daemon=True)
    server.start()
    web = Web()
    web.port = ours.recv()
    try:
        yield web
    finally:
        server.terminate()
        server.join()


def _serve(count: int, port: multiprocessing.connection.Connection) -> None:
    end_with_parent()
    clock = Clock()
    feeds = [Feeds(clock=clock, count=count, every=EVERY)]
    web = Web()
    forget = web.asked.clear

    def answer(asked: Asked) -> Answer:
        forget()
        what, _, value = asked.path[1:].partition("/")
        if what == "clock":
            clock.now = datetime.fromtimestamp(float(value), clock.now.tzinfo)
        elif what == "faulty":
            feeds[0] = replace(feeds[0], faulty=float(value))
        return Answer(body=b"set") if value else feeds[0].answer(asked)

    web.other = answer
    with serve(web):
        port.send(web.port)
        time.sleep(86_400)


def ask(web: Web, path: str) -> None:
    """Set something of the server."""
    fetcher().get(web.url(path), obey_robots=False)


def told(what: str, one: Pass) -> None:
    """Print one pass."""
    print(f"{what}: {one.seconds:.1f} s for {one.sources} feeds, {one.items} items, {one.documents} reports, {one.mentions} mentions, {one.copies} copies, {one.decisions} decisions", flush=True)  # fmt: skip


def resident() -> float:
    """Memory of this process that is in use, in MB."""
    with Path("/proc/self/statm").open(encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def processor() -> float:
    """Seconds of processor time of this process and of its ended children."""
    mine, theirs = (resource.getrusage(one) for one in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime


if __name__ == "__main__":
    sys.exit(main())
