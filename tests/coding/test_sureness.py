"""Confidences are shares of a hundred that mean something: plain words are surer than vague ones, and no value is touched."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.coding.making import RECORDED, document
from tests.fakes.readers import FakeReader

from vedette.coding import sureness
from vedette.coding.assemble import assemble
from vedette.coding.local.coder import DEFAULT
from vedette.coding.local.encoder import encoder
from vedette.coding.local.looking import Looking
from vedette.coding.second import Second
from vedette.coding.sureness import Surroundings
from vedette.model import Mention

PLAIN = "Islamic State fighters killed nine soldiers with a car bomb in Mosul on Monday."
VAGUE = "An incident near the area was described as an attack."
REPORT = (
    "Rebels killed nine soldiers near Goma in Congo on Monday. The army shelled Sake, residents said. Gunmen attacked a police post in "
    "Bukavu last week, wounding several people. The United Nations condemned the attack."
)
CODERS = ("rules", "local")


def second(coder: str) -> Second | None:
    return Looking(encoder(), DEFAULT) if coder == "local" else None


def mentions(text: str, coder: str) -> tuple[Mention, ...]:
    return assemble(document(text), coder, RECORDED, None, second(coder)).mentions


def confidences(mention: Mention) -> list[tuple[str, float]]:
    return [("mention", mention.confidence), *((name, reading.confidence) for name, reading in mention.readings())]


@pytest.mark.parametrize("coder", CODERS)
def test_a_mention_in_plain_words_is_surer_than_one_in_vague_words(coder: str) -> None:
    (plain,) = mentions(PLAIN, coder)
    assert plain.confidence > 0.8
    assert all(vague.confidence < plain.confidence - 0.1 for vague in mentions(VAGUE, coder))


def test_what_the_second_reader_hears_is_surer_than_what_it_does_not() -> None:
    text = "Gunmen attacked a police post in Kirkuk on Sunday."
    (heard,) = assemble(
        document(text), "x", RECORDED, None, Looking(FakeReader(cues={"attacked": 0.95}), DEFAULT)
    ).mentions
    (unheard,) = assemble(
        document(text), "x", RECORDED, None, Looking(FakeReader(incidents={"attacked": 0.35}), DEFAULT)
    ).mentions
    assert heard.confidence > unheard.confidence


@pytest.mark.parametrize("coder", CODERS)
def test_every_confidence_lies_within_what_the_passages_can_vouch_for(coder: str) -> None:
    found = [pair for mention in mentions(REPORT, coder) for pair in confidences(mention)]
    assert {"mention", "act", "status", "when", "place", "actor", "casualties"} <= {name for name, _ in found}
    assert all(sureness.LEAST <= sure <= sureness.MOST for _, sure in found)


@pytest.mark.parametrize("coder", CODERS)
def test_the_same_document_is_as_sure_the_second_time(coder: str) -> None:
    assert mentions(REPORT, coder) == mentions(REPORT, coder)


@pytest.mark.parametrize("coder", CODERS)
def test_only_confidences_are_weighed_and_no_value_is_touched(coder: str) -> None:
    raw: list[Mention] = []

    def keep(mention: Mention, around: Surroundings) -> Mention:
        raw.append(mention)
        return sureness.weighed(mention, around)

    found = assemble(document(REPORT), coder, RECORDED, None, second(coder), keep).mentions
    assert found and [_unsure(one) for one in found] == [_unsure(one) for one in raw]
    assert list(map(confidences, found)) != list(map(confidences, raw))


@pytest.mark.parametrize("coder", CODERS)
def test_words_farther_away_never_make_a_reading_surer_and_a_surer_reader_never_less(coder: str) -> None:
    odds = sureness.weights(coder)
    assert {"incident", "signal", "act", "status", "actor", "target", "place", "when", "casualties"} <= odds.keys()
    for of in odds.values():
        assert all(of.get(name, 0.0) <= 0 for name in ("apart", "far", "pointing", "silent", "upper"))
        assert all(of.get(name, 0.0) >= 0 for name in ("hand", "cue", "role", "entity", "told here"))


def test_a_field_without_weights_keeps_what_its_reader_said() -> None:
    assert sureness.sure({}, "place", {"hand": sureness.log_odds(0.7)}) == 0.7


def test_the_rules_alone_are_weighed_by_weights_of_their_own() -> None:
    assert sureness.weights("rules") != sureness.weights("local")
    assert not any("cue" in of or "told here" in of for of in sureness.weights("rules").values())


def _unsure(mention: Mention) -> Mention:
    """The mention with every confidence the same."""
    single = {
        name: replace(reading, confidence=0.5)
        for name in sureness.SINGLE
        if (reading := getattr(mention, name)) is not None
    }
    several = {name: tuple(replace(one, confidence=0.5) for one in getattr(mention, name)) for name in sureness.SEVERAL}
    return replace(mention, confidence=0.5, **{**single, **several})
