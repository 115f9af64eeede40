"""Questions to a view: one record by its id, and why a field says what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from vedette.app.workspace import View
from vedette.errors import InputError
from vedette.model import (
    Account,
    Casualty,
    Copy,
    Decision,
    Document,
    Failure,
    Incident,
    Mention,
    Override,
    Passage,
    Prediction,
    Reading,
    Run,
    Tally,
    Told,
)
from vedette.model.mention import EFFECTS
from vedette.store.codec import Wire, incident_to_wire, to_wire

AnyRecord: TypeAlias = Incident | Mention | Tally | Document | Decision | Override | Failure | Run | Prediction

FIELDS = (
    "act", "status", "when", "actor", "target", "place", "launched_from", "instruments", "casualties", "outcomes", "multiplicity", "attributions",
)  # fmt: skip
"""The fields of an incident or a mention that rest on sentences."""
DERIVED = ("severity", "grading")
"""The values that follow from other fields by rule."""
SPOKEN = {"kind": "act", "mode": "act", **dict.fromkeys(EFFECTS, "casualties"), "instrument": "instruments", "weapon": "instruments",
          "outcome": "outcomes", "date": "when", "attribution": "attributions"}  # fmt: skip
"""What people also call them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One source's value of a field: in words, with the sentence that says it and where in it the words stand."""

    value: str
    mention: str
    document: str
    outlet: str | None
    published: str
    sentence: str | None
    words: str | None
    basis: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why a field says what it says: the value, the rule that chose it, whether sources differ, and each telling."""

    id: str
    field: str
    value: str
    rule: str
    disagreement: bool
    tellings: tuple[Telling, ...]


def find(view: View, id: str) -> AnyRecord:
    """The record with this id (an incident also by a former id); an unknown one is an InputError that says where to look."""
    for incident in view.incidents:
        if id == incident.id or id in incident.former_ids:
            return incident
    groups: tuple[tuple[AnyRecord, ...], ...] = (
        view.mentions, view.tallies, tuple(view.documents.values()), view.decisions, view.overrides, view.failures, view.runs,
        view.predictions,
    )  # fmt: skip
    for group in groups:
        for one in group:
            if one.id == id:
                return one
    way_out = "vedette incidents lists the incidents, vedette export the rest"
    if "." in id:
        way_out = f"an id has no dot; vedette why {id} explains a field"
    raise InputError(f"the ledger holds no record {id!r}, or not on the day that was asked for; {way_out}")


def as_wire(record: AnyRecord | Copy) -> Wire:
    """The wire form of any record."""
    return incident_to_wire(record) if isinstance(record, Incident) else to_wire(record)


def why(view: View, target: str) -> Why:
    """The sentences behind `ID.field` and how its value was resolved.

    Raises InputError for an unknown id or field, naming the fields there are, and for a field of which nothing is known.
    """
    id, _, name = target.partition(".")
    record = find(view, id)
    if not isinstance(record, Incident | Mention | Tally):
        raise InputError(f"{id} is no incident, mention or tally; vedette show {id} prints it")
    if isinstance(record, Tally):
        return _of_tally(view, record, name or "count")
    known = f"known: {', '.join((*FIELDS, *EFFECTS, *DERIVED))}"
    if not name:
        raise InputError(f"name a field, as in {id}.when; {known}")
    if name in DERIVED:
        return _derived(record, name)
    field = SPOKEN.get(name, name)
    if field not in FIELDS:
        raise InputError(f"unknown field {name!r} of {id}; {known}")
    effect = name if name in EFFECTS else None
    found = (
        _of_incident(view, record, field, effect)
        if isinstance(record, Incident)
        else _of_mention(view, record, field, effect)
    )
    if not found.tellings and not found.value:
        raise InputError(f"no report says anything about {name} of {id}: it is unknown")
    return found


def _derived(record: Incident | Mention, name: str) -> Why:
    """A value that follows from other fields by rule: nothing is read, so no sentence is quoted."""
    if name == "severity":
        value, rule = (
            record.severity.label,
            "computed by rule from act, status, outcomes, casualties, actor and target; ask why of those",
        )
    elif isinstance(record, Incident):
        value, rule = f"{record.grading.reliability}{record.grading.credibility}", record.grading.reason
    else:
        raise InputError(f"{record.id} is a mention; only incidents are graded")
    return Why(id=record.id, field=name, value=value, rule=rule, disagreement=False, tellings=())


def _of_incident(view: View, incident: Incident, field: str, effect: str | None) -> Why:
    held = getattr(incident, field)
    if field == "attributions":
        tellings = tuple(_telling(view, told) for told in held)
        value, rule = "; ".join(dict.fromkeys(one.value for one in tellings)), "every attribution is kept"
        return Why(id=incident.id, field=field, value=value, rule=rule, disagreement=False, tellings=tellings)
    accounts: tuple[Account[object], ...] = held if isinstance(held, tuple) else (held,)
    if effect:
        accounts = tuple(
            one
            for one in accounts
            if _has(one.value, effect) or any(_has(told.reading.value, effect) for told in one.told)
        )
    values = [words(one.value) for one in accounts if one.value is not None]
    rules = dict.fromkeys(one.rule for one in accounts if one.rule)
    return Why(
        id=incident.id, field=effect or field, value="; ".join(values), rule="; ".join(rules), disagreement=any(one.disagreement for one in accounts),
        tellings=tuple(_telling(view, told) for one in accounts for told in one.told),
    )  # fmt: skip


def _has(value: object, effect: str) -> bool:
    return isinstance(value, Casualty) and value.effect == effect


def _of_mention(view: View, mention: Mention, field: str, effect: str | None) -> Why:
    readings = [
        one for name, one in mention.readings() if name == field and (effect is None or _has(one.value, effect))
    ]
    tellings = tuple(
        _telling(view, Told(mention=mention.id, document=mention.document, reading=one)) for one in readings
    )
    return Why(
        id=mention.id, field=effect or field, value="; ".join(words(one.value) for one in readings), rule=f"read by {mention.coder}", disagreement=False,
        tellings=tellings,
    )  # fmt: skip


def _of_tally(view: View, tally: Tally, field: str) -> Why:
    readings: dict[str, Reading[object] | None] = {
        "count": tally.count,
        "counter": tally.counter,
        "actor": tally.counted.actor,
        "target": tally.counted.target,
    }
    reading = readings.get(field)
    if reading is None:
        raise InputError(
            f"nothing is known of field {field!r} of {tally.id}; known: {', '.join(name for name, one in readings.items() if one)}"
        )
    telling = _telling(view, Told(mention=tally.id, document=tally.document, reading=reading))
    return Why(
        id=tally.id,
        field=field,
        value=words(reading.value),
        rule=f"read by {tally.coder}",
        disagreement=False,
        tellings=(telling,),
    )


def _telling(view: View, told: Told[object]) -> Telling:
    document = view.documents[told.document]
    passages = told.reading.passages
    return Telling(
        value=words(told.reading.value), mention=told.mention, document=told.document, outlet=document.outlet, published=document.published.isoformat(),
        sentence=sentence(document, passages[0]) if passages else None, words=" … ".join(one.text for one in passages) or None, basis=told.reading.basis,
    )  # fmt: skip


def sentence(document: Document, passage: Passage) -> str:
    """The sentence around a passage, on one line."""
    start, end = next(((s, e) for s, e in document.sentences if s <= passage.start < e), (passage.start, passage.end))
    return " ".join(document.text[start : max(end, passage.end)].split())


def words(value: object) -> str:
    """A value of any field on one line."""
    if isinstance(value, tuple):
        return ", ".join(words(one) for one in value)
    edtf = getattr(value, "edtf", None)
    if callable(edtf):
        return str(edtf())
    if isinstance(value, str | int):
        return str(value)
    parts = []
    for name in (
        "kind",
        "mode",
        "effect",
        "side",
        "weapon",
        "low",
        "best",
        "high",
        "word",
        "how",
        "actor",
        "by",
        "name",
        "id",
        "count",
    ):
        held = getattr(value, name, None)
        if held is None:
            continue
        parts.append(f"{name} {held}" if name in ("low", "best", "high") else words(held))
    return " ".join(parts)
