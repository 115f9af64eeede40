"""Records to wire objects: the names of docs/records.md, with all that is needed to read them back unchanged."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime
from typing import Any, TypeAlias

from vedette.errors import RecordError
from vedette.model import (
    Attribution,
    Casualty,
    Copy,
    Decision,
    Document,
    Failure,
    Instrument,
    Mention,
    Override,
    Party,
    Passage,
    Prediction,
    Quantity,
    Reading,
    Run,
    Tally,
    When,
    Where,
)  # fmt: skip

Wire: TypeAlias = dict[str, Any]


def document(record: Document) -> Wire:
    """A document with its whole text; `sentences` are [start, end] pairs."""
    return {
        "record": "document",
        "id": record.id,
        "published": record.published.isoformat(),
        "outlet": record.outlet,
        "url": record.url,
        "title": record.title,
        "language": record.language,
        "origin": record.origin,
        "flags": list(record.flags),
        "text": record.text,
        "headline": record.headline,
        "sentences": [[start, end] for start, end in record.sentences],
        "recorded_at": moment(record.recorded_at),
    }


def mention(record: Mention) -> Wire:
    """A mention; the words behind its flat fields stand under `trigger` and `…_evidence`."""
    return {
        "record": "mention",
        "id": record.id,
        "document": record.document,
        "coder": record.coder,
        "kind": record.kind,
        "mode": record.mode,
        "status": record.status.value,
        "attributions": [read(a, attribution(a.value)) for a in record.attributions],
        "actor": _party_read(record.actor),
        "target": _party_read(record.target),
        "other_targets": [read(t, party(t.value)) for t in record.other_targets],
        "place": _place_read(record.place),
        "launched_from": _place_read(record.launched_from),
        "when": read(record.when, when(record.when.value), basis="reading_basis"),
        "instrument": [read(i, instrument(i.value)) for i in record.instruments],
        "casualties": [read(c, casualty(c.value)) for c in record.casualties],
        "outcome": [read(o, {"value": o.value}) for o in record.outcomes],
        "multiplicity": None if record.multiplicity is None else record.multiplicity.value,
        "part_of": record.part_of,
        "condition": None if record.condition is None else record.condition.value,
        "severity": record.severity.label,
        "tags": list(record.severity.tags),
        "confidence": record.confidence,
        "trigger": read(record.act, {}),
        "status_evidence": read(record.status, {}),
        "multiplicity_evidence": None if record.multiplicity is None else read(record.multiplicity, {}),
        "condition_evidence": None if record.condition is None else read(record.condition, {}),
        "recorded_at": moment(record.recorded_at),
    }


def tally(record: Tally) -> Wire:
    """A tally; its number's words stand beside it, its reader's confidence in the number under `count_confidence`."""
    counted, count = record.counted, record.count
    wire = {
        "record": "tally",
        "id": record.id,
        "document": record.document,
        "coder": record.coder,
        "counted": {
            "kind": counted.kind,
            "effect": counted.effect,
            "actor": _party_read(counted.actor),
            "target": _party_read(counted.target),
            "place": [_place_read(p) for p in counted.places],
        },
        **quantity(count.value),
        "bound": record.bound,
        "from": day(record.from_day),
        "to": day(record.to_day),
        "as_of": day(record.as_of),
        "counter": _party_read(record.counter),
        "split": [read(s, {"place": place(s.value.place), **quantity(s.value.count)}) for s in record.split],
        **_first(count.passages),
        "confidence": record.confidence,
        "count_confidence": count.confidence,
        "recorded_at": moment(record.recorded_at),
    }
    return wire | _rest(count, basis="count_basis")


def copy(record: Copy) -> Wire:
    """A copy: it has no id of its own, the pair is its name."""
    return {
        "record": "copy",
        "document": record.document,
        "of": record.of,
        "similarity": record.similarity,
        "recorded_at": moment(record.recorded_at),
    }


def decision(record: Decision) -> Wire:
    """A decision; `features` are [name, weight] pairs."""
    return {
        "record": "decision",
        "id": record.id,
        "first": record.first,
        "second": record.second,
        "verdict": record.verdict,
        "by": record.by,
        "person": record.person,
        "reason": record.reason,
        "weight": None if record.weight is None else _number(record.weight, record.id, "weight"),
        "features": [[name, _number(value, record.id, name)] for name, value in record.features],
        "recorded_at": moment(record.recorded_at),
    }


def override(record: Override) -> Wire:
    """An override; `value` is JSON text."""
    names = ("id", "incident", "field", "value", "by", "reason")
    return {"record": "override", **{n: getattr(record, n) for n in names}, "recorded_at": moment(record.recorded_at)}


def failure(record: Failure) -> Wire:
    """A failure."""
    names = ("id", "stage", "item", "code", "reason", "way_out", "document")
    return {"record": "failure", **{n: getattr(record, n) for n in names}, "recorded_at": moment(record.recorded_at)}


def run(record: Run) -> Wire:
    """A run."""
    counts = ("items", "documents", "mentions", "tallies", "failures")
    return {
        "record": "run",
        "id": record.id,
        "started_at": moment(record.started_at),
        "fingerprint": record.fingerprint,
        **{name: getattr(record, name) for name in counts},
        "recorded_at": moment(record.recorded_at),
    }


def prediction(record: Prediction) -> Wire:
    """A published forecast, with its draws as [value, times] pairs."""
    return {
        "record": "prediction",
        **{name: getattr(record, name) for name in ("id", "key", "target")},
        "as_of": day(record.as_of),
        "start": day(record.start),
        **{name: getattr(record, name) for name in ("days", "counter", "method", "threshold", "chance")},
        **{name: getattr(record, name) for name in ("baseline", "baseline_chance", "fingerprint")},
        "draws": [list(pair) for pair in record.draws],
        "baseline_draws": [list(pair) for pair in record.baseline_draws],
        "recorded_at": moment(record.recorded_at),
    }


def read(reading: Reading[Any], value: Wire, *, basis: str = "basis") -> Wire:
    """A reading: its first words, its value, its confidence, and its basis and further words where it has them."""
    return {**_first(reading.passages), **value, "confidence": reading.confidence, **_rest(reading, basis=basis)}


def party(value: Party) -> Wire:
    """A party: resolved id, name and role."""
    return {"id": value.id, "name": value.name, "role": value.role}


def place(value: Where) -> Wire:
    """A place, with the place's own basis."""
    names = ("id", "name", "country", "lat", "lon", "radius_km", "precision", "basis")
    lists = {"within": list(value.within), "claimants": list(value.claimants), "disputed": value.disputed}
    return {name: getattr(value, name) for name in names} | lists


