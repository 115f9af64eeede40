"""Candidates for roles are words of the document, found wherever it says them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.fakes.readers import FakeReader

from vedette.coding.base import sentences as sentences_of
from vedette.coding.local import candidates
from vedette.coding.local.candidates import Candidate
from vedette.coding.local.readings import Read
from vedette.documents.passages import sentences
from vedette.model import Document

TEXT = "The rebels took the mayor. Nobody saw the rebels leave, and the mayor is free."


def reads(text: str, reader: FakeReader) -> tuple[Read, ...]:
    document = Document(
        id="d0", text=text, published=date(2024, 3, 5), outlet=None, origin="test", recorded_at=datetime(2024, 3, 6, tzinfo=UTC),
        sentences=sentences(text),
    )  # fmt: skip
    return reader.read(tuple(sentences_of(document)))


def found(text: str, reader: FakeReader, **further: list[tuple[str, ...]]) -> tuple[Candidate, ...]:
    return candidates.read(reads(text, reader), frozenset({0}), further)


def test_a_phrase_that_the_encoder_leans_to_is_a_candidate_wherever_the_document_says_it() -> None:
    (rebels,) = found(TEXT, FakeReader(fillers={"rebels": ("PerpInd", 0.7)}))
    assert (rebels.role, rebels.words) == ("PerpInd", ("rebels",))
    assert {(place.at, place.first) for place in rebels.places} == {(0, 1), (1, 3)}


def test_a_faint_leaning_is_a_candidate_and_none_is_none() -> None:
    assert [one.words for one in found(TEXT, FakeReader(fillers={"mayor": ("Victim", 0.3)}))] == [("mayor",)]
    assert found(TEXT, FakeReader()) == ()


def test_a_known_phrase_is_looked_for_and_one_that_the_document_never_says_is_left_out() -> None:
    told = found(TEXT, FakeReader(), VictimDescription=[("mayor",), ("bishop",)])
    assert [(one.role, one.words, one.best.share) for one in told] == [("VictimDescription", ("mayor",), 0.0)]


def test_what_stands_nearer_to_an_act_says_so() -> None:
    far = "Rebels struck. " + "It rained. " * 5 + "The mayor wept."
    (near,) = found(TEXT, FakeReader(fillers={"mayor": ("Victim", 0.7)}))
    (away,) = found(far, FakeReader(fillers={"mayor": ("Victim", 0.7)}))
    assert near.features["within"] == 1.0
    assert away.features["within"] == 0.0
    assert away.features["away>4"] == 1.0
    assert "away>4" not in near.features


def test_no_reading_gives_no_candidate() -> None:
    assert candidates.read((), frozenset(), {"Victim": [("mayor",)]}) == ()


def test_no_document_has_more_candidates_of_a_role_than_can_be_weighed_soon() -> None:
    words = [f"Name{'x' * (i % 7)}{i}" for i in range(1200)]
    reader = FakeReader(fillers=dict.fromkeys(words, ("Victim", 0.9)))
    assert len(found(" ".join(words) + " fell. " + "fell " * 900, reader)) == candidates.MANY
