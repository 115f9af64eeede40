"""Mentions to clusters: a pure function of the mentions and the decisions that stand.

Average link inside components of pairs that are not "different". A person's decision outranks the model's, a later one an
earlier one; a person's "unsure" withdraws what a person said before; a person's "same" joins the two clusters whole (`tying`). Mentions that repeat one
another in a crowd go together and weigh as one. No chain of links brings together what a veto or a person parts. Sums are whole thousandths, so the
order of arithmetic cannot change a result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from vedette.linking.components import TOP, Pair, cut
from vedette.linking.crowds import is_repeat
from vedette.linking.tying import tie
from vedette.linking.units import Units, told_apart
from vedette.model import Decision

Forbidden = Callable[[str, str], bool]

ABSENT = -4000
"""Thousandths of log-odds of a pair that no one compared: the two never met on a day and a place."""

LIMIT = TOP
"""No single pair speaks louder than this in an average."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """The clusters, each sorted, in order of their first id; and people's decisions that could not be followed."""

    clusters: tuple[tuple[str, ...], ...]
    conflicts: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The decisions that hold now: the model's weights and which pairs repeat, and what people tied or parted, the latest first."""

    weights: Mapping[Pair, int]
    repeats: frozenset[Pair]
    tied: tuple[Decision, ...]
    parted: frozenset[Pair]


def standing_of(decisions: Iterable[Decision]) -> Standing:
    """Which decision holds for each pair, whatever order they come in."""
    weights: dict[Pair, Decision] = {}
    people: dict[Pair, Decision] = {}
    for d in decisions:
        table, pair = (people if d.person else weights), (d.first, d.second)
        held = table.get(pair)
        if held is None or (d.recorded_at, d.id) > (held.recorded_at, held.id):
            table[pair] = d
    return Standing(
        weights={pair: _thousandths(d) for pair, d in weights.items()},
        repeats=frozenset(pair for pair, d in weights.items() if is_repeat(d)),
        tied=tuple(
            sorted(
                (d for d in people.values() if d.verdict == "same"), key=lambda d: (d.recorded_at, d.id), reverse=True
            )
        ),
        parted=frozenset(pair for pair, d in people.items() if d.verdict == "different"),
    )


def cluster(
    ids: Iterable[str],
    decisions: Iterable[Decision],
    *,
    forbidden: Forbidden,
    homes: Mapping[str, str] | None = None,
    join: float = 0.0,
    different: float = -2.0,
    max_component: int = 150,
) -> Partition:
    """Every id in exactly one cluster; `forbidden` tells pairs that can never be one event. Decisions on other ids are ignored.

    `homes` are the documents of the mentions; without them no mention repeats another.
    """
    known = set(ids)
    standing = standing_of(d for d in decisions if d.first in known and d.second in known)
    tied = {(d.first, d.second) for d in standing.tied}
    units = _units(known, standing, homes or {}, forbidden)
    weights = units.folded(standing.weights)

    def parted(a: str, b: str) -> bool:
        pair = (a, b) if a < b else (b, a)
        return pair in standing.parted or (pair not in tied and forbidden(a, b))

    def apart(a: str, b: str) -> bool:
        return ((a, b) if a < b else (b, a)) in units.apart or parted(a, b)

    low, least = round(different * 1000), round(join * 1000)
    barred = units.apart or standing.parted
    links = {pair: weight for pair, weight in weights.items() if weight > low and pair not in barred}
    found: list[tuple[str, ...]] = []
    for piece in cut(links, (), low, max_component):
        if len(piece) == 2:
            a, b = piece
            joined = weights.get((a, b), ABSENT) >= least and not apart(a, b)
            found.extend([(a, b)] if joined else [(a,), (b,)])
            continue
        found.extend(_average_link(piece, weights, apart, least))
    grouped = {id for one in found for id in one}
    found.extend((id,) for id in {units.head(id) for id in known} - grouped)

    def regrouped(free: Sequence[str]) -> list[tuple[str, ...]]:
        heads = sorted({units.head(id) for id in free})
        return [units.unfolded(one, set(free)) for one in _average_link(heads, weights, apart, least)]

    after = tie((units.unfolded(one) for one in found), standing.tied, parted, regroup=regrouped)
    return Partition(clusters=tuple(sorted(after.clusters)), conflicts=after.conflicts)


def _units(known: Iterable[str], standing: Standing, homes: Mapping[str, str], forbidden: Forbidden) -> Units:
    """What repeats one another, unless a person or one document that tells both says that they are two."""
    repeats = {pair for pair in standing.repeats if pair[0] in homes and pair[1] in homes}
    if not repeats:
        return Units()
    return Units.of(repeats, standing.parted | told_apart((id for id in known if id in homes), homes, forbidden))


def _thousandths(d: Decision) -> int:
    if d.weight is None:
        return {"same": LIMIT, "unsure": 0, "different": -LIMIT}[d.verdict]
    return max(-LIMIT, min(LIMIT, round(d.weight * 1000)))


def _average_link(
    members: Sequence[str],
    weights: Mapping[Pair, int],
    parted: Callable[[str, str], bool],
    least: int,
) -> list[tuple[str, ...]]:
    """Join the two clusters with the highest average until none reaches `least`; equal averages join in order of their ids."""
    groups = {id: [id] for id in members}
    keys = sorted(groups)
    links: dict[Pair, int | None] = {}
    heap: list[tuple[float, str, str, int, int]] = []

    def offer(a: str, b: str) -> None:
        total = links[a, b]
        average = None if total is None else total / (len(groups[a]) * len(groups[b]))
        if average is not None and average >= least:
            heappush(heap, (-average, a, b, len(groups[a]), len(groups[b])))

    for position, a in enumerate(keys):
        for b in keys[position + 1 :]:
            links[a, b] = _total(groups[a], groups[b], weights, parted)
            offer(a, b)
    while heap:
        _, a, b, size_a, size_b = heappop(heap)
        if a in groups and b in groups and (len(groups[a]), len(groups[b])) == (size_a, size_b):
            for other in _merge(a, b, groups, links):
                offer(min(a, other), max(a, other))
    return [tuple(group) for group in groups.values()]


def _total(
    one: list[str], two: list[str], weights: Mapping[Pair, int], parted: Callable[[str, str], bool]
) -> int | None:
    total = 0
    for a in one:
        for b in two:
            if parted(a, b):
                return None
            total += weights.get((a, b) if a < b else (b, a), ABSENT)
    return total


def _merge(a: str, b: str, groups: dict[str, list[str]], links: dict[Pair, int | None]) -> list[str]:
    """Pour `b` into `a`, which comes first; returns the clusters whose average with it is to be looked at again."""
    others = [other for other in groups if other not in (a, b)]
    del links[a, b]
    for other in others:
        to_a, to_b = (min(a, other), max(a, other)), (min(b, other), max(b, other))
        one, two = links[to_a], links.pop(to_b)
        links[to_a] = None if one is None or two is None else one + two
    groups[a] = sorted(groups[a] + groups.pop(b))
    return others
