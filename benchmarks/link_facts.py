"""From clusters of reports to what happened: day, city, killed and injured, by the coder's own readers.

    python -m benchmarks.link_facts DATA [--split dev]

Gun crime has no armed group in it, so that the coder's acts leave it out; what it reads in a sentence (people, days, places) is taken
directly, and where its reader of casualties is silent, the words of this set for people shot. Two rules serve the set alone: its reports are from the United States, which weighs for places there; and a cluster that
tells of dead or wounded and is silent on the other hands in 0 for it, because the set has a number for both.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log10
from pathlib import Path
from typing import Any, Final

from benchmarks import rows
from benchmarks.documents import cleaned
from vedette.coding import casualties, places, times
from vedette.coding.base import Sentence
from vedette.coding.chunks import Phrases, analyse
from vedette.model import Document
from vedette.reference.gazetteer import gazetteer
from vedette.reference.names import fold

LEAD: Final = 12
"""Sentences read, the headline among them: what follows is background."""

HOME: Final = 8
"""How often the country of the set counts as named, beside the places of the report."""

TOWNS: Final = frozenset({"town"})
QUARTERS: Final = frozenset({"neighborhood", "section", "community", "district", "park", "area"})
FATAL: Final = re.compile(
    r"\b(?:fatal(?:ly)?|(?:shot|found|pronounced) dead|shot to death|shot and killed|killed|homicide|murder(?:ed)?|died|dies|slain|slaying)\b",
    re.I,
)
SHOT: Final = re.compile(
    r"\b(?:(?P<n>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|a|an|another)\b(?![\s-]*(?:years?|months?|yr|block|hundred|st|th|p\.?m|a\.?m)\b)(?:[\s-]+(?!shot)[\w,'’-]+){0,6}?\s+)?"
    r"(?:(?:was|were|been|are|is|who)\s+)?(?:shot|wounded|injured|struck by (?:a |stray )*(?:bullet|gunfire)s?|hit by (?:a |stray )*(?:bullet|gunfire)s?|grazed|gunshot wounds?)\b",
    re.I,
)
NUMBERS: Final = {word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), 1)} | {
    "a": 1,
    "an": 1,
    "another": 1,
}
DATELINE: Final = re.compile(
    r"^\W*([A-Z][A-Z .'’-]{2,30}?)(?:,\s*[A-Za-z.]+)?\s*(?:\([^)]{2,40}\))?\s*(?:[-–—]|--|\(AP\))", re.M
)
FACTS: Final = ("date", "city", "killed", "injured")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What one report, or one cluster, tells; None is unknown."""

    day: date | None = None
    city: str | None = None
    killed: int | None = None
    injured: int | None = None

    def row(self) -> dict[str, object]:
        """The facts under the set's names, without what is unknown."""
        told = {
            "date": self.day.isoformat() if self.day else None,
            "city": self.city,
            "killed": self.killed,
            "injured": self.injured,
        }
        return {name: value for name, value in told.items() if value is not None}


def facts_of(title: str, text: str, published: date) -> Facts:
    """What one report tells of its incident."""
    document = cleaned(text, published, title or None)
    if document is None:
        return Facts()
    told = [Sentence(document, n, *span) for n, span in enumerate(document.sentences[:LEAD])]
    hurt = {n: casualties.read(one) for n, one in enumerate(told)}
    figures: defaultdict[str, list[int]] = defaultdict(list)
    for found in hurt.values():
        for effect in ("killed", "injured"):
            numbers = [
                c.quantity.figure for c in found
                if c.effect == effect and c.quantity and c.quantity.figure is not None and not (c.modal or c.aggregate or c.reference)
            ]  # fmt: skip
            if numbers:
                figures[effect].append(sum(numbers))
    lead = " ".join(one.text for one in told[:4])
    killed, injured = max(figures["killed"], default=None), max(figures["injured"], default=None)
    if killed is None and FATAL.search(lead):
        killed = 1
    shot = max((_number(found["n"]) for found in SHOT.finditer(lead)), default=0) - (killed or 0)
    injured = max(injured or 0, shot) or injured
    return Facts(
        day=_day(told, {n for n, found in hurt.items() if found}, document),
        city=_city([analyse(one) for one in told], {n for n, found in hurt.items() if found}, document.text),
        killed=killed,
        injured=injured,
    )


