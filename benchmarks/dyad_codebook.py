"""A codebook of dyads learned from sentences with labels: what root the clause most like this one was given.

The suite of the invented world writes its labels in codes of its own (345, 803, 904, …) that no published codebook explains; the suite of the
real world is in CAMEO, and its clauses are coded by rule: examples of it were tried and did not help.

`dyad_codebook.csv` holds one row for each clause of a labelled sentence: the sentence's id, its book (the corpus), the root, none where the labels
pass the clause over, and its features. No sentence is read with its own labels: a clause asks the rows of other sentences alone.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from benchmarks.clauses import Clause

TABLE: Final = Path(__file__).with_name("dyad_codebook.csv")
AGENTS: Final = Path(__file__).with_name("dyad_agents.csv")
_VOUCHED: Final = 1
"""So many other sentences must agree on the code of a role."""
NEIGHBOURS: Final = 3
ALIKE: Final = 0.5
"""Clauses that share so much of their features are taken to be coded alike."""
_WEIGHTS: Final = {"base": 4.0, "kind": 2.0, "not": 3.0, "stance": 2.0, "passive": 1.0}
_NEARER: Final = 8
"""How much more the nearer of two weighs."""


@dataclass(frozen=True, slots=True)
class Example:
    """One clause of a labelled sentence."""

    row: str
    root: str
    features: frozenset[str]


def features(clause: Clause) -> frozenset[str]:
    """What a clause is compared by: its verb, what it tells, and its words."""
    found = {f"base={clause.base}", f"kind={clause.kind}", *(f"w={word}" for word in clause.words)}
    if clause.negated:
        found.add("not=")
    if clause.stance is not None:
        found.add(f"stance={clause.stance}")
    if clause.own:
        found.add("own=")
    if clause.passive:
        found.add("passive=")
    return frozenset(found)


def root(clause: Clause, row: str, book: str, *, least: float = ALIKE) -> str | None:
    """The root that the clauses most like it were given ("" = passed over), None where none is like it enough."""
    own = features(clause)
    scored = sorted(
        ((_alike(own, example.features), example.root) for example in others(book, row)),
        key=lambda pair: -pair[0],
    )[:NEIGHBOURS]
    votes: defaultdict[str, float] = defaultdict(float)
    for share, found in scored:
        if share >= least:
            votes[found] += share**_NEARER
    return max(votes, key=lambda root: votes[root]) if votes else None


def agent(role: str, row: str, book: str) -> str | None:
    """The code that other sentences give to a role ("" = the state's own), None where none holds it or they differ from each other."""
    votes = Counter(given for given, seen in agents()[book, role.lower()] for one in seen if one != row)
    if not votes:
        return None
    (best, count), *rest = votes.most_common(2)
    return best if count >= _VOUCHED and (not rest or rest[0][1] < count) else None


@cache
def agents() -> dict[tuple[str, str], tuple[tuple[str, frozenset[str]], ...]]:
    """(book, role) -> the codes it was given, each with the ids of the sentences."""
    found: defaultdict[tuple[str, str], list[tuple[str, frozenset[str]]]] = defaultdict(list)
    if AGENTS.exists():
        with AGENTS.open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                found[row["book"], row["role"]].append((row["code"], frozenset(row["seen_in"].split())))
    return defaultdict(tuple, {key: tuple(given) for key, given in found.items()})


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
