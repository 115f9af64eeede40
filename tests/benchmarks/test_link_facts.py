"""Day, city and toll of labelled reports are chosen by clues, on sentences of our own."""

from __future__ import annotations

from datetime import date

from benchmarks.link_choice import choose
from benchmarks.link_facts import candidates, clues_of, facts_of, trained

from benchmarks import link_tolls, link_towns

TITLE = "Two hurt in Dayton shooting"
TEXT = (
    "DAYTON, Ohio - One man was killed and two women were wounded in a shooting outside a Dayton bar on Saturday night, police said. "
    "Dayton police found the victims on Cleveland Street. The women were taken to a hospital in Columbus."
)


def test_a_town_is_told_apart_from_a_road_and_from_where_the_wounded_are_cared_for() -> None:
    found = link_towns.towns_of(TITLE, TEXT.split(". "))
    assert {"dateline@first", "police@lead"} <= found["dayton"].clues
    assert "road@lead" in found["cleveland"].clues
    assert any(clue.startswith("care@") for clue in found["columbus"].clues)


def test_a_county_is_written_as_the_set_writes_it() -> None:
    found = link_towns.towns_of("Boy hurt in Cowley County", ["A boy was shot in Cowley County on Sunday."])
    assert any(town.name == "Cowley (county)" for town in found.values())


def test_the_heaviest_sum_is_chosen_and_nothing_where_there_is_nothing() -> None:
    assert choose({1: {"a": 1.0}, 2: {"b": 1.0}}, {"a": 0.5, "b": 0.7}) == 2
    assert choose({}, {"a": 1.0}) is None


def test_a_report_gives_its_day_city_state_and_toll() -> None:
    clues = clues_of(TITLE, TEXT, date(2016, 5, 9))
    found = facts_of([clues], trained())
    assert found == {"date": "2016-05-07", "city": "Dayton", "state": "Ohio", "killed": 1, "injured": 2}
    assert set(candidates([clues], "killed")) >= {0, 1, 2}


def test_a_number_that_no_shooting_reaches_is_no_toll() -> None:
    clues = link_tolls.Suggested("Police count 3,400 shot in ten years", None, ())
    assert all(value <= link_tolls.MOST for values in clues.figures.values() for value, _ in values)
