"""A ledger of days: one report a day, each telling so many attacks of that day, written without any coder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from vedette.model import (
    Act,
    Casualty,
    Counted,
    Document,
    Mention,
    Party,
    Quantity,
    Reading,
    Severity,
    Tally,
    When,
    Where,
)
from vedette.store.base import Coding
from vedette.store.sql import open_ledger

FIRST = date(2023, 10, 1)
IRAQ = Where(name="Iraq", id="iso:IQ", country="IQ", precision="country")
SYRIA = Where(name="Syria", id="iso:SY", country="SY", precision="country")
FORCES = Party(name="United States forces", id="USA/MIL")


def ledger(
    path: Path, counts: Sequence[int], *, deadly: bool = False, syria: int | None = None, total: bool = False
) -> Path:
    """A ledger with `counts[i]` attacks on day i, in Iraq; from day `syria` on in Syria. With `deadly` those of the last day kill one each.

    With `total` the report of every tenth day tells the counter's running total.
    """
    with open_ledger(path) as opened:
        for day, count in enumerate(counts):
            told = report(FIRST + timedelta(days=day), count)
            place = SYRIA if syria is not None and day >= syria else IRAQ
            dead = deadly and day == len(counts) - 1
            mentions = tuple(attack(told, n, place, deadly=dead) for n in range(count))
            sums = (running(told, sum(counts[: day + 1])),) if total and day % 10 == 9 else ()
            opened.add_documents([told])
            opened.add_coding(
                Coding(document=told.id, coder="test", recorded_at=told.recorded_at, mentions=mentions, tallies=sums)
            )
    return path


def report(day: date, count: int) -> Document:
    """What an outlet wrote on a day."""
    text = f"There were {count} attacks in the country on {day.isoformat()}, the Pentagon said. " + "Attack. " * count
    return Document(
        id=Document.id_for(text, day, "Example Wire", None), text=text, published=day, outlet="Example Wire",
        origin=f"{day.isoformat()}.txt", recorded_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC), sentences=((0, len(text)),),
    )  # fmt: skip


def attack(told: Document, number: int, place: Where, *, deadly: bool) -> Mention:
    """The attack of that number in a report."""
    start = told.text.index("said. ") + 6 + 8 * number
    words = (told.passage(start, start + 6),)
    act = Reading(value=Act(kind="ASSAULT", mode="drone"), passages=words)
    there = Where(name=f"post {number}", id=f"vd:post-{told.published.isoformat()}-{number}", country=place.country,
                  lat=33.0 + number, lon=40.0 + number, radius_km=1, precision="facility", within=(place.id or "",))  # fmt: skip
    killed = Casualty(effect="killed", side="target", count=Quantity.exactly(1))
    return Mention(
        id=Mention.id_for(told.id, "test", act), document=told.id, coder="test", act=act, status=Reading(value="occurred", passages=words),
        when=Reading(value=When(earliest=told.published, latest=told.published), passages=words), severity=Severity(level=5 if deadly else 2),
        confidence=0.9, recorded_at=told.recorded_at, place=Reading(value=there, passages=words),
        target=Reading(value=FORCES, passages=words), casualties=(Reading(value=killed, passages=words),) if deadly else (),
    )  # fmt: skip


def running(told: Document, total: int) -> Tally:
    """The counter's total since the first day."""
    words = (told.passage(0, 10),)
    count = Reading(value=Quantity.exactly(total), passages=words)
    return Tally(
        id=Tally.id_for(told.id, "test", count), document=told.id, coder="test",
        counted=Counted(kind="ASSAULT", target=Reading(value=FORCES, passages=words)), count=count, bound="exactly", as_of=told.published,
        from_day=FIRST, recorded_at=told.recorded_at, counter=Reading(value=Party(name="Pentagon", id="org:pentagon"), passages=words),
    )  # fmt: skip
