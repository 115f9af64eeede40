"""Acts that the coder's lexicon meets in a sentence, for sets that ask of every sentence what it says.

The coder itself makes no record where parties stay unresolved or a text is about no conflict. Here its readers alone are asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from vedette.coding import scene, status
from vedette.coding.actors import ActorSpan, Cast
from vedette.coding.base import sentences
from vedette.coding.chunks import Span
from vedette.coding.frames import Frame
from vedette.coding.scene import Scene
from vedette.model import Document
from vedette.model.mention import Kind

SAID = frozenset({"THREATEN", "ACCUSE", "REJECT", "REQUEST", "AGREE", "SUPPORT"})
"""Kinds that are done by saying so: small words around them do not undo them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsAct:
    """One trigger with its status and all actors of its doer and of the one done to; `start` in the document;
    `ties` for relations that are restored."""

    kind: Kind
    mode: str | None
    status: str
    doers: tuple[ActorSpan, ...]
    done_to: tuple[ActorSpan, ...]
    start: int
    weak: bool
    ties: bool


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
        kind=rule.kind, mode=rule.mode, status=judged, doers=_inside(seen, frame.doer), done_to=_done_to(seen, frame),
        start=seen.phrases.tokens[frame.trigger.first].start, weak=bool(rule.flags & {"weak", "light", "foil"}),
        ties=rule.kind == "SUPPORT" and "mutual" in rule.flags,
    )  # fmt: skip


def _done_to(seen: Scene, frame: Frame) -> tuple[ActorSpan, ...]:
    """The actors of the one done to, else those of the phrases after it ("welcomed a return to talks with X")."""
    beside = next((found for _, first, last in frame.other if (found := _inside(seen, (first, last)))), ())
    return _inside(seen, frame.done) or beside


def _inside(seen: Scene, span: Span | None) -> tuple[ActorSpan, ...]:
    if span is None:
        return ()
    found = _with_states(seen, tuple(seen.cast.known(a) for a in seen.actors if a.first < span[1] and a.last > span[0]))
    single = seen.actor_in(span)
    return found or ((single,) if single is not None else ())


def _with_states(seen: Scene, found: tuple[ActorSpan, ...]) -> tuple[ActorSpan, ...]:
    """Roles with the states that they are said to be of ("soldiers from X", "lawmakers and officials in X and Y")."""
    roles = tuple(a for a in found if a.state is None and not a.named and a.sector)
    states = tuple(a for a in found if a.bare_state)
    if not roles or not states or len(roles) + len(states) != len(found) or roles[-1].first > states[0].first:
        return found
    if seen.phrases.lower[roles[-1].last : roles[-1].last + 1] not in (("from",), ("of",), ("in",)):
        return found
    return tuple(replace(role, state=state.state) for state in states for role in roles)
