"""Time expressions: vedette's reader on the documents of a TIMEX3 set."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from benchmarks import rows
from vedette.coding import times
from vedette.coding.base import Sentence
from vedette.model import Document


def predict(data: Path) -> Iterator[dict[str, Any]]:
    """One row of offsets, types and values for every document of `DATA/timex/docs.jsonl[.gz]`."""
    for row in rows.read(data, "timex/docs.jsonl"):
        published = date.fromisoformat(row["dct"][:10])
        yield {"docid": row["docid"], "timexes": list(_timexes(row["text"], published))}


def _timexes(text: str, published: date) -> Iterator[dict[str, Any]]:
    if not text.strip():
        return
    document = Document(
        id="d0",
        text=text,
        published=published,
        outlet=None,
        origin="timex",
        recorded_at=datetime.now(UTC),
        sentences=tuple(_sentences(text)),
    )
    anchor: date | None = None
    for index, (start, end) in enumerate(document.sentences):
        for expression in times.read(Sentence(document, index, start, end), anchor=anchor):
            if expression.role == "age":
                continue
            if expression.role == "date" and expression.when and expression.when.span == 0:
                anchor = expression.when.latest
            yield {
                "start": expression.start,
                "end": expression.end,
                "type": expression.timex,
                "value": expression.value,
            }


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs: the set's own line ends part them by an empty line."""
    at = 0
    for block in text.split("\n\n"):
        if block.strip():
            yield at, at + len(block)
        at += len(block) + 2
