"""Names that look the same have one skeleton, and names that do not have two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.reference.lookalikes import skeleton


@pytest.mark.parametrize(
    "other", ["LOUD TIMES", "Lоud Times", "Ｌoud Times", "Loud-Times", "Loud\u200b Times", "Lοud Τimes", "Loud Tímes"]
)
def test_names_that_look_the_same_are_the_same(other: str) -> None:
    assert skeleton(other) == skeleton("Loud Times")


@pytest.mark.parametrize(
    ("one", "other"), [("Loud Times", "Loud Time"), ("Известия", "Правда"), ("الصباح", "العالم"), ("!!!", "???")]
)
def test_other_names_are_others(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@given(st.text(min_size=1))
def test_every_name_has_a_skeleton(name: str) -> None:
    assert skeleton(name) and skeleton(name.upper().lower()) is not None
