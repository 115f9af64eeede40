"""The wire format of the ledger: one JSON object a record, lossless both ways.

`from_wire(to_wire(record)) == record` and `loads(dumps(record)) == record` hold for every record that can be built. Beyond the
names of docs/records.md a wire object carries what it takes to be lossless:

- every reading object: `text` (the words from `start` to `end`), `confidence`, `basis` (why, when no words say it outright;
  absent when null), `more` ([{start, end, text}]: further passages; absent when none). In a place and in `when`, whose own
  `basis` is part of the value, the reading's is `reading_basis`. Inferred values have text, start and end null.
- mention: the flat fields' words under `trigger` (kind, mode), `status_evidence`, `multiplicity_evidence`, `condition_evidence`;
  in `attributions`, `actor` and `by` are ids, with `actor_name`, `actor_role`, `by_name`, `by_role` beside them.
- tally: `effect` inside `counted`; `confidence` is the tally's, `count_confidence` and `count_basis` belong to its number;
  a share of `split` is {place, low, best, high} with its words.
- prediction: `draws` and `baseline_draws` are [value, times] pairs, the value rising.
- moments are UTC with a Z, days YYYY-MM-DD; a weight beyond all numbers is "inf" or "-inf".

An object with an unknown field, a missing one or a wrong type is a RecordError which names the record and the field.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final, NoReturn, TypeAlias, cast

from vedette.errors import RecordError
from vedette.model import Copy, Decision, Document, Failure, Mention, Override, Prediction, Run, Tally
from vedette.store import decode, encode
from vedette.store.encode import Wire
from vedette.store.incidents import incident_to_wire

__all__ = ["Record", "Wire", "dumps", "from_wire", "incident_to_wire", "line", "loads", "to_wire"]

Record: TypeAlias = Document | Mention | Tally | Copy | Decision | Override | Failure | Run | Prediction

_ENCODERS: Final[dict[type, Callable[[Any], Wire]]] = {
    Document: encode.document,
    Mention: encode.mention,
    Tally: encode.tally,
    Copy: encode.copy,
    Decision: encode.decision,
    Override: encode.override,
    Failure: encode.failure,
    Run: encode.run,
    Prediction: encode.prediction,
}
# What JSON leaves bare but line-based readers (str.splitlines, JavaScript) take for the end of a line.
_LINE_ENDS: Final = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def to_wire(record: Record) -> Wire:
    """The wire object of a record, its keys always in the same order."""
    return _ENCODERS[type(record)](record)


def from_wire(wire: object) -> Record:
    """The record of a wire object; raises RecordError naming the record and the field."""
    return cast(Record, decode.record(wire))


def dumps(record: Record) -> str:
    """The record as one NDJSON line, without the line's end."""
    return line(to_wire(record))


def loads(text: str) -> Record:
    """The record of one NDJSON line; raises RecordError."""
    try:
        wire = _READER.decode(text)
    except RecordError:
        raise
    except (ValueError, RecursionError) as error:
        raise RecordError(f"record: not one JSON object: {error}") from None
    return from_wire(wire)


def line(wire: Wire) -> str:
    """A wire object as one line of UTF-8; text that is no valid Unicode is escaped rather than lost."""
    text = _WRITER.encode(wire)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return _ASCII_WRITER.encode(wire)
    for sign, escaped in _LINE_ENDS.items():
        if sign in text:
            text = text.replace(sign, escaped)
    return text


def _refuse_constant(name: str) -> NoReturn:
    raise RecordError(f"record: {name} is no JSON number")


_READER: Final = json.JSONDecoder(parse_constant=_refuse_constant)
_WRITER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_ASCII_WRITER: Final = json.JSONEncoder(separators=(",", ":"), allow_nan=False)
