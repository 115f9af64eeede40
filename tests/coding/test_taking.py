"""What verbs of taking and crowds do by whom and what they are told of."""

from __future__ import annotations

import pytest
from tests.coding.making import incidents


def _told(text: str) -> set[tuple[str, str | None]]:
    return {(one.kind, one.mode) for one in incidents(text)}


@pytest.mark.parametrize(
    ("text", "kind", "mode"),
    [
        ("The army captured the last strip of beach near Tobruk on Monday.", "ASSAULT", "capture"),
        ("Rebel fighters seized the airport of Goma on Sunday.", "ASSAULT", "capture"),
        ("The army captured two rebels near Goma on Sunday.", "COERCE", "arrest"),
        ("Rebels seized four villagers near Goma on Sunday.", "ASSAULT", "abduction"),
        ("Soldiers seized 300 litres of fuel in Agadez on Sunday.", "COERCE", "seize"),
        ("Troops neutralised nine militants near Bama on Sunday.", "ASSAULT", "killing"),
    ],
)
def test_what_is_taken_says_what_the_taking_was(text: str, kind: str, mode: str) -> None:
    assert (kind, mode) in _told(text)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Reporters marched in Tirana on Sunday.", "demonstration"),
        ("Ten thousand marched in Tirana on Friday.", "demonstration"),
        ("Nurses walked out across Malta on Tuesday.", "strike"),
        ("Demonstrators burned the town hall in Mostar on Friday.", "riot"),
        ("Protesters threw stones at the police in Mostar on Friday.", "riot"),
    ],
)
def test_a_crowd_protests_strikes_and_riots(text: str, mode: str) -> None:
    assert ("PROTEST", mode) in _told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Bond prices rallied in London on Monday.",
        "Pakistan protested strongly.",
        "The minister marched into his office.",
    ],
)
def test_neither_prices_nor_states_nor_one_man_are_a_crowd(text: str) -> None:
    assert not any(kind == "PROTEST" for kind, _ in _told(text))


def test_people_taken_to_hospital_are_not_abducted() -> None:
    assert not any(
        mode == "abduction" for _, mode in _told("Soldiers took three wounded villagers to a hospital in Goma.")
    )


def test_two_deeds_joined_by_and_with_a_mark_each_are_two_acts() -> None:
    told = _told("Gunmen killed four members of a family and set fire to six houses in Poso on Friday.")
    assert {("ASSAULT", "killing"), ("ASSAULT", "arson_destruction")} <= told


def test_who_arrests_and_who_seizes_does_two_things() -> None:
    told = _told("Police arrested three rebels and seized nine rifles in Goma on Sunday.")
    assert {("COERCE", "arrest"), ("COERCE", "seize")} <= told


def test_a_deed_since_a_day_is_told_and_a_deed_that_dates_another_is_not() -> None:
    assert any(
        kind == "COERCE"
        for kind, _ in _told("Since Sunday, however, the Israeli army has closed the crossing at Rafah.")
    )
    assert not incidents("Trade has been slow since rebels attacked the port.")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gunmen took about 20 people hostage in Sylhet.", "ASSAULT"),
        ("Troops fired into a crowd in Kokand on Friday.", "ASSAULT"),
        ("Three rebels were picked up by soldiers in Namangan.", "COERCE"),
        ("Armed men looted the clinic at Lainya.", "COERCE"),
        ("Thousands were moved out of the old quarter of Awamiya by the police.", "COERCE"),
        ("Thousands banged pots in Caracas against the government.", "PROTEST"),
    ],
)
def test_verbs_with_words_between_are_one_act(text: str, kind: str) -> None:
    assert [mention.kind for mention in incidents(text)] == [kind]
