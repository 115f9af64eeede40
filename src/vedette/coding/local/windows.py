"""Windows: whole sentences, packed side by side, in the numbers that the network reads. Training and reading share this module."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from vedette.coding.local import shapes, wordpiece

BUDGET: Final = 128
"""Pieces of a window into which several sentences are packed."""
CAP: Final = 256
"""Pieces of a window that one long sentence may fill; the rest of the sentence goes into windows of its own."""
WORDS: Final = 512
"""Words of one sentence that are read."""
ALL_WORDS: Final = 40_000
"""Words of one sequence of sentences that are read."""
NEAR: Final = (2, 4, 8, 16)
"""Bounds, in words, of how far a word stands from a marked event."""
UNMARKED: Final = 0
MARKED: Final = 1
ELSEWHERE: Final = 2
MARKS: Final = 3 + 2 * (len(NEAR) + 1)
"""No mark in the window; the mark; another sentence than the mark's; so far before it; so far after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Consecutive words of one sentence: the sentence's place in the sequence, the first word's place in it, pieces and shapes by word."""

    sentence: int
    first: int
    pieces: tuple[tuple[int, ...], ...]
    shapes: tuple[int, ...]

    @property
    def length(self) -> int:
        """Pieces in all."""
        return sum(map(len, self.pieces))


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What the network reads at once: piece numbers, shapes and marks by position, and the position of every word's first piece."""

    parts: tuple[Words, ...]
    pieces: tuple[int, ...]
    shapes: tuple[int, ...]
    marks: tuple[int, ...]
    heads: tuple[int, ...]


def words(
    sentences: Sequence[Sequence[str]], *, upper: bool = False, wanted: Container[int] | None = None
) -> tuple[Words, ...]:
    """The sentences as runs of words, none longer than a window; words beyond the caps are left out.

    `wanted` are the places of the sentences that are asked for; None asks for all.
    """
    found: list[Words] = []
    left = ALL_WORDS
    for index, sentence in enumerate(sentences):
        kept = sentence[: min(WORDS, left)]
        left -= len(kept)
        if wanted is not None and index not in wanted:
            continue
        split = tuple(wordpiece.pieces(word) for word in kept)
        forms = tuple(_shape(word[: wordpiece.LONGEST], upper) for word in kept)
        first = size = 0
        for at in range(len(split)):
            if size + len(split[at]) > CAP - 2:
                found.append(Words(sentence=index, first=first, pieces=split[first:at], shapes=forms[first:at]))
                first, size = at, 0
            size += len(split[at])
        if first < len(split):
            found.append(Words(sentence=index, first=first, pieces=split[first:], shapes=forms[first:]))
    return tuple(found)


def packed(parts: Sequence[Words], *, budget: int = BUDGET) -> Iterator[tuple[Words, ...]]:
    """The parts, in order, in groups that fit into one window each."""
    group: list[Words] = []
    size = 2
    for part in parts:
        if group and size + part.length > budget:
            yield tuple(group)
            group, size = [], 2
        group.append(part)
        size += part.length
    if group:
        yield tuple(group)


def around(parts: Sequence[Words], at: int, *, budget: int = BUDGET) -> tuple[Words, ...]:
    """The part at `at` with what stands before and after it in the neighbouring sentences, as far as it fits."""
    group = [parts[at]]
    size = 2 + parts[at].length
    for other in (at - 1, at + 1):
        if 0 <= other < len(parts) and size + parts[other].length <= budget:
            group.append(parts[other])
            size += parts[other].length
    return tuple(sorted(group, key=lambda part: (part.sentence, part.first)))


def window(parts: Sequence[Words], mark: tuple[int, int, int] | None = None) -> Window:
    """The parts as one window; `mark` = (sentence, first word, last word + 1) of the event that is asked about."""
    pieces, forms, marks, heads = [wordpiece.BEGIN], [shapes.NONE], [0], []
    for part in parts:
        for at, (split, form) in enumerate(zip(part.pieces, part.shapes, strict=True), start=part.first):
            heads.append(len(pieces))
            pieces.extend(split)
            forms.extend([form] * len(split))
            marks.extend([_mark(part.sentence, at, mark)] * len(split))
    return Window(
        parts=tuple(parts),
        pieces=(*pieces, wordpiece.END),
        shapes=(*forms, shapes.NONE),
        marks=(*marks, 0),
        heads=tuple(heads),
    )


@lru_cache(maxsize=50_000)
def _shape(word: str, upper: bool) -> int:
    return shapes.shape(word, upper=upper)


def _mark(sentence: int, at: int, mark: tuple[int, int, int] | None) -> int:
    """Where a word stands beside the mark."""
    if mark is None:
        return UNMARKED
    if sentence != mark[0]:
        return ELSEWHERE
    if mark[1] <= at < mark[2]:
        return MARKED
    before = at < mark[1]
    words = mark[1] - at if before else at - mark[2] + 1
    return ELSEWHERE + 1 + sum(words > bound for bound in NEAR) + (0 if before else len(NEAR) + 1)
