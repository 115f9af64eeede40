"""Spill-over between theatres is none unless the data insist."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from vedette.assessment.spillover import coefficient, spillover, spillovers
from vedette.model.assessment import Series

DAYS = 600


def series(counts: np.ndarray, key: str = "theatre:IQ", start: date = date(2022, 1, 1)) -> Series:
    """A series under a key."""
    return Series(key=key, name=key, start=start, counts=tuple(int(count) for count in counts))


def waves(rng: np.random.Generator) -> np.ndarray:
    """Days with quiet and busy spells of three weeks."""
    return rng.poisson(np.repeat(rng.choice([0.5, 4.0], size=DAYS // 20), 20))


def test_two_theatres_that_have_nothing_to_do_with_each_other_have_no_spill_over(rng: np.random.Generator) -> None:
    found = [spillover(series(waves(rng)), series(rng.poisson(2.0, DAYS), "theatre:SY")) for _ in range(40)]
    assert sum(one is not None for one in found) <= 5
    assert np.mean([abs(coefficient(waves(rng), rng.poisson(2.0, DAYS))[0]) for _ in range(20)]) < 0.05


def test_a_theatre_that_follows_another_is_found_to(rng: np.random.Generator) -> None:
    first = waves(rng)
    level = np.convolve(first, np.ones(5) / 5)[: len(first)]
    second = rng.poisson(2.0 * (np.concatenate(([1.0], level[:-1])) + 0.3) ** 0.7)
    effect = spillover(series(first), series(second, "theatre:SY"))
    assert effect is not None and effect.interval.low > 1.0 and effect.n == DAYS
    assert effect.interval.low <= effect.factor <= (effect.interval.high or 0)


def test_a_short_or_empty_history_says_nothing(rng: np.random.Generator) -> None:
    first = series(waves(rng))
    assert spillover(first, series(np.zeros(DAYS), "theatre:SY")) is None
    assert spillover(first, series(waves(rng), "theatre:SY", date(2022, 1, 2))) is None
    assert spillover(series(waves(rng)[:40]), series(waves(rng)[:40], "theatre:SY")) is None
    assert spillovers(first, ()) == ()


def test_the_prior_pulls_towards_none(rng: np.random.Generator) -> None:
    slope, error = coefficient(waves(rng)[:80], rng.poisson(0.2, 80))
    assert abs(slope) < 0.2 and error == pytest.approx(0.1, abs=0.02)
