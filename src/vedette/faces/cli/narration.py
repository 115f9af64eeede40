"""What is said on standard error while work goes on, and how tables look on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from vedette.app.pipeline import OnItem, quiet
from vedette.model import Failure
from vedette.store.base import AsOf

SHOWN = 12
"""Failures printed one by one; the rest is counted."""


def tell(text: str) -> None:
    """One line on standard error."""
    print(text, file=sys.stderr)


@contextmanager
def progress() -> Iterator[OnItem]:
    """A callback that draws a bar on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield quiet
        return
    columns = (TextColumn("{task.description:10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {}

        def on_item(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield on_item


def number(count: int, one: str, many: str | None = None) -> str:
    """A count with the word that fits it."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def seen(db: Path, when: AsOf) -> str:
    """The ledger and the moment looked from, where one was asked for."""
    published = f" by {when.published}" if when.published else ""
    recorded = f" as recorded by {when.recorded.isoformat()}" if when.recorded else ""
    return f"{db}{published}{recorded}"


def failures(found: Sequence[Failure], db: Path | None) -> None:
    """Say what could not be read, and the way out of each; a ledger, if there is one, lists those that are not shown."""
    for one in found[:SHOWN]:
        tell(f"not read: {one.reason.removesuffix('.')}. {one.way_out[:1].upper()}{one.way_out[1:].removesuffix('.')}.")
    if len(found) > SHOWN:
        more = f"; vedette export failures --db {db} lists them all" if db else ""
        tell(f"… and {len(found) - SHOWN} more{more}")


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table on standard output, as wide as the terminal; an id is never cut, for it is what the next command asks for."""
    drawn = Table(box=None, header_style="bold", pad_edge=False)
    for name in columns:
        drawn.add_column(name, no_wrap=name == "id")
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    Console().print(drawn)
