"""A report's text with the words that were read marked, each mark saying for which fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vedette.model import Document, Mention, Passage, Tally

Span = tuple[int, int, str]
"""Start, end and the field that was read there."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text and the fields that were read in it, none where it is plain; `id` names what begins here."""

    text: str
    fields: tuple[str, ...] = ()
    id: str | None = None


def runs(text: str, start: int, end: int, spans: Iterable[Span], ids: dict[int, str] | None = None) -> tuple[Run, ...]:
    """The text from `start` to `end` in runs, cut wherever a span begins or ends; `ids` name the runs that begin at an offset."""
    held = [(max(s, start), min(e, end), field) for s, e, field in spans if s < end and e > start]
    named = ids or {}
    cuts = sorted(
        {start, end, *(s for s, _, _ in held), *(e for _, e, _ in held), *(n for n in named if start <= n < end)}
    )
    out = []
    for a, b in pairwise(cuts):
        fields = tuple(dict.fromkeys(field for s, e, field in held if s <= a and e >= b))
        out.append(Run(text[a:b], fields, named.get(a)))
    return tuple(out)


def excerpt(document: Document, spans: Sequence[Span]) -> tuple[tuple[Run, ...], ...]:
    """The sentences that hold a span, those that stand together as one paragraph."""
    chosen: list[tuple[int, int]] = []
    for start, end in document.sentences or ((0, len(document.text)),):
        if any(s < end and e > start for s, e, _ in spans):
            if chosen and not document.text[chosen[-1][1] : start].strip():
                chosen[-1] = (chosen[-1][0], end)
            else:
                chosen.append((start, end))
    return tuple(runs(document.text, start, end, spans) for start, end in chosen)


def paragraphs(document: Document, spans: Sequence[Span], ids: dict[int, str]) -> tuple[tuple[Run, ...], ...]:
    """The whole text, by paragraph; a headline in which nothing was read is left to the page's own."""
    out, at = [], 0
    for part in document.text.split("\n\n"):
        headline = at + len(part) <= document.headline and not any(s < document.headline for s, _, _ in spans)
        if part.strip() and not headline:
            out.append(runs(document.text, at, at + len(part), spans, ids))
        at += len(part) + 2
    return tuple(out)


def spans_of(record: Mention | Tally) -> list[Span]:
    """Every passage of a mention or a tally with the name of its field."""
    if isinstance(record, Tally):
        return [span(one, "total") for one in record.passages()]
    return [span(one, field) for field, reading in record.readings() for one in reading.passages]


def span(passage: Passage, field: str) -> Span:
    """A passage with the field that was read in it."""
    return passage.start, passage.end, field
