"""What can never be one event, and what unknown never forbids."""

from __future__ import annotations

from dataclasses import replace

from tests.linking.reports import FORCES, MILITIA, report

from vedette.linking.traits import traits_of
from vedette.linking.vetoes import veto
from vedette.model import Document, Mention


def forbidden(one: tuple[Document, Mention], other: tuple[Document, Mention]) -> str | None:
    """The veto on a pair, which is the same both ways."""
    a, b = traits_of(one[1], one[0]), traits_of(other[1], other[0])
    assert (veto(a, b) is None) == (veto(b, a) is None)
    return veto(a, b)


def test_days_told_outright_may_be_two_apart_and_not_three() -> None:
    assert forbidden(report("a", day=9), report("b", day=11)) is None
    assert forbidden(report("a", day=9), report("b", day=12)) == "dates are 3 days apart"


def test_a_day_inferred_from_publication_forbids_nothing() -> None:
    assert forbidden(report("a", day=9), report("b", day=15, basis="publication")) is None
    assert forbidden(report("a", day=1), report("b", day=None)) is None


def test_an_interval_of_days_reaches_as_far_as_it_reaches() -> None:
    assert forbidden(report("a", day=9), report("b", day=3, span=4)) is None


def test_points_over_a_hundred_kilometres_apart_are_two_events_and_provinces_are_not_points() -> None:
    assert "km apart" in (forbidden(report("a", place="erbil"), report("b", place="tanf")) or "")
    assert forbidden(report("a", place="kurdistan"), report("b", place="tanf")) is None
    assert forbidden(report("a", place=None), report("b", place="tanf")) is None


def test_swapped_sides_are_two_events_and_an_unknown_side_is_not_swapped() -> None:
    assert forbidden(report("a"), report("b", actor=FORCES, target=MILITIA)) == "attacker and target are swapped"
    assert forbidden(report("a"), report("b", actor=FORCES, target=None)) is None


def test_two_acts_of_one_document_are_two_unless_one_is_its_headline() -> None:
    document, first = report("a", text="Drone hits base. A drone attack hit the base on Thursday, officials said.")
    _, second = report("a", document=document, ordinal=1)
    assert forbidden((document, first), (document, second)) == "one document tells them as two events"
    headed = replace(document, headline=16)
    _, headline = report("a", document=headed)
    _, body = report("a", document=headed, start=19)
    assert forbidden((headed, headline), (headed, body)) is None


def test_an_act_is_not_the_operation_that_it_is_a_part_of() -> None:
    whole = report("a")
    assert forbidden(whole, report("b", part_of=whole[1].id)) == "one is a part of the other"
