"""Promises of the readers of weapons and outcomes."""

from __future__ import annotations

import pytest
from tests.coding.making import sentence

from vedette.coding import counts, outcomes, weapons
from vedette.coding.chunks import analyse


@pytest.mark.parametrize(
    ("text", "weapon", "count"),
    [
        ("Two one-way attack drones hit the base.", "one_way_drone", 2), ("A rocket fell.", "rocket", 1), ("Rockets fell.", "rocket", None),
        ("A rocket attack was reported.", "rocket", None), ("They fired at least 12 ballistic missiles.", "ballistic_missile", 12),
    ],
)  # fmt: skip
def test_a_weapon_has_its_class_and_the_number_that_is_told(text: str, weapon: str, count: int | None) -> None:
    read = sentence(text)
    (span,) = weapons.read(analyse(read), lambda: counts.read(read))
    assert (span.instrument.weapon, span.instrument.count and span.instrument.count.figure) == (weapon, count)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("The drone failed to detonate.", ["dud"]), ("The missile missed its target.", ["missed"]), ("Both drones were shot down.", ["intercepted"]),
        ("It caused minor damage.", ["damage_minor"]), ("There was no damage.", ["damage_none"]), ("The house was destroyed.", ["destroyed"]),
        ("The rocket could hit the base.", []), ("The base was not damaged.", ["damage_none"]),
    ],
)  # fmt: skip
def test_an_outcome_is_read_only_when_it_is_said(text: str, outcome: list[str]) -> None:
    assert [span.value for span in outcomes.read(analyse(sentence(text)))] == outcome
