"""Texts of the sets as the product's documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from vedette.documents.make import make_document
from vedette.documents.passages import sentences
from vedette.errors import DocumentError
from vedette.model import Document

RECORDED: Final = datetime(2025, 1, 1, tzinfo=UTC)
"""When the readings are said to be made; no score depends on it."""

UNDATED: Final = date(2015, 1, 1)
"""Publication day of texts whose set gives none; readings that rest on it alone are not handed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """A text of a set in the shape in which sources hand reports on."""

    origin: str
    text: str
    media: str = "text/plain"
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = "en"
    held_by: str | None = None


def exact(text: str, published: date | None = None) -> Document | None:
    """A document whose text is kept to the letter, for sets that score offsets; None when there is nothing to read."""
    if not text.strip():
        return None
    return Document(
        id="d0",
        text=text,
        published=published or UNDATED,
        outlet=None,
        origin="benchmark",
        recorded_at=RECORDED,
        sentences=sentences(text),
    )


def cleaned(text: str, published: date | None = None, title: str | None = None) -> Document | None:
    """A document made as the product makes one, cleaned and with its headline; None when the product refuses the text."""
    raw = Raw(origin="benchmark", text=text, title=title, published=(published or UNDATED).isoformat())
    try:
        return make_document(raw, recorded_at=RECORDED)
    except DocumentError:
        return exact(text, published)


def day(value: object) -> date | None:
    """A day out of a set's own way of writing it ("1990-02-01", "19950101", "1 January 2018", "today"), or None."""
    text = str(value or "").strip()
    if text.lower() == "today":
        return RECORDED.date()
    for form in ("%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%B %d, %Y"):
        try:
            return datetime.strptime(text[:10] if form == "%Y-%m-%d" else text, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None
