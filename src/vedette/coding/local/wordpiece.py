"""WordPiece in the uncased manner of BERT (Devlin et al. 2019): words to pieces of a fixed vocabulary.

The same pieces as the reference implementation gives for words split beforehand (a fixture in the tests holds them side by side), with two bounds of our
own: a word that leaves nothing behind is one unknown piece, and of a long word only the first pieces are kept.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Final

UNKNOWN: Final = 100
BEGIN: Final = 101
END: Final = 102
LONGEST: Final = 100
"""Characters of a run without a break beyond which the reference gives up and calls it unknown."""
MOST: Final = 12
"""Pieces kept of one word."""

_HAN: Final = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)
"""Blocks of Han characters, each of which stands alone; the bounds are those of the reference."""


def pieces(word: str) -> tuple[int, ...]:
    """The piece numbers of one word: at least one, at most `MOST`."""
    return _pieces(word) if len(word) <= LONGEST else _uncached(word[: 4 * LONGEST])


def split(word: str, vocabulary: Mapping[str, int]) -> tuple[int, ...]:
    """The pieces of one word as the reference gives them, without our bounds."""
    found: list[int] = []
    for run in _runs(_normal(word)):
        found.extend(_greedy(run, vocabulary))
    return tuple(found)


@lru_cache(maxsize=1)
def vocabulary() -> Mapping[str, int]:
    """The vocabulary of the shipped network: piece to number."""
    lines = files("vedette.coding.local").joinpath("data/vocab.txt").read_text("utf-8").split("\n")
    return {piece: number for number, piece in enumerate(lines) if piece}


@lru_cache(maxsize=50_000)
def _pieces(word: str) -> tuple[int, ...]:
    return _uncached(word)


def _uncached(word: str) -> tuple[int, ...]:
    return split(word, vocabulary())[:MOST] or (UNKNOWN,)


def _normal(text: str) -> str:
    """Clean, spaced around Han characters, without accents, in lower case."""
    kept = []
    for char in text:
        if char in "\t\n\r" or char.isspace():
            kept.append(" ")
        elif char == "�" or unicodedata.category(char).startswith("C"):
            continue
        elif any(low <= ord(char) <= high for low, high in _HAN):
            kept.append(f" {char} ")
        else:
            kept.append(char)
    bare = (char for char in unicodedata.normalize("NFD", "".join(kept)) if unicodedata.category(char) != "Mn")
    return "".join(bare).lower()


def _runs(text: str) -> list[str]:
    """Split at white space, and around every sign."""
    found: list[str] = []
    open_run = False
    for char in text:
        if char.isspace():
            open_run = False
        elif _sign(char):
            found.append(char)
            open_run = False
        elif open_run:
            found[-1] += char
        else:
            found.append(char)
            open_run = True
    return found


def _sign(char: str) -> bool:
    code = ord(char)
    ascii_sign = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return ascii_sign or unicodedata.category(char).startswith("P")


def _greedy(run: str, vocabulary: Mapping[str, int]) -> tuple[int, ...]:
    """The longest known piece first, again and again; unknown when a rest is not in the vocabulary."""
    if len(run) > LONGEST:
        return (UNKNOWN,)
    found: list[int] = []
    start = 0
    while start < len(run):
        end = len(run)
        while end > start:
            number = vocabulary.get(run[start:end] if start == 0 else f"##{run[start:end]}")
            if number is not None:
                found.append(number)
                break
            end -= 1
        else:
            return (UNKNOWN,)
        start = end
    return tuple(found)
