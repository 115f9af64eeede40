"""The ladder is climbed by fields, never by tone."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.model.mention import Casualty, Effect
from vedette.model.quantity import Quantity
from vedette.reference.severity import between_states, rate


def toll(effect: Effect, number: int | None, word: str | None = None) -> Casualty:
    count = None if number is None else Quantity.exactly(number)
    return Casualty(effect=effect, side="target", count=count, word=word)


@pytest.mark.parametrize(
    ("fields", "level"),
    [
        ({"kind": "PROTEST"}, 0),
        ({"kind": "THREATEN", "status": "announced"}, 0),
        ({"kind": "ASSAULT", "status": "hypothetical"}, 0),
        ({"kind": "ASSAULT", "status": "foiled"}, 1),
        ({"kind": "ASSAULT", "outcomes": ["intercepted"]}, 1),
        (
            {
                "kind": "ASSAULT",
                "status": "foiled",
                "outcomes": ["dud"],
                "casualties": [toll("harmed", None, "minimal")],
            },
            2,
        ),
        ({"kind": "ASSAULT"}, 2),
        ({"kind": "ASSAULT", "casualties": [toll("killed", 0), toll("injured", 0)]}, 2),
        ({"kind": "ASSAULT", "casualties": [toll("injured", None, "minor")]}, 3),
        ({"kind": "ASSAULT", "status": "foiled", "casualties": [toll("injured", 2)]}, 3),
        ({"kind": "ASSAULT", "casualties": [toll("injured", 1, "critically wounded")]}, 4),
        ({"kind": "ASSAULT", "casualties": [toll("killed", 2), toll("injured", 10)]}, 5),
        ({"kind": "ASSAULT", "casualties": [toll("killed", 3)]}, 6),
        ({"kind": "ASSAULT", "casualties": [toll("injured", 30)]}, 6),
        ({"kind": "ASSAULT", "mode": "rocket_missile", "actor": "IRN/MIL/irgc", "target": "ISR"}, 7),
        ({"kind": "ASSAULT", "mode": "drone", "actor": "group:kataib-hezbollah", "target": "USA/MIL"}, 2),
        ({"kind": "ASSAULT", "mode": "air_strike", "actor": "IRN/MIL", "target": "ISR/MIL", "status": "foiled"}, 1),
    ],
)
def test_each_rung_follows_from_the_fields(fields: dict[str, Any], level: int) -> None:
    assert rate(**fields).level == level


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 20))
def test_a_higher_toll_never_lowers_the_rung(killed: int, injured: int, more: int) -> None:
    low = rate(kind="ASSAULT", casualties=[toll("killed", killed), toll("injured", injured)])
    high = rate(kind="ASSAULT", casualties=[toll("killed", killed + more), toll("injured", injured + more)])
    assert low.level <= high.level


def test_a_figure_counts_at_its_lowest() -> None:
    fewer = Casualty(effect="killed", side="unknown", count=Quantity(high=5))
    assert rate(kind="ASSAULT", casualties=[fewer]).level == 5


def test_only_two_different_states_make_a_strike_between_states() -> None:
    assert between_states("USA/MIL", "IRN/MIL/irgc")
    assert not between_states("USA/MIL", "USA/MIL")
    assert not between_states("USA/MIL", "group:houthis")
    assert not between_states("COL/REB", "VEN/MIL")
    assert not between_states(None, "IRN")


def test_tags_stand_beside_the_rung() -> None:
    assert rate(kind="RETREAT", mode="ceasefire").tags == ("D1",)
    assert rate(kind="RETREAT", mode="suspend").tags == ("D2",)
    assert rate(kind="ASSAULT", mode="killing", actor="USA/MIL", target="group:kataib-hezbollah").tags == ("R2",)
    assert rate(kind="ASSAULT", mode="killing", actor="USA/MIL", target="IRQ/CVL").tags == ()
    assert rate(kind="ASSAULT", mode="air_strike", actor="USA/MIL", retaliation=True).tags == ("R1",)
    assert rate(kind="ASSAULT", mode="air_strike", actor="USA/MIL", retaliation=True, countries=2).tags == ("R3",)
