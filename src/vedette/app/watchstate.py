"""What a watch remembers beside the ledger, in an SQLite file of its own: every change whole or not at all.

Nothing here is a record: without the file a watch reads everything again and writes nothing twice, for records are named by what
they say. The order of writing makes it safe to stop at any moment: first the promise (which documents are about to be written),
then the ledger, then what was visited; a promise is taken back only when its documents are coded and linked.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Final

from vedette.assessment.watch import Alert, Memory
from vedette.errors import InputError, LedgerError
from vedette.sources.answers import Validator

TRIES: Final = 5
"""How often an item that may come later is asked for."""

_KEPT_S: Final = 120 * 86_400.0
"""For how long an item is remembered after it was last seen."""
_VERSION: Final = 1
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS sources (name TEXT PRIMARY KEY, mark TEXT NOT NULL, due REAL NOT NULL, failures INTEGER NOT NULL,
    aside INTEGER NOT NULL, error TEXT, visited REAL, fine REAL, items INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS validators (source TEXT, url TEXT, etag TEXT, modified TEXT, digest TEXT, PRIMARY KEY (source, url)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS seen (source TEXT, key TEXT, tries INTEGER NOT NULL, done INTEGER NOT NULL, at REAL NOT NULL, PRIMARY KEY (source, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS promised (document TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS alerts (id TEXT PRIMARY KEY, alert TEXT NOT NULL, told INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS memory (one INTEGER PRIMARY KEY CHECK (one = 1), held TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How it stands with a source: `due` and the other moments in seconds since 1970; `failures` in a row, `error` the last."""

    name: str
    mark: str
    due: float = 0.0
    failures: int = 0
    aside: bool = False
    error: str | None = None
    visited: float | None = None
    fine: float | None = None
    items: int = 0


