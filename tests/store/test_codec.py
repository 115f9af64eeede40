"""The wire format is lossless, and garbage is refused by name."""

from __future__ import annotations

import copy
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.strategies import documents, mentions, records
from tests.store.worked import MENTION, TALLY

from vedette.errors import RecordError
from vedette.model import Document, Mention
from vedette.store import codec

NESTED = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)


@NESTED
@given(records)
def test_every_record_survives_the_wire(record: codec.Record) -> None:
    line = codec.dumps(record)
    assert line.splitlines() == [line], "one record is one line, for every reader of lines"
    assert codec.loads(line) == record
    assert codec.dumps(codec.loads(line)) == line, "writing again writes the same"


def test_what_a_ledger_tells_over_and_over_is_one_object() -> None:
    one, other = (codec.loads(codec.dumps(MENTION)) for _ in range(2))
    assert isinstance(one, Mention) and isinstance(other, Mention)
    assert one.place is not None and other.place is not None
    assert one.place.value is other.place.value
    assert one.when.value is other.when.value


def test_a_point_on_the_equator_keeps_its_sign() -> None:
    wire = codec.to_wire(MENTION)
    for lat in (0.0, -0.0, 0.0):
        read = codec.loads(codec.line({**wire, "place": {**wire["place"], "lat": lat}}))
        assert str(codec.to_wire(read)["place"]["lat"]) == str(lat)


@NESTED
@given(documents().flatmap(mentions))
def test_the_keys_of_a_mention_always_stand_in_the_same_order(mention: Any) -> None:
    assert list(codec.to_wire(mention)) == list(codec.to_wire(MENTION))


def test_a_mention_has_the_names_of_the_manual() -> None:
    wire = codec.to_wire(MENTION)
    assert list(wire)[:5] == ["record", "id", "document", "coder", "kind"]
    assert (wire["record"], wire["kind"], wire["mode"], wire["status"]) == ("mention", "ASSAULT", "drone", "foiled")
    named = "attributions actor target place launched_from when instrument casualties outcome multiplicity part_of condition severity tags confidence trigger"
    assert set(named.split()) <= set(wire)
    assert wire["actor"] == {
        "text": "Iran-backed militias",
        "start": 0,
        "end": 20,
        "id": "generic:iran-backed-militias",
        "name": "Iran-backed militias",
        "role": None,
        "confidence": 0.9,
    }
    assert {"country": "IQ", "lat": 36.2376, "precision": "facility", "basis": "explicit"}.items() <= wire[
        "place"
    ].items()
    assert {
        "earliest": None,
        "latest": "2023-11-13",
        "basis": "publication",
        "reading_basis": "publication",
        "start": None,
    }.items() <= wire["when"].items()
    assert {"class": "drone", "low": 1, "best": 1, "high": 1}.items() <= wire["instrument"][0].items()
    assert {"effect": "harmed", "side": "target", "low": None, "word": "minimal"}.items() <= wire["casualties"][
        0
    ].items()
    assert wire["outcome"][0]["value"] == "dud"
    assert (wire["severity"], wire["tags"], wire["launched_from"]) == ("L2", [], None)
    assert {"actor": "generic:iran-backed-militias", "how": "stated", "by": None}.items() <= wire["attributions"][
        0
    ].items()


def test_a_tally_has_the_names_of_the_manual() -> None:
    wire = codec.to_wire(TALLY)
    assert {
        "low": 40,
        "best": None,
        "high": None,
        "bound": "at_least",
        "from": "2023-10-23",
        "to": "2023-11-13",
    }.items() <= wire.items()
    assert set(wire["counted"]) == {"kind", "effect", "actor", "target", "place"}
    assert (wire["counter"], wire["split"], wire["as_of"]) == (None, [], "2023-11-13")


def test_text_that_is_no_valid_unicode_survives() -> None:
    document = Document(
        id="d1",
        text="half \ud800 a pair\u2028next",
        published=date(2023, 11, 13),
        outlet=None,
        origin="a",
        recorded_at=datetime(2023, 11, 13, tzinfo=UTC),
    )
    line = codec.dumps(document)
    assert line.encode("utf-8")
    assert codec.loads(line) == document


