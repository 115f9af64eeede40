"""Promises of the trigger lexicon beyond plain violence: what states and groups say, grant, withhold and forbid."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tests.coding.making import coded, sentence

from vedette.coding import events, words
from vedette.coding.chunks import analyse
from vedette.coding.signals import VERBAL

_TOLD = [
    ("Chad lifted its blockade of the port.", "CONCEDE"),
    ("The court lifted a travel ban on the editor.", "CONCEDE"),
    ("Chad pardoned the mutineers.", "CONCEDE"),
    ("Dockers called off a strike in Oran.", "CONCEDE"),
    ("The governor resigned on Monday.", "RETREAT"),
    ("Sixty rebels laid down their arms in Goma.", "RETREAT"),
    ("The rebels handed over four hostages to the envoy.", "RETREAT"),
    ("The rebels declared a unilateral ceasefire.", "RETREAT"),
    ("Kenya opened its border to the refugees.", "RETREAT"),
    ("Oslo launched an investigation into the envoy.", "ACCUSE"),
    ("Prosecutors have opened a criminal investigation against the general.", "ACCUSE"),
    ("The senator sued the ministry.", "ACCUSE"),
    ("Two officers were charged with fraud.", "ACCUSE"),
    ("Poland summoned the envoy of Belarus.", "ACCUSE"),
    ("Oslo presented new evidence against the envoy.", "ACCUSE"),
    ("Chad alleged that Kenya was to blame.", "ACCUSE"),
    ("Teachers staged a noisy protest in Oran.", "PROTEST"),
    ("Kenya and Chad deepened their trade partnership.", "COOPERATE"),
    ("The premier attended the opening ceremony.", "CONSULT"),
    ("Chad launched an air strike against the camp.", "ASSAULT"),
    ("A court convicted four rebels.", "SANCTION"),
    ("Chad restored full diplomatic ties with Norway.", "SUPPORT"),
    ("Kenya signed a defence pact with Chad.", "AGREE"),
    ("The premier defended the decision.", "SUPPORT"),
    ("Kenya congratulated the new president.", "SUPPORT"),
    ("Poland expelled two diplomats.", "SANCTION"),
    ("Oslo suspended military aid to Chad.", "SANCTION"),
    ("Chad severed all ties with Norway.", "SANCTION"),
    ("Chad recalled its envoy from Oslo.", "SANCTION"),
    ("Chad withdrew from the treaty.", "SANCTION"),
    ("The union froze the assets of the bank.", "SANCTION"),
    ("The governor imposed a night curfew on the town.", "COERCE"),
    ("Chad declared a state of emergency.", "COERCE"),
    ("The junta banned opposition parties.", "COERCE"),
    ("A pistol and leaflets were seized from them.", "COERCE"),
    ("The army demolished the house of the suspect.", "COERCE"),
    ("The author was placed under house arrest.", "COERCE"),
    ("Chad shut down the internet.", "COERCE"),
    ("Spies hacked into the servers.", "COERCE"),
    ("The rebels refused to meet the envoy.", "REJECT"),
    ("The premier cancelled a planned visit to Oslo.", "REJECT"),
    ("The rebels will not lift the siege.", "REJECT"),
    ("The two sides failed to reach an agreement.", "REJECT"),
    ("Chad is willing to hold talks with Kenya.", "AGREE"),
    ("Chad is ready to release the sailors.", "AGREE"),
    ("Chad is not ready to negotiate with Kenya.", "REJECT"),
    ("The premier declined to meet the envoy.", "REJECT"),
    ("The council announced new targeted sanctions.", "SANCTION"),
    ("Oslo has decided to partially lift its two-year-old sanctions.", "CONCEDE"),
    ("Kenya sent troops to a peacekeeping force in Chad.", "AID"),
    ("Kenya sent troops to the frontier.", "MOBILIZE"),
    ("The premier had lunch with the envoy.", "CONSULT"),
    ("The premier called the king on Sunday to discuss oil.", "CONSULT"),
    ("The court found the general guilty of fraud.", "SANCTION"),
    ("Kenya and Chad swapped forty prisoners.", "RETREAT"),
    ("Kenya pressured Chad.", "REQUEST"),
    ("The premier accepted the invitation.", "AGREE"),
    ("The council called for the release of the crew.", "REQUEST"),
    ("The envoy said Chad must end the siege.", "REQUEST"),
    ("Oslo hosted talks between the two sides.", "CONSULT"),
    ("The envoy brokered talks between the two sides.", "CONSULT"),
    ("Kenya issued an ultimatum to Chad.", "THREATEN"),
    ("The rebels vowed to avenge the dead.", "THREATEN"),
    ("Kenya and Chad held joint military exercises.", "COOPERATE"),
    ("Kenya extradited a fugitive to Chad.", "COOPERATE"),
    ("Kenya airdropped food to the valley.", "AID"),
    ("Kenya deployed peacekeepers in Goma.", "AID"),
    ("Norway beefed up border security.", "MOBILIZE"),
    ("Norway held naval drills.", "MOBILIZE"),
    ("Workers burned effigies of the minister.", "PROTEST"),
    ("Clerks began a hunger strike.", "PROTEST"),
    ("Troops neutralised two militants.", "ASSAULT"),
    ("Rebels slit the throat of a farmer.", "ASSAULT"),
    ("Rebels detonated a landmine under a bus.", "ASSAULT"),
]


_SAID = VERBAL | {"SANCTION", "CONCEDE", "AID"}


def _kinds(text: str) -> list[str]:
    return [trigger.kind for trigger in events.read(analyse(sentence(text)))]


@pytest.mark.parametrize(("text", "kind"), _TOLD)
def test_words_of_dealings_and_force_tell_their_kind_alone(text: str, kind: str) -> None:
    assert set(_kinds(text)) == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "The minister launched a probe.", "Chad cut ties with Norway.", "Miners called off a strike.", "The army launched an inquiry.",
        "The premier blasted the decision.", "Kenya held war games.", "The rebels refused to surrender.",
    ],
)  # fmt: skip
def test_peaceful_senses_of_violent_words_are_no_assaults(text: str) -> None:
    assert "ASSAULT" not in _kinds(text)


@pytest.mark.parametrize("text", ["Chad is ready to fight.", "Chad is prepared to strike Kenya."])
def test_readiness_for_force_is_no_agreement(text: str) -> None:
    assert "AGREE" not in _kinds(text)


def test_every_verb_of_the_lexicon_is_a_verb_to_the_tagger() -> None:
    ours = {
        word for word, found in events.lexicon().items() for pattern in found
        if not pattern.rule.noun and not pattern.rule.flags & {"literal"} and pattern.rule.kind in _SAID
    }  # fmt: skip
    assert ours and ours <= words.verb_forms().keys()


@pytest.mark.parametrize(
    "text", ["The old ties of Kenya and Chad are strong.", "The lift was out of order.", "The signs of war were clear."]
)
def test_nouns_that_look_like_verbs_tell_nothing(text: str) -> None:
    assert _kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Chad, where rebels killed nine soldiers on Monday, lifted weights from the scale.",
        "Rebels killed nine soldiers in Chad on Monday and returned to their camp.",
        "Rebels backed by Norway killed nine soldiers in Chad on Monday.",
    ],
)
def test_a_bare_verb_of_many_senses_is_no_record_of_its_own(text: str) -> None:
    assert {mention.kind for mention in coded(text).mentions} == {"ASSAULT"}


def test_who_restores_ties_and_with_whom_is_read() -> None:
    (told,) = coded("Chad restored full diplomatic ties with Norway.").mentions
    assert told.actor is not None and told.target is not None
    assert (told.actor.value.id, told.target.value.id) == ("TCD", "NOR")


@pytest.mark.parametrize(
    "text",
    [
        "Chad is about to resume ties with Norway.", "Chad restored its full trade and cultural ties with Norway.",
        "Chad will re-establish relations with Norway.",
    ],
)  # fmt: skip
def test_what_stands_before_the_head_of_its_object_hides_no_trigger(text: str) -> None:
    (told,) = coded(text).mentions
    assert told.actor is not None and told.target is not None
    assert (told.kind, told.actor.value.id, told.target.value.id) == ("SUPPORT", "TCD", "NOR")


def test_a_list_after_a_preposition_is_read_to_its_end() -> None:
    phrases = analyse(sentence("Chad broke relations with Norway, Peru, Chile and Kenya on Monday."))
    spans = {word: phrases.words((first, last)) for word, first, last in phrases.prepositions(1)}
    assert spans["with"] == "Norway, Peru, Chile and Kenya"


def test_a_refusal_to_meet_is_one_record_and_no_meeting() -> None:
    assert [mention.kind for mention in coded("Kenya refused to meet Chad.").mentions] == ["REJECT"]


def test_the_table_is_read_only_when_words_are_looked_up() -> None:
    probe = "import vedette.coding.events as e; print(e.lexicon.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


def test_every_pattern_is_lower_case_and_names_a_word() -> None:
    patterns = [(*pattern.start, *pattern.group) for found in events.lexicon().values() for pattern in found]
    assert patterns and all(word and word == word.lower() for pattern in patterns for word in pattern)
