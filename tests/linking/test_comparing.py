"""Features name what two mentions share; what is unknown weighs nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.linking.reports import MILITIA, OPTIONS, report

from vedette.errors import ConfigError
from vedette.linking import LinkOptions, Weights, why
from vedette.linking.comparing import FEATURES, compare, weigh
from vedette.linking.traits import Traits, traits_of
from vedette.model import Party

GROUP = Party(name="Kataib Hezbollah", id="group:kataib-hezbollah")


def traits(name: str, **fields: object) -> Traits:
    """The traits of a report."""
    document, mention = report(name, **fields)  # type: ignore[arg-type]
    return traits_of(mention, document)


def level(feature: str, a: Traits, b: Traits) -> str | None:
    """The level of one feature of a pair."""
    return next((p.level for p in compare(a, b, OPTIONS) if p.feature == feature), None)


def test_what_is_unknown_has_no_part_in_the_sum() -> None:
    bare = traits("a", actor=None, target=None, place=None, mode=None, weapons=(), day=None)
    silent = replace(bare, words=frozenset(), names=frozenset())
    assert [p.feature for p in compare(silent, traits("b"), OPTIONS)] == ["prior"]


@given(
    st.sampled_from(["erbil", "harir", "tanf", "kurdistan", None]),
    st.integers(8, 12),
    st.integers(8, 12),
    st.sampled_from([MILITIA, GROUP, None]),
)
def test_comparing_is_symmetric_and_the_fast_sum_is_the_sum_of_the_parts(
    place: str | None, one: int, other: int, actor: Party | None
) -> None:
    a, b = traits("a", place=place, day=one, actor=actor, injured=2), traits("b", day=other, injured=3)
    assert weigh(a, b, OPTIONS) == pytest.approx(weigh(b, a, OPTIONS))
    assert weigh(a, b, OPTIONS) == pytest.approx(sum(p.weight for p in compare(a, b, OPTIONS)))


def test_every_feature_has_a_reason_for_people_and_a_weight() -> None:
    assert all(feature.__doc__ for feature in FEATURES)
    assert {feature.__name__ for feature in FEATURES} == set(OPTIONS.weights.features)


def test_a_toll_that_rises_from_report_to_report_does_not_speak_against() -> None:
    early = traits("a", killed=2, published=date(2023, 11, 10))
    late = traits("b", killed=9, published=date(2023, 11, 12))
    assert level("killed", early, late) == "risen"
    assert (
        level(
            "killed",
            traits("a", killed=9, published=date(2023, 11, 10)),
            traits("b", killed=2, published=date(2023, 11, 12)),
        )
        == "different"
    )


def test_a_group_and_the_generic_name_over_it_are_related() -> None:
    assert level("actor", traits("a", actor=GROUP), traits("b")) == "related"
    assert (
        level("actor", traits("a", actor=GROUP), traits("b", actor=Party(name="Police", id="FRA/COP"))) == "different"
    )


def test_a_province_holds_the_base_in_it_and_bases_side_by_side_are_two_sites() -> None:
    assert level("place", traits("a", place="kurdistan"), traits("b", place="erbil")) == "inside"
    assert level("place", traits("a", place="harir"), traits("b", place="erbil")) == "other_site"


def test_kinship_can_be_told_from_outside() -> None:
    options = LinkOptions(recorded_at=OPTIONS.recorded_at, related=lambda _a, _b: None)
    parts = compare(traits("a", actor=GROUP), traits("b"), options)
    assert next(p.level for p in parts if p.feature == "actor") == "different"


def test_why_tells_the_heaviest_reason_first_and_a_veto_alone() -> None:
    one, other, far = report("a"), report("b"), report("c", place="tanf")
    documents = {d.id: d for d, _ in (one, other, far)}
    reasons = why(one[1], other[1], documents=documents, options=OPTIONS)
    assert abs(reasons[0][1]) == max(abs(weight) for _, weight, _ in reasons)
    assert ("place", 2.6, "Where the two happened. Same.") in reasons
    ((feature, weight, reason),) = why(one[1], far[1], documents=documents, options=OPTIONS)
    assert (feature, weight) == ("veto", float("-inf"))
    assert "km apart" in reason


@pytest.mark.parametrize("text", ["", "[]", '{"name": "x"}', '{"name": "x", "prior": "much", "features": {}}'])
def test_weights_that_cannot_be_read_say_so(text: str) -> None:
    with pytest.raises(ConfigError, match="weights cannot be read"):
        Weights.from_json(text)


def test_thresholds_that_do_not_rise_and_unknown_grades_are_refused() -> None:
    with pytest.raises(ConfigError, match="must rise"):
        LinkOptions(recorded_at=OPTIONS.recorded_at, different=3.0)
    with pytest.raises(ConfigError, match="A to F"):
        LinkOptions(recorded_at=OPTIONS.recorded_at, reliability={"Wire": "G"})
