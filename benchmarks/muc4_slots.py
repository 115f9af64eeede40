"""The slots of one template of the MUC-3/4 task, filled from the mentions that tell the incident."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from benchmarks import fillers
from benchmarks.parties import country, sector
from vedette.coding import casualties, events, nouns
from vedette.coding.base import sentences
from vedette.coding.chunks import analyse
from vedette.coding.frames import frame
from vedette.model import Casualty, Document, Mention, Party, Passage, Reading
from vedette.reference.actors import actors
from vedette.reference.gazetteer import gazetteer
from vedette.reference.names import fold

STAGES: Final = {"occurred": "ACCOMPLISHED", "foiled": "ATTEMPTED", "announced": "THREATENED"}
STATE: Final = frozenset({"MIL", "COP", "GOV", "SPY"})
CONFIDENCE: Final = {
    "stated": "REPORTED AS FACT", "claimed": "CLAIMED OR ADMITTED", "accused": "SUSPECTED OR ACCUSED", "suspected": "SUSPECTED OR ACCUSED",
}  # fmt: skip
INSTRUMENT_OF_WORD: Final = {
    "machinegun": "MACHINE GUN", "machine gun": "MACHINE GUN", "machineguns": "MACHINE GUN", "submachine": "MACHINE GUN", "rifle": "RIFLE",
    "dynamite": "DYNAMITE", "molotov": "MOLOTOV COCKTAIL", "explosive": "EXPLOSIVE",
}  # fmt: skip
"""Instrument types that the words tell more finely than the product's classes."""
INSTRUMENT_OF_CLASS: Final = {
    "ied": "BOMB", "mine": "MINE", "vehicle_bomb": "VEHICLE BOMB", "suicide_vest": "BOMB", "small_arms": "GUN", "grenade": "GRENADE",
    "mortar": "MORTAR", "rocket": "ROCKET", "missile": "MISSILE", "aircraft_bomb": "AERIAL BOMB", "fire": "FIRE", "knife": "CUTTING DEVICE",
}  # fmt: skip
INSTRUMENT_OF_PHRASE: Final = {
    "car bomb": "VEHICLE BOMB", "carbomb": "VEHICLE BOMB", "car-bomb": "VEHICLE BOMB", "truck": "VEHICLE BOMB", "dynamite": "DYNAMITE", "machinegun": "MACHINE GUN",
    "machine gun": "MACHINE GUN", "ak-47": "MACHINE GUN", "molotov": "MOLOTOV COCKTAIL", "incendiary": "MOLOTOV COCKTAIL", "rifle": "RIFLE", "mortar": "MORTAR",
    "grenade": "GRENADE", "rpg": "EXPLOSIVE", "rocket": "ROCKET", "missile": "MISSILE", "mine": "MINE", "bomb": "BOMB", "explosive": "EXPLOSIVE", "charge": "EXPLOSIVE",
    "bullet": "GUN", "gun": "GUN", "pistol": "GUN", "revolver": "GUN", "weapon": "GUN", "knife": "CUTTING DEVICE", "machete": "CUTTING DEVICE",
}  # fmt: skip
"""Instrument types by the words of a weapon, the more telling words first."""
_KIND_WORDS: Final = re.compile(
    r"^(?:THE )?(?:CITY|TOWN|VILLAGE|MUNICIPALITY|DEPARTMENT|PROVINCE|PORT) OF |(?<=\w) (?:CITY|TOWN|VILLAGE|MUNICIPALITY|DEPARTMENT|PROVINCE)$"
)
"""Words for the kind of a place, which the keys give apart from its name."""
ROLES: Final = frozenset({"PerpInd", "PerpOrg", "Target", "Victim", "VictimDescription", "Weapon"})
PHYSICAL_EFFECT: Final = {
    "destroyed": "DESTROYED", "damage": "SOME DAMAGE", "damage_minor": "SOME DAMAGE", "damage_major": "SOME DAMAGE", "damage_none": "NO DAMAGE",
}  # fmt: skip
PRONOUNS: Final = frozenset("he she it they we i who which that him her them this these those".split())
BODIES: Final = frozenset(
    "army police force forces government front group organization movement party battalion brigade command cartel squad squads military "
    "administration guard navy patrol".split()
)


def fill(
    type_: str, told: Sequence[Mention], document: Document, *, dated: bool, filed_from: str | None = None
) -> dict[str, Any]:
    """One template; a slot that no mention fills is left out."""
    individuals, bodies = _perpetrators(told, document)
    things, names, people = _hurt(told, document)
    weapons = _weapons(told)
    template: dict[str, Any] = {
        "incident_type": type_,
        "PerpInd": _entities(individuals), "PerpOrg": _entities(bodies), "Target": _entities(things), "Victim": _entities(names),
        "VictimDescription": _entities(people), "Weapon": _entities(weapons),
        "stage": _stage(told), "perp_category": "STATE-SPONSORED VIOLENCE" if any(sector(m.actor) in STATE for m in told) else "TERRORIST ACT",
        "perp_confidence": [_confidence(told)] * len(set(bodies)) if _confidence(told) else [],
        "instrument_type": _instruments(told), "hum_effect": _effects(told, len(set(names)) + len(set(people))),
        "phys_effect": _damage(told, len(set(things))), "killed": _number(told, "killed"), "injured": _number(told, "injured"),
        "location": _location(told, filed_from),
    }  # fmt: skip
    when = _date(told, document, dated=dated)
    if when:
        template["date"] = when
    return {slot: value for slot, value in template.items() if value not in ([], None)}


