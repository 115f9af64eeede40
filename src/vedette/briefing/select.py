"""Which incidents and signals a reader must see first, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from vedette.briefing.facts import Facts
from vedette.model import Incident, Mention
from vedette.model.mention import Kind

HARD_WORDS: Final[tuple[Kind, ...]] = ("THREATEN", "REJECT", "ACCUSE", "SUPPORT")
DEEDS: Final[tuple[Kind, ...]] = ("AID", "MOBILIZE", "SANCTION", "COERCE", "COOPERATE")
CALMING: Final[tuple[Kind, ...]] = ("REQUEST", "CONSULT", "AGREE", "CONCEDE", "RETREAT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key incident and the reasons why it is one."""

    incident: Incident
    reasons: tuple[str, ...]


def key_incidents(facts: Facts, most: int = 8) -> tuple[Key, ...]:
    """The gravest, the near misses, the first in each country and of each kind, and the newest; by day."""
    reasons: dict[str, list[str]] = {}
    attacks = [one for one in facts.incidents if one.act.value and one.act.value.kind == "ASSAULT"]
    by_level = sorted(attacks, key=lambda one: (-one.severity.level, -one.independent_sources, _day(one), one.id))
    for one in by_level[:3]:
        if one.severity.level >= 3:
            reasons.setdefault(one.id, []).append("among the gravest")
    for one in attacks:
        if "dud" in (one.outcomes.value or ()):
            reasons.setdefault(one.id, []).append("a near miss, which came in and did not explode")
    seen: set[str] = set()
    for one in sorted(attacks, key=lambda one: (_day(one), one.id)):
        country = one.place.value.country if one.place.value else None
        mode = one.act.value.mode if one.act.value else None
        if country and f"country:{country}" not in seen:
            seen.add(f"country:{country}")
            reasons.setdefault(one.id, []).append("the first in its country")
        if mode and f"mode:{mode}" not in seen:
            seen.add(f"mode:{mode}")
            reasons.setdefault(one.id, []).append("the first of its kind")
    for one in by_level:
        if len(reasons) >= most:
            break
        reasons.setdefault(one.id, []).append("next in severity")
    ranked = sorted(reasons, key=lambda id: (-len(reasons[id]), -_level(facts, id), id))[:most]
    chosen = [one for one in facts.incidents if one.id in ranked]
    return tuple(
        Key(incident=one, reasons=tuple(reasons[one.id])) for one in sorted(chosen, key=lambda one: (_day(one), one.id))
    )


def spoken(facts: Facts, kinds: tuple[Kind, ...], most: int = 12) -> tuple[Mention, ...]:
    """The newest signals of these kinds with a known speaker, one for each speaker, kind and addressee, by day."""
    chosen: dict[tuple[object, ...], Mention] = {}
    for one in reversed(facts.signals):
        if one.kind not in kinds or one.actor is None or one.status.value in ("background", "denied", "hypothetical"):
            continue
        who = one.actor.value.id or one.actor.value.name
        whom = (one.target.value.id or one.target.value.name) if one.target else None
        known = chosen.get((who, one.kind, whom))
        if known is None or (known.condition is None and one.condition is not None):
            chosen[who, one.kind, whom] = one
    ranked = sorted(chosen.values(), key=lambda one: (one.condition is None, -one.confidence))[:most]
    return tuple(one for one in facts.signals if one in ranked)


def _day(incident: Incident) -> date:
    return incident.when.value.latest if incident.when.value else date.max


def _level(facts: Facts, id: str) -> int:
    record = facts.records[id]
    return record.severity.level if isinstance(record, Incident) else 0
