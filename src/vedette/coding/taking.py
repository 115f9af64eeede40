"""What a verb of many senses means by what it is done to: territory is captured, people are arrested or abducted, goods are seized; a crowd protests."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from vedette.coding import nouns
from vedette.coding.actors import ActorSpan
from vedette.coding.chunks import Phrases, Span
from vedette.coding.events import Rule
from vedette.coding.frames import Frame, base_of
from vedette.coding.scene import Scene
from vedette.model.mention import Kind

GOODS: Final = frozenset(
    "weapons weapon arms explosives explosive rifles rifle cache caches dump dumps ammunition ammunitions gun guns ied ieds rockets pistol pistols revolver revolvers landmine "
    "landmines detonators detonator bombs cartridges magazine magazines grenade grenades gelatin gelatine literature laptop laptops computer computers printer uniform uniforms "
    "cash money rupees inr lakh belongings materials material equipment medicine medicines drugs heroin cocaine chemicals nitrate haul consignment stockpile stash powder rations "
    "documents phone phones radio radios kits kit litres liters kilos kilograms kg tonnes tons fuel diesel cattle goats sheep cows camels livestock food flour grain gold cargo goods "
    "boat boats ship ships tanker tankers vessel vessels lorry lorries truck trucks vehicle vehicles cars motorcycles pick-ups passports blankets tents drones".split()
)
"""What forces and bands find and take away."""
_PEOPLE: Final = frozenset(
    "people persons men women boys girls children villagers suspects suspect members member leader leaders guards crew passengers hostages captives workers staff them him her us others "
    "youths students pupils schoolgirls schoolboys monks nuns priest priests bomber bomb-maker gunman gunmen attacker attackers couple brothers cadres operatives pilot".split()
)
_GROUND: Final = nouns.THINGS | frozenset(
    "territory control position positions area areas bridgehead district districts ground hill hills height heights strip beach beaches square island islands border valley valleys pass "
    "province region half part parts suburb suburbs quarter quarters neighbourhood neighbourhoods neighborhood crossroads junction crossing cave caves hospital airfield airstrip port "
    "barracks outskirts centre front land capital stronghold oilfield oilfields field fields runway ridge town towns river bank banks".split()
)
"""Heads of what is held as ground."""
CROWDS: Final = frozenset(
    "thousands hundreds dozens scores people crowds crowd supporters families youths youth women men mob mobs opposition anti-government students pupils teachers workers migrants refugees "
    "inmates prisoners protesters protestors demonstrators rioters marchers strikers mourners citizens residents villagers peasants farmers traders shopkeepers drivers nurses doctors "
    "clergy monks nuns relatives mothers widows veterans unionists loyalists nationalists republicans christians muslims buddhists hindus jews shi'ites sunnis tribesmen unions union "
    "herders fishermen miners reporters journalists lawyers judges settlers activists locals parents shoppers believers worshippers detainees deserters councils taxi-drivers vendors "
    "squatters colleagues groups captives pilgrims campaigners pensioners separatists supporters crews staff employees postmen truckers dockers deputies legislators lawmakers million millions thousand hundred".split()
)
"""Words for many people without arms."""
_NO_CROWD: Final = frozenset("prices shares stocks markets futures bonds bond currency dollar".split())
_KILLS: Final = frozenset("neutralise neutralize eliminate liquidate".split())
_THROWN: Final = frozenset("stones rocks bottles fireworks eggs bricks shoes slogans paint".split())
_RIOTERS: Final = frozenset(
    "protesters protestors demonstrators rioters marchers crowd crowds strikers students workers inmates prisoners".split()
)
"""Those whose burning and storming is a riot; of mobs and settlers it is an assault."""
_OPENS: Final = frozenset("defy flout break".split())
_BANS: Final = frozenset("curfew ban bans curfews emergency order orders lockdown".split())


def read(scene: Scene) -> Scene:
    """The scene with its frames as they are meant; a bare "took" that tells of nobody held is none."""
    found = [meant(scene, frame) for frame in scene.frames]
    frames = tuple(frame for frame in found if "taking" not in frame.trigger.rule.flags)
    return scene if frames == scene.frames else replace(scene, frames=frames)


def meant(scene: Scene, frame: Frame) -> Frame:
    """The frame as its words are meant by who does it to whom or what; most mean what the lexicon says."""
    rule = frame.trigger.rule
    if rule.noun:
        return frame
    base = base_of(scene.phrases, frame.trigger.at)
    if crowd(scene, _subject(scene, frame)):
        return _by_crowd(scene, frame, base)
    if "capture" in rule.flags or "taking" in rule.flags:
        return _taken(scene, frame)
    if base in _KILLS and people(scene, frame.done or _patient(scene, frame)):
        return _as(frame, "ASSAULT", "killing", _patient(scene, frame), drop={"foil", "patient"})
    if base == "disarm" and rule.kind == "ASSAULT" and people(scene, _patient(scene, frame)):
        return _as(frame, "COERCE", "seize", _patient(scene, frame), drop={"foil"})
    return frame


def people(scene: Scene, span: Span | None) -> bool:
    """Whether a noun group means people: by its head, by a bare number, or as an actor that is no place."""
    if span is None:
        return False
    phrases = scene.phrases
    heads = _heads(phrases, span)
    if any(word in _PEOPLE or (nouns.human(word) and word not in GOODS) for word in heads):
        return True
    if all(phrases.tags[i] in "#DQA" for i in range(*span)):
        return True
    found = scene.actor_in(span)
    return found is not None and not found.bare_state and not found.site and not (set(heads) & (_GROUND | GOODS))


def goods(scene: Scene, span: Span | None) -> bool:
    """Whether a noun group means goods that can be taken away."""
    return span is not None and bool(GOODS & set(_heads(scene.phrases, span)))


def ground(scene: Scene, span: Span | None) -> bool:
    """Whether a noun group means ground that can be held: a place by name, or a kind of place."""
    if span is None:
        return False
    named = any(n.first < span[1] and n.last > span[0] for n in scene.named)
    return named or bool(_GROUND & set(scene.phrases.lower[slice(*span)]))


def crowd(scene: Scene, span: Span | None) -> bool:
    """Whether a noun group means many people without arms: those who protest, strike and riot."""
    if span is None:
        return False
    phrases = scene.phrases
    words = set(phrases.lower[slice(*span)])
    if words & _NO_CROWD:
        return False
    found = scene.actor_in(span)
    if found is not None and (found.armed or found.bare_state or found.sector in ("GOV", "JUD")):
        return bool(words & {"protesters", "protestors", "demonstrators", "rioters", "inmates", "prisoners"})
    return bool(words & CROWDS) or all(phrases.tags[i] in "#DQA" for i in range(*span))


def _by_crowd(scene: Scene, frame: Frame, base: str) -> Frame:
    """What a crowd does: it riots where forces would attack, occupies and defies."""
    rule, lower = frame.trigger.rule, scene.phrases.lower
    words = set(lower[slice(*(_subject(scene, frame) or (0, 0)))])
    around = set(lower[frame.trigger.first : frame.trigger.last + 6])
    if "missile" in rule.flags and around & _THROWN:
        return _as(frame, "PROTEST", "riot", frame.done, drop={"missile", "weak", "light"})
    if words & _RIOTERS and (
        rule.mode in ("arson_destruction", "raid_ambush") or base in ("loot", "ransack", "plunder")
    ):
        return _as(frame, "PROTEST", "riot", frame.done, drop={"effect", "cue", "weak", "raid"})
    if base == "walk" and lower[frame.trigger.at + 1 : frame.trigger.at + 2] == ("out",):
        return _as(frame, "PROTEST", "strike", None, drop={"verbal", "weak", "person"})
    if base in _OPENS and around & _BANS:
        return _as(frame, "PROTEST", "demonstration", None, drop={"verbal", "weak", "person"})
    if base == "occupy":
        return _as(frame, "PROTEST", "obstruct", frame.done, drop={"capture"})
    if base == "strike" and scene.phrases.object(frame.trigger.last - 1) is None and not frame.passive:
        return _as(frame, "PROTEST", "strike", None, drop={"cue"})
    if base in ("refuse", "decline") and around & {"food", "meals", "work"}:
        return _as(frame, "PROTEST", "hunger" if "work" not in around else "strike", None, drop={"verbal", "weak"})
    if "capture" in rule.flags:
        return _taken(scene, frame)
    return frame


def _taken(scene: Scene, frame: Frame) -> Frame:
    rule = frame.trigger.rule
    done = _patient(scene, frame)
    doer = scene.actor_in(frame.doer)
    base = base_of(scene.phrases, frame.trigger.at)
    if base == "take" and "taking" in rule.flags and (doer is None or not doer.armed):
        return frame
    if people(scene, done) and base not in ("retake", "recapture", "occupy", "liberate", "regain"):
        if _irregular(doer) or (doer is None and base in ("seize", "snatch", "take", "carry", "drag", "lead")):
            return _as(frame, "ASSAULT", "abduction", done, drop={"capture", "taking"})
        if doer is not None or frame.doer is None or base == "capture":
            return _as(frame, "COERCE", "arrest", done, drop={"capture", "taking"})
        return _as(frame, "ASSAULT", "abduction", done, drop={"capture", "taking"})
    if goods(scene, done) and "taking" not in rule.flags:
        return _as(frame, "COERCE", "seize", done, drop={"capture"})
    return frame


def _irregular(doer: ActorSpan | None) -> bool:
    return doer is not None and doer.irregular


def _patient(scene: Scene, frame: Frame) -> Span | None:
    if frame.done is not None:
        return frame.done
    phrases, at = scene.phrases, frame.trigger.at
    return phrases.subject(at) if frame.passive else phrases.object(frame.trigger.last - 1)


def _subject(scene: Scene, frame: Frame) -> Span | None:
    return None if frame.passive else frame.doer or scene.phrases.subject(frame.trigger.at)


def _heads(phrases: Phrases, span: Span) -> tuple[str, ...]:
    """The heads of the groups that a span joins: the words before "of", "and" and a stop, and the last."""
    found = []
    for i in range(*span):
        last = i + 1 == span[1] or phrases.lower[i + 1] in ("of", "and", "or", ",", "with", "from")
        if last and phrases.tags[i] in "N#OD":
            found.append(phrases.lower[i])
    return tuple(found)


def _as(frame: Frame, kind: Kind, mode: str | None, done: Span | None, *, drop: set[str]) -> Frame:
    rule = frame.trigger.rule
    told = Rule(
        kind=kind, mode=mode, noun=False, doer="subj", done=rule.done, status=None, flags=rule.flags - drop,
    )  # fmt: skip
    return replace(frame, trigger=replace(frame.trigger, rule=told), done=done or frame.done)
