"""Penalised logistic regression over named features, and predictions for documents that had no part in the fit."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags

FOLDS = 5
LEAST = 0.004
"""Weights closer to nothing than this are left out of the file."""
RARE = 3
"""Decisions in which a word must stand to have a weight."""

Rows = Sequence[Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Penalty:
    """How strongly weights are drawn to nothing: those of measures, and those of single words ("head=bomb")."""

    measures: float
    words: float


def fit(rows: Rows, right: NDArray[np.float64], penalty: Penalty) -> dict[str, float]:
    """The weight of every feature; measures are brought to one scale for the penalty."""
    seen = Counter(name for row in rows for name in row)
    names = [name for name, count in seen.items() if count >= RARE or not word(name)]
    table = _table(rows, names)
    sizes = np.sqrt(np.asarray(table.multiply(table).mean(axis=0)).ravel())
    scale = np.array([1.0 if word(n) or ">" in n else max(s, 1e-6) for n, s in zip(names, sizes, strict=True)])
    table = table @ diags(1 / scale)
    pull = np.array([penalty.words if word(name) else penalty.measures for name in names])

    def cost(at: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds = table @ at[:-1] + at[-1]
        said = 1 / (1 + np.exp(-odds))
        value = float(np.sum(np.logaddexp(0, odds) - right * odds) + 0.5 * np.sum(pull * at[:-1] ** 2))
        return value, np.append(table.T @ (said - right) + pull * at[:-1], np.sum(said - right))

    best = minimize(cost, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    found = {name: float(value) for name, value in zip(names, best[:-1] / scale, strict=True)}
    return {"": float(best[-1])} | {name: value for name, value in sorted(found.items()) if abs(value) >= LEAST}


def crossed(rows: Rows, right: NDArray[np.float64], owners: Sequence[str], penalty: Penalty) -> NDArray[np.float64]:
    """The probability of every row by weights that were fitted without its document."""
    fold = np.array([part(owner) for owner in owners])
    found = np.zeros(len(rows))
    for number in range(FOLDS):
        used, held = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        if len(held):
            weights = fit([rows[i] for i in used], right[used], penalty)
            found[held] = probability([rows[i] for i in held], weights)
    return found


def probability(rows: Rows, weights: Mapping[str, float]) -> NDArray[np.float64]:
    """The probability of every row."""
    odds = np.array([sum(weights.get(name, 0.0) * value for name, value in row.items()) for row in rows])
    shares: NDArray[np.float64] = 1 / (1 + np.exp(-(odds + weights[""]) if len(rows) else odds))
    return shares


def part(owner: str) -> int:
    """The fold of a document, the same on every machine."""
    return int(hashlib.sha256(owner.encode()).hexdigest(), 16) % FOLDS


def word(name: str) -> bool:
    """Whether a feature says that a single word stands somewhere."""
    return "=" in name


def _table(rows: Rows, names: Sequence[str]) -> csr_matrix:
    column = {name: i for i, name in enumerate(names)}
    places = [(i, column[name], value) for i, row in enumerate(rows) for name, value in row.items() if name in column]
    at, across, values = zip(*places, strict=True)
    return csr_matrix((values, (at, across)), shape=(len(rows), len(names)))
