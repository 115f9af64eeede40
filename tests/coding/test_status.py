"""Promises of the rules of status."""

from __future__ import annotations

import pytest
from tests.coding.making import coded, incidents


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("A drone struck the US base at Harir in Iraq.", "occurred"),
        ("US forces shot down a drone near Erbil in Iraq.", "foiled"),
        ("Police defused a car bomb in Mogadishu.", "foiled"),
        ("The rebels tried to attack the base at Goma.", "foiled"),
        ("Rebels could attack the army base in Goma.", "hypothetical"),
        ("The army fears a rebel attack on Goma.", "hypothetical"),
        ("The Pentagon denied that a base in Iraq was hit by rockets.", "denied"),
        ("Rebels will attack the army in Goma.", "announced"),
        ("In January 2020 Iran fired ballistic missiles at Ain al-Asad in Iraq.", "background"),
    ],
)
def test_an_assault_has_the_status_its_words_give(text: str, status: str) -> None:
    assert [m.status.value for m in coded(text).mentions if m.kind == "ASSAULT"] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "Fighting has gone on since rebels attacked the army base in Goma three weeks ago.",
        "The rebels have vowed to attack the army base in Goma.",
        "The drone could have killed dozens of soldiers if it had exploded.",
        "The minister must decide how to respond to a major attack that results in many American deaths.",
        "Police said the report of a bomb at the station in Leeds was a false alarm.",
        "The striker scored twice and his side attacked well; the goalkeeper shot wide in the league final.",
    ],
)
def test_what_did_not_happen_is_no_incident(text: str) -> None:
    assert incidents(text) == ()


def test_an_intercepted_attack_that_hurt_somebody_occurred() -> None:
    (mention,) = incidents("Air defences intercepted a drone over Erbil in Iraq, and debris wounded two soldiers.")
    assert (mention.status.value, mention.severity.label) == ("occurred", "L3")


def test_a_promise_told_in_the_past_is_announced() -> None:
    (mention,) = [
        m
        for m in coded(
            "Kataib Hezbollah announced that it would suspend military operations against US forces."
        ).mentions
        if m.kind == "RETREAT"
    ]
    assert mention.status.value == "announced"


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("A curfew was being considered in Khujand.", "COERCE", "hypothetical"),
        ("Police made no arrests in Goma.", "COERCE", "denied"),
        ("The opposition announced a new march for Thursday in Kampala.", "PROTEST", "announced"),
        ("The army imposed a curfew in Khujand.", "COERCE", "occurred"),
    ],
)
def test_what_is_weighed_called_or_not_done_is_no_act(text: str, kind: str, status: str) -> None:
    assert {m.status.value for m in coded(text).mentions if m.kind == kind} <= {status}
    assert not [m for m in incidents(text) if m.kind == kind] or status == "occurred"
