"""The rate now against before."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from vedette.assessment.tempo import compare, dispersion, rate_change
from vedette.model.assessment import RateChange, Refusal, Series

START = date(2023, 10, 17)


def series(counts: list[int]) -> Series:
    return Series(key="all", name="all attacks", start=START, counts=tuple(counts), records=("i1",))


def test_a_doubled_rate_is_found() -> None:
    found = rate_change(series([1, 2, 1, 2] * 7 + [3, 4, 3, 2, 4, 3, 3]))
    assert isinstance(found, RateChange)
    assert found.count_now == 22
    assert found.now == pytest.approx(22 / 7)
    assert found.before == pytest.approx(1.5)
    assert 1.6 < found.ratio < 2.7
    assert found.rose > 0.98
    assert found.records == ("i1",)


def test_equal_rates_are_even_odds() -> None:
    _, interval, rose = compare([1] * 28, [1] * 28)
    assert rose == pytest.approx(0.5, abs=0.01)
    assert interval.high is not None
    assert interval.low < 1 < interval.high


def test_the_interval_is_that_of_a_ratio_of_gammas(rng: np.random.Generator) -> None:
    now, before = [2, 1, 3, 0, 2, 1, 2], [1, 0, 1, 2, 1, 0, 1] * 4
    assert dispersion(now, before) == 1.0
    ratio, interval, rose = compare(now, before)
    drawn = (rng.gamma(11.5, 1 / 7, 400_000)) / (rng.gamma(24.5, 1 / 28, 400_000))
    assert ratio == pytest.approx(float(np.median(drawn)), rel=0.01)
    assert interval.low == pytest.approx(float(np.quantile(drawn, 0.1)), rel=0.01)
    assert interval.high == pytest.approx(float(np.quantile(drawn, 0.9)), rel=0.01)
    assert rose == pytest.approx(float(np.mean(drawn > 1)), abs=0.005)


def test_intervals_cover_the_true_ratio(rng: np.random.Generator) -> None:
    held = 0
    for _ in range(300):
        _, interval, _ = compare(rng.poisson(2.0, 7).tolist(), rng.poisson(1.0, 28).tolist())
        assert interval.high is not None
        held += interval.low <= 2.0 <= interval.high
    assert 0.75 <= held / 300 <= 0.92


def test_clustered_counts_widen_the_interval() -> None:
    even, clustered = [1] * 28, [0, 0, 0, 0, 0, 0, 7] * 4
    _, narrow, _ = compare([2] * 7, even)
    _, wide, _ = compare([2] * 7, clustered)
    assert narrow.high is not None
    assert wide.high is not None
    assert wide.high / wide.low > narrow.high / narrow.low


def test_under_twenty_days_it_refuses_and_gives_the_base_rate() -> None:
    found = rate_change(series([1, 0] * 9))
    assert isinstance(found, Refusal)
    assert found.base_rate == 0.5


def test_silence_is_refused_not_compared() -> None:
    assert isinstance(rate_change(series([0] * 40)), Refusal)


@given(st.lists(st.integers(0, 9), min_size=3, max_size=14), st.lists(st.integers(0, 9), min_size=7, max_size=28))
def test_swapping_the_windows_turns_the_ratio_over(now: list[int], before: list[int]) -> None:
    ratio, interval, rose = compare(now, before)
    turned, other, fell = compare(before, now)
    assert ratio == pytest.approx(1 / turned, rel=1e-6)
    assert other.high is not None
    assert interval.low == pytest.approx(1 / other.high, rel=1e-6)
    assert rose == pytest.approx(1 - fell, abs=1e-9)


def test_dispersion_of_poisson_counts_is_near_one(rng: np.random.Generator) -> None:
    values = [dispersion(rng.poisson(3.0, 200).tolist()) for _ in range(20)]
    assert 1.0 <= float(np.mean(values)) < 1.15
    assert dispersion(stats.nbinom.rvs(1, 0.25, size=400, random_state=3).tolist()) > 2.5
