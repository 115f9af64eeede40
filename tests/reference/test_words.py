"""Words of probability follow ICD 203."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.reference.words import LADDER, word


@pytest.mark.parametrize(
    ("probability", "expected"),
    [
        (0.0, "almost no chance"), (0.03, "almost no chance"), (0.05, "very unlikely"), (0.2, "unlikely"),
        (0.45, "roughly even"), (0.5, "roughly even"), (0.55, "likely"), (0.8, "very likely"), (0.95, "almost certain"),
        (1.0, "almost certain"),
    ],
)  # fmt: skip
def test_a_boundary_belongs_to_the_rung_above(probability: float, expected: str) -> None:
    assert word(probability) == expected


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_higher_probability_never_has_a_lower_word(one: float, other: float) -> None:
    order = [name for _, name in LADDER]
    low, high = sorted((one, other))
    assert order.index(word(low)) <= order.index(word(high))


@pytest.mark.parametrize("nonsense", [-0.01, 1.01, float("nan")])
def test_what_is_no_probability_is_refused(nonsense: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        word(nonsense)
