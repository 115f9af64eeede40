"""The encoder has a word about the place of an act where the rules leave it open, chose among several or chose loosely."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.fakes.readers import FakeReader

from vedette.coding.local.coder import LocalCoder
from vedette.coding.local.options import LocalOptions
from vedette.documents.passages import sentences
from vedette.model import Document, Where

NOW = datetime(2024, 3, 6, tzinfo=UTC)
TWO = "Gunmen ambushed an army convoy on the road from Kirkuk to Mosul on Monday."
SPEAKER = "Soldiers killed two brothers on Monday, which Damascus denied."
OPEN = "Rebels shelled the tents of Umm Zorbla for an hour on Monday."


def place(text: str, reader: FakeReader, **options: float) -> Where | None:
    document = Document(
        id="d0", text=text, published=date(2024, 3, 5), outlet=None, origin="test", recorded_at=NOW, sentences=sentences(text),
    )  # fmt: skip
    coder = LocalCoder(options=LocalOptions(unreal=0.0, **options), reader=lambda: reader)
    (found,) = (m for m in coder.code(document, recorded_at=NOW).mentions if m.is_incident)
    return found.place.value if found.place is not None else None


def name(where: Where | None) -> str | None:
    return where.name if where is not None else None


def test_of_several_places_the_one_that_the_encoder_is_sure_of_is_taken() -> None:
    assert name(place(TWO, FakeReader())) == "Mosul"
    assert name(place(TWO, FakeReader(places={"Kirkuk": 0.9, "Mosul": 0.2}))) == "Kirkuk"


def test_a_place_below_the_threshold_or_left_to_the_rules_stays() -> None:
    reader = FakeReader(places={"Kirkuk": 0.6, "Mosul": 0.2})
    assert name(place(TWO, reader, place=0.7)) == "Mosul"
    assert name(place(TWO, reader, place=1.5)) == "Mosul"
    assert reader.marks != []


def test_a_speaker_that_no_preposition_of_place_leads_to_is_no_place_where_the_encoder_hears_none() -> None:
    assert name(place(SPEAKER, FakeReader())) == "Damascus"
    assert place(SPEAKER, FakeReader(places={})) is None


def test_what_the_encoder_said_of_a_new_trigger_is_not_asked_again() -> None:
    reader = FakeReader(cues={"zorbled": 0.95}, places={"Zorbla": 0.9})
    assert name(place("Gunmen zorbled two soldiers of Umm Zorbla on Monday.", reader)) == "Zorbla"
    assert [(mark.sentence, mark.first, mark.last) for mark in reader.marks] == [(0, 1, 2)]


def test_the_encoder_is_not_asked_about_what_a_total_counts() -> None:
    text, reader = "Militants attacked US soldiers 23 times.", FakeReader()
    document = Document(
        id="d0", text=text, published=date(2024, 3, 5), outlet=None, origin="test", recorded_at=NOW, sentences=sentences(text),
    )  # fmt: skip
    assert len(LocalCoder(reader=lambda: reader).code(document, recorded_at=NOW).tallies) == 1
    assert reader.marks == []


def test_a_name_that_no_gazetteer_holds_is_a_place_without_a_point() -> None:
    found = place(OPEN, FakeReader(places={"Zorbla": 0.9}))
    assert found == Where(name="Zorbla")


def test_words_that_stand_for_somebody_are_no_place() -> None:
    assert name(place(TWO, FakeReader(places={"Gunmen": 0.9, "Mosul": 0.5}))) == "Mosul"
