"""Promises of the fast no: sport, film and markets speak of attacks and bombs, and tell none."""

from __future__ import annotations

import pytest
from tests.coding.making import incidents

from vedette.coding.triage import relevant


@pytest.mark.parametrize(
    "text",
    [
        "The hosts bombarded the box and the captain shot wide in stoppage time; the referee blew for a penalty.",
        "Coffee futures came under heavy fire on Monday as traders fled the market.",
        "By the third episode of the thriller the hero has bombed a bank and kidnapped a judge; the film bores its audience.",
        "Their batting collapsed like a bombed wall and the spinners went on the attack before the stadium had filled.",
    ],
)
def test_games_films_and_markets_tell_no_act(text: str) -> None:
    assert incidents(text) == ()


def test_a_report_of_war_that_names_a_stadium_is_read() -> None:
    assert relevant("Rebels fired rockets at soldiers beside the stadium in Goma during the cup final.")
