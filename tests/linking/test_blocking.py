"""Mentions of one event meet, in whatever order they are filed, and nothing meets everything."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.linking.reports import report

from vedette.linking.blocking import Index
from vedette.linking.traits import Traits, traits_of

PLACES = st.sampled_from(["erbil", "harir", "tanf", "kurdistan", None])


def traits(name: str, **fields: object) -> Traits:
    """The traits of a report."""
    document, mention = report(name, **fields)  # type: ignore[arg-type]
    return traits_of(mention, document)


def meets(filed: Traits, asking: Traits, max_block: int = 50) -> bool:
    """Whether one finds the other in the index."""
    index = Index(max_block)
    index.add(filed)
    return filed.id in index.partners(asking)


@given(PLACES, PLACES, st.integers(1, 28), st.integers(1, 28), st.booleans())
def test_who_meets_whom_does_not_depend_on_who_came_first(
    one: str | None, other: str | None, first: int, second: int, open_: bool
) -> None:
    a, b = traits("a", place=one, day=first), traits("b", place=other, day=None if open_ else second)
    assert meets(a, b) == meets(b, a)


def test_neighbouring_days_and_places_meet_and_far_ones_do_not() -> None:
    assert meets(traits("a"), traits("b", day=11, place="harir", actor=None, target=None))
    assert not meets(traits("a"), traits("b", day=20))
    assert not meets(traits("a"), traits("b", place="tanf"))


def test_a_base_meets_the_province_that_holds_it_and_the_party_without_a_place() -> None:
    assert meets(traits("a"), traits("b", place="kurdistan", actor=None, target=None))
    assert meets(traits("a"), traits("b", place=None))


def test_an_event_known_only_as_before_a_day_looks_three_weeks_back() -> None:
    assert meets(traits("a", month=10, day=28), traits("b", day=None))
    assert not meets(traits("a", month=10, day=1), traits("b", day=None))


def test_a_block_over_its_bound_is_passed_over() -> None:
    index = Index(2)
    for name in "abc":
        index.add(traits(name))
    assert index.partners(traits("d")) == set()
