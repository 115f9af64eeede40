"""Connected components, the same in whatever order the links come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Pair = tuple[str, str]

STEP = 500
"""Thousandths of log-odds by which the threshold rises while a component is over its bound."""

TOP = 8000
"""Thousandths of log-odds over which no threshold rises."""


class Union:
    """Sets that grow together; the smallest id of a set stands for it."""

    def __init__(self) -> None:
        self._up: dict[str, str] = {}

    def find(self, id: str) -> str:
        """The id that stands for the set of this one."""
        root = id
        while (above := self._up.get(root, root)) != root:
            root = above
        while (above := self._up.get(id, id)) != root:
            self._up[id] = root
            id = above
        return root

    def join(self, a: str, b: str) -> None:
        """Make the two sets one."""
        first, second = sorted((self.find(a), self.find(b)))
        self._up.setdefault(first, first)
        self._up[second] = first

    def sets(self) -> list[list[str]]:
        """All sets that were joined, each sorted, in order of their first id."""
        found: dict[str, list[str]] = {}
        for id in sorted(self._up):
            found.setdefault(self.find(id), []).append(id)
        return list(found.values())


def components(links: Iterable[Pair]) -> list[list[str]]:
    """The connected components of these links, each sorted, in order of their first id."""
    union = Union()
    for a, b in links:
        union.join(a, b)
    return union.sets()


def cut(links: Mapping[Pair, int], tied: Iterable[Pair], low: int, bound: int) -> list[list[str]]:
    """The components of these links and ties, each cut to pieces within the bound."""
    held = tuple(tied)
    found = components([*links, *held])
    if all(len(members) <= bound for members in found):
        return found
    home = {id: n for n, members in enumerate(found) for id in members}
    inner: dict[int, dict[Pair, int]] = {n: {} for n, members in enumerate(found) if len(members) > bound}
    for pair, weight in links.items():
        if home[pair[0]] in inner:
            inner[home[pair[0]]][pair] = weight
    result: list[list[str]] = []
    for n, members in enumerate(found):
        own = [pair for pair in held if home[pair[0]] == n] if n in inner else ()
        result += _pieces(members, inner[n], own, low, bound) if n in inner else [members]
    return result


def _pieces(
    members: list[str], links: Mapping[Pair, int], tied: Iterable[Pair], low: int, bound: int
) -> list[list[str]]:
    """A component, cut at rising thresholds until each piece is within the bound; what people tied is never cut.

    `links` are the pairs inside the component, in thousandths of log-odds; those at or below `low` do not link.
    """
    if len(members) <= bound or low >= TOP:
        return [members]
    held = tuple(tied)
    strong = {pair: weight for pair, weight in links.items() if weight > low + STEP}
    parts = components([*strong, *held, *((id, id) for id in members)])
    if len(parts) == 1:
        return _pieces(members, strong, held, low + STEP, bound)
    home = {id: n for n, part in enumerate(parts) for id in part}
    inner: list[dict[Pair, int]] = [{} for _ in parts]
    for pair, weight in strong.items():
        inner[home[pair[0]]][pair] = weight
    bonds: list[list[Pair]] = [[] for _ in parts]
    for pair in held:
        bonds[home[pair[0]]].append(pair)
    return [
        piece
        for part, own, kept in zip(parts, inner, bonds, strict=True)
        for piece in _pieces(part, own, kept, low + STEP, bound)
    ]
