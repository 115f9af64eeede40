"""How far the encoder bears out what was read, as shares from 0 to 1 by name: for the words of the act, and for those of each field."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from vedette.coding.chunks import Span
from vedette.coding.local.readings import Cue, Read
from vedette.coding.scene import Scene
from vedette.model import Mention, Passage, Reading

_FILLERS: Final = {
    "actor": ("PerpInd", "PerpOrg"),
    "target": ("Target", "Victim", "VictimDescription"),
    "other_targets": ("Target", "Victim", "VictimDescription"),
    "instruments": ("Weapon",),
}
"""The roles of an incident whose fillers bear a field out."""
_ENTITIES: Final = {
    "actor": frozenset({"Organisation", "Person", "Nationality", "MilitaryPlatform"}),
    "target": frozenset({"Organisation", "Person", "Nationality", "MilitaryPlatform"}),
    "place": frozenset({"Location"}),
    "launched_from": frozenset({"Location"}),
    "instruments": frozenset({"Weapon", "MilitaryPlatform"}),
    "casualties": frozenset({"Quantity"}),
    "when": frozenset({"Temporal"}),
}
"""The entities that a field's words should be."""
_HEARD: Final = 0.5


def vouched(
    name: str, reading: Reading[Any], mention: Mention, scenes: Sequence[Scene], reads: Mapping[int, Read]
) -> dict[str, float]:
    """What the encoder makes of one reading of a mention; "mention" is the act as a whole. Empty where it read none of the words."""
    if name in ("mention", "act", "status"):
        return _of_act(name, mention, scenes, reads)
    found: dict[str, float] = {}
    for passage in reading.passages[:1]:
        for read, span in _places(passage, scenes, reads):
            if name in _FILLERS:
                found["role"] = max(read.support(role, *span) for role in _FILLERS[name])
            if name in _ENTITIES:
                found["entity"] = max(
                    (
                        one.confidence
                        for one in read.entities
                        if one.label in _ENTITIES[name] and one.first < span[1] and span[0] < one.last
                    ),
                    default=0.0,
                )
            found["told here"] = read.kinds.get(mention.kind, 0.0)
    return found


def _of_act(name: str, mention: Mention, scenes: Sequence[Scene], reads: Mapping[int, Read]) -> dict[str, float]:
    met = [place for passage in mention.act.passages for place in _places(passage, scenes, reads)]
    if not met:
        return {}
    cues = [cue for read, span in met for cue in _cues(read, span)]
    kind, status = mention.kind, mention.status.value
    found = {"kind": max((cue.kinds.get(kind, 0.0) for cue in cues), default=0.0), "silent": float(not cues)}
    if name == "act":
        return found
    if name == "status":
        return {"as told": max((cue.statuses.get(status, 0.0) for cue in cues), default=0.0), "silent": float(not cues)}
    cue = max((cue.confidence * (1 - cue.again) * cue.kinds.get(kind, 0.0) for cue in cues), default=0.0)
    return {
        **found,
        "cue": cue,
        "clear cue": float(cue >= _HEARD),
        "as told": max((cue.statuses.get(status, 0.0) for cue in cues), default=0.0),
        "told here": max(read.kinds.get(kind, 0.0) for read, _ in met),
        "news": max(max(read.incidents.values(), default=0.0) for read, _ in met),
    }


def _cues(read: Read, span: Span) -> Iterator[Cue]:
    return (cue for cue in read.cues if cue.first < span[1] and span[0] < cue.last)


def _places(passage: Passage, scenes: Sequence[Scene], reads: Mapping[int, Read]) -> Iterator[tuple[Read, Span]]:
    """What the encoder read in the sentence of some words, and the tokens they are."""
    at = bisect_right(scenes, passage.start, key=lambda scene: scene.sentence.start) - 1
    read = reads.get(scenes[at].sentence.start) if at >= 0 else None
    if read is not None:
        tokens = scenes[at].phrases.tokens
        inside = [i for i, t in enumerate(tokens) if t.start < passage.end and passage.start < t.end]
        if inside:
            yield read, (inside[0], inside[-1] + 1)
