"""Acts that the coder's lexicon meets in a sentence, for sets that ask of every sentence what it says.

The coder itself makes no record where parties stay unresolved or a text is about no conflict. Here its readers alone are asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vedette.coding import fitting, scene, status
from vedette.coding.actors import Cast
from vedette.coding.base import sentences
from vedette.coding.chunks import Span
from vedette.coding.frames import Frame
from vedette.coding.scene import Scene
from vedette.model import Document
from vedette.model.mention import Kind

SAID = frozenset({"THREATEN", "ACCUSE", "REJECT", "REQUEST", "SUPPORT"})
"""Kinds that are done by saying so: small words around them do not undo them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsAct:
    """One trigger with its status; `start` in the document, `words` in small letters; `weak` words seldom tell an act alone.

    `doer` and `done` are the words of its parties as document offsets, where the sentence gives them; `finite` where its verb has a
    tense of its own and is neither what is wanted ("to release") nor on the side ("releasing").
    """

    kind: Kind
    mode: str | None
    status: str
    start: int
    words: str
    weak: bool
    finite: bool
    doer: Span | None
    done: Span | None


def read(document: Document) -> Iterator[WordsAct]:
    """The acts in the words of a document, in order."""
    cast = Cast()
    for sentence in sentences(document):
        seen = scene.read(sentence, document.published, cast, upper=document.text.isupper())
        for frame in seen.frames:
            yield _act(seen, frame)
        cast.hear(seen.actors)


def _act(seen: Scene, frame: Frame) -> WordsAct:
    rule, phrases, trigger = frame.trigger.rule, seen.phrases, frame.trigger
    judged = status.judge(phrases, frame).status if rule.kind not in SAID else "occurred"
    idle = "force" in rule.flags and not fitting.holds(seen, frame)
    bare = idle or bool(rule.flags & {"weak", "light", "foil"}) or not fitting.literal(seen, frame)
    doer = seen.speech.span if "duty" in rule.flags and seen.speech else frame.doer
    return WordsAct(
        kind=rule.kind, mode=rule.mode, status=judged, start=phrases.tokens[trigger.first].start,
        words=" ".join(phrases.lower[trigger.first : trigger.last]), weak=bare,
        finite=not rule.noun and phrases.tags[trigger.at] != "G" and not phrases.verb(trigger.at).infinitive,
        doer=phrases.chars(doer) if doer else None, done=phrases.chars(frame.done) if frame.done else None,
    )  # fmt: skip
