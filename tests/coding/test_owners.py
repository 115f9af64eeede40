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
        ("Militants attacked a police station in Goma with rifles on Monday.", "COD/COP"),
        ("Militants attacked an army outpost near Goma with rifles on Monday.", "COD/MIL"),
    ],
)
def test_people_without_a_country_are_those_of_the_place(text: str, target: str) -> None:
    (mention,) = incidents(text)
    assert _id(mention.target) == target
    assert mention.target is not None
    assert mention.target.basis == "country of the place"


@pytest.mark.parametrize("people", ["Thousands", "Tens of thousands of people", "Protesters", "Villagers"])
def test_those_who_protest_are_civilians_of_the_country(people: str) -> None:
    (mention,) = incidents(f"{people} marched in Goma on Monday against the war with the rebels.")
    assert _id(mention.actor) == "COD/CVL"


def test_a_people_told_by_its_name_is_no_state() -> None:
    (mention,) = incidents("Rebels shot two Albanians dead near Goma on Monday.")
    assert _id(mention.target) == "ALB/CVL"


@pytest.mark.parametrize("ship", ["a tanker", "a bulk carrier", "a container ship", "two vessels"])
def test_a_merchant_ship_belongs_to_no_state_whose_waters_it_sails(ship: str) -> None:
    (mention,) = incidents(f"Houthi rebels fired a missile at {ship} off Hodeidah on Monday.")
    assert _id(mention.target) == "generic:commercial-vessel"


def test_a_man_who_is_shot_is_somebody_of_the_country() -> None:
    (mention,) = incidents("Rebels shot a man dead near Goma on Monday.")
    assert _id(mention.target) == "COD/CVL"


def test_a_state_that_attacks_does_so_by_its_forces_and_that_coerces_by_its_government() -> None:
    (attack,) = incidents("Azerbaijan attacked the town of Martakert on Monday, killing two soldiers.")
    (measure,) = incidents("Egypt imposed a curfew in Arish on Monday after attacks by militants.")
    assert (_id(attack.actor), _id(measure.actor)) == ("AZE/MIL", "EGY/GOV")


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


@pytest.mark.parametrize("men", ["Armed men", "Two masked men", "Two men", "Hooded men"])
def test_men_who_shoot_are_gunmen(men: str) -> None:
    (mention,) = incidents(f"{men} shot dead a policeman near Goma on Monday, amid unrest.")
    assert _id(mention.actor) == "generic:gunmen"


def test_rebels_are_of_the_one_group_that_the_report_names_unless_they_fight_it() -> None:
    one = "Rebels burned two trucks near Goma on Monday. The army blamed the M23."
    against = "Rebels killed two fighters of the M23 near Goma on Monday."
    two = "Rebels burned two trucks near Goma on Monday. Neither the M23 nor the Allied Democratic Forces said a word."
    assert [_id(m.actor) for m in incidents(one)] == ["group:march-23-movement"]
    assert "group:march-23-movement" not in [_id(m.actor) for m in (*incidents(against), *incidents(two))]
