"""Pairs of mentions to decisions: same, unsure or different, with the named parts of the sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from vedette.linking.blocking import candidates
from vedette.linking.comparing import compare, explain, weigh
from vedette.linking.components import components
from vedette.linking.options import LinkOptions
from vedette.linking.traits import Traits
from vedette.linking.vetoes import veto
from vedette.model import Decision, Mention
from vedette.model.judgement import Verdict

LINKED_KINDS = frozenset({"ASSAULT", "COERCE", "PROTEST"})
LINKED_STATUSES = frozenset({"occurred", "foiled", "denied"})


def linkable(mention: Mention) -> bool:
    """Whether a mention can tell an incident: one that happened or was foiled, or the denial of one."""
    return mention.kind in LINKED_KINDS and mention.status.value in LINKED_STATUSES


def decide(traits: Mapping[str, Traits], *, options: LinkOptions, standing: Iterable[Decision] = ()) -> Iterator[Decision]:
    """The model's decisions on all candidate pairs that matter, in order of their ids.

    Every pair that is the same or uncertain is decided, and with them every other pair of their component, so that the
    average link knows what speaks against. Pairs far from each other get none: none is needed. `standing` decisions link too.
    """
    weights = {pair: weight for pair, weight in _weighed(traits, options) if weight > options.different}
    linked = [(a, b) for a, b in weights] + [(d.first, d.second) for d in standing if d.verdict == "same"]
    for members in components(linked):
        yield from within(sorted(m for m in members if m in traits), traits, weights, options)


def within(
    members: list[str], traits: Mapping[str, Traits], weights: Mapping[tuple[str, str], float], options: LinkOptions
) -> Iterator[Decision]:
    """Decisions on the pairs of one component; `weights` are known log-odds. Over its bound only known pairs are decided."""
    bounded = len(members) <= options.max_component
    for position, first in enumerate(members):
        for second in members[position + 1 :]:
            weight = weights.get((first, second))
            if weight is not None or bounded:
                yield decision(traits[first], traits[second], options, weight)


def decision(a: Traits, b: Traits, options: LinkOptions, weight: float | None = None) -> Decision:
    """The model's decision on one pair; a veto is "different" without a sum."""
    a, b = (a, b) if a.id < b.id else (b, a)
    forbidden = veto(a, b)
    if forbidden:
        return _decision(a, b, "different", f"never the same: {forbidden}", None, (), options)
    weight = weigh(a, b, options) if weight is None else weight
    verdict: Verdict = "same" if weight >= options.same else "unsure" if weight > options.different else "different"
    parts = tuple((f"{p.feature}: {p.level}", p.weight) for p in compare(a, b, options))
    reason = "; ".join(text for _, _, text in explain(a, b, options)[:3])
    return _decision(a, b, verdict, reason, round(weight, 3), parts, options)


def _weighed(traits: Mapping[str, Traits], options: LinkOptions) -> Iterator[tuple[tuple[str, str], float]]:
    for one, others in candidates(traits.values(), max_block=options.max_block):
        for id in others:
            other = traits[id]
            if veto(one, other) is None:
                yield (min(one.id, id), max(one.id, id)), weigh(one, other, options)


def _decision(
    a: Traits,
    b: Traits,
    verdict: Verdict,
    reason: str,
    weight: float | None,
    features: tuple[tuple[str, float], ...],
    options: LinkOptions,
) -> Decision:
    return Decision(
        id=Decision.id_for(a.id, b.id, verdict, options.by, False, options.recorded_at),
        first=a.id,
        second=b.id,
        verdict=verdict,
        by=options.by,
        reason=reason,
        recorded_at=options.recorded_at,
        weight=weight,
        features=features,
    )


def neighbours(decisions: Iterable[Decision]) -> dict[str, set[str]]:
    """Who is tied to whom by a decision that is not "different"."""
    ties: defaultdict[str, set[str]] = defaultdict(set)
    for d in decisions:
        if d.verdict != "different":
            ties[d.first].add(d.second)
            ties[d.second].add(d.first)
    return dict(ties)
