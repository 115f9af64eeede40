"""A codebook of dyads learned from sentences with labels: what root the clause most like this one was given.

`dyad_codebook.csv` holds one row for each clause of a labelled sentence: the sentence's id, its book (the corpus), the root, none where the labels
pass the clause over, and its features. No sentence is read with its own labels: a clause asks the rows of other sentences alone.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from benchmarks.clauses import Clause

TABLE: Final = Path(__file__).with_name("dyad_codebook.csv")
NEIGHBOURS: Final = 3
ALIKE: Final = 0.5
"""Clauses that share so much of their features are taken to be coded alike."""
_WEIGHTS: Final = {"base": 4.0, "kind": 2.0, "not": 3.0, "stance": 2.0, "passive": 1.0}
_NEARER: Final = 4
"""How much more the nearer of two weighs."""
_NEAREST: Final = 8
"""So many words from the verb on count."""


@dataclass(frozen=True, slots=True)
class Example:
    """One clause of a labelled sentence."""

    row: str
    root: str
    features: frozenset[str]


def features(clause: Clause) -> frozenset[str]:
    """What a clause is compared by: its verb, what it tells, and its words."""
    found = {f"base={clause.base}", f"kind={clause.kind}", *(f"w={word}" for word in clause.words[:_NEAREST])}
    if clause.negated:
        found.add("not=")
    if clause.stance is not None:
        found.add(f"stance={clause.stance}")
    if clause.passive:
        found.add("passive=")
    return frozenset(found)


def root(clause: Clause, row: str, book: str) -> str | None:
    """The root that the clauses most like it were given ("" = passed over), None where none is like it enough."""
    own = features(clause)
    scored = sorted(
        ((_alike(own, example.features), example.root) for example in others(book, row)),
        key=lambda pair: -pair[0],
    )[:NEIGHBOURS]
    votes: defaultdict[str, float] = defaultdict(float)
    for share, found in scored:
        if share >= ALIKE:
            votes[found] += share**_NEARER
    return max(votes, key=lambda root: votes[root]) if votes else None


def others(book: str, row: str) -> tuple[Example, ...]:
    """The examples of a book that a sentence may be read with: those of all other sentences."""
    return tuple(example for example in table()[book] if example.row != row)


def _alike(one: frozenset[str], two: frozenset[str]) -> float:
    """The weighted share of features in common."""
    both = sum(map(_weight, one & two))
    return both / (sum(map(_weight, one | two)) or 1.0)


def _weight(feature: str) -> float:
    return _WEIGHTS.get(feature.partition("=")[0], 1.0)


@cache
def table() -> dict[str, tuple[Example, ...]]:
    """The examples of each book."""
    found: defaultdict[str, list[Example]] = defaultdict(list)
    if TABLE.exists():
        with TABLE.open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                found[row["book"]].append(Example(row["id"], row["root"], frozenset(row["features"].split())))
    return defaultdict(tuple, {book: tuple(examples) for book, examples in found.items()})
