"""Our WordPiece gives the pieces of the reference implementation."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from vedette.coding.local import wordpiece

REFERENCE: dict[str, list[int]] = json.loads(Path(__file__).with_name("wordpiece.json").read_text("utf-8"))


def test_every_word_has_the_pieces_of_the_reference() -> None:
    vocabulary = wordpiece.vocabulary()
    differ = {word for word, pieces in REFERENCE.items() if list(wordpiece.split(word, vocabulary)) != pieces}
    assert len(REFERENCE) > 300
    assert not differ


def test_a_word_that_leaves_nothing_behind_is_one_unknown_piece() -> None:
    assert wordpiece.pieces("\u200f") == (wordpiece.UNKNOWN,)


@given(st.text(min_size=1, max_size=300))
def test_a_word_has_at_least_one_piece_and_never_more_than_the_bound(word: str) -> None:
    found = wordpiece.pieces(word)
    assert 1 <= len(found) <= wordpiece.MOST
    assert all(0 <= piece < 30522 for piece in found)


def test_a_long_word_costs_no_more_than_its_first_pieces() -> None:
    assert len(wordpiece.pieces("ab-" * 700_000)) == wordpiece.MOST
