"""A counter's running totals become one series, its own, and say how many; the ledger says on which days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from tests.assessment.conftest import MakeIncident, MakeTally

from vedette.assessment.assess import assess
from vedette.assessment.counters import counter_series
from vedette.assessment.predictions import predictions, settle_all
from vedette.model.quantity import Quantity
from vedette.model.tally import Tally

FIRST = date(2023, 10, 17)


def statements(tally: MakeTally, totals: dict[int, int], counter: str = "Pentagon") -> list[Tally]:
    """What a counter said: days after the first, and the total by then."""
    return [
        tally(Quantity.exactly(total), as_of=FIRST + timedelta(days=day), since=FIRST, counter=counter)
        for day, total in totals.items()
    ]


def test_the_totals_say_how_many_and_the_ledger_says_when(tally: MakeTally, incident: MakeIncident) -> None:
    told = statements(tally, {6: 4, 13: 10, 20: 12})
    dated = [incident(FIRST + timedelta(days=9)) for _ in range(5)]
    ((name, series),) = counter_series(told, dated)
    assert name == "Pentagon" and series.records == tuple(one.id for one in told)
    assert sum(series.counts[:7]) == 4 and sum(series.counts[7:14]) == 6 and series.total == 12
    assert series.counts[9] >= 3, "the days that the ledger knows get more"


def test_two_counters_are_two_series(tally: MakeTally) -> None:
    told = [*statements(tally, {6: 4, 13: 10, 20: 12}), *statements(tally, {6: 9, 13: 19, 25: 30}, "a monitor")]
    assert [(name, series.total) for name, series in counter_series(told, ())] == [("a monitor", 30), ("Pentagon", 12)]


def test_a_falling_total_adds_nothing(tally: MakeTally) -> None:
    ((_, series),) = counter_series(statements(tally, {6: 4, 13: 10, 20: 7}), ())
    assert series.total == 10 and sum(series.counts[14:]) == 0


def test_two_statements_or_no_first_day_make_no_series(tally: MakeTally) -> None:
    assert counter_series(statements(tally, {6: 4, 13: 10}), ()) == ()
    open_start = [tally(Quantity.exactly(n), as_of=FIRST + timedelta(days=n)) for n in (1, 5, 9)]
    assert counter_series(open_start, ()) == ()
    unnamed = [
        tally(Quantity.exactly(n), as_of=FIRST + timedelta(days=n), since=FIRST, counter=None) for n in (1, 5, 9)
    ]
    assert counter_series(unnamed, ()) == ()


def test_a_counter_s_forecast_is_settled_by_that_counter_alone(tally: MakeTally, incident: MakeIncident) -> None:
    told = statements(tally, {6: 7, 13: 14, 24: 25})
    end = FIRST + timedelta(days=24)
    found = assess([incident(end)], told, as_of=end)
    (published,) = (
        one for one in predictions(found, recorded_at=datetime(2023, 11, 10, tzinfo=UTC)) if one.counter == "Pentagon"
    )
    late = end + timedelta(days=30)
    assert settle_all([published], (), as_of=late, counted=()).settled == ()
    short = (one for _, one in counter_series(told, ()))
    assert settle_all([published], (), as_of=late, counted=short).settled == ()
    more = (one for _, one in counter_series([*told, *statements(tally, {31: 40})], ()))
    (settled,) = settle_all([published], (), as_of=late, counted=more).settled
    assert settled.score.outcome == 15
