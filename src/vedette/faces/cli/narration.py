"""What is said on standard error while work goes on, and how tables look on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

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


def failures(found: Sequence[Failure]) -> None:
    """Say what could not be read, and the way out of each."""
    for one in found[:SHOWN]:
        tell(f"not read: {one.reason}. {one.way_out[:1].upper()}{one.way_out[1:]}".replace("..", "."))
    if len(found) > SHOWN:
        tell(f"… and {len(found) - SHOWN} more; vedette export failures lists them all")


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table on standard output, as wide as the terminal."""
    drawn = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    Console().print(drawn)
