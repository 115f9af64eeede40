"""The incidents that a document tells, and who and what fills their roles, weighed as a whole.

Acts found by their words and the encoder's leanings are both only candidates here: learned weights say which of them are incidents, which phrases
fill a role at all, and to which incident each belongs. See `training/filling`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from vedette.coding.local import candidates
from vedette.coding.local.candidates import Candidate
from vedette.coding.local.readings import Read
from vedette.coding.local.weighing import Features, Learned, log_odds, steps

TYPES: Final = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
FAINT: Final = 0.12
"""From where on a sentence makes its document a candidate for an incident of a type."""
_EDGES: Final = (0.2, 0.35, 0.5, 0.65, 0.8, 0.9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An act that was found by its words: its incident type, the places of the readings that tell it, the phrases (lower-case words) it names for
    each role, and what else is known of it."""

    type: str
    at: frozenset[int]
    names: Mapping[str, frozenset[tuple[str, ...]]] = field(default_factory=dict)
    features: Features = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filler:
    """A phrase in a role of an incident, with the probability that it belongs there."""

    candidate: Candidate
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One incident that a document may tell: `act` is its number among the acts given, None where only the encoder tells of it."""

    type: str
    act: int | None
    at: frozenset[int]
    probability: float
    fillers: tuple[Filler, ...] = ()
    features: Features = field(default_factory=dict)


def read(reads: Sequence[Read], acts: Sequence[Act], held: Learned) -> tuple[Case, ...]:
    """The candidates for incidents, each with all candidates for its roles; whoever reads on cuts both by their probability."""
    weights = held.weights
    phrases = [(one, weights[one.role].probability(one.features)) for one in drawn(reads, acts, held.known)]
    cases = [
        replace(one, probability=weights["case"].probability(one.features)) for one in proposed(reads, acts, phrases)
    ]
    return tuple(
        replace(
            one,
            fillers=tuple(
                Filler(phrase, weights[f"fills:{phrase.role}"].probability(pair(i, cases, j, phrases, reads, acts)))
                for j, (phrase, _) in enumerate(phrases)
            ),
        )
        for i, one in enumerate(cases)
    )


def proposed(reads: Sequence[Read], acts: Sequence[Act], phrases: Sequence[tuple[Candidate, float]]) -> list[Case]:
    """The candidates for incidents, not yet judged: the acts, and for every further type the sentences in which the encoder hears of it.

    `phrases` are the candidates for roles, each with the probability that it fills its role in some incident.
    """
    kept = [Case(type=act.type, act=i, at=act.at, probability=0.0) for i, act in enumerate(acts)]
    for type_ in TYPES:
        shares = [one.incidents.get(type_, 0.0) for one in reads]
        if max(shares, default=0.0) >= FAINT and all(case.type != type_ for case in kept):
            least = max(FAINT, max(shares) / 2)
            at = frozenset(i for i, share in enumerate(shares) if share >= least)
            kept.append(Case(type=type_, act=None, at=at, probability=0.0))
    return [replace(one, features=_case(i, kept, reads, acts, phrases)) for i, one in enumerate(kept)]


def drawn(
    reads: Sequence[Read], acts: Sequence[Act], known: Mapping[str, Sequence[tuple[str, ...]]]
) -> tuple[Candidate, ...]:
    """All candidates for roles: the encoder's, those that the acts name, and phrases known to fill a role often."""
    told = frozenset(at for act in acts for at in act.at)
    further = {
        role: [*known.get(role, ()), *(words for act in acts for words in sorted(act.names.get(role, ())))]
        for role in candidates.ROLES
    }
    return candidates.read(reads, told, further)


