"""A report for tests: what a source gives, without a source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from vedette.documents.make import make_document
from vedette.errors import DocumentError
from vedette.model import Document

NOW = datetime(2024, 1, 15, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    text: str
    origin: str = "reports/a.txt"
    media: str = "text/plain"
    published: str | None = "2023-11-13"
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None
    held_by: str | None = None


def made(report: Given, published: date | None = None) -> Document:
    """The document in this report."""
    return make_document(report, recorded_at=NOW, published=published)


def refused(report: Given, published: date | None = None) -> DocumentError:
    """The error that this report must raise; its message names the file and its way out is a sentence."""
    try:
        document = made(report, published)
    except DocumentError as error:
        assert report.origin in str(error)
        assert error.way_out.endswith(".")
        return error
    raise AssertionError(f"became a document: {document}")
