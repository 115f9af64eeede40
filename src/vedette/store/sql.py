"""The ledger in a database, by SQLAlchemy Core: append-only, each write whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Engine, Table, func, or_, select, tuple_
from sqlalchemy.dialects import sqlite as dialect

from vedette.errors import LedgerError, RecordError
from vedette.model import Copy, Decision, Document, Failure, Mention, Override, Prediction, Run, Tally
from vedette.store import chain, codec, parts, rows, search
from vedette.store import schema as s
from vedette.store.base import NOW, AsOf, Coding, Hit, Proof, Tip
from vedette.store.sqlite import in_words, open_file

T = TypeVar("T")

_CHUNK: Final = 200
"""Records held in memory at a time, by a reader and by a writer."""


def open_ledger(where: str | Path, *, read_only: bool = False, wait_s: float = 10.0) -> SqlLedger:
    """Open the ledger in a file, creating it where there is none; raises LedgerError.

    `where` is a path or a `sqlite:///` URL. `wait_s` is how long a writer waits for another process.
    """
    path = _path(where)
    return SqlLedger(open_file(path, read_only=read_only, wait_s=wait_s), name=str(path), read_only=read_only)


class SqlLedger:
    """A Ledger in a database; see the protocol for what it promises. Readers hold no lock and see no later write."""

    def __init__(self, engine: Engine, *, name: str, read_only: bool = False) -> None:
        self.name = name
        self.read_only = read_only
        self._engine = engine
        self._closed = False

    def add_documents(self, documents: Iterable[Document]) -> int:
        """Write documents and index their sentences."""
        return self._add(documents, self._add_documents)

    def add_coding(self, coding: Coding) -> int:
        """Write all that one coder read in one document; a coding that is there already is left as it is."""
        return self.add_codings((coding,))

    def add_codings(self, codings: Iterable[Coding]) -> int:
        """Write several codings as one; those that are there already are left as they are."""
        return self._add(codings, self._add_codings)

    def add_copies(self, copies: Iterable[Copy]) -> int:
        """Write which documents copy which."""
        return self._add(copies, lambda c, some: _append(c, s.copies, [rows.copy(r) for r in some]))

    def add_decisions(self, decisions: Iterable[Decision]) -> int:
        """Write decisions on pairs of mentions that the ledger holds."""
        return self._add(decisions, lambda c, some: _append(c, s.decisions, [rows.decision(r) for r in some]))

    def add_overrides(self, overrides: Iterable[Override]) -> int:
        """Write persons' values for incidents' fields."""
        return self._add(overrides, lambda c, some: _append(c, s.overrides, [rows.override(r) for r in some]))

    def add_failures(self, failures: Iterable[Failure]) -> int:
        """Write what could not be processed."""
        return self._add(failures, lambda c, some: _append(c, s.failures, [rows.failure(r) for r in some]))

    def add_run(self, run: Run) -> int:
        """Write one run."""
        return self._add((run,), lambda c, some: _append(c, s.runs, [rows.run(r) for r in some]))

    def add_predictions(self, predictions: Iterable[Prediction]) -> int:
        """Write forecasts as they were published."""
        return self._add(predictions, lambda c, some: _append(c, s.predictions, [rows.prediction(r) for r in some]))

    def documents(self, *, as_of: AsOf = NOW, only: Collection[str] | None = None) -> Iterator[Document]:
        """Documents published and recorded by then."""
        then = (_recorded(s.documents.c, as_of), _published(as_of))
        return self._read(s.documents, Document, *then, among=_among(s.documents.c.id, only))

    def document(self, id: str) -> Document | None:
        """The document with this id."""
        with self._reading() as connection:
            wire = connection.execute(select(s.documents.c.wire).where(s.documents.c.id == id)).scalar()
        return None if wire is None else self._decode(Document, wire)

    def mention(self, id: str) -> Mention | None:
        """The mention with this id, whether its coding stands or not."""
        with self._reading() as connection:
            wire = connection.execute(select(s.mentions.c.wire).where(s.mentions.c.id == id)).scalar()
        return None if wire is None else self._decode(Mention, wire)

    def has_coding(self, document: str, coder: str) -> bool:
        """Whether this coder has read this document, even if it found nothing."""
        at = (s.codings.c.document == document) & (s.codings.c.coder == coder)
        with self._reading() as connection:
            return connection.execute(select(s.codings.c.seq).where(at)).first() is not None

    def mentions(self, *, as_of: AsOf = NOW, only: Collection[int] | None = None) -> Iterator[Mention]:
        """Mentions of the standing codings."""
        return self._read_coded(s.mentions, Mention, as_of, among=_among(s.mentions.c.seq, only))

    def tallies(self, *, as_of: AsOf = NOW) -> Iterator[Tally]:
        """Tallies of the standing codings."""
        return self._read_coded(s.tallies, Tally, as_of)

    def copies(self, *, as_of: AsOf = NOW) -> Iterator[Copy]:
        """Copies of which both documents were published by then."""
        both = [_through_document(s.copies.c[name], as_of) for name in ("document", "of")]
        return self._read(s.copies, Copy, _recorded(s.copies.c, as_of), *both)

    def decisions(
        self, *, as_of: AsOf = NOW, only: Collection[int] | None = None, person: bool = False
    ) -> Iterator[Decision]:
        """Decisions by models, and those that persons had taken by then."""
        by_then = _by_day(s.decisions, as_of)
        mine = None if by_then is None else or_(s.decisions.c.person.is_(False), by_then)
        people = s.decisions.c.person.is_(True) if person else None
        then = (_recorded(s.decisions.c, as_of), mine, people)
        return self._read(s.decisions, Decision, *then, among=_among(s.decisions.c.seq, only))

    def pairs(self) -> Iterator[tuple[int, int, int]]:
        """The number of every decision with those of its two mentions."""
        last = 0
        while True:
            with self._reading() as connection:
                found = parts.pairs(connection, last)
            if not found:
                return
            yield from found
            last = found[-1][0]

    def wholes(self) -> Iterator[tuple[int, int]]:
        """The numbers of every mention that is a part of another, and of that other."""
        last = 0
        while True:
            with self._reading() as connection:
                rows_ = parts.wholes(connection, last)
                named = [(number, self._decode(Mention, wire).part_of) for number, wire in rows_]
                known = parts.numbers_of(connection, [whole for _, whole in named if whole is not None])
            if not rows_:
                return
            yield from ((number, known[whole]) for number, whole in named if whole in known)
            last = rows_[-1][0]

    def coded_again(self) -> dict[str, list[int]]:
        """The numbers of the mentions of each document that has several codings, by document."""
        with self._reading() as connection:
            return parts.coded_again(connection)

    def numbers_of(self, mentions: Collection[str]) -> dict[str, int]:
        """The numbers of the mentions with these ids."""
        with self._reading() as connection:
            return parts.numbers_of(connection, list(mentions))

    def mentions_at(self, numbers: Collection[int]) -> Iterator[Mention]:
        """The mentions of these numbers, whether their codings stand or not."""
        return self._read(s.mentions, Mention, among=_among(s.mentions.c.seq, numbers))

    def counts(self) -> dict[str, int]:
        """How many rows of each sort were ever written."""
        with self._reading() as connection:
            return {t.name: connection.execute(select(func.count(t.c.seq))).scalar_one() for t in s.RECORDS}

    def last_mention(self) -> int:
        """The number of the newest mention, 0 before the first."""
        return self._end(s.mentions)

    def overrides(self, *, as_of: AsOf = NOW) -> Iterator[Override]:
        """Overrides that persons had made by then."""
        return self._read(s.overrides, Override, _recorded(s.overrides.c, as_of), _by_day(s.overrides, as_of))

    def failures(self, *, as_of: AsOf = NOW) -> Iterator[Failure]:
        """Failures; one of a document that was published later is out."""
        then = None
        if as_of.published is not None:
            later = s.documents.c.published > as_of.published.isoformat()
            then = ~_exists(s.documents.c.seq, s.documents.c.id == s.failures.c.document, later)
        return self._read(s.failures, Failure, _recorded(s.failures.c, as_of), then)

    def runs(self, *, as_of: AsOf = NOW) -> Iterator[Run]:
        """Runs, on the ledger's own clock alone."""
        return self._read(s.runs, Run, _recorded(s.runs.c, as_of))

    def predictions(self, *, as_of: AsOf = NOW) -> Iterator[Prediction]:
        """Forecasts that saw no later day than that."""
        table = s.predictions
        seen = None if as_of.published is None else table.c.as_of <= as_of.published.isoformat()
        return self._read(table, Prediction, _recorded(table.c, as_of), seen)

    def search(self, words: str, *, limit: int = 20, as_of: AsOf = NOW) -> tuple[Hit, ...]:
        """Sentences which hold all the words, best first."""
        published = None if as_of.published is None else as_of.published.isoformat()
        recorded = None if as_of.recorded is None else s.stamp(as_of.recorded)
        with self._reading() as connection:
            return search.find(connection, words, limit=limit, published=published, recorded=recorded)

    def prove(self) -> Proof:
        """Compute the hash chain again from what is stored, in one moment's view."""
        with self._reading() as connection:
            return chain.prove(connection, [table.name for table in s.RECORDS])

    def tip(self, *, since: int = 0) -> Tip:
        """The end of the chain, and which tables were written to after an entry."""
        with self._reading() as connection:
            entries, head = chain.head(connection)
            written = select(s.chain.c.record).where(s.chain.c.seq > since).distinct()
            return Tip(
                entries=entries, head=head, written=frozenset(connection.scalars(written) if entries > since else ())
            )

    def sealed(self, hash: str) -> bool:
        """Whether an entry of the chain has this hash."""
        with self._reading() as connection:
            return connection.execute(select(s.chain.c.seq).where(s.chain.c.hash == hash)).first() is not None

    def close(self) -> None:
        """Let go of the file."""
        self._closed = True
        with in_words(self.name):
            self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if self._closed:
            raise LedgerError(f"{self.name}: it was closed: open it again")
        with in_words(self.name), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if self._closed or self.read_only:
            if self._closed:
                raise LedgerError(f"{self.name}: it was closed: open it again")
            raise LedgerError(
                f"{self.name}: it is open for reading only: see whether its file may be written, or work on a copy"
            )
        with in_words(self.name), self._engine.execution_options(writer=True).begin() as connection:
            yield connection

    def _add(self, records: Iterable[T], write: Callable[[Connection, Sequence[T]], int]) -> int:
        """Write all records in one transaction, a chunk at a time; the first chunk is made before the lock is taken."""
        rest = iter(records)
        chunk, new = tuple(islice(rest, _CHUNK)), 0
        if not chunk:
            return 0
        with self._writing() as connection:
            while chunk:
                new += write(connection, chunk)
                chunk = tuple(islice(rest, _CHUNK))
        return new

    def _add_codings(self, connection: Connection, codings: Sequence[Coding]) -> int:
        named = {coding.document for coding in codings}
        query = select(s.documents.c.id, s.documents.c.wire).where(s.documents.c.id.in_(named))
        wires = {row.id: row.wire for row in connection.execute(query)}
        before = chain.last_number(connection, s.codings.name)
        numbers: list[tuple[Coding, int]] = []
        for coding in codings:
            if coding.document not in wires:
                raise LedgerError(
                    f"{self.name}: it holds no document {coding.document}, which a coding names: add it first"
                )
            rows.vet(coding, self._decode(Document, wires[coding.document]))
            key = {"document": coding.document, "coder": coding.coder, "recorded_at": s.stamp(coding.recorded_at)}
            written: Any = connection.execute(_insert(s.codings), key)
            if written.rowcount:
                numbers.append((coding, written.inserted_primary_key.seq))
        chain.extend(connection, s.codings.name, after=before)
        new = _append(
            connection, s.mentions, [rows.mention(m, number) for one, number in numbers for m in one.mentions]
        )
        new += _append(connection, s.tallies, [rows.tally(t, number) for one, number in numbers for t in one.tallies])
        return new + _append(connection, s.failures, [rows.failure(f) for one, _ in numbers for f in one.failures])

    def _add_documents(self, connection: Connection, documents: Sequence[Document]) -> int:
        by_id: dict[str, Document] = {}
        for document in documents:
            by_id.setdefault(document.id, document)
        there = set(connection.scalars(select(s.documents.c.id).where(s.documents.c.id.in_(by_id))))
        new = {id: document for id, document in by_id.items() if id not in there}
        count = _append(connection, s.documents, [rows.document(d) for d in new.values()])
        numbers = connection.execute(select(s.documents.c.seq, s.documents.c.id).where(s.documents.c.id.in_(new)))
        search.add(connection, [(row.seq, new[row.id]) for row in numbers])
        return count

    def _read(
        self,
        table: Table,
        kind: type[T],
        *only: ColumnElement[bool] | None,
        among: Iterable[ColumnElement[bool]] | None = None,
    ) -> Iterator[T]:
        """Read in chunks up to what was there at the start: nothing is ever changed, so this is one moment's view.

        With `among`, only what one of these conditions picks out, condition by condition; each picks out few.
        """
        if among is not None:
            for condition in among:
                yield from self._read_few(table, kind, condition, *only)
            return
        end, last = self._end(table), 0
        seq, conditions = table.c.seq, [condition for condition in only if condition is not None]
        while True:
            query = select(seq, table.c.wire).where(seq > last, seq <= end, *conditions).order_by(seq).limit(_CHUNK)
            with self._reading() as connection:
                found = connection.execute(query).all()
            if not found:
                return
            for _, wire in found:
                yield self._decode(kind, wire)
            last = found[-1].seq

    def _read_few(self, table: Table, kind: type[T], *only: ColumnElement[bool] | None) -> Iterator[T]:
        conditions = [condition for condition in only if condition is not None]
        with self._reading() as connection:
            found = connection.execute(select(table.c.wire).where(*conditions).order_by(table.c.seq)).scalars().all()
        for wire in found:
            yield self._decode(kind, wire)

    def _read_coded(
        self, table: Table, kind: type[T], as_of: AsOf, among: Iterable[ColumnElement[bool]] | None = None
    ) -> Iterator[T]:
        standing = _standing(table.c.coding, self._end(s.codings), as_of)
        through = _through_document(table.c.document, as_of)
        yield from self._read(table, kind, standing, _recorded(table.c, as_of), through, among=among)

    def _end(self, table: Table) -> int:
        with self._reading() as connection:
            return connection.execute(select(func.max(table.c.seq))).scalar() or 0

    def _decode(self, kind: type[T], wire: str) -> T:
        try:
            record = codec.loads(wire)
        except RecordError as error:
            raise LedgerError(f"{self.name}: it is damaged ({error}): put back a copy") from error
        if not isinstance(record, kind):
            raise LedgerError(f"{self.name}: it is damaged (a {type(record).__name__} among others): put back a copy")
        return record


