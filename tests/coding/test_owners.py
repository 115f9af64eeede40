"""Promises of the owners of parties that no name tells."""

from __future__ import annotations

import pytest
from tests.coding.making import incidents

from vedette.model import Party, Reading


def _id(reading: Reading[Party] | None) -> str | None:
    return reading.value.id if reading is not None else None


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Militants killed two villagers near Goma on Monday.", "COD/CVL"),
        ("Militants attacked a market in Goma with rifles on Monday.", "COD/CVL"),
        ("Militants bombed a hospital in Goma on Monday.", "COD/MED"),
        ("Militants killed two soldiers near Goma on Monday.", "COD/MIL"),
    ],
)
def test_people_without_a_country_are_those_of_the_place(text: str, target: str) -> None:
    (mention,) = incidents(text)
    assert _id(mention.target) == target
    assert mention.target is not None
    assert mention.target.basis == "country of the place"


def test_a_state_that_shells_does_so_by_its_forces() -> None:
    (mention,) = incidents("Azerbaijan shelled the town of Martakert with artillery on Monday.")
    assert _id(mention.actor) == "AZE/MIL"


def test_fighters_beside_the_name_of_an_aircraft_are_no_rebels() -> None:
    (mention,) = incidents("Two American F-15 fighters struck a depot near Abu Kamal in Syria on Monday.")
    assert _id(mention.actor) == "USA/MIL"
    assert [r.value.weapon for r in mention.instruments] == ["aircraft_bomb"]


def test_a_named_party_keeps_its_owner() -> None:
    (mention,) = incidents("Kenyan soldiers killed two militants near Baidoa in Somalia on Monday.")
    assert _id(mention.actor) == "KEN/MIL"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("A drone hit a base that houses American and other coalition troops in Iraq on Monday.", "USA/MIL"),
        ("A drone hit a site near Erbil airport in Iraq, where troops of Turkey are stationed.", "TUR/MIL"),
        ("Jets struck a store in eastern Syria used by Iran's Revolutionary Guards on Monday.", "IRN/MIL/irgc"),
        ("A drone hit Ain al-Asad base in Iraq, which hosts forces of the international coalition.", "org:cjtf-oir"),
    ],
)
def test_the_named_users_of_a_place_are_its_target(text: str, target: str) -> None:
    (mention,) = incidents(text)
    assert _id(mention.target) == target
