"""One mention with all that decides how far it is believed: its source, that source's grade and its place in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from vedette.model import Document, Mention, Reading, Told

T = TypeVar("T")

TRUST: Final = {"A": 0, "B": 1, "C": 2, "F": 3, "D": 4, "E": 5}
"""Order of belief: a source that cannot be judged (F) stands below a fairly reliable one and above one known to err."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A mention, its document, its independent source, its copy group, that source's Admiralty grade, its rank in the ledger."""

    mention: Mention
    document: Document
    source: str
    copy_group: str
    grade: str
    order: int

    @property
    def belief(self) -> tuple[int, int, float, str]:
        """Sorts the best told first: most reliable source, latest published, surest reading."""
        return (TRUST[self.grade], -self.document.published.toordinal(), -self.mention.confidence, self.mention.id)


def told(telling: Telling, reading: Reading[T]) -> Told[T]:
    """The telling's value of one field."""
    return Told(mention=telling.mention.id, document=telling.document.id, reading=reading)


def latest_of_each_source(pairs: Iterable[tuple[Telling, T]]) -> list[tuple[Telling, T]]:
    """What each independent source says last; a source's later word replaces its earlier one. Best told first."""
    several = list(pairs)
    if len(several) < 2:
        return several
    newest: dict[str, tuple[Telling, T]] = {}
    for telling, value in several:
        held = newest.get(telling.source)
        if held is None or _recency(telling) > _recency(held[0]):
            newest[telling.source] = (telling, value)
    return sorted(newest.values(), key=lambda pair: pair[0].belief)


def sources_of(tellings: Sequence[Telling]) -> int:
    """How many independent sources tell it."""
    return len({telling.source for telling in tellings})


def _recency(telling: Telling) -> tuple[int, int, float, str]:
    day = telling.document.published.toordinal()
    return (day, -TRUST[telling.grade], telling.mention.confidence, telling.mention.id)
