"""Blasts, crashes and fires that a report puts down to accident: nobody did them to anybody."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from vedette.coding.drafts import Draft
from vedette.coding.scene import Scene

_MISHAP: Final = re.compile(
    r"\b(?:(?:by|an?|the|industrial|traffic|road|mining|tragic)\s+accident(?:al)?|accidentally|brakes?\s+(?:failed|gave)|brake\s+failure|engine\s+failure|short[- ]circuit|malfunction\w*"
    r"|gas\s+leak|leak(?:ing|y|ed)?\s+(?:gas|valve|pipe|hose)|perished\s+hose|gas\s+(?:bottles?|cylinders?|canisters?)|badly\s+stored|poorly\s+stored|negligence|neglect|faulty|overheated|overloaded"
    r"|skidded|crashed\s+into\s+(?:power|a\s+hill|a\s+mountain|the\s+sea|trees)|roof\s+collapse\w*|mine\s+collapse\w*|(?:hit|struck|into)\s+a\s+(?:tree|wall|pole|cow)|gas\s+heater|fireworks?\s+(?:shop|factory|store|plant)|a\s+lamp\s+fell|welding|safety\s+rules)\b",
    re.IGNORECASE,
)
_SURELY: Final = re.compile(
    r"\b(?:roof\s+collapse\w*|mine\s+collapse\w*|brakes?\s+(?:failed|gave)|brake\s+failure|skidded|(?:traffic|road|mining|industrial)\s+accident|called\s+it\s+an\s+accident)\b",
    re.IGNORECASE,
)
"""Words of accident that no weapon named beside them gainsays."""
_RULED_OUT: Final = re.compile(
    r"\b(?:ruled?|ruling)\s+out\s+(?:any\s+|an?\s+)?(?:sabotage|attack|foul\s+play|hostile|terror\w*|militant|extremist|bomb|arson|enemy|political)|\bno\s+(?:sign|evidence|hint)\s+of\s+(?:sabotage|an?\s+attack|foul\s+play)",
    re.IGNORECASE,
)
_NATURE: Final = re.compile(
    r"\b(?:cyclone|typhoon|hurricane|tornado|earthquake|quake|tsunami|avalanche|landslide|lightning\s+bolt)\b(?:\s+[A-Z]\w+)?\s+"
    r"(?:hit|hits|struck|strikes|killed|kills|destroyed|ripped|tore|battered|pounded|levelled)\b",
    re.IGNORECASE,
)
"""Weather and the earth as the doer."""
_MODES: Final = frozenset(
    {"ied_mine", "air_strike", "arson_destruction", "killing", "firearms", "vehicle", "other", None}
)
_NEXT: Final = 2


def accidental(draft: Draft, scenes: Sequence[Scene]) -> bool:
    """Whether the sentence of an assault, or one of the two after it, puts it down to accident, and nobody with arms is told to have done it."""
    if draft.kind != "ASSAULT" or draft.status not in ("occurred", "foiled"):
        return False
    if _NATURE.search(draft.scene.sentence.text):
        return True
    if draft.mode not in _MODES:
        return False
    if any(reading.value.how in ("claimed", "accused") for reading in draft.attributions):
        return False
    here = draft.scene.sentence.index
    first, after = (bisect_left(scenes, at, key=lambda scene: scene.sentence.index) for at in (here, here + _NEXT + 1))
    near = [scene.sentence.text for scene in scenes[first:after]]
    if any(_RULED_OUT.search(text) for text in near):
        return True
    by_arms = draft.actor is not None and draft.armed
    if not by_arms and any(_SURELY.search(text) for text in near):
        return True
    return not by_arms and not draft.scene.heavy and any(_MISHAP.search(text) for text in near)
