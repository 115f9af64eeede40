"""From what was forecast to what is kept of it, and from what is kept to the running record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import exp

import numpy as np

from vedette.assessment.arrays import Counts
from vedette.assessment.forecast import BASELINE, forecaster
from vedette.assessment.outlook import LEDGER, completed, generator
from vedette.assessment.scoring import (
    calibration_error,
    covers,
    crps,
    log_score,
    pit,
    pit_chi_square,
    reliability,
    skill_interval,
)
from vedette.assessment.series import count_in
from vedette.model.assessment import Assessment, Forecast, Interval, Score, Series, SeverityRisk
from vedette.model.incident import Incident
from vedette.model.prediction import Draws, Prediction

OWN_HISTORY, CHAIN = "own history", "severity chain"
WAIT = 7
"""Days after a window before it is settled: the last attacks in it are still being reported."""
FEWEST_FOR_INTERVAL = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A prediction whose window is over, what came, and how the forecast and its baseline did."""

    prediction: Prediction
    score: Score
    baseline_brier: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The record of one sort of forecast; every score is a mean, lower is better; None where the sort has none.

    `skill` is 1 - CRPS / baseline CRPS for counts and 1 - Brier / baseline Brier for events; its 90 % interval needs ten
    forecasts. `pit` are shares of the probability integral transform in ten equal bins, `reliability` is (mean forecast, share
    that happened, cases) by bin.
    """

    sort: str
    method: str
    baseline: str
    days: int
    foresight: bool
    settled: int
    brier: float
    baseline_brier: float
    calibration_error: float
    reliability: tuple[tuple[float, float, int], ...]
    skill: float | None
    skill_interval: Interval | None
    crps: float | None = None
    baseline_crps: float | None = None
    log_score: float | None = None
    within_80: float | None = None
    pit: tuple[float, ...] = ()
    pit_chi_square: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The running record on one day: what is settled, what is not due yet, and how the settled ones did, by sort."""

    as_of: date
    settled: tuple[Settled, ...]
    pending: tuple[Prediction, ...]
    tallies: tuple[Tally, ...]


def predictions(assessment: Assessment, *, recorded_at: datetime, fingerprint: str = "") -> tuple[Prediction, ...]:
    """What an assessment forecasts, as it will be settled: its counts (which must have kept their draws) and its risks."""
    series = {one.key: one for one in assessment.series}
    counts = (
        _of_forecast(one, series[one.key], assessment.as_of, recorded_at, fingerprint)
        for one in assessment.forecasts
        if one.samples and one.key in series
    )
    risks = (
        _of_risk(one, series[one.focus], assessment.as_of, recorded_at, fingerprint)
        for one in assessment.severity
        if one.focus in series
    )
    return (*counts, *risks)


def settle_all(
    published: Iterable[Prediction],
    incidents: Sequence[Incident],
    *,
    as_of: date,
    wait: int = WAIT,
    counted: Iterable[Series] = (),
) -> Record:
    """Settle what is due on `as_of`, and tell the running record.

    The ledger's own forecasts are settled by its own count; those of another counter by that counter's series in `counted`
    once it reaches the end of the window, and stay pending until then. A question that was answered several times counts
    once, by the answer written down first.
    """
    first: dict[tuple[object, ...], Prediction] = {}
    for one in sorted(published, key=lambda one: (one.recorded_at, one.id)):
        first.setdefault((*one.question, one.foresight), one)
    reached = {one.key: one for one in counted}
    over = [one for one in first.values() if one.end + timedelta(days=wait) <= as_of]
    outcomes = {one.id: _outcome(one, incidents, reached) for one in over}
    settled = tuple(_settle(one, outcome) for one in over if (outcome := outcomes[one.id]) is not None)
    pending = tuple(one for one in first.values() if outcomes.get(one.id) is None)
    groups = sorted({_sort(one.prediction) for one in settled})
    tallies = tuple(_tally(group, [one for one in settled if _sort(one.prediction) == group]) for group in groups)
    return Record(as_of=as_of, settled=settled, pending=pending, tallies=tallies)


def draws_of(values: Iterable[int]) -> Draws:
    """Draws as (value, times), values rising."""
    return tuple(sorted((int(value), times) for value, times in Counter(values).items()))


def drawn(draws: Draws) -> Counts:
    """The draws one by one, rising."""
    if not draws:
        return np.zeros(0, dtype=np.int64)
    values, times = zip(*draws, strict=True)
    return np.repeat(np.array(values, dtype=np.int64), times)


def _outcome(one: Prediction, incidents: Sequence[Incident], counted: Mapping[str, Series]) -> int | None:
    """What came, by the counter that was named; None while that counter has not told."""
    if one.counter == LEDGER:
        return count_in(incidents, one.key, one.start, one.end)
    series = counted.get(one.key)
    if series is None or series.end < one.end:
        return None
    first = (one.start - series.start).days
    return sum(series.counts[first : first + one.days])


