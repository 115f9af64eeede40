"""Frequently asked questions, answered from the ledger alone; a question that it cannot answer is not asked."""

from __future__ import annotations

from vedette.briefing import phrases
from vedette.briefing.facts import Facts
from vedette.briefing.phrases import computed, counted, quoted, said, say
from vedette.briefing.sections.events import describe
from vedette.briefing.sections.voices import utterance
from vedette.model import Incident
from vedette.model.brief import Answer, Sentence


def questions(facts: Facts) -> tuple[Answer, ...]:
    """The questions that this ledger can answer best."""
    asked = (
        _how_many(facts),
        _where(facts),
        _worst(facts),
        _who_claims(facts),
        _vows(facts),
        _efforts(facts),
        _response(facts),
        _next(facts),
    )
    return tuple(one for one in asked if one is not None)


def _attacks(facts: Facts) -> list[Incident]:
    return [one for one in facts.incidents if one.act.value and one.act.value.kind == "ASSAULT"]


def _how_many(facts: Facts) -> Answer | None:
    attacks = _attacks(facts)
    if not attacks and not facts.tallies:
        return None
    ids = [one.id for one in attacks]
    sentences = [
        say(
            "The ledger holds ",
            counted(ids),
            f" {phrases.plural(len(ids), 'attack')} that the reports tell one by one.",
        )
    ]
    for tally in sorted(facts.tallies, key=lambda one: one.as_of)[-1:]:
        who = (
            [said(tally.counter.value.name, tally.id)]
            if tally.counter
            else [said(facts.outlet(tally.document), tally.document)]
        )
        number = said(phrases.claimed(tally.count.value, tally.bound), tally.id)
        sentences.append(
            say(
                "The newest total, ",
                number,
                " as of ",
                said(phrases.day(tally.as_of), tally.id),
                ", is that of ",
                *who,
                ".",
            )
        )
    return Answer(question="How many attacks have there been?", sentences=tuple(sentences))


def _where(facts: Facts) -> Answer | None:
    groups: dict[str, list[str]] = {}
    for one in _attacks(facts):
        if one.place.value:
            groups.setdefault(one.place.value.name, []).append(one.id)
    if len(groups) < 2:
        return None
    top = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))[:5]
    parts = phrases.spread([(said(name, *ids), " (", counted(ids), ")") for name, ids in top])
    return Answer(question="Where do the attacks happen?", sentences=(say("Most often at ", *parts, "."),))


def _worst(facts: Facts) -> Answer | None:
    attacks = _attacks(facts)
    if not attacks:
        return None
    worst = max(attacks, key=lambda one: (one.severity.level, one.independent_sources, one.id))
    tail = say(*describe(worst), " (severity ", said(worst.severity.label, worst.id), ").")
    return Answer(question="What was the gravest attack?", sentences=(tail,))


def _who_claims(facts: Facts) -> Answer | None:
    claims: dict[str, list[str]] = {}
    for one in _attacks(facts):
        for told in one.attributions:
            if told.reading.value.how == "claimed" and told.reading.value.actor is not None:
                claims.setdefault(told.reading.value.actor.name, []).append(one.id)
    if not claims:
        return None
    top = sorted(claims.items(), key=lambda item: (-len(set(item[1])), item[0]))[:4]
    parts = phrases.spread([(said(name, *dict.fromkeys(ids)), " (", counted(ids), ")") for name, ids in top])
    return Answer(
        question="Who claims the attacks?", sentences=(say("Claims of responsibility in the reports: ", *parts, "."),)
    )


def _vows(facts: Facts) -> Answer | None:
    bound = [
        one
        for one in facts.signals
        if one.condition is not None and one.actor is not None and one.kind in ("THREATEN", "RETREAT", "REJECT")
    ]
    if not bound:
        return None
    latest = {one.actor.value.name: one for one in bound if one.actor is not None}
    sentences = [
        say(
            said(name, one.id),
            f" {phrases.SPEECH_WORDS[one.kind]}; the words it hangs on: ",
            quoted(one.condition.value, one.id),
            ".",
        )
        for name, one in sorted(latest.items())
        if one.condition is not None
    ]
    return Answer(question="Under what condition would the attacks stop or go on?", sentences=tuple(sentences[:4]))


def _efforts(facts: Facts) -> Answer | None:
    tried = [
        one
        for one in facts.signals
        if one.kind in ("REQUEST", "CONSULT", "REJECT") and one.actor is not None and one.status.value != "background"
    ]
    if not tried:
        return None
    return Answer(
        question="What has been tried to calm things, and with what result?",
        sentences=tuple(utterance(facts, one) for one in tried[-4:]),
    )


def _response(facts: Facts) -> Answer | None:
    aid = [
        one
        for one in facts.signals
        if one.kind in ("AID", "MOBILIZE", "SANCTION") and one.actor is not None and one.status.value == "occurred"
    ]
    if not aid:
        return None
    return Answer(
        question="How have outside powers responded?", sentences=tuple(utterance(facts, one) for one in aid[-3:])
    )


def _next(facts: Facts) -> Answer | None:
    forecast = next((one for one in facts.assessment.forecasts if one.key == "all"), None)
    if forecast is None:
        return None
    item = f"forecast:{forecast.key}:{forecast.days}"
    low, high = forecast.interval.low, forecast.interval.high
    answer: Sentence = say("Between ", computed(f"{low:.0f} and {high:.0f}", item), " further attacks by ", computed(phrases.day(forecast.end), item),
                           ", if things go on as they have (80 % interval).")  # fmt: skip
    return Answer(question="What should be expected next?", sentences=(answer,))
