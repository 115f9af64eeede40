"""The atom of proof: characters of one document, and a value read in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from vedette.model import ids
from vedette.model._check import aware, confidence, require

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Characters `start` to `end` of one document, with their text; build it with `Document.passage`."""

    document: str
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        require(0 <= self.start < self.end, "a passage needs 0 <= start < end, got {}..{}", self.start, self.end)
        require(len(self.text) == self.end - self.start, "a passage's text must be as long as its offsets say")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Generic[T_co]):
    """A value, the passages it was read in and how sure the reader is (0..1).

    `basis` names what a value was inferred from when no words say it outright ("publication", "country of the city");
    a reading with neither words nor a basis cannot be built.
    """

    value: T_co
    passages: tuple[Passage, ...] = ()
    confidence: float = 1.0
    basis: str | None = None

    def __post_init__(self) -> None:
        require(bool(self.passages) or bool(self.basis), "no value without the words it was read in: {!r}", self.value)
        confidence(self.confidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text as one outlet published it, with its date; never edited.

    `text` is clean and is what every offset counts in; a separate title stands first in it and `headline` is its end.
    `sentences` are (start, end) offsets in order. `origin` is where it was read ("reports/a.md", "feed.jsonl#3").
    `flags` are findings about the document itself, such as "url-date: 2022-11-03 against 2023-11-13".
    """

    id: str
    text: str
    published: date
    outlet: str | None
    origin: str
    recorded_at: datetime
    url: str | None = None
    title: str | None = None
    headline: int = 0
    language: str = "en"
    sentences: tuple[tuple[int, int], ...] = ()
    flags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.text.strip()), "a document without text is a failure, not a document")
        require(not isinstance(self.published, datetime), "published is a day, not a moment")
        require(0 <= self.headline <= len(self.text), "the headline ends outside the text")
        require(all(0 <= s < e <= len(self.text) for s, e in self.sentences), "a sentence lies outside the text")
        aware(self.recorded_at, "recorded_at")

    def passage(self, start: int, end: int) -> Passage:
        """The passage from `start` to `end`; refuses one outside the text."""
        require(
            0 <= start < end <= len(self.text),
            "passage {}..{} lies outside the {} characters of {}",
            start,
            end,
            len(self.text),
            self.id,
        )
        return Passage(document=self.id, start=start, end=end, text=self.text[start:end])

    @staticmethod
    def id_for(text: str, published: date, outlet: str | None, url: str | None) -> str:
        """The id of a document with this content; where it was read from does not matter."""
        return ids.make("document", text, published.isoformat(), outlet, url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One document repeats another's text nearly word for word: it counts as the same source, never as the same incident."""

    document: str
    of: str
    similarity: float
    recorded_at: datetime

    def __post_init__(self) -> None:
        require(self.document != self.of, "a document is no copy of itself")
        confidence(self.similarity)
        aware(self.recorded_at, "recorded_at")
