"""Promises of who and what else an act was done to."""

from __future__ import annotations

from tests.coding.making import incidents


def _others(text: str) -> list[str]:
    (mention,) = incidents(text)
    told = [] if mention.target is None else [mention.target.passages[0].text]
    return told + [reading.passages[0].text for reading in mention.other_targets]


def test_every_thing_that_was_struck_is_kept_with_its_words() -> None:
    text = "Rebels attacked the town hall, two shops and the offices of the electricity company in Goma on Monday."
    assert [
        words for words in ("town hall", "shops", "offices of the electricity company") if words not in _others(text)
    ] == []


def test_what_a_bomb_went_off_at_was_struck() -> None:
    assert "hotel" in _others("A bomb exploded in a hotel in Baghdad on Monday, killing two people.")


def test_those_named_dead_are_kept_by_their_names() -> None:
    assert "Juan Perez" in _others(
        "Gunmen killed the mayor Juan Perez in Medellin on Monday."
    ) or "mayor Juan Perez" in _others("Gunmen killed the mayor Juan Perez in Medellin on Monday.")


def test_a_place_is_no_thing_that_was_struck() -> None:
    assert "Baghdad" not in _others("A bomb exploded in Baghdad on Monday, killing two people.")
