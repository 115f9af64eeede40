"""Promises of the reader of actors."""

from __future__ import annotations

import pytest
from tests.coding.making import DAY, coded, sentence

from vedette.coding import actors
from vedette.coding.chunks import analyse


def _ids(text: str) -> list[str | None]:
    return [span.party.id for span in actors.read(analyse(sentence(text)), DAY)]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Iranian-backed militias fired.", "generic:iran-backed-militias"), ("US troops fired back.", "USA/MIL"), ("Hezbollah fighters fired.", "group:hezbollah"),
        ("Iraqi Prime Minister Mohammed Shia al-Sudani spoke.", "IRQ/GOV"), ("Tehran refused.", "IRN/GOV"), ("Gunmen fled.", "generic:gunmen"),
        ("Chinese coast guard ships fired.", "CHN/MIL"), ("Troops fled from al-Shabaab.", "generic:troops"), ("They fled with al-Qaeda fighters.", "group:al-qaeda"), ("Fighters of the M23 fled.", "group:march-23-movement"), ("Two leaders of Hamas fled.", "group:hamas"), ("Israel's army advanced.", "ISR/MIL"), ("The army of Sudan advanced.", "SDN/MIL"),
    ],
)  # fmt: skip
def test_a_noun_group_names_one_actor(text: str, id: str) -> None:
    assert _ids(text)[0] == id


def test_a_role_that_only_describes_is_no_doer() -> None:
    (span,) = actors.read(analyse(sentence("He discarded the option of military intervention.")), DAY)
    assert span.modifies == "intervention"


def test_two_states_joined_to_one_noun_share_it() -> None:
    assert _ids("US and coalition forces were attacked.")[0] == "USA/MIL"


def test_a_surname_means_the_person_told_before() -> None:
    text = "Iraqi Prime Minister Mohammed Shia al-Sudani flew to Tehran. Sudani appealed to Iranian leader Ali Khamenei for help with the rebels."
    (mention,) = [m for m in coded(text).mentions if m.kind == "REQUEST"]
    assert mention.actor is not None
    assert mention.actor.value.id == "IRQ/GOV"


def test_the_group_means_the_armed_group_told_before() -> None:
    text = "Al-Shabaab attacked an army base in Kismayo on Monday. The group vowed to keep fighting until foreign troops leave."
    (threat,) = [m for m in coded(text).mentions if m.kind == "THREATEN"]
    assert threat.actor is not None
    assert threat.actor.value.id == "group:al-shabaab"


def test_he_is_a_person_and_no_force() -> None:
    text = (
        "Iraqi Prime Minister Mohammed Shia al-Sudani met the commanders of the militias on Sunday. Israeli forces shelled the border area. "
        "He appealed to Iran to restrain the militias."
    )
    appeal = next(m for m in coded(text).mentions if m.kind == "REQUEST")
    assert appeal.actor is not None
    assert appeal.actor.value.id == "IRQ/GOV"


def test_a_verb_phrase_names_nobody() -> None:
    text = "A drone that slipped past the defences struck the air base near Erbil, wounding two soldiers."
    assert all(m.actor is None or m.actor.value.id is not None for m in coded(text).mentions)


def test_the_group_is_no_garrison_told_before() -> None:
    text = "A drone was brought down near the garrison of al-Tanf in Syria on Wednesday. The attack on Sunday was by the group that wants the troops out."
    assert "SYR/MIL" not in [m.actor.value.id for m in coded(text).mentions if m.actor is not None]
