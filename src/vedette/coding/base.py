"""What a coder promises, and the sentence that all readers of values look at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final, Protocol

from vedette.model import Document, Passage
from vedette.store.base import Coding

CODERS: Final = {"local": "vedette.coding.local.coder:LocalCoder", "rules": "vedette.coding.rules:RulesCoder"}
"""The built-in coders by name; others come by the entry point `vedette.coder`."""

TOKEN: Final = re.compile(
    r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?(?<=\.[A-Za-z]\.)|\d+(?:[.,:/-]\d+)*(?!\w)|[^\W_]+(?:['’-][^\W_]+)*|\S"
)
"""A word with its inner apostrophes and hyphens ("Kata'ib", "one-way", "U.S."), a number with its inner marks, or one sign."""


class Coder(Protocol):
    """Reads one document into mentions and tallies, each value with the words it was read in.

    `name` holds the coder, its version and the digest of its data files ("rules/1-0123456789ab"): the same name reads the same document in the same way.
    A document that is about something else yields an empty Coding. Never raises for content: what could not be read is a
    Failure inside the Coding. Time is bounded linearly by the length of the text.
    """

    @property
    def name(self) -> str: ...

    def code(self, document: Document, *, recorded_at: datetime) -> Coding: ...


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign, with its offsets in the document."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The token in lower case with plain apostrophes, for comparing."""
        return self.text.lower().replace("’", "'")


@dataclass(frozen=True)
class Sentence:
    """One sentence of a document: offsets are those of the document, `index` its place in the order (0 = first)."""

    document: Document
    index: int
    start: int
    end: int

    @cached_property
    def text(self) -> str:
        """The characters of the sentence."""
        return self.document.text[self.start : self.end]

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the sentence, in order."""
        return tuple(Token(m.group(), self.start + m.start(), self.start + m.end()) for m in TOKEN.finditer(self.text))

    @property
    def is_headline(self) -> bool:
        """Whether the sentence stands in the document's headline."""
        return self.end <= self.document.headline

    def passage(self, start: int, end: int) -> Passage:
        """A passage by document offsets."""
        return self.document.passage(start, end)


def sentences(document: Document) -> Iterator[Sentence]:
    """The sentences of a document, in order."""
    for index, (start, end) in enumerate(document.sentences):
        yield Sentence(document, index, start, end)
