"""A ledger in one SQLite file: opening, recognising and creating it, and its errors in words.

Everything that only SQLite does stands here and in `search`: another database brings its own two modules.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError

from vedette.errors import LedgerError
from vedette.store import search
from vedette.store.schema import RECORDS, REVISIONS, VERSION, chain, metadata

APPLICATION: Final = 0x76656474
"""The mark of a vedette ledger in the file's header ("vedt")."""

_HEADER: Final = b"SQLite format 3\0"

GUARDS: Final = tuple(
    f"CREATE TRIGGER {table.name}_never_{name} BEFORE {verb} ON {table.name} "
    f"BEGIN SELECT RAISE(ABORT, '{table.name} is append-only'); END"
    for table in (*RECORDS, chain)
    for name, verb in (("edited", "UPDATE"), ("deleted", "DELETE"))
)
"""The triggers that refuse to change or remove a record."""

_FULL: Final = "the disk is full; what was being written is not kept, all before it is: free some space and run again"
_WAYS: Final = (
    # (start of SQLite's error name, what happened and the way out); the first that fits is told.
    ("SQLITE_FULL", _FULL),
    ("SQLITE_IOERR_SHM", _FULL),
    ("SQLITE_IOERR", "the disk refuses to read or write it (full, over quota, or failing); what was written before is kept: make room or check the disk, then run again"),
    ("SQLITE_READONLY", "it is not writable: change its permissions and those of its folder, or name another file"),
    ("SQLITE_BUSY", "another process is writing to it: wait until that is done, then run again"),
    ("SQLITE_LOCKED", "another process is writing to it: wait until that is done, then run again"),
    ("SQLITE_NOTADB", "it is not a ledger: name another file; it was left as it is"),
    ("SQLITE_CORRUPT", "it is damaged: put back a copy, or save what can be read with `sqlite3 FILE .recover`"),
    ("SQLITE_CANTOPEN", "it cannot be opened: check that its folder exists and that you may read and write there"),
    ("SQLITE_PERM", "you may not open it: change its permissions, or name another file"),
    ("SQLITE_AUTH", "you may not open it: change its permissions, or name another file"),
    ("SQLITE_CONSTRAINT_TRIGGER", "its records are append-only: write a new record instead"),
    ("SQLITE_CONSTRAINT_FOREIGNKEY", "a record names a document or a mention that it does not hold: add that first"),
    ("SQLITE_NOMEM", "there is not enough memory to read it"),
    ("SQLITE_TOOBIG", "a record is too big for it (over 1 GB)"),
)  # fmt: skip


@contextmanager
def in_words(name: str) -> Iterator[None]:
    """Turn an error of the database into a LedgerError that names the ledger, what happened and the way out."""
    try:
        yield
    except (sqlite3.Error, DBAPIError) as error:
        raise LedgerError(f"{name}: {_explain(error)}") from error
    except UnicodeEncodeError as error:
        raise LedgerError(f"{name}: a record's id or name is no valid text: {error}") from error


def open_file(path: Path, *, read_only: bool, wait_s: float) -> Engine:
    """An engine on a ledger that is there, created or brought up to date; raises LedgerError.

    A transaction begins at once as a writer where the connection has the execution option `writer`. `wait_s` is how long a
    writer waits for another.
    """
    _look(path, read_only=read_only)
    engine = _engine(path, read_only=read_only, wait_s=wait_s)
    try:
        with in_words(str(path)):
            _prepare(engine, path, read_only=read_only, wait_s=wait_s)
    except BaseException:
        engine.dispose()
        raise
    return engine


def create(connection: Connection) -> None:
    """Build the current schema in an empty database, marked as if the migrations had built it."""
    metadata.create_all(connection, checkfirst=False)
    for statement in (*GUARDS, *search.CREATE):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (REVISIONS[VERSION],))
    mark(connection)


