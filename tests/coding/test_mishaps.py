"""Accidents are no assaults, and a claim makes them one again."""

from __future__ import annotations

import pytest
from tests.coding.making import incidents


@pytest.mark.parametrize(
    "text",
    [
        "A lorry with gas bottles blew up near Assiut after its brakes failed, killing four people.",
        "A blast at the port of Beira killed nine people on Monday. Customs blamed badly stored chemicals.",
        "A military helicopter crashed near Sirnak, killing eleven soldiers. The general staff ruled out hostile fire.",
        "Nine labourers were killed when a mine roof collapsed at a quarry.",
        "A minibus on the Nimule road hit a tree on Sunday, killing seven people.",
        "Cyclone Chapala hit the coast of Hadramawt on Tuesday and destroyed forty houses.",
    ],
)
def test_what_the_report_puts_down_to_accident_is_no_assault(text: str) -> None:
    assert not incidents(text)


def test_a_bomb_stays_a_bomb_beside_words_of_accident() -> None:
    (told,) = incidents("A car bomb killed nine people in Beirut on Monday. Negligence at the barrier was blamed.")
    assert told.kind == "ASSAULT"
