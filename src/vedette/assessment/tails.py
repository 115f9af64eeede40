"""How often an attack kills many: the range over three shapes of tail, since few deaths cannot tell them apart.

Power law (Clauset, Shalizi and Newman 2009, doi:10.1137/070710111), log-normal and stretched exponential, each fitted by
maximum likelihood to the death tolls of one or more. The range is the answer; no shape is picked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

import numpy as np
from scipy.optimize import minimize
from scipy.special import ndtr, zeta

from vedette.assessment.arrays import Floats
from vedette.model.assessment import Probability, Refusal, Tail
from vedette.model.incident import Incident

FEWEST = 10
Survival = Callable[[Floats, Floats], Floats]


def tail(incidents: Iterable[Incident], *, at_least: int) -> Tail | Refusal:
    """Give P(`at_least` dead or more) of an attack that kills as the range over the shapes; refuses below ten such attacks."""
    known = [(one.id, killed(one)) for one in incidents]
    deadly = [(name, count) for name, count in known if count >= 1]
    question = f"how often a deadly attack costs {at_least} lives or more"
    if at_least < 1:
        return Refusal(question=question, reason="a tail starts at one death")
    if len(deadly) < FEWEST:
        reason = f"{FEWEST} attacks with deaths are needed to tell the tail, and there {'is' if len(deadly) == 1 else 'are'} {len(deadly)}"
        return Refusal(question=question, reason=reason, records=tuple(name for name, _ in deadly))
    tolls = np.array([count for _, count in deadly], dtype=np.float64)
    found = tuple((shape, exceedance(shape, tolls, at_least)) for shape in SHAPES)
    values = sorted(value for _, value in found)
    return Tail(
        at_least=at_least,
        range=Probability(low=values[0], best=values[1], high=values[-1]),
        by_shape=found,
        out_of=len(deadly),
        records=tuple(name for name, _ in deadly),
    )


def killed(incident: Incident) -> int:
    """Deaths told of an attack, the attackers' own left out: the best figure, else the low one."""
    accounts = (account.value for account in incident.casualties)
    return sum(
        casualty.count.figure or 0
        for casualty in accounts
        if casualty is not None
        and casualty.effect == "killed"
        and casualty.side != "actor"
        and casualty.count is not None
    )


def exceedance(shape: str, tolls: Floats, at_least: int) -> float:
    """Fit one shape to tolls of one or more and give P(X >= at_least | X >= 1)."""
    survival, start = SHAPES[shape]
    result = minimize(
        partial(_loss, survival, tolls),
        start,
        method="Nelder-Mead",
        options={"maxiter": 400, "xatol": 1e-4, "fatol": 1e-4},
    )
    value = float(survival(np.array([float(at_least)]), np.asarray(result.x))[0])
    return min(max(value, 0.0), 1.0)


def _loss(survival: Survival, tolls: Floats, point: Floats) -> float:
    """Minus the log likelihood of whole counts: P(X = x) = S(x) - S(x + 1); a faint pull keeps parameters finite."""
    mass = survival(tolls, point) - survival(tolls + 1, point)
    return float(-np.log(np.maximum(mass, 1e-300)).sum() + 0.005 * point @ point)


def _power_law(x: Floats, point: Floats) -> Floats:
    exponent = 1.05 + np.exp(np.clip(point[0], -10, 3))
    return np.asarray(zeta(exponent, x) / zeta(exponent, 1.0))


def _log_normal(x: Floats, point: Floats) -> Floats:
    spread = np.exp(np.clip(point[1], -3, 3))
    upper = ndtr((point[0] - np.log(x - 0.5)) / spread)
    return np.asarray(upper / max(float(ndtr((point[0] - np.log(0.5)) / spread)), 1e-300))


def _stretched(x: Floats, point: Floats) -> Floats:
    rate, power = np.exp(np.clip(point[0], -8, 5)), np.exp(np.clip(point[1], -2.5, 0.7))
    return np.asarray(np.exp(-rate * (x**power - 1)))


SHAPES: dict[str, tuple[Survival, tuple[float, ...]]] = {
    "power law": (_power_law, (0.3,)),
    "log-normal": (_log_normal, (0.5, 0.0)),
    "stretched exponential": (_stretched, (0.0, -0.5)),
}
