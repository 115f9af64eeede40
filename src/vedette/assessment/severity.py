"""How bad the next attack may be: the ladder as a chain, and how heavy the tail of deaths is.

An attack becomes an impact, an impact injures, an injury is serious, somebody dies, three or more die: each step has a
beta posterior, so a ledger without one death still says how far it is from one. A few steps are easier to know than one
rare share: the data speak on the low rungs, the stated priors on the high ones, and the interval says how little is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import numpy as np

from vedette.assessment.arrays import Counts, Floats
from vedette.assessment.exceedance import at_least_one
from vedette.assessment.forecast import forecaster
from vedette.assessment.outlook import completed, generator
from vedette.assessment.tempo import too_little
from vedette.model.assessment import Probability, Refusal, Series, SeverityRisk
from vedette.model.incident import Incident

LEVEL = 0.8
LADDER: Final = (2, 3, 4, 5, 6)
NAMES: Final = {2: "impact", 3: "injuries", 4: "serious injury", 5: "death", 6: "mass casualty"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The prior chance that an attack which reached the rung below reaches this one, worth `weight` such attacks."""

    level: int
    mean: float
    weight: float
    basis: str


PRIORS: Final = (
    Step(level=2, mean=0.5, weight=2, basis="judgement: as many attacks are thwarted as arrive"),
    Step(level=3, mean=0.3, weight=4, basis="judgement: most impacts of harassing fire hurt nobody"),
    Step(level=4, mean=0.4, weight=4, basis="judgement: injuries reported are often serious ones"),
    Step(
        level=5, mean=0.5, weight=4, basis="judgement: where somebody is seriously hurt, somebody dies every other time"
    ),
    Step(
        level=6,
        mean=0.4,
        weight=4,
        basis="judgement above 0.22, which is P(3 or more | 1 or more killed) of a power law with exponent 2.38 (Clauset, Young and "
        "Gleditsch 2007, doi:10.1177/0022002706296157), since thirty wounded are enough",
    ),
)
PRIOR_WORDS: Final = (
    "a chain of beta priors, each worth 2 to 4 attacks (impact .5, injury .3, serious .4, death .5, mass casualty .4)"
)


def severity_risk(
    series: Series,
    incidents: Iterable[Incident],
    *,
    level: int,
    days: int,
    method: str = "default",
    seed: int = 0,
    draws: int = 1000,
    priors: Sequence[Step] = PRIORS,
) -> SeverityRisk | Refusal:
    """Give P(at least one attack of `level` or worse in the `days` days after the series), with an 80 % interval.

    The interval is over what is unknown of the shares; the number of attacks is averaged over the forecast. Direct
    strikes between states (L7) are outside the chain: no ledger of attacks says how states decide.
    """
    question = f"how likely an attack of L{level} or worse is within {days} days"
    if level not in LADDER:
        return Refusal(question=question, reason=f"the chain runs from L{LADDER[0]} to L{LADDER[-1]}")
    if (refusal := too_little(series, question)) is not None:
        return refusal
    inside = set(series.records)
    known = [one for one in incidents if one.id in inside and one.severity.level < 7]
    levels = np.array([one.severity.level for one in known], dtype=np.int64)
    rng = generator(seed, series.key, "severity", str(days))
    number = forecaster(method)(completed(series), days=days, rng=rng, draws=draws)
    chances = at_least_one(shares(levels, level, rng=rng, draws=draws, priors=priors), number)
    low, high = (float(value) for value in np.quantile(chances, [(1 - LEVEL) / 2, (1 + LEVEL) / 2]))
    best = float(chances.mean())
    return SeverityRisk(
        level=f"L{level}",
        start=series.end + timedelta(days=1),
        days=days,
        probability=Probability(low=min(low, best), best=best, high=max(high, best)),
        seen=int((levels >= level).sum()),
        out_of=len(levels),
        prior=PRIOR_WORDS if priors is PRIORS else "; ".join(step.basis for step in priors),
        focus=series.key,
        records=tuple(one.id for one in known if one.severity.level >= level),
    )


def shares(
    levels: Counts, level: int, *, rng: np.random.Generator, draws: int, priors: Sequence[Step] = PRIORS
) -> Floats:
    """Draw the share of attacks that reach `level`, from the posteriors of the steps up to it."""
    share = np.ones(draws)
    for step in priors:
        if step.level > level:
            break
        tried, reached = int((levels >= step.level - 1).sum()), int((levels >= step.level).sum())
        share *= rng.beta(
            step.weight * step.mean + reached, step.weight * (1 - step.mean) + tried - reached, size=draws
        )
    return share
