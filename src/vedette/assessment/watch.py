"""Rules that watch a ledger: each says what fires it, and every alert names the records it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from vedette.assessment.reconcile import scope_words, subject_of
from vedette.assessment.scope import day_of_incident
from vedette.assessment.series import SeriesOptions, countable, daily, in_series
from vedette.model.assessment import Position, Refusal, Series
from vedette.model.incident import Incident
from vedette.model.tally import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: its name, what it watches (`when`), and the numbers that its kind uses.

    `series` is the key of the attacks watched; `within` is how many days back a report is still news; `cooldown` the days for
    which the same subject does not fire again.
    """

    name: str
    when: str
    series: str = "all"
    level: int = 5
    probability: float = 0.9
    direction: str = "up"
    quiet: int = 14
    jump: int = 5
    within: int = 7
    cooldown: int = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What a rule found on a day, about whom or what, and the records that show it."""

    rule: str
    when: str
    day: date
    subject: str
    words: str
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The ledger as known on a day; `reported` is the day of the first report of each incident and of each document."""

    as_of: date
    incidents: tuple[Incident, ...]
    tallies: tuple[Tally, ...]
    positions: tuple[Position, ...]
    reported: Mapping[str, date]


@dataclass(slots=True, kw_only=True)
class Memory:
    """When each rule last fired about each subject, and the records that it has told."""

    last: dict[tuple[str, str], date] = field(default_factory=dict)
    told: dict[tuple[str, str], set[str]] = field(default_factory=dict)

    def admit(self, rule: Rule, alert: Alert) -> bool:
        """Whether an alert is news: out of its cool-down and resting on a record not told before; if so it is remembered."""
        key = (alert.rule, alert.subject)
        if key in self.last and (alert.day - self.last[key]).days < rule.cooldown:
            return False
        if set(alert.records) <= self.told.get(key, set()):
            return False
        self.last[key] = alert.day
        self.told.setdefault(key, set()).update(alert.records)
        return True


def watch(rules: Iterable[Rule], seen: Seen, memory: Memory) -> tuple[Alert, ...]:
    """What fires now, in the order of the rules; the memory learns of it."""
    return tuple(alert for rule in rules for alert in WATCHERS[rule.when](rule, seen) if memory.admit(rule, alert))


def level_reached(rule: Rule, seen: Seen) -> Iterable[Alert]:
    """Attacks at or above a rung, first reported within the last days."""
    worst = [one for one in _fresh(rule, seen) if one.severity.level >= rule.level]
    if worst:
        top = max(one.severity.level for one in worst)
        words = f"{_number(len(worst))} of L{rule.level} or worse reported within {rule.within} days, the worst L{top}"
        yield _alert(rule, seen, rule.series, words, (one.id for one in worst))


def rate_changed(rule: Rule, seen: Seen) -> Iterable[Alert]:
    """The rate of the last week against that of the four weeks before."""
    from vedette.assessment.tempo import rate_change

    series = _series(rule, seen)
    change = rate_change(series) if series is not None else None
    if series is None or change is None or isinstance(change, Refusal):
        return
    chance = max(change.rose, 1 - change.rose) if rule.direction == "either" else (
        change.rose if rule.direction == "up" else 1 - change.rose
    )  # fmt: skip
    if chance >= rule.probability:
        way = "rose" if change.rose >= 0.5 else "fell"
        words = (
            f"the rate {way} with probability {chance:.2f}: {change.count_now} in {change.days_now} days after "
            f"{change.count_before} in {change.days_before}"
        )
        since = seen.as_of - timedelta(days=change.days_now + change.days_before)
        inside = [one.id for one in _attacks(rule, seen) if (day_of_incident(one) or date.min) > since]
        yield _alert(rule, seen, rule.series, words, inside)


def silence_broken(rule: Rule, seen: Seen) -> Iterable[Alert]:
    """The first attack after so many quiet days, reported within the last days."""
    dated = sorted((day, one.id, one) for one in _attacks(rule, seen) if (day := day_of_incident(one)) is not None)
    for (before, earlier, _), (day, _, one) in pairwise(dated):
        gap = (day - before).days - 1
        if gap >= rule.quiet and _is_fresh(one, rule, seen):
            words = f"an attack on {day.isoformat()} after {gap} quiet days (the last before on {before.isoformat()})"
            yield _alert(rule, seen, rule.series, words, (earlier, one.id))


