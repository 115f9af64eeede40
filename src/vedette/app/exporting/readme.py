"""The README beside an export: what the file holds, under which settings it was made, what each field means, and its limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from vedette.app.exporting.base import Layout
from vedette.store.tables import Column

_LIMITS: Final = (
    "It holds what the reports in the ledger say, as a machine read it; what nobody reported, and what was read wrongly, is not here.",
    "Unknown is empty (null), never 0 and never a guess. A 0 means that a report says so.",
    "A point stands for a place with a radius: the event lies somewhere within it.",
    "Copies of one text count as one source; agreement of reports is not proof.",
    "Scores and ids of other projects are not filled in where only their coders could.",
    "It describes. Do not pick targets from it or plan force with it.",
)
_FORMS: Final = {
    "csv": "UTF-8, comma, CRLF. A text cell that a spreadsheet would run as a formula (it begins with = + - @, a tab or a line end) or "
    "that begins with an apostrophe has one apostrophe in front; take that one off and you have the text. Numbers are never touched.",
    "geojson": "RFC 7946, a feature a line. A record without a point has a null geometry.",
    "parquet": "Typed columns, row groups of 5,000, zstd; the fingerprint and the as-of days stand in the file's metadata, too.",
    "ndjson": "One JSON object a line, UTF-8.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a README tells of one export."""

    name: str
    what: str
    form: str
    layout: Layout
    columns: Sequence[Column]
    rows: int
    left_out: Mapping[str, int]
    facts: Sequence[tuple[str, str]]
    release: Sequence[str]
    sha256: str
    written: datetime


def readme(told: Told) -> str:
    """The text of the README, in Markdown."""
    lines = [
        f"# {told.name}",
        "",
        f"{told.rows:,} {told.what}, {told.layout.title} ({told.layout.source}), as {told.form}.",
        "",
        "| | |",
        "|---|---|",
        *(f"| {key} | {_cell(value)} |" for key, value in told.facts),
        f"| rows | {told.rows} |",
        *(f"| left out: {reason} | {count} |" for reason, count in told.left_out.items()),
        f"| written | {told.written.isoformat(timespec='seconds')} |",
        f"| SHA-256 | `{told.sha256}` |",
        "",
        "## What was held back",
        "",
        *(f"- {one}" for one in told.release),
        "",
        "## The form",
        "",
        _FORMS[told.form],
        "",
        "## Fields",
        "",
        *_fields(told.columns, tagged=told.layout.tagged),
        "",
        "## Limits",
        "",
        *(f"- {one}" for one in (*told.layout.notes, *_LIMITS)),
        "",
        "Names and points of places: GeoNames (https://www.geonames.org, CC BY 4.0) and OurAirports (https://ourairports.com, public",
        "domain). Whoever publishes this file names them. The words of reports belong to their outlets.",
        "",
    ]
    return "\n".join(lines)


def _fields(columns: Sequence[Column], *, tagged: bool) -> list[str]:
    head = ["| field | type | means |", "|---|---|---|"]
    if not tagged:
        return [*head, *(f"| `{one.name}` | {one.type} | {_cell(one.meaning)} |" for one in columns)]
    rows = (f"| `{one.name}` | `{one.tag}` | {one.type} | {_cell(one.meaning)} |" for one in columns)
    return ["| field | hashtag | type | means |", "|---|---|---|---|", *rows]


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