def completed(slots: dict[str, Any], roles: dict[str, list[list[str]]]) -> dict[str, Any]:
    """A template with its roles filled anew, and the slots that say one thing of every filler brought into line.

    What is most common in the train keys stands where the records say nothing: that those named are killed in an attack, what a bomb damages.
    """
    type_ = slots["incident_type"]
    new = {slot: value for slot, value in slots.items() if slot not in ROLES} | roles
    people = max(len(roles.get("Victim", ())), len(roles.get("VictimDescription", ())))
    effects = list(dict.fromkeys(new.get("hum_effect", ()))) or (
        ["DEATH"] if type_ == "attack" and "Victim" in roles else []
    )
    if type_ == "attack" and effects[:1] == ["DEATH"] and "Victim" in roles:
        new.setdefault("killed", [len(roles["Victim"])] * 2)
    things = new.get("phys_effect", ())[:1] or (["SOME DAMAGE"] if type_ in ("bombing", "arson") else [])
    sure = new.get("perp_confidence", ())[:1] or ["REPORTED AS FACT"]
    told = [label for entity in roles.get("Weapon", ()) if (label := _instrument(entity[0]))]
    new |= {
        "hum_effect": effects[:1] * people + effects[1:], "phys_effect": list(things) * len(roles.get("Target", ())),
        "perp_confidence": list(sure) * len(roles.get("PerpOrg", ())), "instrument_type": list(dict.fromkeys(told)) or new.get("instrument_type", []),
    }  # fmt: skip
    return {slot: value for slot, value in new.items() if value not in ([], None)}


def _instrument(words: str) -> str | None:
    """The instrument type that the words of a weapon tell."""
    lower = words.lower()
    return next((label for word, label in INSTRUMENT_OF_PHRASE.items() if word in lower), None)


def _entities(strings: Iterable[str]) -> list[list[str]]:
    return [[text] for text in dict.fromkeys(text.upper() for text in strings if text)]


def _perpetrators(told: Sequence[Mention], document: Document) -> tuple[list[str], list[str]]:
    """Individuals and organizations among the doers, those blamed or claiming it included."""
    individuals: list[str] = []
    bodies: list[str] = []
    for party, passages in _doers(told):
        if party.id in actors().states:
            continue
        known = _name_in(party, document)
        if known:
            bodies.append(known)
        for passage in passages[:3]:
            for part in fillers.parts(fillers.members(passage.text)) if passage.text.lower() not in PRONOUNS else ():
                said = part.lower().split()
                if set(said) & BODIES:
                    bodies += [] if known else [part]
                elif nouns.human(said[-1]) or nouns.sort(part) == "name":
                    individuals.append(part)
    return individuals, bodies


def _doers(told: Sequence[Mention]) -> Iterator[tuple[Party, tuple[Passage, ...]]]:
    for mention in told:
        if mention.actor is not None:
            yield mention.actor.value, mention.actor.passages
        for reading in mention.attributions:
            if reading.value.actor is not None and reading.value.how != "denied":
                yield reading.value.actor, reading.passages if reading.value.how in ("suspected", "stated") else ()


def _name_in(party: Party, document: Document) -> str | None:
    """The name of a group or body as the document spells it, the longest of its names that stand there."""
    if party.id is None or not party.id.startswith(("group:", "org:")):
        return None
    return fillers.spelled(party.id, document.text)


def _hurt(told: Sequence[Mention], document: Document) -> tuple[list[str], list[str], list[str]]:
    """Physical targets, names and descriptions of those attacked."""
    things: list[str] = []
    names: list[str] = []
    people: list[str] = []
    for phrase, role in _phrases(told, document):
        for part in fillers.parts(phrase):
            kind = role if role in ("thing", "people") else nouns.sort(part) or ("name" if role == "person" else None)
            if kind == "thing":
                things.append(part)
            elif kind == "people":
                people.append(part)
            elif kind == "name":
                name, description = nouns.named(part)
                names.append(name)
                people += [description] if description else []
    return things, names, people


def _phrases(told: Sequence[Mention], document: Document) -> Iterator[tuple[str, str | None]]:
    for mention in told:
        if mention.target is not None:
            yield from ((p.text, None) for p in mention.target.passages[:1])
        yield from ((other.passages[0].text, other.value.role) for other in mention.other_targets)
        yield from ((phrase, None) for phrase in _done(mention, document))
        for reading in mention.casualties:
            if reading.value.count is None or reading.value.count.figure != 0:
                yield from ((phrase, None) for phrase in _who(reading, document))


