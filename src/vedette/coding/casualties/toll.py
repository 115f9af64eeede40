"""The toll of one act, told over several sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from vedette.coding.base import Sentence
from vedette.coding.casualties.reading import CasualtyReading
from vedette.model.mention import Effect

_FURTHER: Final = re.compile(
    r"\b(?:also|another|further|additional(?:ly)?|more|others?|as\swell|in\saddition|besides|later|since)\b",
    re.IGNORECASE,
)
"""Words that add to a figure told before."""
_CORRECTED: Final = re.compile(
    r"\b(?:the\s(?:death\s)?toll|rose\sto|risen\sto|climbed\sto|now\s(?:stands|put)|revised|corrected|brings?\sthe|bringing\sthe|in\sall|total(?:l?ing)?)\b",
    re.IGNORECASE,
)
"""Words that take the place of a figure told before."""
_BEFORE: Final = 40


def toll(told: Iterable[tuple[Sentence, Sequence[CasualtyReading]]]) -> tuple[CasualtyReading, ...]:
    """The readings that make up the toll of one act, from its sentences in order; those of one effect add up.

    The first sentence that gives an effect a number stands; a later one adds to it only where it says so ("another two", "also"),
    takes its place where it calls itself the new toll, and otherwise tells the same again. What is merely possible, a sum over a longer
    time, or harm named in passing is left out; harm without a number counts only where no number is told.
    """
    kept: dict[Effect, list[CasualtyReading]] = {}
    for sentence, readings in told:
        fresh = [one for one in readings if not (one.modal or one.aggregate or one.reference)]
        for effect in dict.fromkeys(one.effect for one in fresh):
            mine = _distinct([one for one in fresh if one.effect == effect])
            numbered = [one for one in mine if one.quantity is not None]
            known = kept.get(effect, [])
            if not any(one.quantity is not None for one in known):
                kept[effect] = numbered or known or mine
            elif any(_says(_CORRECTED, sentence, one) for one in numbered):
                kept[effect] = numbered
            else:
                kept[effect] = [
                    *known,
                    *(
                        one
                        for one in numbered
                        if _says(_FURTHER, sentence, one) and (one.quantity is None or one.quantity.high != 0)
                    ),
                ]
    return tuple(sorted((one for readings in kept.values() for one in readings), key=lambda one: (one.start, one.end)))


def _distinct(readings: list[CasualtyReading]) -> list[CasualtyReading]:
    """Each number once, where two words of harm stand around it ("the toll rose to four killed")."""
    kept: list[CasualtyReading] = []
    for one in readings:
        if not any(
            other.quantity == one.quantity and other.start < one.end and one.start < other.end for other in kept
        ):
            kept.append(one)
    return kept


def _says(words: re.Pattern[str], sentence: Sentence, one: CasualtyReading) -> bool:
    """Whether such words stand in the evidence or right before it."""
    first = max(sentence.start, one.start - _BEFORE)
    return words.search(sentence.document.text[first : one.end]) is not None
