"""The gate of asking: most questions right, none answered where nothing can be known, no statement unsupported."""

from __future__ import annotations

import logging
from collections import Counter

import pytest
from benchmarks.ask import Marked, fits, on_coded, on_gold, questions

from vedette.model.brief import Part, Sentence
from vedette.model.question import Reply

FLOOR_GOLD, FLOOR_CODED = 0.95, 0.90
"""Shares of right replies: on the hand coding, and on what the machine reads."""


@pytest.fixture(scope="module")
def on_hand_coding() -> list[Marked]:
    return on_gold("all")


def test_the_questions_are_many_and_a_third_has_no_answer() -> None:
    asked = list(questions())
    kinds = Counter(one["expect"]["kind"] for one in asked)
    assert len(asked) >= 150 and len({one["question"] for one in asked}) == len(asked)
    assert kinds["none"] + kinds["refused"] >= 0.33 * len(asked)
    assert abs(sum(one["split"] == "held" for one in asked) - len(asked) / 2) <= 5


def test_most_questions_are_answered_right_on_the_hand_coding(on_hand_coding: list[Marked]) -> None:
    assert sum(one.right for one in on_hand_coding) / len(on_hand_coding) >= FLOOR_GOLD


def test_no_statement_is_made_where_nothing_can_be_known(on_hand_coding: list[Marked]) -> None:
    assert [one.question for one in on_hand_coding if one.unsupported] == []


def test_most_questions_are_answered_right_on_the_machines_reading(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        marked = on_coded("all")
    assert sum(one.right for one in marked) / len(marked) >= FLOOR_CODED
    assert [one.question for one in marked if one.unsupported] == []
    assert [record.getMessage() for record in caplog.records] == []  # no answer had to be withheld


def test_a_wrong_number_or_word_is_not_right() -> None:
    sentence = Sentence(parts=(Part(text="The ledger holds some."),))
    made = Reply(question="?", standing="answered", sentences=(sentence,), value="3")
    assert fits(made, {"kind": "count", "value": 3}) and fits(made, {"kind": "words", "any": ["some", "x"]})
    assert not fits(made, {"kind": "count", "value": 4}) and not fits(made, {"kind": "words", "all": ["some", "x"]})
    assert not fits(made, {"kind": "none"}) and not fits(made, {"kind": "refused"})