def _who(reading: Reading[Casualty], document: Document) -> Iterator[str]:
    """The noun phrase of those hurt, as the reader of casualties marks it."""
    for passage in reading.passages:
        sentence = next((s for s in sentences(document) if s.start <= passage.start < s.end), None)
        for found in casualties.read(sentence) if sentence else ():
            if (
                (found.start, found.end) == (passage.start, passage.end)
                and found.who_start is not None
                and found.who_end is not None
            ):
                yield document.text[found.who_start : found.who_end]


def _done(mention: Mention, document: Document) -> Iterator[str]:
    """What the trigger words of a mention are done to, beside its target ("… and damaged two shops")."""
    for passage in mention.act.passages:
        sentence = next((s for s in sentences(document) if s.start <= passage.start < s.end), None)
        phrases = analyse(sentence) if sentence else None
        for trigger in events.read(phrases) if phrases else ():
            if (
                phrases
                and phrases.tokens[trigger.first].start == passage.start
                and (done := frame(phrases, trigger).done)
            ):
                yield phrases.words(done)


def _weapons(told: Sequence[Mention]) -> list[str]:
    return [fillers.trim(p.text) for m in told for r in m.instruments if r.basis is None for p in r.passages[:1]]


def _instruments(told: Sequence[Mention]) -> list[str]:
    found: dict[str, None] = {}
    for mention in told:
        for reading in mention.instruments:
            words = " ".join(p.text.lower() for p in reading.passages)
            named = next((label for word, label in INSTRUMENT_OF_WORD.items() if word in words), None)
            label = named or INSTRUMENT_OF_CLASS.get(reading.value.weapon)
            if label:
                found[label] = None
    return list(found)


def _stage(told: Sequence[Mention]) -> str:
    stages = [STAGES[m.status.value] for m in told] or ["ACCOMPLISHED"]
    return next(stage for stage in STAGES.values() if stage in stages)


def _confidence(told: Sequence[Mention]) -> str | None:
    for mention in told:
        for reading in mention.attributions:
            if reading.value.actor is None:
                continue
            label = CONFIDENCE.get(reading.value.how)
            by = actors().get(reading.value.by.id) if reading.value.by and reading.value.by.id else None
            if label == "SUSPECTED OR ACCUSED" and by is not None and by.sector in STATE | {"JUD", "LEG"}:
                return f"{label} BY AUTHORITIES"
            if label:
                return label
    return None


def _effects(told: Sequence[Mention], parties: int) -> list[str]:
    """One label of harm for each party hurt."""
    hurt = {c.value.effect: c.value.count for m in told for c in m.casualties}
    if "killed" in hurt and (hurt["killed"] is None or hurt["killed"].figure != 0):
        return ["DEATH"] * max(1, parties) + (["INJURY"] if "injured" in hurt else [])
    if "injured" in hurt and (hurt["injured"] is None or hurt["injured"].figure != 0):
        return ["INJURY"] * max(1, parties)
    return ["NO INJURY OR DEATH"] if hurt.keys() & {"killed", "injured"} else []


def _damage(told: Sequence[Mention], things: int) -> list[str]:
    labels = dict.fromkeys(PHYSICAL_EFFECT[o.value] for m in told for o in m.outcomes if o.value in PHYSICAL_EFFECT)
    return list(labels)[:1] * max(1, things)


def _number(told: Sequence[Mention], effect: str) -> list[int | None] | None:
    """The largest figure that one mention gives, as [low, high]."""
    best: list[int | None] | None = None
    for mention in told:
        counted = [c.value.count for c in mention.casualties if c.value.effect == effect and c.value.count is not None]
        if not counted:
            continue
        low = sum(q.low or 0 for q in counted)
        high = None if any(q.high is None for q in counted) else sum(q.high or 0 for q in counted)
        if low and (best is None or low > (best[0] or 0)):
            best = [low, high]
    return best


def _location(told: Sequence[Mention], filed_from: str | None) -> list[str]:
    """The country, and below it the place by the text's own words.

    The task wants a country for every incident: where no place is told, that of the parties, else that the report was filed from.
    """
    placed = [m.place for m in told if m.place is not None and m.place.value.country]
    if not placed:
        states = [actors().states.get(code or "") for m in told for code in (country(m.target), country(m.actor))]
        named = next((state.name for state in states if state is not None), None) or filed_from
        return [fold(named).upper()] if named else []
    finest = max(placed, key=lambda r: r.value.precision not in ("country", None))
    state = gazetteer().country(finest.value.country or "")
    path = [fold(state.name).upper()] if state else []
    if finest.value.precision != "country" and finest.passages:
        path.append(_KIND_WORDS.sub("", finest.passages[0].text.upper()) or finest.passages[0].text.upper())
    return path


def _date(told: Sequence[Mention], document: Document, *, dated: bool) -> list[str | None] | None:
    for mention in told:
        if mention.when.passages and mention.when.value.latest is not None:
            early, late = mention.when.value.earliest, mention.when.value.latest
            return [early.isoformat() if early else None, late.isoformat()]
    return [None, document.published.isoformat()] if dated else None
