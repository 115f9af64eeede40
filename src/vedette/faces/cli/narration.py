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


def failures(found: Sequence[Failure], db: Path | None) -> None:
    """Say what could not be read, and the way out of each; a ledger, if there is one, lists those that are not shown."""
    for one in found[:SHOWN]:
        tell(f"not read: {one.reason.removesuffix('.')}. {one.way_out[:1].upper()}{one.way_out[1:].removesuffix('.')}.")
    if len(found) > SHOWN:
        more = f"; vedette export failures --db {db} lists them all" if db else ""
        tell(f"… and {len(found) - SHOWN} more{more}")


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table on standard output, as wide as the terminal."""
    drawn = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    Console().print(drawn)
