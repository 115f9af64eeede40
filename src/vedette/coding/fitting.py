"""Whether the words around a trigger fit what its rule asks for (aid that is given, troops that are deployed)."""

from __future__ import annotations

from typing import Final

from vedette.coding import follow, taking
from vedette.coding.chunks import Span
from vedette.coding.events import HEARD
from vedette.coding.frames import Frame, base_of
from vedette.coding.scene import Scene

_AID_WORDS: Final = frozenset(
    "aid assistance weapons weapon arms ammunition funding relief food medicine medicines supplies equipment howitzers tanks munitions loan loans grant package support training "
    "help fuel water grain rice wheat flour seed blankets tents shelter dollars euros pounds crore lakh cash credit vaccines helicopters aircraft planes vehicles hospital hospitals "
    "truckloads planeloads lorries experts instructors advisers medics doctors".split()
)


_PRICE: Final = frozenset("reward rewards bounty capture information ransom tip".split())
"""What money is offered for that helps nobody."""
_TROOPS: Final = frozenset(
    "troops forces soldiers units battalion brigade warships warship ships carrier fighters army reinforcements personnel police navy jets systems".split()
)


_CAPTIVES: Final = frozenset(
    "sailors sailor nationals citizens fishermen hostage hostages prisoner prisoners captive captives detainee detainees people journalist journalists soldiers crew women children".split()
)


_AIRCRAFT: Final = frozenset(
    "plane planes jet jets helicopter helicopters aircraft warplane warplanes fighter fighters balloon gunship gunships".split()
)
_ACCIDENTS: Final = frozenset(
    "gas natural-gas cylinder cylinders bottles boiler boilers fireworks firecracker firecrackers transformer refinery pipeline tyre tire methane firedamp stove volcano earthquake quake kitchen short-circuit".split()
)
_MISHAPS: Final = frozenset(
    "fireworks firecrackers accident accidental accidentally cigarette brakes leak short-circuit malfunction quarry".split()
)
"""Words that tell a mishap wherever they stand in the sentence."""
_STOPPING: Final = frozenset("intercept shoot down bring".split())


def literal(scene: Scene, frame: Frame) -> bool:
    """Whether a verb that has many senses is meant as an act: a weapon falls, is shot down, is made safe; a bomb and no boiler explodes."""
    phrases, flags, at = scene.phrases, frame.trigger.rule.flags, frame.trigger.at
    if "fall" in flags and _bursts(scene, at):
        return True
    if "fall" in flags:
        return follow.leads(scene, at) or follow.is_weapon(scene, phrases.subject(at), flying=True)
    if frame.trigger.rule.noun:
        if "raid" in flags and any(f.trigger.kind == "COERCE" and not f.trigger.rule.noun for f in scene.frames):
            return bool(scene.casualties)
        return not ("blast" in flags and _by_accident(scene, frame))
    if "blast" in flags:
        return not _by_accident(scene, frame)
    if frame.trigger.rule.mode == "capture" and base_of(phrases, at) == "take" and frame.done is None:
        return False
    if "foil" not in flags:
        return not (_sent(scene, frame) if "missile" in flags else _by_accident(scene, frame))
    patient = phrases.subject(at) if frame.passive else phrases.object(frame.trigger.last - 1)
    if "patient" in flags:
        return (
            follow.leads(scene, at)
            if frame.passive
            else follow.is_weapon(scene, patient) and not _crewed(scene, patient)
        )
    if base_of(phrases, at) in _STOPPING and "weak" not in flags:
        if (
            patient is None
            or follow.leads(scene, at)
            or any(frame.region[0] <= w.first < frame.region[1] for w in scene.weapons)
        ):
            return True
        craft = bool(_AIRCRAFT & set(phrases.lower[slice(*patient)]))
        return craft or follow.is_weapon(scene, patient) or follow.told(scene, patient) or _acts(scene, patient)
    if base_of(phrases, at) == "disarm":
        return follow.is_weapon(scene, patient)
    return True


def _bursts(scene: Scene, at: int) -> bool:
    """Whether a blast is what tears through something ("three explosions ripped through the market")."""
    span = scene.phrases.subject(at) if base_of(scene.phrases, at) in ("rip", "tear") else None
    return span is not None and any(
        span[0] <= f.trigger.at < span[1] and "blast" in f.trigger.rule.flags for f in scene.frames
    )


def _sent(scene: Scene, frame: Frame) -> bool:
    """Whether "sent", "flew", "dropped" only move arms, jets or goods, and none of them as a weapon against a mark."""
    base = base_of(scene.phrases, frame.trigger.at)
    if base not in ("send", "fly", "drop", "direct", "dispatch", "aim"):
        return False
    thrown = any(
        frame.region[0] <= w.first < frame.region[1] and w.instrument.weapon in follow.FLYING for w in scene.weapons
    )
    return not thrown or (frame.done is None and base in ("send", "fly", "direct", "dispatch"))


