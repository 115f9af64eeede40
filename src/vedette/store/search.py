"""Sentences found by words: SQLite's FTS5 behind two functions, so that another database needs only these two.

The index holds no text of its own: a row's number is the document's number and the sentence's place in it, and the words are cut
from the document when found.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, text

from vedette.model import Document
from vedette.store.base import Hit

CREATE: Final = (
    "CREATE VIRTUAL TABLE sentences USING fts5(words, content='', tokenize='unicode61 remove_diacritics 2')",
)
"""What builds the index."""

_SHIFT: Final = 24
"""A document has up to 2**24 sentences in the index, a ledger up to 2**39 documents."""

_ADD: Final = text("INSERT INTO sentences(rowid, words) VALUES (:row, :words)")
_FIND: Final = f"""
    SELECT sentences.rowid, documents.id, documents.wire
    FROM sentences JOIN documents ON documents.seq = sentences.rowid >> {_SHIFT}
    WHERE sentences MATCH :query {{view}} ORDER BY sentences.rank, sentences.rowid LIMIT :limit
"""


def add(connection: Connection, documents: Iterable[tuple[int, Document]]) -> None:
    """Index the sentences of newly written documents, given with their numbers."""
    rows = [
        {"row": (number << _SHIFT) + place, "words": _storable(document.text[start:end])}
        for number, document in documents
        for place, (start, end) in enumerate(_sentences(document.sentences, document.text)[: 1 << _SHIFT])
    ]
    if rows:
        connection.execute(_ADD, rows)


def find(
    connection: Connection, words: str, *, limit: int, published: str | None, recorded: str | None
) -> tuple[Hit, ...]:
    """Sentences which hold all the words, best first, in documents published and recorded up to these days or moments."""
    query = _query(words)
    if not query or limit < 1:
        return ()
    values: dict[str, Any] = {"query": query, "limit": limit}
    view = ""
    for name, column, value in (("day", "published", published), ("moment", "recorded_at", recorded)):
        if value is not None:
            view += f" AND documents.{column} <= :{name}"
            values[name] = value
    rows = connection.execute(text(_FIND.format(view=view)), values)
    return tuple(_hit(row, id, wire) for row, id, wire in rows)


def _query(words: str) -> str:
    """The words as quoted FTS5 strings: inside quotes nothing is syntax."""
    parts = [part for part in _storable(words).replace("\0", " ").split() if any(sign.isalnum() for sign in part)]
    return " ".join('"' + part.replace('"', '""') + '"' for part in parts)


def _hit(row: int, document: str, wire: str) -> Hit:
    found = json.loads(wire)
    start, end = _sentences(found["sentences"], found["text"])[row & ((1 << _SHIFT) - 1)]
    return Hit(document=document, start=start, end=end, text=found["text"][start:end])


def _sentences(sentences: Sequence[Sequence[int]], whole: str) -> Sequence[Sequence[int]]:
    """The sentences; a document that was not cut into any is one."""
    return sentences or ((0, len(whole)),)


def _storable(words: str) -> str:
    """Text without lone surrogates, which no database keeps."""
    return words.encode("utf-8", "replace").decode("utf-8")
