"""Each rule fires on what it watches for, names its evidence, and stays quiet otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from tests.assessment.conftest import IRAQ, MakeIncident, MakeMention, MakeTally

from vedette.assessment.relations import positions
from vedette.assessment.watch import Alert, Memory, Rule, Seen, watch
from vedette.model.assessment import Position
from vedette.model.incident import Incident
from vedette.model.quantity import Quantity
from vedette.model.tally import Tally
from vedette.model.when import When
from vedette.model.where import Where

TODAY = date(2023, 11, 20)
SYRIA = Where(name="Syria", id="iso:SY", country="SY", precision="country")


def ago(days: int) -> date:
    """A day before today."""
    return TODAY - timedelta(days=days)


def look(
    incidents: Iterable[Incident] = (),
    tallies: Iterable[Tally] = (),
    stances: Iterable[Position] = (),
    reported: dict[str, date] | None = None,
) -> Seen:
    """The ledger today; an incident was reported on its day unless said otherwise."""
    known = tuple(incidents)
    days = {one.id: one.when.value.latest for one in known if one.when.value is not None}
    return Seen(
        as_of=TODAY, incidents=known, tallies=tuple(tallies), positions=tuple(stances), reported=days | (reported or {})
    )


def fired(when: str, seen: Seen, **numbers: Any) -> tuple[Alert, ...]:
    """What one rule finds for the first time."""
    return watch([Rule(name="test", when=when, **numbers)], seen, Memory())


def test_a_level_reached_names_the_attacks_that_reached_it(incident: MakeIncident) -> None:
    mild, grave, old = incident(ago(1), level=3), incident(ago(2), level=5), incident(ago(30), level=6)
    (alert,) = fired("level reached", look([mild, grave, old]), level=5)
    assert alert.records == (grave.id,) and alert.day == TODAY and alert.subject == "all"
    assert fired("level reached", look([mild, old]), level=5) == ()
    assert fired("level reached", look([grave]), level=5, series="theatre:SY") == ()


def test_an_old_attack_reported_today_is_news(incident: MakeIncident) -> None:
    old = incident(ago(30), level=6)
    assert len(fired("level reached", look([old], reported={old.id: TODAY}))) == 1


def test_a_changed_rate_fires_in_its_direction_alone(incident: MakeIncident) -> None:
    calm = [incident(ago(day)) for day in range(8, 36, 7)]
    storm = [incident(ago(day)) for day in range(7) for _ in range(3)]
    seen = look([*calm, *storm])
    (alert,) = fired("rate changed", seen)
    assert set(alert.records) == {one.id for one in (*calm, *storm)}
    assert fired("rate changed", seen, direction="down") == ()
    assert len(fired("rate changed", seen, direction="either")) == 1
    assert fired("rate changed", look(calm)) == () and fired("rate changed", look(storm)) == ()


def test_a_broken_silence_names_both_its_ends(incident: MakeIncident) -> None:
    before, after = incident(ago(30)), incident(ago(1))
    (alert,) = fired("silence broken", look([before, after]), quiet=14)
    assert alert.records == (before.id, after.id) and "28 quiet days" in alert.words
    assert fired("silence broken", look([before, after]), quiet=29) == ()
    undated = incident(when=When(latest=ago(15)))
    assert len(fired("silence broken", look([before, undated, after]), quiet=14)) == 1


def test_the_first_attack_in_a_country_fires_once_others_are_known(incident: MakeIncident) -> None:
    known, new = incident(ago(30), place=IRAQ), incident(ago(1), place=SYRIA)
    (alert,) = fired("first attack in a theatre", look([known, new]))
    assert alert.subject == "theatre:SY" and alert.records == (new.id,)
    assert fired("first attack in a theatre", look([new])) == (), "a ledger that starts has no first attack"
    earlier = incident(ago(20), place=SYRIA)
    assert fired("first attack in a theatre", look([known, earlier, new])) == ()


def test_a_jump_is_that_of_one_counter(tally: MakeTally) -> None:
    first = tally(Quantity.exactly(10), as_of=ago(9))
    second = tally(Quantity.exactly(18), as_of=ago(1))
    other = tally(Quantity.exactly(60), as_of=ago(1), counter="a monitor")
    (alert,) = fired("tally jumped", look(tallies=[first, second, other]), jump=8)
    assert alert.records == (first.id, second.id) and "10 on" in alert.words and "18 on" in alert.words
    assert fired("tally jumped", look(tallies=[first, second, other]), jump=9) == ()
    assert fired("tally jumped", look(tallies=[first, second], reported={"d1": ago(9)}), jump=8) == ()


def test_only_a_condition_that_the_ledger_says_was_met_fires(mention: MakeMention) -> None:
    vow = mention("THREATEN", ago(9), condition="until Israel agrees to a ceasefire")
    assert fired("condition met", look(stances=positions([vow]))) == ()


def test_the_same_subject_stays_quiet_for_its_cool_down_and_until_something_is_new(incident: MakeIncident) -> None:
    rule, memory = Rule(name="test", when="level reached", cooldown=3), Memory()
    first, second = incident(ago(0), level=5), incident(TODAY + timedelta(days=1), level=5)

    def on(day: int, *known: Incident) -> tuple[Alert, ...]:
        then = TODAY + timedelta(days=day)
        days = {one.id: one.when.value.latest for one in known if one.when.value is not None}
        seen = Seen(as_of=then, incidents=known, tallies=(), positions=(), reported=days)
        return watch([rule], seen, memory)

    assert len(on(0, first)) == 1
    assert on(1, first, second) == (), "within the cool-down"
    assert on(2, first) == ()
    assert len(on(3, first, second)) == 1, "the second is new"
    assert on(6, first, second) == (), "nothing new"
