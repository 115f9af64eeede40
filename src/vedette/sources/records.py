"""Files that hold records: JSON, JSON lines and CSV."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from vedette.errors import SourceError
from vedette.sources.base import Item, Limits, Unread, size, unread
from vedette.sources.fields import holds_text, record, text_names

_HALF: Final = re.compile("[\ud800-\udfff]")
"""Half a character: what JSON may spell, and what stands for a byte that is not UTF-8."""
_LISTS: Final = ("articles", "items", "results", "documents", "docs", "records", "entries", "reports", "data")
_JSON_WAY_OUT: Final = 'Write one object, a list of objects, or one object a line (.jsonl), such as {"text": "…", "published": "2023-11-13"}.'


def json_records(text: str, origin: str) -> Iterator[Item]:
    """The records of one JSON value: an object, a list of objects, or an object that wraps such a list."""
    try:
        value = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        yield unread(origin, "bad_json", f"this is not JSON: {_reason(error)}", _JSON_WAY_OUT)
        return
    if isinstance(value, dict) and not holds_text(value):
        value = next((value[key] for key in _LISTS if isinstance(value.get(key), list) and value[key]), value)
    if isinstance(value, list):
        if not value:
            yield unread(origin, "empty", "the list is empty", "Write at least one record into it, or leave it out.")
        for number, one in enumerate(value, start=1):
            yield _object(one, f"{origin}#{number}")
    else:
        yield _object(value, origin)


def jsonl_records(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Item]:
    """The records of a file with one JSON object a line; a bad line is one Unread, the next line is read."""
    found = False
    for number, line in _lines(stream, limits):
        here = f"{origin}#{number}"
        if line is None:
            found = True
            yield unread(
                here,
                "too_large",
                f"the record is larger than {size(limits.record)}",
                "Split the record into one for each report.",
            )
        elif line.strip():
            found = True
            yield _parsed(line, here)
    if not found:
        yield unread(origin, "empty", "the file is empty", "Write one record a line into it, or leave it out.")


def csv_records(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Item]:
    """The records of a CSV file whose first row names the columns; separated by commas, semicolons or tabs."""
    # The module's own cap on a field is 131,072 characters, less than a long report; it can only be set for the process.
    csv.field_size_limit(limits.record)
    lines = (line.decode("utf-8", "surrogateescape") for line in _bounded(stream, origin, limits))
    header = next(lines, "").removeprefix("\ufeff")
    delimiter = max(",;\t", key=header.count)
    try:
        names = next(csv.reader([header], delimiter=delimiter), [])
    except csv.Error as error:
        yield unread(
            origin, "bad_csv", f"its first row cannot be read: {error}", "Save it again as CSV, one report a row."
        )
        return
    if not holds_text(names):
        columns = ", ".join(name.strip()[:40] for name in names[:12]) or "none"
        yield unread(
            origin,
            "no_text",
            f"no column holds the text; the columns are: {columns}",
            f"Name the column {text_names()}.",
        )
        return
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        here = f"{origin}#{number}"
        try:
            row = next(rows, None)
        except csv.Error as error:
            # After a quote that nothing closes, where the next row begins is a guess.
            yield unread(
                here,
                "bad_csv",
                f"this row and those after it cannot be read: {error}",
                "Close its quotes; one report a row.",
            )
            return
        if row is None:
            break
        if any(cell.strip() for cell in row):
            yield _row(names, row, here)
    if number == 1:
        yield unread(
            origin, "empty", "there is no row under the column names", "Write one report a row, or leave the file out."
        )


def _row(names: list[str], row: list[str], origin: str) -> Item:
    if any(_HALF.search(cell) for cell in row):
        return unread(origin, "encoding", "the row is not valid UTF-8", "Save the file as UTF-8.")
    if len(row) > len(names):
        return unread(
            origin,
            "bad_csv",
            f"the row has {len(row)} cells under {len(names)} columns",
            "Put cells that hold a separator into quotes.",
        )
    return record(dict(zip(names, row, strict=False)), origin)


def _parsed(line: bytes, origin: str) -> Item:
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return unread(
            origin, "encoding", f"byte {error.start} of the line is not valid UTF-8", "Save the file as UTF-8."
        )
    try:
        return _object(json.loads(text), origin)
    except (ValueError, RecursionError) as error:
        return unread(origin, "bad_json", f"the line is not JSON: {_reason(error)}", _JSON_WAY_OUT)


def _object(value: object, origin: str) -> Item:
    if not isinstance(value, dict):
        return unread(origin, "bad_record", f"a record must be an object, this is {_kind(value)}", _JSON_WAY_OUT)
    found = record(value, origin)
    if not isinstance(found, Unread) and _HALF.search(found.text):
        return unread(
            origin,
            "encoding",
            "the text holds half a character (a lone surrogate)",
            "Write the record again as valid UTF-8.",
        )
    return found


def _kind(value: object) -> str:
    if value is None:
        return "null"
    return {str: "a text", bool: "true or false", int: "a number", float: "a number", list: "a list"}.get(
        type(value), "something else"
    )


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at line {error.lineno}, column {error.colno}"
    return "it is nested too deeply" if isinstance(error, RecursionError) else "it holds a number that is too long"


def _lines(stream: BinaryIO, limits: Limits) -> Iterator[tuple[int, bytes | None]]:
    """The lines with their numbers from 1; None for one above the limit, whose rest is skipped without being kept."""
    number = 0
    while line := stream.readline(limits.record + 1):
        number += 1
        if len(line) <= limits.record or line.endswith(b"\n"):
            yield number, line
            continue
        while rest := stream.readline(limits.record):
            if rest.endswith(b"\n"):
                break
        yield number, None


def _bounded(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[bytes]:
    for number, line in _lines(stream, limits):
        if line is None:
            raise SourceError(
                "too_large",
                f"{origin}: line {number} is longer than {size(limits.record)}, the limit for one record",
                way_out="Split the record into one for each report.",
            )
        yield line
