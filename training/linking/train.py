"""Train the weights of whole-report linking on the train part of a labelled collection.

    python -m training.linking.train DATA OUT [--corpus gva]

Reads `DATA/link/docs.jsonl.gz` (id, incident, title, published, text, corpus, split). Logistic regression over the levels of
`vedette.linking.retelling`, fitted by L-BFGS with an L2 penalty on all pairs of train reports that meet. The joining threshold is
the one with the best pair F1 over the train part, each pair weighed by a model that saw neither side's fold of incidents.
The dev part is never read. Weights made from a collection are for that collection: the shipped weights are not made by this script.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType

import numpy as np
from benchmarks.partitions import pair_f1
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from vedette.linking.clustering import cluster
from vedette.linking.retelling import decision, levels
from vedette.linking.stories import Story, meetings, stories
from vedette.linking.weights import Weights
from vedette.model import Decision

PENALTY = 1.0
THRESHOLDS = (0.5, 0.0, -0.5, -1.0, -1.5, -2.0, -2.5)
LOW = -3.0
Report = tuple[str, date, str, str]
Pair = tuple[str, str, dict[str, str], bool]
FOLDS = 4
WHEN = datetime(2024, 1, 1, tzinfo=UTC)


def pairs_of(held: Mapping[str, Story], truth: Mapping[str, str]) -> list[Pair]:
    """Every pair that meets: its ids, its levels, and whether it is one incident."""
    return [(a, b, levels(held[a], held[b]), truth[a] == truth[b]) for a, b in meetings(held)]


def fit(pairs: Sequence[Pair], name: str) -> Weights:
    """Log-odds of every level by penalised maximum likelihood."""
    columns: dict[tuple[str, str], int] = {}
    for _, _, found, _ in pairs:
        for key in found.items():
            columns.setdefault(key, len(columns))
    rows = [n for n, (_, _, found, _) in enumerate(pairs) for _ in found]
    cells = [columns[key] for _, _, found, _ in pairs for key in found.items()]
    table = csr_matrix((np.ones(len(rows)), (rows, cells)), shape=(len(pairs), len(columns)))
    same = np.array([label for *_, label in pairs], dtype=float)

    def loss(point: np.ndarray) -> tuple[float, np.ndarray]:
        odds = table @ point[:-1] + point[-1]
        cost = np.logaddexp(0, -odds * (2 * same - 1)).sum() + PENALTY / 2 * (point[:-1] ** 2).sum()
        wrong = 1 / (1 + np.exp(-odds)) - same
        return float(cost), np.r_[table.T @ wrong + PENALTY * point[:-1], wrong.sum()]

    best = minimize(loss, np.zeros(len(columns) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    features: dict[str, dict[str, float]] = {}
    for (feature, level), column in sorted(columns.items()):
        features.setdefault(feature, {})[level] = round(float(best[column]), 3)
    return Weights(name=name, prior=round(float(best[-1]), 3), features=MappingProxyType(dict(features)))


def threshold(pairs: Sequence[Pair], truth: Mapping[str, str]) -> tuple[float, dict[float, float]]:
    """The joining threshold with the best pair F1 over the whole train part, and the F1 of each.

    Incidents fall into four folds; a pair is weighed by a model that saw no report of the folds of either side.
    """
    chance = random.Random(0)
    fold = {incident: chance.randrange(FOLDS) for incident in sorted(set(truth.values()))}
    of = {id: fold[incident] for id, incident in truth.items()}
    decisions: list[Decision] = []
    for one in range(FOLDS):
        for other in range(one, FOLDS):
            out = {one, other}
            weights = fit([p for p in pairs if of[p[0]] not in out and of[p[1]] not in out], "fold")
            decisions += [
                decision(a, b, found, weights, LOW, WHEN) for a, b, found, _ in pairs if {of[a], of[b]} == out
            ]
    scores = {}
    for cut in THRESHOLDS:
        clusters = cluster(truth, decisions, forbidden=lambda _a, _b: False, join=cut, different=LOW).clusters
        scores[cut] = round(pair_f1(truth, clusters), 4)
    return max(scores, key=lambda cut: scores[cut]), scores


def main() -> None:
    """Read, train, choose, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--corpus", default="gva")
    given = parser.parse_args()
    with gzip.open(given.data / "link" / "docs.jsonl.gz", "rt", encoding="utf8") as file:
        rows = [row for row in map(json.loads, file) if row["corpus"] == given.corpus and row["split"] == "train"]
    reports = [(r["id"], date.fromisoformat(r["published"]), r["title"] or "", r["text"]) for r in rows]
    truth = {r["id"]: r["incident"] for r in rows}
    pairs = pairs_of(stories(reports), truth)
    join, means = threshold(pairs, truth)
    print(f"cross-validated pair F1 by threshold: {means}; chosen {join}")
    weights = fit(pairs, f"stories-{given.corpus}/1")
    made = {
        "name": weights.name,
        "prior": weights.prior,
        "join": join,
        "low": LOW,
        "features": {k: dict(v) for k, v in weights.features.items()},
    }
    given.out.write_text(json.dumps(made, indent=1) + "\n", encoding="utf8")
    print(f"{len(reports)} reports of {len(set(truth.values()))} incidents; weights in {given.out}")


if __name__ == "__main__":
    main()
