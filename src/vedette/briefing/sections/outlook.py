"""The outlook: a forecast with what settles it, and the risk of harm, in numbers with the words that stand for them."""

from __future__ import annotations

from vedette.briefing import phrases
from vedette.briefing.facts import Facts
from vedette.briefing.phrases import computed, say
from vedette.model.assessment import Forecast, SeverityRisk
from vedette.model.brief import Section, Sentence
from vedette.reference.words import word

RUNG_WORDS = {
    "L3+": "an attack that injures somebody or worse",
    "L4+": "an attack that injures somebody seriously or worse",
    "L5+": "an attack that kills",
    "L6+": "a mass-casualty attack",
    "L7+": "a direct strike between states",
}


def outlook(facts: Facts) -> Section:
    """What to expect in the coming days, or why that cannot be said."""
    sentences = [_forecast(one) for one in facts.assessment.forecasts if one.key == "all"]
    points = [_risk(one) for one in facts.assessment.severity]
    refused = [
        say(
            "Not forecast: ",
            computed(one.question, f"refusal:{n}"),
            ", because ",
            computed(one.reason, f"refusal:{n}"),
            ".",
        )
        for n, one in enumerate(facts.assessment.refusals)
    ]
    if sentences:
        sentences.append(
            say(
                "Forecasts assume that things go on as in the past weeks; a truce, a strike or a change of regime is outside them."
            )
        )
    return Section(key="outlook", title="Outlook", sentences=tuple(sentences), points=(*points, *refused))


def _forecast(one: Forecast) -> Sentence:
    item = f"forecast:{one.key}:{one.days}"
    base = dict(one.baseline_quantiles)
    baseline = f"{base[0.1]:.0f} to {base[0.9]:.0f}" if {0.1, 0.9} <= set(base) else f"{one.baseline_mean:.1f}"
    return say(
        "From ", computed(phrases.day(one.start), item), " to ", computed(phrases.day(one.end), item), " the ledger is expected to add ",
        computed(f"{one.interval.low:.0f} to {one.interval.high:.0f}", item), " ", computed(one.target, item), " (80 % interval, mean ",
        computed(f"{one.mean:.1f}", item), "); the plain baseline (", computed(one.baseline, item), ") says ", computed(baseline, item),
        ". It is settled by ", computed(one.settles.counter, item), " on ", computed(phrases.day(one.settles.on), item), ".",
    )  # fmt: skip


def _risk(one: SeverityRisk) -> Sentence:
    item = f"risk:{one.level}:{one.days}"
    chance = one.probability
    return say(
        "Within ", computed(str(one.days), item), " days, ", RUNG_WORDS.get(one.level, f"an attack of {one.level}"), " is ",
        computed(word(chance.best), item), " (", computed(f"{100 * chance.best:.0f} %", item), ", range ",
        computed(f"{100 * chance.low:.0f} to {100 * chance.high:.0f} %", item), ").",
    )  # fmt: skip
