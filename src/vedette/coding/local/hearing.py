"""What the encoder makes of the triggers of the lexicon: it hears them tell an act, or nothing of the kind in their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from vedette.coding.acts import HEARD
from vedette.coding.drafts import Draft
from vedette.coding.frames import Frame
from vedette.coding.local.readings import Cue, Read
from vedette.coding.scene import Scene
from vedette.model.mention import INCIDENT_KINDS

_AGAIN: Final = 0.5
_KIND: Final = 0.4
"""From where on a cue may be of a kind that is not its likeliest."""


def heard(scene: Scene, read: Read, least: float) -> Scene:
    """The scene with every frame marked of whose words the encoder holds, surely enough, that they tell an act of their kind."""
    frames = tuple(_marked(frame) if _hears(scene, frame, read.cues, least) else frame for frame in scene.frames)
    return scene if frames == scene.frames else replace(scene, frames=frames)


def supported(draft: Draft, reads: Mapping[int, Read], scenes: Iterable[Scene], least: float) -> bool:
    """Whether the encoder hears an act of this kind in any sentence that tells the draft: by its words, or at large."""
    if draft.kind not in INCIDENT_KINDS or draft.status not in ("occurred", "foiled"):
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


def _hears(scene: Scene, frame: Frame, cues: Iterable[Cue], least: float) -> bool:
    trigger = frame.trigger
    return trigger.kind in INCIDENT_KINDS and any(
        cue.first < trigger.last
        and trigger.first < cue.last
        and cue.again < _AGAIN
        and cue.confidence >= least
        and cue.kinds.get(trigger.kind, 0.0) >= _KIND
        for cue in cues
    )


def _marked(frame: Frame) -> Frame:
    rule = frame.trigger.rule
    return replace(frame, trigger=replace(frame.trigger, rule=replace(rule, flags=rule.flags | {HEARD})))
