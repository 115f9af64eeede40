"""What a watch has fetched, made into documents and codings by worker processes: a report that brings one down costs itself alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context
from typing import Final, TypeAlias

from vedette.app.apart import end_with_parent
from vedette.app.codings import code_one, make_coder
from vedette.app.config import Config
from vedette.app.pipeline import failure
from vedette.coding.base import Coder
from vedette.documents.make import make_document
from vedette.errors import DocumentError, ItemError
from vedette.model import Document, Failure
from vedette.sources.base import Raw
from vedette.store.base import Coding

CHUNK: Final = 40
"""Reports that go to a process together."""

_TASKS: Final = 200
"""Chunks after which a process is replaced, so that whatever it gathers is given back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One report: the document and all that was read in it, or the failure."""

    key: str | None
    document: Document | None = None
    coding: Coding | None = None
    failure: Failure | None = None


Chunk: TypeAlias = tuple[tuple[Raw, ...], datetime]


class Takers:
    """Processes that make documents and code them; with `workers` 0 the work is done at once, in this process."""

    def __init__(self, config: Config, *, workers: int) -> None:
        self._config, self._workers = config, workers
        self._pool: ProcessPoolExecutor | None = None
        self._coder: Coder | None = None

    def start(self, reports: Sequence[Raw], now: datetime) -> tuple[Pending, ...]:
        """Begin with these reports; ask the answer for what came of them."""
        chunks = [tuple(reports[n : n + CHUNK]) for n in range(0, len(reports), CHUNK)]
        return tuple(Pending(self, chunk, now, self._submit(chunk, now)) for chunk in chunks)

    def now(self, reports: Sequence[Raw], now: datetime) -> list[Taken]:
        """Do the work here and at once."""
        self._coder = self._coder or make_coder(self._config)
        return take(reports, now, self._coder)

    def apart(self, report: Raw, now: datetime) -> Taken:
        """Take a report that may have brought a process down in a process alone."""
        self.close()
        try:
            future = self._submit((report,), now)
            return future.result()[0] if future else self.now((report,), now)[0]
        except BrokenProcessPool:
            self.close()
            error = DocumentError(
                "crash",
                f"{report.origin}: the process that read it came down",
                way_out="Look at it by hand; the other reports are not touched by it.",
            )
            return Taken(key=report.key, failure=failure(error, report.origin, now))

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _submit(self, reports: tuple[Raw, ...], now: datetime) -> Future[list[Taken]] | None:
        if not self._workers:
            return None
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._workers,
                mp_context=get_context("spawn"),
                initializer=_begin,
                initargs=(self._config,),
                max_tasks_per_child=_TASKS,
            )
        return self._pool.submit(_take, reports, now)


@dataclass(frozen=True, slots=True)
class Pending:
    """Reports on their way."""

    takers: Takers
    reports: tuple[Raw, ...]
    now: datetime
    future: Future[list[Taken]] | None

    def result(self) -> Iterator[Taken]:
        """What came of each, in order; waits until it is there."""
        if self.future is None:
            yield from self.takers.now(self.reports, self.now)
            return
        try:
            yield from self.future.result()
        except BrokenProcessPool:
            for one in self.reports:
                yield self.takers.apart(one, self.now)


def take(reports: Iterable[Raw], now: datetime, coder: Coder) -> list[Taken]:
    """Each report as a document with its coding, or as the failure that says why it is none."""
    found = []
    for one in reports:
        try:
            document = make_document(one, recorded_at=now)
        except ItemError as error:
            found.append(Taken(key=one.key, failure=failure(error, one.origin, now)))
        except Exception as error:  # a defect must not cost the other reports
            broken = DocumentError(
                "defect",
                f"{one.origin}: this report cannot be read ({type(error).__name__})",
                way_out="Please report it with the text.",
            )
            found.append(Taken(key=one.key, failure=failure(broken, one.origin, now)))
        else:
            found.append(Taken(key=one.key, document=document, coding=code_one(coder, document, now)))
    return found


def _take(reports: tuple[Raw, ...], now: datetime) -> list[Taken]:
    return take(reports, now, _CODER[0])


def _begin(config: Config) -> None:
    """Ready a process to take reports."""
    end_with_parent()
    _CODER[:] = [make_coder(config)]


_CODER: Final[list[Coder]] = []
"""The coder of a process that takes reports."""
