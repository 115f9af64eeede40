"""Key incidents, and all incidents as a table."""

from __future__ import annotations

from vedette.briefing import phrases
from vedette.briefing.facts import Facts
from vedette.briefing.phrases import say, spread
from vedette.briefing.select import Key, key_incidents
from vedette.briefing.telling import EFFECT_WORDS, casualties, hurt, tellings, told
from vedette.model import Incident
from vedette.model.brief import Part, Section, Sentence, Table

COLUMNS = ("When", "What", "Where", "By", "Against", "Outcome", "Casualties", "Severity", "Sources", "Id")
UNKNOWN = "unknown"


def key_events(facts: Facts) -> Section:
    """The incidents to know first, with the reason for each, and the table of all."""
    if not facts.incidents:
        return Section(key="incidents", title="Key incidents", sentences=(say("There is none to name."),))
    lead = (
        say(
            "Chosen for their severity, as near misses, or because they came first in their country or kind in this ledger."
        ),
        say("The words behind a severity code say what the rung of the ladder stands for."),
        say("The table below holds every incident."),
    )
    points = tuple(_point(key) for key in key_incidents(facts))
    return Section(
        key="incidents",
        title="Key incidents",
        sentences=lead if points else lead[-1:],
        points=points,
        tables=(incident_table(facts),),
    )


def incident_table(facts: Facts) -> Table:
    """Every incident in a row: day, act, place, sides, outcome, casualties, severity, sources."""
    return Table(caption="Incidents", columns=COLUMNS, rows=tuple(_row(one) for one in facts.incidents))


def describe(one: Incident) -> list[str | Part]:
    """One incident as parts of a sentence, without its full stop."""
    parts: list[str | Part] = [told(one, "when", capital=True), ": "] if one.when.value else []
    parts.append(told(one, "act", capital=not parts))
    if one.actor.value:
        parts += [" by ", phrases.the(one.actor.value.name), told(one, "actor")]
    if one.target.value:
        parts += [
            f" {phrases.OBJECT.get(phrases.act(one), 'on')} ",
            phrases.the(one.target.value.name),
            told(one, "target"),
        ]
    if one.place.value:
        parts += [" at " if one.place.value.precision in ("facility", "point") else " in ", told(one, "place")]
    for text in list(tellings(one, "outcomes") or ())[:-1]:
        parts += ["; ", told(one, "outcomes", text)]
    for toll in _tolls(one):
        parts += ["; ", toll]
    return parts


def _point(key: Key) -> Sentence:
    one = key.incident
    sources = phrases.plural(one.independent_sources, "independent source")
    return say(
        *describe(one), ". Severity ", told(one, "severity"), ", ", told(one, "sources"), f" {sources}. Chosen because it is ",
        phrases.listing(key.reasons), ".",
    )  # fmt: skip


def _row(one: Incident) -> tuple[Sentence, ...]:
    when: list[str | Part] = [told(one, "when", phrases.tabled(one.when.value))] if one.when.value else []
    outcomes = list(tellings(one, "outcomes") or ())
    return (
        say(*(when or [UNKNOWN])),
        say(told(one, "act", ("foiled " if one.status.value == "foiled" else "") + phrases.act(one))),
        *(say(told(one, field) if tellings(one, field) else UNKNOWN) for field in ("place", "actor", "target")),
        say(told(one, "outcomes", outcomes[-1]) if outcomes else UNKNOWN),
        say(*(spread([[toll] for toll in _tolls(one)]) or [UNKNOWN])),
        say(told(one, "severity", one.severity.label)),
        say(told(one, "sources")),
        say(told(one, "id")),
    )


def _tolls(one: Incident) -> list[Part]:
    """The tolls, one part each; a stated zero is said, silence is left out, and a zero beside a figure is not repeated for each side."""
    found = [(effect, hurt(value)) for effect in EFFECT_WORDS for value in casualties(one, effect)]
    return [told(one, effect, text) for effect, text in dict.fromkeys(found)]
