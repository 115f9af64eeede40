"""Breaks: found soon, told once, seldom where there are none."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from scipy import stats

from vedette.assessment.changepoints import (
    RATIOS,
    Alarm,
    Options,
    advance,
    chance_of_break,
    change_points,
    for_break,
    run_lengths,
    start,
)
from vedette.model.assessment import Series

START = date(2023, 10, 17)


def series(counts: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> Series:
    return Series(key="all", name="all attacks", start=START, counts=tuple(int(count) for count in counts))


def test_without_breaks_the_posterior_is_the_plain_gamma() -> None:
    counts = np.array([2, 0, 3, 1, 1])
    state = run_lengths(counts, Options(hazard=1e-12, shape=2.0, rate=1.5))
    longest = int(np.argmax(state.lengths))
    assert state.shape[longest] == 2.0 + counts.sum()
    assert state.rate[longest] == 1.5 + len(counts)
    assert state.mean == pytest.approx(9.0 / 6.5, rel=1e-6)


def test_one_day_follows_bayes_rule() -> None:
    options = Options(hazard=0.1, shape=2.0, rate=1.0)
    first = advance(start(options), 3, options)
    assert dict(zip(first.lengths.tolist(), first.weights.tolist(), strict=True)) == pytest.approx({0: 0.1, 1: 0.9})
    second = advance(first, 0, options)
    new = stats.nbinom.pmf(0, 2.0, 0.5) * 0.1
    old = stats.nbinom.pmf(0, 5.0, 2 / 3) * 0.9
    assert second.weights[second.lengths == 2][0] == pytest.approx(0.9 * old / (new + old))


def test_a_lull_is_found_within_five_days() -> None:
    rng = np.random.default_rng(4)
    delays = []
    for _ in range(25):
        counts = np.concatenate((rng.poisson(1.8, 60), rng.poisson(0.15, 15)))
        after = [point for point in change_points(series(counts)) if point.known_on >= START + timedelta(days=60)]
        delays.append((after[0].known_on - START).days - 59 if after else 99)
    assert np.median(delays) <= 5


def test_a_break_is_told_once_with_its_day_and_both_rates() -> None:
    counts = np.concatenate((np.tile([2, 3, 1, 2], 12), np.tile([0, 0, 1, 0], 5)))
    found = change_points(series(counts))
    assert len(found) == 1
    assert abs((found[0].day - START).days - 48) <= 2
    assert found[0].before == pytest.approx(2.0, abs=0.3)
    assert found[0].after < 0.6
    assert found[0].probability >= 0.58
    assert 1 <= found[0].delay <= 6


def test_steady_counts_give_about_one_false_alarm_in_a_hundred_days_or_fewer() -> None:
    rng = np.random.default_rng(8)
    alarms = sum(len(change_points(series(rng.poisson(1.5, 120)))) for _ in range(12))
    assert alarms <= 12 * 1.0 + 4


def test_what_comes_later_does_not_change_when_it_was_known() -> None:
    rng = np.random.default_rng(2)
    counts = np.concatenate((rng.poisson(2.5, 50), rng.poisson(0.3, 30)))
    early = change_points(series(counts[:60]))
    late = change_points(series(counts))
    assert early
    assert [point.known_on for point in late[: len(early)]] == [point.known_on for point in early]


def test_the_evidence_for_a_break_is_the_ratio_of_two_negative_binomials() -> None:
    counts = np.array([2, 1, 3, 0, 2, 1, 4, 1, 2, 2, 1, 3, 7])
    found = for_break(counts, Alarm(), 1.0)
    shape, rate = counts[:-1].sum() + 0.5, len(counts) - 1 + 0.3
    steady = stats.nbinom.pmf(7, shape, rate / (rate + 1))
    broken = np.mean([stats.nbinom.pmf(7, shape, rate / (rate + ratio)) for ratio in RATIOS])
    assert found[0] == pytest.approx(broken / steady)
    assert (found[3:] == 0).all(), "fewer than ten days before"


def test_without_evidence_the_chance_of_a_break_is_that_of_the_prior() -> None:
    alarm = Alarm(hazard=0.01, recent=14)
    assert chance_of_break(np.ones(14), alarm) == pytest.approx(0.14)
    assert chance_of_break(np.zeros(14), alarm) == 0.0


def test_clustered_days_are_not_taken_for_breaks() -> None:
    rng = np.random.default_rng(6)
    told = [len(change_points(series(rng.negative_binomial(2.0, 0.5, 120)))) for _ in range(40)]
    assert np.mean(told) <= 1.6
