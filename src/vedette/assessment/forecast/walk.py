"""A log rate that walks at random, filtered on a grid: how fast it walks and how clustered the days are stay open.

    x[t] = x[t-1] + N(-s^2 / 2, s^2),   y[t] | past ~ NB(mean exp(x[t]), variance d times the mean)

For each pair of a step s and a dispersion d the filter is exact on the grid (Kitagawa 1987,
doi:10.1080/01621459.1987.10478534); the pairs are weighted by how well they foresaw each day, old days counting less. Where a
mean with one weight a day must choose how quickly to forget, this forecast is a mixture of quick and slow forgetting which the
series itself weighs, so its tails are those of not knowing which. The drift keeps the expected rate where it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from vedette.assessment.arrays import Counts, Floats

STEPS = np.array([0.02, 0.04, 0.07, 0.1])
DISPERSIONS = np.array([1.05, 1.3, 1.7, 2.5, 4.0])
HALF_LIFE = 400.0
REACH = 500
POINTS = 80
LOWEST = 0.01
START_SPREAD = 1.8


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """After the last day: the grid of log rates, the weights over (step, dispersion, grid point) of the day to come."""

    grid: Floats
    weights: Floats


def forecast(history: Counts, *, days: int, rng: np.random.Generator, draws: int) -> Counts:
    """Draw a step, a dispersion and a rate, and walk on from there day by day."""
    counts = np.asarray(history, dtype=np.int64)[-REACH:]
    if len(counts) == 0:
        raise ValueError("the random walk needs at least one day of history")
    state = run(counts)
    flat = state.weights.ravel()
    picked = rng.choice(len(flat), size=draws, p=flat / flat.sum())
    which, spread, point = np.unravel_index(picked, state.weights.shape)
    gap = state.grid[1] - state.grid[0]
    x = state.grid[point] + rng.uniform(-gap / 2, gap / 2, size=draws)
    step, excess = STEPS[which], DISPERSIONS[spread] - 1
    total = np.zeros(draws, dtype=np.int64)
    for _ in range(days):
        rate = np.exp(np.minimum(x, state.grid[-1] + 1))
        total += rng.poisson(rng.gamma(rate / excess) * excess)
        x = x + rng.normal(-(step**2) / 2, step)
    return total


def run(counts: Counts) -> State:
    """Filter the whole series."""
    grid = _grid(counts)
    moves = np.stack([_moves(grid, float(step)) for step in STEPS])
    seen, at = np.unique(counts, return_inverse=True)
    likelihood = _likelihood(seen, grid)
    start = np.exp(-0.5 * ((grid - np.log((counts[:28].sum() + 0.5) / (len(counts[:28]) + 1))) / START_SPREAD) ** 2)
    points = np.tile(start / start.sum(), (len(STEPS), len(DISPERSIONS), 1))
    score = np.zeros((len(STEPS), len(DISPERSIONS)))
    keep = 0.5 ** (1 / HALF_LIFE)
    for index in at.tolist():
        points = points * likelihood[index]
        mass = points.sum(axis=2)
        score = score * keep + np.log(mass)
        points = (points / mass[:, :, None]) @ moves
    weights = np.exp(score - score.max())
    return State(grid=grid, weights=points * (weights / weights.sum())[:, :, None])


def _grid(counts: Counts) -> Floats:
    """Log rates from one in a hundred days to well above the busiest week."""
    busiest = (
        float(np.convolve(counts, np.ones(7) / 7, mode="valid").max()) if len(counts) >= 7 else float(counts.max())
    )
    return np.linspace(np.log(LOWEST), np.log(3 * busiest + 1), POINTS)


def _moves(grid: Floats, step: float) -> Floats:
    """The chances of a day's move between grid points; a step below the grid's own keeps its variance with three points."""
    gap = float(grid[1] - grid[0])
    if step < gap:
        side = step**2 / gap**2 / 2
        table = np.diag(np.full(len(grid), 1 - 2 * side))
        table += np.diag(np.full(len(grid) - 1, side), 1) + np.diag(np.full(len(grid) - 1, side), -1)
    else:
        table = np.exp(-0.5 * ((grid[:, None] - grid[None, :]) / step) ** 2)
    return np.asarray(table / table.sum(axis=1, keepdims=True))


def _likelihood(seen: Counts, grid: Floats) -> Floats:
    """P(count | rate, dispersion), shape (counts, 1, dispersions, points); never quite zero."""
    rate = np.exp(grid)[None, None, :]
    excess = (DISPERSIONS - 1)[None, :, None]
    count, shape = seen[:, None, None].astype(np.float64), rate / excess
    value = gammaln(count + shape) - gammaln(shape) - gammaln(count + 1)
    value += -shape * np.log1p(excess) + count * np.log(excess / (1 + excess))
    return np.asarray(np.maximum(np.exp(value), 1e-250))[:, None, :, :]
