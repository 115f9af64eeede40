"""The features by which two whole reports are compared: each returns a level, or None where nothing is known.

A feature's docstring is the reason shown to people; its levels get their log-odds from weights trained for the collection.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Final, TypeAlias

from vedette.linking.clustering import cluster
from vedette.linking.stories import Story, dot, meetings, stories
from vedette.linking.weights import Weights
from vedette.model import Decision
from vedette.model.judgement import Verdict

Levels: TypeAlias = dict[str, str]


def story(a: Story, b: Story) -> str | None:
    """How far the words of the two reports agree, rare words counting most."""
    return _step(dot(a.words, b.words), (0.1, 0.12, 0.15, 0.18, 0.22, 0.27, 0.33, 0.4, 0.5, 0.65, 0.8))


def title(a: Story, b: Story) -> str | None:
    """How far the two titles agree."""
    return _step(dot(a.title, b.title), (0.01, 0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8)) if a.title and b.title else None


def lead(a: Story, b: Story) -> str | None:
    """How far the opening lines agree."""
    return _step(dot(a.lead, b.lead), (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.45, 0.6)) if a.lead and b.lead else None


def names(a: Story, b: Story) -> str | None:
    """Names of two words that both reports hold."""
    return _step(dot(a.names, b.names), (0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.45)) if a.names and b.names else None


def capitals(a: Story, b: Story) -> str | None:
    """Capitalised words that both reports hold."""
    if not a.capitals or not b.capitals:
        return None
    return _step(dot(a.capitals, b.capitals), (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.55, 0.7))


def ages(a: Story, b: Story) -> str | None:
    """Ages of people that both reports give."""
    if not a.ages or not b.ages:
        return None
    shared, least = len(a.ages & b.ages), min(len(a.ages), len(b.ages))
    return f"{min(shared, 3)}_of_{min(least, 4)}" if shared else "none"


def streets(a: Story, b: Story) -> str | None:
    """Streets that both reports name."""
    return str(min(2, len(a.streets & b.streets))) if a.streets and b.streets else None


def states(a: Story, b: Story) -> str | None:
    """States that the two reports name."""
    if not a.states or not b.states:
        return None
    return "same" if a.states == b.states else "share" if a.states & b.states else "other"


def published(a: Story, b: Story) -> str | None:
    """Days between the two publications."""
    return _step(abs(a.published - b.published), (0, 1, 2, 4, 7, 14, 30, 90, 180, 365))


def days(a: Story, b: Story) -> str | None:
    """The nearest two days that the reports name."""
    if not a.days or not b.days:
        return None
    return _step(min(abs(x - y) for x in a.days for y in b.days), (0, 1, 2, 4, 10, 40))


def dead(a: Story, b: Story) -> str | None:
    """Whether the two reports speak of a death."""
    return ("neither", "one", "both")[a.dead + b.dead]


FEATURES: Final[tuple[Callable[[Story, Story], str | None], ...]] = (
    story, title, lead, names, capitals, ages, streets, states, published, days, dead,
)  # fmt: skip


def levels(a: Story, b: Story) -> Levels:
    """The level of every feature that is known."""
    found = ((feature.__name__, feature(a, b)) for feature in FEATURES)
    return {name: level for name, level in found if level is not None}


def weigh(found: Mapping[str, str], weights: Weights) -> float:
    """The log-odds of levels."""
    return weights.prior + sum(weights.features.get(name, {}).get(level, 0.0) for name, level in found.items())


def decide(
    held: Mapping[str, Story], weights: Weights, *, low: float, same: float, recorded_at: datetime
) -> Iterator[Decision]:
    """Decisions on all pairs that meet: the model's, as for mentions, one report standing for one mention."""
    for first, second in meetings(held):
        yield decision(first, second, levels(held[first], held[second]), weights, low, recorded_at, same=same)


def decision(
    first: str,
    second: str,
    found: Mapping[str, str],
    weights: Weights,
    low: float,
    recorded_at: datetime,
    *,
    same: float = 0.0,
) -> Decision:
    """The decision on one pair, ids in ascending order, from its levels."""
    weight = weigh(found, weights)
    verdict: Verdict = "same" if weight >= same else "unsure" if weight > low else "different"
    return Decision(
        id=Decision.id_for(first, second, verdict, weights.name, False, recorded_at),
        first=first,
        second=second,
        verdict=verdict,
        by=weights.name,
        reason="; ".join(f"{name} {level}" for name, level in found.items()) or "nothing known",
        recorded_at=recorded_at,
        weight=weight,
    )


def rejoin(
    reports: Iterable[tuple[str, date, str, str]], weights: Weights, *, join: float, low: float, recorded_at: datetime
) -> tuple[tuple[str, ...], ...]:
    """Clusters of (id, published, title, text) reports of which each tells one event, by average link over `join`."""
    held = stories(reports)
    decisions = decide(held, weights, low=low, same=max(join, 0.0), recorded_at=recorded_at)
    return cluster(held, decisions, forbidden=lambda _a, _b: False, join=join, different=low).clusters


def _step(value: float, cuts: tuple[float, ...]) -> str:
    return str(bisect_left(cuts, value))
