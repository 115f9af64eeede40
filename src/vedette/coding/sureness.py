"""How sure a record is: the share of readings in the same circumstances that were right, by weights fitted on annotated passages.

The readers give each value a first measure by hand; this layer looks at that measure and at a few plain circumstances (what the value
rests on, how far its words stand from the act, what competes with it, what a second reader makes of the words) and says how often such
a reading is right. It never touches a value. The weights are made by `python -m training.sureness`.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Final

from vedette.coding.drafts import Draft, actor_id
from vedette.coding.frames import Frame
from vedette.coding.scene import Scene
from vedette.coding.second import Look
from vedette.model import Mention, Passage, Quantity, Reading
from vedette.model.mention import INCIDENT_KINDS

Features = dict[str, float]
"""Named circumstances; one that the weights do not know counts nothing."""
LEARNED: Final = "learned"
"""The flag of a trigger that no row of the lexicon stands behind."""
INCIDENT: Final = "incident"
SIGNAL: Final = "signal"
SINGLE: Final = (
    "act", "status", "actor", "target", "place", "launched_from", "when", "multiplicity", "condition",
)  # fmt: skip
SEVERAL: Final = ("other_targets", "instruments", "casualties", "outcomes", "attributions")
LEAST: Final = 0.02
MOST: Final = 0.98
"""No reading is surer, or less sure, than a few thousand passages can vouch for."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a mention beyond its record: its draft, the scenes of its document, and the second reader's look at them."""

    draft: Draft
    scenes: Sequence[Scene]
    look: Look | None = None
    upper: bool = False


def weighed(mention: Mention, around: Surroundings) -> Mention:
    """The mention with the same values, each as sure as readings like it were right."""
    odds = weights("rules" if around.look is None else "local")
    found = {name: sure(odds, name, given) for name, given in circumstances(mention, around)}
    fields: dict[str, Any] = {}
    for name in SINGLE:
        reading = getattr(mention, name)
        if reading is not None:
            fields[name] = replace(reading, confidence=found[name])
    for name in SEVERAL:
        held = enumerate(getattr(mention, name))
        fields[name] = tuple(replace(one, confidence=found[f"{name}.{at}"]) for at, one in held)
    return replace(mention, confidence=found["mention"], **fields)


def sure(odds: Mapping[str, Mapping[str, float]], name: str, given: Mapping[str, float]) -> float:
    """How likely a reading in these circumstances is right; `name` is a field, or a field with the place of the reading in it."""
    field = name.partition(".")[0]
    if field == "mention":
        field = INCIDENT if given.get(INCIDENT) else SIGNAL
    of = odds.get(field)
    if of is None:
        return _bounded(1 / (1 + math.exp(-given["hand"])))
    total = of.get("", 0.0) + sum(of.get(key, 0.0) * value for key, value in given.items())
    return _bounded(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))))


@cache
def weights(coder: str) -> Mapping[str, Mapping[str, float]]:
    """The weight of every circumstance for each field, "" being the one that always counts; `coder` is `rules` or `local`."""
    text = files("vedette.coding").joinpath("data", "sureness.json").read_text("utf-8")
    held: dict[str, Any] = json.loads(text)
    return {field: dict(of) for field, of in held["weights"][coder].items()}


def circumstances(mention: Mention, around: Surroundings) -> Iterator[tuple[str, Features]]:
    """The circumstances of the mention as a whole ("mention"), then of each of its readings ("place", "casualties.0")."""
    lead = _lead(around)
    common = _common(mention, around, lead)
    yield "mention", {**common, **_whole(mention, around.draft), **_vouched("mention", mention.act, mention, around)}
    for name in SINGLE:
        reading = getattr(mention, name)
        if reading is not None:
            yield name, {**common, **_reading(name, reading, mention, around)}
    for name in SEVERAL:
        held = getattr(mention, name)
        for at, reading in enumerate(held):
            yield f"{name}.{at}", {**common, **_reading(name, reading, mention, around), "more": min(3, len(held) - 1)}


def log_odds(share: float) -> float:
    """The log-odds of a probability, kept within what one reading can vouch for."""
    held = max(LEAST, min(MOST, share))
    return math.log(held / (1 - held))


def _bounded(share: float) -> float:
    return round(max(LEAST, min(MOST, share)), 2)


def _lead(around: Surroundings) -> Frame | None:
    """The frame of the words that tell the act, in the sentence that tells it best."""
    first, scene = around.draft.triggers[0], around.draft.scene
    tokens = scene.phrases.tokens
    return next(
        (
            frame
            for frame in scene.frames
            if tokens[frame.trigger.first].start < first.end and first.start < tokens[frame.trigger.last - 1].end
        ),
        None,
    )


