"""Triggers that the encoder hears where the lexicon has none, as frames like all others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, cast

from vedette.coding import frames
from vedette.coding.acts import VOUCHED
from vedette.coding.chunks import VERBS, Span
from vedette.coding.events import Rule, Trigger
from vedette.coding.frames import Frame
from vedette.coding.local.options import LocalOptions
from vedette.coding.local.readings import Cue, Read, Told
from vedette.coding.scene import Scene
from vedette.coding.signals import VERBAL
from vedette.model.mention import KINDS, STATUSES, Kind, Status

LEARNED: Final = "learned"
"""The flag of a rule that no row of the lexicon stands behind."""
_REAL: Final = 0.5
_SLOPE: Final = 0.2
"""By how much less sure the words may be of which the encoder is certain that their sentence tells an act of their kind."""
_SURE: Final = 0.6
"""From where on further words of a sentence tell another act of the kind that the lexicon has met in it."""
_MODE: Final = 0.4


@dataclass(frozen=True, slots=True)
class Added:
    """A frame that the encoder added, and what it rests on."""

    frame: Frame
    cue: Cue
    told: Told


def missing(scene: Scene, read: Read, least: float) -> Iterator[Cue]:
    """The words that tell an act by the encoder, surely enough, in sentences where the lexicon has no trigger of their kind."""
    for cue in read.cues:
        cue = _bare(scene, cue)
        if cue.last > len(scene.phrases.tokens) or cue.again >= _REAL or _taken(scene, cue) or _empty(scene, cue):
            continue
        if cue.confidence >= least - _SLOPE * read.kinds.get(cue.kind, 0.0):
            yield cue


def _empty(scene: Scene, cue: Cue) -> bool:
    """Whether a cue holds small words only ("had", "the")."""
    return all(tag in "XHMDTPC,;AQ" for tag in scene.phrases.tags[cue.first : cue.last])


def _taken(scene: Scene, cue: Cue) -> bool:
    """Whether the lexicon has these words already, or another trigger of the same kind of which the encoder is not sure that it is another act."""
    for frame in scene.frames:
        if frame.trigger.first < cue.last and cue.first < frame.trigger.last:
            return True
        if frame.trigger.kind == cue.kind and cue.confidence < _SURE:
            return True
    return False


def frame(scene: Scene, cue: Cue, told: Told, index: int, options: LocalOptions) -> Frame | None:
    """The frame of a new trigger: its parts by the words around it, else by the encoder; None where it is none after all."""
    kind = cast(Kind, max(KINDS, key=lambda one: told.kinds.get(one, 0.0) + cue.kinds.get(one, 0.0)))
    if told.real < _REAL:
        return None
    phrases = scene.phrases
    verb = next((i for i in range(cue.first, cue.last) if phrases.tags[i] in VERBS), None)
    rule = Rule(
        kind=kind, mode=_mode(told, kind), noun=verb is None, doer="by" if verb is None else "subj",
        done=("of", "on", "against", "at") if verb is None else ("obj", "on", "against", "at", "into", "in"),
        status=_status(told, cue), flags=frozenset({LEARNED, VOUCHED, *(("verbal",) if kind in VERBAL else ())}),
    )  # fmt: skip
    found = frames.frame(phrases, Trigger(rule, cue.first, cue.last, cue.last - 1 if verb is None else verb))
    doer, done = _argument(told, "actor", index, options.argument), _argument(told, "target", index, options.argument)
    return replace(found, doer=doer or found.doer, done=done or found.done)


def _bare(scene: Scene, cue: Cue) -> Cue:
    """The words of a cue without the article and the auxiliaries before them."""
    first = cue.first
    while first < cue.last - 1 and scene.phrases.tags[first] in "DXHMA":
        first += 1
    return replace(cue, first=first)


def ordered(found: Iterable[Frame]) -> tuple[Frame, ...]:
    """Frames in the order of their triggers."""
    return tuple(sorted(found, key=lambda one: one.trigger.first))


def _argument(told: Told, role: str, index: int, least: float) -> Span | None:
    return next(
        (
            (one.span.first, one.span.last)
            for one in told.of(role)
            if one.sentence == index and one.span.confidence >= least
        ),
        None,
    )


def _mode(told: Told, kind: str) -> str | None:
    best = max(
        (name for name in told.modes if name.startswith(f"{kind}.")), key=lambda name: told.modes[name], default=None
    )
    return best.partition(".")[2] if best is not None and told.modes[best] >= _MODE else None


def _status(told: Told, cue: Cue) -> Status | None:
    best = max(STATUSES, key=lambda one: told.statuses.get(one, 0.0) + cue.statuses.get(one, 0.0))
    return best if best != "occurred" else None
