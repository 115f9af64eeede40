"""Wire objects as rows: the same names flattened with `_`, and what each column of a row holds.

A list of objects becomes one column a field, its values joined by " | " in the order of the list, so that columns of one list line up.
Left to the NDJSON export: the further passages of a reading (`more`) and the sources' values behind an incident's fields
(`accounts`, and `told` of casualties).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final

from vedette.errors import RecordError
from vedette.store.encode import Wire
from vedette.store.meanings import described
from vedette.store.tables import Column, Scalar, said

_WORDS: Final = ("text", "start", "end")
_READ: Final = ("confidence", "basis")
_PARTY: Final = (*_WORDS, "id", "name", "role", *_READ)
_WHERE: Final = (
    "id", "name", "country", "lat", "lon", "radius_km", "precision", "basis", "within", "claimants", "disputed",
)  # fmt: skip
_PLACE: Final = (*_WORDS, *_WHERE, "confidence", "reading_basis")
_COUNT: Final = ("low", "best", "high")
_BY: Final = ("actor", "actor_name", "actor_role", "how", "by", "by_name", "by_role")


def _under(key: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{key}_{name}" for name in names)


COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "document": (
        "record", "id", "published", "outlet", "url", "title", "language", "origin", "flags", "text", "headline",
        "sentences", "recorded_at",
    ),
    "mention": (
        "record", "id", "document", "coder", "kind", "mode", "status",
        *_under("attributions", (*_WORDS, *_BY, *_READ)), *_under("actor", _PARTY), *_under("target", _PARTY),
        *_under("other_targets", _PARTY), *_under("place", _PLACE), *_under("launched_from", _PLACE),
        *_under("when", (*_WORDS, "earliest", "latest", "granularity", "basis", "confidence", "reading_basis")),
        *_under("instrument", (*_WORDS, "class", *_COUNT, *_READ)),
        *_under("casualties", (*_WORDS, "effect", "side", *_COUNT, "word", *_READ)),
        *_under("outcome", (*_WORDS, "value", *_READ)),
        "multiplicity", "part_of", "condition", "severity", "tags", "confidence",
        *_under("trigger", (*_WORDS, *_READ)), *_under("status_evidence", (*_WORDS, *_READ)),
        *_under("multiplicity_evidence", (*_WORDS, *_READ)), *_under("condition_evidence", (*_WORDS, *_READ)),
        "recorded_at",
    ),
    "tally": (
        "record", "id", "document", "coder", "counted_kind", "counted_effect", *_under("counted_actor", _PARTY),
        *_under("counted_target", _PARTY), *_under("counted_place", _PLACE), *_COUNT, "bound", "from", "to", "as_of",
        *_under("counter", _PARTY), *_under("split", (*_WORDS, *_under("place", _WHERE), *_COUNT, *_READ)),
        *_WORDS, "confidence", "count_confidence", "count_basis", "recorded_at",
    ),
    "incident": (
        "record", "id", "kind", "mode", "status", *_under("attributions", ("mention", "document", *_WORDS, *_BY, *_READ)),
        *_under("actor", ("id", "name", "role")), *_under("target", ("id", "name", "role")), *_under("place", _WHERE),
        *_under("launched_from", _WHERE), *_under("when", ("earliest", "latest", "granularity", "basis", "edtf")),
        *_under("instrument", ("class", *_COUNT)),
        *_under("casualties", ("effect", "side", *_COUNT, "word", "rule", "disagreement", "override")),
        "outcome_value", "multiplicity", "part_of", "severity", "tags", "confidence", "mentions",
        *_under("sources", ("document", "outlet", "copy_group")), "independent_sources", "disagreements",
        *_under("grading", ("reliability", "credibility", "reason")), "former_ids", "recorded_at", "revision",
    ),
    "copy": ("record", "document", "of", "similarity", "recorded_at"),
    "decision": (
        "record", "id", "first", "second", "verdict", "by", "person", "reason", "weight", "features", "recorded_at",
    ),
    "override": ("record", "id", "incident", "field", "value", "by", "reason", "recorded_at"),
    "failure": ("record", "id", "stage", "item", "code", "reason", "way_out", "document", "recorded_at"),
    "run": (
        "record", "id", "started_at", "fingerprint", "items", "documents", "mentions", "tallies", "failures", "recorded_at",
    ),
    "prediction": (
        "record", "id", "key", "target", "as_of", "start", "days", "counter", "method", "threshold", "chance", "baseline",
        "baseline_chance", "fingerprint", "draws", "baseline_draws", "recorded_at",
    ),
}  # fmt: skip
"""The columns of each kind of record, in order; every row of a kind has them all."""

LEFT_OUT: Final = frozenset({"more", "accounts", "told"})
"""What only the NDJSON export carries."""

_JOIN: Final = " | "


def flatten(wire: Wire) -> dict[str, Scalar]:
    """One row: every column of the record's kind, None where unknown; raises RecordError for a kind that has no columns."""
    kind = wire.get("record")
    if kind not in COLUMNS:
        raise RecordError(f"record: {kind!r} has no columns; known: {', '.join(COLUMNS)}")
    found = dict(_flat("", wire))
    return {column: found.get(column) for column in COLUMNS[kind]}


@cache
def columns(kind: str) -> tuple[Column, ...]:
    """The columns of a kind of record with their types and meanings; RecordError for a kind that has none."""
    if kind not in COLUMNS:
        raise RecordError(f"record: {kind!r} has no columns; known: {', '.join(COLUMNS)}")
    return tuple(described(kind, name) for name in COLUMNS[kind])


def _flat(name: str, value: object) -> Iterator[tuple[str, Scalar]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in LEFT_OUT:
                yield from _flat(f"{name}_{key}" if name else key, inner)
    elif isinstance(value, list):
        yield from _flat_list(name, value)
    elif value is None or isinstance(value, str | int | float):
        yield name, value


def _flat_list(name: str, values: list[Any]) -> Iterator[tuple[str, Scalar]]:
    if not any(isinstance(value, dict) for value in values):
        yield name, _JOIN.join(said(value) for value in values) if values else None
        return
    rows = [dict(_flat(name, value)) for value in values]
    columns = dict.fromkeys(column for row in rows for column in row)
    for column in columns:
        cells = [row.get(column) for row in rows]
        yield column, cells[0] if len(cells) == 1 else _JOIN.join(said(cell) for cell in cells)
