"""A condition is met by a deed that the ledger tells, and by nothing less."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import pytest
from tests.assessment.conftest import MakeMention, reading

from vedette.assessment.conditions import deeds, met_by, parties
from vedette.assessment.relations import positions
from vedette.model.mention import Act, Mention, Party

VOW = date(2023, 11, 1)
ISRAEL, USA = Party(name="Israel", id="ISR/GOV"), Party(name="US forces", id="USA/MIL")


def deed(mention: MakeMention, mode: str | None, actor: Party, *, status: str = "occurred", later: int = 5) -> Mention:
    """Somebody did (or said it would do) something of a mode of RETREAT."""
    made = mention("RETREAT", VOW + timedelta(days=later), status=status, actor=actor, target=None)
    return dataclasses.replace(made, act=reading(Act(kind="RETREAT", mode=mode)))


@pytest.mark.parametrize(
    ("words", "modes"),
    [
        ("until US forces withdraw from Iraq", {"withdraw"}),
        ("until a ceasefire in Gaza", {"ceasefire", "truce", "suspend"}),
        ("until Israel stops its attacks", {"ceasefire", "truce", "suspend"}),
        ("unless the prisoners are released", {"release"}),
        ("until victory", set()),
    ],
)
def test_the_deed_that_a_condition_names_is_read(words: str, modes: set[str]) -> None:
    assert deeds(words) == modes


def test_the_parties_that_a_condition_names_are_read() -> None:
    assert "USA" in parties("until American forces leave Iraq") and "ISR" in parties("until Israel stops its attacks")
    assert parties("until they leave") == frozenset()


def test_a_later_deed_by_the_party_named_meets_the_condition(mention: MakeMention) -> None:
    left = deed(mention, "withdraw", USA)
    assert met_by("until American forces withdraw from Iraq", VOW, [left]) == (left.id,)


@pytest.mark.parametrize(
    "change",
    [
        {"status": "announced"},
        {"later": 0},
        {"later": -3},
        {"actor": Party(name="France", id="FRA/MIL")},
        {"mode": "release"},
        {"mode": None},
    ],
)
def test_what_is_only_announced_or_earlier_or_of_another_meets_nothing(
    mention: MakeMention, change: dict[str, object]
) -> None:
    values = {"mode": "withdraw", "actor": USA} | change
    assert met_by("until American forces withdraw from Iraq", VOW, [deed(mention, **values)]) == ()  # type: ignore[arg-type]


def test_a_condition_that_names_nobody_stays_unknown(mention: MakeMention) -> None:
    assert met_by("until they withdraw", VOW, [deed(mention, "withdraw", USA)]) == ()


def test_a_position_carries_the_mentions_that_met_its_condition(mention: MakeMention) -> None:
    vow = mention("THREATEN", VOW, condition="until Israel agrees to a ceasefire")
    truce = deed(mention, "ceasefire", ISRAEL)
    (before,) = (one for one in positions([vow]) if one.kind == "THREATEN")
    (after,) = (one for one in positions([vow, truce]) if one.kind == "THREATEN")
    assert (before.met, before.met_by) == (None, ())
    assert (after.met, after.met_by) == (True, (truce.id,))
