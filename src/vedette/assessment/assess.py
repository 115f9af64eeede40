"""From the ledger to what it amounts to: the one way in for the pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from vedette.assessment.series import SeriesOptions, daily
from vedette.model.assessment import Assessment, Refusal
from vedette.model.incident import Incident
from vedette.model.mention import Mention
from vedette.model.tally import Tally

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessOptions:
    """What to assess: the first day to count, horizons (days), the forecaster, whose count settles, chance and effort.

    `most_series` bounds how many series besides `all` get a tempo and a forecast of their own (the largest ones).
    """

    since: date | None = None
    horizons: tuple[int, ...] = (7,)
    risk_days: tuple[int, ...] = (7, 30)
    method: str = "default"
    counter: str = "this ledger"
    most_series: int = 5
    seed: int = 0
    draws: int = 1000


def assess(
    incidents: Iterable[Incident],
    tallies: Iterable[Tally] = (),
    signals: Iterable[Mention] = (),  # noqa: ARG001
    *,
    as_of: date,
    options: AssessOptions | None = None,
    reported: Mapping[str, date] | None = None,
) -> Assessment:
    """Assess the ledger as it stood on `as_of`.

    `reported` maps incident ids to the day of their first report; by default the day of recording stands for it. What
    cannot be said comes back as refusals, never as an exception.
    """
    from vedette.assessment.outlook import outlook
    from vedette.assessment.reconcile import reconcile
    from vedette.assessment.tempo import rate_change

    options = options or AssessOptions()
    known = tuple(sorted(incidents, key=lambda one: one.id))
    series = daily(known, as_of=as_of, options=SeriesOptions(since=options.since), reported=reported)
    chief = series[: options.most_series + 1]
    refusals: list[Refusal] = [] if series else [_nothing(known)]
    rates = _split([rate_change(one) for one in chief], refusals)
    forecasts = _split(
        [
            outlook(one, days=days, method=options.method, counter=options.counter, seed=options.seed, draws=options.draws)
            for one in chief
            for days in options.horizons
        ],
        refusals,
    )
    return Assessment(
        as_of=as_of,
        incidents=len(known),
        series=series,
        rates=rates,
        forecasts=forecasts,
        reconciliations=reconcile(tallies, known),
        refusals=tuple(refusals),
    )


def _split(answers: Iterable[T | Refusal], refusals: list[Refusal]) -> tuple[T, ...]:
    """Keep the answers, and put the refusals with the others."""
    kept: list[T] = []
    for answer in answers:
        if isinstance(answer, Refusal):
            refusals.append(answer)
        else:
            kept.append(answer)
    return tuple(kept)


def _nothing(known: tuple[Incident, ...]) -> Refusal:
    reason = "no incident in the ledger" if not known else "no attack in the ledger whose day is known well enough"
    return Refusal(question="tempo and outlook", reason=reason, records=tuple(one.id for one in known))