def mark(connection: Connection) -> None:
    """Mark the file as a ledger of the current version."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
    connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


def _look(path: Path, *, read_only: bool) -> None:
    try:
        if path.is_dir():
            raise LedgerError(f"{path}: it is a folder, not a ledger: name a file in it, such as {path / 'ledger.db'}")
        if not path.parent.is_dir():
            raise LedgerError(f"{path}: there is no folder {path.parent}: create it, or name another file")
        if read_only and not path.exists():
            raise LedgerError(f"{path}: there is no ledger here: name one that exists, or build it with `vedette run`")
        if path.exists() and not _may_be_ours(path):
            raise LedgerError(f"{path}: it is not a ledger: name another file; it was left as it is")
    except (OSError, ValueError) as error:
        raise LedgerError(f"{path}: it cannot be opened ({error}): check its name and your permissions") from error


def _may_be_ours(path: Path) -> bool:
    """Whether a file is empty or begins like SQLite's: SQLite itself takes any short file for an empty one and overwrites it."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_HEADER)) in (b"", _HEADER)


def _connect(path: Path, *, mode: str, wait_s: float) -> sqlite3.Connection:
    where = f"{path.absolute().as_uri()}?{mode}"
    opened = sqlite3.connect(where, uri=True, timeout=wait_s, isolation_level=None, check_same_thread=False)
    try:
        for pragma in ("foreign_keys = ON", "recursive_triggers = ON", "synchronous = NORMAL"):
            opened.execute(f"PRAGMA {pragma}")
    except sqlite3.Error:
        opened.close()
        raise
    return opened


def _engine(path: Path, *, read_only: bool, wait_s: float) -> Engine:
    def connect() -> sqlite3.Connection:
        if not read_only:
            return _connect(path, mode="mode=rwc", wait_s=wait_s)
        try:
            return _connect(path, mode="mode=ro", wait_s=wait_s)
        except sqlite3.OperationalError:
            if path.with_name(path.name + "-wal").exists():
                raise
            # In a folder that may not be written to SQLite cannot share the log; without a log nobody is writing.
            return _connect(path, mode="mode=ro&immutable=1", wait_s=wait_s)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writer = connection.get_execution_options().get("writer", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")

    return engine


def _prepare(engine: Engine, path: Path, *, read_only: bool, wait_s: float) -> None:
    with engine.connect() as connection:
        version = _version(connection, path)
    if read_only:
        if version != VERSION:
            what = "it is empty" if version is None else f"it is of the older version {version}"
            raise LedgerError(f"{path}: {what} and was opened for reading only: open it once for writing")
        return
    if version != VERSION:
        with engine.execution_options(writer=True).begin() as connection:
            # Another process may have been faster: look again, now as the only writer.
            version = _version(connection, path)
            if version is None:
                create(connection)
            elif version < VERSION:
                from vedette.store.migrations import upgrade

                upgrade(connection)
                mark(connection)
    _keep_log(engine, wait_s)


def _version(connection: Connection, path: Path) -> int | None:
    """The version of the ledger in the file, None for an empty file; refuses whatever is no ledger or is too new."""
    application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    version: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if application != APPLICATION:
        if connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one() or application or version:
            raise LedgerError(f"{path}: it is an SQLite file but not a ledger: name another file; it was left as it is")
        return None
    if version > VERSION:
        raise LedgerError(
            f"{path}: it was written by a newer vedette (ledger version {version}; this one reads up to {VERSION}): "
            "install that vedette, or name another file"
        )
    return version


def _keep_log(engine: Engine, wait_s: float) -> None:
    """Let readers read while a writer writes. SQLite does not wait for this lock by itself, so we do."""
    deadline = time.monotonic() + wait_s
    while True:
        try:
            with engine.connect() as connection:
                raw: Any = connection.connection.dbapi_connection
                if raw.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                    raw.execute("PRAGMA journal_mode = WAL")
                return
        except sqlite3.OperationalError as error:
            if not _name(error).startswith("SQLITE_BUSY") or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def _explain(error: sqlite3.Error | DBAPIError) -> str:
    name = _name(error)
    for start, words in _WAYS:
        if name.startswith(start):
            return words
    cause = error.orig if isinstance(error, DBAPIError) else error
    return f"SQLite cannot go on ({cause}): check the file with `sqlite3 FILE 'PRAGMA integrity_check'`"


def _name(error: sqlite3.Error | DBAPIError) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else error
    return str(getattr(cause, "sqlite_errorname", ""))