BREAKS: list[tuple[str, Any, str]] = [
    ("confidence", "high", "mention m1: confidence: expected a number"),
    ("confidence", True, "mention m1: confidence: expected a number"),
    ("confidence", 1.5, "mention m1: a confidence lies in 0..1"),
    ("kind", "BOMBING", "mention m1: unknown kind 'BOMBING'"),
    ("kind", None, "mention m1: kind: is missing"),
    ("status", "maybe", "mention m1: status: unknown word 'maybe'"),
    ("actor.start", "0", "mention m1: actor.start: expected a whole number"),
    ("actor.end", 3, "mention m1: actor: a passage's text must be as long as its offsets say"),
    ("actor.start", -1, "mention m1: actor: a passage needs 0 <= start < end"),
    ("actor.name", " ", "mention m1: actor: a party has a name"),
    ("actor", [], "mention m1: actor: expected an object"),
    ("actor.nickname", "x", "mention m1: actor.nickname: unknown field"),
    ("surprise", 1, "mention m1: surprise: unknown field"),
    ("when.latest", "13 November", "mention m1: when.latest: expected a day"),
    ("when.latest", "20231113", "mention m1: when.latest: expected a day"),
    ("when.earliest", "2023-12-01", "mention m1: when: earliest 2023-12-01 is after latest"),
    ("when.granularity", "hour", "mention m1: when.granularity: unknown word"),
    ("place.lat", 91, "mention m1: place: latitude 91.0 is off the globe"),
    ("place.within", "IQ", "mention m1: place.within: expected a list"),
    ("instrument", {}, "mention m1: instrument: expected a list"),
    ("instrument.0.class", "laser", "mention m1: instrument[0]: unknown weapon class"),
    ("instrument.0.low", 5, "mention m1: instrument[0]: low <= best <= high does not hold"),
    ("casualties.0.start", None, "mention m1: casualties[0].start: is missing"),
    ("casualties.0.word", None, "mention m1: casualties[0]: a casualty needs a number or the word"),
    ("multiplicity", 2, "mention m1: multiplicity_evidence: is missing"),
    ("severity", "L9", "mention m1: severity: expected L0 to L7"),
    ("recorded_at", "2023-11-13T10:00:00", "mention m1: recorded_at: a moment needs a time zone"),
    ("recorded_at", "yesterday", "mention m1: recorded_at: expected an ISO 8601 moment"),
    ("recorded_at", "0001-01-01T00:00:00+14:00", "mention m1: recorded_at: expected an ISO 8601 moment"),
    ("trigger", None, "mention m1: trigger: is missing"),
    ("record", "event", "record: expected one of document, mention"),
]


@pytest.mark.parametrize(("path", "value", "message"), BREAKS)
def test_wire_garbage_is_refused_with_the_record_and_the_field(path: str, value: Any, message: str) -> None:
    wire = copy.deepcopy(codec.to_wire(MENTION))
    inner: Any = wire
    *way, last = path.split(".")
    for step in way:
        inner = inner[int(step) if step.isdigit() else step]
    inner[last] = value
    with pytest.raises(RecordError) as refused:
        codec.from_wire(wire)
    assert str(refused.value).startswith(message)


def test_a_casualty_without_its_words_cannot_be_decoded() -> None:
    wire = copy.deepcopy(codec.to_wire(MENTION))
    wire["casualties"][0] |= {"start": None, "end": None, "text": None, "basis": "guess"}
    with pytest.raises(RecordError, match="mention m1: no casualty without the words that say it"):
        codec.from_wire(wire)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "[]",
        "null",
        "1",
        '{"record":null}',
        '{"record":["mention"]}',
        '{"x":NaN}',
        "[" * 100_000,
        '{"a":' + "9" * 5000 + "}",
    ],
)
def test_a_line_that_is_no_record_is_one_clear_error(line: str) -> None:
    with pytest.raises(RecordError, match=r"^record"):
        codec.loads(line)


HAND_MADE: list[codec.Record] = [MENTION, TALLY]
leaves = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5)
)
garbage = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@NESTED
@given(st.data())
def test_no_garbage_in_any_field_is_any_other_error(data: st.DataObject) -> None:
    wire = copy.deepcopy(codec.to_wire(data.draw(st.sampled_from(HAND_MADE))))
    inner: Any = wire
    while True:
        key = data.draw(st.sampled_from(sorted(inner) if isinstance(inner, dict) else range(len(inner))))
        if not (isinstance(inner[key], dict | list) and inner[key]) or data.draw(st.booleans()):
            break
        inner = inner[key]
    inner[key] = data.draw(garbage)
    try:
        record = codec.loads(json.dumps(wire))
    except RecordError as error:
        assert "\n" not in str(error)
    else:
        assert codec.loads(codec.dumps(record)) == record
