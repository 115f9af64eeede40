"""More than memory holds, in order: sorted runs on disk, merged as they are read."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from heapq import merge
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Any, Final, TypeVar

T = TypeVar("T")

RUN: Final = 5000
"""Items sorted in memory at once."""


def in_order(items: Iterable[T], key: Callable[[T], Any], *, run: int = RUN) -> Iterator[T]:
    """The items by their keys, equal keys as they came; what does not fit in one run waits in temporary files."""
    rest = iter(items)
    first = sorted(islice(rest, run), key=key)
    if len(first) < run:
        yield from first
        return
    files = [_written(first)]
    del first
    try:
        while some := sorted(islice(rest, run), key=key):
            files.append(_written(some))
            del some
        yield from merge(*map(_read, files), key=key)
    finally:
        for file in files:
            file.close()


def _written(items: Iterable[object]) -> IO[bytes]:
    file = TemporaryFile()  # noqa: SIM115 - closed by `in_order` when all is read
    for item in items:
        pickle.dump(item, file, protocol=pickle.HIGHEST_PROTOCOL)
    return file


def _read(file: IO[bytes]) -> Iterator[Any]:
    """The items of a file of our own writing, made in this process."""
    file.seek(0)
    while True:
        try:
            yield pickle.load(file)
        except EOFError:
            return
