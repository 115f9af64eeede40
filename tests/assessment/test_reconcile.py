"""Tallies against the ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from vedette.assessment.reconcile import FALLING, reconcile
from vedette.model.evidence import Passage, Reading
from vedette.model.mention import Casualty, Party
from vedette.model.quantity import Quantity
from vedette.model.tally import Counted
from vedette.model.when import When
from vedette.model.where import Where

START, END = date(2023, 10, 17), date(2023, 11, 7)
TANF = Where(
    name="al-Tanf",
    id="vd:al-tanf",
    country="SY",
    lat=33.5,
    lon=38.6,
    radius_km=5,
    precision="facility",
    within=("iso:SY",),
)
Make = Callable[..., Any]


def test_the_ledger_holds_some_of_at_least_forty(incident: Make, tally: Make) -> None:
    ledger = [incident(START + timedelta(days=index % 20)) for index in range(31)]
    found = reconcile([tally(Quantity.at_least(40), as_of=END, since=START, bound="at_least")], ledger)[0]
    assert (found.held, found.low, found.best, found.high, found.bound) == (31, 40, None, None, "at_least")
    assert found.share == 31 / 40
    assert found.counter == "Pentagon"
    assert found.scope == "attacks on United States forces in Iraq"
    assert len(found.records) == 31


def test_other_places_sides_kinds_and_days_are_not_held(incident: Make, tally: Make) -> None:
    ledger = [
        incident(START, place=TANF),
        incident(START, target=Party(name="Israel", id="ISR/MIL")),
        incident(START, kind="PROTEST"),
        incident(START - timedelta(days=1)),
        incident(END + timedelta(days=1)),
        incident(START),
    ]
    assert reconcile([tally(Quantity.exactly(5), as_of=END, since=START)], ledger)[0].held == 1


def test_an_unknown_side_or_start_counts_and_an_unknown_place_is_told(incident: Make, tally: Make) -> None:
    ledger = [incident(START, target=None), incident(when=When(latest=END)), incident(START, place=None)]
    found = reconcile([tally(Quantity.exactly(5), as_of=END, since=START)], ledger)[0]
    assert found.held == 2
    assert found.flags == ("1 of these dated only in part", "1 more without a place")


def test_an_attack_whose_start_nobody_told_is_not_held_for_an_earlier_window(incident: Make, tally: Make) -> None:
    ledger = [
        incident(when=When(latest=END + timedelta(days=9))),
        incident(when=When(earliest=END, latest=END + timedelta(days=1))),
    ]
    found = reconcile([tally(Quantity.exactly(5), as_of=END)], ledger)[0]
    assert found.held == 1
    assert found.flags == ("1 of these dated only in part", "1 more perhaps inside the window")


def test_a_falling_total_is_flagged_with_the_earlier_one(tally: Make) -> None:
    counts = ((27, 0), (28, 2), (24, 5), (30, 8))
    tallies = [tally(Quantity.exactly(n), as_of=START + timedelta(days=day), since=START) for n, day in counts]
    flags = [found.flags for found in reconcile(tallies, ())]
    assert flags == [(), (), (f"{FALLING} (28 on 2023-10-19)",), ()]


def test_counters_are_never_merged(tally: Make) -> None:
    first = tally(Quantity.exactly(41), as_of=START, since=START)
    second = tally(Quantity.exactly(26), as_of=END, since=START, counter="a monitor")
    found = reconcile([first, second], ())
    assert [(one.counter, one.flags) for one in found] == [("Pentagon", ()), ("a monitor", ())]


def test_a_ledger_that_holds_more_than_the_counter_says_so(incident: Make, tally: Make) -> None:
    found = reconcile([tally(Quantity.exactly(1), as_of=END, since=START)], [incident(START), incident(START)])[0]
    assert found.flags == ("the ledger holds more than this counter",)


def test_a_tally_of_people_is_held_against_people(incident: Make, tally: Make) -> None:
    passage = (Passage(document="d1", start=0, end=5, text="words"),)
    counted = Counted(
        kind="ASSAULT", effect="injured", target=Reading(value=Party(name="US forces", id="USA"), passages=passage)
    )
    hurt = Casualty(effect="injured", side="target", count=Quantity.exactly(3))
    dead = Casualty(effect="killed", side="target", count=Quantity.exactly(2))
    theirs = Casualty(effect="injured", side="actor", count=Quantity.exactly(9))
    found = reconcile(
        [tally(Quantity.exactly(5), as_of=END, counted=counted)], [incident(START, casualties=(hurt, dead, theirs))]
    )[0]
    assert found.held == 3
    assert found.scope == "people injured in attacks on US forces"
