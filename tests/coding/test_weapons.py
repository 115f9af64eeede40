"""Promises of the readers of weapons and outcomes."""

from __future__ import annotations

import pytest
from tests.coding.making import incidents, sentence

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


@pytest.mark.parametrize(
    ("text", "weapon"),
    [
        ("A drone loaded with explosives struck a store.", "one_way_drone"), ("A drone hit the store but did not explode.", "one_way_drone"),
        ("A drone was shot down.", "drone"), ("A drone fired a missile which exploded.", "drone"), ("An attack drone was shot down.", "one_way_drone"),
    ],
)  # fmt: skip
def test_a_drone_is_a_munition_only_where_the_words_say_so(text: str, weapon: str) -> None:
    read = sentence(text)
    assert weapons.read(analyse(read), lambda: counts.read(read))[0].instrument.weapon == weapon


@pytest.mark.parametrize(
    "text", ["Jets hit a store of rockets and drone depots.", "They struck rocket and drone stores."]
)
def test_a_store_that_was_struck_is_no_weapon(text: str) -> None:
    read = sentence(text)
    assert "drone" not in {span.instrument.weapon for span in weapons.read(analyse(read), lambda: counts.read(read))}


@pytest.mark.parametrize(
    ("text", "weapon"),
    [
        ("Gunmen shot dead two soldiers near Goma.", "small_arms"), ("Rebels set fire to an army post near Goma.", "fire"),
        ("Rebels attacked an army post near Goma.", None), ("Army jets bombed a rebel camp near Goma.", "aircraft_bomb"),
    ],
)  # fmt: skip
def test_a_verb_that_says_the_weapon_gives_it(text: str, weapon: str | None) -> None:
    (mention,) = incidents(text)
    assert [reading.value.weapon for reading in mention.instruments] == ([weapon] if weapon else [])


def test_the_weapons_of_what_an_act_answers_are_not_its_own() -> None:
    (mention,) = incidents(
        "Turkish jets struck a camp near Dohuk in Iraq on Monday in answer to ten days of rocket attacks."
    )
    assert [reading.value.weapon for reading in mention.instruments] == ["aircraft_bomb"]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Neither left material damage.", ["damage_none"]), ("None of them caused damage.", ["damage_none"]), ("One got through.", ["hit"]),
        ("A rebel missile brought down a helicopter.", ["hit"]), ("Two gunmen were shot down at the gate.", []), ("Rebels burned two trucks.", []),
        ("The rockets fell in the open.", ["missed"]), ("The machine did not go off.", ["dud"]),
    ],
)  # fmt: skip
def test_what_was_brought_down_and_what_was_denied_decide_the_outcome(text: str, outcome: list[str]) -> None:
    assert [span.value for span in outcomes.read(analyse(sentence(text)))] == outcome
