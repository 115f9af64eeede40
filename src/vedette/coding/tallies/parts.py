"""The parts of a total by place: "40 attacks, 22 in Iraq and 18 in Syria"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from vedette.coding.base import Sentence
from vedette.coding.counts import Count
from vedette.coding.tallies import lexicon as lex
from vedette.coding.tallies.claims import Claim
from vedette.coding.tallies.reading import SplitReading, TallyReading
from vedette.model import Quantity
from vedette.model.quantity import Bound

_PARTS: Final = 9
"""Numbers after a total that may be its parts."""
_OPENS: Final = re.compile(r"\s*(?:[\"“]\s*)?$")


def split(sentence: Sentence, claim: Claim, numbers: Sequence[Count]) -> tuple[SplitReading, ...]:
    """The numbers with places that follow a total in its sentence; parts that do not fit into the total are none."""
    after = [count for count in numbers if count.start - sentence.start > claim.end][:_PARTS]
    return _fit(_placed(sentence, after), claim.quantity, claim.bound)


def following(sentence: Sentence, total: TallyReading, numbers: Sequence[Count]) -> tuple[SplitReading, ...]:
    """The parts that a sentence of its own tells right after the total ("Twenty took place in Iraq and 18 in Syria")."""
    if not numbers or not _OPENS.match(sentence.text[: numbers[0].start - sentence.start]):
        return ()
    parts = _placed(sentence, numbers[:_PARTS])
    return _fit(parts, total.quantity, total.bound) if len(parts) > 1 and parts[0].start == numbers[0].start else ()


def _placed(sentence: Sentence, numbers: Sequence[Count]) -> tuple[SplitReading, ...]:
    found = []
    for count in numbers:
        place = lex.PART.match(sentence.text, count.end - sentence.start) if count.quantity.figure is not None else None
        if place:
            start, end = place.span("place")
            found.append(
                SplitReading(start=count.start, end=sentence.start + place.end(), quantity=count.quantity, place_start=sentence.start + start, place_end=sentence.start + end)
            )  # fmt: skip
    return tuple(found)


def _fit(parts: tuple[SplitReading, ...], whole: Quantity, bound: Bound) -> tuple[SplitReading, ...]:
    figures = [part.quantity.figure or 0 for part in parts]
    limit = whole.figure or 0
    open_ended = bound in ("at_least", "more_than", "about", "word")
    return parts if all(one <= limit for one in figures) and (sum(figures) <= limit or open_ended) else ()
