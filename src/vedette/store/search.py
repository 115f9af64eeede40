"""Sentences found by words: SQLite's FTS5 behind two functions, so that another database needs only these two.

The index holds no text of its own: a row's number is the document's number and the sentence's place in it, and the words are cut
from the document when found.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import islice
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

_CHUNK: Final = 5000

_ADD: Final = text("INSERT INTO sentences(rowid, words) VALUES (:row, :words)")
# The texts are fetched for the few that are found, never for all that match.
_FIND: Final = f"""
    SELECT found.row AS row, documents.id AS id, documents.wire AS wire FROM (
        SELECT sentences.rowid AS row, sentences.rank AS rank FROM sentences
        WHERE sentences MATCH :query {{view}} ORDER BY sentences.rank, sentences.rowid LIMIT :limit
    ) AS found JOIN documents ON documents.seq = found.row >> {_SHIFT} ORDER BY found.rank, found.row
"""
_VIEW: Final = f"AND EXISTS (SELECT 1 FROM documents WHERE seq = sentences.rowid >> {_SHIFT}{{conditions}})"


def add(connection: Connection, documents: Iterable[tuple[int, Document]]) -> None:
    """Index the sentences of newly written documents, given with their numbers."""
    rows = (
        {"row": (number << _SHIFT) + place, "words": _storable(document.text[start:end])}
        for number, document in documents
        for place, (start, end) in enumerate(islice(_sentences(document.sentences, document.text), 1 << _SHIFT))
    )
    while chunk := list(islice(rows, _CHUNK)):
        connection.execute(_ADD, chunk)


def find(
    connection: Connection, words: str, *, limit: int, published: str | None, recorded: str | None
) -> tuple[Hit, ...]:
    """Sentences which hold all the words, best first, in documents published and recorded up to these days or moments."""
    query = _query(words)
    if not query or limit < 1:
        return ()
    values: dict[str, Any] = {"query": query, "limit": limit}
    values |= {name: value for name, value in (("day", published), ("moment", recorded)) if value is not None}
    conditions = "" if published is None else " AND published <= :day"
    conditions += "" if recorded is None else " AND recorded_at <= :moment"
    view = _VIEW.format(conditions=conditions) if conditions else ""
    documents: dict[str, dict[str, Any]] = {}
    hits = []
    for row in connection.execute(text(_FIND.format(view=view)), values):
        if row.id not in documents:
            documents[row.id] = json.loads(row.wire)
        hits.append(_hit(row.row, row.id, documents[row.id]))
    return tuple(hits)


def _query(words: str) -> str:
    """The words as quoted FTS5 strings: inside quotes nothing is syntax."""
    parts = [part for part in _storable(words).replace("\0", " ").split() if any(sign.isalnum() for sign in part)]
    return " ".join('"' + part.replace('"', '""') + '"' for part in parts)


def _hit(row: int, id: str, document: dict[str, Any]) -> Hit:
    start, end = _sentences(document["sentences"], document["text"])[row & ((1 << _SHIFT) - 1)]
    return Hit(document=id, start=start, end=end, text=document["text"][start:end])


def _sentences(sentences: Sequence[Sequence[int]], whole: str) -> Sequence[Sequence[int]]:
    """The sentences; a document that was not cut into any is one."""
    return sentences or ((0, len(whole)),)


def _storable(words: str) -> str:
    """Text without lone surrogates, which no database keeps."""
    return words.encode("utf-8", "replace").decode("utf-8")
