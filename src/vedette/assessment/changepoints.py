"""Bayesian online change-point detection for daily counts: Poisson counts whose gamma rate breaks now and then.

Source: Adams and MacKay 2007 (arXiv:0710.3742). The posterior over the days since the last break is updated a day at a
time; run lengths of negligible weight are dropped, so that a day costs the same however long the series is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from vedette.assessment.arrays import Counts, Floats

NEGLIGIBLE = 1e-7


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Chance of a break a day, and the gamma prior (shape, rate in days) of the rate after a break."""

    hazard: float = 1 / 60
    shape: float = 1.0
    rate: float = 1.0

    @classmethod
    def for_history(cls, counts: Counts, hazard: float = 1 / 60) -> Options:
        """Centre the prior on the mean so far, worth one event."""
        mean = (float(np.sum(counts)) + 0.5) / (len(counts) + 1.0)
        return cls(hazard=hazard, shape=1.0, rate=1.0 / mean)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Posterior after a day: for each run length (days since the break) its weight and the gamma of its rate."""

    lengths: Counts
    weights: Floats
    shape: Floats
    rate: Floats

    @property
    def mean(self) -> float:
        """The expected rate a day."""
        return float(self.weights @ (self.shape / self.rate))


def start(options: Options) -> State:
    """The state before the first day: a break has just been."""
    return State(lengths=np.zeros(1, dtype=np.int64), weights=np.ones(1), shape=np.array([options.shape]), rate=np.array([options.rate]))


def advance(state: State, count: int, options: Options) -> State:
    """Take in one day."""
    predictive = (
        gammaln(state.shape + count) - gammaln(state.shape) - gammaln(count + 1.0)
        + state.shape * np.log(state.rate / (state.rate + 1)) - count * np.log(state.rate + 1)
    )
    joint = state.weights * np.exp(predictive - predictive.max())
    grown = joint * (1 - options.hazard)
    weights = np.concatenate(([joint.sum() * options.hazard], grown))
    weights /= weights.sum()
    keep = weights > NEGLIGIBLE
    return State(
        lengths=np.concatenate((np.zeros(1, dtype=np.int64), state.lengths + 1))[keep],
        weights=weights[keep] / weights[keep].sum(),
        shape=np.concatenate(([options.shape], state.shape + count))[keep],
        rate=np.concatenate(([options.rate], state.rate + 1))[keep],
    )


def run_lengths(counts: Counts, options: Options) -> State:
    """The state after the whole series."""
    state = start(options)
    for count in counts.tolist():
        state = advance(state, count, options)
    return state
