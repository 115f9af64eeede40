"""Word shapes: what an uncased vocabulary forgets of how a word was written."""

from __future__ import annotations

from typing import Final

NONE: Final = 0
LOWER: Final = 1
TITLE: Final = 2
CAPITALS: Final = 3
MIXED: Final = 4
DIGITS: Final = 5
DIGITS_AND_LETTERS: Final = 6
SIGN: Final = 7
CASELESS: Final = 8
NEUTRAL: Final = 9
COUNT: Final = 10


def shape(word: str, *, upper: bool = False) -> int:
    """The shape of a word; in a document all in capitals (`upper`) its letters say nothing and are NEUTRAL."""
    letters = [char for char in word if char.isalpha()]
    digits = any(char.isdigit() for char in word)
    if not letters:
        return DIGITS if digits else SIGN
    if upper:
        return NEUTRAL
    if digits:
        return DIGITS_AND_LETTERS
    capitals = sum(char.isupper() for char in letters)
    if capitals == 0:
        return LOWER if any(char.islower() for char in letters) else CASELESS
    if letters[0].isupper() and (len(letters) == 1 or capitals == 1):
        return TITLE
    return CAPITALS if capitals == len(letters) else MIXED
