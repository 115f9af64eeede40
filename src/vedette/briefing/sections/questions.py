"""Frequently asked questions, answered from the ledger alone; a question that it cannot answer is not asked."""

from __future__ import annotations

from vedette.briefing.facts import Facts
from vedette.briefing.phrases import counted, plural, say, spread, the
from vedette.briefing.sections.events import describe
from vedette.briefing.sections.situation import ranked
from vedette.briefing.sections.voices import condition, speaker, utterance
from vedette.briefing.telling import names, reckoned, told, toll
from vedette.model import Incident
from vedette.model.brief import Answer


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
    # A total of deaths or injuries is no number of attacks.
    totals = [one for one in facts.tallies if one.counted.kind == "ASSAULT" and one.counted.effect is None]
    if not attacks and not totals:
        return None
    noun = plural(len(attacks), "attack")
    sentences = [say("The ledger holds ", counted(one.id for one in attacks), f" {noun} that the reports tell singly.")]
    for tally in sorted(totals, key=lambda one: (one.as_of, one.counter is not None, one.id))[-1:]:
        outlet = told(facts.documents[tally.document], "outlet")
        who = [the(tally.counter.value.name), told(tally, "counter")] if tally.counter else [outlet]
        sentences.append(
            say("The newest total is ", told(tally, "count"), ", as of ", told(tally, "as_of"), ", from ", *who, ".")
        )
    return Answer(question="How many attacks have there been?", sentences=tuple(sentences))


def _where(facts: Facts) -> Answer | None:
    groups = names(_attacks(facts), "place")
    if len(groups) < 2:
        return None
    answer = say("As far as the reports name a place, most often at ", *spread(ranked(groups, "place", 5)), ".")
    return Answer(question="Where do the attacks happen?", sentences=(answer,))


def _worst(facts: Facts) -> Answer | None:
    attacks = _attacks(facts)
    if not attacks:
        return None
    worst = max(attacks, key=lambda one: (one.severity.level, *_harm(one), one.independent_sources, one.id))
    answer = (say(*describe(worst), "."), say("Its severity is ", told(worst, "severity"), "."))
    return Answer(question="What was the gravest attack?", sentences=answer)


def _harm(one: Incident) -> tuple[int, int]:
    """Killed and injured at the least, to tell the graver of two on one rung."""
    killed, injured = toll([one], "killed"), toll([one], "injured")
    return (killed.low or 0) if killed else 0, (injured.low or 0) if injured else 0


def _who_claims(facts: Facts) -> Answer | None:
    claims: dict[str, dict[str, Incident]] = {}
    for one in _attacks(facts):
        for told_by in one.attributions:
            value = told_by.reading.value
            if value.how == "claimed" and value.actor is not None:
                claims.setdefault(value.actor.name, {})[one.id] = one
    if not claims:
        return None
    groups = {name: list(group.values()) for name, group in claims.items()}
    answer = say("The reports carry claims of responsibility by ", *spread(ranked(groups, "claimants", 4)), ".")
    return Answer(question="Who claims the attacks?", sentences=(answer,))


def _vows(facts: Facts) -> Answer | None:
    latest = {
        one.actor.value.name: (one, hangs_on)
        for one in facts.signals
        if one.actor is not None and one.kind in ("THREATEN", "RETREAT", "REJECT") and (hangs_on := condition(one))
    }
    if not latest:
        return None
    sentences = [
        say(*speaker(one), "; the condition: ", hangs_on, ".") for _, (one, hangs_on) in sorted(latest.items())
    ]
    return Answer(question="Under what condition would the attacks stop or go on?", sentences=tuple(sentences[:4]))


def _efforts(facts: Facts) -> Answer | None:
    tried = [
        one
        for one in facts.signals
        if one.kind in ("REQUEST", "CONSULT", "REJECT")
        # A demand, such as one for ransom, calms nothing; what is only supposed was not tried.
        and one.mode != "demand"
        and one.actor is not None
        and one.status.value not in ("background", "hypothetical", "denied")
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
    interval, end = reckoned(forecast, item, "interval"), reckoned(forecast, item, "end")
    answer = say("By ", end, ", ", interval, " further attacks, if things go on as they have (80 % interval).")
    return Answer(question="What should be expected next?", sentences=(answer,))
