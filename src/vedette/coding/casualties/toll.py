"""The toll of one act, told over several sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from vedette.coding.base import Sentence
from vedette.coding.casualties.reading import CasualtyReading
from vedette.model import Casualty, Document, Reading
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


def join(
    earlier: tuple[Reading[Casualty], ...], later: tuple[Reading[Casualty], ...], document: Document
) -> tuple[Reading[Casualty], ...]:
    """The casualties of one act from an earlier and a later telling in a document, by the rule of `toll`.

    The same figure told again lends its passages; people known to be of another side are other people.
    """
    kept = list(earlier)
    for one in later:
        known = [told for told in kept if told.value.effect == one.value.effect and _may_be(told.value, one.value)]
        before = [told for told in known if told in earlier]
        same = next((told for told in known if told.value.count == one.value.count), None)
        if same is not None:
            side = one.value.side if same.value.side == "unknown" else same.value.side
            passages = (*same.passages, *(p for p in one.passages if p not in same.passages))
            kept[kept.index(same)] = replace(same, value=replace(same.value, side=side), passages=passages)
        elif one.value.count is None:
            continue
        elif not any(told.value.count for told in before) or _told(_CORRECTED, document, one):
            kept = [told for told in kept if told not in before] + [one]
        elif _told(_FURTHER, document, one):
            kept.append(one)
    return tuple(kept)


def _may_be(one: Casualty, other: Casualty) -> bool:
    """Whether two figures can be of the same people."""
    return one.side == other.side or "unknown" in (one.side, other.side)


def _told(words: re.Pattern[str], document: Document, one: Reading[Casualty]) -> bool:
    passage = one.passages[0]
    opening = document.text.rfind("\n", 0, passage.start) + 1
    return words.search(document.text[max(opening, passage.start - _BEFORE) : passage.end]) is not None


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
