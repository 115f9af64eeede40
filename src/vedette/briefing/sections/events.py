"""Key incidents, and all incidents as a table."""

from __future__ import annotations

from vedette.briefing import phrases
from vedette.briefing.facts import Facts
from vedette.briefing.phrases import counted, said, say
from vedette.briefing.select import Key, key_incidents
from vedette.model import Incident
from vedette.model.brief import Part, Section, Sentence, Table

EFFECT_WORDS = {"killed": "killed", "injured": "injured", "missing": "missing or abducted", "harmed": "harmed"}


def key_events(facts: Facts) -> Section:
    """The incidents to know first, with the reason for each, and the table of all."""
    keys = key_incidents(facts)
    return Section(
        key="incidents",
        title="Key incidents",
        points=tuple(_point(key) for key in keys),
        tables=(incident_table(facts),) if facts.incidents else (),
    )


def incident_table(facts: Facts) -> Table:
    """Every incident in a row: day, act, place, sides, outcome, casualties, severity, sources."""
    columns = ("When", "What", "Where", "By", "Against", "Outcome", "Casualties", "Severity", "Sources", "Id")
    rows = [
        (
            _cell(_when(one), one), _cell(phrases.act(one), one), _cell(one.place.value.name if one.place.value else None, one),
            _cell(one.actor.value.name if one.actor.value else None, one), _cell(one.target.value.name if one.target.value else None, one),
            _cell(_outcome(one), one), _cell(_casualties(one) or None, one), _cell(one.severity.label, one),
            say(counted(source for _, _, source in one.sources)), _cell(one.id, one),
        )
        for one in facts.incidents
    ]  # fmt: skip
    return Table(caption="Incidents", columns=columns, rows=tuple(rows))


def describe(one: Incident) -> list[str | Part]:
    """One incident as parts of a sentence, without its full stop."""
    parts: list[str | Part] = []
    if one.when.value:
        opening = phrases.when(one.when.value)
        parts += [said(opening[0].upper() + opening[1:], one.id), ": "]
    foiled = "foiled " if one.status.value == "foiled" else ""
    parts.append(said(phrases.article(foiled + phrases.act(one)), one.id))
    if one.actor.value:
        parts += [" by ", said(one.actor.value.name, one.id)]
    if one.target.value:
        parts += [" on ", said(one.target.value.name, one.id)]
    if one.place.value:
        where = one.place.value
        parts += [" at " if where.precision in ("facility", "point") else " in ", said(where.name, one.id)]
    for outcome in one.outcomes.value or ():
        parts += ["; ", said(phrases.OUTCOME_WORDS[outcome], one.id)]
    toll = _casualties(one)
    if toll:
        parts += ["; ", said(toll, one.id)]
    return parts


def _point(key: Key) -> Sentence:
    one = key.incident
    independent = one.independent_sources
    sources: list[str | Part] = [" (severity ", said(one.severity.label, one.id), ", ", said(str(independent), one.id),
               f" independent {phrases.plural(independent, 'source')}; listed as {phrases.listing(key.reasons)})."]  # fmt: skip
    return say(*describe(one), *sources)


def _casualties(one: Incident) -> str:
    """The toll in words; a stated zero is said, silence is left out."""
    values = [account.value for account in one.casualties if account.value is not None]
    if values and all(value.count is not None and value.count.high == 0 for value in values):
        effects = {value.effect for value in values}
        return "no casualties" if effects & {"harmed", "killed"} else f"none {EFFECT_WORDS[values[0].effect]}"
    words = []
    for value in values:
        if value.count is not None and value.count.high == 0:
            continue
        noun = "casualties" if value.effect == "harmed" else EFFECT_WORDS[value.effect]
        number = phrases.quantity(value.count) if value.count else value.word or ""
        words.append(noun if number == noun else f"{number} {noun}")
    return ", ".join(dict.fromkeys(words))


def _outcome(one: Incident) -> str | None:
    words = [phrases.OUTCOME_WORDS[value].removeprefix("it ") for value in one.outcomes.value or ()]
    return ", ".join(words) or None


def _when(one: Incident) -> str | None:
    return one.when.value.edtf() if one.when.value else None


def _cell(text: str | None, one: Incident) -> Sentence:
    return say(said(text, one.id)) if text else say("unknown")
