"""Promises about clauses that take an act back."""

from __future__ import annotations

import pytest
from tests.coding.making import incidents


@pytest.mark.parametrize(
    "text",
    [
        "Had its warhead gone off, army officers say, the barracks would be gone.",
        "Everyone who launches a rocket at the army knows it.",
        "The army leaves out drones that are shot down far from any base.",
        "The army did not say how many rockets had been intercepted.",
        "What he would do after an attack that killed many soldiers is the question.",
        "As long as the shelling persists, the rebels say, there will be no talks.",
        "The rebels mean to harass the soldiers and not to kill them.",
        "The rebels swear to go on fighting while Goma is bombed.",
        "The men were trained to attack army posts in Goma.",
        "Rebels might try to strike the army base in Goma.",
        "Night after night, rockets are aimed at the soldiers in Goma.",
    ],
)
def test_an_act_taken_back_by_its_clause_is_no_incident(text: str) -> None:
    assert incidents(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Rebels used rockets to attack the army base in Goma on Monday.",
        "The rebels, who shelled Goma on Monday, denied it.",
        "Rebels managed to hit the army base in Goma with rockets on Monday.",
        "Drones were the first to strike the army base in Goma on Monday.",
    ],
)
def test_an_act_that_its_clause_lets_stand_is_one(text: str) -> None:
    assert len(incidents(text)) == 1