def resolved(reports: Sequence[Facts]) -> Facts:
    """What a cluster tells: of each fact what most reports say, the higher toll where as many say either."""
    killed, injured = (_most([getattr(one, name) for one in reports]) for name in ("killed", "injured"))
    if killed is not None or injured is not None:
        killed, injured = killed or 0, injured or 0
    days = Counter(one.day for one in reports if one.day)
    day = min((one for one in days if days[one] == max(days.values())), default=None)
    city = _most([one.city for one in reports])
    return Facts(day=day, city=city, killed=killed, injured=injured)


def main() -> None:
    """Print each fact's share of right answers, clusters against the incident that most of their reports tell."""
    from benchmarks.link import predict

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--corpus", default="gva")
    given = parser.parse_args()
    reports = {
        r["id"]: r
        for r in rows.labelled(given.data, "link/docs.jsonl")
        if (r["corpus"], r["split"]) == (given.corpus, given.split)
    }
    truth = {r["incident"]: r for r in rows.labelled(given.data, "link/incidents.jsonl")}
    members: defaultdict[object, list[dict[str, Any]]] = defaultdict(list)
    for row in predict(given.data):
        if row["id"] in reports:
            members[row["cluster"]].append({**row, "incident": reports[row["id"]]["incident"]})
    for name, (right, known, of) in scored(members, truth).items():
        print(f"{name:8} {right / of:.3f} right, {known / of:.3f} answered, of {of}")


def scored(
    members: Mapping[object, list[dict[str, Any]]], truth: Mapping[str, Mapping[str, Any]]
) -> dict[str, list[int]]:
    """Right, answered and all, by fact; a day is right within one day."""
    table = {name: [0, 0, 0] for name in FACTS}
    for docs in members.values():
        incident = Counter(d["incident"] for d in docs).most_common(1)[0][0]
        for name in FACTS:
            want = truth.get(incident, {}).get(name)
            if want is None:
                continue
            got = docs[0].get(name)
            table[name][2] += 1
            table[name][1] += got is not None
            table[name][0] += got is not None and _same(name, got, want)
    return table


def _same(name: str, got: Any, want: Any) -> bool:
    if name == "date":
        return abs((date.fromisoformat(got) - date.fromisoformat(want)).days) <= 1
    return fold(got) == fold(want) if name == "city" else bool(got == want)


def _day(told: Iterable[Sentence], hurt: set[int], document: Document) -> date | None:
    """The first day told beside harm, else the first told at all; of two days, the earlier."""
    found: list[tuple[bool, int, date]] = []
    anchor: date | None = None
    for n, one in enumerate(told):
        for expression in times.read(one, anchor=anchor):
            when = expression.when
            if expression.role != "date" or when is None or when.earliest is None or (when.span or 0) > 1:
                continue
            if 0 <= (document.published - when.earliest).days <= 366:
                found.append((n not in hurt, n, when.earliest))
                anchor = when.latest
    return min(found, key=lambda one: one[:2])[2] if found else None


def _number(word: str | None) -> int:
    """The number of those shot; one where the text gives none."""
    return int(word) if word and word.isdigit() else NUMBERS.get((word or "one").lower(), 1)


def _city(phrases: Sequence[Phrases], hurt: set[int], text: str) -> str | None:
    """The town of the dateline; else the one named most, a naming beside harm or early in the report counting more."""
    for found in DATELINE.finditer(text[:1500]):
        towns = [p for p in gazetteer().named(found[1].strip().title()) if p.country == "US" and p.kind in TOWNS]
        if towns:
            return towns[0].name
    named = [places.names(one, (), upper=_shouted(one)) for one in phrases]
    countries = places.countries_of(name for some in named for name in some)
    countries["US"] += HOME
    votes: Counter[str] = Counter()
    for n, (some, one) in enumerate(zip(named, phrases, strict=True)):
        for name, span in zip(some, places.resolve(some, one, countries), strict=True):
            place = span.place
            after = one.lower[name.last] if name.last < len(one.lower) else ""
            if place is not None and place.country == "US" and place.kind in TOWNS and after not in QUARTERS:
                # Quarters bear the names of towns: the larger town is meant where both are named.
                size = 1 + log10(max(place.population or 0, 1000) / 1000)
                votes[place.name] += round(100 * size * (3 - min(n, 4) // 2 + (n in hurt)))
    return votes.most_common(1)[0][0] if votes else None


def _shouted(one: Phrases) -> bool:
    letters = [sign for sign in one.sentence.text if sign.isalpha()]
    return sum(sign.isupper() for sign in letters) > 0.8 * len(letters)


def _most(values: Iterable[Any]) -> Any:
    counts = Counter(value for value in values if value is not None)
    return max(counts, key=lambda value: (counts[value], str(value).zfill(6))) if counts else None


if __name__ == "__main__":
    main()
