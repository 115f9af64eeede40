"""The hash chain over all that a ledger was ever told: each row sealed in the order of writing, so that no change goes unseen.

An entry's `digest` is the SHA-256 of the row (its columns, nulls left out, as sorted JSON); its `hash` is the SHA-256 of the hash
before it, the table, the row's number and the digest. Cutting off the end leaves a whole chain: whoever keeps the newest hash
elsewhere can tell.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Connection, text

from vedette.store.base import Break, Proof

START: Final = "0" * 64
"""What stands for the hash before the first."""

_CHUNK: Final = 500
_SINGULAR: Final = {"copies": "copy", "tallies": "tally"}


def extend(connection: Connection, table: str, *, after: int) -> int:
    """Seal the rows of a table that were written after the row with this number; how many they were."""
    number, last = head(connection)
    sealed = 0
    while True:
        entries = []
        for row in _rows(connection, table, after, limit=_CHUNK):
            digest = digest_of(row)
            number, last, after = number + 1, link(last, table, row["seq"], digest), row["seq"]
            entries.append({"seq": number, "record": table, "number": row["seq"], "digest": digest, "hash": last})
        if not entries:
            return sealed
        connection.execute(
            text(
                "INSERT INTO chain (seq, record, number, digest, hash) VALUES (:seq, :record, :number, :digest, :hash)"
            ),
            entries,
        )
        sealed += len(entries)


def head(connection: Connection) -> tuple[int, str]:
    """The number and the hash of the newest entry."""
    found = connection.execute(text("SELECT seq, hash FROM chain ORDER BY seq DESC LIMIT 1")).first()
    return (0, START) if found is None else (found.seq, found.hash)


def last_number(connection: Connection, table: str) -> int:
    """The number of the newest row of a table, 0 where it has none."""
    return connection.execute(text(f"SELECT max(seq) FROM {table}")).scalar() or 0


def prove(connection: Connection, tables: Sequence[str]) -> Proof:
    """Compute the whole chain again from the rows; tells the first place where it breaks, in the order of writing."""
    number, last = 0, START
    seen = dict.fromkeys(tables, 0)
    waiting: dict[str, dict[int, dict[str, Any]]] = {table: {} for table in tables}
    for chunk in _entries(connection):
        for table in {entry["record"] for entry in chunk} & set(tables):
            upto = max(entry["number"] for entry in chunk if entry["record"] == table)
            rows = _rows(connection, table, seen[table], upto=upto)
            waiting[table].update((row["seq"], row) for row in rows)
            seen[table] = max(upto, seen[table])
        for entry in chunk:
            broken = _check(entry, number + 1, last, waiting)
            if broken is not None:
                return Proof(entries=number, head=last, broken=broken)
            number, last = entry["seq"], entry["hash"]
    for table in tables:
        for row in (*waiting[table].values(), *_rows(connection, table, seen[table], limit=1)):
            return Proof(entries=number, head=last, broken=_broken(table, row, number, "inserted"))
    return Proof(entries=number, head=last)


def digest_of(row: dict[str, Any]) -> str:
    """The digest of a row: whatever its columns hold, and its number."""
    held = {name: int(value) if isinstance(value, bool) else value for name, value in row.items() if value is not None}
    return hashlib.sha256(json.dumps(held, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def link(before: str, table: str, number: int, digest: str) -> str:
    """The hash of an entry that follows this one."""
    return hashlib.sha256(f"{before} {table} {number} {digest}".encode()).hexdigest()


def _check(
    entry: dict[str, Any], expected: int, last: str, waiting: dict[str, dict[int, dict[str, Any]]]
) -> Break | None:
    """What is wrong with one entry or its row."""
    table, number = entry["record"], entry["number"]
    name = _SINGULAR.get(table, str(table).removesuffix("s"))
    if entry["seq"] != expected:
        return Break(entry=expected, record="entry", id=str(expected), what="missing")
    if table not in waiting or entry["hash"] != link(last, table, number, entry["digest"]):
        return Break(entry=expected, record="entry", id=str(expected), what="changed")
    earlier = min(waiting[table], default=number)
    if earlier < number:
        return _broken(table, waiting[table][earlier], expected, "inserted")
    row = waiting[table].pop(number, None)
    if row is None:
        return Break(entry=expected, record=name, id=f"number {number}", what="missing")
    return None if digest_of(row) == entry["digest"] else _broken(table, row, expected, "changed")


def _broken(table: str, row: dict[str, Any], entry: int, what: Any) -> Break:
    id = row.get("id") or " ".join(str(row[name]) for name in ("document", "of", "coder") if row.get(name))
    return Break(entry=entry, record=_SINGULAR.get(table, table.removesuffix("s")), id=str(id), what=what)


def _entries(connection: Connection) -> Iterator[list[dict[str, Any]]]:
    last = 0
    query = text("SELECT seq, record, number, digest, hash FROM chain WHERE seq > :last ORDER BY seq LIMIT :most")
    while chunk := [dict(row._mapping) for row in connection.execute(query, {"last": last, "most": _CHUNK})]:
        yield chunk
        last = chunk[-1]["seq"]


def _rows(
    connection: Connection, table: str, after: int, *, upto: int | None = None, limit: int = -1
) -> list[dict[str, Any]]:
    """Rows as they stand, after one number and up to another."""
    end = "" if upto is None else " AND seq <= :upto"
    most = "" if limit < 0 else " LIMIT :most"
    query = text(f"SELECT * FROM {table} WHERE seq > :after{end} ORDER BY seq{most}")
    given = {"after": after} | ({} if upto is None else {"upto": upto}) | ({} if limit < 0 else {"most": limit})
    return [dict(row._mapping) for row in connection.execute(query, given)]
