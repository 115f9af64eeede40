"""Promises about sentences that only tell what came of an act told before."""

from __future__ import annotations

from datetime import date

import pytest
from tests.coding.making import coded, incidents, only

ACT = "Rebels fired three rockets at the airport of Goma on Monday. "


@pytest.mark.parametrize(
    "further",
    [
        "Two were shot down.",
        "One got through and struck the terminal.",
        "Defenders destroyed one and damaged the others.",
        "One of the rockets was intercepted before it reached the runway.",
        "Two guards were killed and five wounded.",
        "A porter was injured by debris.",
        "Nobody was hurt.",
        "The terminal was not damaged.",
    ],
)
def test_what_came_of_an_act_is_no_act_of_its_own(further: str) -> None:
    assert len(incidents(ACT + further)) == 1


def test_a_weapon_that_got_through_makes_the_act_occur() -> None:
    (mention,) = incidents(
        "Three drones were sent against the base at Goma on Monday. Two were shot down. One got through and struck the base."
    )
    assert mention.status.value == "occurred"
    assert {reading.value for reading in mention.outcomes} == {"intercepted", "hit"}


def test_the_fate_of_some_weapons_does_not_foil_the_act() -> None:
    (mention,) = incidents(ACT + "One of the rockets was shot down.")
    assert mention.status.value == "occurred"


def test_another_weapon_stopped_elsewhere_the_same_day_is_an_act_of_the_day_told_before() -> None:
    found = incidents(
        "Two drones attacked the airport of Goma on Monday. A third drone was destroyed near Bukavu the same day.",
        date(2023, 11, 15),
    )
    assert [(m.place.value.name if m.place else None, m.when.value.edtf()) for m in found] == [
        ("Goma", "2023-11-13"),
        ("Bukavu", "2023-11-13"),
    ]


def test_the_dead_of_another_place_are_an_act_of_their_own() -> None:
    assert (
        len(
            incidents(
                "Rebels shelled Goma on Monday. Two soldiers were killed in Bukavu on Tuesday.", date(2023, 11, 15)
            )
        )
        == 2
    )


@pytest.mark.parametrize(
    "text",
    [
        "Nobody was injured in any of the attacks, the army said.",
        "The number of wounded soldiers reached 56 this week.",
        "More than 40,000 people have been killed since the war began.",
        "The epidemic has killed 72 children, army doctors said.",
        "A truck of the army skidded into a gorge near Goma, killing two soldiers.",
    ],
)
def test_sums_of_harm_and_accidents_are_no_act(text: str) -> None:
    assert incidents(text) == ()


def test_those_who_attacked_and_were_shot_belong_to_their_attack() -> None:
    text = "Gunmen attacked a police post in Kirkuk on Monday. Two of the attackers were shot dead."
    assert len(incidents(text)) == 1


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("A rocket fired from the hills fell in an open field near Goma on Monday.", "foiled"),
        ("Shells fell on the market of Goma on Monday, killing two people.", "occurred"),
    ],
)
def test_where_a_weapon_falls_decides_whether_it_missed(text: str, status: str) -> None:
    assert only(text).status.value == status


@pytest.mark.parametrize(
    "text",
    [
        "The price of copper fell as the army pulled out of Goma.",
        "A quake brought down forty houses near the barracks in Goma on Monday.",
        "Soldiers intercepted a lorry of fertiliser near Goma on Monday.",
        "A gas cylinder exploded in the kitchen of the barracks in Goma on Monday.",
        "France has sent drones and armoured cars to the army in Goma.",
    ],
)
def test_what_falls_or_is_stopped_or_sent_must_be_a_weapon_in_use(text: str) -> None:
    assert [m for m in coded(text).mentions if m.kind == "ASSAULT" and m.is_incident] == []


def test_buildings_set_on_fire_are_an_act_beside_the_raid_and_a_burnt_vehicle_is_none() -> None:
    raid = "Rebels stormed the army post at Goma on Monday and killed two guards. "
    assert len(incidents(raid + "A dormitory was set on fire in the village.")) == 2
    assert len(incidents(raid + "One vehicle was burnt.")) == 1


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Two men were killed on Monday when soldiers opened fire in Goma.", ["ASSAULT"]),
        ("Seven people were killed in Goma on Monday when protesters rioted over prices.", ["PROTEST"]),
        ("Seven soldiers were killed in Goma on Monday when rebels ambushed their lorry.", ["ASSAULT"]),
    ],
)
def test_those_killed_when_something_was_done_are_its_toll(text: str, kinds: list[str]) -> None:
    found = incidents(text)
    assert [mention.kind for mention in found] == kinds
    assert [reading.value.effect for mention in found for reading in mention.casualties] == ["killed"]


def test_two_strikes_of_a_day_and_place_are_an_act_and_no_total() -> None:
    assert [m.kind for m in incidents("Two drone strikes hit the edge of Goma on Monday, killing one soldier.")] == [
        "ASSAULT"
    ]
    assert not incidents("There were 27 drone strikes on army bases in two weeks.")
