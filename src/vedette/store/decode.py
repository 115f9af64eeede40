"""Wire objects back to records: whatever does not fit is refused with the record's and the field's name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar, get_args

from vedette.errors import RecordError
from vedette.model import (
    Act,
    Attribution,
    Casualty,
    Copy,
    Counted,
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
    Severity,
    Share,
    Tally,
    When,
    Where,
)  # fmt: skip
from vedette.model.mention import EFFECTS, KINDS, STATUSES
from vedette.model.quantity import Bound
from vedette.model.when import Granularity, TimeBasis
from vedette.model.where import Precision
from vedette.store.fields import Fields

V = TypeVar("V")

BOUNDS: Final = get_args(Bound)
GRANULARITIES: Final = get_args(Granularity)
BASES: Final = get_args(TimeBasis)
PRECISIONS: Final = get_args(Precision)


def document(f: Fields) -> Document:
    """A document."""
    values = {name: f.text(name) for name in ("id", "text", "origin", "language")}
    values |= {name: f.text_or_none(name) for name in ("outlet", "url", "title")}  # type: ignore[misc]
    days = {"published": f.day("published"), "recorded_at": f.moment("recorded_at")}
    offsets = {"headline": f.whole("headline"), "sentences": f.spans("sentences"), "flags": f.texts("flags")}
    return f.build(Document, **values, **days, **offsets)


def mention(f: Fields) -> Mention:
    """A mention."""
    doc = f.text("document")
    return f.build(
        Mention,
        id=f.text("id"),
        document=doc,
        coder=f.text("coder"),
        act=_evidence(f.inner("trigger"), doc, f.build_shared(Act, kind=f.text("kind"), mode=f.text_or_none("mode"))),
        status=_evidence(f.inner("status_evidence"), doc, f.choice("status", STATUSES)),
        when=_evidence(w := f.inner("when"), doc, _when(w), basis="reading_basis"),
        severity=_severity(f),
        confidence=f.number("confidence"),
        recorded_at=f.moment("recorded_at"),
        actor=_one(f, "actor", doc, _party),
        target=_one(f, "target", doc, _party),
        other_targets=_all(f, "other_targets", doc, _party),
        place=_one(f, "place", doc, _where, basis="reading_basis"),
        launched_from=_one(f, "launched_from", doc, _where, basis="reading_basis"),
        instruments=_all(f, "instrument", doc, _instrument),
        casualties=_all(f, "casualties", doc, _casualty),
        outcomes=_all(f, "outcome", doc, lambda o: o.text("value")),
        multiplicity=_flat(f, "multiplicity", doc, f.whole_or_none("multiplicity")),
        condition=_flat(f, "condition", doc, f.text_or_none("condition")),
        attributions=_all(f, "attributions", doc, _attribution),
        part_of=f.text_or_none("part_of"),
    )


def tally(f: Fields) -> Tally:
    """A tally."""
    doc = f.text("document")
    number = _quantity(f)
    if number is None:
        raise f.refuse("low", "a tally needs low, best or high")
    count = f.build(
        Reading,
        value=number,
        passages=_passages(f, doc),
        confidence=f.number("count_confidence"),
        basis=f.text_or_none("count_basis"),
    )
    return f.build(
        Tally,
        id=f.text("id"),
        document=doc,
        coder=f.text("coder"),
        counted=_counted(f.inner("counted"), doc),
        count=count,
        bound=f.choice("bound", BOUNDS),
        as_of=f.day("as_of"),
        recorded_at=f.moment("recorded_at"),
        from_day=f.day_or_none("from"),
        to_day=f.day_or_none("to"),
        counter=_one(f, "counter", doc, _party),
        split=_all(f, "split", doc, _share),
        confidence=f.number("confidence"),
    )


def copy(f: Fields) -> Copy:
    """A copy."""
    texts = {name: f.text(name) for name in ("document", "of")}
    return f.build(Copy, **texts, similarity=f.number("similarity"), recorded_at=f.moment("recorded_at"))


def decision(f: Fields) -> Decision:
    """A decision."""
    texts = {name: f.text(name) for name in ("id", "first", "second", "verdict", "by", "reason")}
    weight, features = f.number_or_none("weight"), f.named_numbers("features")
    moment = f.moment("recorded_at")
    return f.build(Decision, **texts, person=f.flag("person"), weight=weight, features=features, recorded_at=moment)


def override(f: Fields) -> Override:
    """An override."""
    texts = {name: f.text(name) for name in ("id", "incident", "field", "value", "by", "reason")}
    return f.build(Override, **texts, recorded_at=f.moment("recorded_at"))


def failure(f: Fields) -> Failure:
    """A failure."""
    texts = {name: f.text(name) for name in ("id", "stage", "item", "code", "reason", "way_out")}
    return f.build(Failure, **texts, document=f.text_or_none("document"), recorded_at=f.moment("recorded_at"))


def run(f: Fields) -> Run:
    """A run."""
    counts = {name: f.whole(name) for name in ("items", "documents", "mentions", "tallies", "failures")}
    moments = {name: f.moment(name) for name in ("started_at", "recorded_at")}
    return f.build(Run, id=f.text("id"), fingerprint=f.text("fingerprint"), **counts, **moments)


def prediction(f: Fields) -> Prediction:
    """A published forecast."""
    texts = {name: f.text(name) for name in ("id", "key", "target", "counter", "method", "baseline", "fingerprint")}
    numbers = {"days": f.whole("days"), "threshold": f.whole("threshold")}
    chances = {name: f.number(name) for name in ("chance", "baseline_chance")}
    draws = {name: f.spans(name) for name in ("draws", "baseline_draws")}
    days = {"as_of": f.day("as_of"), "start": f.day("start"), "recorded_at": f.moment("recorded_at")}
    return f.build(Prediction, **texts, **numbers, **chances, **draws, **days)


DECODERS: Final[dict[str, Callable[[Fields], Any]]] = {
    "document": document,
    "mention": mention,
    "tally": tally,
    "copy": copy,
    "decision": decision,
    "override": override,
    "failure": failure,
    "run": run,
    "prediction": prediction,
}


def record(wire: object) -> Any:
    """The record in a wire object of any kind; raises RecordError."""
    name = wire.get("record") if isinstance(wire, dict) else None
    if not isinstance(name, str) or name not in DECODERS:
        raise RecordError(f"record: expected one of {', '.join(DECODERS)}, got {name!r}")
    id = wire.get("id") if isinstance(wire, dict) else None
    fields = Fields(wire, f"{name} {id}" if isinstance(id, str) and ":" not in id else name)
    fields.text("record")
    found = DECODERS[name](fields)
    fields.done()
    return found


def _evidence(f: Fields, document: str, value: V, *, basis: str = "basis") -> Reading[V]:
    passages, confidence = _passages(f, document), f.number("confidence")
    reading: Reading[V] = f.build(
        Reading, value=value, passages=passages, confidence=confidence, basis=f.text_or_none(basis)
    )
    f.done()
    return reading


def _passages(f: Fields, document: str) -> tuple[Passage, ...]:
    first, more = _passage(f, document), f.each("more")
    if first is None and more:
        raise f.refuse("more", "further passages need a first one")
    if first is None:
        return ()
    return (first, *(_further(m, document) for m in more)) if more else (first,)


def _passage(f: Fields, document: str) -> Passage | None:
    start, end, text = f.whole_or_none("start"), f.whole_or_none("end"), f.text_or_none("text")
    if start is None and end is None and text is None:
        return None
    start, end, text = f.there("start", start), f.there("end", end), f.there("text", text)
    return f.build(Passage, document=document, start=start, end=end, text=text)


def _further(f: Fields, document: str) -> Passage:
    passage = _passage(f, document)
    if passage is None:
        raise f.refuse("start", "is missing")
    f.done()
    return passage


def _one(
    f: Fields, key: str, document: str, value: Callable[[Fields], V], *, basis: str = "basis"
) -> Reading[V] | None:
    inner = f.inner_or_none(key)
    return None if inner is None else _evidence(inner, document, value(inner), basis=basis)


def _all(f: Fields, key: str, document: str, value: Callable[[Fields], V]) -> tuple[Reading[V], ...]:
    several = f.each(key)
    return tuple(_evidence(inner, document, value(inner)) for inner in several) if several else ()


def _flat(f: Fields, key: str, document: str, value: V | None) -> Reading[V] | None:
    inner = f.inner_or_none(f"{key}_evidence")
    if value is None:
        if inner is not None:
            raise f.refuse(key, "has evidence and no value")
        return None
    return _evidence(f.inner(f"{key}_evidence"), document, value)


def _counted(f: Fields, document: str) -> Counted:
    counted = f.build(
        Counted,
        kind=f.choice("kind", KINDS),
        effect=f.choice_or_none("effect", EFFECTS),
        actor=_one(f, "actor", document, _party),
        target=_one(f, "target", document, _party),
        places=tuple(_evidence(p, document, _where(p), basis="reading_basis") for p in f.each("place")),
    )
    f.done()
    return counted


def _share(f: Fields) -> Share:
    inner, count = f.inner("place"), _quantity(f)
    if count is None:
        raise f.refuse("low", "a share needs low, best or high")
    place = _where(inner)
    inner.done()
    return f.build(Share, place=place, count=count)


def _party(f: Fields) -> Party:
    return f.build_shared(Party, name=f.text("name"), id=f.text_or_none("id"), role=f.text_or_none("role"))


def _where(f: Fields) -> Where:
    texts = {name: f.text_or_none(name) for name in ("id", "country")}
    numbers = {name: f.number_or_none(name) for name in ("lat", "lon", "radius_km")}
    lists = {name: f.texts(name) for name in ("within", "claimants")}
    precision, basis = f.choice_or_none("precision", PRECISIONS), f.text("basis")
    build = (
        f.build if 0.0 in numbers.values() else f.build_shared
    )  # 0.0 and -0.0 are equal, and two numbers on the wire
    return build(
        Where,
        name=f.text("name"),
        **texts,
        **numbers,
        **lists,
        precision=precision,
        basis=basis,
        disputed=f.flag("disputed"),
    )


def _when(f: Fields) -> When:
    words = {
        "granularity": f.choice("granularity", GRANULARITIES),
        "basis": f.choice("basis", BASES),
    }
    return f.build_shared(When, earliest=f.day_or_none("earliest"), latest=f.day("latest"), **words)


def _quantity(f: Fields) -> Quantity | None:
    values = {name: f.whole_or_none(name) for name in ("low", "best", "high")}
    return f.build_shared(Quantity, **values) if any(value is not None for value in values.values()) else None


def _instrument(f: Fields) -> Instrument:
    return f.build_shared(Instrument, weapon=f.text("class"), count=_quantity(f))


def _casualty(f: Fields) -> Casualty:
    words = {"effect": f.text("effect"), "side": f.text("side"), "word": f.text_or_none("word")}
    return f.build_shared(Casualty, count=_quantity(f), **words)


def _attribution(f: Fields) -> Attribution:
    return f.build_shared(Attribution, actor=_flat_party(f, "actor"), how=f.text("how"), by=_flat_party(f, "by"))


def _flat_party(f: Fields, key: str) -> Party | None:
    id, role = f.text_or_none(key), f.text_or_none(f"{key}_role")
    if id is None and role is None and f.text_or_none(f"{key}_name") is None:
        return None
    return f.build_shared(Party, name=f.text(f"{key}_name"), id=id, role=role)


def _severity(f: Fields) -> Severity:
    label, tags = f.text("severity"), f.texts("tags")
    if len(label) != 2 or label[0] != "L" or label[1] not in "01234567":
        raise f.refuse("severity", f"expected L0 to L7, got {label!r}")
    return f.build_shared(Severity, level=int(label[1]), tags=tags)