def _case(
    number: int,
    cases: Sequence[Case],
    reads: Sequence[Read],
    acts: Sequence[Act],
    phrases: Sequence[tuple[Candidate, float]],
) -> Features:
    """What speaks for and against a candidate for an incident."""
    one = cases[number]
    shares = sorted((read.incidents.get(one.type, 0.0) for read in reads), reverse=True)
    first, second, third = [*shares, 0.0, 0.0, 0.0][:3]
    own = max((reads[i].incidents.get(one.type, 0.0) for i in one.at if i < len(reads)), default=0.0)
    other = max((share for read in reads for type_, share in read.incidents.items() if type_ != one.type), default=0.0)
    rivals = [
        max((reads[i].incidents.get(t, 0.0) for i in one.at if i < len(reads)), default=0.0)
        for t in TYPES
        if t != one.type
    ]
    alike = [i for i, case in enumerate(cases) if case.type == one.type]
    told = one.act is not None
    mark = "told" if told else "read"
    features: Features = {
        f"{mark}:first": log_odds(first), f"{mark}:second": log_odds(second), f"{mark}:third": log_odds(third),
        f"{mark}:own": log_odds(own), f"{mark}:other": log_odds(other), f"{mark}:sum": math.log1p(sum(shares)),
        f"{mark}:rivals": log_odds(max(rivals)), mark: 1.0, f"type={one.type}": 1.0, f"{mark}:type={one.type}": 1.0,
        "alike": float(len(alike) - 1), "later": float(alike.index(number)), "cases": math.log(len(cases)),
        "opens": math.log1p(min(one.at, default=0)), "late": min(one.at, default=0) / max(1, len(reads)), "size": math.log1p(len(reads)),
        "lone": float(len(cases) == 1), "reach": math.log1p(len(one.at)),
        **steps(f"{mark}:first", first, _EDGES), **steps(f"{mark}:own", own, _EDGES),
    }  # fmt: skip
    if len(alike) > 1:
        better = max(
            (
                reads[i].incidents.get(one.type, 0.0)
                for j in alike
                if j != number
                for i in cases[j].at
                if i < len(reads)
            ),
            default=0.0,
        )
        features["behind"] = log_odds(own) - log_odds(better)
    for role in candidates.ROLES:
        near = [
            share
            for phrase, share in phrases
            if phrase.role == role and any(place.at in one.at for place in phrase.places[:3])
        ]
        whole = [share for phrase, share in phrases if phrase.role == role]
        features[f"near:{role}"] = max(near, default=0.0)
        features[f"whole:{role}"] = max(whole, default=0.0)
        features[f"none:{role}"] = math.prod(1 - share for share in near)
    if one.act is not None:
        features |= acts[one.act].features
    return features


def pair(
    number: int,
    cases: Sequence[Case],
    at: int,
    phrases: Sequence[tuple[Candidate, float]],
    reads: Sequence[Read],
    acts: Sequence[Act],
) -> Features:
    """What speaks for and against a phrase filling its role in one of the candidates for incidents."""
    one, (phrase, share) = cases[number], phrases[at]
    away = [min((abs(place.at - i) for place in phrase.places for i in case.at), default=30) for case in cases]
    best = [min((abs(phrase.best.at - i) for i in case.at), default=30) for case in cases]
    real = [case.probability for case in cases]
    others = [i for i in range(len(cases)) if i != number]
    here = reads[phrase.best.at].incidents
    own = here.get(one.type, 0.0)
    rival = max((here.get(cases[i].type, 0.0) for i in others if cases[i].type != one.type), default=0.0)
    named = [
        phrase.words in acts[case.act].names.get(phrase.role, ()) if case.act is not None else False for case in cases
    ]
    anywhere = [
        any(phrase.words in held for held in acts[case.act].names.values()) if case.act is not None else False
        for case in cases
    ]
    after = phrase.best.at - min(one.at, default=0)
    weight = sum(real) + 1e-6
    return {
        "sure": log_odds(share), "share": share, "joint": log_odds(share * one.probability), "fair": log_odds(share * one.probability / weight), "real": log_odds(one.probability), "lone": float(len(cases) == 1),
        "crowd": math.log(len(cases)), "part": one.probability / weight, "alike": float(sum(case.type == one.type for case in cases) - 1),
        "own": log_odds(own), "rival": log_odds(rival), "ahead": log_odds(own) - log_odds(max(rival, 0.02)),
        "named": float(named[number]), "elsewhere": float(any(named[i] for i in others) and not named[number]), "said": float(anywhere[number]),
        "unnamed": float(one.act is not None and not named[number]), "read": float(one.act is None),
        "nearest": float(all(best[number] <= best[i] for i in others)), "near": float(all(away[number] <= away[i] for i in others)),
        "margin": math.log1p(min((best[i] for i in others), default=30)) - math.log1p(best[number]),
        "apart": math.log1p(best[number]), "away": math.log1p(away[number]), "before": float(after < 0), "after": math.log1p(max(0, after)),
        "stronger": max((real[i] for i in others), default=0.0), "often": math.log(len(phrase.places)),
        "by": float(phrase.features.get("before=by", 0.0)), f"type={one.type}": 1.0,
        f"type={one.type}&sort": float("sort=people" in phrase.features), "sure*part": log_odds(share) * one.probability / weight,
        **steps("apart", best[number], (1, 2, 3, 5, 8, 12)), **steps("share", share, (0.1, 0.2, 0.3, 0.45, 0.6, 0.8)),
        **steps("real", one.probability, (0.2, 0.4, 0.6, 0.8)),
    }  # fmt: skip
