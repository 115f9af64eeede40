"""The forecast of one series, its baseline and what settles it."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from vedette.assessment.outlook import completed, outlook
from vedette.model.assessment import Forecast, Refusal, Series

START = date(2023, 10, 17)
STEADY = Series(key="all", name="all attacks", start=START, counts=(2, 1, 2, 3) * 10, records=("i1", "i2"))


def test_a_forecast_says_what_settles_it_by_when_and_by_whose_count() -> None:
    found = outlook(STEADY, counter="Pentagon")
    assert isinstance(found, Forecast)
    assert found.start == date(2023, 11, 26)
    assert (found.settles.on, found.settles.counter, found.settles.threshold) == (
        date(2023, 12, 2),
        "Pentagon",
        16 - 2 + 1,
    )
    assert found.settles.statement == "all attacks: 15 or more from 2023-11-26 to 2023-12-02, by the count of Pentagon"
    assert found.above is not None
    assert 0.2 < found.above < 0.8
    assert found.records == ("i1", "i2")


def test_the_baseline_is_the_last_28_days_as_they_were() -> None:
    found = outlook(STEADY)
    assert isinstance(found, Forecast)
    totals = {sum(STEADY.counts[i : i + 7]) for i in range(12, 34)}
    assert {value for _, value in found.baseline_quantiles} <= {float(v) for v in range(min(totals), max(totals) + 1)}


@pytest.mark.parametrize("days", [0, 31, -1])
def test_windows_outside_one_to_thirty_days_are_refused(days: int) -> None:
    assert isinstance(outlook(STEADY, days=days), Refusal)


def test_too_short_a_ledger_gets_a_reason_and_the_base_rate() -> None:
    found = outlook(Series(key="all", name="all attacks", start=START, counts=(1, 0) * 9))
    assert isinstance(found, Refusal)
    assert "18 days" in found.reason
    assert found.base_rate == 0.5


def test_days_still_being_reported_are_raised_to_what_is_expected() -> None:
    late = Series(key="all", name="all", start=START, counts=(4, 4, 4, 2), incomplete=1, reported_share=(0.5,))
    assert completed(late).tolist() == [4, 4, 4, 4]


def test_another_series_or_method_does_not_change_the_draws_of_this_one() -> None:
    first, again = outlook(STEADY, keep=50), outlook(STEADY, keep=50)
    outlook(STEADY, method="ewma_nb")
    assert isinstance(first, Forecast)
    assert isinstance(again, Forecast)
    assert first.samples == again.samples
    assert len(first.samples) == 50
    assert np.mean(first.samples) == pytest.approx(first.mean, rel=0.3)
    assert first.end - first.start == timedelta(days=6)