def _of_forecast(one: Forecast, series: Series, as_of: date, recorded_at: datetime, fingerprint: str) -> Prediction:
    rng = generator(0, series.key, BASELINE)
    plain = forecaster(BASELINE)(completed(series), days=one.days, rng=rng, draws=len(one.samples))
    threshold = one.settles.threshold or 1
    told, beside = draws_of(one.samples), draws_of(plain.tolist())
    question = (one.key, one.start, one.days, threshold, one.settles.counter, one.method)
    chance = float(np.mean(np.asarray(one.samples) >= threshold))
    return Prediction(
        id=Prediction.id_for(question, chance, told, beside),
        key=one.key,
        target=one.target,
        as_of=as_of,
        start=one.start,
        days=one.days,
        counter=one.settles.counter,
        method=one.method,
        threshold=threshold,
        chance=chance,
        baseline=one.baseline,
        baseline_chance=float(np.mean(plain >= threshold)),
        recorded_at=recorded_at,
        fingerprint=fingerprint,
        draws=told,
        baseline_draws=beside,
    )


def _of_risk(one: SeverityRisk, series: Series, as_of: date, recorded_at: datetime, fingerprint: str) -> Prediction:
    """The baseline of a risk is the ledger's own frequency: half an event more than was seen, spread over its days."""
    key = f"severity:{one.level}+" if one.focus == "all" else f"{one.focus} & severity:{one.level}+"
    plain = 1 - exp(-(one.seen + 0.5) / max(len(series.counts), 1) * one.days)
    chance = one.probability.best
    question = (key, one.start, one.days, 1, LEDGER, CHAIN)
    return Prediction(
        id=Prediction.id_for(question, chance, (), ()),
        key=key,
        target=f"at least one attack of {one.level} or worse, {series.name}, by the count of {LEDGER}",
        as_of=as_of,
        start=one.start,
        days=one.days,
        counter=LEDGER,
        method=CHAIN,
        threshold=1,
        chance=chance,
        baseline=OWN_HISTORY,
        baseline_chance=plain,
        recorded_at=recorded_at,
        fingerprint=fingerprint,
    )


def _settle(one: Prediction, outcome: int) -> Settled:
    happened = float(outcome >= one.threshold)
    ours, plain = drawn(one.draws), drawn(one.baseline_draws)
    brier, beside = (one.chance - happened) ** 2, (one.baseline_chance - happened) ** 2
    if not len(ours) or not len(plain):
        score = Score(outcome=outcome, crps=None, baseline_crps=None, brier=brier)
        return Settled(prediction=one, score=score, baseline_brier=beside)
    score = Score(
        outcome=outcome,
        crps=crps(ours, outcome),
        baseline_crps=crps(plain, outcome),
        log_score=log_score(ours, outcome, float(plain.mean())),
        brier=brier,
        pit=pit(ours, outcome, generator(0, one.id)),
        within_80=covers(ours, outcome),
    )
    return Settled(prediction=one, score=score, baseline_brier=beside)


def _sort(one: Prediction) -> tuple[str, str, str, int, bool]:
    return "count" if one.draws else "event", one.method, one.baseline, one.days, one.foresight


def _tally(group: tuple[str, str, str, int, bool], settled: Sequence[Settled]) -> Tally:
    sort, method, baseline, days, foresight = group
    ordered = sorted(settled, key=lambda one: (one.prediction.start, one.prediction.key))
    happened = [one.score.outcome >= one.prediction.threshold for one in ordered]
    chances = [one.prediction.chance for one in ordered]
    briers, plain = [one.score.brier or 0.0 for one in ordered], [one.baseline_brier for one in ordered]
    ours, theirs = (briers, plain) if sort == "event" else _crps(ordered)
    skill, interval = _skill(ours, theirs)
    tally = Tally(
        sort=sort,
        method=method,
        baseline=baseline,
        days=days,
        foresight=foresight,
        settled=len(ordered),
        brier=_mean(briers),
        baseline_brier=_mean(plain),
        calibration_error=calibration_error(chances, happened),
        reliability=reliability(chances, happened),
        skill=skill,
        skill_interval=interval,
    )
    return tally if sort == "event" else _with_counts(tally, ordered)


def _with_counts(tally: Tally, ordered: Sequence[Settled]) -> Tally:
    ours, theirs = _crps(ordered)
    pits = [one.score.pit for one in ordered if one.score.pit is not None]
    return replace(
        tally,
        crps=_mean(ours),
        baseline_crps=_mean(theirs),
        log_score=_mean([one.score.log_score for one in ordered if one.score.log_score is not None]),
        within_80=_mean([float(bool(one.score.within_80)) for one in ordered]),
        pit=tuple((np.histogram(pits, bins=10, range=(0.0, 1.0))[0] / len(pits)).tolist()),
        pit_chi_square=pit_chi_square(pits),
    )


def _crps(settled: Sequence[Settled]) -> tuple[list[float], list[float]]:
    return [one.score.crps or 0.0 for one in settled], [one.score.baseline_crps or 0.0 for one in settled]


def _skill(ours: Sequence[float], theirs: Sequence[float]) -> tuple[float | None, Interval | None]:
    """Skill against the baseline; None where the baseline made no error at all."""
    if sum(theirs) <= 0:
        return None, None
    if len(ours) < FEWEST_FOR_INTERVAL:
        return 1 - sum(ours) / sum(theirs), None
    return skill_interval(ours, theirs, np.random.default_rng(0), block=min(10, len(ours) // 3))


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values))
