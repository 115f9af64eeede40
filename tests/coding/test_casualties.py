"""Casualties: how many, of whom, and what is not said to have happened."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.coding import casualties
from vedette.coding.base import Sentence
from vedette.coding.casualties import CasualtyReading
from vedette.model import Casualty, Document, Quantity, Reading
from vedette.model.mention import Side


def sentence(text: str) -> Sentence:
    recorded = datetime(2024, 1, 1, tzinfo=UTC)
    document = Document(
        id="d1",
        text=text,
        published=date(2023, 11, 13),
        outlet=None,
        origin="test",
        recorded_at=recorded,
        sentences=((0, len(text)),),
    )
    return Sentence(document, 0, 0, len(text))


def read(text: str) -> tuple[CasualtyReading, ...]:
    return casualties.read(sentence(text))


def told(text: str) -> set[tuple[str, int | None]]:
    """(effect, figure) of what the sentence says happened."""
    return {
        (one.effect, one.quantity.figure if one.quantity else None)
        for one in read(text)
        if not (one.modal or one.aggregate or one.reference)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least three soldiers were killed and five wounded.", {("killed", 3), ("injured", 5)}),
        ("A bomb killed two civilians and wounded five others.", {("killed", 2), ("injured", 5)}),
        ("The attack left 3 dead and 10 injured.", {("killed", 3), ("injured", 10)}),
        ("The death toll rose to 12.", {("killed", 12)}),
        ("The blast claimed the lives of four pilgrims.", {("killed", 4)}),
        ("The deaths of three soldiers were confirmed.", {("killed", 3)}),
        ("A policeman lost his life in the ambush.", {("killed", 1)}),
        ("Gunmen shot dead a tribal elder in Quetta.", {("killed", 1)}),
        ("They dragged him out and shot him dead.", {("killed", 1)}),
        ("A village guard was hacked to death.", {("killed", 1)}),
        ("Two of the injured later died.", {("killed", 2)}),
        ("Rebels abducted three villagers.", {("missing", 3)}),
        ("Ten people were taken hostage.", {("missing", 10)}),
        ("There were 24 casualties.", {("harmed", 24)}),
        ("Dozens of people were killed or wounded.", {("harmed", 24)}),
        ("It resulted in minimal casualties.", {("harmed", None)}),
        ("There were no casualties.", {("killed", 0), ("injured", 0)}),
        ("The drone crashed without causing casualties.", {("killed", 0), ("injured", 0)}),
        ("No injuries were reported.", {("injured", 0)}),
        ("No one was hurt.", {("injured", 0)}),
        ("Killed: 3; wounded: 5", {("killed", 3), ("injured", 5)}),
        ("He was not injured.", set()),
        ("The pilot killed the engine.", set()),
        ("Troops neutralised a land mine.", set()),
        ("Police arrested three men.", set()),
        ("It could have killed dozens.", set()),
        ("They vowed to kill ten soldiers.", set()),
        ("It was in retaliation for the killing of two commanders.", set()),
    ],
)
def test_a_sentence_says_as_many_as_its_words(text: str, expected: set[tuple[str, int | None]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Pedro Lopez and Juan Diaz were killed.", 2),
        ("A woman and three children were killed.", 4),
        ("Two constables, Ravi Kumar and Anil Singh, were killed.", 2),
        ("Rebels killed a trader, a native of the town.", 1),
        ("Rebels killed Pedro Lopez, the mayor of Cali.", 1),
        ("Five troops, including an officer, were killed.", 5),
        ("Two rebels, identified as A Kumar (35) and B Singh (25), were killed.", 2),
        ("Troops killed six rebels and arrested three others.", 6),
    ],
)
def test_people_told_twice_are_counted_once(text: str, killed: int) -> None:
    assert sum(one.quantity.figure or 0 for one in read(text) if one.quantity) == killed


def test_a_sum_since_last_month_is_an_aggregate() -> None:
    (one,) = read("Since October, 24 troops have been injured in all.")
    assert one.aggregate
    assert one.quantity is not None
    assert one.quantity.figure == 24


def test_grave_injuries_are_marked() -> None:
    assert [one.serious for one in read("Three were wounded, one of them seriously.")] == [True]
    assert [one.serious for one in read("Three were wounded.")] == [False]


def test_the_people_hurt_keep_their_own_words() -> None:
    text = "A bomb killed two civilians in Kirkuk."
    (one,) = read(text)
    assert one.side == "civilian"
    assert text[one.who_start : one.who_end] == "two civilians"
    assert text[one.start : one.end] == "killed two civilians"


@given(
    st.lists(
        st.sampled_from(
            "killed wounded and , ( ) three no casualties of the soldiers were dead toll to 12 who identified as . A Kumar lives claimed shot him".split()
        ),
        max_size=40,
    )
)
def test_every_reading_stands_in_its_sentence(words: list[str]) -> None:
    whole = sentence("x " + " ".join(words))
    for one in casualties.read(whole):
        assert 0 <= one.start <= one.trigger_start < one.trigger_end <= one.end <= whole.end
        assert one.quantity is not None or one.word
        if one.who_start is not None and one.who_end is not None:
            assert one.start <= one.who_start < one.who_end <= one.end


@pytest.mark.parametrize(
    "part", ["killed ", "a man and ", ", who was killed ", "killed including , ", "( killed ", "3 killed 4 "]
)
def test_a_sentence_without_end_takes_bounded_time(part: str) -> None:
    whole = sentence(part * 10_000)
    began = time.perf_counter()
    casualties.read(whole)
    assert time.perf_counter() - began < 20


def toll(*sentences: str) -> list[tuple[str, int | None]]:
    """(effect, figure) of the toll that these sentences of one report make up."""
    text = " ".join(sentences)
    recorded = datetime(2024, 1, 1, tzinfo=UTC)
    starts = [sum(len(s) + 1 for s in sentences[:i]) for i in range(len(sentences))]
    bounds = tuple((start, start + len(s)) for start, s in zip(starts, sentences, strict=True))
    document = Document(
        id="d1",
        text=text,
        published=date(2023, 11, 13),
        outlet=None,
        origin="test",
        recorded_at=recorded,
        sentences=bounds,
    )
    parts = [Sentence(document, i, *one) for i, one in enumerate(bounds)]
    found = casualties.toll((part, casualties.read(part)) for part in parts)
    return [(one.effect, one.quantity.figure if one.quantity else None) for one in found]


@pytest.mark.parametrize(
    ("sentences", "kept"),
    [
        (("Five miners were killed on Friday.", "The five miners were killed at dawn."), [("killed", 5)]),
        (("Five miners were killed on Friday.", "Seven people were killed, a priest said."), [("killed", 5)]),
        (
            ("Five miners were killed on Friday.", "Another two guards were killed at the gate."),
            [("killed", 5), ("killed", 2)],
        ),
        (("Three farmers were killed.", "The toll has since changed: four people were killed."), [("killed", 4)]),
        (("The raid could have killed hundreds.", "Two women were injured."), [("injured", 2)]),
        (("Two women were injured.", "Since January 300 people have been injured in the region."), [("injured", 2)]),
        (("Soldiers were wounded.", "Nine soldiers were wounded, the army said."), [("injured", 9)]),
        (
            ("One officer was killed and two others were wounded.", "No one else was wounded."),
            [("killed", 1), ("injured", 2)],
        ),
    ],
)
def test_the_toll_of_an_act_is_what_its_first_telling_says_and_what_is_added(
    sentences: tuple[str, ...], kept: list[tuple[str, int]]
) -> None:
    assert toll(*sentences) == kept


def test_those_diagnosed_with_injuries_were_injured() -> None:
    assert told("Nineteen officers have been diagnosed with brain injuries.") == {("injured", 19)}


@pytest.mark.parametrize("text", ["Three miners died", "Two have perished", "They were killed", "Nine went missing"])
def test_a_sentence_that_breaks_off_after_its_verb_is_read(text: str) -> None:
    assert all(one.end <= len(text) for one in read(text))


def figures(text: str, *parts: tuple[str, Side, int]) -> list[tuple[Side, int | None]]:
    """The (side, figure) of those killed that the tellings of these parts of a text come to, one after another."""
    document = sentence(text).document
    kept: tuple[Reading[Casualty], ...] = ()
    for words, side, number in parts:
        start = text.index(words)
        value = Casualty(effect="killed", side=side, count=Quantity.exactly(number), word=None)
        kept = casualties.join(
            kept,
            (Reading(value=value, passages=(document.passage(start, start + len(words)),), confidence=0.9),),
            document,
        )
    return [(one.value.side, one.value.count.figure if one.value.count else None) for one in kept]


def test_a_later_telling_of_an_act_adds_only_what_it_says_is_more() -> None:
    text = "Five miners were killed. Seven men were killed, a priest said. Another two guards were killed. Three bombers were killed."
    miners: tuple[str, Side, int] = ("Five miners were killed", "civilian", 5)
    assert figures(text, miners, miners) == [("civilian", 5)]
    assert figures(text, miners, ("Seven men were killed", "unknown", 7)) == [("civilian", 5)]
    assert figures(text, miners, ("two guards were killed", "unknown", 2)) == [("civilian", 5), ("unknown", 2)]
    assert figures(text, miners, ("Three bombers were killed", "actor", 3)) == [("civilian", 5), ("actor", 3)]


def test_figures_of_one_telling_all_stand() -> None:
    document = sentence("One was killed, two were killed.").document
    both = tuple(
        Reading(
            value=Casualty(effect="killed", side="unknown", count=Quantity.exactly(n)),
            passages=(document.passage(0, n),),
            confidence=0.9,
        )
        for n in (1, 2)
    )
    assert casualties.join((), both, document) == both


def test_a_new_toll_takes_the_place_of_the_old() -> None:
    text = "Five miners were killed. The toll has risen to nine dead."
    assert figures(text, ("Five miners were killed", "civilian", 5), ("nine dead", "unknown", 9)) == [("unknown", 9)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("There was neither damage nor injury.", {("injured", 0)}),
        ("None of the attacks caused injuries.", {("injured", 0)}),
        ("No harm to people was reported.", {("injured", 0)}),
        ("The drone fell without hurting anyone.", {("injured", 0)}),
        ("Neither left human losses.", {("killed", 0)}),
        ("There was no loss of life.", {("killed", 0)}),
        ("There was no word on casualties.", set()),
        ("Neither notice gives a number of casualties.", set()),
        ("A drone left American personnel with minor injuries.", {("injured", None)}),
        ("American and allied personnel suffered minor injuries.", {("injured", None)}),
    ],
)
def test_harm_that_did_not_happen_and_harm_without_a_number(text: str, told: set[tuple[str, int | None]]) -> None:
    found = casualties.read(sentence(text))
    assert {(one.effect, one.quantity.figure if one.quantity else None) for one in found} == told


def test_a_running_total_is_a_sum() -> None:
    (one,) = casualties.read(sentence("The number of injured stood at 56, of whom 25 suffered brain injuries."))
    assert one.aggregate
