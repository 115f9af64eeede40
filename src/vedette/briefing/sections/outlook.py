"""The outlook: a forecast with what settles it, and the risk of harm, in numbers with the words that stand for them."""

from __future__ import annotations

from vedette.briefing.facts import Facts
from vedette.briefing.phrases import say
from vedette.briefing.sections.sources import unanswered
from vedette.briefing.telling import reckoned
from vedette.model.assessment import Forecast, SeverityRisk
from vedette.model.brief import Section, Sentence
from vedette.reference.words import Yardstick, word


def outlook(facts: Facts) -> Section:
    """What to expect in the coming days, or why that cannot be said."""
    found = facts.assessment
    sentences = [part for one in found.forecasts if one.key == "all" for part in _forecast(one)]
    points = tuple(_risk(one, facts.yardstick) for one in found.severity)
    if not sentences:
        sentences.append(say("No count is forecast."))
        sentences += unanswered(facts)[:1]
    else:
        sentences.append(
            say(
                "Forecasts assume that things go on as in the past weeks; a truce, a strike or a change of regime is outside them."
            )
        )
    return Section(key="outlook", title="Outlook", sentences=tuple(sentences), points=points)


def _forecast(one: Forecast) -> tuple[Sentence, ...]:
    item = f"forecast:{one.key}:{one.days}"
    target, start, end, interval, mean, name, baseline, settled, counter = (
        reckoned(one, item, field) for field in ("target", "start", "end", "interval", "mean", "baseline_name", "baseline", "settled", "counter")
    )  # fmt: skip
    return (
        say(
            "Forecast of ", target, ", from ", start, " to ", end, ": ", interval, " (80 % interval, mean ", mean, ")."
        ),
        say("The plain baseline, ", name, ", gives ", baseline, "."),
        say("The forecast is settled on ", settled, " by ", counter, "."),
    )


def _risk(one: SeverityRisk, yardstick: Yardstick) -> Sentence:
    item = f"risk:{one.level}:{one.days}"
    days, event, chance, span = (reckoned(one, item, field) for field in ("days", "event", "chance", "range"))
    said = reckoned(one, item, "word", word(one.probability.best, yardstick))
    return say("Within ", days, " days, ", event, " is ", said, " (", chance, ", range ", span, ").")
