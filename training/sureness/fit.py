"""A few weights for each field by penalised logistic regression, with signs where reason sets them, then one shift and slope (Platt 1999)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from training.sureness.gather import Case, by_field

Floats = NDArray[np.float64]
Weights = dict[str, float]

RISING: Final = frozenset(
    (
        "hand",
        "cue",
        "clear cue",
        "kind",
        "as told",
        "told here",
        "role",
        "entity",
        "who",
        "whom known",
        "where here",
        "day",
        "again",
        "again told",
    )
)
"""Circumstances that can only make a reading surer."""
FALLING: Final = frozenset(
    ("apart", "far", "pointing", "silent", "rivals", "rival acts", "upper", "weak", "no id", "basis:context")
)
"""Circumstances that can only make it less sure."""
RARE: Final = 15
"""A circumstance met less often than this in training is left out."""
FEW: Final = 40
"""Below so many cases a field keeps one weight, the share right, and the measure set by hand."""
SLIGHT: Final = 0.02
"""A weight nearer to nothing than this is left out."""
RIDGE: Final = 1.0
SHIFT: Final = 16.0
"""How strongly the second fit is held to a slope of one and no shift."""


def fitted(train: Sequence[Case], tuned: Sequence[Case], ridge: float = RIDGE) -> dict[str, Weights]:
    """The weights of every field, from training cases, then made honest on cases that no reader has been trained on."""
    apart = dict(by_field(tuned))
    return {field: _honest(_weights(cases, ridge), apart.get(field, [])) for field, cases in by_field(train)}


def shares(of: Weights, cases: Sequence[Case]) -> Floats:
    """How likely each case is right by some weights."""
    names = [name for name in of if name]
    odds = of.get("", 0.0) + _rows(cases, names) @ np.array([of[name] for name in names])
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))))


def _rows(cases: Sequence[Case], names: Sequence[str]) -> Floats:
    return np.array([[case.given.get(name, 0.0) for name in names] for case in cases]).reshape(len(cases), len(names))


def _weights(cases: Sequence[Case], ridge: float) -> Weights:
    met = Counter(name for case in cases for name, value in case.given.items() if value)
    names = [name for name in sorted(met) if met[name] >= RARE and (len(cases) >= FEW or name == "hand")]
    rows = np.hstack([np.ones((len(cases), 1)), _rows(cases, names)])
    right = np.array([case.right for case in cases], dtype=float)
    bounds = [(None, None), *(_bounds(name) for name in names)]
    solved = _solve(rows, right, np.array([1e-3, *(ridge for _ in names)]), np.zeros(len(names) + 1), bounds)
    return {"": float(solved[0]), **{n: float(w) for n, w in zip(names, solved[1:], strict=True) if abs(w) > SLIGHT}}


def _honest(of: Weights, cases: Sequence[Case]) -> Weights:
    """The weights after one slope and one shift, both near to nothing where there are few cases."""
    if not cases:
        return _rounded(of)
    odds = np.log((share := np.clip(shares(of, cases), 1e-6, 1 - 1e-6)) / (1 - share))
    rows = np.stack([np.ones(len(cases)), odds], axis=1)
    right = np.array([case.right for case in cases], dtype=float)
    shift, slope = _solve(rows, right, np.array([SHIFT, SHIFT]), np.array([0.0, 1.0]), [(None, None), (0.1, None)])
    return _rounded({name: slope * w + (shift if name == "" else 0.0) for name, w in of.items()})


def _rounded(of: Weights) -> Weights:
    return {name: round(float(w), 3) for name, w in of.items()}


def _solve(rows: Floats, right: Floats, ridge: Floats, towards: Floats, bounds: list[Any]) -> Floats:
    """The weights of least log loss, held to `towards`."""

    def loss(w: Floats) -> tuple[float, Floats]:
        odds = rows @ w
        apart = w - towards
        value = float(np.logaddexp(0, odds).sum() - right @ odds + 0.5 * (ridge * apart) @ apart)
        return value, rows.T @ (1 / (1 + np.exp(-odds)) - right) + ridge * apart

    return np.asarray(minimize(loss, towards, jac=True, method="L-BFGS-B", bounds=bounds).x)


def _bounds(name: str) -> tuple[float | None, float | None]:
    return (0.0, None) if name in RISING else (None, 0.0) if name in FALLING else (None, None)
