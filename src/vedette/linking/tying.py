"""What people's "same" does to the clusters that the model found: it joins them whole, and what cannot follow is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from vedette.model import Decision

Parted = Callable[[str, str], bool]
Regroup = Callable[[Sequence[str]], Iterable[Sequence[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tied:
    """The clusters after people's word, and their decisions that could not be followed at all, or not whole."""

    clusters: tuple[tuple[str, ...], ...]
    conflicts: tuple[Decision, ...] = ()


def tie(clusters: Iterable[Sequence[str]], tied: Sequence[Decision], parted: Parted, *, regroup: Regroup) -> Tied:
    """Join the model's clusters as people said; `tied` are their standing "same", the latest first.

    The mentions that a person names are one event, and each brings its whole cluster along. A cluster that something parts from what it
    is to join (a veto, a person's "different") stays behind without the named mentions and is grouped anew by `regroup`: the decision
    that asked for it is then a conflict, like one that would bring together a parted pair itself.
    """
    found = [tuple(one) for one in clusters]
    cores, refused = _named(tied, parted)
    if not cores:
        return Tied(clusters=tuple(found), conflicts=refused)
    rest: list[tuple[str, ...]] = []
    behind: set[str] = set()
    for cluster in sorted(found, key=lambda one: (-len(one), one)):
        named = [id for id in cluster if id in cores]
        if not named:
            rest.append(cluster)
            continue
        free = [id for id in cluster if id not in cores]
        if _join([*{id(cores[name]): cores[name] for name in named}.values(), free], cores, parted):
            continue
        behind.update(cluster)
        rest += [tuple(sorted(one)) for one in regroup(free)] if free else []
    whole = {id(core): tuple(core) for core in cores.values()}.values()
    halves = (d for d in tied if d not in refused and behind & {d.first, d.second})
    return Tied(clusters=(*whole, *rest), conflicts=(*refused, *halves))


def _named(tied: Sequence[Decision], parted: Parted) -> tuple[dict[str, list[str]], tuple[Decision, ...]]:
    """The groups of mentions that people named, the latest decision first; one that would bring together a parted pair is left out."""
    groups: dict[str, list[str]] = {}
    refused: list[Decision] = []
    for d in tied:
        both = [groups.get(name, [name]) for name in (d.first, d.second)]
        if both[0] is not both[1] and not _join(both, groups, parted):
            refused.append(d)
    return groups, tuple(refused)


def _join(some: Sequence[list[str]], groups: dict[str, list[str]], parted: Parted) -> bool:
    """Make these groups one, unless a pair between two of them is parted."""
    for place, one in enumerate(some):
        for other in some[place + 1 :]:
            if any(parted(a, b) for a in one for b in other):
                return False
    merged = sorted(name for one in some for name in one)
    groups.update(dict.fromkeys(merged, merged))
    return True
