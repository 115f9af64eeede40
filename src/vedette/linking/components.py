"""Connected components, the same in whatever order the links come."""

from __future__ import annotations

from collections.abc import Iterable


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


def components(links: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The connected components of these links, each sorted, in order of their first id."""
    union = Union()
    for a, b in links:
        union.join(a, b)
    return union.sets()
