"""Documents to codings, here or in several processes: they come in the order of the documents, and are the same either way."""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import datetime
from inspect import signature
from itertools import islice
from multiprocessing import get_context
from typing import Final, TypeAlias

from vedette import registry
from vedette.app.apart import end_with_parent
from vedette.app.config import Config
from vedette.coding.base import CODERS, Coder
from vedette.errors import ConfigError
from vedette.model import Document, Failure
from vedette.reference.profiles import DEFAULT, profile
from vedette.store.base import Coding

log = logging.getLogger(__name__)

CHUNK: Final = 8
"""Documents that go to a process together: few enough that the last of them keep nobody waiting."""
ENOUGH: Final = 60
"""Documents below which starting a process costs more time than it saves."""
MOST: Final = 8
"""Processes that are started unless more are asked for; each takes about 200 MB."""

Item: TypeAlias = Document | Failure
Chunk: TypeAlias = tuple[Item, ...]
Coded: TypeAlias = Coding | Failure


def processes(asked: int | None, count: int) -> int:
    """How many processes code so many documents: as many as asked for; None is one for each processor where that saves time."""
    if asked is not None:
        return asked
    return min(_processors(), MOST, count // (ENOUGH // 2)) if count >= ENOUGH else 1


def make_coder(config: Config) -> Coder:
    """The coder that the settings ask for, reading for their profile; raises ConfigError where it can read for the default one only."""
    factory = registry.load("coder", config.coder, CODERS)
    kept = profile(config.profile)
    if kept.mark and "kept" not in signature(factory).parameters:
        raise ConfigError(
            f"the coder {config.coder!r} knows no profile but {DEFAULT!r}; leave {kept.name!r} out, or take the coder 'rules'"
        )
    given: dict[str, object] = {"kept": kept} if kept.mark else {}
    if config.min_confidence:
        if config.coder != "local":
            raise ConfigError(
                f"min_confidence is a setting of the coder 'local', not of {config.coder!r}; leave it out"
            )
        from vedette.coding.local.options import LocalOptions

        given["options"] = LocalOptions(min_confidence=config.min_confidence)
    made: Coder = factory(**given)
    return made


def codings(items: Iterable[Item], config: Config, now: datetime, *, workers: int) -> Iterator[Coded]:
    """The coding of every document and every failure as it is, in their order; with at most one worker the work is done here.

    More are processes of one thread. One that comes down takes no other document with it: the document that brought it down becomes a
    coding with a Failure. Raises ConfigError.
    """
    coder = make_coder(config)
    if workers <= 1:
        yield from (_coded(one, coder, now) for one in items)
        return
    chunks, waiting = _chunks(items), deque[tuple[Chunk, Future[list[Coded]]]]()
    pool = _pool(config, workers)
    try:
        while True:
            for chunk in islice(chunks, 2 * workers + 1 - len(waiting)):
                waiting.append((chunk, pool.submit(_code, chunk, now)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=True, cancel_futures=True)
                yield from (_apart(one, config, coder.name, now) for one in chunk)
                pool = _pool(config, workers)
                waiting = deque((held, pool.submit(_code, held, now)) for held, _ in waiting)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def code_one(reader: Coder, document: Document, now: datetime) -> Coding:
    """All that a coder reads in one document; a coder that breaks on it leaves a Failure, not a broken run."""
    try:
        return reader.code(document, recorded_at=now)
    except Exception as error:  # a defect of the coder must not cost the other documents; it is logged and recorded
        log.exception("the coder %s broke on %s", reader.name, document.origin)
        return _broken(
            reader.name, document, now, "defect", f"the coder broke on this text ({type(error).__name__}: {error})"
        )


def _coded(item: Item, coder: Coder, now: datetime) -> Coded:
    return item if isinstance(item, Failure) else code_one(coder, item, now)


def _apart(item: Item, config: Config, name: str, now: datetime) -> Coded:
    """Code a document that may have brought a process down in a process alone."""
    if isinstance(item, Failure):
        return item
    with _pool(config, 1) as pool:
        try:
            return pool.submit(_code, (item,), now).result()[0]
        except BrokenProcessPool:
            return _broken(name, item, now, "crash", "the process that coded this text came down")


def _broken(coder: str, document: Document, now: datetime, code: str, why: str) -> Coding:
    reason = f"{document.origin}: {why}"
    found = Failure(
        id=Failure.id_for("coding", document.origin, code, reason), stage="coding", item=document.origin, code=code, reason=reason,
        way_out="please report it with the text; the other reports are not touched by it", recorded_at=now, document=document.id,
    )  # fmt: skip
    return Coding(document=document.id, coder=coder, recorded_at=now, failures=(found,))


def _chunks(items: Iterable[Item]) -> Iterator[Chunk]:
    rest = iter(items)
    while chunk := tuple(islice(rest, CHUNK)):
        yield chunk


def _processors() -> int:
    """The processors that this process may use; where the system does not tell (macOS, Windows), all there are."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _pool(config: Config, workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(config,))


def _begin(config: Config) -> None:
    end_with_parent()
    _CODER[:] = [make_coder(config)]


def _code(chunk: Chunk, now: datetime) -> list[Coded]:
    return [_coded(one, _CODER[0], now) for one in chunk]


_CODER: Final[list[Coder]] = []
"""The coder of a process that codes."""
