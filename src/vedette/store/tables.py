"""Rows as CSV, GeoJSON and NDJSON: the same columns in each, streamed line by line.

A CSV cell of text that a spreadsheet would run as a formula gets a leading apostrophe, and so does one that begins with an
apostrophe: taking one leading apostrophe off every text cell that has one (`restored`) gives the text back, always. Numbers are
never touched.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from vedette.store.codec import line

Scalar: TypeAlias = str | int | float | bool | None
Row: TypeAlias = Mapping[str, Scalar]
ColumnType: TypeAlias = Literal["text", "int", "float", "bool"]

# A spreadsheet takes a cell that starts with one of these for a formula; the wide forms are read as the narrow ones.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_GUARD: Final = "'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A named column: what its cells are, what they mean, and its HXL hashtag where it has one."""

    name: str
    type: ColumnType = "text"
    meaning: str = ""
    tag: str = ""


def columns(*told: tuple[str, ColumnType, str]) -> tuple[Column, ...]:
    """Columns from (name, type, meaning)."""
    return tuple(Column(name=name, type=type, meaning=meaning) for name, type, meaning in told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """The columns that hold a row's id, latitude and longitude."""

    id: str
    lat: str
    lon: str


def csv_lines(columns: Sequence[Column], rows: Iterable[Row], *, tags: bool = False) -> Iterator[str]:
    """CSV lines (RFC 4180, each with its line end): the header, with `tags` a line of hashtags, then a line a row."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([one.name for one in columns])
    yield _taken(buffer)
    if tags:
        writer.writerow([one.tag for one in columns])
        yield _taken(buffer)
    names = [one.name for one in columns]
    for row in rows:
        writer.writerow([cell(row.get(name)) for name in names])
        yield _taken(buffer)


def geojson_lines(columns: Sequence[Column], rows: Iterable[Row], point: Point) -> Iterator[str]:
    """The lines of one GeoJSON FeatureCollection (RFC 7946), a feature a line.

    A row without a point has a null geometry: it is not dropped, and no pin is invented for it.
    """
    names = [one.name for one in columns if one.name not in (point.id, point.lat, point.lon)]
    yield '{"type":"FeatureCollection","features":[\n'
    before = ""
    for row in rows:
        lat, lon = row.get(point.lat), row.get(point.lon)
        feature = {
            "type": "Feature",
            "id": row.get(point.id),
            "geometry": None if lat is None or lon is None else {"type": "Point", "coordinates": [lon, lat]},
            "properties": {name: row.get(name) for name in names},
        }
        yield before + json.dumps(feature, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
        before = ",\n"
    yield "\n]}\n"


def ndjson_lines(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[str]:
    """One JSON object a row, all columns in each."""
    for row in rows:
        yield line({one.name: row.get(one.name) for one in columns}) + "\n"


def cell(value: Scalar) -> str:
    """A value as a CSV cell; text is disarmed."""
    text = encodable(said(value))
    return _GUARD + text if isinstance(value, str) and text.startswith((*_FORMULA, _GUARD)) else text


def restored(text: str) -> str:
    """The text behind a CSV cell of text."""
    return text.removeprefix(_GUARD)


def said(value: object) -> str:
    """A value in words: "" for unknown, true and false, the items of a list between colons."""
    if isinstance(value, list):
        return ":".join(said(inner) for inner in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def encodable(text: str) -> str:
    """The text with a mark for what is no Unicode (half of a surrogate pair): only the NDJSON of whole records keeps that."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
