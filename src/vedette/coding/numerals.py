"""Numbers as reports write them: figures with separators, number words and mixtures of both ("1.5 million")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

ONES: Final = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen".split()
    )
}
TENS: Final = {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
SCALES: Final = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "lakh": 100_000}
LARGEST: Final = 10**12
"""Numbers above this are serial numbers and noise, not counts."""

_OPENERS: Final = frozenset({*ONES, *TENS, "half", "half-dozen", "a", "dozen"})
_FIGURE: Final = re.compile(r"\d{1,3}(?:,\d{2,3})+|\d+(?:\.\d+)?")


def figure(text: str) -> float | None:
    """The number that a token of figures says ("1,200", "12", "1.5"), or None for anything else."""
    if len(text) > 18 or not _FIGURE.fullmatch(text) or not text.isascii():
        return None
    value = float(text.replace(",", ""))
    return value if value <= LARGEST else None


def word(text: str) -> int | None:
    """The number that one word says ("seven", "twenty-one"), or None."""
    if text in ONES:
        return ONES[text]
    tens, _, ones = text.partition("-")
    if tens in TENS and (not ones or 1 <= ONES.get(ones, 0) <= 9):
        return TENS[tens] + ONES.get(ones, 0)
    return None


def begins(text: str) -> bool:
    """Whether a number may begin with this word: where it may not, `parse` finds none."""
    return text in _OPENERS or text[0].isdecimal() or ("-" in text and text.partition("-")[0] in TENS)


def parse(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Read the number that begins at `words[at]`; lower-case words in, (value, index after it) out.

    Takes "12", "1,200", "1.5 million", "twenty one", "two hundred and five", "a hundred", "two dozen", "half a dozen".
    A bare "a" or "hundred" is none. Fractions are none. Looks at a bounded number of words.
    """
    special = _special(words, at)
    if special is not None:
        return special
    first = figure(words[at])
    if first is not None:
        return _scaled(first, words, at + 1)
    return _worded(words, at)


def _special(words: Sequence[str], at: int) -> tuple[int, int] | None:
    ahead = tuple(words[at : at + 3])
    if ahead[:3] == ("half", "a", "dozen"):
        return 6, at + 3
    if ahead[:1] == ("half-dozen",):
        return 6, at + 1
    if ahead[:2] == ("a", "half-dozen"):
        return 6, at + 2
    if ahead[:2] in (("a", "dozen"), ("one", "dozen")):
        return 12, at + 2
    if ahead[:2] in (("a", "couple"), ("a", "pair")):
        return 2, at + (3 if ahead[2:] == ("of",) else 2)
    if ahead[:1] == ("dozen",):
        return 12, at + 1
    return None


def _scaled(first: float, words: Sequence[str], after: int) -> tuple[int, int] | None:
    if after < len(words) and words[after] in SCALES and words[after] != "hundred":
        first, after = first * SCALES[words[after]], after + 1
    elif after < len(words) and words[after] in ("hundred", "dozen"):
        first, after = first * (100 if words[after] == "hundred" else 12), after + 1
    if first != int(first) or first > LARGEST:
        return None
    return int(first), after


def _worded(words: Sequence[str], at: int) -> tuple[int, int] | None:
    total, current, index, seen = 0, 0, at, False
    limit = min(len(words), at + 12)
    if words[at] == "a" and at + 1 < len(words) and words[at + 1] in SCALES:
        current, index = 1, at + 1
    while index < limit:
        token = words[index]
        value = word(token)
        if value is not None:
            room = (
                not seen
                or current == 0
                or (current % 100 == 0)
                or (current % 10 == 0 and current % 100 >= 20 and 0 < value < 10)
            )
            if not room:
                break
            current, seen = current + value, True
        elif token in SCALES and (seen or current):
            seen = True
            if token == "hundred":
                current *= 100
            else:
                total, current = total + current * SCALES[token], 0
        elif token == "dozen" and seen:
            current *= 12
            index += 1
            break
        elif not (
            token == "and"
            and seen
            and (current >= 100 or total)
            and index + 1 < limit
            and word(words[index + 1]) is not None
        ):
            break
        index += 1
    if not seen or total + current > LARGEST:
        return None
    return total + current, index
