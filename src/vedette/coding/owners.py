"""Whom a party without an owner of its own stands for: people of the country, the users of a place, the forces of a state."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Final

from vedette.coding.drafts import Draft
from vedette.coding.names import iso2_of
from vedette.model import Party, Reading
from vedette.reference.actors import Actor, actors

_STATE: Final = frozenset("MIL COP GOV SPY JUD LEG".split())
_PEOPLE: Final = frozenset("CVL AGR BUS LAB EDU MED REL JRN OPP".split())
"""Sectors of people who belong to a country, not to an armed group."""
_FORCES: Final = frozenset("drone rocket_missile artillery_mortar air_strike".split())
"""Modes that only the forces of a state can mean where the doer is told by the state's name."""
_USERS: Final[dict[str, str]] = {
    **dict.fromkeys(
        "house houses home homes village villages hamlet hamlets market bus buses minibus settlement settlements apartment apartments "
        "neighbourhood neighborhood procession wedding funeral farmhands brothers sisters boy boys girl girls companion cook passer-by "
        "stallholders porters shoppers voters pedestrians motorist motorists bystander bystanders worshippers commuters".split(),
        "CVL",
    ),
    **dict.fromkeys("shop shops factory hotel mall bank quarry refinery supermarket restaurant cafe pipeline pipelines brewery".split(), "BUS"),
    **dict.fromkeys("church churches mosque mosques temple chapel chapels shrine monastery synagogue".split(), "REL"),
    **dict.fromkeys("hospital clinic ambulance".split(), "MED"),
    **dict.fromkeys("school schools university college".split(), "EDU"),
}  # fmt: skip
"""Whom things and people outside the tables belong to or are."""
_COALITION: Final = frozenset({"IQ", "SY"})
"""Where "the coalition" without a further name is the one against Islamic State."""
_OUTWEIGHS: Final = 0.6
"""A document is about a country where this share of all that it says of countries is about that one."""


def settled(draft: Draft, countries: Counter[str]) -> Draft:
    """The draft with owners of its parties: by the country of the place, else by the one country the document is about.

    "Soldiers" are the country's, "villagers" and "a market" its people; a state that shells or bombs does so by its forces. The reading
    names what it rests on; a party of another owner or a named one stays as it is.
    """
    placed = draft.place.value.country if draft.place is not None else None
    country, basis = (
        (placed, "country of the place") if placed is not None else (_about(countries), "country of the document")
    )
    actor = _forces(draft)
    if country is None:
        return replace(draft, actor=actor)
    target = draft.target
    if draft.kind in ("ASSAULT", "COERCE"):
        target = _users(target, country, basis)
    return replace(draft, actor=_national(actor, country, basis), target=_national(target, country, basis))


def _about(countries: Counter[str]) -> str | None:
    most = countries.most_common(1)
    return most[0][0] if most and most[0][1] >= 2 and most[0][1] >= _OUTWEIGHS * sum(countries.values()) else None


def _forces(draft: Draft) -> Reading[Party] | None:
    """The armed forces of a state that is told to have shelled, bombed or fired."""
    reading = draft.actor
    if (
        reading is None
        or draft.kind != "ASSAULT"
        or draft.mode not in _FORCES
        or reading.value.id not in actors().states
    ):
        return reading
    return _party(reading, actors().agent(reading.value.id, "MIL"), "weapons of a state", min(0.8, reading.confidence))


def _national(reading: Reading[Party] | None, country: str, basis: str) -> Reading[Party] | None:
    """ "Soldiers", "police", "villagers" without a country are those of the country."""
    if reading is None or not (reading.value.id or "").startswith("generic:") or "-backed-" in (reading.value.id or ""):
        return reading
    actor = actors().resolve(reading.value.role or reading.value.name, near=country)
    if actor is not None and actor.kind == "generic" and actor.sector in _PEOPLE:
        actor = _people(country, "CVL" if actor.id == "generic:civilians" else actor.sector or "CVL")
    elif actor is None or actor.kind == "generic" or actor.sector not in _STATE:
        return reading
    return reading if actor is None else _party(reading, actor, basis, min(0.65, reading.confidence))


def _users(reading: Reading[Party] | None, country: str, basis: str) -> Reading[Party] | None:
    """The people of a house, a market, a school that was struck."""
    if reading is None or reading.value.id is not None:
        return reading
    words = reading.value.name.lower().split()
    if "coalition" in words and country in _COALITION:
        body = actors().get("org:cjtf-oir")
        return reading if body is None else _party(reading, body, basis, 0.7)
    sector = next((_USERS[word] for word in reversed(words) if word in _USERS), None)
    actor = _people(country, sector) if sector is not None else None
    return reading if actor is None else _party(reading, actor, basis, min(0.55, reading.confidence))


def _people(country: str, sector: str) -> Actor | None:
    state = next((iso3 for iso3, iso2 in iso2_of().items() if iso2 == country), None)
    return actors().agent(state, sector) if state in actors().states else None


def _party(reading: Reading[Party], actor: Actor, basis: str, confidence: float) -> Reading[Party]:
    party = Party(name=actor.name, id=actor.id, role=reading.value.role)
    return Reading(value=party, passages=reading.passages, confidence=confidence, basis=basis)
