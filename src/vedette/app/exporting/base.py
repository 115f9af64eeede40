"""What a layout of exports is, and which there are.

A layout lays records of the wire format out as rows under the columns of a codebook. Other distributions add theirs by the entry
point `vedette.exporter`: a factory without arguments that gives a Layout.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from vedette import registry
from vedette.errors import InputError
from vedette.store.encode import Wire
from vedette.store.tables import Column, Point, Row

EXPORTERS: Final = {
    "vedette": "vedette.app.exporting.own:layout",
    "acled": "vedette.app.exporting.acled:layout",
    "ucdp": "vedette.app.exporting.ucdp:layout",
    "polecat": "vedette.app.exporting.polecat:layout",
    "hxl": "vedette.app.exporting.hxl:layout",
}
"""The built-in layouts by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The columns of a codebook, and how a record is laid out under them.

    `records` are the sorts of records it takes. `row` gives None for a record that the codebook has no place for. `point` names
    the columns of id and coordinates. `notes` say how it differs from its codebook (`source`); `tagged` puts a line of hashtags
    under the header of CSV, which then is its only form.
    """

    name: str
    title: str
    source: str
    records: tuple[str, ...]
    columns: Callable[[str], Sequence[Column]]
    row: Callable[[Wire], Row | None]
    point: Point
    notes: tuple[str, ...] = ()
    tagged: bool = False


def layout(name: str, what: str) -> Layout:
    """The layout of this name for this sort of records; ConfigError or InputError where there is none."""
    made: Layout = registry.load("exporter", name, EXPORTERS)()
    if what not in made.records:
        raise InputError(
            f"the layout {name!r} holds {', '.join(made.records)}, not {what}; export {what} without --layout"
        )
    return made


def singular(what: str) -> str:
    """The kind of record of a sort of records."""
    return {"signals": "mention", "tallies": "tally"}.get(what, what.removesuffix("s"))
