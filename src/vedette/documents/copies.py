"""Near copies: one text printed again, by the same outlet or another, with small edits or shortened.

A copy means "count this source once", never "same incident". Candidates come from MinHash signatures in bands
(Broder 1997, https://doi.org/10.1109/SEQUEN.1997.666900); each is then checked on the words themselves.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from vedette.model import Copy, Document

_WORD: Final = re.compile(r"[^\W_]+")
_PERMUTATIONS: Final = 128
# Two rows a band find a copy that was cut to a quarter (Jaccard 0.25) in 98 of 100 cases; texts of different
# authors share almost no four words in a row, so the wide net costs little.
_ROWS: Final = 2
_EDGE: Final = 400
"""Characters at each end of a text where it credits an agency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyOptions:
    """When one text counts as a copy of another.

    `jaccard` is the least share of common word 4-shingles among all; `containment` the least share of the shorter text's
    shingles found in the longer, asked only of texts of `least` shingles or more; `days` the most days between the two.
    Where one text credits the other's outlet in its first or last lines, at most `credit_days` apart, the share `credited` is
    enough: it is a rewrite of that outlet's report by its own word. Reports of different events were seen to share up to 0.45
    (furniture of one site), independent reports of one event up to 0.3.
    """

    jaccard: float = 0.6
    containment: float = 0.5
    least: int = 20
    days: int = 30
    credited: float = 0.2
    credit_days: int = 2


@dataclass(frozen=True, slots=True)
class _Text:
    id: str
    published: date
    shingles: array[int]
    outlet: str
    edges: str

    def credits(self, other: _Text) -> bool:
        """Whether this text names the other's outlet, which is not its own, where credits stand."""
        if not other.outlet or other.outlet == self.outlet or other.outlet not in self.edges:
            return False
        return re.search(rf"(?<!\w){re.escape(other.outlet)}(?!\w)", self.edges) is not None


def find_copies(
    new: Iterable[Document],
    existing: Iterable[Document] = (),
    *,
    known: Iterable[Copy] = (),
    options: CopyOptions = CopyOptions(),
) -> Iterator[Copy]:
    """The copies among new documents, and between them and existing ones.

    The younger by (published, id) is the copy; of one day, that which credits the other's outlet.

    Together with the `known` ones they join all documents of one wire text into one group, with no link more than needed;
    the groups do not depend on the order of arrival. `recorded_at` of a copy is that of the document which arrived later.
    """
    return CopyIndex(existing, known=known, options=options).find(new)


class CopyIndex:
    """Documents kept ready, so that copies of them among later ones are found without reading them again."""

    def __init__(
        self,
        existing: Iterable[Document] = (),
        *,
        known: Iterable[Copy] = (),
        options: CopyOptions = CopyOptions(),
    ) -> None:
        self._options = options
        self._groups = _Groups()
        for told in known:
            self._groups.join(told.document, told.of)
        self._index = _Index(options)
        for document in existing:
            self._index.add(_text(document))

    def find(self, new: Iterable[Document]) -> Iterator[Copy]:
        """The copies among new documents, and between them and those kept, as `find_copies` does; they are kept from then on."""
        for document in sorted(new, key=lambda d: (d.published, d.id)):
            text = _text(document)
            matches = [
                (other, similarity)
                for other in self._index.candidates(text)
                if (similarity := _similarity(text, other, self._options))
            ]
            for other, similarity in sorted(matches, key=lambda match: (match[0].published, match[0].id)):
                if self._groups.join(text.id, other.id):
                    original, copy = _in_order(text, other)
                    yield Copy(
                        document=copy.id, of=original.id, similarity=similarity, recorded_at=document.recorded_at
                    )
            self._index.add(text)


def similarity(one: str, other: str) -> float:
    """The share of common word 4-shingles among all of both texts, 0 to 1 (Jaccard)."""
    first, second = set(_shingles(one)), set(_shingles(other))
    return len(first & second) / len(first | second) if first or second else 1.0


class _Index:
    """Texts by the bands of their signatures."""

    def __init__(self, options: CopyOptions) -> None:
        self._reach = options.credit_days
        self._bands: defaultdict[int, list[int]] = defaultdict(list)
        self._days: defaultdict[int, list[int]] = defaultdict(list)
        self._texts: list[_Text] = []
        self._ids: set[str] = set()

    def add(self, text: _Text) -> None:
        if text.id in self._ids:
            return
        self._ids.add(text.id)
        for band in _bands(text):
            self._bands[band].append(len(self._texts))
        self._days[text.published.toordinal()].append(len(self._texts))
        self._texts.append(text)

    def candidates(self, text: _Text) -> Iterator[_Text]:
        """Texts that share at least one band or credit one another, each once, never the text itself."""
        found = {number for band in _bands(text) for number in self._bands.get(band, ())}
        day = text.published.toordinal()
        near = (
            number for near in range(day - self._reach, day + self._reach + 1) for number in self._days.get(near, ())
        )
        found.update(
            number for number in near if text.credits(self._texts[number]) or self._texts[number].credits(text)
        )
        return (self._texts[number] for number in sorted(found) if self._texts[number].id != text.id)


class _Groups:
    """Which documents already belong together (disjoint sets)."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}

    def join(self, one: str, other: str) -> bool:
        """Put two documents into one group; False when they were in one already."""
        first, second = self._root(one), self._root(other)
        if first == second:
            return False
        self._parents[max(first, second)] = min(first, second)
        return True

    def _root(self, id: str) -> str:
        path = []
        while id in self._parents:
            path.append(id)
            id = self._parents[id]
        for step in path:
            self._parents[step] = id
        return id


def _text(document: Document) -> _Text:
    edges = document.text if len(document.text) <= 2 * _EDGE else f"{document.text[:_EDGE]}\n{document.text[-_EDGE:]}"
    return _Text(
        document.id, document.published, array("I", sorted(set(_shingles(document.text)))), document.outlet or "", edges
    )


def _shingles(text: str) -> Iterator[int]:
    """Hashes of each four words in a row, in small letters; a shorter text is one shingle."""
    words = _WORD.findall(text.lower())
    for start in range(max(1, len(words) - 3)):
        yield zlib.crc32(" ".join(words[start : start + 4]).encode())


def _bands(text: _Text) -> list[int]:
    from rensa import RMinHash

    signature = RMinHash(num_perm=_PERMUTATIONS, seed=1)
    signature.update([shingle.to_bytes(4, "little") for shingle in text.shingles])
    digest = signature.digest()
    return [hash((start, *digest[start : start + _ROWS])) for start in range(0, _PERMUTATIONS, _ROWS)]


def _in_order(one: _Text, other: _Text) -> tuple[_Text, _Text]:
    """The original and its copy."""
    if one.published == other.published and one.credits(other) != other.credits(one):
        return (other, one) if one.credits(other) else (one, other)
    return (one, other) if (one.published, one.id) < (other.published, other.id) else (other, one)


def _similarity(one: _Text, other: _Text, options: CopyOptions) -> float:
    """How alike two texts are when one is a copy of the other, else 0."""
    if abs((one.published - other.published).days) > options.days:
        return 0.0
    first, second = set(one.shingles), set(other.shingles)
    common = len(first & second)
    jaccard = common / (len(first) + len(second) - common)
    if jaccard >= options.jaccard:
        return jaccard
    shorter = min(len(first), len(second))
    contained = common / shorter
    near = abs((one.published - other.published).days) <= options.credit_days and (
        one.credits(other) or other.credits(one)
    )
    return (
        contained
        if shorter >= options.least and contained >= (options.credited if near else options.containment)
        else 0.0
    )
