"""A ledger by the numbers of its rows: which mentions hang together, and the records of a few of them, so that no reader needs all at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from sqlalchemy import Connection, select, text

from vedette.store import schema as s

_CHUNK: Final = 5000

_PAIRS: Final = text(
    """SELECT d.seq, a.seq, b.seq FROM (SELECT seq, first, second FROM decisions WHERE seq > :last ORDER BY seq LIMIT :most) AS d
    JOIN mentions AS a ON a.id = d.first JOIN mentions AS b ON b.id = d.second ORDER BY d.seq"""
)
_WHOLES: Final = text(
    """SELECT seq, wire FROM mentions WHERE seq > :last AND wire LIKE '%"part_of":"%' ORDER BY seq LIMIT :most"""
)
_AGAIN: Final = text(
    """SELECT m.document, m.seq FROM mentions AS m JOIN
    (SELECT document FROM codings GROUP BY document HAVING count(*) > 1) AS again ON again.document = m.document ORDER BY m.document, m.seq"""
)


def pairs(connection: Connection, last: int) -> list[tuple[int, int, int]]:
    """Some decisions after the one of this number: each with the numbers of its two mentions; [] at the end."""
    return [(d, a, b) for d, a, b in connection.execute(_PAIRS, {"last": last, "most": _CHUNK})]


def wholes(connection: Connection, last: int) -> list[tuple[int, str]]:
    """Some mentions after this number that are a part of another: number and wire."""
    return [(seq, wire) for seq, wire in connection.execute(_WHOLES, {"last": last, "most": _CHUNK})]


def coded_again(connection: Connection) -> dict[str, list[int]]:
    """The numbers of the mentions of each document that has several codings."""
    found: dict[str, list[int]] = {}
    for document, number in connection.execute(_AGAIN):
        found.setdefault(document, []).append(number)
    return found


def numbers_of(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    """The numbers of the mentions with these ids; those the ledger does not hold are left out."""
    found: dict[str, int] = {}
    for some in chunks(ids):
        query = select(s.mentions.c.id, s.mentions.c.seq).where(s.mentions.c.id.in_(some))
        found.update((id, seq) for id, seq in connection.execute(query))
    return found


def chunks(items: Sequence[int] | Sequence[str], size: int = 500) -> Iterator[list[int] | list[str]]:
    """The items, so many at a time."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some  # type: ignore[misc]  # a chunk of ints of ints, of strings of strings
