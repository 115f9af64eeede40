"""Frequently asked questions, answered from the ledger by the engine that answers everybody's; one without an answer is not asked."""

from __future__ import annotations

from typing import Final

from vedette.briefing.asking.answering import answers
from vedette.briefing.facts import Facts
from vedette.model.brief import Answer

ASKED: Final = (
    "How many attacks have there been?",
    "Is it getting worse?",
    "Where do the attacks happen?",
    "What was the gravest attack?",
    "How many people were killed or injured?",
    "Which weapons were used?",
    "Who claims the attacks?",
    "Under what condition would the attacks stop or go on?",
    "Did the appeals work?",
    "How have others responded?",
    "What is the chance of a deadly attack?",
    "What should be expected next?",
    "On what do the sources disagree?",
)
"""Questions that name nobody and no day, so that every ledger can be asked them."""
LONGEST: Final = 7
"""Sentences of the longest answer."""


def questions(facts: Facts) -> tuple[Answer, ...]:
    """The questions that this ledger answers from its records."""
    return tuple(
        Answer(question=one.question, sentences=(*one.sentences, *one.quotes)[:LONGEST])
        for one in answers(ASKED, facts)
        if one.standing == "answered"
    )
