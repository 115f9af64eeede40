"""Promises of who did an act and who is taken or stopped by it."""

from __future__ import annotations

from datetime import date

import pytest
from tests.coding.making import coded, incidents, only

from vedette.model import Mention


def _actor(mention: Mention) -> str | None:
    return mention.actor.value.id if mention.actor is not None else None


@pytest.mark.parametrize(
    "text",
    [
        "Two soldiers died in a mine blast triggered by Islamic State fighters near Hawija in Iraq.",
        "Two soldiers were wounded when a bomb planted by Islamic State exploded near Hawija in Iraq.",
    ],
)
def test_who_laid_or_set_off_a_bomb_is_the_doer_of_the_blast(text: str) -> None:
    (mention,) = incidents(text)
    assert _actor(mention) == "group:islamic-state"


def test_a_bomb_that_is_found_was_a_foiled_attack() -> None:
    mention = only("Soldiers found a landmine beside the road near Hawija in Iraq on Sunday.")
    assert (mention.kind, mention.mode, mention.status.value) == ("ASSAULT", "ied_mine", "foiled")


def test_bombs_kept_with_other_arms_are_a_seizure() -> None:
    (mention,) = coded(
        "Police recovered three bombs, two rifles and ammunition from a house in Hawija in Iraq."
    ).mentions
    assert (mention.kind, mention.mode) == ("COERCE", "seize")


def test_arms_are_seized_in_the_passive_too() -> None:
    (mention,) = coded("An arms dump of Islamic State was unearthed in the hills near Hawija by Iraqi police.").mentions
    assert (mention.kind, mention.mode, _actor(mention)) == ("COERCE", "seize", "IRQ/COP")


def test_the_day_of_a_crime_is_not_the_day_of_the_arrest() -> None:
    (mention,) = incidents(
        "An Islamic State commander wanted for the 2019 killing of a judge was arrested by Iraqi police in Hawija."
    )
    assert mention.kind == "COERCE"
    assert mention.when.value.latest == date(2023, 11, 13)


def _target(mention: Mention) -> str | None:
    return mention.target.value.id if mention.target is not None else None


def test_those_who_lost_men_in_a_fight_are_its_target_and_the_other_side_its_doer() -> None:
    (mention,) = incidents("Three Indian soldiers died on Monday in a clash with Bangladeshi troops at Lalmonirhat.")
    assert (_actor(mention), _target(mention)) == ("BGD/MIL", "IND/MIL")


@pytest.mark.parametrize(
    ("things", "target"),
    [("Pakistani warships", "PAK/MIL"), ("Albanian villages", "ALB/CVL"), ("two Tunisian travellers", "TUN/CVL")],
)
def test_the_things_and_people_of_a_state_are_its_forces_or_its_civilians(things: str, target: str) -> None:
    (mention,) = incidents(f"Rebels fired rockets at {things} near Kukes on Monday, killing three people.")
    assert _target(mention) == target


def test_what_stands_after_a_preposition_does_nothing() -> None:
    (mention,) = incidents("A car bomb outside a bank in Hawija in Iraq killed nine people on Monday.")
    assert mention.actor is None


def test_whom_an_attack_without_a_target_hurt_is_its_target() -> None:
    (mention,) = incidents("Rebels opened fire in a hotel of Hawija in Iraq on Monday, and two policemen died.")
    assert _target(mention) == "IRQ/COP"


@pytest.mark.parametrize(
    "text",
    [
        "Clashes between Hezbollah and the Israeli army erupted near Marjayoun on Sunday, killing two people.",
        "A clash on Sunday near Marjayoun, Hezbollah vs the Israeli army, killed two people.",
    ],
)
def test_the_two_sides_of_a_fight_are_its_doer_and_its_target(text: str) -> None:
    (mention,) = incidents(text)
    assert (_actor(mention), _target(mention)) == ("group:hezbollah", "ISR/MIL")


def test_the_drones_and_jets_of_a_state_are_the_state() -> None:
    (drones,) = incidents("US drones fired six missiles at a compound near Miran Shah late on Wednesday.")
    (raid,) = incidents(
        "Ugandan soldiers freed 48 children in an attack on rebels in the Imatong mountains on Saturday."
    )
    assert (_actor(drones), _actor(raid)) == ("USA/MIL", "UGA/MIL")


def test_who_is_taken_hostage_is_told_by_what_he_was() -> None:
    (mention,) = incidents("Rebels took three officers hostage near Goma on Monday.")
    assert (_target(mention) or "").startswith("COD/") and _target(mention) != "COD/CVL"


def test_police_who_foil_a_plot_are_not_whom_it_was_meant_for() -> None:
    (mention,) = incidents("Police in Kampala foiled a bombing plot by al-Shabaab on Friday.")
    assert (_actor(mention), _target(mention)) == ("group:al-shabaab", None)
