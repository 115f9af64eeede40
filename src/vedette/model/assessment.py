"""What the ledger amounts to: series, tempo, forecasts, risks, relations and what cannot be said.

Every number names what is counted and the records it rests on. A question which the ledger cannot answer is answered
by a `Refusal`, which gives the reason and, where there is one, the base rate.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from vedette.model._check import require

__all__ = [
    "Assessment",
    "ChangePoint",
    "Coverage",
    "Effect",
    "Forecast",
    "Interval",
    "NearMiss",
    "Position",
    "Probability",
    "RateChange",
    "Reconciliation",
    "Refusal",
    "Relation",
    "Scenario",
    "Score",
    "Series",
    "Settlement",
    "SeverityRisk",
    "Tail",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A range which holds the true value with the stated probability (`level`, 0-1); `high` None is unbounded."""

    low: float
    high: float | None
    level: float = 0.8

    def __post_init__(self) -> None:
        require(self.high is None or self.low <= self.high, f"interval ends below its start: {self.low}..{self.high}")
        require(0 < self.level < 1, f"the level of an interval lies between 0 and 1, not {self.level}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Probability:
    """A probability with the range within which it is known (80 % unless the maker says otherwise)."""

    low: float
    best: float
    high: float

    def __post_init__(self) -> None:
        ordered = 0 <= self.low <= self.best <= self.high <= 1
        require(ordered, f"not a probability with its range: {self.low}, {self.best}, {self.high}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What cannot be said, why, and the base rate to use instead (`base_rate` per day, None where there is none)."""

    question: str
    reason: str
    base_rate: float | None = None
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Incidents a day under one key, from `start`; `counts[i]` is the day `start + i`.

    `key` is `all` or `<dimension>:<value>` (theatre:IQ, place:gn:98463, actor:…, target:…, weapon:rocket, severity:L3+).
    The last `incomplete` days are still being reported; `reported_share` is the share of the final count expected to
    be in the ledger for each of them, oldest first. `left_out` counts incidents whose day is not known well enough.
    """

    key: str
    name: str
    start: date
    counts: tuple[int, ...]
    incomplete: int = 0
    reported_share: tuple[float, ...] = ()
    left_out: int = 0
    rule: str = ""
    records: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(all(count >= 0 for count in self.counts), f"series {self.key!r} has a negative count")
        require(0 <= self.incomplete <= len(self.counts), f"series {self.key!r}: more incomplete days than days")
        one_each = not self.reported_share or len(self.reported_share) == self.incomplete
        require(one_each, f"series {self.key!r}: one reported share per incomplete day")

    @property
    def end(self) -> date:
        """The last day of the series (the day before `start` when it is empty)."""
        return self.start + timedelta(days=len(self.counts) - 1)

    @property
    def total(self) -> int:
        """All incidents in the series."""
        return sum(self.counts)

    def day(self, index: int) -> date:
        """The date of `counts[index]`."""
        return self.start + timedelta(days=index)


@dataclass(frozen=True, slots=True, kw_only=True)
class RateChange:
    """The rate (a day) of one series in the last `days_now` days against the `days_before` days before them.

    `ratio` is now / before; `interval` bounds the ratio; `rose` is the probability that the rate is higher now.
    """

    key: str
    now: float
    before: float
    count_now: int
    count_before: int
    days_now: int
    days_before: int
    ratio: float
    interval: Interval
    rose: float
    method: str
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePoint:
    """A break in the rate of one series: from `day` on, with the probability that there was one near that day.

    `known_on` is the first day on which the series up to that day gave the alarm.
    """

    key: str
    day: date
    known_on: date
    probability: float
    before: float
    after: float
    records: tuple[str, ...] = ()

    @property
    def delay(self) -> int:
        """Days from the break to the alarm, both counted: 1 is the first day of the new rate."""
        return (self.known_on - self.day).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What settles a forecast: whose count, on which date, and from which total on the stated event has happened."""

    counter: str
    on: date
    threshold: int | None = None
    statement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How a settled forecast did, and how the baseline beside it did."""

    outcome: float
    crps: float | None = None
    baseline_crps: float | None = None
    log_score: float | None = None
    brier: float | None = None
    pit: float | None = None
    within_80: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The total of one series over `days` days from `start`, with the plain baseline beside it.

    `target` says what is counted and by whose count; `covariates` are the events under way that it
    allows for. `quantiles` are (level, value) with rising levels. `above` is the probability that the total reaches the
    settlement's threshold (>=).
    """

    key: str
    target: str
    start: date
    days: int
    mean: float
    quantiles: tuple[tuple[float, float], ...]
    method: str
    baseline: str
    baseline_mean: float
    baseline_quantiles: tuple[tuple[float, float], ...]
    settles: Settlement
    history_days: int
    above: float | None = None
    samples: tuple[int, ...] = ()
    covariates: tuple[tuple[str, Effect], ...] = ()
    records: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for pairs in (self.quantiles, self.baseline_quantiles):
            levels, values = [level for level, _ in pairs], [value for _, value in pairs]
            rising = levels == sorted(set(levels)) and values == sorted(values)
            require(rising, f"forecast {self.key!r}: quantiles must rise")

    @property
    def end(self) -> date:
        """The last day that counts."""
        return self.start + timedelta(days=self.days - 1)

    def quantile(self, level: float) -> float:
        """The value at one of the stated levels; KeyError when that level is not stated."""
        return dict(self.quantiles)[level]

    @property
    def interval(self) -> Interval:
        """The 80 % interval."""
        return Interval(low=self.quantile(0.1), high=self.quantile(0.9), level=0.8)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityRisk:
    """The probability of at least one incident of `level` or worse within `days` days from `start`.

    `seen` of `out_of` incidents in the ledger reached the level; `prior` names the prior and its source. `focus` is the
    key of the series whose attacks are meant.
    """

    level: str
    start: date
    days: int
    probability: Probability
    seen: int
    out_of: int
    prior: str
    focus: str = "all"
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """P(an incident that kills at least `at_least`), as the range over the tail shapes that were fitted."""

    at_least: int
    range: Probability
    by_shape: tuple[tuple[str, float], ...]
    out_of: int
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """One tally against the ledger: how many incidents the ledger holds of those that the counter claims.

    `share` is held / claimed (low end first when only a lower bound is claimed), None when nothing is claimed.
    `flags` are words such as "falling total" or "place not matched".
    """

    tally: str
    held: int
    low: float | None
    best: float | None
    high: float | None
    bound: str
    share: float | None
    counter: str | None
    since: date | None
    until: date | None
    scope: str
    flags: tuple[str, ...] = ()
    records: tuple[str, ...] = ()

    @property
    def claimed(self) -> float | None:
        """The claimed number to set beside what is held: best, else low, else high."""
        return next((value for value in (self.best, self.low, self.high) if value is not None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many incidents there probably were, seen or not, by capture-recapture over independent sources."""

    observed: int
    estimate: float
    interval: Interval
    method: str
    assumptions: tuple[str, ...]
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """An incident that hurt nobody but could have: an impact without casualties, or a dud."""

    incident: str
    day: date | None
    place: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What `source` did or said to `target`: counts by kind, and the sign of their balance (-1 hostile … +1 friendly)."""

    source: str
    target: str
    kinds: tuple[tuple[str, int], ...]
    sign: float
    first: date | None
    last: date | None
    mentions: tuple[str, ...]

    @property
    def total(self) -> int:
        """All acts and words in this direction."""
        return sum(count for _, count in self.kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What an actor says it will or will not do, and the words it hangs on.

    `met` is None while nothing in the ledger says that the condition came about, and True with the mentions `met_by` that do.
    """

    actor: str
    kind: str
    target: str | None
    condition: str | None
    first: date | None
    last: date | None
    met: bool | None
    documents: tuple[str, ...]
    mentions: tuple[str, ...]
    met_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """A factor on the rate of attacks, from this ledger (`n` > 0 past episodes) or from a stated prior."""

    factor: float
    interval: Interval
    n: int
    basis: str
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """What would be expected if something happened, always beside the status quo; association, not cause."""

    name: str
    key: str
    start: date
    days: int
    effect: Effect
    mean: float
    quantiles: tuple[tuple[float, float], ...]
    status_quo_mean: float
    status_quo_quantiles: tuple[tuple[float, float], ...]
    difference: Interval
    lower: float
    notes: tuple[str, ...]
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """All that the ledger amounts to on one day."""

    as_of: date
    incidents: int
    series: tuple[Series, ...] = ()
    rates: tuple[RateChange, ...] = ()
    change_points: tuple[ChangePoint, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    severity: tuple[SeverityRisk, ...] = ()
    tails: tuple[Tail, ...] = ()
    reconciliations: tuple[Reconciliation, ...] = ()
    coverage: Coverage | None = None
    relations: tuple[Relation, ...] = ()
    positions: tuple[Position, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()

    def one(self, key: str = "all") -> Series | None:
        """The series under `key`, None when there is none."""
        return next((series for series in self.series if series.key == key), None)
