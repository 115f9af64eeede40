"""What the encoder makes of the triggers of the lexicon: it hears them tell an act, or nothing of the kind in their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from vedette.coding.drafts import Draft
from vedette.coding.events import CLEAR, HEARD
from vedette.coding.frames import Frame
from vedette.coding.local.readings import Cue, Read
from vedette.coding.scene import Scene
from vedette.model.mention import INCIDENT_KINDS

_AGAIN: Final = 0.5
_KIND: Final = 0.4
"""From where on a cue may be of a kind that is not its likeliest."""
_CLEAR: Final = 0.5


def heard(scene: Scene, read: Read, least: float) -> Scene:
    """The scene with every frame marked of whose words the encoder holds, surely enough, that they tell an act of their kind."""
    own = {
        min(over, key=lambda f: f.trigger.first)
        for cue in read.cues
        if (over := [f for f in scene.frames if _meet(f, cue)])
    }
    frames = tuple(_marked(f, _hears(f, read.cues), least, own=f in own) for f in scene.frames)
    return scene if frames == scene.frames else replace(scene, frames=frames)


def supported(draft: Draft, reads: Mapping[int, Read], scenes: Iterable[Scene], least: float) -> bool:
    """Whether the encoder hears an act of this kind in any sentence that tells the draft: by its words, or at large."""
    if draft.kind not in INCIDENT_KINDS or draft.status not in ("occurred", "foiled"):
        return True
    if draft.armed and draft.adds is None and draft.status == "occurred":
        return True
    for scene in scenes:
        sentence = scene.sentence
        told = [p for p in draft.triggers if sentence.start <= p.start < sentence.end]
        read = reads.get(sentence.start)
        if not told or read is None:
            continue
        tokens = scene.phrases.tokens
        cued = any(
            cue.last <= len(tokens) and tokens[cue.first].start < p.end and p.start < tokens[cue.last - 1].end
            for p in told
            for cue in read.cues
        )
        if cued or not read.kinds or read.kinds.get(draft.kind, 0.0) >= least:
            return True
    return False


def _hears(frame: Frame, cues: Iterable[Cue]) -> float:
    """How surely the encoder hears the words of a frame tell a new act of its kind."""
    kind = frame.trigger.kind
    return max(
        (
            cue.confidence
            for cue in _over(frame, cues)
            if kind in INCIDENT_KINDS and cue.again < _AGAIN and cue.kinds.get(kind, 0.0) >= _KIND
        ),
        default=0.0,
    )


def _over(frame: Frame, cues: Iterable[Cue]) -> Iterable[Cue]:
    return (cue for cue in cues if _meet(frame, cue))


def _meet(frame: Frame, cue: Cue) -> bool:
    return cue.first < frame.trigger.last and frame.trigger.first < cue.last


def _marked(frame: Frame, sure: float, least: float, *, own: bool) -> Frame:
    """The frame with what the encoder makes of it; clear only where it is the first that its cue meets ("shot and killed" are one)."""
    if sure < least:
        return frame
    rule = frame.trigger.rule
    flags = rule.flags | ({HEARD, CLEAR} if own and sure >= _CLEAR else {HEARD})
    return replace(frame, trigger=replace(frame.trigger, rule=replace(rule, flags=flags)))