def _path(where: str | Path) -> Path:
    if isinstance(where, Path):
        return where
    if where.startswith("sqlite:///"):
        return Path(where.removeprefix("sqlite:///"))
    if "://" in where:
        raise LedgerError(f"{where.split('://')[0]}: not a kind of ledger that this vedette opens: name a file")
    return Path(where)


def _among(column: Column[Any], only: Collection[Any] | None) -> Iterable[ColumnElement[bool]] | None:
    """Conditions that pick out these values, some at a time in ascending order; None picks out all there is."""
    return None if only is None else (column.in_(some) for some in parts.chunks(sorted(only)))


def _insert(table: Table) -> Any:
    return dialect.insert(table).on_conflict_do_nothing()


def _append(connection: Connection, table: Table, new: Sequence[dict[str, Any]]) -> int:
    """Write rows, and seal in the same transaction those that were new."""
    if not new:
        return 0
    before = chain.last_number(connection, table.name)
    connection.execute(_insert(table), new)
    return chain.extend(connection, table.name, after=before)


def _recorded(columns: Any, as_of: AsOf) -> ColumnElement[bool] | None:
    """What was recorded by then, in the table or alias with these columns."""
    return None if as_of.recorded is None else columns.recorded_at <= s.stamp(as_of.recorded)