def first_in_theatre(rule: Rule, seen: Seen) -> Iterable[Alert]:
    """The first attack that the ledger holds in a country, once it holds others from elsewhere from before."""
    by_country: dict[str, list[Incident]] = {}
    for one in _attacks(rule, seen):
        if one.place.value is not None and one.place.value.country:
            by_country.setdefault(one.place.value.country, []).append(one)
    oldest = min((_reported(one, seen) for group in by_country.values() for one in group), default=seen.as_of)
    for country, group in sorted(by_country.items()):
        first = min(_reported(one, seen) for one in group)
        if first > oldest and (seen.as_of - first).days < rule.within:
            words = f"the first attack in {country} that the ledger holds, reported on {first.isoformat()}"
            yield _alert(
                rule, seen, f"theatre:{country}", words, (one.id for one in group if _reported(one, seen) == first)
            )


def tally_jumped(rule: Rule, seen: Seen) -> Iterable[Alert]:
    """A counter's total of the same thing that rose by so many since its statement before."""
    groups: dict[tuple[object, ...], list[Tally]] = {}
    for one in seen.tallies:
        counter = one.counter.value if one.counter is not None else None
        if counter is not None and one.count.value.figure is not None:
            groups.setdefault((counter.id or counter.name, *subject_of(one)), []).append(one)
    for group in groups.values():
        ordered = sorted(group, key=lambda one: (one.as_of, one.recorded_at, one.id))
        for before, after in pairwise(ordered):
            rise = (after.count.value.figure or 0) - (before.count.value.figure or 0)
            published = seen.reported.get(after.document, after.as_of)
            if rise >= rule.jump and (seen.as_of - published).days < rule.within:
                who = after.counter.value.name if after.counter is not None else "nobody named"
                subject = f"{who}: {scope_words(after)}"
                words = (
                    f"{subject}: {before.count.value.figure:g} on {before.as_of.isoformat()}, "
                    f"{after.count.value.figure:g} on {after.as_of.isoformat()}"
                )
                yield _alert(rule, seen, subject, words, (before.id, after.id))


def condition_met(rule: Rule, seen: Seen) -> Iterable[Alert]:
    """A vow whose condition came about, by the ledger's own signals."""
    for one in seen.positions:
        if one.met:
            words = f"{one.actor} said it would {one.kind.lower()}, “{one.condition}”; the ledger tells that this came about"
            yield _alert(rule, seen, f"{one.actor}: {one.condition}", words, (*one.mentions, *one.met_by))


WATCHERS: Final[dict[str, Callable[[Rule, Seen], Iterable[Alert]]]] = {
    "level reached": level_reached,
    "rate changed": rate_changed,
    "silence broken": silence_broken,
    "first attack in a theatre": first_in_theatre,
    "tally jumped": tally_jumped,
    "condition met": condition_met,
}
"""What a rule can watch, by the words that a rules file uses."""


def _alert(rule: Rule, seen: Seen, subject: str, words: str, records: Iterable[str]) -> Alert:
    return Alert(rule=rule.name, when=rule.when, day=seen.as_of, subject=subject, words=words, records=tuple(records))


def _attacks(rule: Rule, seen: Seen) -> Sequence[Incident]:
    return [one for one in countable(seen.incidents) if in_series(one, rule.series)]


def _fresh(rule: Rule, seen: Seen) -> Sequence[Incident]:
    return [one for one in _attacks(rule, seen) if _is_fresh(one, rule, seen)]


def _is_fresh(one: Incident, rule: Rule, seen: Seen) -> bool:
    return (seen.as_of - _reported(one, seen)).days < rule.within


def _reported(one: Incident, seen: Seen) -> date:
    return seen.reported.get(one.id, one.recorded_at.date())


def _series(rule: Rule, seen: Seen) -> Series | None:
    options = SeriesOptions(fewest=1)
    found = daily(seen.incidents, as_of=seen.as_of, options=options, reported=seen.reported)
    return next((one for one in found if one.key == rule.series), None)


def _number(count: int) -> str:
    return "1 attack" if count == 1 else f"{count} attacks"