def when(value: When) -> Wire:
    """An interval of days, with its own basis."""
    days = {"earliest": day(value.earliest), "latest": day(value.latest)}
    return {**days, "granularity": value.granularity, "basis": value.basis}


def quantity(value: Quantity | None) -> Wire:
    """Low, best and high, all null when no number is said."""
    if value is None:
        return {"low": None, "best": None, "high": None}
    return {"low": value.low, "best": value.best, "high": value.high}


def instrument(value: Instrument) -> Wire:
    """A class of weapon and how many."""
    return {"class": value.weapon, **quantity(value.count)}


def casualty(value: Casualty) -> Wire:
    """An effect on a side, its number and its word."""
    return {"effect": value.effect, "side": value.side, **quantity(value.count), "word": value.word}


def attribution(value: Attribution) -> Wire:
    """Who is said to have done it: `actor` and `by` are ids; names and roles stand beside them."""
    return {**_flat_party("actor", value.actor), "how": value.how, **_flat_party("by", value.by)}


def day(value: date | None) -> str | None:
    """A day as YYYY-MM-DD."""
    return None if value is None else value.isoformat()


def moment(value: datetime) -> str:
    """A moment in UTC, as ISO 8601 with a Z."""
    try:
        return value.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
    except OverflowError:
        raise RecordError(f"{value!r} is no moment in UTC") from None


def _party_read(reading: Reading[Party] | None) -> Wire | None:
    return None if reading is None else read(reading, party(reading.value))


def _place_read(reading: Reading[Where] | None) -> Wire | None:
    return None if reading is None else read(reading, place(reading.value), basis="reading_basis")


def _flat_party(key: str, value: Party | None) -> Wire:
    if value is None:
        return {key: None, f"{key}_name": None, f"{key}_role": None}
    return {key: value.id, f"{key}_name": value.name, f"{key}_role": value.role}


def _first(passages: tuple[Passage, ...]) -> Wire:
    if not passages:
        return {"text": None, "start": None, "end": None}
    return {"text": passages[0].text, "start": passages[0].start, "end": passages[0].end}


def _rest(reading: Reading[Any], *, basis: str) -> Wire:
    rest: Wire = {} if reading.basis is None else {basis: reading.basis}
    more = [{"start": p.start, "end": p.end, "text": p.text} for p in reading.passages[1:]]
    return rest | ({"more": more} if more else {})


def _number(value: float, record: str, field: str) -> float | str:
    if math.isnan(value):
        raise RecordError(f"decision {record}: {field}: not a number")
    return value if math.isfinite(value) else ("inf" if value > 0 else "-inf")
