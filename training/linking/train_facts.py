"""Train the weights by which day, city, killed and injured are chosen among what reports suggest, on the train part of a labelled collection.

    python -m training.linking.train_facts DATA OUT [--corpus gva]

Reads `DATA/link/docs.jsonl.gz` and `DATA/link/incidents.jsonl.gz`. A conditional logit with an L2 penalty over the clues of
`benchmarks.link_facts`, each case a cluster of train reports as the linker makes them, its truth that of the incident which most of them tell.
The dev part is never read. Four folds of the train part are printed first. The weights serve this measure alone.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.link import linked
from benchmarks.link_choice import choose
from benchmarks.link_facts import FACTS, Clues, candidates, clues_of
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks import rows
from vedette.reference.names import fold

PENALTY = 3.0
FOLDS = 4
LEAST = 0.005
"""Weights closer to nothing than this are left out of the file."""

Case = tuple[Mapping[Any, Mapping[str, float]], Any]


def fit(cases: Sequence[Case]) -> dict[str, float]:
    """The weight of every feature, by penalised maximum likelihood over cases whose truth some report suggests."""
    columns: dict[str, int] = {}
    places: list[tuple[int, int]] = []
    sizes: list[float] = []
    starts, right, row = [0], [], 0
    for values, truth in cases:
        if truth not in values:
            continue
        for value, features in values.items():
            for name, size in features.items():
                if size:
                    places.append((row, columns.setdefault(name, len(columns))))
                    sizes.append(size)
            if value == truth:
                right.append(row)
            row += 1
        starts.append(row)
    table = csr_matrix((sizes, tuple(zip(*places, strict=True))), shape=(row, len(columns)))
    heads, owner = np.array(starts[:-1]), np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    wanted = np.asarray(table[right].sum(0)).ravel()

    def loss(point: np.ndarray) -> tuple[float, np.ndarray]:
        odds = table @ point
        top = np.maximum.reduceat(odds, heads)
        mass = np.exp(odds - top[owner])
        total = np.add.reduceat(mass, heads)
        cost = (np.log(total) + top).sum() - odds[right].sum() + PENALTY / 2 * (point**2).sum()
        return cost, table.T @ (mass / total[owner]) - wanted + PENALTY * point

    found = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return {name: round(float(found[n]), 3) for name, n in sorted(columns.items()) if abs(found[n]) >= LEAST}


def case(clues: Sequence[Clues], truth: Mapping[str, Any], fact: str, killed: Mapping[str, float] | None) -> Case:
    """The values that a cluster suggests for a fact, and the true one; injured in the light of the killed that would be chosen."""
    told = choose(candidates(clues, "killed"), killed) if fact == "injured" and killed is not None else None
    values = candidates(clues, fact, killed=told)
    if fact == "city":
        return {fold(name): features for name, features in values.items()}, fold(truth["city"])
    return values, date.fromisoformat(truth["date"]) if fact == "date" else truth[fact]


def train(known: Sequence[tuple[Sequence[Clues], Mapping[str, Any]]]) -> dict[str, dict[str, float]]:
    """The weights of all facts."""
    made: dict[str, dict[str, float]] = {}
    for fact in FACTS:
        made[fact] = fit(
            [case(clues, truth, fact, made.get("killed")) for clues, truth in known if truth[fact] is not None]
        )
    return made


def right(
    known: Sequence[tuple[Sequence[Clues], Mapping[str, Any]]], weights: Mapping[str, Mapping[str, float]], fact: str
) -> int:
    """How many clusters get the true value, a day within one."""
    count = 0
    for clues, truth in known:
        if truth[fact] is None:
            continue
        values, true = case(clues, truth, fact, weights["killed"])
        got = choose(values, weights[fact])
        count += got is not None and (abs((got - true).days) <= 1 if fact == "date" else got == true)
    return count


def main() -> None:
    """Train, print the folds and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--corpus", default="gva")
    given = parser.parse_args()
    incident = {
        r["id"]: r["incident"]
        for r in rows.labelled(given.data, "link/docs.jsonl")
        if (r["corpus"], r["split"]) == (given.corpus, "train")
    }
    truth = {r["incident"]: r for r in rows.labelled(given.data, "link/incidents.jsonl")}
    known = []
    for cluster in linked(given.data)[given.corpus]:
        reports = [one for one in cluster if one[0] in incident]
        told = Counter(incident[id] for id, *_ in reports).most_common(1)
        if told and told[0][0] in truth:
            known.append(([clues_of(title, text, day) for _, day, title, text in reports], truth[told[0][0]]))
    folds = [(known[n::FOLDS], [one for m, one in enumerate(known) if m % FOLDS != n]) for n in range(FOLDS)]
    models = [train(rest) for _, rest in folds]
    for fact in FACTS:
        hits = sum(right(part, model, fact) for (part, _), model in zip(folds, models, strict=True))
        print(
            f"{fact:8} {hits / sum(t[fact] is not None for _, t in known):.3f} over {FOLDS} folds of {len(known)} clusters"
        )
    text = json.dumps(
        {"name": f"facts-{given.corpus}/1", "weights": train(known)}, indent=1, sort_keys=True, ensure_ascii=False
    )
    given.out.write_text(text + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
