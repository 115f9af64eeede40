"""Promises of the light phrase structure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.coding.making import sentence

from vedette.coding.chunks import Phrases, analyse


def _at(phrases: Phrases, word: str) -> int:
    return phrases.lower.index(word)


def _subject(text: str, word: str) -> str | None:
    phrases = analyse(sentence(text))
    span = phrases.subject(_at(phrases, word))
    return phrases.words(span) if span else None


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Rebels attacked a convoy near Goma and killed two guards.", "killed", "Rebels"),
        ("The movement, backed by Iran, has issued a warning.", "issued", "The movement"),
        (
            "Fighters of the group in northern Syria attacked a base.",
            "attacked",
            "Fighters of the group in northern Syria",
        ),
        ("The men who attacked the bus fled.", "attacked", "The men"),
        ("The militias have vowed to continue their assault.", "continue", "The militias"),
        ("The minister urged the rebels to stop the war.", "stop", "the rebels"),
        ("A guard, identified as Ali Omar, was arrested on Monday.", "arrested", "A guard"),
        ("Rockets hit Erbil and drones struck Harir on Monday.", "struck", "drones"),
        ("The army accused the rebels of shelling the town.", "shelling", "the rebels"),
    ],
)
def test_a_verb_finds_who_does_it(text: str, verb: str, subject: str) -> None:
    assert _subject(text, verb) == subject


@pytest.mark.parametrize(
    ("text", "verb", "passive"),
    [
        ("Three soldiers were killed by gunmen.", "killed", True),
        ("Gunmen killed three soldiers.", "killed", False),
        ("A drone launched by a militia fell.", "launched", True),
        ("The base has been attacked twice.", "attacked", True),
    ],
)
def test_voice_is_told_by_the_small_words(text: str, verb: str, passive: bool) -> None:
    phrases = analyse(sentence(text))
    assert phrases.verb(_at(phrases, verb)).passive is passive


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("The attack killed three.", "attack", "N"),
        ("They will attack the base.", "attack", "B"),
        ("Drone attack kills three in Kyiv", "kills", "V"),
        ("The wounded soldiers were flown out.", "wounded", "N"),
        ("US troops were hit.", "us", "N"),
        ("Gunmen attacked a police post near Kirkuk.", "post", "N"),
        ("A bomb hit an army patrol near Mandera.", "patrol", "N"),
        ("Activists post videos of it.", "post", "V"),
    ],
)
def test_a_word_that_may_be_noun_or_verb_is_told_by_its_neighbours(text: str, word: str, tag: str) -> None:
    phrases = analyse(sentence(text))
    assert phrases.tags[_at(phrases, word)] == tag


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Kenya, Uganda, and Rwanda met in Nairobi.", "met", "Kenya, Uganda, and Rwanda"),
        ("The envoys of Chad, Niger and Mali handed in a letter.", "handed", "The envoys of Chad, Niger and Mali"),
        ("On Monday in Paris, Chad and Mali signed a deal.", "signed", "Chad and Mali"),
        ("The Ministry of Public Works denounced the plan.", "denounced", "The Ministry of Public Works"),
        ("The premier most certainly did not denounce it.", "denounce", "The premier"),
    ],
)
def test_a_subject_is_a_whole_list_or_a_whole_name(text: str, verb: str, subject: str) -> None:
    assert _subject(text, verb) == subject


def test_modal_and_negation_belong_to_the_verb_group() -> None:
    phrases = analyse(sentence("Tehran will not interfere in the matter."))
    verb = phrases.verb(_at(phrases, "interfere"))
    assert (verb.modal, verb.negated) == ("will", True)


@given(
    st.text(alphabet=st.sampled_from("attack killed by the of and that, to was (). A1 ’-"), min_size=1, max_size=120)
)
def test_whatever_the_text_an_answer_lies_within_the_sentence(text: str) -> None:
    if not text.strip():
        return
    phrases = analyse(sentence(f"x {text}"))
    count = len(phrases.tokens)
    for at in range(count):
        told = [phrases.subject(at), phrases.object(at), phrases.group(at)]
        told += [(first, end) for _, first, end in phrases.prepositions(at)]
        assert all(0 <= span[0] < span[1] <= count for span in told if span is not None)
