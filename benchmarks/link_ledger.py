"""A large made-up ledger, and what it costs to open it, prove its chain, look back in it and export it.

    python -m benchmarks.link_ledger write LEDGER --mentions 1000000
    python -m benchmarks.link_ledger measure LEDGER

Documents of ten sentences, each sentence one mention of an incident of `link_speed`. `measure` runs each command of the command
line in a process of its own and prints its seconds, its peak memory and the lines it wrote.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.link_speed import MODES, NOW, Event, events
from vedette.model import Act, Casualty, Document, Instrument, Mention, Quantity, Reading, Severity, When
from vedette.store.base import Coding
from vedette.store.sql import open_ledger

TOLD = 10
"""Mentions in a document."""

COMMANDS = (
    ("doctor", "--db", "LEDGER"),
    ("log", "--verify", "--db", "LEDGER"),
    ("export", "mentions", "--db", "LEDGER"),
    ("export", "mentions", "--format", "csv", "--db", "LEDGER"),
    ("export", "mentions", "--as-of", "2021-06-01", "--db", "LEDGER"),
    ("export", "documents", "--db", "LEDGER"),
    ("export", "failures", "--db", "LEDGER"),
)


def main() -> None:
    """Write a ledger, or measure one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", choices=("write", "measure"))
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--mentions", type=int, default=1_000_000)
    given = parser.parse_args()
    if given.work == "write":
        write(given.ledger, given.mentions)
    else:
        measure(given.ledger)


def write(path: Path, mentions: int) -> None:
    """Write documents and their codings as a run does, and say what it cost."""
    start = time.monotonic()
    with open_ledger(path) as ledger:
        batch: list[tuple[Document, Coding]] = []
        for one in told(mentions, random.Random(20231113)):
            batch.append(one)
            if len(batch) == 100:
                _flush(ledger, batch)
        _flush(ledger, batch)
    size = path.stat().st_size / 2**20
    print(
        f"{mentions} mentions in {time.monotonic() - start:.0f} s, {size:.0f} MB on disk, peak memory {_peak(resource.RUSAGE_SELF):.0f} MB"
    )


def measure(path: Path) -> None:
    """Run each command, and print what it cost."""
    for command in COMMANDS:
        words = [str(path) if word == "LEDGER" else word for word in command]
        # A process between, so that the peak is that of this command alone.
        code = (
            "import resource, subprocess, sys, time; start = time.monotonic();"
            "p = subprocess.Popen([sys.executable, '-m', 'vedette', *sys.argv[1:]], stdout=subprocess.PIPE);"
            "lines = sum(1 for _ in p.stdout); rc = p.wait();"
            "peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024;"
            "print(f'exit {rc}, {lines} lines, {time.monotonic() - start:.1f} s, peak {peak:.0f} MB')"
        )
        done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
        print(f"{' '.join(command[:-2]):50} {done.stdout.strip()}", flush=True)


def told(mentions: int, rng: random.Random) -> Iterator[tuple[Document, Coding]]:
    """Documents with all that was read in them."""
    source = events(mentions, rng)
    for number in range(-(-mentions // TOLD)):
        some = [next(source) for _ in range(min(TOLD, mentions - number * TOLD))]
        yield _coded(number, some, rng)


def _coded(number: int, some: list[Event], rng: random.Random) -> tuple[Document, Coding]:
    text, spans = "", []
    for event in some:
        start = len(text)
        text += f"{event.actor.name} struck {event.place.name} and killed {event.killed}, {event.witness} said in report {number}. "
        spans.append((start, len(text) - 1))
    published = date(2021, 1, 1) + timedelta(days=number % 1095)
    outlet = f"Outlet {number % 90}"
    document = Document(
        id=Document.id_for(text, published, outlet, None), text=text, published=published, outlet=outlet, origin="made", recorded_at=NOW,
        sentences=tuple(spans),
    )  # fmt: skip
    read = tuple(
        _mention(document, event, start, published, rng) for event, (start, _) in zip(some, spans, strict=True)
    )
    return document, Coding(document=document.id, coder="made/1", recorded_at=NOW, mentions=read)


def _mention(document: Document, event: Event, start: int, published: date, rng: random.Random) -> Mention:
    words = (document.passage(start, start + len(event.actor.name)),)

    def read(value: Any) -> Reading[Any]:
        return Reading(value=value, passages=words)

    act = read(Act(kind="ASSAULT", mode=event.mode))
    day = published - timedelta(days=rng.randrange(3))
    return Mention(
        id=Mention.id_for(document.id, "made/1", act), document=document.id, coder="made/1", act=act, status=read("occurred"),
        when=read(When(earliest=day, latest=day)), severity=Severity(level=2), confidence=0.8, recorded_at=NOW, actor=read(event.actor),
        target=read(event.target), place=read(event.place), instruments=(read(Instrument(weapon=MODES[event.mode])),),  # type: ignore[arg-type]
        casualties=(read(Casualty(effect="killed", side="unknown", count=Quantity.exactly(event.killed))),),
    )  # fmt: skip


def _flush(ledger: Any, batch: list[tuple[Document, Coding]]) -> None:
    ledger.add_documents(document for document, _ in batch)
    for _, coding in batch:
        ledger.add_coding(coding)
    batch.clear()


def _peak(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / 1024


if __name__ == "__main__":
    main()
