"""What goes together in a crowd, taken as one when clusters are looked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from vedette.linking.components import Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """Mentions that repeat one another, under the smallest id of them; whatever repeats nothing is a unit of its own.

    `apart` are the pairs of units of which a person, or a document that tells both, says that they are two.
    """

    heads: Mapping[str, str] = field(default_factory=dict)
    members: Mapping[str, Sequence[str]] = field(default_factory=dict)
    apart: frozenset[Pair] = frozenset()

    @classmethod
    def of(cls, repeats: Collection[Pair], foes: Collection[Pair]) -> Units:
        """The units that these repeats make, in order of the pairs; no unit holds two that are foes."""
        if not repeats:
            return cls()
        enemies: defaultdict[str, set[str]] = defaultdict(set)
        for a, b in foes:
            enemies[a].add(b)
            enemies[b].add(a)
        head = {id: id for pair in repeats for id in pair}
        inside = {id: [id] for id in head}
        against = {id: set(enemies.get(id, ())) for id in head}
        for pair in sorted(repeats):
            one, two = sorted((head[pair[0]], head[pair[1]]))
            if one == two or not against[one].isdisjoint(inside[two]):
                continue
            inside[one] += inside.pop(two)
            against[one] |= against.pop(two)
            head.update(dict.fromkeys(inside[one], one))
        parted = (_pair(head.get(a, a), head.get(b, b)) for a, b in foes)
        return cls(heads=head, members={one: sorted(ids) for one, ids in inside.items()}, apart=frozenset(parted))

    def head(self, id: str) -> str:
        """The id under which a mention's unit goes."""
        return self.heads.get(id, id)

    def folded(self, weights: Mapping[Pair, int]) -> Mapping[Pair, int]:
        """The weights between units: the mean of those of the pairs that were compared, in whole thousandths."""
        if not self.heads:
            return weights
        sums: defaultdict[Pair, list[int]] = defaultdict(lambda: [0, 0])
        for (a, b), weight in weights.items():
            one, two = self.head(a), self.head(b)
            if one != two:
                held = sums[_pair(one, two)]
                held[0] += weight
                held[1] += 1
        return {pair: total // count for pair, (total, count) in sums.items()}

    def unfolded(self, heads: Iterable[str], within: Collection[str] | None = None) -> tuple[str, ...]:
        """All mentions of these units, sorted; only those `within`, if given."""
        ids = (id for head in heads for id in self.members.get(head, (head,)))
        return tuple(sorted(id for id in ids if within is None or id in within))


def told_apart(ids: Iterable[str], homes: Mapping[str, str], forbidden: Callable[[str, str], bool]) -> set[Pair]:
    """The pairs of mentions of one document, `homes`, that a veto parts."""
    by_home: defaultdict[str, list[str]] = defaultdict(list)
    for id in ids:
        by_home[homes[id]].append(id)
    several = (sorted(held) for held in by_home.values() if len(held) > 1)
    return {(a, b) for held in several for place, a in enumerate(held) for b in held[place + 1 :] if forbidden(a, b)}


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)
