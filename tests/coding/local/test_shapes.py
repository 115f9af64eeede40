"""Word shapes keep what capitals say."""

import pytest

from vedette.coding.local import shapes


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("attack", shapes.LOWER),
        ("Kyiv", shapes.TITLE),
        ("A", shapes.TITLE),
        ("Kata'ib", shapes.TITLE),
        ("FARC", shapes.CAPITALS),
        ("U.S.", shapes.CAPITALS),
        ("McKinley", shapes.MIXED),
        ("1,200", shapes.DIGITS),
        ("122mm", shapes.DIGITS_AND_LETTERS),
        ("—", shapes.SIGN),
        ("北京", shapes.CASELESS),
    ],
)
def test_a_word_has_the_shape_it_is_written_in(word: str, expected: int) -> None:
    assert shapes.shape(word) == expected


def test_capitals_say_nothing_in_a_text_of_capitals() -> None:
    assert {shapes.shape(word, upper=True) for word in ("FARC", "ATTACKED", "M19")} == {shapes.NEUTRAL}
    assert shapes.shape("1990", upper=True) == shapes.DIGITS
