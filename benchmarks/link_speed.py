"""Speed and memory of linking: a made-up conflict of many reports, linked at once and one report at a time.

    python -m benchmarks.link_speed [--mentions N] [--attach K]

Incidents fall on 3,000 places of 12 countries over three years, a few places taking most of them; each is told by one to
eight reports, which leave fields out, round tolls and shift days. The partition is scored against the one they were made from.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from benchmarks.partitions import b_cubed
from vedette.linking import LinkOptions, LinkState, incidents, link, partition
from vedette.model import Act, Casualty, Document, Instrument, Mention, Party, Quantity, Reading, Severity, When, Where

NOW = datetime(2024, 1, 1, tzinfo=UTC)
MODES = {
    "drone": "drone",
    "rocket_missile": "rocket",
    "ied_mine": "ied",
    "firearms": "small_arms",
    "artillery_mortar": "mortar",
}
SYLLABLES = ["ba", "do", "ka", "ri", "mu", "sa", "le", "to", "na", "shi", "gor", "vel", "han", "qu", "zar", "pel"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What truly happened."""

    place: Where
    day: date
    actor: Party
    target: Party
    mode: str
    killed: int
    injured: int
    witness: str


def events(count: int, rng: random.Random) -> Iterator[Event]:
    """Made-up incidents."""
    places = [_place(n, rng) for n in range(3000)]
    weights = [1 / (n + 20) for n in range(len(places))]
    actors = [Party(name=f"Group {n}", id=f"group:g{n}") for n in range(60)]
    targets = [Party(name=f"Force {n}", id=f"C{n:02d}/MIL") for n in range(12)] + [
        Party(name="civilians", id="generic:civilians")
    ]
    for place in rng.choices(places, weights, k=count):
        yield Event(
            place=place,
            day=date(2021, 1, 1) + timedelta(days=rng.randrange(1095)),
            actor=actors[(hash(place.name) + rng.randrange(4)) % 60] if rng.random() < 0.9 else rng.choice(actors),
            target=rng.choice(targets),
            mode=rng.choice(list(MODES)),
            killed=int(rng.expovariate(0.5)),
            injured=int(rng.expovariate(0.25)),
            witness="".join(rng.choices(SYLLABLES, k=3)).capitalize(),
        )


def told(event: Event, number: int, rng: random.Random) -> tuple[Document, Mention]:
    """One report of an incident, with what reports lose and change."""
    shift = rng.choices([0, 1, -1], [22, 1, 1])[0]
    day = event.day + timedelta(days=shift)
    published = day + timedelta(days=rng.choice([0, 0, 1, 1, 2, 5]))
    text = f"At least some people were hurt when {event.actor.name} struck {event.place.name}, {event.witness} said in report {number}."
    document = Document(
        id=Document.id_for(text, published, f"Outlet {number % 90}", None), text=text, published=published,
        outlet=f"Outlet {number % 90}", origin="made", recorded_at=NOW, sentences=((0, len(text)),),
    )  # fmt: skip
    words = (document.passage(0, 8),)

    def read(value: Any) -> Reading[Any]:
        return Reading(value=value, passages=words)

    act = read(Act(kind="ASSAULT", mode=event.mode if rng.random() < 0.9 else None))
    vague = rng.random() < 0.05
    casualties = []
    if rng.random() < 0.7:
        killed = event.killed if rng.random() < 0.85 else max(0, event.killed - 1)
        casualties.append(read(Casualty(effect="killed", side="unknown", count=Quantity.exactly(killed))))
    if rng.random() < 0.5:
        casualties.append(read(Casualty(effect="injured", side="unknown", count=Quantity.exactly(event.injured))))
    mention = Mention(
        id=Mention.id_for(document.id, "made/1", act), document=document.id, coder="made/1", act=act, status=read("occurred"),
        when=read(When(earliest=None if rng.random() < 0.05 else day, latest=max(day, published) if vague else day)),
        severity=Severity(level=2), confidence=0.8, recorded_at=NOW,
        actor=read(event.actor) if rng.random() < 0.7 else None, target=read(event.target) if rng.random() < 0.8 else None,
        place=read(event.place) if rng.random() < 0.95 else None, instruments=(read(Instrument(weapon=MODES[event.mode])),),  # type: ignore[arg-type]
        casualties=tuple(casualties),
    )  # fmt: skip
    return document, mention


def reports(count: int, rng: random.Random) -> tuple[dict[str, Document], list[Mention], dict[str, int]]:
    """Documents, mentions and the true incident of each mention, in random order of arrival."""
    documents: dict[str, Document] = {}
    mentions: list[Mention] = []
    truth: dict[str, int] = {}
    for number, event in enumerate(events(count // 2, rng)):
        for _ in range(rng.choice([1, 1, 1, 1, 2, 2, 3, 4, 5, 8])):
            document, mention = told(event, len(mentions), rng)
            documents[document.id] = document
            mentions.append(mention)
            truth[mention.id] = number
        if len(mentions) >= count:
            break
    rng.shuffle(mentions)
    return documents, mentions[:count], truth


def main() -> None:
    """Measure processor seconds of the batch, the accounts and single reports, and print them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mentions", type=int, default=100_000)
    parser.add_argument("--attach", type=int, default=200)
    given = parser.parse_args()
    options = LinkOptions(recorded_at=NOW)
    documents, mentions, truth = reports(given.mentions + given.attach, random.Random(20231113))
    held, late = mentions[: given.mentions], mentions[given.mentions :]
    print(f"{len(held)} mentions; memory before linking {_memory():.0f} MB")
    start = time.process_time()
    decisions = link(held, documents=documents, options=options)
    linked = time.process_time()
    found = incidents(held, decisions, (), (), documents, options=options)
    resolved = time.process_time()
    print(
        f"link {linked - start:.1f} s, {len(decisions)} decisions; incidents {resolved - linked:.1f} s, {len(found)} incidents"
    )
    print(f"peak memory {_memory():.0f} MB")
    clusters = partition({m.id: m for m in held}, decisions, documents, options=options).clusters
    score = b_cubed({m.id: truth[m.id] for m in held}, clusters)
    true_count = len({truth[m.id] for m in held})
    print(f"B3 {score:.4f}; count error {100 * (len(clusters) / true_count - 1):+.1f} %")
    del decisions, found, clusters
    gc.collect()
    gc.freeze()
    state = LinkState(options)
    start = time.process_time()
    state.attach(held, documents)
    print(f"state built in {time.process_time() - start:.1f} s; peak memory {_memory():.0f} MB")
    times = []
    for mention in late:
        start = time.process_time()
        state.attach([mention], documents)
        times.append(1000 * (time.process_time() - start))
    times.sort()
    print(
        f"attach one report: median {times[len(times) // 2]:.2f} ms, 95 % {times[int(len(times) * 0.95)]:.2f} ms, worst {times[-1]:.2f} ms"
    )


def _place(n: int, rng: random.Random) -> Where:
    country = n % 12
    return Where(
        name="".join(rng.choices(SYLLABLES, k=3)).capitalize(), id=f"gn:{n}", country=f"C{country}", lat=10 + country * 3 + rng.random() * 2.5,
        lon=20 + (country % 4) * 6 + rng.random() * 5, radius_km=rng.choice([3, 5, 8]), precision=rng.choice(["facility", "town", "town", "district"]),
        within=(f"adm1:C{country}.{n % 60}", f"iso:C{country}"),
    )  # fmt: skip


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
