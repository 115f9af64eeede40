"""Daily counts from the ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from vedette.assessment.scope import day_of
from vedette.assessment.series import SeriesOptions, daily, reported_shares
from vedette.model.mention import Instrument
from vedette.model.when import When

START = date(2023, 10, 17)
END = date(2023, 10, 20)
Make = Callable[..., Any]


def test_days_without_attacks_are_zero_and_every_key_has_its_own_count(incident: Make) -> None:
    drone = (Instrument(weapon="one_way_drone"),)
    found = daily(
        [incident(START, weapons=drone), incident(END), incident(END, level=5)],
        as_of=END,
        options=SeriesOptions(fewest=1),
    )
    counts = {one.key: one.counts for one in found}
    assert counts["all"] == (1, 0, 0, 2)
    assert counts["theatre:IQ"] == (1, 0, 0, 2)
    assert counts["weapon:one_way_drone"] == (1, 0, 0, 0)
    assert counts["severity:L2+"] == (1, 0, 0, 2)
    assert counts["severity:L5+"] == (0, 0, 0, 1)
    assert counts["target:USA/MIL"] == counts["actor:group:kataib-hezbollah"] == (1, 0, 0, 2)


def test_an_attack_within_two_days_counts_on_the_earlier(incident: Make) -> None:
    overnight = incident(when=When(earliest=START, latest=START + timedelta(days=1)))
    assert daily([overnight], as_of=END)[0].counts == (1, 0, 0, 0)


@pytest.mark.parametrize("when", [When(latest=END), When(earliest=START - timedelta(days=10), latest=END)])
def test_an_attack_whose_day_is_not_known_well_enough_is_left_out_and_counted(incident: Make, when: When) -> None:
    found = daily([incident(START), incident(when=when)], as_of=END)[0]
    assert found.total == 1
    assert found.left_out == 1
    assert day_of(when) is None


def test_two_attacks_told_in_one_mention_count_twice(incident: Make) -> None:
    assert daily([incident(START, multiplicity=2)], as_of=END)[0].counts[0] == 2


def test_signals_protests_and_arrests_are_not_attacks(incident: Make) -> None:
    assert daily([incident(START, kind="PROTEST"), incident(START, kind="COERCE")], as_of=END) == ()


def test_a_part_is_not_counted_beside_its_whole(incident: Make) -> None:
    whole = incident(START)
    assert daily([whole, incident(START, part_of=whole.id)], as_of=END)[0].total == 1
    assert daily([incident(START, part_of="i00000000000000ff")], as_of=END)[0].total == 1


def test_the_future_is_not_counted(incident: Make) -> None:
    assert daily([incident(START), incident(END + timedelta(days=1))], as_of=END)[0].total == 1


def test_series_name_the_incidents_they_rest_on(incident: Make) -> None:
    one = incident(START)
    assert daily([one], as_of=END)[0].records == (one.id,)


def test_reports_that_come_late_make_the_last_days_incomplete(incident: Make) -> None:
    days = {f"i{index}": START + timedelta(days=index // 2) for index in range(80)}
    as_of = START + timedelta(days=39)
    reported = {name: day + timedelta(days=2 * (int(name[1:]) % 2)) for name, day in days.items()}
    known = {name: day for name, day in days.items() if reported[name] <= as_of}
    shares = reported_shares(known, reported, as_of)
    assert len(shares) == 2
    assert shares[0] == pytest.approx(0.5, abs=0.05)
    found = daily([incident(START)], as_of=as_of)[0]
    assert found.incomplete == 0


def test_a_batch_read_at_once_says_nothing_of_delay() -> None:
    days = {f"i{index}": START + timedelta(days=index) for index in range(40)}
    as_of = START + timedelta(days=39)
    assert reported_shares(days, dict.fromkeys(days, as_of), as_of) == ()


def test_the_order_of_the_incidents_does_not_matter(incident: Make) -> None:
    ledger = [
        incident(START + timedelta(days=index % 4), recorded=datetime(2023, 10, 21, tzinfo=UTC)) for index in range(8)
    ]
    assert [one.counts for one in daily(ledger, as_of=END)] == [one.counts for one in daily(ledger[::-1], as_of=END)]