def _common(mention: Mention, around: Surroundings, lead: Frame | None) -> Features:
    """What is true of the act and bears on every field: how it is told, and what else its sentence tells."""
    draft = around.draft
    others = {f.trigger.kind for f in draft.scene.frames if lead is None or f is not lead}
    rival = sum(f is not lead and f.trigger.kind in INCIDENT_KINDS for f in draft.scene.frames)
    return {
        INCIDENT: float(mention.is_incident),
        "noun": float(lead is not None and lead.trigger.rule.noun),
        LEARNED: float(lead is not None and LEARNED in lead.trigger.rule.flags),
        "weak": float(lead is not None and "weak" in lead.trigger.rule.flags),
        "pointing": float(draft.anaphoric or draft.bare),
        "again": float(len(draft.sentences) > 1),
        "rival acts": float(min(3, rival)),
        "alone": float(not others),
        "upper": float(around.upper),
        f"kind:{mention.kind}": 1.0,
        f"status:{mention.status.value}": 1.0,
    }


def _whole(mention: Mention, draft: Draft) -> Features:
    """What the mention holds: the more of an event is told, the likelier it is one."""
    return {
        "hand": log_odds(mention.confidence),
        "who": float(bool(actor_id(mention.actor))),
        "whom": float(mention.target is not None),
        "whom known": float(bool(actor_id(mention.target))),
        "where": float(mention.place is not None),
        "where here": float(mention.place is not None and mention.place.basis is None),
        "day": float(bool(mention.when.passages)),
        "weapon": float(bool(mention.instruments)),
        "victims": float(bool(mention.casualties)),
        "outcome": float(bool(mention.outcomes)),
        "no mode": float(mention.mode is None),
        "loose mode": float(mention.mode in ("other", "killing")),
        "plural": float(draft.plural),
        "part": float(draft.adds is not None),
    }


def _reading(name: str, reading: Reading[Any], mention: Mention, around: Surroundings) -> Features:
    """What one reading rests on: its basis, the distance of its words from the act, its own kind, the second reader."""
    found: Features = {"hand": log_odds(reading.confidence), f"basis:{reading.basis}": 1.0}
    if reading.passages:
        words = reading.passages[0]
        found |= {
            "apart": float(min(3, _apart(words, mention.trigger, around))),
            "far": min(1.0, abs(words.start - mention.trigger.start) / 200),
            "again told": float(len(reading.passages) > 1),
        }
    return {**found, **_own(name, reading, around), **_vouched(name, reading, mention, around)}


def _own(name: str, reading: Reading[Any], around: Surroundings) -> Features:
    """What the value itself is: how it resolved, how fine it is, what competes with it."""
    value = reading.value
    if name in ("actor", "target", "other_targets"):
        return {
            f"id:{_sort(value.id)}": 1.0,
            "named": float(reading.passages[0].text[:1].isupper()) if reading.passages else 0.0,
        }
    if name in ("place", "launched_from"):
        rivals = len(_scene(reading.passages[0], around).named) - 1 if reading.passages else 0
        return {f"precision:{value.precision}": 1.0, "rivals": float(min(3, rivals)), "no id": float(value.id is None)}
    if name == "when":
        return {f"grain:{value.granularity}": 1.0, f"dated:{value.basis}": 1.0, "open": float(value.earliest is None)}
    if name == "instruments":
        return {f"weapon:{value.weapon}": 1.0, "counted": float(value.count is not None)}
    if name == "casualties":
        return {f"effect:{value.effect}": 1.0, f"side:{value.side}": 1.0, **_count(value.count)}
    if name == "outcomes":
        return {f"outcome:{value}": 1.0}
    if name == "attributions":
        return {f"how:{value.how}": 1.0, "nobody": float(value.actor is None), "said by": float(value.by is not None)}
    if name == "act":
        return {f"mode:{value.mode}": 1.0}
    return {}


def _count(count: Quantity | None) -> Features:
    """How a number is told: not at all, as none, or with its ends apart."""
    if count is None:
        return {"word": 1.0}
    return {"nought": float(count.figure == 0), "loose": float(count.low != count.high)}


def _sort(id: str | None) -> str:
    """What an id stands for: a named group, an unnamed one, a body, a state or one of its parts; "none" where it is unresolved."""
    if id is None:
        return "none"
    head, mark, _ = id.partition(":")
    return head if mark else "state" if "/" not in id else id.split("/")[1]


def _apart(words: Passage, trigger: Passage, around: Surroundings) -> int:
    """Sentences between some words and the act."""
    return abs(_scene(words, around).sentence.index - _scene(trigger, around).sentence.index)


def _scene(words: Passage, around: Surroundings) -> Scene:
    at = bisect_right(around.scenes, words.start, key=lambda scene: scene.sentence.start) - 1
    return around.scenes[at] if at >= 0 else around.draft.scene


def _vouched(name: str, reading: Reading[Any], mention: Mention, around: Surroundings) -> Mapping[str, float]:
    return around.look.vouched(name, reading, mention) if around.look is not None else {}
