"""Is it getting worse, and what is to be expected: the assessment's own items, never a new estimate."""

from __future__ import annotations

from vedette.briefing.asking.ground import Ground, Outcome, covered, scope
from vedette.briefing.asking.query import Query
from vedette.briefing.phrases import say
from vedette.briefing.telling import RISK_WORDS, reckoned
from vedette.model.assessment import Forecast, RateChange
from vedette.model.brief import Part, Sentence

_CALM = (
    "Forecasts assume that things go on as in the past weeks; a truce, a strike or a change of regime is outside them."
)


def trend(ground: Ground, query: Query) -> Outcome:
    """The rate of the newest week against the weeks before, with its interval."""
    rate = next((one for one in ground.facts.assessment.rates if one.key in _keys(query)), None)
    if rate is None:
        return _unsaid(ground, query, "tempo")
    return Outcome(sentences=_rate(ground, query, rate), notes=(covered(ground),), value=f"{rate.ratio:.1f}")


def chance(ground: Ground, query: Query) -> Outcome:
    """The chance of harm of some severity within the days asked for, with its range."""
    if query.event == "L2":
        return forecast(ground, query)
    found = [one for one in ground.facts.assessment.severity if one.level == query.event and one.focus == "all"]
    if not found or query.spots or query.actor or query.weapons:
        return _unsaid(ground, query, "severity")
    risk = min(found, key=lambda one: abs(one.days - (query.days or 7)))
    item = f"risk:{risk.level}:{risk.days}"
    days, event, word, likely, span = (
        reckoned(risk, item, field) for field in ("days", "event", "word", "chance", "range")
    )
    sentences = [say("Within ", days, " days, ", event, " is ", word, " (", likely, ", range ", span, ").")]
    if query.target is not None:
        sentences.append(
            say(
                "This is the chance for an attack on anybody whom the attacks of this ledger hit; the ledger makes none for a single side."
            )
        )
    if abs(risk.days - (query.days or 7)) > 2:
        sentences.append(say("For the span that was asked for the ledger makes no estimate; this is the nearest."))
    return Outcome(
        sentences=(*sentences, say(_CALM)), notes=(covered(ground),), value=f"{100 * risk.probability.best:.0f} %"
    )


def forecast(ground: Ground, query: Query) -> Outcome:
    """How many to expect, with the interval and what settles it."""
    found = next((one for one in ground.facts.assessment.forecasts if one.key in _keys(query)), None)
    if found is None:
        return _unsaid(ground, query, "forecast")
    return Outcome(
        sentences=(*_forecast(ground, query, found), say(_CALM)),
        notes=(covered(ground),),
        value=f"{found.interval.low:.0f}-{found.interval.high or 0:.0f}",
    )


def _keys(query: Query) -> tuple[str, ...]:
    """The series that is just what was asked for; none where no single series is."""
    if (
        query.modes
        or query.outcomes
        or query.harmed
        or query.status
        or (query.span is not None and query.sort == "trend")
    ):
        return ()
    narrowed: list[tuple[str, ...]] = []
    if query.spots:
        narrowed.append(
            tuple(f"theatre:{id[4:]}" if id.startswith("iso:") else f"place:{id}" for id in query.spots[0].ids)
            if len(query.spots) == 1
            else ()
        )
    if query.weapons:
        narrowed.append((f"weapon:{query.weapons[0]}",))
    if query.actor is not None:
        narrowed.append((f"actor:{query.actor.id}",))
    if query.target is not None:
        narrowed.append((f"target:{query.target.id}",))
    return ("all",) if not narrowed else narrowed[0] if len(narrowed) == 1 else ()


def _rate(ground: Ground, query: Query, rate: RateChange) -> tuple[Sentence, ...]:
    item = f"rate:{rate.key}"
    now, before, days_now, days_before, ratio, interval, direction, sure = (
        reckoned(rate, item, field) for field in ("now", "before", "days_now", "days_before", "ratio", "interval", "direction", "sure")
    )  # fmt: skip
    compared: tuple[str | Part, ...] = (": a ratio of ", ratio, " (", interval, ")") if rate.before else ()
    what = scope(ground, query)
    return (
        say("The rate of ", what, " ", direction, ": ", now, " a day in the last ", days_now, " days, against ", before, " a day in the ", days_before,
            " days before", *compared, "."),
        say("The probability that it ", direction, " is ", sure, "."),
    )  # fmt: skip


def _forecast(ground: Ground, query: Query, one: Forecast) -> tuple[Sentence, ...]:
    item = f"forecast:{one.key}:{one.days}"
    start, end, interval, mean, name, baseline, settled, counter = (
        reckoned(one, item, field) for field in ("start", "end", "interval", "mean", "baseline_name", "baseline", "settled", "counter")
    )  # fmt: skip
    return (
        say(
            "From ",
            start,
            " to ",
            end,
            ", ",
            interval,
            " ",
            scope(ground, query),
            " are to be expected (80 % interval, mean ",
            mean,
            ").",
        ),
        say("The plain baseline, ", name, ", gives ", baseline, "."),
        say("The forecast is settled on ", settled, " by ", counter, "."),
    )


def _unsaid(ground: Ground, query: Query, what: str) -> Outcome:
    """Why there is none: the assessment's own reason, or that no series is that narrow."""
    reasons = [(n, one) for n, one in enumerate(ground.facts.assessment.refusals) if what in one.question]
    if reasons and not (query.spots or query.actor or query.target or query.weapons):
        n, one = reasons[0]
        sentence = say("It cannot be said: ", reckoned(one, f"refusal:{n}", "reason"), ".")
    else:
        event = RISK_WORDS.get(query.event, "") if query.sort == "chance" else ""
        aim = f"{event}: " if event else ""
        sentence = say(f"The ledger makes no such estimate for {aim}", scope(ground, query), ".")
    return Outcome(standing="not_in_ledger", sentences=(sentence,), notes=(covered(ground),))
