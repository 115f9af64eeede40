"""The encoder: sentences in, entities, triggers, fillers and arguments out.

One network (MiniLM-L6, int8) reads windows of whole sentences; heads on its word vectors say the rest. One thread, no batch: a window's reading
depends on nothing but the window. Loading takes about 0.2 s and 100 MB and happens at the first reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol

from vedette.coding.base import Sentence
from vedette.coding.local.readings import Mark, Read, Told


class Reader(Protocol):
    """Reads sentences of one document.

    `upper` says that the whole document is in capitals, so that capitals mean nothing. Both methods are pure: the same sentences give the same
    readings. Bounded: the first 512 words of a sentence and the first 40,000 words of the sequence are read; what lies beyond has an empty
    reading.
    """

    def read(self, sentences: Sequence[Sentence], *, upper: bool = False) -> tuple[Read, ...]:
        """One reading for each sentence, in order. Neighbours share windows: give the document's sentences in their order (those that matter)."""
        ...

    def mark(self, sentences: Sequence[Sentence], marks: Sequence[Mark], *, upper: bool = False) -> tuple[Told, ...]:
        """One reading for each marked event, in order; each costs a window of its own (the marked sentence and its neighbours)."""
        ...


@cache
def encoder() -> Reader:
    """The shipped encoder, loaded once a process."""
    raise NotImplementedError


def digest() -> str:
    """Twelve digits of the shipped network and heads, for the fingerprint of a run; reads no network into memory."""
    raise NotImplementedError
