"""The last gate: no value without words that say it, and no record that must not exist."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from vedette.coding import words
from vedette.coding.counts import VAGUE
from vedette.errors import RecordError
from vedette.model import Casualty, Document, Failure, Mention, Party, Passage, Reading
from vedette.reference.severity import severity
from vedette.reference.weapons import weapons

T = TypeVar("T")

_NUMBER_WORDS = frozenset(
    "a an one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty "
    "seventy eighty ninety hundred thousand dozen no none nobody neither nor never anyone without another single couple pair".split()
)


def checked(mention: Mention, document: Document) -> Mention | None:
    """The mention without the values that its words do not bear out; None when its trigger itself is not there."""
    if not all(_stands(p, document) for p in mention.act.passages):
        return None
    kept: dict[str, Any] = {
        "casualties": tuple(c for c in mention.casualties if _all(c, document) and _counted(c)),
        "actor": _named(_one(mention.actor, document)), "target": _named(_one(mention.target, document)), "place": _one(mention.place, document),
        "other_targets": tuple(t for t in map(_named, _those(mention.other_targets, document)) if t is not None),
        "launched_from": _one(mention.launched_from, document), "multiplicity": _one(mention.multiplicity, document), "condition": _one(mention.condition, document),
        "instruments": _those(mention.instruments, document), "outcomes": _those(mention.outcomes, document), "attributions": _those(mention.attributions, document),
    }  # fmt: skip
    if all(value == getattr(mention, name) for name, value in kept.items()):
        return mention
    found = replace(mention, **kept)
    return replace(found, severity=severity(found))


def failure(document: Document, error: RecordError, recorded_at: datetime, code: str = "record") -> Failure:
    """The Failure that stands for what could not be built or read; its way out follows the code."""
    reason = str(error)
    return Failure(
        id=Failure.id_for("coding", document.id, code, reason), stage="coding", item=document.origin, code=code, reason=reason,
        way_out="split the text into reports" if code == "length" else "report the text as a bug of the coder; the rest of the document was coded", recorded_at=recorded_at, document=document.id,
    )  # fmt: skip


def _one(reading: Reading[T] | None, document: Document) -> Reading[T] | None:
    return reading if reading is not None and _all(reading, document) else None


def _named(reading: Reading[Party] | None) -> Reading[Party] | None:
    """A party that no table knows is kept only when its words can name one: no number, no verb in front ("slipped past …"), no weapon."""
    if reading is None or reading.value.id is not None or not reading.passages:
        return reading
    words_ = reading.passages[0].text.lower().split()
    form = words.verb_forms().get(words_[0])
    verb = form is not None and not form.noun and bool({"past", "base"} & form.kinds)
    unlisted = words_[0].endswith("ed") and words_[1:2] and words_[1] in words.PREPOSITIONS | words.DETERMINERS
    weapon = weapons().classify(words_[-1]) is not None
    return None if verb or unlisted or weapon or words_[0][0].isdigit() else reading


def _those(readings: tuple[Reading[T], ...], document: Document) -> tuple[Reading[T], ...]:
    return tuple(reading for reading in readings if _all(reading, document))


def _all(reading: Reading[T], document: Document) -> bool:
    return all(_stands(passage, document) for passage in reading.passages)


def _stands(passage: Passage, document: Document) -> bool:
    return document.text[passage.start : passage.end] == passage.text


def _counted(reading: Reading[Casualty]) -> bool:
    """Whether a number of victims is one that its words can say: with a digit, a number word or a vague word in them."""
    if reading.value.count is None or not reading.passages:
        return bool(reading.passages)
    text = " ".join(p.text.lower() for p in reading.passages)
    if any(char.isdigit() for char in text):
        return True
    said = set(text.replace("-", " ").split())
    return (
        bool(said & _NUMBER_WORDS)
        or any(" ".join(key) in text for key in VAGUE)
        or reading.value.count.figure == 1
        or "both" in said
        or "half" in text
    )
