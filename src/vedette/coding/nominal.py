"""Whether a noun tells that an act took place: it needs a predicate, or a line that has none at all (manual, section 4)."""

from __future__ import annotations

from typing import Final

from vedette.coding import beside
from vedette.coding.chunks import VERBS
from vedette.coding.events import LIGHT
from vedette.coding.frames import SUFFER, Frame, base_of
from vedette.coding.scene import Scene

_TELLS: Final = SUFFER | frozenset(
    "report see hear witness record log register confirm announce repel repulse thwart foil prevent intercept avert join open lead attempt try feel trigger spark bring mark leave meet beat "
    "involve do detect document publish show film call describe".split()
)
"""Verbs whose object is an act that took place."""
_SAYS_OF: Final = frozenset(
    "condemn blame denounce discuss fear investigate mourn recall commemorate praise include link mention remember consider oppose support plan count follow precede threaten fight regard "
    "justify explain defend oppose criticise criticize welcome end halt stop suspend".split()
)
"""Verbs that speak of an act as known, on either side of it."""
_IMPOSES: Final = frozenset(
    "impose declare decree clamp enforce extend proclaim order announce slap introduce invoke defy reimpose widen tighten".split()
)
_CIRCUMSTANCE: Final = frozenset("in during after amid following by when as with".split())


def tells(scene: Scene, frame: Frame) -> bool:
    """Whether a noun trigger has a predicate that says it happened."""
    phrases = scene.phrases
    first = frame.group[0]
    if of_somebody(scene, frame):
        return True
    if frame.carrier is not None:
        base = base_of(phrases, frame.carrier)
        if frame.carrier < first:
            return base in LIGHT or base in _TELLS
        if inside(scene, frame):
            return False
        return (
            base not in _SAYS_OF
            or phrases.verb(frame.carrier).passive
            or phrases.lower[frame.carrier + 1 : frame.carrier + 2] in (("on",), ("by",))
        )
    if _predicate(scene, first):
        return False
    if _existential(scene, first):
        return True
    if not any(tag in VERBS or tag in "XHM" for tag in phrases.tags):
        return not scene.sentence.text.rstrip().endswith(":")
    if _verbless(scene, frame):
        return True
    definite = phrases.lower[first] in ("the", "this", "that", "these", "those", "his", "their", "its") or any(
        word.endswith(("'s", "s'")) for word in phrases.lower[first : frame.trigger.first]
    )
    return not definite and first > 0 and phrases.lower[first - 1] in _CIRCUMSTANCE


def imposed(scene: Scene, frame: Frame) -> bool:
    """Whether a measure named by a noun is put in force by its verb: "a curfew was clamped on the town", "decreed martial law"."""
    return frame.trigger.rule.noun and frame.carrier is not None and base_of(scene.phrases, frame.carrier) in _IMPOSES


def of_somebody(scene: Scene, frame: Frame) -> bool:
    """ "The murder of Senator Galan", "the judge's assassination": an act on a person named, however it is spoken of."""
    if frame.trigger.rule.kind != "ASSAULT" or not frame.trigger.rule.noun or "mutual" in frame.trigger.rule.flags:
        return False
    if scene.phrases.lower[frame.trigger.at].endswith("s"):
        return False
    return any(reading.value.role == "person" for reading in beside.read(scene, (frame,), alone=False))


def inside(scene: Scene, frame: Frame) -> bool:
    """Whether the noun only completes the subject of its verb ("no statement about the raids has come")."""
    subject = scene.phrases.subject(frame.carrier) if frame.carrier is not None else None
    if subject is None or subject[0] >= frame.group[0]:
        return False
    before = [i for i in range(subject[0], frame.group[0]) if scene.phrases.tags[i] == "P"]
    return bool(before) and any(scene.phrases.lower[i] != "of" for i in before)


def _predicate(scene: Scene, first: int) -> bool:
    """Whether the noun says what something was ("it was the first attack since …")."""
    phrases = scene.phrases
    back = first - 1
    while back >= 0 and phrases.tags[back] in "DAQ#EV":
        back -= 1
    return back >= 0 and phrases.tags[back] == "X" and not _existential(scene, first)


def _existential(scene: Scene, first: int) -> bool:
    lower = scene.phrases.lower
    return "there" in lower[max(0, first - 5) : first] and scene.phrases.tags[first - 1] in "XVA"


def _verbless(scene: Scene, frame: Frame) -> bool:
    """Whether the clause of the noun, between stops, has no verb: a line of a log."""
    phrases = scene.phrases
    start, end = frame.trigger.first, frame.trigger.last
    while start > 0 and phrases.tags[start - 1] != ";":
        start -= 1
    while end < len(phrases.tags) and phrases.tags[end] != ";":
        end += 1
    return not any(phrases.tags[i] in "VBXHM" for i in range(start, end))
