"""The shipped encoder reads what is plainly there, says the same twice, and cannot be choked."""

import hashlib
import time
from datetime import UTC, date, datetime

import pytest

from vedette.coding.base import Sentence, sentences
from vedette.coding.local import heads, windows
from vedette.coding.local.encoder import encoder
from vedette.coding.local.readings import Mark, Read
from vedette.documents.passages import sentences as split
from vedette.model import Document


def document(text: str) -> Document:
    return Document(
        id="d0",
        text=text,
        published=date(2024, 3, 5),
        outlet=None,
        origin="test",
        recorded_at=datetime(2025, 1, 1, tzinfo=UTC),
        sentences=split(text),
    )


def told(text: str) -> tuple[Sentence, ...]:
    return tuple(sentences(document(text)))


def whole(text: str) -> Sentence:
    """A sentence that no stop and no bound has cut."""
    return Sentence(document(text), 0, 0, len(text))


def mark(found: tuple[Sentence, ...], word: str) -> Mark:
    return next(
        Mark(sentence=s, first=i, last=i + 1)
        for s, sentence in enumerate(found)
        for i, token in enumerate(sentence.tokens)
        if token.text == word
    )


PLAIN = "Gunmen killed two soldiers in Baghdad on Monday. The army said nothing about the attack."


def test_the_card_names_the_files_that_lie_beside_it() -> None:
    for name, expected in heads.card()["files"].items():
        assert hashlib.sha256(heads.data(name).read_bytes()).hexdigest() == expected, name


def test_a_plain_attack_is_read_with_its_kind_its_parties_and_its_place() -> None:
    found = told(PLAIN)
    (answer,) = encoder().mark(found, [mark(found, "killed")])
    words = {
        one.role: " ".join(t.text for t in found[0].tokens[one.span.first : one.span.last]) for one in answer.arguments
    }
    assert answer.real > 0.5
    assert next(iter(answer.kinds)) == "ASSAULT"
    assert next(iter(answer.statuses)) == "occurred"
    assert words["actor"] == "Gunmen"
    assert words["place"] == "Baghdad"


def test_without_a_mark_the_trigger_is_found_and_nothing_is_read_into_a_recipe() -> None:
    first, *_ = encoder().read(told(PLAIN))
    assert [cue.kind for cue in first.cues] == ["ASSAULT"]
    (recipe,) = encoder().read(
        told("Stir the lentils into the onions and leave the pot on a low heat for half an hour.")
    )
    assert not recipe.cues
    assert not recipe.fillers


def test_every_sentence_has_a_reading_within_its_own_tokens() -> None:
    found = told(" ".join([PLAIN] * 9))
    readings = encoder().read(found)
    assert [one.sentence for one in readings] == list(found)
    for reading in readings:
        for span in (*reading.entities, *reading.fillers):
            assert 0 <= span.first < span.last <= len(reading.sentence.tokens)
            assert 0 <= span.confidence <= 1
        assert all(len(values) == len(reading.sentence.tokens) for values in reading.inside.values())


def test_the_same_sentences_give_the_same_reading_whatever_was_read_before() -> None:
    found = told(PLAIN)
    before = encoder().mark(found, [mark(found, "killed")])[0].kinds
    encoder().read(told("Rebels shelled the town. " * 30))
    assert encoder().mark(found, [mark(found, "killed")])[0].kinds == before


def said(reading: Read) -> tuple[object, ...]:
    """All that a reading says, digit by digit."""
    cues = [(c.first, c.last, dict(c.kinds), dict(c.statuses), c.again, c.confidence) for c in reading.cues]
    inside = {role: shares.tolist() for role, shares in reading.inside.items()}
    return reading.entities, cues, reading.fillers, dict(reading.incidents), dict(reading.kinds), inside


def test_what_is_read_in_one_window_changes_no_digit_of_what_is_read_in_another() -> None:
    found = told(" ".join([PLAIN] * 9))
    parts = windows.words([[token.text for token in sentence.tokens] for sentence in found])
    groups = list(windows.packed(parts))
    assert len(groups) > 1
    alone = len({part.sentence for part in groups[0]})
    together = encoder().read(found)
    assert list(map(said, encoder().read(found[:alone]))) == list(map(said, together[:alone]))
    rest = encoder().read(found[alone:])
    assert list(map(said, rest)) == list(map(said, together[alone:]))


def test_documents_are_read_alike_in_any_order() -> None:
    texts = [PLAIN, "Rebels shelled the town of Hawija on Friday and fled.", "Police said that nobody was hurt. " * 8]
    there = {text: list(map(said, encoder().read(told(text)))) for text in texts}
    back = {text: list(map(said, encoder().read(told(text)))) for text in reversed(texts)}
    assert there == back


def test_a_mark_beyond_what_is_read_is_left_unread() -> None:
    (answer,) = encoder().mark([whole("word " * 700)], [Mark(sentence=0, first=690, last=691)])
    assert answer.real == 0
    assert answer.arguments == ()
    assert answer.support("actor", 0, 0, 5) == 0


@pytest.mark.parametrize(
    "text",
    [
        "a" * 2_000_000,
        "bomb " * 400_000,
        "7 " * 100_000,
        "\u202e\u200fKilled \u2067in\u2069 Gaza " * 50,
        "🚀💥👩‍👩‍👧 " * 5_000,
        "\u200b",
        "TH3 B0MB K1LLED TVV0 S0LD1ERS lN BAGHDAD",
    ],
    ids=["one word", "one sentence", "numbers", "right to left", "emoji", "nothing visible", "bad scan"],
)
def test_odd_text_is_read_in_bounded_time(text: str) -> None:
    sentence = whole(text)
    assert sentence.tokens
    started = time.monotonic()
    (reading,) = encoder().read([sentence])
    encoder().mark([sentence], [Mark(sentence=0, first=0, last=1)])
    assert time.monotonic() - started < 5
    assert reading.sentence is sentence
