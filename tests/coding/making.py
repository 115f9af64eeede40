"""Documents for tests of coders, built by hand: a small splitter stands for the documents stage."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from vedette.coding.base import Sentence, sentences
from vedette.coding.rules import RulesCoder
from vedette.model import Document, Mention
from vedette.store.base import Coding

DAY = date(2023, 11, 13)
RECORDED = datetime(2024, 1, 1, tzinfo=UTC)
_END = re.compile(r"(?<![A-Z]\.[A-Z]\.)(?<=[.!?])\s+(?=[A-Z\"“(])|\n\s*\n")


def document(text: str, published: date = DAY, headline: int = 0) -> Document:
    """A document of these words, its sentences split at stops and blank lines; `headline` is where the headline ends."""
    bounds, start = [], 0
    for match in (*_END.finditer(text), None):
        end = match.start() if match else len(text)
        piece = text[start:end]
        first = start + len(piece) - len(piece.lstrip())
        if piece.strip():
            bounds.append((first, first + len(piece.strip())))
        start = match.end() if match else end
    return Document(
        id=Document.id_for(text, published, None, None), text=text, published=published, outlet=None, origin="test", recorded_at=RECORDED,
        headline=headline, sentences=tuple(bounds),
    )  # fmt: skip


def sentence(text: str, published: date = DAY) -> Sentence:
    """The first sentence of a document of these words."""
    return next(iter(sentences(document(text, published))))


def coded(text: str, published: date = DAY) -> Coding:
    """What the rules read in these words."""
    return RulesCoder().code(document(text, published), recorded_at=RECORDED)


def incidents(text: str, published: date = DAY) -> tuple[Mention, ...]:
    """The incidents that the rules read in these words."""
    return tuple(m for m in coded(text, published).mentions if m.is_incident)


def only(text: str, published: date = DAY) -> Mention:
    """The one mention that the rules read in these words."""
    (mention,) = coded(text, published).mentions
    return mention
