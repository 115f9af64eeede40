"""From the ledger to what it amounts to: the one way in for the pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from vedette.assessment.series import SeriesOptions, daily
from vedette.model.assessment import Assessment, Coverage, Forecast, Refusal, Series, SeverityRisk, Tail
from vedette.model.incident import Incident
from vedette.model.mention import Mention
from vedette.model.tally import Tally

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessOptions:
    """What to assess: the first day to count, horizons (days), the forecaster, whose count settles, chance and effort.

    `most_counters` bounds how many counters' running totals are forecast as series of their own, each settled by that counter.
    `most_series` bounds how many series besides `all` get a tempo and a forecast of their own (the largest ones). `focus`
    is the key of the series whose severity is assessed, at `risk_levels` over `risk_days`.
    """

    since: date | None = None
    horizons: tuple[int, ...] = (7,)
    risk_days: tuple[int, ...] = (7, 30)
    risk_levels: tuple[int, ...] = (3, 5, 6)
    focus: str = "all"
    method: str = "default"
    counter: str = "this ledger"
    most_series: int = 5
    most_counters: int = 2
    seed: int = 0
    draws: int = 1000


def assess(
    incidents: Iterable[Incident],
    tallies: Iterable[Tally] = (),
    signals: Iterable[Mention] = (),
    *,
    as_of: date,
    options: AssessOptions | None = None,
    reported: Mapping[str, date] | None = None,
    acts: Iterable[Mention] = (),
) -> Assessment:
    """Assess the ledger as it stood on `as_of`.

    `signals` are the mentions that are no incidents and `acts` those that are: together they make the relations.
    `reported` maps incident ids to the day of their first report; by default the day of recording stands for it. What
    cannot be said comes back as refusals, never as an exception.
    """
    from vedette.assessment.changepoints import change_points
    from vedette.assessment.counters import counter_series
    from vedette.assessment.reconcile import reconcile
    from vedette.assessment.relations import near_misses, positions, relations
    from vedette.assessment.tempo import rate_change

    options = options or AssessOptions()
    known = tuple(sorted(incidents, key=lambda one: one.id))
    said = tuple(sorted(signals, key=lambda one: one.id))
    totals = tuple(tallies)
    series = daily(known, as_of=as_of, options=SeriesOptions(since=options.since), reported=reported)
    chief = series[: options.most_series + 1]
    refusals: list[Refusal] = [] if series else [_nothing(known)]
    rates = _kept((rate_change(one) for one in chief), refusals)
    counted = counter_series(totals, known)
    return Assessment(
        as_of=as_of,
        incidents=len(known),
        series=(*series, *(one for _, one in counted)),
        rates=rates,
        change_points=tuple(point for one in chief for point in change_points(one)),
        forecasts=_forecasts(chief, counted, known, said, options, refusals),
        severity=_risks(series, known, options, refusals),
        tails=_tails(known, refusals),
        reconciliations=reconcile(totals, known),
        coverage=_coverage(known, refusals),
        relations=relations((*said, *acts)),
        positions=positions(said),
        near_misses=near_misses(known),
        refusals=_distinct(refusals),
    )


def _forecasts(
    chief: tuple[Series, ...],
    counted: tuple[tuple[str, Series], ...],
    known: tuple[Incident, ...],
    said: tuple[Mention, ...],
    options: AssessOptions,
    refusals: list[Refusal],
) -> tuple[Forecast, ...]:
    """The chief series by the count of this ledger, then those of other counters by theirs."""
    from vedette.assessment.covariates import active
    from vedette.assessment.outlook import outlook

    ask = partial(outlook, method=options.method, seed=options.seed, draws=options.draws, keep=options.draws)
    own = (
        ask(one, days=days, counter=options.counter, events=active(one, _under(one, known), said))
        for one in chief
        for days in options.horizons
    )
    theirs = (
        ask(one, days=days, counter=name) for name, one in counted[: options.most_counters] for days in options.horizons
    )
    return _kept((*own, *theirs), refusals)


def _under(series: Series, known: tuple[Incident, ...]) -> tuple[Incident, ...]:
    """The incidents of a series."""
    inside = set(series.records)
    return tuple(one for one in known if one.id in inside)


def _risks(
    series: tuple[Series, ...], known: tuple[Incident, ...], options: AssessOptions, refusals: list[Refusal]
) -> tuple[SeverityRisk, ...]:
    from vedette.assessment.severity import severity_risk

    focus = next((one for one in series if one.key == options.focus), None)
    if focus is None:
        return ()
    ask = partial(severity_risk, focus, known, method=options.method, seed=options.seed, draws=options.draws)
    return _kept((ask(level=level, days=days) for level in options.risk_levels for days in options.risk_days), refusals)


def _tails(known: tuple[Incident, ...], refusals: list[Refusal]) -> tuple[Tail, ...]:
    from vedette.assessment.tails import tail

    return _kept((tail(known, at_least=number) for number in (10, 25)), refusals) if known else ()


def _coverage(known: tuple[Incident, ...], refusals: list[Refusal]) -> Coverage | None:
    from vedette.assessment.coverage import chao

    kept = _kept([chao(known)], refusals) if known else ()
    return kept[0] if kept else None


def _kept(answers: Iterable[T | Refusal], refusals: list[Refusal]) -> tuple[T, ...]:
    """Keep the answers, and put the refusals with the others."""
    kept: list[T] = []
    for answer in answers:
        if isinstance(answer, Refusal):
            refusals.append(answer)
        else:
            kept.append(answer)
    return tuple(kept)


def _distinct(refusals: Iterable[Refusal]) -> tuple[Refusal, ...]:
    """Each question once, in the order asked."""
    return tuple({refusal.question: refusal for refusal in refusals}.values())


def _nothing(known: tuple[Incident, ...]) -> Refusal:
    reason = "no incident in the ledger" if not known else "no attack in the ledger whose day is known well enough"
    return Refusal(question="tempo and outlook", reason=reason, records=tuple(one.id for one in known))
