"""Who and what else an act was done to, beside its target: several things struck, those named dead, the house in front of which a bomb went off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from vedette.coding import nouns
from vedette.coding.binding import token_at, tokens_of
from vedette.coding.chunks import Span
from vedette.coding.frames import Frame
from vedette.coding.scene import Scene
from vedette.model import Party, Reading

_OWNER: Final = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
MAX: Final = 16
"""Further targets kept for one act."""
_AT: Final = frozenset("at in inside near outside against on under front beside opposite targeting to of".split())
_STRUCK: Final = frozenset("blast bomb missile fall".split())
_NOBODY: Final = frozenset("others members member leader occupants".split())
"""Words for people that name nobody without saying whose or which."""
_KINDS: Final = frozenset({"ASSAULT", "COERCE"})


def read(scene: Scene, frames: tuple[Frame, ...], *, alone: bool) -> tuple[Reading[Party], ...]:
    """The parties and things in the words of an act, each by its own words, in the order of the text."""
    if frames[0].trigger.kind not in _KINDS:
        return ()
    spans = sorted({part for span in _spans(scene, frames, alone) for part in parts(scene, span)})
    found = (reading for reading in (party_of(scene, span) for span in spans) if reading is not None)
    return unique(found)


def unique(readings: Iterable[Reading[Party]]) -> tuple[Reading[Party], ...]:
    """Each party once, by its words."""
    return tuple({reading.passages[0].text.casefold(): reading for reading in reversed(tuple(readings))}.values())[
        ::-1
    ][:MAX]


def party_of(scene: Scene, span: Span, confidence: float = 0.6) -> Reading[Party] | None:
    """What a noun phrase without article and number names, resolved where a table knows it; None where it names nobody and no thing."""
    start, end = scene.phrases.chars(span)
    owner = _OWNER.search(scene.sentence.document.text[start:end])
    passage = scene.sentence.passage(start, start + owner.start() if owner else end)
    sort = nouns.sort(passage.text)
    if (
        sort is None
        or passage.text.lower() in _NOBODY
        or (sort == "name" and not _capital(scene, span))
        or _place(scene, span)
    ):
        return None
    actor = scene.actor_in(span) if sort != "thing" else None
    known = actor is not None and not actor.bare_state and not actor.site
    id_ = actor.party.id if actor is not None and known else None
    role = {"thing": "thing", "people": None, "name": "person"}[sort]
    return Reading(value=Party(name=passage.text, id=id_, role=role), passages=(passage,), confidence=confidence)


def parts(scene: Scene, span: Span) -> Iterator[Span]:
    """The noun phrases that a span joins by commas and "and", each without its article and number, with its "of" phrase."""
    phrases = scene.phrases
    start = span[0]
    for at in range(span[0], span[1] + 1):
        if at < span[1] and phrases.tags[at] not in ",CRSP;" and phrases.tokens[at].text not in "[]()":
            continue
        if at < span[1] and phrases.lower[at] == "of" and at > start:
            continue
        first = start
        while first < at and (phrases.tags[first] in "DQA#" or phrases.lower[first] in ("least", "one", "mr", "mrs")):
            first += 1
        if first < at and any(phrases.tags[i] == "N" for i in range(first, at)):
            yield first, at
        if at < span[1] and phrases.tags[at] in "RSP;":
            return
        start = at + 1


def _spans(scene: Scene, frames: tuple[Frame, ...], alone: bool) -> Iterator[Span]:
    region = tokens_of(frames)
    for frame in frames:
        if "foil" in frame.trigger.rule.flags:
            continue
        if frame.done is not None:
            yield frame.done
        if frame.trigger.rule.flags & _STRUCK:
            yield from (
                (first, last)
                for prep, first, last in frame.other
                if prep in _AT and nouns.sort(scene.phrases.words((first, last))) == "thing"
            )
        if frame.trigger.rule.noun and frame.trigger.rule.mode in ("killing", "abduction", "firearms"):
            yield from _possessor(scene, frame)
    for reading in scene.casualties:
        if reading.modal or reading.aggregate or reading.who_start is None or reading.who_end is None:
            continue
        first, last = token_at(scene, reading.who_start), token_at(scene, reading.who_end - 1) + 1
        if (alone or first in region) and (reading.quantity is None or reading.quantity.figure != 0):
            yield first, last


def _possessor(scene: Scene, frame: Frame) -> Iterator[Span]:
    """ "the minister's assassination": the person before the noun."""
    first, at = frame.group[0], frame.trigger.first
    words = scene.phrases.lower[first:at]
    if words and words[-1].endswith(("'s", "s'", "s’", "’s")):
        yield first, at


def _capital(scene: Scene, span: Span) -> bool:
    return all(token.text[0].isupper() for token in scene.phrases.tokens[span[0] : span[1]])


def _place(scene: Scene, span: Span) -> bool:
    return any(n.first <= span[0] and n.last >= span[1] for n in scene.named)
