"""A large made-up ledger, and what it costs to open it, prove its chain, look back in it and export it.

    python -m benchmarks.link_ledger write LEDGER --mentions 1000000
    python -m benchmarks.link_ledger measure LEDGER

Documents of ten sentences, each sentence one mention of an incident of `link_speed`, about half of them told before, with the decisions that tie them. `measure` runs each command of the command
line in a process of its own and prints its seconds, its peak memory and the lines it wrote.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.link_speed import MODES, NOW, Event, events
from vedette.model import Act, Casualty, Decision, Document, Instrument, Mention, Quantity, Reading, Severity, When
from vedette.model.judgement import Verdict
from vedette.store.base import Coding
from vedette.store.sql import open_ledger

TOLD = 10
"""Mentions in a document."""

AGAIN = 0.6
"""How often a sentence tells an event that an earlier document told."""

COMMANDS = (
    ("doctor", "--db", "LEDGER"),
    ("log", "--verify", "--db", "LEDGER"),
    ("export", "mentions", "--db", "LEDGER"),
    ("export", "mentions", "--format", "csv", "--db", "LEDGER"),
    ("export", "mentions", "--as-of", "2021-06-01", "--db", "LEDGER"),
    ("export", "documents", "--db", "LEDGER"),
    ("incidents", "--db", "LEDGER"),
    ("export", "incidents", "--from", "2022-01-01", "--to", "2022-01-31", "--format", "csv", "--db", "LEDGER"),
    ("log", "--db", "LEDGER"),
    ("diff", "--from", "2022-06-01", "--to", "2022-07-01", "--db", "LEDGER"),
    ("review", "--list", "--db", "LEDGER"),
)


def main() -> None:
    """Write a ledger, or measure one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", choices=("write", "measure"))
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--mentions", type=int, default=1_000_000)
    parser.add_argument("--only", default="", help="measure commands that begin so alone")
    given = parser.parse_args()
    if given.work == "write":
        write(given.ledger, given.mentions)
    else:
        measure(given.ledger, given.only)


def write(path: Path, mentions: int) -> None:
    """Write documents and their codings as a run does, and say what it cost."""
    start = time.monotonic()
    with open_ledger(path) as ledger:
        batch: list[tuple[Document, Coding, list[Decision]]] = []
        for one in told(mentions, random.Random(20231113)):
            batch.append(one)
            if len(batch) == 100:
                _flush(ledger, batch)
        _flush(ledger, batch)
    size = path.stat().st_size / 2**20
    print(
        f"{mentions} mentions in {time.monotonic() - start:.0f} s, {size:.0f} MB on disk, peak memory {_peak(resource.RUSAGE_SELF):.0f} MB"
    )


def measure(path: Path, only: str = "") -> None:
    """Run each command, and print what it cost."""
    for command in COMMANDS:
        if not " ".join(command).startswith(only):
            continue
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


@dataclass(slots=True)
class Known:
    """An event that documents tell, with its day and the mentions of it so far."""

    event: Event
    day: date
    mentions: list[str] = field(default_factory=list)


def told(mentions: int, rng: random.Random) -> Iterator[tuple[Document, Coding, list[Decision]]]:
    """Documents with all that was read in them, and the decisions that tie it to what was told before."""
    source = events(mentions, rng)
    recent: deque[Known] = deque(maxlen=300)
    count = -(-mentions // TOLD)
    for number in range(count):
        published = date(2021, 1, 1) + timedelta(days=number * 1095 // count)
        some: dict[int, Known] = {}
        for _ in range(min(TOLD, mentions - number * TOLD)):
            old = rng.choice(recent) if recent and rng.random() < AGAIN else None
            if old is None or id(old) in some or (published - old.day).days > 5 or len(old.mentions) > 7:
                old = Known(next(source), published - timedelta(days=rng.randrange(3)))
                recent.append(old)
            some[id(old)] = old
        yield _coded(number, published, list(some.values()), rng)


def _coded(
    number: int, published: date, some: list[Known], rng: random.Random
) -> tuple[Document, Coding, list[Decision]]:
    text, spans = "", []
    for one in some:
        start, event = len(text), one.event
        text += f"{event.actor.name} struck {event.place.name} and killed {event.killed}, {event.witness} said in report {number}. "
        spans.append((start, len(text) - 1))
    outlet = f"Outlet {number % 90}"
    document = Document(
        id=Document.id_for(text, published, outlet, None), text=text, published=published, outlet=outlet, origin="made", recorded_at=NOW,
        sentences=tuple(spans),
    )  # fmt: skip
    read, decided = [], []
    for one, (start, _) in zip(some, spans, strict=True):
        mention = _mention(document, one, start)
        decided += [_decision(mention.id, other, rng) for other in one.mentions]
        one.mentions.append(mention.id)
        read.append(mention)
    return document, Coding(document=document.id, coder="made/1", recorded_at=NOW, mentions=tuple(read)), decided


def _mention(document: Document, known: Known, start: int) -> Mention:
    event = known.event
    words = (document.passage(start, start + len(event.actor.name)),)

    def read(value: Any) -> Reading[Any]:
        return Reading(value=value, passages=words)

    act = read(Act(kind="ASSAULT", mode=event.mode))
    return Mention(
        id=Mention.id_for(document.id, "made/1", act), document=document.id, coder="made/1", act=act, status=read("occurred"),
        when=read(When(earliest=known.day, latest=known.day)), severity=Severity(level=2), confidence=0.8, recorded_at=NOW, actor=read(event.actor),
        target=read(event.target), place=read(event.place), instruments=(read(Instrument(weapon=MODES[event.mode])),),  # type: ignore[arg-type]
        casualties=(read(Casualty(effect="killed", side="unknown", count=Quantity.exactly(event.killed))),),
    )  # fmt: skip


def _decision(one: str, other: str, rng: random.Random) -> Decision:
    """What a model might have decided on two tellings of one event: mostly the same, some for review."""
    first, second = min(one, other), max(one, other)
    sure = rng.random() < 0.95
    verdict: Verdict = "same" if sure else "unsure"
    return Decision(
        id=Decision.id_for(first, second, verdict, "made/1", False, NOW), first=first, second=second, verdict=verdict, by="made/1",
        reason="Told of one day, place and doer.", recorded_at=NOW, weight=round(rng.uniform(2, 6) if sure else rng.uniform(-1, 2), 3),
    )  # fmt: skip


def _flush(ledger: Any, batch: list[tuple[Document, Coding, list[Decision]]]) -> None:
    ledger.add_documents(document for document, _, _ in batch)
    ledger.add_codings(coding for _, coding, _ in batch)
    ledger.add_decisions(one for _, _, decisions in batch for one in decisions)
    batch.clear()


def _peak(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / 1024


if __name__ == "__main__":
    main()
