"""The rows of a set as an adapter may see them: the given fields alone, every label dropped before anyone can look."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

Row = dict[str, Any]

GIVEN: Final[Mapping[str, tuple[str, ...]]] = {
    "muc4/docs.jsonl": ("docid", "published", "dateline", "text"),
    "satp/incidents.jsonl": ("id", "date", "text"),
    "event_location/rows.jsonl": ("id", "text", "event"),
    "actors/cases.jsonl": ("id", "phrase", "context", "date", "known_country"),
    "actors/dyads.jsonl": ("id", "corpus", "date", "text"),
    "plover/rows.jsonl": ("id", "text", "source", "target"),
    "re3d/sentences.jsonl": ("id", "tokens"),
    "timex/docs.jsonl": ("docid", "dct", "text"),
    "places/docs.jsonl": ("docid", "title", "text", "toponyms.start", "toponyms.end"),
    "places/in_domain.csv": ("id", "spellings"),
    "link/docs.jsonl": ("id", "title", "published", "text", "corpus"),
    "case/rows.jsonl": ("id", "text"),
}
"""What each file gives a system; all other fields are labels or notes on them. "a.b" keeps field b of each item of list a."""


def read(data: Path, name: str) -> Iterator[Row]:
    """The rows of `name` ("satp/incidents.jsonl") below `data`, plain or gzipped, with given fields only.

    `data` holds the sets' folders, or is the set's own folder. FileNotFoundError names what was looked for.
    """
    for row in _rows(find(data, name)):
        yield given(row, GIVEN[name])


def given(row: Mapping[str, Any], fields: tuple[str, ...]) -> Row:
    """A row reduced to the fields that a system is given."""
    kept = {field: row.get(field) for field in fields if "." not in field}
    nested: dict[str, list[str]] = {}
    for field in fields:
        outer, dot, inner = field.partition(".")
        if dot:
            nested.setdefault(outer, []).append(inner)
    for outer, inners in nested.items():
        kept[outer] = [{inner: item.get(inner) for inner in inners} for item in row.get(outer) or ()]
    return kept


def labelled(data: Path, name: str) -> Iterator[Mapping[str, Any]]:
    """The rows of `name` with their labels: for the analysis of errors, never for an adapter."""
    return _rows(find(data, name))


def find(data: Path, name: str) -> Path:
    """Where a file of a set lies."""
    short = name.partition("/")[2]
    tried = [folder / f"{file}{end}" for folder, file in ((data, name), (data, short)) for end in ("", ".gz")]
    for path in tried:
        if path.is_file():
            return path
    raise FileNotFoundError(f"no {name} (or {short}, or either with .gz) below {data}")


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    if ".csv" in path.suffixes:
        yield from csv.DictReader(io.StringIO(text))
        return
    for line in text.split("\n"):
        if line.strip():
            yield json.loads(line)
