"""Words of probability follow ICD 203 or PHIA."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.reference.words import LADDERS, Yardstick, word


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


@pytest.mark.parametrize(
    ("probability", "expected"),
    [
        (0.03, "a remote chance"), (0.15, "highly unlikely"), (0.3, "unlikely"), (0.45, "a realistic possibility"), (0.6, "likely"),
        (0.85, "highly likely"), (0.97, "almost certain"),
    ],
)  # fmt: skip
def test_the_rungs_of_phia_have_its_words(probability: float, expected: str) -> None:
    assert word(probability, "phia") == expected


@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from(sorted(LADDERS)))
def test_a_higher_probability_never_has_a_lower_word(one: float, other: float, yardstick: Yardstick) -> None:
    order = [name for _, name in LADDERS[yardstick]]
    low, high = sorted((one, other))
    assert order.index(word(low, yardstick)) <= order.index(word(high, yardstick))


@pytest.mark.parametrize("nonsense", [-0.01, 1.01, float("nan")])
def test_what_is_no_probability_is_refused(nonsense: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        word(nonsense)
