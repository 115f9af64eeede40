"""What must never be built cannot be built, whatever the numbers."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.store.strategies import documents, mentions, passages, quantities, records, tallies
from tests.store.worked import DOCUMENT, ERBIL, INCIDENT, MENTION, MOMENT, TALLY, words

from vedette.errors import RecordError, VedetteError
from vedette.model import (
    Account,
    Act,
    Attribution,
    Casualty,
    Copy,
    Decision,
    Document,
    Failure,
    Grading,
    Instrument,
    Override,
    Party,
    Passage,
    Quantity,
    Reading,
    Run,
    Severity,
    Tally,
    When,
    Where,
)

NAIVE = datetime(2023, 11, 13, 12)  # noqa: DTZ001 - the moment that must be refused
NESTED = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
anything: Any = None


def changed(record: Any, **values: Any) -> Any:
    """The record built anew with other values."""
    return dataclasses.replace(record, **values)


@given(st.integers(), st.integers(), st.integers())
def test_a_quantity_is_built_only_in_order_and_from_zero_up(low: int, best: int, high: int) -> None:
    if 0 <= low <= best <= high:
        assert Quantity(low=low, best=best, high=high).figure == best
    else:
        with pytest.raises(RecordError):
            Quantity(low=low, best=best, high=high)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_high_below_low_is_refused(high: int, more: int) -> None:
    with pytest.raises(RecordError, match="low <= best <= high"):
        Quantity(low=high + more, high=high)


def test_a_quantity_of_nothing_is_refused() -> None:
    with pytest.raises(RecordError):
        Quantity()


@given(documents(), st.integers(-50, 300), st.integers(-50, 300))
def test_a_passage_is_built_only_inside_its_text(document: Document, start: int, end: int) -> None:
    if 0 <= start < end <= len(document.text):
        assert document.passage(start, end).text == document.text[start:end]
    else:
        with pytest.raises(RecordError):
            document.passage(start, end)


@given(st.integers(-5, 20), st.integers(-5, 20), st.text(max_size=10))
def test_a_passage_is_never_longer_or_shorter_than_its_words(start: int, end: int, text: str) -> None:
    assume(not (0 <= start < end and len(text) == end - start))
    with pytest.raises(RecordError):
        Passage(document="d1", start=start, end=end, text=text)


@given(documents().flatmap(lambda d: st.tuples(st.just(d), passages(d))))
def test_a_passage_holds_the_words_of_its_document(pair: tuple[Document, Passage]) -> None:
    document, passage = pair
    assert document.text[passage.start : passage.end] == passage.text


def test_no_value_without_words_or_a_basis() -> None:
    with pytest.raises(RecordError, match="no value without the words"):
        Reading(value=3)
    with pytest.raises(RecordError, match="no value without the words"):
        Reading(value=3, basis="")


@given(st.floats())
def test_a_confidence_is_a_probability(value: float) -> None:
    if 0 <= value <= 1:
        assert Reading(value=1, basis="b", confidence=value).confidence == value
    else:
        with pytest.raises(RecordError):
            Reading(value=1, basis="b", confidence=value)


def test_no_casualty_without_a_passage() -> None:
    inferred = Reading(value=Casualty(effect="killed", side="target", count=Quantity.exactly(3)), basis="usual toll")
    with pytest.raises(RecordError, match="no casualty without the words"):
        changed(MENTION, casualties=(inferred,))


@given(quantities())
def test_no_casualty_without_a_number_or_a_word(count: Quantity) -> None:
    assert Casualty(effect="killed", side="civilian", count=count).count == count
    with pytest.raises(RecordError):
        Casualty(effect="killed", side="civilian")


def test_no_total_without_a_passage() -> None:
    with pytest.raises(RecordError, match="no total without the words"):
        changed(TALLY, count=Reading(value=Quantity.at_least(40), basis="general knowledge"))


def test_no_mention_without_its_trigger() -> None:
    with pytest.raises(RecordError, match="trigger"):
        changed(MENTION, act=Reading(value=MENTION.act.value, basis="headline"))


@NESTED
@given(documents().flatmap(mentions), documents().flatmap(tallies))
def test_every_word_of_a_reading_stands_in_its_own_document(mention: Any, tally: Tally) -> None:
    for record in (mention, tally):
        assert {passage.document for passage in record.passages()} == {record.document}
        with pytest.raises(RecordError, match="its own document alone"):
            changed(record, document=record.document + "x")


@pytest.mark.parametrize("status", ["occurred", "foiled", "hypothetical"])
def test_a_threat_never_counts_as_done(status: Any) -> None:
    threat = Reading(value=Act(kind="THREATEN"), passages=MENTION.act.passages)
    with pytest.raises(RecordError, match="a threat is announced"):
        changed(MENTION, act=threat, status=Reading(value=status, basis="b"))
    announced = changed(MENTION, act=threat, status=Reading(value="announced", basis="b"))
    assert not announced.is_incident


@pytest.mark.parametrize("record", [DOCUMENT, MENTION, TALLY])
def test_a_naive_moment_is_refused(record: Any) -> None:
    with pytest.raises(RecordError, match="recorded_at needs a time zone"):
        changed(record, recorded_at=NAIVE)


@NESTED
@given(records)
def test_every_record_is_frozen_hashable_and_refuses_a_naive_moment(record: Any) -> None:
    hash(record)
    with pytest.raises(dataclasses.FrozenInstanceError):
        record.recorded_at = MOMENT
    with pytest.raises(RecordError):
        changed(record, recorded_at=NAIVE)


REFUSED: dict[str, Callable[[], Any]] = {
    "an empty document": lambda: changed(DOCUMENT, text=" \n"),
    "a moment as a publication day": lambda: changed(DOCUMENT, published=MOMENT),
    "a headline beyond the text": lambda: changed(DOCUMENT, headline=len(DOCUMENT.text) + 1),
    "a sentence beyond the text": lambda: changed(DOCUMENT, sentences=((0, len(DOCUMENT.text) + 1),)),
    "an empty sentence": lambda: changed(DOCUMENT, sentences=((4, 4),)),
    "a copy of itself": lambda: Copy(document="d1", of="d1", similarity=1, recorded_at=MOMENT),
    "a similarity of two": lambda: Copy(document="d1", of="d2", similarity=2, recorded_at=MOMENT),
    "an unknown kind": lambda: Act(kind=anything),
    "a party without a name": lambda: Party(name=" "),
    "an unknown weapon": lambda: Instrument(weapon=anything),
    "an unknown effect": lambda: Casualty(effect=anything, side="target", word="some"),
    "an unknown side": lambda: Casualty(effect="killed", side=anything, word="some"),
    "an unknown way to attribute": lambda: Attribution(actor=None, how=anything),
    "a rung above the ladder": lambda: Severity(level=8),
    "an unknown tag": lambda: Severity(level=1, tags=("R9",)),
    "an unknown status": lambda: changed(MENTION, status=Reading(value="maybe", basis="b")),
    "an unknown outcome": lambda: changed(MENTION, outcomes=(Reading(value="boom", passages=(words("drone"),)),)),
    "no act at all": lambda: changed(MENTION, multiplicity=Reading(value=0, basis="b")),
    "an interval that runs back": lambda: When(earliest=date(2023, 11, 2), latest=date(2023, 11, 1)),
    "an event at a moment": lambda: When(latest=MOMENT),
    "half a point": lambda: Where(name="a", id="gn:1", lat=3.0, radius_km=1),
    "a point off the globe": lambda: changed(ERBIL, lat=90.5),
    "a point without a radius": lambda: changed(ERBIL, radius_km=None),
    "a pin for a place that nobody knows": lambda: changed(ERBIL, id=None),
    "a place without a name": lambda: Where(name=""),
    "a window that runs back": lambda: changed(TALLY, from_day=date(2023, 12, 1)),
    "a decision on one mention": lambda: decided(first="m1", second="m1"),
    "a pair out of order": lambda: decided(first="m2", second="m1"),
    "an unknown verdict": lambda: decided(verdict="perhaps"),
    "a decision by nobody": lambda: decided(by=""),
    "a decision without a reason": lambda: decided(reason=" "),
    "an override without a reason": lambda: Override(
        id="o1", incident="i1", field="actor", value="null", by="ana", reason="", recorded_at=MOMENT
    ),
    "a failure without a reason": lambda: Failure(
        id="f1", stage="s", item="a", code="c", reason="", way_out="w", recorded_at=MOMENT
    ),
    "a run that began at no moment": lambda: Run(id="r1", started_at=NAIVE, recorded_at=MOMENT, fingerprint="f"),
    "a reliability beyond F": lambda: Grading(reliability="G", credibility=1, reason="r"),
    "a credibility of none": lambda: Grading(reliability="A", credibility=0, reason="r"),
    "a resolved value that nobody told": lambda: Account(value=3),
    "an incident without a mention": lambda: changed(INCIDENT, mentions=()),
    "an incident without a source": lambda: changed(INCIDENT, independent_sources=0),
}


def decided(**values: Any) -> Decision:
    """A decision with some values changed."""
    plain = {"first": "m1", "second": "m2", "verdict": "same", "by": "ana", "reason": "one base, one day"}
    return Decision(id="c1", recorded_at=MOMENT, **(plain | values))


@pytest.mark.parametrize("what", REFUSED)
def test_nonsense_is_refused(what: str) -> None:
    with pytest.raises(RecordError) as refused:
        REFUSED[what]()
    assert isinstance(refused.value, VedetteError) and isinstance(refused.value, ValueError)


@given(st.dates(), st.dates(), st.dates(), st.dates())
def test_the_gap_between_two_intervals_is_the_same_from_both_sides(a: date, b: date, c: date, d: date) -> None:
    one, two = When(earliest=min(a, b), latest=max(a, b)), When(earliest=min(c, d), latest=max(c, d))
    assert one.gap(two) == two.gap(one) >= 0
    apart = max(min(a, b), min(c, d)) - min(max(a, b), max(c, d))
    assert one.gap(two) == max(apart.days, 0)


@given(st.dates(), st.dates())
def test_an_interval_open_to_the_past_never_lies_after_an_earlier_one(a: date, b: date) -> None:
    assert When(latest=max(a, b)).gap(When(earliest=min(a, b), latest=min(a, b))) == 0


def test_ids_follow_from_content_alone() -> None:
    one = Document.id_for("text", date(2023, 11, 13), "a", None)
    assert one == Document.id_for("text", date(2023, 11, 13), "a", None)
    others = [("text ", "a", None), ("text", "b", None), ("text", None, "a"), ("text", "a", "")]
    assert len({one, *(Document.id_for(t, date(2023, 11, 13), o, u) for t, o, u in others)}) == 5
    assert one[0] == "d" and len(one) == 17
    moment = datetime(2023, 11, 13, tzinfo=UTC)
    assert Decision.id_for("m1", "m2", "same", "model", False, moment) == Decision.id_for(
        "m1", "m2", "same", "model", False, moment + timedelta(days=1)
    )
