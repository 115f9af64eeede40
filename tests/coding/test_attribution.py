"""Promises of the reader of attributions."""

from __future__ import annotations

from tests.coding.making import incidents

from vedette.model import Mention


def _told(mention: Mention) -> set[tuple[str | None, str]]:
    return {(r.value.actor.id if r.value.actor else None, r.value.how) for r in mention.attributions}


def test_a_claim_names_the_doer() -> None:
    (mention,) = incidents(
        "Two drones hit the US base at Harir in Iraq on Monday. The Islamic Resistance in Iraq claimed responsibility for the attack."
    )
    assert ("group:islamic-resistance-in-iraq", "claimed") in _told(mention)
    assert mention.actor is not None
    assert mention.actor.value.id == "group:islamic-resistance-in-iraq"


def test_what_a_group_says_of_its_own_fighters_is_a_claim() -> None:
    (mention,) = incidents("Hezbollah said its fighters attacked an Israeli army post near Metula with rockets.")
    assert _told(mention) == {("group:hezbollah", "claimed")}


def test_sides_that_accuse_each_other_leave_the_doer_open() -> None:
    (mention,) = incidents("Hamas accused Israel of bombing a hospital; Israel blamed Islamic Jihad for the blast.")
    assert mention.actor is None
    assert _told(mention) == {("ISR", "accused"), ("group:palestinian-islamic-jihad", "accused")}


def test_a_denial_keeps_the_one_who_denies() -> None:
    (mention,) = incidents(
        "Rockets hit the base at Ain al-Asad in Iraq on Monday. Kataib Hezbollah denied involvement in the attack."
    )
    assert ("group:kataib-hezbollah", "denied") in _told(mention)


def test_suspected_rebels_are_suspected() -> None:
    (mention,) = incidents("Suspected Boko Haram fighters killed three farmers near Maiduguri on Monday.")
    assert [r.value.how for r in mention.attributions] == ["suspected"]
