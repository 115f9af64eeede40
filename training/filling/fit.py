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


@dataclass(frozen=True, slots=True)
class Table:
    """Decisions by features: what is read once and fitted many times."""

    names: Sequence[str]
    values: csr_matrix

    def fitted(self, used: NDArray[np.int64], right: NDArray[np.float64], penalty: Penalty) -> NDArray[np.float64]:
        """The weight of every feature by the rows that are `used`, the one that always counts last."""
        part = self.values[used]
        sizes = np.sqrt(np.asarray(part.multiply(part).mean(axis=0)).ravel())
        plain = np.array([word(name) or ">" in name for name in self.names])
        scale = np.where(plain, 1.0, np.maximum(sizes, 1e-6))
        part = (part @ diags(1 / scale)).tocsr()
        back = part.T.tocsr()
        pull = np.array([penalty.words if word(name) else penalty.measures for name in self.names])

        def cost(at: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
            odds = part @ at[:-1] + at[-1]
            said = 1 / (1 + np.exp(-odds))
            value = float(np.sum(np.logaddexp(0, odds) - right[used] * odds) + 0.5 * np.sum(pull * at[:-1] ** 2))
            return value, np.append(back @ (said - right[used]) + pull * at[:-1], np.sum(said - right[used]))

        best = minimize(cost, np.zeros(len(self.names) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
        return np.append(best[:-1] / scale, best[-1])


def fit(rows: Rows, right: NDArray[np.float64], penalty: Penalty) -> dict[str, float]:
    """The weight of every feature; measures are brought to one scale for the penalty."""
    table = _table(rows)
    best = table.fitted(np.arange(len(rows)), right, penalty)
    found = {name: float(value) for name, value in zip(table.names, best[:-1], strict=True)}
    return {"": float(best[-1])} | {name: value for name, value in sorted(found.items()) if abs(value) >= LEAST}


def crossed(rows: Rows, right: NDArray[np.float64], owners: Sequence[str], penalty: Penalty) -> NDArray[np.float64]:
    """The probability of every row by weights that were fitted without its document."""
    fold, table = np.array([part(owner) for owner in owners]), _table(rows)
    found = np.zeros(len(rows))
    for number in range(FOLDS):
        used, held = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        if len(held):
            weights = table.fitted(used, right, penalty)
            found[held] = 1 / (1 + np.exp(-(table.values[held] @ weights[:-1] + weights[-1])))
    return found


def part(owner: str) -> int:
    """The fold of a document, the same on every machine."""
    return int(hashlib.sha256(owner.encode()).hexdigest(), 16) % FOLDS


def word(name: str) -> bool:
    """Whether a feature says that a single word stands somewhere."""
    return "=" in name


def _table(rows: Rows) -> Table:
    seen = Counter(name for row in rows for name in row)
    names = [name for name, count in seen.items() if count >= RARE or not word(name)]
    column = {name: i for i, name in enumerate(names)}
    places = [(i, column[name], value) for i, row in enumerate(rows) for name, value in row.items() if name in column]
    at, across, values = zip(*places, strict=True)
    return Table(names, csr_matrix((values, (at, across)), shape=(len(rows), len(names))))
