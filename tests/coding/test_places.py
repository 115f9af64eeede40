"""Promises of the reader of places."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from tests.coding.making import coded, incidents

from vedette.coding import places
from vedette.coding.base import Sentence
from vedette.coding.chunks import analyse
from vedette.model import Document, Mention


def _place(text: str) -> tuple[str | None, str | None, str | None]:
    (mention,) = incidents(text)
    return _where(mention)


def _where(mention: Mention) -> tuple[str | None, str | None, str | None]:
    where = mention.place.value if mention.place else None
    return (where.name, where.country, where.precision) if where else (None, None, None)


@pytest.mark.parametrize(
    ("text", "country", "precision"),
    [
        ("Rebels attacked an army post in Tripoli, Lebanon, and killed two soldiers.", "LB", "town"),
        ("Rebels attacked an army post in Tripoli, Libya, and killed two soldiers.", "LY", "town"),
        ("Rockets hit the air base at Ain al-Asad in Iraq.", "IQ", "facility"),
        ("Gunmen killed two soldiers in Anbar province.", "IQ", "province"),
        ("Gunmen killed two soldiers in northern Mali.", "ML", "country"),
    ],
)
def test_a_name_is_resolved_by_what_stands_beside_it_and_no_finer_than_told(
    text: str, country: str, precision: str
) -> None:
    assert _place(text)[1:] == (country, precision)


def test_the_place_of_the_speaker_is_not_that_of_the_act() -> None:
    assert _place("Rebels killed two soldiers near Goma, a spokesman in Kinshasa said.")[0] == "Goma"


def test_the_dateline_is_not_where_it_happened() -> None:
    (mention,) = incidents("WASHINGTON, Nov 9 (Agency) - Rockets hit a base used by US troops in Syria on Wednesday.")
    assert _where(mention)[1] == "SY"


def test_where_it_was_launched_stands_apart() -> None:
    (mention,) = incidents("Rockets were fired from Lebanon at the town of Kiryat Shmona in Israel.")
    assert mention.launched_from is not None
    assert mention.launched_from.value.country == "LB"
    assert _where(mention)[1] == "IL"


def test_two_countries_are_no_one_place() -> None:
    mentions = coded("Militants attacked US troops in Iraq and Syria on Monday.").mentions
    assert [m.place for m in mentions] == [None]


def test_a_village_that_no_table_knows_has_no_point() -> None:
    (mention,) = incidents("Maoist rebels burnt a jeep at Qzxville village on Monday.")
    assert mention.place is not None
    assert (mention.place.value.id, mention.place.value.lat) == (None, None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A drone struck the base of Harir in Iraq on Monday.", "Harir air base"),
        ("A drone struck the airfield at Harir in Iraq on Monday.", "Harir air base"),
        ("Rockets hit the Omar oil field in eastern Syria on Monday.", "Green Village"),
        ("Rockets were fired at the Conoco field in Syria on Monday.", "Mission Support Site Euphrates"),
        ("A drone was shot down near Tall Baydar in Syria on Monday.", "Tell Beydar"),
    ],
)
def test_a_facility_is_meant_where_words_for_one_stand_beside_its_name(text: str, name: str) -> None:
    assert _place(text)[0] == name


def test_a_name_keeps_one_sense_in_a_document() -> None:
    text = "A drone hit the Harir airfield in Iraq on Monday.\n\nRockets struck Harir again on Tuesday."
    assert {_where(mention)[0] for mention in incidents(text, date(2023, 11, 16))} == {"Harir air base"}


def test_the_base_without_a_name_is_the_one_named_before() -> None:
    (mention,) = incidents(
        "Late Sunday it was the turn of Ain al-Asad in western Iraq. Rockets were fired at the base, two officers said."
    )
    assert _where(mention)[0] == "Ain al-Asad air base"
    assert mention.place is not None
    assert mention.place.value.basis == "context"


def test_a_name_that_no_table_holds_stays_unknown_with_its_words() -> None:
    assert _place("Gunmen killed two soldiers near Qorvanta in Iraq on Monday.") == ("Qorvanta", None, None)


def test_a_day_is_no_place() -> None:
    assert _place("Gunmen killed two soldiers in Thursday's attack.") == (None, None, None)


def test_a_country_is_no_small_town_of_its_name_however_much_is_told_of_another_country() -> None:
    text = "Gunmen killed two soldiers in Russia."
    document = Document(
        id="d0", text=text, published=date(2024, 3, 5), outlet=None, origin="test", recorded_at=datetime(2024, 3, 6, tzinfo=UTC),
    )  # fmt: skip
    phrases = analyse(Sentence(document, 0, 0, len(text)))
    (found,) = places.resolve(places.names(phrases, (), upper=False), phrases, Counter({"US": 40, "RU": 1}))
    assert found.place is not None
    assert found.place.id == "iso:RU"


def test_a_town_named_as_what_holds_a_place_is_read_as_the_province_of_its_name() -> None:
    assert (
        _place("Three drones struck the garrison of al-Tanf, in the far south-east of Homs.")[0] == "al-Tanf garrison"
    )
    assert _place("A bomb killed two men in Homs.")[0] == "Homs"
