"""Words for weapons give the classes of the manual."""

import pytest

from vedette.model.mention import WEAPONS
from vedette.reference.names import fold
from vedette.reference.tables import rows
from vedette.reference.weapons import weapons


def test_every_class_is_one_of_the_manual_and_every_class_has_words() -> None:
    assert {row["class"] for row in rows("weapons.csv")} == set(WEAPONS)


def test_no_surface_form_has_two_classes() -> None:
    forms = [fold(row["surface"]) for row in rows("weapons.csv")]
    classes = {fold(row["surface"]): row["class"] for row in rows("weapons.csv")}
    assert all(weapons().classify(form) == classes[form] for form in forms)


@pytest.mark.parametrize(
    ("words", "weapon"),
    [
        ("a one-way attack drone", "one_way_drone"), ("two 107mm rockets", "rocket"), ("Katyusha rockets", "rocket"),
        ("suicide drones", "one_way_drone"), ("UAVs", "drone"), ("a quadcopter", "drone"), ("car bombs", "vehicle_bomb"),
        ("roadside bomb", "ied"), ("AK-47s", "small_arms"), ("machine-gun fire", "small_arms"), ("dynamite", "ied"),
        ("Molotov cocktail", "fire"), ("close-range ballistic missiles", "ballistic_missile"), ("landmines", "mine"),
        ("rocket-propelled grenade", "grenade"), ("anti-tank missile", "anti_tank_missile"), ("knives", "knife"),
    ],
)  # fmt: skip
def test_the_longest_form_decides(words: str, weapon: str) -> None:
    assert weapons().classify(words) == weapon


def test_words_that_are_no_weapon_have_no_class() -> None:
    assert weapons().classify("a meeting of ministers") is None
    assert weapons().classify("") is None


def test_names_come_longest_first() -> None:
    lengths = [len(name) for name in weapons().names()]
    assert lengths == sorted(lengths, reverse=True)
