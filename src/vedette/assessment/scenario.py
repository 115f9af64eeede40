"""What if: a truce, a strike, a declared suspension or a mass-casualty attack, set against the status quo.

The rate of attacks is multiplied by a factor while the event lasts. The factor comes from past episodes in the same
ledger where there are any, drawn towards a stated prior in the measure of their number; without one it is the prior.
It is an association seen in a ledger, not an effect: who declares a truce does so when a truce is near.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
from scipy.special import ndtri

from vedette.assessment.forecast import forecaster
from vedette.assessment.outlook import LONGEST, completed, generator, quantiles
from vedette.assessment.scope import day_of_incident
from vedette.assessment.tempo import dispersion, too_little
from vedette.assessment.thinning import LEVEL, factors, thinned
from vedette.model.assessment import Effect, Interval, Refusal, Scenario, Series
from vedette.model.incident import Incident
from vedette.model.mention import Mention

NOTES: Final = (
    "this is an association in past counts, not the effect of a cause",
    "a change of regime, of leaders or of war aims is outside the model",
    "effects on other theatres are taken as none unless the ledger insists",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """A stated belief on the factor: median, the standard deviation of its logarithm, and what it rests on."""

    factor: float
    spread: float
    basis: str


PRIORS: Final = {
    "truce": Prior(
        factor=0.35, spread=0.7, basis="judgement: truces cut attacks to about a third while they hold, rarely to none"
    ),
    "suspension": Prior(
        factor=0.5, spread=0.7, basis="judgement: an actor's declared pause halves attacks, since others do not declare"
    ),
    "strike": Prior(factor=1.1, spread=0.4, basis="judgement: limited strikes neither stop nor start a campaign"),
    "mass-casualty": Prior(factor=0.8, spread=0.8, basis="judgement: retaliation and restraint pull opposite ways"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """A past event of the kind asked for: the days it lasted (both included) and the record that tells it."""

    first: date
    last: date
    record: str


def what_if(
    name: str,
    series: Series,
    *,
    start: date,
    days: int,
    episodes: Sequence[Episode] = (),
    prior: Prior | None = None,
    method: str = "default",
    seed: int = 0,
    draws: int = 2000,
) -> Scenario | Refusal:
    """Simulate the `days` days from `start` with and without the event; same chance in both, so that they compare.

    `prior` is the belief to start from, by default that of the event's name. Refuses an unknown event without one, too short a ledger, a start before the series ends, and windows that reach beyond 30 days
    after it.
    """
    question = f"what a {name} would change"
    prior = prior or PRIORS.get(name)
    if prior is None:
        return Refusal(question=question, reason=f"unknown scenario {name!r}; known: {', '.join(PRIORS)}")
    if (refusal := too_little(series, question)) is not None:
        return refusal
    wait = (start - series.end).days - 1
    if wait < 0 or days < 1 or wait + days > LONGEST:
        return Refusal(
            question=question, reason=f"scenarios start after {series.end} and end within {LONGEST} days of it"
        )
    effect = estimate(prior, series, episodes)
    history = completed(series)
    rng = generator(seed, series.key, "what-if")
    whole = forecaster(method)(history, days=wait + days, rng=rng, draws=draws)
    quo = whole if wait == 0 else np.asarray(rng.binomial(whole, days / (wait + days)), dtype=np.int64)
    changed = thinned(quo, factors(effect, rng, draws), rng)
    apart = np.quantile(changed - quo, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Scenario(
        name=name,
        key=series.key,
        start=start,
        days=days,
        effect=effect,
        mean=float(changed.mean()),
        quantiles=quantiles(changed),
        status_quo_mean=float(quo.mean()),
        status_quo_quantiles=quantiles(quo),
        difference=Interval(low=float(apart[0]), high=float(apart[1]), level=LEVEL),
        lower=float(np.mean(changed < quo) + 0.5 * np.mean(changed == quo)),
        notes=NOTES,
        records=(*series.records, *effect.records),
    )


def estimate(prior: Prior, series: Series, episodes: Iterable[Episode]) -> Effect:
    """The factor on the rate: log-normal prior times what each past episode says, inverse-variance weighted.

    An episode compares the rate inside it with that of as many days before it (at most 28, at least 7); its variance is
    that of two overdispersed Poisson counts, plus the prior's own, since no two episodes are alike.
    """
    counts = np.asarray(series.counts, dtype=np.int64)
    logs, variances, records = [], [], []
    for episode in episodes:
        first, last = (episode.first - series.start).days, min((episode.last - series.start).days, len(counts) - 1)
        if first < 7 or last < first:
            continue
        inside, before = counts[first : last + 1], counts[max(first - 28, 0) : first]
        spread = dispersion(before.tolist())
        here, there = float(inside.sum()) + 0.5, float(before.sum()) + 0.5
        logs.append(float(np.log(here / len(inside)) - np.log(there / len(before))))
        variances.append(spread * (1 / here + 1 / there) + prior.spread**2)
        records.append(episode.record)
    weights = 1 / np.array([prior.spread**2, *variances])
    centre = float(weights @ np.array([np.log(prior.factor), *logs]) / weights.sum())
    width = float(ndtri((1 + LEVEL) / 2) / np.sqrt(weights.sum()))
    said = (
        f"{len(logs)} past in this ledger, drawn towards the prior; " if logs else "none in this ledger, prior only; "
    )
    return Effect(
        factor=float(np.exp(centre)),
        interval=Interval(low=float(np.exp(centre - width)), high=float(np.exp(centre + width)), level=LEVEL),
        n=len(logs),
        basis=said + prior.basis,
        records=tuple(records),
    )


def episodes_of(
    name: str, incidents: Iterable[Incident], signals: Iterable[Mention], *, length: int = 7
) -> tuple[Episode, ...]:
    """Past episodes of a kind of event in the ledger, each taken to last `length` days, none begun within another.

    A truce or suspension is a signal tagged D1 or D2 that occurred; a strike is an attack tagged R1 to R3; a mass-casualty
    attack is one of L6 or worse.
    """
    tags = {"truce": {"D1"}, "suspension": {"D2"}, "strike": {"R1", "R2", "R3"}}.get(name, set())
    starts: list[tuple[date, str]] = []
    if name in ("truce", "suspension"):
        real = (one for one in signals if one.status.value == "occurred" and one.when.value.earliest is not None)
        starts = [(one.when.value.latest, one.id) for one in real if tags & set(one.severity.tags)]
    else:
        for incident in incidents:
            day = day_of_incident(incident)
            if day is not None and (
                tags & set(incident.severity.tags) or (name == "mass-casualty" and incident.severity.level >= 6)
            ):
                starts.append((day, incident.id))
    found: list[Episode] = []
    for day, record in sorted(starts):
        if not found or day > found[-1].last:
            found.append(Episode(first=day, last=day + timedelta(days=length - 1), record=record))
    return tuple(found)
