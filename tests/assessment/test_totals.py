"""Days rebuilt from one counter's running totals."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vedette.assessment.totals import daily_from_totals, spread

START = date(2023, 10, 17)


def test_what_was_counted_between_two_statements_lies_between_them() -> None:
    counts = daily_from_totals([(START + timedelta(days=3), 8), (START + timedelta(days=5), 10)], START)
    assert counts.tolist() == [2, 2, 2, 2, 1, 1]


def test_dated_incidents_say_on_which_day() -> None:
    counts = daily_from_totals([(START + timedelta(days=3), 4)], START, seen=np.array([0, 3, 0, 0]))
    assert int(np.argmax(counts)) == 1
    assert counts.sum() == 4


def test_a_falling_total_adds_nothing() -> None:
    told = [(START, 5), (START + timedelta(days=1), 3), (START + timedelta(days=2), 6)]
    assert daily_from_totals(told, START).tolist() == [5, 0, 1]


def test_no_statement_is_no_series() -> None:
    assert len(daily_from_totals([], START)) == 0


@given(st.integers(0, 200), st.lists(st.integers(0, 5), min_size=1, max_size=30))
def test_spreading_loses_and_adds_nothing(total: int, seen: list[int]) -> None:
    found = spread(total, np.array(seen, dtype=np.float64))
    assert sum(found) == total
    assert min(found) >= 0
