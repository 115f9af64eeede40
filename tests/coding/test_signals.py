"""Promises of the signals: who speaks, to whom, and what saying it comes to."""

from __future__ import annotations

import pytest
from tests.coding.making import coded

from vedette.model import Mention


def told(text: str, kind: str) -> Mention:
    """The one mention of a kind."""
    (found,) = (mention for mention in coded(text).mentions if mention.kind == kind)
    return found


def named(mention: Mention) -> tuple[str | None, str | None]:
    """The ids of both parties, or their words where no table knows them."""
    sides = (mention.actor, mention.target)
    first, last = (None if side is None else side.value.id or side.value.name for side in sides)
    return first, last


def test_two_who_sign_together_are_its_parties() -> None:
    mention = told("Chad and Kenya signed a peace accord on Monday after rebels attacked the border.", "AGREE")
    assert named(mention) == ("TCD", "KEN")


def test_what_somebody_must_do_is_demanded_by_the_speaker() -> None:
    mention = told("Norway said on Monday that Chad must withdraw its troops from the border.", "REQUEST")
    assert named(mention) == ("NOR", "TCD")


def test_a_meeting_to_come_is_announced() -> None:
    mention = told("Chad will hold talks with Kenya on Friday about the rebel attacks.", "CONSULT")
    assert mention.status.value == "announced"


def test_a_pledge_keeps_the_kind_of_what_is_pledged() -> None:
    mention = told("The rebels offered to release four hostages in Chad.", "RETREAT")
    assert mention.status.value == "announced"


def test_a_speaker_that_no_table_knows_is_told_by_its_words() -> None:
    mention = told("The monitoring mission urged Chad to stop the attacks by its soldiers.", "REQUEST")
    assert named(mention)[1] == "TCD"
    assert mention.actor is not None and mention.actor.value.name == "monitoring mission"


def test_what_is_welcomed_need_be_no_party() -> None:
    assert named(told("Norway welcomed the truce between Chad and the rebels.", "SUPPORT"))[0] == "NOR"


@pytest.mark.parametrize("text", ["Critics rejected the attack on the poor.", "The drill was part of a joint patrol."])
def test_nobodys_verdict_and_a_bare_noun_are_no_signal(text: str) -> None:
    assert not coded(text).mentions
