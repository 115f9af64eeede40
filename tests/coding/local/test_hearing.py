"""What the encoder makes of triggers of the lexicon."""

from __future__ import annotations

from datetime import date

from tests.coding.making import sentence

from vedette.coding import scene
from vedette.coding.actors import Cast
from vedette.coding.events import CLEAR, HEARD
from vedette.coding.local import hearing
from vedette.coding.local.readings import Cue, Read
from vedette.coding.scene import Scene

DAY = date(2023, 11, 13)


def _scene(text: str) -> Scene:
    return scene.read(sentence(text), DAY, Cast(), upper=False)


def _cue(at: Scene, word: str, kind: str, confidence: float, again: float = 0.0, words: int = 1) -> Cue:
    first = at.phrases.lower.index(word)
    return Cue(
        first=first, last=first + words, kinds={kind: 0.95}, statuses={"occurred": 1.0}, again=again, confidence=confidence
    )  # fmt: skip


def _read(at: Scene, *cues: Cue) -> Read:
    return Read(sentence=at.sentence, entities=(), cues=cues, fillers=(), incidents={}, kinds={}, inside={})


def _flags(at: Scene) -> dict[str, frozenset[str]]:
    return {at.phrases.lower[f.trigger.at]: f.trigger.rule.flags & {HEARD, CLEAR} for f in at.frames}


def test_a_trigger_that_the_encoder_hears_too_is_marked_and_clear_when_it_is_sure() -> None:
    told = _scene("The crowd burned a barn.")
    assert _flags(hearing.heard(told, _read(told, _cue(told, "burned", "ASSAULT", 0.3)), 0.2)) == {"burned": {HEARD}}
    assert _flags(hearing.heard(told, _read(told, _cue(told, "burned", "ASSAULT", 0.7)), 0.2)) == {
        "burned": {HEARD, CLEAR}
    }


def test_words_that_point_back_or_are_hardly_heard_stay_as_they_were() -> None:
    told = _scene("The crowd burned a barn.")
    assert hearing.heard(told, _read(told, _cue(told, "burned", "ASSAULT", 0.9, again=0.9)), 0.2) is told
    assert hearing.heard(told, _read(told, _cue(told, "burned", "ASSAULT", 0.1)), 0.2) is told


def test_one_cue_over_two_verbs_makes_one_clear_act() -> None:
    told = _scene("Gunmen shot and killed a judge.")
    flags = _flags(hearing.heard(told, _read(told, _cue(told, "shot", "ASSAULT", 0.9, words=3)), 0.2))
    assert sum(CLEAR in one for one in flags.values()) == 1
