"""From clusters of reports to what happened: day, city, killed and injured, read with the profile `crime`.

    python -m benchmarks.link_facts DATA [--split dev]

Reports are coded as the product codes them; what its incidents say, and what its readers of casualties, days and places find in the first
sentences, are clues for values. The clues are weighed by a conditional logit trained on the train part of the set
(`training/linking/train_facts.py`); these weights serve this measure alone and are not in the package. Two habits of the set are followed:
"Saint Louis" for "St. Louis", and "Cowley (county)" where a report names a county and no town.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from benchmarks import link_days, link_tolls, link_towns, rows
from benchmarks.documents import RECORDED, cleaned
from benchmarks.link_choice import choose
from vedette.coding.rules import RulesCoder
from vedette.model import Mention
from vedette.reference.names import fold
from vedette.reference.profiles import profile

FACTS: Final = ("killed", "injured", "date", "city")
WEIGHTS: Final = Path(__file__).resolve().parents[1] / "training" / "linking" / "gva_facts.json"
HEAD: Final = 3000
"""Characters of a report in which states are looked for."""

Weights = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What one report suggests for each fact."""

    published: date
    text: str
    towns: Mapping[str, link_towns.Town]
    tolls: link_tolls.Suggested
    days: link_days.Suggested


@cache
def reader() -> RulesCoder:
    """The coder, reading for crime."""
    return RulesCoder(profile("crime"))


def clues_of(title: str, text: str, published: date) -> Clues:
    """What one report suggests."""
    document = cleaned(text, published, title or None)
    mentions = reader().code(document, recorded_at=RECORDED).mentions if document else ()
    told = [document.text[s:e] for s, e in document.sentences if e > document.headline] if document else []
    return Clues(
        published=published,
        text=f"{title} {document.text[:HEAD] if document else ''}",
        towns=link_towns.towns_of(title, told, _towns_coded(mentions)),
        tolls=link_tolls.Suggested(title, document, mentions),
        days=link_days.days_of(document, mentions),
    )


def candidates(reports: Sequence[Clues], fact: str, *, killed: int | None = None) -> Mapping[Any, Mapping[str, float]]:
    """The values that a cluster's reports suggest for a fact, with their features; injured in the light of `killed`."""
    if fact == "city":
        found = link_towns.features([one.towns for one in reports], [one.text for one in reports])
        return {_written(name): features for name, features in found.items()}
    if fact == "date":
        return link_days.features([one.days for one in reports], [one.published for one in reports])
    return link_tolls.features([one.tolls for one in reports], fact, killed)


def facts_of(reports: Sequence[Clues], weights: Weights) -> dict[str, object]:
    """What a cluster of reports tells, under the set's names; what no report suggests is left out."""
    killed = choose(candidates(reports, "killed"), weights["killed"])
    day = choose(candidates(reports, "date"), weights["date"])
    city = choose(candidates(reports, "city"), weights["city"])
    told = {
        "date": day.isoformat() if day else None,
        "city": city,
        "state": link_towns.state_of(city, [one.text for one in reports]),
        "killed": killed,
        "injured": choose(candidates(reports, "injured", killed=killed), weights["injured"]),
    }
    return {name: value for name, value in told.items() if value is not None}


@cache
def trained() -> Weights:
    """The weights of the clues, by fact."""
    held: Weights = json.loads(WEIGHTS.read_text(encoding="utf8"))["weights"]
    return held


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


def _towns_coded(mentions: Iterable[Mention]) -> list[str]:
    """The towns of the United States in which the coder placed incidents."""
    placed = (m.place.value for m in mentions if m.is_incident and m.place is not None)
    return [place.name for place in placed if place.country == "US" and place.precision == "town"]


def _written(name: str) -> str:
    return f"Saint {name.removeprefix('St. ')}" if name.startswith("St. ") else name


if __name__ == "__main__":
    main()
