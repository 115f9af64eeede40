"""The nouns of assessment refuse nonsense."""

from __future__ import annotations

from datetime import date

import pytest

from vedette.errors import RecordError
from vedette.model.assessment import (
    Assessment,
    ChangePoint,
    Forecast,
    Interval,
    Probability,
    Reconciliation,
    Series,
    Settlement,
)

DAY = date(2023, 11, 13)


@pytest.mark.parametrize(("low", "best", "high"), [(-0.1, 0.1, 0.2), (0.3, 0.2, 0.4), (0.1, 0.5, 0.4), (0.5, 0.9, 1.1)])
def test_a_probability_lies_in_its_range(low: float, best: float, high: float) -> None:
    with pytest.raises(RecordError):
        Probability(low=low, best=best, high=high)


def test_an_interval_runs_upward_and_may_be_open() -> None:
    assert Interval(low=1.0, high=None).high is None
    with pytest.raises(RecordError):
        Interval(low=2.0, high=1.0)
    with pytest.raises(RecordError):
        Interval(low=1.0, high=2.0, level=1.0)


def test_a_series_has_no_negative_day_and_one_share_for_each_incomplete_day() -> None:
    with pytest.raises(RecordError):
        Series(key="all", name="all", start=DAY, counts=(1, -1))
    with pytest.raises(RecordError):
        Series(key="all", name="all", start=DAY, counts=(1, 1), incomplete=2, reported_share=(0.5,))
    with pytest.raises(RecordError):
        Series(key="all", name="all", start=DAY, counts=(1,), incomplete=2)


def test_a_series_knows_its_days() -> None:
    series = Series(key="all", name="all", start=DAY, counts=(1, 0, 2))
    assert (series.total, series.end, series.day(1)) == (3, date(2023, 11, 15), date(2023, 11, 14))
    assert Assessment(as_of=DAY, incidents=3, series=(series,)).one("all") is series
    assert Assessment(as_of=DAY, incidents=0).one("all") is None


@pytest.mark.parametrize("quantiles", [((0.5, 2.0), (0.1, 1.0)), ((0.1, 3.0), (0.9, 2.0)), ((0.1, 1.0), (0.1, 2.0))])
def test_the_quantiles_of_a_forecast_rise(quantiles: tuple[tuple[float, float], ...]) -> None:
    with pytest.raises(RecordError):
        Forecast(
            key="all", target="all", start=DAY, days=7, mean=1.0, quantiles=quantiles, method="m", baseline="b", baseline_mean=1.0,
            baseline_quantiles=((0.5, 1.0),), settles=Settlement(counter="this ledger", on=DAY), history_days=30,
        )  # fmt: skip


def test_an_alarm_on_the_day_of_the_break_took_one_day() -> None:
    assert ChangePoint(key="all", day=DAY, known_on=DAY, probability=0.9, before=1.0, after=3.0).delay == 1


def test_the_claimed_number_is_the_best_else_the_low_end() -> None:
    fields = {
        "tally": "t1",
        "held": 31,
        "bound": "at_least",
        "share": 0.775,
        "counter": None,
        "since": None,
        "until": DAY,
        "scope": "attacks",
    }
    assert Reconciliation(low=40, best=None, high=None, **fields).claimed == 40  # type: ignore[arg-type]
    assert Reconciliation(low=40, best=45, high=50, **fields).claimed == 45  # type: ignore[arg-type]
