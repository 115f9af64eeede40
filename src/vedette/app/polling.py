"""Visits to many sources at once: asking in threads, a bounded number of answers in hand."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice
from typing import Final

from vedette import registry
from vedette.errors import SourceError, VedetteError
from vedette.sources.answers import Validator
from vedette.sources.base import SOURCES, Item, Raw, Source
from vedette.sources.live import Spec, Visit, Web

log = logging.getLogger(__name__)

MOST_CHARACTERS: Final = 30_000_000
"""Characters that one visit takes; the rest waits for the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a visit brought: the items, and why it ended early if it did; `validators` is None where something was left."""

    spec: Spec
    items: tuple[Item, ...] = ()
    error: VedetteError | None = None
    validators: Mapping[str, Validator] | None = None


def visit(spec: Spec, web: Web, *, known: Callable[[str], bool], validators: Mapping[str, Validator]) -> Found:
    """One visit to a source; never raises for what the source does."""
    here = Visit(web=web, known=known, validators=validators)
    items: list[Item] = []
    characters = 0
    error: VedetteError | None = None
    try:
        source: Source = registry.load("source", spec.kind, SOURCES)(spec, here)
        for item in source.read():
            items.append(item)
            characters += len(item.text) if isinstance(item, Raw) else 0
            if characters > MOST_CHARACTERS:
                here.leave()
                break
    except VedetteError as refused:
        error = refused
    except Exception as defect:  # a source that breaks must not end the watch
        log.exception("the source %s broke", spec.name)
        error = SourceError(
            "defect",
            f"{spec.where}: reading it broke ({type(defect).__name__})",
            way_out="Please report it with the address.",
        )
    kept = here.proposed if here.whole and error is None else None
    return Found(spec=spec, items=tuple(items), error=error, validators=kept)


def poll(
    specs: Iterable[Spec],
    web: Web,
    *,
    remembered: Callable[[Spec], tuple[frozenset[str], Mapping[str, Validator]]],
    threads: int,
) -> Iterator[Found]:
    """Visit sources, `threads` at a time, and give what they brought as it comes; `remembered` is asked in this thread.

    With one thread they are visited in their order.
    """
    waiting = iter(specs)
    if threads <= 1:
        for spec in waiting:
            known, validators = remembered(spec)
            yield visit(spec, web, known=known.__contains__, validators=validators)
        return
    under_way: set[Future[Found]] = set()
    with ThreadPoolExecutor(threads, thread_name_prefix="visit") as pool:
        try:
            while True:
                for spec in islice(waiting, 2 * threads - len(under_way)):
                    known, validators = remembered(spec)
                    under_way.add(pool.submit(visit, spec, web, known=known.__contains__, validators=validators))
                if not under_way:
                    return
                done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                for one in done:
                    yield one.result()
        finally:
            for one in under_way:
                one.cancel()
