"""Bayesian online change-point detection for daily counts: Poisson counts whose gamma rate breaks now and then.

Source: Adams and MacKay 2007 (arXiv:0710.3742). The posterior over the days since the last break is updated a day at a
time; run lengths of negligible weight are dropped, so that a day costs the same however long the series is. Counts that
are wider than Poisson would look like breaks: counts and days are divided by the dispersion (a quasi-Poisson likelihood).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
from scipy.special import gammaln

from vedette.assessment.arrays import Counts, Floats
from vedette.assessment.smoothing import dispersion
from vedette.model.assessment import ChangePoint, Series

NEGLIGIBLE = 1e-7
FEWEST_DAYS = 20
YEAR = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Chance of a break a day, the gamma prior (shape, rate in days) of the rate after one, and the dispersion."""

    hazard: float = 1 / 60
    shape: float = 1.0
    rate: float = 1.0
    dispersion: float = 1.0

    @classmethod
    def for_history(cls, counts: Counts, *, hazard: float = 1 / 60, shape: float = 1.0) -> Options:
        """Centre the prior on the mean so far, worth `shape` events."""
        mean = (float(np.sum(counts)) + 0.5) / (len(counts) + 1.0)
        return cls(hazard=hazard, shape=shape, rate=shape / mean, dispersion=dispersion(counts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """When to speak of a break: the chance of one within the last `recent` days passes `threshold`."""

    hazard: float = 1 / 30
    shape: float = 2.0
    recent: int = 14
    threshold: float = 0.58


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

    def recent(self, days: int) -> float:
        """P(the last break began one of the last `days` days), the day to come left out."""
        told = (self.lengths >= 1) & (self.lengths <= days)
        return float(self.weights[told].sum() / max(float(self.weights[self.lengths >= 1].sum()), 1e-300))


def start(options: Options) -> State:
    """The state before the first day: a break has just been."""
    one = np.ones(1)
    return State(lengths=np.zeros(1, dtype=np.int64), weights=one, shape=one * options.shape, rate=one * options.rate)


def advance(state: State, count: int, options: Options) -> State:
    """Take in one day."""
    seen, exposure = count / options.dispersion, 1 / options.dispersion
    predictive = (
        gammaln(state.shape + seen) - gammaln(state.shape) + state.shape * np.log(state.rate / (state.rate + exposure))
    )
    predictive -= seen * np.log(state.rate + exposure)
    joint = state.weights * np.exp(predictive - predictive.max())
    weights = np.concatenate(([joint.sum() * options.hazard], joint * (1 - options.hazard)))
    weights /= weights.sum()
    keep = weights > NEGLIGIBLE
    keep[0] = True
    return State(
        lengths=np.concatenate((np.zeros(1, dtype=np.int64), state.lengths + 1))[keep],
        weights=weights[keep] / weights[keep].sum(),
        shape=np.concatenate(([options.shape], state.shape + seen))[keep],
        rate=np.concatenate(([options.rate], state.rate + exposure))[keep],
    )


def run_lengths(counts: Counts, options: Options) -> State:
    """The state after the whole series."""
    state = start(options)
    for count in counts.tolist():
        state = advance(state, count, options)
    return state


def change_points(series: Series, *, alarm: Alarm | None = None) -> tuple[ChangePoint, ...]:
    """Find the breaks as they would have been found at the time, oldest first; none within the first twenty days.

    Each day is judged by the days up to it; prior and dispersion are learnt anew every week from the year before. A break is told once, on the first day of alarm; its
    probability and its rates are those known on the last day of that alarm or of the series.
    """
    alarm = alarm or Alarm()
    counts = np.asarray(series.counts, dtype=np.int64)
    found: list[ChangePoint] = []
    ringing = False
    options, state = Options(), start(Options())
    for day in range(len(counts)):
        if day % 7 == 0:
            options = Options.for_history(counts[max(day - YEAR, 0) : day], hazard=alarm.hazard, shape=alarm.shape)
            state = start(options) if day == 0 else state
        if day == FEWEST_DAYS:
            state = run_lengths(counts[:day], options)
        state = advance(state, int(counts[day]), options)
        chance = state.recent(alarm.recent)
        if day < FEWEST_DAYS or chance < alarm.threshold:
            ringing = False
            continue
        point = _point(series, counts[: day + 1], state, alarm, chance)
        if not ringing and not (found and point.day <= found[-1].known_on):
            found.append(point)
            ringing = True
        elif ringing:
            found[-1] = replace(point, known_on=found[-1].known_on, day=min(point.day, found[-1].known_on))
    return tuple(found)


def _point(series: Series, counts: Counts, state: State, alarm: Alarm, chance: float) -> ChangePoint:
    told = (state.lengths >= 1) & (state.lengths <= alarm.recent)
    length = int(state.lengths[told][np.argmax(state.weights[told])])
    before = counts[:-length][-28:]
    return ChangePoint(
        key=series.key,
        day=series.start + timedelta(days=len(counts) - length),
        known_on=series.start + timedelta(days=len(counts) - 1),
        probability=min(chance, 1.0),
        before=float(before.mean()) if len(before) else 0.0,
        after=float(counts[-length:].mean()),
        records=series.records,
    )
