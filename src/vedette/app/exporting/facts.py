"""What layouts ask of a record in the wire format: its dead, its divisions, its sides, its precision in days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from vedette.reference.actors import Actor, actors
from vedette.reference.gazetteer import Place, gazetteer
from vedette.store.encode import Wire

ARMED_STATE: Final = frozenset({"MIL", "COP", "SPY", "GOV"})
ARMED_GROUP: Final = frozenset({"REB", "PRM", "UAF", "CRM", "PRE"})
CIVILIAN: Final = frozenset("CVL OPP REF MED EDU BUS REL JRN NGO HLH LAB AGR SOC JUD LEG ELI PTY".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Low, best and high of a number of people; None is unknown."""

    low: int | None = None
    best: int | None = None
    high: int | None = None


def people(wire: Wire, effect: str, sides: Iterable[str] = ("actor", "target", "civilian", "unknown")) -> Figure:
    """How many people of these sides were harmed so.

    Named sides add up; a bound is known only where every figure that is added has it. A figure of which no side is told may
    include them ("five killed, three of them soldiers"): it then is the total where it is the larger one, and otherwise only the
    range is known.
    """
    wanted = set(sides)
    found = [one for one in wire.get("casualties") or () if one.get("effect") == effect and one.get("side") in wanted]
    named = _added([one for one in found if one["side"] != "unknown"])
    whole = _added([one for one in found if one["side"] == "unknown"])
    if named is None or whole is None:
        return named or whole or Figure()
    included = named.best is not None and whole.best is not None and whole.best >= named.best
    return Figure(
        low=max((n for n in (named.low, whole.low) if n is not None), default=None),
        best=whole.best if included else None,
        high=None if named.high is None or whole.high is None else whole.high if included else named.high + whole.high,
    )


def _added(found: list[Wire]) -> Figure | None:
    lows = [one["low"] for one in found if one["low"] is not None]
    if not found:
        return None
    return Figure(low=sum(lows) if lows else None, best=_sum(found, "best"), high=_sum(found, "high"))


def _sum(found: list[Wire], bound: str) -> int | None:
    values = [one[bound] for one in found]
    return None if None in values else sum(values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Divisions:
    """The names of the country and of the divisions that hold a place; None where unknown or wider than the division."""

    country: str | None = None
    iso2: str | None = None
    iso3: str | None = None
    adm1: str | None = None
    adm2: str | None = None


def divisions(place: Wire | None) -> Divisions:
    """The divisions of a place of the wire format."""
    if place is None:
        return Divisions()
    iso2 = place.get("country")
    state = _state(iso2) if iso2 else None
    found = {id.partition(":")[0]: id for id in reversed((place.get("id") or "", *(place.get("within") or ())))}
    adm1, adm2 = found.get("adm1"), found.get("adm2")
    return Divisions(
        country=state[0] if state else None,
        iso2=iso2,
        iso3=state[1] if state else None,
        adm1=_name(adm1) if adm1 else None,
        adm2=_name(adm2) if adm2 else None,
    )


@lru_cache(maxsize=10_000)
def place_of(id: str) -> Place | None:
    """The place of the gazetteer with this id."""
    return gazetteer().get(id)


@lru_cache(maxsize=10_000)
def actor_of(id: str) -> Actor | None:
    """The actor of this id; never the person whose office it is."""
    table = actors()
    found = table.get(id)
    if found is not None and found.kind == "person":
        iso3, _, sector = id.partition("/")
        return table.agent(iso3, sector) if iso3 in table.states and sector in table.sectors else None
    return found


def sector(party: Wire | None) -> str | None:
    """The PLOVER sector of a doer or one done to, "state" for a state at large, None where it is not known."""
    found = actor_of(party["id"]) if party and party.get("id") else None
    if found is None:
        return None
    return "state" if found.kind == "state" else found.sector


def camp(party: Wire | None) -> str | None:
    """ "state", "group" or "civilian"; None where the side is not known, or neither."""
    held = sector(party)
    if held == "state" or held in ARMED_STATE:
        return "state"
    if held in ARMED_GROUP:
        return "group"
    return "civilian" if held in CIVILIAN else None


def days_wide(when: Wire | None) -> int | None:
    """Days from the first possible day to the last, 0 for one day; None where the first is left open."""
    if not when or not when.get("earliest") or not when.get("latest"):
        return None
    return (date.fromisoformat(when["latest"]) - date.fromisoformat(when["earliest"])).days


def mappable(place: Wire | None) -> tuple[float, float] | tuple[None, None]:
    """The point of a place that is no wider than a first-level division; a country or a sea has no pin."""
    if place is None or place.get("lat") is None or place.get("precision") in ("country", "sea", "region", None):
        return None, None
    return place["lat"], place["lon"]


def outlets(wire: Wire) -> str | None:
    """The outlets that tell an incident, each once, in order."""
    named = dict.fromkeys(one["outlet"] for one in wire.get("sources") or () if one.get("outlet"))
    return "; ".join(named) or None


def part(wire: Wire, name: str, key: str) -> Any:
    """A part of an object of the record, None where there is no such object."""
    held = wire.get(name)
    return held.get(key) if held else None


def iso2(code: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of an alpha-2 or alpha-3 code, None where it is neither."""
    table, wanted = actors(), code.upper()
    if wanted in table.states:
        return table.states[wanted].iso2
    return wanted if _state(wanted) else None


@lru_cache(maxsize=512)
def _state(iso2: str) -> tuple[str, str] | None:
    return next(((one.name, one.iso3) for one in actors().states.values() if one.iso2 == iso2), None)


def _name(id: str) -> str | None:
    found = place_of(id)
    return found.name if found else None
