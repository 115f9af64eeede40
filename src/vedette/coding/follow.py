"""Sentences that only tell what came of an act told before: the fate of its weapons, whom it harmed, that it harmed nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from vedette.coding.chunks import Span
from vedette.coding.drafts import Draft
from vedette.coding.frames import Frame, base_of
from vedette.coding.scene import Scene
from vedette.coding.signals import party
from vedette.model import Reading
from vedette.model.mention import Outcome

_COUNTS: Final = frozenset(
    "one two three four five six seven eight nine ten eleven twelve both others other another most all some rest none several few many half "
    "it they which third second first fourth last more of them these those the at least remaining further each".split()
)
FLYING: Final = frozenset(
    "drone one_way_drone rocket missile ballistic_missile cruise_missile anti_tank_missile mortar artillery aircraft_bomb ied grenade tank mine".split()
)
"""Weapons that fly, fall or are thrown."""
_POINTING: Final = frozenset("the that this these those both its all remaining of".split())
_CRAFT: Final = frozenset(
    "machine machines aircraft device devices projectile projectiles munition munitions warhead warheads craft weapon weapons object objects uav uavs salvo barrage".split()
)
"""Nouns that stand for a weapon told before."""
_RUNNERS: Final = frozenset(
    "attacker attackers assailant assailants bomber bombers gunman gunmen man men raider raiders intruder intruders insurgents militants assaulters".split()
)
"""Those who did an act: that they are shot or killed is a part of it."""
_REACHED: Final = frozenset(
    "hit strike slam crash fall land impact explode detonate damage destroy disable target miss overshoot".split()
)
_ACCIDENTS: Final = frozenset(
    "crash crashed accident accidents skidded overturned capsized earthquake quake flood floods landslide cyclone avalanche storm typhoon collision derailment epidemic measles cholera ebola famine virus outbreak collapsed".split()
)
_FIGURES: Final = frozenset("number numbers toll figure figures spoken spoke count counts total put gave tally".split())
_SINCE: Final = frozenset("since so year years month months weeks decades war campaign".split())
_LONG: Final = 7
"""Days over which harm is a sum and no act."""
_MANY: Final = 100
_BUILDINGS: Final = frozenset(
    "house houses home homes hut huts church churches mosque mosques temple temples synagogue school schools dormitory shop shops market bank banks office offices building buildings "
    "village villages station stations clinic hospital hotel factory".split()
)
_NOBODY: Final = frozenset("nobody none no neither".split())


def mark(scene: Scene, frames: tuple[Frame, ...], draft: Draft) -> Draft:
    """The draft with what it adds to an act told before, where that is all that it tells."""
    if draft.kind != "ASSAULT":
        return draft
    if _harmless(scene, frames, draft):
        return replace(draft, adds="harmless", status="occurred", anaphoric=True)
    patients = [_patient(scene, frame) for frame in frames]
    if all(p is not None and _weapon_told(scene, p) for p in patients):
        return _fate(scene, frames, draft)
    effects = all("effect" in f.trigger.rule.flags for f in frames)
    if effects and _accident(scene, frames):
        return replace(draft, adds="toll")
    if effects and not _done_by(scene, frames) and not _burnt(scene, frames):
        return replace(draft, adds="toll" if _summed(scene, frames, draft) else "harm")
    verbs = {base_of(scene.phrases, f.trigger.at) for f in frames}
    if verbs <= {"shoot", "kill", "wound", "injure", "gun"} and all(
        f.passive and _runner(scene, f.done) for f in frames
    ):
        return replace(draft, adds="harm")
    return draft


def _accident(scene: Scene, frames: Sequence[Frame]) -> bool:
    """Whether the harm was done by an accident or a sickness, and by nobody."""
    phrases = scene.phrases
    heads = [range(*phrases.group(f.doer[0])) for f in frames if f.doer is not None]
    by_somebody = any(a.armed and a.first in head for a in scene.actors for head in heads)
    return bool(_ACCIDENTS & set(phrases.lower)) and not scene.weapons and not by_somebody


def _burnt(scene: Scene, frames: Sequence[Frame]) -> bool:
    """Whether buildings are what was set on fire: a mark of its own, in a sentence of its own."""
    return all(
        f.trigger.rule.mode == "arson_destruction"
        and f.passive
        and f.done is not None
        and bool(_BUILDINGS & set(scene.phrases.lower[slice(*f.done)]))
        and base_of(scene.phrases, f.trigger.at) in ("set", "burn", "torch", "gut", "raze")
        for f in frames
    )


def _summed(scene: Scene, frames: Sequence[Frame], draft: Draft) -> bool:
    """Whether the words give a figure of harm over a time, correct one, or tell an accident: no act by themselves.

    "have been killed since May", "the number of injured", "had spoken of five killed", "were killed in July", "the crash killed 12".
    """
    phrases = scene.phrases
    words = set(phrases.lower)
    if draft.when is not None and (draft.when.value.span is None or draft.when.value.span > _LONG):
        return True
    bare = all(
        phrases.verb(f.trigger.at).start == f.trigger.at
        and (phrases.tags[f.trigger.at] == "E" or phrases.lower[f.trigger.at - 1 : f.trigger.at] == ("of",))
        for f in frames
    )
    if bare and words & _FIGURES:
        return True
    perfect = any({"have", "has"} & set(phrases.lower[phrases.verb(f.trigger.at).start : f.trigger.at]) for f in frames)
    figures = [c.quantity.figure or c.quantity.low or 0 for c in scene.casualties if c.quantity is not None]
    return perfect and (bool(words & _SINCE) or max(figures, default=0) >= _MANY)


def is_weapon(scene: Scene, span: Span | None, *, flying: bool = False) -> bool:
    """Whether a noun group means weapons (`flying`: such as fly or fall): by name, or by pointing to those told before."""
    if span is None:
        return False
    named = any(span[0] <= w.first < span[1] and (not flying or w.instrument.weapon in FLYING) for w in scene.weapons)
    return (
        named
        or bool(_CRAFT & set(scene.phrases.lower[slice(*span)]))
        or (told(scene, span) and scene.phrases.lower[span[0]] not in ("it", "they"))
    )


def leads(scene: Scene, at: int) -> bool:
    """Whether a weapon is the subject of a verb, however much stands between them ("a missile fired from the hills fell …")."""
    phrases = scene.phrases
    end = phrases.verb(at).start
    start = end
    while start > 0 and phrases.tags[start - 1] not in ";SR":
        reduced = phrases.tags[start] == "P" and start > 1 and phrases.tags[start - 2] in "N#"
        if phrases.tags[start - 1] == "V" and not reduced:
            break
        start -= 1
    for weapon in scene.weapons:
        if start <= weapon.first < end and weapon.instrument.weapon in FLYING:
            first = phrases.group(weapon.first)[0]
            if first == 0 or phrases.tags[first - 1] not in "PT" or phrases.lower[first - 1] == "of":
                return True
    return False


def told(scene: Scene, span: Span | None) -> bool:
    """Whether a noun group names nothing and points to weapons told before ("two", "the other", "it")."""
    return span is not None and _weapon_told(scene, span)


def _done_by(scene: Scene, frames: Sequence[Frame]) -> bool:
    """Whether somebody is told to have done the harm: a doer, by any name."""
    for frame in frames:
        if frame.doer is None:
            continue
        words = set(scene.phrases.lower[slice(*frame.doer)])
        if all(w in _COUNTS or w.isdigit() for w in words):
            continue  # "and five wounded" counts those done to
        weapon = any(frame.doer[0] <= w.first < frame.doer[1] for w in scene.weapons)
        if not weapon and not words & {
            "it",
            "which",
            "that",
            "blast",
            "explosion",
            "attack",
            "attacks",
            "strike",
            "strikes",
            "shelling",
            "fire",
            "debris",
            "fragments",
            "shrapnel",
            "splinters",
            "rubble",
        }:
            return True
    return False


def _harmless(scene: Scene, frames: tuple[Frame, ...], draft: Draft) -> bool:
    """ "Nobody was hurt", "none has been killed", "the base was not damaged": no act, and no harm."""
    if not all("effect" in f.trigger.rule.flags for f in frames) or draft.status not in ("occurred", "denied"):
        return False
    if any(c.value.count is None or c.value.count.figure != 0 for c in draft.casualties):
        return False
    return all(_nobody(scene, frame) or scene.phrases.verb(frame.trigger.at).negated for frame in frames)


def _nobody(scene: Scene, frame: Frame) -> bool:
    span = frame.done if frame.passive else frame.done or frame.doer
    start = (span or frame.group)[0]
    return bool(_NOBODY & set(scene.phrases.lower[max(0, start - 2) : (span or frame.group)[1]]))


def _runner(scene: Scene, span: Span | None) -> bool:
    return span is not None and bool(_RUNNERS & set(scene.phrases.lower[slice(*span)]))


def _patient(scene: Scene, frame: Frame) -> Span | None:
    """The words for the weapons whose fate a verb tells: what is stopped, or what reaches."""
    rule, phrases, at = frame.trigger.rule, scene.phrases, frame.trigger.at
    if rule.noun or "literal" in rule.flags:
        return None
    base = base_of(phrases, at)
    stopped = "foil" in rule.flags and "fall" not in rule.flags and "weak" not in rule.flags
    if stopped or base in ("destroy", "damage", "disable"):
        return _subject(scene, frame) if frame.passive else phrases.object(frame.trigger.last - 1)
    if base in _REACHED or rule.flags & {"fall", "blast"} or ("foil" in rule.flags and "weak" in rule.flags):
        return _subject(scene, frame) if not frame.passive else None
    return None


def _subject(scene: Scene, frame: Frame) -> Span | None:
    """The subject of a verb, else the bare count that opens its clause ("one got through and struck the base")."""
    phrases = scene.phrases
    found = phrases.subject(frame.trigger.at)
    if found is not None:
        counted = found[0] > 1 and phrases.lower[found[0] - 1] == "of" and phrases.lower[found[0] - 2] in _COUNTS
        return (found[0] - 2, found[1]) if counted else found
    start = end = frame.region[0]
    while end < len(phrases.lower) and (phrases.lower[end] in _COUNTS or phrases.lower[end].isdigit()):
        end += 1
    return (start, end) if end > start else None


def _weapon_told(scene: Scene, span: Span) -> bool:
    """Whether words name no weapon of their own but point to those told before: "two", "the other", "the drone", "one of the aircraft"."""
    words = scene.phrases.lower[slice(*span)]
    if not words:
        return False
    if words[0] == "that" or all(w in _COUNTS or w.isdigit() for w in words):
        return words not in (("which",), ("that",)) and words != ("none",)
    craft = {i for i in range(*span) if scene.phrases.lower[i] in _CRAFT}
    craft |= {i for w in scene.weapons for i in range(w.first, w.last)}
    others = [w for i, w in enumerate(words, span[0]) if i not in craft]
    return (
        bool(craft)
        and bool(_POINTING & set(others))
        and all(w in _COUNTS or w in _POINTING or w.isdigit() for w in others)
    )


def _fate(scene: Scene, frames: tuple[Frame, ...], draft: Draft) -> Draft:
    """What became of weapons told before; who stopped them is the side attacked, and no doer."""
    phrases = scene.phrases
    stops = [f for f in frames if _stopping(scene, f)]
    reached = [f for f in frames if f not in stops]
    outcomes = draft.outcomes
    if stops:
        span = phrases.chars((stops[0].trigger.first, stops[0].trigger.last))
        caught: Reading[Outcome] = Reading(
            value="intercepted", passages=(scene.sentence.passage(*span),), confidence=0.8
        )
        kept = tuple(
            r
            for r in outcomes
            if r.value not in ("destroyed", "damage", "intercepted") or (reached and r.value != "destroyed")
        )
        outcomes = (*kept, caught)
    defender = next((scene.actor_in(f.doer or phrases.subject(f.trigger.at)) for f in stops if not f.passive), None)
    target = draft.target
    if defender is not None and defender.armed:
        target = party(scene, defender)
    elif stops:
        target = None
    status = draft.status
    if status in ("occurred", "foiled"):
        burst = [f for f in reached if "blast" in f.trigger.rule.flags]
        hits = [f for f in reached if f not in burst or draft.status == "occurred"]
        got_through = {base_of(phrases, f.trigger.at) for f in hits} - {"fall", "land", "crash", "miss", "overshoot"}
        status = "occurred" if got_through or (reached and draft.status == "occurred") else "foiled"
    return replace(
        draft,
        adds="fate",
        anaphoric=True,
        status=status,
        outcomes=outcomes,
        actor=None,
        target=target,
        attributions=(),
        partial=_partial(scene, frames),
    )


def _stopping(scene: Scene, frame: Frame) -> bool:
    flags = frame.trigger.rule.flags
    return ("foil" in flags and "weak" not in flags) or base_of(scene.phrases, frame.trigger.at) in (
        "destroy",
        "damage",
        "disable",
    )


def _partial(scene: Scene, frames: tuple[Frame, ...]) -> bool:
    """Whether the words tell the fate of some of the weapons only: "one of them", "most", "another"."""
    some = {"one", "some", "most", "another", "several", "half", "few", "others", "other", "rest"}
    spans = [_patient(scene, frame) for frame in frames]
    return any(span is not None and bool(some & set(scene.phrases.lower[slice(*span)])) for span in spans)
