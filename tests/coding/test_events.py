"""Promises of the trigger lexicon and of frames."""

from __future__ import annotations

import pytest
from tests.coding.making import sentence

from vedette.coding import events, frames
from vedette.coding.chunks import analyse
from vedette.model.mention import KINDS
from vedette.reference.ontology import modes


def _kinds(text: str) -> list[str]:
    return [trigger.kind for trigger in events.read(analyse(sentence(text)))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gunmen opened fire on a bus.", "ASSAULT"), ("Police detained nine men.", "COERCE"), ("Students protested in Lagos.", "PROTEST"),
        ("Kenya deployed troops.", "MOBILIZE"), ("The EU imposed sanctions on two generals.", "SANCTION"), ("Iran threatened Israel.", "THREATEN"),
        ("France condemned the raid.", "ACCUSE"), ("The group refused to talk.", "REJECT"), ("The UN appealed to both sides.", "REQUEST"),
        ("The envoys met the generals.", "CONSULT"), ("The two sides signed a deal.", "AGREE"), ("Egypt welcomed the plan.", "SUPPORT"),
        ("They share intelligence with Jordan.", "COOPERATE"), ("Germany supplied tanks to Ukraine.", "AID"), ("Egypt lifted the curfew.", "CONCEDE"),
        ("Hamas released two hostages.", "RETREAT"),
    ],
)  # fmt: skip
def test_each_kind_has_words_that_tell_it(text: str, kind: str) -> None:
    assert kind in _kinds(text)


def test_every_kind_and_mode_of_the_lexicon_is_one_of_the_ontology() -> None:
    rules = {pattern.rule for found in events.lexicon().values() for pattern in found}
    assert {rule.kind for rule in rules} == set(KINDS)
    assert all(rule.mode is None or rule.mode in modes(rule.kind) for rule in rules)


@pytest.mark.parametrize(
    "text", ["He died of a heart attack.", "They struck a deal on Monday.", "Workers began a hunger strike."]
)
def test_figures_of_speech_are_no_assaults(text: str) -> None:
    assert "ASSAULT" not in _kinds(text)


@pytest.mark.parametrize(
    ("text", "word", "doer", "done"),
    [
        ("Rebels attacked the base.", "attacked", "Rebels", "the base"),
        ("The base was attacked by rebels.", "attacked", "rebels", "The base"),
        ("An attack by rebels on the base was reported.", "attack", "rebels", "the base"),
        ("The army carried out an attack on the camp.", "attack", "The army", "the camp"),
        ("The bombing of the market was condemned.", "bombing", None, "the market"),
        ("The army carried out a raid on a depot used by smugglers.", "raid", "The army", "a depot"),
    ],
)
def test_a_frame_tells_doer_and_done_by_voice(text: str, word: str, doer: str | None, done: str | None) -> None:
    phrases = analyse(sentence(text))
    trigger = next(t for t in events.read(phrases) if phrases.lower[t.at] == word)
    found = frames.frame(phrases, trigger)
    assert (found.doer and phrases.words(found.doer), found.done and phrases.words(found.done)) == (doer, done)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Over 300 schools were closed by the army.", "COERCE"), ("Mobile networks were jammed in Goma.", "COERCE"),
        ("The army put 58 aid workers under house arrest.", "COERCE"), ("Rebels attacked a lorry and set it ablaze.", "ASSAULT"),
        ("An IED was found on the road.", "ASSAULT"), ("Same night: IED found and cleared on the Saravan road.", "ASSAULT"),
    ],
)  # fmt: skip
def test_a_verb_and_its_object_are_met_in_the_passive_and_with_words_between(text: str, kind: str) -> None:
    assert _kinds(text)[-1] == kind


@pytest.mark.parametrize(
    "text",
    [
        "He set himself on fire.",
        "The doors of the school closed.",
        "Each accuses the other of holding the country hostage.",
    ],
)
def test_what_is_not_done_to_the_thing_named_tells_nothing(text: str) -> None:
    assert not {"ASSAULT", "COERCE"} & set(_kinds(text))
