"""Pairs of mentions to decisions: same, unsure or different, with the named parts of the sum."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace

from vedette.linking.blocking import Index
from vedette.linking.comparing import parts, reason, weigh
from vedette.linking.components import TOP, Pair, cut
from vedette.linking.crowds import AGAIN, Crowds, led_before, thinned
from vedette.linking.options import LinkOptions
from vedette.linking.traits import Traits
from vedette.linking.vetoes import veto
from vedette.linking.weights import shared_labels
from vedette.model import Decision, Mention
from vedette.model.judgement import Verdict

LINKED_KINDS = frozenset({"ASSAULT", "COERCE", "PROTEST"})
LINKED_STATUSES = frozenset({"occurred", "foiled", "denied"})


def linkable(mention: Mention) -> bool:
    """Whether a mention can tell an incident: one that happened or was foiled, or the denial of one."""
    return mention.kind in LINKED_KINDS and mention.status.value in LINKED_STATUSES


def decide(
    traits: Mapping[str, Traits], *, options: LinkOptions, standing: Iterable[Decision] = ()
) -> Iterator[Decision]:
    """The model's decisions on all pairs that matter, in order of their components.

    Every pair that is the same or uncertain is decided, and with it the other pairs of its component that meet on a day and
    a place, so that the average link knows what speaks against. What a veto parts needs no decision: the veto holds by itself.
    In a crowd, a mention that repeats another is decided with that one alone.
    """
    index = Index(options.max_block)
    weights: dict[Pair, float] = {}
    judged = tuple(standing)
    kept, led = thinned(traits, crowds_of(options), led_before(judged, traits))
    for one in kept:
        index.add(one)
    for one in kept:
        weights.update(met(one, index, traits, options, below=one.id))
    tied = [(d.first, d.second) for d in judged if d.verdict == "same" and d.first in traits and d.second in traits]
    heads = [tuple(sorted(led[id][0] if id in led else id for id in pair)) for pair in tied] if led else tied
    for members in components_of(weights, [(a, b) for a, b in heads if a != b], options):
        yield from within(members, index, traits, weights, options)
    for (a, b), weight in weights.items():
        yield decision(traits[a], traits[b], options, weight)
    for id in sorted(led):
        leader, found = led[id]
        if found is not None:
            yield repeat(traits[id], traits[leader], options, found)


def crowds_of(options: LinkOptions) -> Crowds:
    """Crowds by these options, empty."""
    return Crowds(
        full=options.crowd, least=options.same + options.again, weigh=lambda one, other: weigh(one, other, options)
    )


def met(
    one: Traits, index: Index, traits: Mapping[str, Traits], options: LinkOptions, *, below: str | None = None
) -> Iterator[tuple[Pair, float]]:
    """The pairs of this mention with filed ones that are not "different", and their log-odds; only ids `below`, if given."""
    for id in index.partners(one):
        if below is not None and id >= below:
            continue
        other = traits[id]
        if veto(one, other) is None:
            weight = weigh(one, other, options)
            if weight > options.different:
                yield (min(one.id, id), max(one.id, id)), weight


def components_of(weights: Mapping[Pair, float], tied: Iterable[Pair], options: LinkOptions) -> list[list[str]]:
    """The pieces within which clusters are looked for."""
    links = {pair: min(TOP, round(weight * 1000)) for pair, weight in weights.items()}
    return cut(links, tied, round(options.different * 1000), options.max_component)


def within(
    members: list[str], index: Index, traits: Mapping[str, Traits], decided: Container[Pair], options: LinkOptions
) -> Iterator[Decision]:
    """Decisions on the pairs of one component that meet, that no veto parts and that are not decided."""
    inside = set(members)
    if len(inside) < 3:
        return
    for first in members:
        for second in sorted(index.partners(traits[first]) & inside):
            if first < second and (first, second) not in decided and veto(traits[first], traits[second]) is None:
                yield decision(traits[first], traits[second], options)


def decision(a: Traits, b: Traits, options: LinkOptions, weight: float | None = None) -> Decision:
    """The model's decision on one pair; a veto is "different" without a sum."""
    a, b = (a, b) if a.id < b.id else (b, a)
    forbidden = veto(a, b)
    if forbidden:
        return _decision(a, b, "different", f"never the same: {forbidden}", None, (), options)
    found = parts(a, b, options)
    weight = options.weights.prior + sum(part[2] for part in found) if weight is None else weight
    verdict: Verdict = "same" if weight >= options.same else "unsure" if weight > options.different else "different"
    labels = shared_labels(options.weights)
    features = (
        ("prior", options.weights.prior),
        *(labels.get(part) or (f"{part[0]}: {part[1]}", part[2]) for part in found),
    )
    heaviest = sorted(found, key=lambda part: (-abs(part[2]), part[0]))[:3]
    why = " ".join(reason(name, level) for name, level, _ in heaviest) or "Nothing but the day they meet on is known."
    return _decision(a, b, verdict, why, round(weight, 3), features, options)


def repeat(one: Traits, leader: Traits, options: LinkOptions, weight: float) -> Decision:
    """The model's decision that one mention of a crowd repeats another."""
    told = decision(one, leader, options, weight)
    by = f"{options.by}{AGAIN}"
    return replace(
        told,
        id=Decision.id_for(told.first, told.second, "same", by, False, options.recorded_at),
        verdict="same",
        by=by,
        reason=f"One of many tellings of that day and place; it repeats the other. {told.reason}",
    )


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
