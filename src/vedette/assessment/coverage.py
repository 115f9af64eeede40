"""How many incidents there were, seen or not, from how often independent sources told the same ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import exp, log, sqrt

from scipy.special import ndtri

from vedette.model.assessment import Coverage, Interval, Refusal
from vedette.model.incident import Incident

QUESTION = "how many incidents no source told"
FEWEST = 10
CHAO = ("sources report independently of one another", "each incident told has the same meaning to every source")


def chao(incidents: Iterable[Incident], *, level: float = 0.8) -> Coverage | Refusal:
    """Give Chao's lower bound from the number of incidents told by one and by two independent sources.

    The bias-corrected estimator S + f1 (f1 - 1) / (2 (f2 + 1)) with a log-normal interval: Chao 1987
    (doi:10.2307/2531532). It is a lower bound: incidents that no source would ever tell stay unseen.
    """
    known = tuple(incidents)
    counts = Counter(one.independent_sources for one in known)
    observed, once, twice = len(known), counts[1], counts[2]
    records = tuple(one.id for one in known)
    if observed < FEWEST:
        return Refusal(
            question=QUESTION,
            reason=f"{FEWEST} incidents are needed, and there {'is' if observed == 1 else 'are'} {observed}",
            records=records,
        )
    if twice == 0:
        reason = "no incident was told by exactly two independent sources, so overlap says nothing"
        return Refusal(question=QUESTION, reason=reason, records=records)
    unseen = once * (once - 1) / (2 * (twice + 1))
    variance = (
        unseen
        + once * (2 * once - 1) ** 2 / (4 * (twice + 1) ** 2)
        + once**2 * twice * (once - 1) ** 2 / (4 * (twice + 1) ** 4)
    )
    return Coverage(
        observed=observed,
        estimate=observed + unseen,
        interval=_around(observed, unseen, variance, level),
        method="Chao lower bound",
        assumptions=CHAO,
        records=records,
    )


def _around(observed: int, unseen: float, variance: float, level: float) -> Interval:
    """A log-normal interval for the unseen part, so that the total never falls below what was observed."""
    if unseen <= 0 or variance <= 0:
        return Interval(low=float(observed), high=float(observed + max(unseen, 0.0)), level=level)
    factor = exp(float(ndtri((1 + level) / 2)) * sqrt(log(1 + variance / unseen**2)))
    return Interval(low=observed + unseen / factor, high=observed + unseen * factor, level=level)