def _published(as_of: AsOf) -> ColumnElement[bool] | None:
    return None if as_of.published is None else s.documents.c.published <= as_of.published.isoformat()


def _through_document(column: ColumnElement[str], as_of: AsOf) -> ColumnElement[bool] | None:
    """What rests on a document that was published by then."""
    by_then = _published(as_of)
    return None if by_then is None else _exists(s.documents.c.seq, s.documents.c.id == column, by_then)


def _by_day(table: Table, as_of: AsOf) -> ColumnElement[bool] | None:
    """What a person wrote by the end of that day, in UTC."""
    if as_of.published is None:
        return None
    return table.c.recorded_at < (as_of.published + timedelta(days=1)).isoformat()


def _standing(coding: ColumnElement[int], end: int, as_of: AsOf) -> ColumnElement[bool]:
    """Whether a coding stands: seen from then, no later one of its document is there."""
    one, later = s.codings.alias("one"), s.codings.alias("later")
    outweighs = tuple_(later.c.recorded_at, later.c.seq) > tuple_(one.c.recorded_at, one.c.seq)
    same = later.c.document == one.c.document
    superseded = _exists(later.c.seq, same, outweighs, later.c.seq <= end, _recorded(later.c, as_of))
    return _exists(one.c.seq, one.c.seq == coding, one.c.seq <= end, _recorded(one.c, as_of), ~superseded)


def _exists(what: ColumnElement[int], *only: ColumnElement[bool] | None) -> ColumnElement[bool]:
    """Looked up row by row: the other tables are large and a chunk is small."""
    return select(what).where(*(condition for condition in only if condition is not None)).exists()
