"""Four times the text costs a coder about four times the time, however densely it tells: nothing grows with the square."""

from __future__ import annotations

import time
from datetime import datetime

import pytest
from benchmarks.dense import PUBLISHED, texts
from benchmarks.documents import exact
from tests.hostile.reading import NOW

from vedette.coding.base import CODERS, Coder
from vedette.model import Document
from vedette.registry import load
from vedette.store.base import Coding

SIZE = 6_000
TIMES = 4
ALLOWED = 2.2
"""How far the time may outgrow the text: the square would outgrow it by `TIMES`."""
SPARE_S = 0.15
"""What other work on the machine may add."""
LEARNED = ("one sentence", "other days", "other names")
"""Texts that the learned coder reads here: it is the rules with an encoder, which reads no more than its bound."""


def document(name: str, size: int) -> Document:
    made = exact(texts()[name](size), PUBLISHED)
    assert made is not None
    return made


def seconds(coder: Coder, text: Document) -> float:
    """Processor time of the better of two readings."""
    spent = []
    for _ in range(2):
        began = time.process_time()
        coder.code(text, recorded_at=NOW)
        spent.append(time.process_time() - began)
    return min(spent)


def outgrows(coder: Coder, name: str) -> bool:
    """Whether the time grows far faster than the text."""
    coder.code(document("reports", 500), recorded_at=NOW)
    short, long = seconds(coder, document(name, SIZE)), seconds(coder, document(name, TIMES * SIZE))
    return long > ALLOWED * TIMES * short + SPARE_S


@pytest.mark.parametrize(
    ("which", "name"),
    [(which, name) for which in sorted(CODERS) for name in (LEARNED if which == "local" else texts())],
)
def test_time_grows_with_the_text_and_not_with_its_square(which: str, name: str) -> None:
    coder: Coder = load("coder", which, CODERS)()
    assert not outgrows(coder, name)


class Square:
    """Compares every fifth character with every other."""

    name = "square/1"

    def code(self, document: Document, *, recorded_at: datetime) -> Coding:
        """Read nothing, slowly."""
        parts = range(0, len(document.text), 5)
        assert sum(a == b for a in parts for b in parts) == len(parts)
        return Coding(document=document.id, coder=self.name, recorded_at=recorded_at)


def test_a_coder_that_compares_all_with_all_would_be_found_out() -> None:
    assert outgrows(Square(), "numbers")
