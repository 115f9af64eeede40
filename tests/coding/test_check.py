"""Promises of the last gate and of triage."""

from __future__ import annotations

from dataclasses import replace

from tests.coding.making import RECORDED, document, only

from vedette.coding import check, triage
from vedette.errors import RecordError
from vedette.model import Passage, Quantity

TEXT = "Gunmen attacked a police post in Kirkuk on Monday, killing two policemen."


def test_a_value_whose_words_are_not_in_the_text_is_dropped() -> None:
    mention = only(TEXT)
    assert mention.place is not None
    forged = Passage(document=mention.document, start=0, end=6, text="Mosul!")
    spoiled = replace(mention, place=replace(mention.place, passages=(forged,)))
    checked = check.checked(spoiled, document(TEXT))
    assert checked is not None
    assert checked.place is None


def test_a_number_that_its_words_do_not_say_is_dropped() -> None:
    mention = only(TEXT)
    (toll,) = mention.casualties
    wordless = document(TEXT).passage(TEXT.index("policemen"), TEXT.index("policemen") + 9)
    spoiled = replace(
        mention,
        casualties=(replace(toll, passages=(wordless,), value=replace(toll.value, count=Quantity.exactly(50))),),
    )
    checked = check.checked(spoiled, document(TEXT))
    assert checked is not None
    assert checked.casualties == ()
    assert checked.severity.level < mention.severity.level


def test_a_record_that_cannot_be_built_becomes_a_failure_with_a_way_out() -> None:
    failure = check.failure(document(TEXT), RecordError("low above high"), RECORDED)
    assert (failure.stage, failure.reason) == ("coding", "low above high")
    assert failure.way_out


def test_triage_says_no_without_an_act_and_yes_with_one() -> None:
    assert triage.relevant(TEXT)
    assert not triage.relevant("The museum opens at nine and the garden at ten.")
