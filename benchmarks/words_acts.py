"""Acts that the coder's lexicon meets in a sentence, for sets that ask of every sentence what it says.

The coder itself makes no record where parties stay unresolved or a text is about no conflict. Here its readers alone are asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vedette.coding import scene, status
from vedette.coding.actors import Cast
from vedette.coding.base import sentences
from vedette.coding.frames import Frame
from vedette.coding.scene import Scene
from vedette.model import Document
from vedette.model.mention import Kind

SAID = frozenset({"THREATEN", "ACCUSE", "REJECT", "REQUEST", "AGREE", "SUPPORT"})
"""Kinds that are done by saying so: small words around them do not undo them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsAct:
    """One trigger with its status; `start` in the document; `weak` words seldom tell an act alone."""

    kind: Kind
    mode: str | None
    status: str
    start: int
    weak: bool


def read(document: Document) -> Iterator[WordsAct]:
    """The acts in the words of a document, in order."""
    cast = Cast()
    for sentence in sentences(document):
        seen = scene.read(sentence, document.published, cast, upper=document.text.isupper())
        for frame in seen.frames:
            yield _act(seen, frame)
        cast.hear(seen.actors)


def _act(seen: Scene, frame: Frame) -> WordsAct:
    rule = frame.trigger.rule
    judged = status.judge(seen.phrases, frame).status if rule.kind not in SAID else "occurred"
    return WordsAct(
        kind=rule.kind, mode=rule.mode, status=judged,
        start=seen.phrases.tokens[frame.trigger.first].start, weak=bool(rule.flags & {"weak", "light", "foil"}),
    )  # fmt: skip