class WatchState:
    """The memory of a watch, in a file; InputError where the file is none or another watch holds it."""

    def __init__(self, path: Path, *, exclusive: bool = True) -> None:
        self._path = path
        self._lock = _locked(path) if exclusive else None
        try:
            self._db = sqlite3.connect(path, isolation_level=None, timeout=10.0)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, _VERSION):
                raise InputError(f"{path}: it was written by a newer vedette; move it away to start anew")
            self._db.executescript(f"{_SCHEMA} PRAGMA user_version = {_VERSION};")
        except sqlite3.Error as error:
            raise InputError(
                f"{path}: it is not what a watch remembers ({error}); move it away to start anew"
            ) from None

    def standings(self) -> dict[str, Standing]:
        """All sources that were ever visited."""
        rows = self._db.execute("SELECT name, mark, due, failures, aside, error, visited, fine, items FROM sources")
        return {
            row[0]: Standing(name=row[0], mark=row[1], due=row[2], failures=row[3], aside=bool(row[4]), error=row[5], visited=row[6], fine=row[7], items=row[8])
            for row in rows
        }  # fmt: skip

    def validators(self, source: str) -> dict[str, Validator]:
        """What recognises the answers of a source, by URL or path."""
        rows = self._db.execute("SELECT url, etag, modified, digest FROM validators WHERE source = ?", (source,))
        return {row[0]: Validator(etag=row[1], modified=row[2], digest=row[3]) for row in rows}

    def known(self, source: str) -> frozenset[str]:
        """The items of a source that are not to be read again: done, or tried often enough."""
        rows = self._db.execute("SELECT key FROM seen WHERE source = ? AND (done OR tries >= ?)", (source, TRIES))
        return frozenset(row[0] for row in rows)

    def promise(self, documents: Iterable[str]) -> None:
        """Say that these documents are about to be written."""
        with self._change() as db:
            db.executemany("INSERT OR IGNORE INTO promised VALUES (?)", [(one,) for one in documents])

    def promised(self) -> tuple[str, ...]:
        """The documents that were promised and not settled."""
        return tuple(row[0] for row in self._db.execute("SELECT document FROM promised ORDER BY document"))

    def settle(self, documents: Iterable[str]) -> None:
        """Say that these documents are written, coded and linked."""
        with self._change() as db:
            db.executemany("DELETE FROM promised WHERE document = ?", [(one,) for one in documents])

    def keep(
        self,
        standing: Standing,
        *,
        done: Iterable[str],
        again: Iterable[str],
        validators: Mapping[str, Validator] | None,
    ) -> None:
        """Remember a visit: how it stands, the items done and those to be tried again, and what recognises the answers.

        `validators` is None where something was left: then the next visit reads everything again.
        """
        at = standing.visited or 0.0
        name = standing.name
        with self._change() as db:
            held = db.execute("SELECT mark FROM sources WHERE name = ?", (name,)).fetchone()
            if held is not None and held[0] != standing.mark:
                db.execute("DELETE FROM validators WHERE source = ?", (name,))
                db.execute("DELETE FROM seen WHERE source = ?", (name,))
            db.execute(
                "INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (name, standing.mark, standing.due, standing.failures, standing.aside, standing.error, standing.visited, standing.fine, standing.items),
            )  # fmt: skip
            db.executemany(
                "INSERT INTO seen VALUES (?, ?, 1, 1, ?) ON CONFLICT DO UPDATE SET done = 1, at = excluded.at",
                [(name, key, at) for key in done],
            )
            db.executemany(
                "INSERT INTO seen VALUES (?, ?, 1, 0, ?) ON CONFLICT DO UPDATE SET tries = tries + 1, at = excluded.at",
                [(name, key, at) for key in again],
            )
            if validators is not None:
                rows = [(name, url, one.etag, one.modified, one.digest) for url, one in validators.items()]
                db.executemany("INSERT OR REPLACE INTO validators VALUES (?, ?, ?, ?, ?)", rows)

    def forget(self, at: float, *, sources: Iterable[str]) -> None:
        """Let go of items not met for months, and of sources that are named no more."""
        named = set(sources)
        with self._change() as db:
            db.execute("DELETE FROM seen WHERE at < ?", (at - _KEPT_S,))
            gone = [row[0] for row in db.execute("SELECT name FROM sources") if row[0] not in named]
            for table, column in (("sources", "name"), ("validators", "source"), ("seen", "source")):
                db.executemany(f"DELETE FROM {table} WHERE {column} = ?", [(name,) for name in gone])

    def memory(self) -> Memory:
        """What the alert rules remember."""
        row = self._db.execute("SELECT held FROM memory").fetchone()
        held = json.loads(row[0]) if row else []
        last = {(one[0], one[1]): date.fromisoformat(one[2]) for one in held}
        return Memory(last=last, told={(one[0], one[1]): set(one[3]) for one in held})

    def fire(self, alerts: Iterable[Alert], memory: Memory) -> None:
        """Keep what fired and what is remembered of it, together."""
        held = [[*key, day.isoformat(), sorted(memory.told[key])] for key, day in sorted(memory.last.items())]
        rows = [(f"{one.rule}\x1f{one.subject}\x1f{one.day}", json.dumps({**asdict(one), "day": one.day.isoformat()})) for one in alerts]  # fmt: skip
        with self._change() as db:
            db.execute("INSERT OR REPLACE INTO memory VALUES (1, ?)", (json.dumps(held),))
            db.executemany("INSERT OR IGNORE INTO alerts VALUES (?, ?, 0)", rows)

    def untold(self) -> Iterator[tuple[str, Alert]]:
        """The alerts that nobody was told yet, under their ids."""
        for id, text in self._db.execute("SELECT id, alert FROM alerts WHERE NOT told ORDER BY rowid").fetchall():
            one = json.loads(text)
            yield id, Alert(**{**one, "day": date.fromisoformat(one["day"]), "records": tuple(one["records"])})

    def told(self, id: str) -> None:
        """Say that an alert was told."""
        with self._change() as db:
            db.execute("UPDATE alerts SET told = 1 WHERE id = ?", (id,))

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()
        if self._lock is not None:
            self._lock.close()

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            raise LedgerError(
                f"{self._path}: what the watch remembers cannot be written ({error}); free some space"
            ) from error


class _Lock:
    """A lock that ends with its process, however that ends."""

    def __init__(self, path: Path) -> None:
        import fcntl

        self._file = path.open("ab")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._file.close()
            raise

    def close(self) -> None:
        self._file.close()


def _locked(path: Path) -> _Lock:
    lock = path.with_name(f"{path.name}.lock")
    try:
        return _Lock(lock)
    except BlockingIOError:
        raise InputError(
            f"{path}: another watch is at work on this ledger; let it end, or name another ledger"
        ) from None
    except OSError as error:
        raise InputError(
            f"{lock}: cannot be written: {error.strerror}; choose a folder that you may write to"
        ) from None