def _crewed(scene: Scene, span: Span | None) -> bool:
    """Whether what is stopped is a thing with a crew, a person or arms in a store."""
    return span is not None and bool(
        {"lorry", "truck", "car", "boat", "ship", "bus", "man", "woman", "men", "officer", "vehicle"}
        & set(scene.phrases.lower[slice(*span)])
    )


def _acts(scene: Scene, span: Span) -> bool:
    return any(span[0] <= f.trigger.at < span[1] and f.trigger.rule.noun for f in scene.frames) or bool(
        {"fire", "attack", "attacks", "threat", "threats", "salvo", "barrage"} & set(scene.phrases.lower[slice(*span)])
    )


def _by_accident(scene: Scene, frame: Frame) -> bool:
    """Whether what blew up is a thing of daily use, and nobody is said to have made it."""
    phrases, rule = scene.phrases, frame.trigger.rule
    if rule.mode != "ied_mine" and "blast" not in rule.flags and "effect" not in rule.flags:
        return False
    span = frame.group if rule.noun else phrases.subject(frame.trigger.at) or frame.group
    if _ACCIDENTS & set(phrases.lower[slice(*span)]) and not any(span[0] <= w.first < span[1] for w in scene.weapons):
        return True
    return bool(_MISHAPS & set(phrases.lower)) and not scene.weapons and not any(a.irregular for a in scene.actors)


def holds(scene: Scene, frame: Frame) -> bool:
    """Whether the words around fit what the rule asks for (aid that is given, troops that are deployed)."""
    phrases, flags = scene.phrases, frame.trigger.rule.flags
    around = set(phrases.lower[frame.trigger.last : frame.trigger.last + 7])
    if "aid" in flags:
        direct = phrases.object(frame.trigger.at)
        given = set(phrases.lower[slice(*direct)]) if direct else set()
        done = frame.done
        placed = done is not None and any(n.first < done[1] and n.last > done[0] for n in scene.named)
        armed = direct is not None and any(direct[0] <= w.first < direct[1] for w in scene.weapons)
        doer = scene.actor_in(frame.doer)
        return (bool(given & _AID_WORDS) or armed) and (
            placed or scene.actor_in(done) is not None or (doer is not None and not _PRICE & around)
        )
    if "aidnoun" in flags:
        return frame.carrier is not None and frame.done is not None
    if "force" in flags:
        subject = phrases.subject(frame.trigger.at)
        doer = scene.actor_in(frame.doer)
        return bool(_TROOPS & (around | (set(phrases.lower[slice(*subject)]) if subject else set()))) or (
            doer is not None and doer.armed
        )
    if "people" in flags:
        return bool(_CAPTIVES & around) or (frame.done is not None and taking.people(scene, frame.done))
    if "evacuate" in flags:
        return bool({"embassy", "staff", "citizens", "nationals", "diplomats", "residents", "civilians"} & around)
    if "protest" in flags:
        return _protests(scene, frame)
    if "persons" in flags:
        return taking.people(scene, frame.done) or taking.crowd(scene, frame.done)
    if "arms" in flags:
        taken = around | (set(phrases.lower[frame.region[0] : frame.trigger.at]) if frame.passive else set())
        return bool(taken & taking.GOODS) or bool(scene.weapons)
    if "capture" in flags and not frame.trigger.rule.noun:
        return _captures(scene, frame)
    return True


def _protests(scene: Scene, frame: Frame) -> bool:
    """Whether a crowd does what is told: those who march, rally and sit in are many, and neither troops nor prices."""
    phrases = scene.phrases
    if not frame.trigger.rule.noun:
        span = frame.doer or phrases.subject(frame.trigger.at)
        said = set(phrases.lower[slice(*(span or (0, 0)))])
        found = scene.actor_in(span)
        heard = HEARD in frame.trigger.rule.flags and taking.people(scene, span) and not (found and found.armed)
        return not {"strong", "formal", "diplomatic"} & said and (heard or taking.crowd(scene, span))
    before = phrases.lower[: frame.trigger.first]
    if {"strong", "formal", "diplomatic"} & set(before):
        return False
    return HEARD in frame.trigger.rule.flags or bool(taking.CROWDS & set(before))


def _captures(scene: Scene, frame: Frame) -> bool:
    """Territory is captured; people are arrested and goods are seized."""
    done = frame.done
    if done is None:
        return False
    doer = scene.actor_in(frame.doer)
    return taking.ground(scene, done) or (
        HEARD in frame.trigger.rule.flags or (doer is not None and doer.armed and not taking.goods(scene, done))
    )
