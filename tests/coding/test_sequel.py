"""Promises of what later sentences add to the acts told before them."""

from __future__ import annotations

import pytest
from tests.coding.making import incidents

from vedette.model import Mention

ACT = "Two drones flew at the base of Harir in Iraq on Monday and were shot down."


def _actor(mention: Mention) -> str | None:
    return mention.actor.value.id if mention.actor is not None else None


@pytest.mark.parametrize(
    "claim",
    [
        "The Islamic Resistance in Iraq put its name to the attempt.",
        "The Islamic Resistance in Iraq adopted the operation.",
        "The Islamic Resistance in Iraq claims it.",
        "The Islamic Resistance in Iraq announced its responsibility in a statement.",
        "The Islamic Resistance in Iraq said the drones were its own.",
        "The Islamic Resistance in Iraq is suspected.",
        "Officials blamed the Islamic Resistance in Iraq.",
    ],
)
def test_who_claims_or_is_blamed_later_is_the_doer_where_none_is_stated(claim: str) -> None:
    (mention,) = incidents(f"{ACT} {claim}")
    assert _actor(mention) == "group:islamic-resistance-in-iraq"


def test_nobody_who_claims_leaves_the_doer_open() -> None:
    (mention,) = incidents(f"{ACT} Nobody claimed the attempt.")
    assert _actor(mention) is None


def test_a_sentence_on_none_of_the_attacks_is_about_each() -> None:
    text = (
        "Rockets were fired at the al-Tanf base in Syria on Monday. Drones struck the Harir base in Iraq on Sunday. "
        "None of the attacks caused damage or injuries."
    )
    found = incidents(text)
    assert len(found) == 2
    for mention in found:
        assert [(c.value.effect, c.value.count and c.value.count.figure) for c in mention.casualties] == [
            ("injured", 0)
        ]
        assert "damage_none" in {r.value for r in mention.outcomes}


def test_the_next_line_of_a_log_adds_nothing_to_the_one_before() -> None:
    found = incidents("Harir, Iraq: one drone on Sunday, shot down.\nAl-Tanf, Syria: rockets on Monday, no damage.")
    assert all("damage_none" not in {r.value for r in m.outcomes} for m in found if m.act.value.mode == "drone")
