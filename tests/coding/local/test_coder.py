"""What the coder makes of an encoder's readings: each decides from its own threshold on, and none of them without words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.fakes.readers import FakeReader

from vedette.coding.local.coder import LocalCoder, bounded
from vedette.coding.local.options import LocalOptions
from vedette.coding.rules import RulesCoder
from vedette.documents.passages import sentences
from vedette.model import Document, Mention

NOW = datetime(2024, 3, 6, tzinfo=UTC)
UNKNOWN = "Gunmen zorbled two soldiers in Mosul on Monday. The army said nothing of the attack."
"""Nobody knows the verb."""
BARE = "Rebels shelled the base. The blast at the market in Mosul shook windows."
"""The rules make no act of the second sentence."""
NAMED = "Gunmen attacked a village near Mosul on Monday. Hassan was buried on Tuesday."


def document(text: str) -> Document:
    return Document(
        id="d0", text=text, published=date(2024, 3, 5), outlet=None, origin="test", recorded_at=NOW, sentences=sentences(text),
    )  # fmt: skip


def code(text: str, reader: FakeReader, **options: float) -> tuple[Mention, ...]:
    coder = LocalCoder(options=LocalOptions(**options), reader=lambda: reader)
    return coder.code(document(text), recorded_at=NOW).mentions


def said(mention: Mention) -> tuple[object, ...]:
    """What a mention says, however sure."""
    read = (mention.actor, mention.target, mention.place)
    return mention.kind, mention.trigger, *(one and (one.value, one.passages) for one in read)


def triggers(found: tuple[Mention, ...]) -> list[str]:
    return [mention.trigger.text for mention in found]


def test_a_trigger_that_only_the_encoder_hears_tells_an_act_with_its_parties() -> None:
    reader = FakeReader(cues={"zorbled": 0.95})
    mention = next(one for one in code(UNKNOWN, reader) if one.trigger.text == "zorbled")
    assert mention.kind == "ASSAULT"
    assert mention.actor is not None
    assert mention.actor.value.name == "Gunmen"
    assert mention.place is not None
    assert mention.place.value.name == "Mosul"
    assert [(mark.sentence, mark.first, mark.last) for mark in reader.marks] == [(0, 1, 2)]


def test_a_trigger_below_the_threshold_is_not_even_asked_about() -> None:
    reader = FakeReader(cues={"zorbled": 0.3})
    assert "zorbled" not in triggers(code(UNKNOWN, reader))
    assert reader.marks == []


def test_a_trigger_that_turns_out_to_tell_nothing_is_refused() -> None:
    assert "zorbled" not in triggers(code(UNKNOWN, FakeReader(cues={"zorbled": 0.95}, real=0.2)))


def test_a_threshold_above_one_leaves_triggers_to_the_rules() -> None:
    reader = FakeReader(cues={"zorbled": 1.0})
    assert "zorbled" not in triggers(code(UNKNOWN, reader, trigger=1.5))


@pytest.mark.parametrize("text", [UNKNOWN, BARE, NAMED])
def test_an_encoder_that_hears_nothing_and_may_decide_nothing_changes_nothing(text: str) -> None:
    alone = RulesCoder().code(document(text), recorded_at=NOW).mentions
    beside = code(text, FakeReader(), unreal=0.0)
    assert [said(m) for m in beside] == [said(m) for m in alone]


def test_a_sentence_that_surely_tells_an_incident_gives_an_act_by_its_likeliest_words() -> None:
    assert triggers(code(BARE, FakeReader(incidents={"blast": 0.9, "shelled": 0.9}))) == ["shelled", "blast"]
    assert triggers(code(BARE, FakeReader(incidents={"blast": 0.1, "shelled": 0.9}))) == ["shelled"]
    assert triggers(code(BARE, FakeReader(incidents={"blast": 0.9, "shelled": 0.9}), sentence=1.5)) == ["shelled"]


def test_a_filler_becomes_a_party_of_the_act_beside_it_and_cites_its_own_words() -> None:
    reader = FakeReader(fillers={"Hassan": ("Victim", 0.98)}, incidents={"attacked": 0.95})
    (found,) = code(NAMED, reader, filler=0.1)
    parties = {one.value.name: one for one in (*found.other_targets, *([found.target] if found.target else []))}
    assert "Hassan" in parties
    assert [p.text for p in parties["Hassan"].passages] == ["Hassan"]


@pytest.mark.parametrize("options", [{}, {"filler": 1.5}])
def test_a_filler_below_the_threshold_is_left_out(options: dict[str, float]) -> None:
    share = 1.0 if options else 0.1
    reader = FakeReader(fillers={"Hassan": ("Victim", share)}, incidents={"attacked": 0.9})
    (found,) = code(NAMED, reader, **options)
    assert "Hassan" not in {one.value.name for one in found.other_targets}


def test_a_text_about_something_else_wakes_no_encoder() -> None:
    reader = FakeReader(cues={"Stir": 1.0})
    assert code("Stir the lentils into the onions and leave the pot on a low heat.", reader) == ()
    assert reader.calls == 0


def test_a_bound_on_confidence_drops_what_is_less_sure_and_nothing_else() -> None:
    reader = FakeReader(incidents={"blast": 0.9, "shelled": 0.9})
    every = code(BARE, reader)
    bound = sorted(one.confidence for one in every)[-1]
    assert len(every) == 2
    assert triggers(code(BARE, reader, min_confidence=bound)) == [
        m.trigger.text for m in every if m.confidence >= bound
    ]
    assert code(BARE, reader, min_confidence=1.0) == ()


def test_a_part_goes_with_what_it_is_a_part_of() -> None:
    one, other = code(BARE, FakeReader(incidents={"blast": 0.9, "shelled": 0.9}))
    whole, part = replace(one, confidence=0.4), replace(other, confidence=0.9, part_of=one.id)
    assert bounded((whole, part), 0.4) == (whole, part)
    assert bounded((whole, part), 0.5) == ()


def test_other_settings_give_the_coder_another_name() -> None:
    names = {LocalCoder(options=LocalOptions(**one)).name for one in ({}, {"trigger": 0.9}, {"min_confidence": 0.5})}
    assert len(names) == 3
