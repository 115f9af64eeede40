"""Promises about what runs on from line to line: day, place, time past."""

from __future__ import annotations

from datetime import date

from tests.coding.making import coded, incidents


def test_a_line_of_day_and_place_holds_for_its_paragraph() -> None:
    (mention,) = incidents(
        "Goma, Friday.\n\nBukavu, Saturday 11 November. Rebels fired rockets at the army. Two soldiers were wounded."
    )
    assert (mention.place.value.name if mention.place else None, mention.when.value.edtf()) == ("Bukavu", "2023-11-11")


def test_an_act_that_follows_history_is_history() -> None:
    text = "In January 2020 army planes bombed Goma and killed a rebel leader. Five days later the rebels fired rockets at Bukavu."
    assert [m.status.value for m in coded(text, date(2023, 11, 13)).mentions if m.kind == "ASSAULT"] == [
        "background",
        "background",
    ]
