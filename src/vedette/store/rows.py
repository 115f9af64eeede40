"""Records as rows of their tables, and what a coding must satisfy before it is written."""

from __future__ import annotations

from typing import Any, TypeAlias

from vedette.errors import RecordError
from vedette.model import Copy, Decision, Document, Failure, Mention, Override, Passage, Prediction, Run, Tally
from vedette.store.base import Coding
from vedette.store.codec import Record, dumps
from vedette.store.schema import stamp

Row: TypeAlias = dict[str, Any]


def document(record: Document) -> Row:
    """The row of a document."""
    names = {
        "published": record.published.isoformat(),
        "outlet": _storable(record.outlet),
        "url": _storable(record.url),
    }
    return {"id": record.id, **names, **_own(record)}


def mention(record: Mention, coding: int) -> Row:
    """The row of a mention of this coding."""
    when = record.when.value
    return {
        "id": record.id,
        "coding": coding,
        "document": record.document,
        "kind": record.kind,
        "status": record.status.value,
        "earliest": None if when.earliest is None else when.earliest.isoformat(),
        "latest": when.latest.isoformat(),
        **_own(record),
    }


def tally(record: Tally, coding: int) -> Row:
    """The row of a tally of this coding."""
    names = {"kind": record.counted.kind, "as_of": record.as_of.isoformat()}
    return {"id": record.id, "coding": coding, "document": record.document, **names, **_own(record)}


def copy(record: Copy) -> Row:
    """The row of a copy."""
    return {"document": record.document, "of": record.of, **_own(record)}


def decision(record: Decision) -> Row:
    """The row of a decision."""
    pair = {"first": record.first, "second": record.second, "person": record.person}
    return {"id": record.id, **pair, **_own(record)}


def override(record: Override) -> Row:
    """The row of an override."""
    return {"id": record.id, "incident": record.incident, **_own(record)}


def failure(record: Failure) -> Row:
    """The row of a failure."""
    names = {"stage": _storable(record.stage), "code": _storable(record.code), "document": record.document}
    return {"id": record.id, **names, **_own(record)}


def run(record: Run) -> Row:
    """The row of a run."""
    return {"id": record.id, "started_at": stamp(record.started_at), **_own(record)}


def prediction(record: Prediction) -> Row:
    """The row of a published forecast."""
    days = {"as_of": record.as_of.isoformat(), "until": record.end.isoformat()}
    return {"id": record.id, "key": _storable(record.key), **days, **_own(record)}


def vet(coding: Coding, of: Document) -> None:
    """Refuse a coding whose records are not its own, share an id, or rest on words that the document does not hold."""
    seen: set[str] = set()
    records: tuple[Mention | Tally, ...] = (*coding.mentions, *coding.tallies)
    for record in records:
        if (record.document, record.coder) != (coding.document, coding.coder):
            raise RecordError(
                f"{record.id}: read by {record.coder} in {record.document}, not by {coding.coder} in {coding.document}"
            )
        if record.id in seen:
            raise RecordError(f"{record.id}: two records of one coding have this id")
        seen.add(record.id)
        for passage in record.passages():
            _vet_passage(record.id, passage, of)


def _vet_passage(record: str, passage: Passage, of: Document) -> None:
    said = of.text[passage.start : passage.end]
    if said != passage.text:
        where = f"{passage.start}..{passage.end} of {of.id}"
        raise RecordError(f"{record}: passage {where} reads {said[:60]!r}, not {passage.text[:60]!r}")


def _own(record: Record) -> Row:
    return {"recorded_at": stamp(record.recorded_at), "wire": dumps(record)}


def _storable(text: str | None) -> str | None:
    """Text without lone surrogates, which no database keeps; the wire object keeps it as it was."""
    return None if text is None else text.encode("utf-8", "replace").decode("utf-8")
