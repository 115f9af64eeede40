"""What every forecaster promises, whatever its name."""

from __future__ import annotations

import numpy as np
import pytest

from vedette.assessment.forecast import FORECASTERS, forecaster
from vedette.errors import ConfigError

NAMES = sorted(FORECASTERS)


@pytest.mark.parametrize("name", NAMES)
def test_draws_are_whole_numbers_of_the_asked_shape(name: str, rng: np.random.Generator) -> None:
    drawn = forecaster(name)(rng.poisson(1.5, 120), days=7, rng=rng, draws=300)
    assert drawn.shape == (300,)
    assert drawn.dtype == np.int64
    assert drawn.min() >= 0


@pytest.mark.parametrize("name", NAMES)
def test_the_same_seed_gives_the_same_draws(name: str) -> None:
    history = np.random.default_rng(5).poisson(2.0, 90)
    once, twice = (forecaster(name)(history, days=7, rng=np.random.default_rng(9), draws=200) for _ in range(2))
    assert np.array_equal(once, twice)


@pytest.mark.parametrize("name", NAMES)
def test_a_steady_series_is_forecast_at_its_rate(name: str, rng: np.random.Generator) -> None:
    drawn = forecaster(name)(rng.poisson(2.0, 400), days=7, rng=rng, draws=2000)
    assert 10.5 < drawn.mean() < 18.0
    assert np.quantile(drawn, 0.025) < 14 < np.quantile(drawn, 0.975)


@pytest.mark.parametrize("name", NAMES)
def test_silence_is_not_called_impossible_nor_a_storm(name: str, rng: np.random.Generator) -> None:
    drawn = forecaster(name)(np.zeros(60, dtype=np.int64), days=7, rng=rng, draws=500)
    assert drawn.mean() < 1.0


@pytest.mark.parametrize("name", NAMES)
def test_thirty_days_ahead_and_twenty_days_of_past_are_enough(name: str, rng: np.random.Generator) -> None:
    drawn = forecaster(name)(rng.poisson(1.0, 20), days=30, rng=rng, draws=300)
    assert 8 < drawn.mean() < 70


@pytest.mark.parametrize("name", NAMES)
def test_a_busy_month_is_not_followed_by_a_silent_one_for_sure(name: str, rng: np.random.Generator) -> None:
    drawn = forecaster(name)(rng.poisson(np.linspace(1.5, 3.5, 28)), days=30, rng=rng, draws=1000)
    assert np.mean(drawn == 0) < 0.02


@pytest.mark.parametrize("name", NAMES)
def test_no_history_is_refused(name: str, rng: np.random.Generator) -> None:
    with pytest.raises(ValueError, match="at least one day"):
        forecaster(name)(np.zeros(0, dtype=np.int64), days=7, rng=rng, draws=10)


@pytest.mark.parametrize("name", ["ingarch", "bocpd", "ewma_nb", "default"])
def test_a_rate_that_tripled_a_month_ago_is_believed(name: str, rng: np.random.Generator) -> None:
    history = np.concatenate((rng.poisson(1.0, 200), rng.poisson(3.0, 30)))
    drawn = forecaster(name)(history, days=7, rng=rng, draws=1000)
    assert drawn.mean() > 14


@pytest.mark.parametrize("name", ["ingarch", "bocpd", "ewma_nb", "default"])
def test_eighty_per_cent_intervals_hold_about_eighty_per_cent(name: str) -> None:
    rng, held, cases = np.random.default_rng(11), 0, 36
    for _ in range(cases):
        rate = rng.gamma(4.0, 0.5)
        series = rng.poisson(rate, 127)
        low, high = np.quantile(forecaster(name)(series[:120], days=7, rng=rng, draws=200), [0.1, 0.9])
        held += bool(low <= series[120:].sum() <= high)
    assert 0.66 <= held / cases <= 0.98


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(ConfigError, match="bocpd"):
        forecaster("oracle")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "history",
    [[1], [0, 0, 50_000], [10_000] * 60, [0] * 60 + [100_000], [1_000] * 40 + [0] * 40, [0, 1] * 200],
    ids=["one day", "three days", "busy", "outburst", "fallen silent", "alternating"],
)
def test_no_history_however_odd_breaks_a_forecast(name: str, history: list[int], rng: np.random.Generator) -> None:
    drawn = forecaster(name)(np.array(history), days=30, rng=rng, draws=100)
    assert drawn.min() >= 0
    assert np.isfinite(drawn.mean())
