"""Whom a party without an owner of its own stands for: people of the country, the users of a place, the forces of a state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from vedette.coding import bearing
from vedette.coding.drafts import Draft, actor_id
from vedette.coding.names import iso2_of
from vedette.coding.scene import Scene
from vedette.model import Party, Reading
from vedette.reference.actors import Actor, actors

_STATE: Final = frozenset("MIL COP GOV SPY JUD LEG".split())
_PEOPLE: Final = frozenset("CVL AGR BUS LAB EDU MED REL JRN OPP".split())
"""Sectors of people who belong to a country, not to an armed group."""
_CROWDS: Final = frozenset("protester protesters demonstrator demonstrators rioter rioters marcher marchers".split())
"""People in the street, whatever they want: civilians."""
_FORCES: Final = frozenset("drone rocket_missile artillery_mortar air_strike".split())
"""Modes that only the forces of a state can mean where the doer is told by the state's name."""
_USERS: Final[dict[str, str]] = {
    **dict.fromkeys(
        "house houses home homes village villages hamlet hamlets market markets bus buses minibus microbus train trains tram settlement settlements apartment apartments "
        "flat flats dwelling dwellings hut huts tukul tukuls homestead homesteads block tower district districts suburb suburbs lorry stall stalls bazaar "
        "neighbourhood neighborhood procession wedding funeral farmhands brothers sisters boy boys girl girls companion cook passer-by family families crew captives "
        "stallholders porters shoppers voters pedestrians motorist motorists bystander bystanders worshippers commuters travellers sailors households".split(),
        "CVL",
    ),
    **dict.fromkeys(
        "shop shops factory factories hotel mall bank banks quarry refinery supermarket restaurant cafe bakery dairy pipeline pipelines brewery plant".split(),
        "BUS",
    ),
    **dict.fromkeys("church churches mosque mosques temple temples chapel chapels shrine monastery synagogue".split(), "REL"),
    **dict.fromkeys("hospital hospitals clinic ambulance".split(), "MED"),
    **dict.fromkeys("school schools university college kindergarten".split(), "EDU"),
    **dict.fromkeys("courthouse".split(), "JUD"),
}  # fmt: skip
"""Whom things and people outside the tables belong to or are."""
_OFFICIAL: Final[dict[str, str]] = {
    **dict.fromkeys("police gendarmerie".split(), "COP"),
    **dict.fromkeys("army military naval navy outpost outposts checkpoint checkpoints barracks garrison munitions ammunition".split(), "MIL"),
    **dict.fromkeys("ministry municipal".split(), "GOV"),
}  # fmt: skip
"""Words of a site that say which agents of the state hold it."""
_VESSELS: Final = frozenset("ship ships tanker tankers vessel vessels freighter freighters carrier bulker".split())
"""Merchant ships: they belong to no country of the waters that they sail."""
_ARMS: Final = frozenset(
    "post posts position positions tank tanks warship warships jet jets helicopter helicopters base bases vehicle vehicles boat boats fighters column columns".split()
)
"""What is the forces of a state where the name of the state stands before it."""
_COALITION: Final = frozenset({"IQ", "SY"})
"""Where "the coalition" without a further name is the one against Islamic State."""
_RANKS: Final = frozenset(
    f"generic:{role}" for role in "rebels fighters guerrillas insurgents cadres militiamen jihadists".split()
)
"""Members of an armed movement, told by what they are."""
CROWD: Final = "crowd"
"""The role of a party that is told by its number alone."""
_OUTWEIGHS: Final = 0.6
"""A document is about a country where this share of all that it says of countries is about that one."""


def only_group(scenes: Iterable[Scene]) -> Party | None:
    """The one armed group outside the state that a report names; None where it names none or several."""
    named = {
        actor.party.id: actor.party for scene in scenes for actor in scene.actors if actor.named and actor.irregular
    }
    groups = [party for id_, party in named.items() if (id_ or "").startswith("group:")]
    return groups[0] if len(groups) == 1 else None


def settled(draft: Draft, countries: Counter[str], group: Party | None = None) -> Draft:
    """The draft with owners of its parties: by the country of the place, else by the one country the document is about.

    "Soldiers" are the country's, "villagers" and "a market" its people; a state that shells or bombs does so by its forces. The reading
    names what it rests on; a party of another owner or a named one stays as it is.
    """
    placed = draft.place.value.country if draft.place is not None else None
    country, basis = (
        (placed, "country of the place") if placed is not None else (_about(countries), "country of the document")
    )
    actor, target = _agents(draft), draft.target or _hurt(draft)
    actor, target = _member(actor, group, target), _member(target, group, actor)
    if draft.kind in ("ASSAULT", "COERCE"):
        target = _ship(_somebody(target, country, basis, draft))
        target = _people_of(_users(target, country, basis, by_state=_of_state(actor)))
        actor = _gunmen(actor, draft)
    if draft.kind == "PROTEST":
        actor = _crowd(_people_of(actor))
    if country is None:
        return replace(draft, actor=actor, target=target)
    return replace(draft, actor=_national(actor, country, basis), target=_national(target, country, basis))


def owns(state: str, words: str) -> bool:
    """Whether a state is told as an owner ("Israeli", "US", "Iran's"), not as the place of something ("Iraq")."""
    known = actors().states.get(state)
    if known is None or words.endswith(("'s", "’s")):
        return known is not None
    short = words.replace(".", "")
    return (short.isupper() and len(short) <= 3) or words.lower() in {one.lower() for one in known.demonyms}


def held(state: str, words: Sequence[str]) -> Actor | None:
    """The agents or the people of a state that things or people of it stand for ("Pakistani posts", "Albanian villages")."""
    if state not in actors().states or not words:
        return None
    told = next((_OFFICIAL[word] for word in words if word in _OFFICIAL), None)
    sector = told or ("MIL" if words[-1] in _ARMS else _USERS.get(words[-1]))
    sector = sector or ("CVL" if bearing.people(words[-1]) else None)
    return actors().agent(state, sector) if sector is not None else None


def _about(countries: Counter[str]) -> str | None:
    """The one country that is spoken of, or the one that most of what is said of countries is about."""
    most = countries.most_common(1)
    if not most:
        return None
    outweighs = most[0][1] >= 2 and most[0][1] >= _OUTWEIGHS * sum(countries.values())
    return most[0][0] if outweighs or len(countries) == 1 else None


def _agents(draft: Draft) -> Reading[Party] | None:
    """The agents of a state that is told to have acted: its forces where it attacked, its government where it coerced."""
    reading = draft.actor
    if reading is None or reading.value.id not in actors().states or _demonym(reading) is not None:
        return reading
    if draft.kind == "ASSAULT" and draft.mode in _FORCES:
        return _party(
            reading, actors().agent(reading.value.id, "MIL"), "weapons of a state", min(0.8, reading.confidence)
        )
    if draft.kind == "ASSAULT":
        return _party(
            reading, actors().agent(reading.value.id, "MIL"), "attack of a state", min(0.6, reading.confidence)
        )
    if draft.kind == "COERCE":
        return _party(
            reading, actors().agent(reading.value.id, "GOV"), "measure of a state", min(0.7, reading.confidence)
        )
    return reading


def _member(reading: Reading[Party] | None, group: Party | None, other: Reading[Party] | None) -> Reading[Party] | None:
    """Rebels of whom the report names one group are of that group, unless it is the other side."""
    if reading is None or group is None or reading.value.id not in _RANKS or actor_id(other) == group.id:
        return reading
    party = replace(group, role=reading.value.role)
    return replace(reading, value=party, basis="the one group of the report", confidence=min(0.55, reading.confidence))


def _hurt(draft: Draft) -> Reading[Party] | None:
    """Those whom an assault without a target of its own hurt, where a table knows them."""
    if draft.kind != "ASSAULT":
        return None
    known = (
        one for one in draft.others if one.value.role is None and one.value.id not in (None, actor_id(draft.actor))
    )
    return next(known, None)


def _of_state(reading: Reading[Party] | None) -> bool:
    """Whether a party is a state or one of its agents."""
    return reading is not None and (reading.value.id or "").partition("/")[0] in actors().states


def _gunmen(reading: Reading[Party] | None, draft: Draft) -> Reading[Party] | None:
    """Men who shoot are gunmen."""
    shot = draft.mode == "firearms" or any(one.value.weapon == "small_arms" for one in draft.instruments)
    gunmen = actors().get("generic:gunmen")
    if reading is None or reading.value.id != "generic:men" or not shot or gunmen is None:
        return reading
    return _party(reading, gunmen, "weapons", min(0.6, reading.confidence))


def _demonym(reading: Reading[Party]) -> str | None:
    """The state whose people the words mean ("Albanians", "forty Tamils"), None where they mean the state itself or its things."""
    state = actors().states.get(reading.value.id or "")
    words = reading.passages[0].text.split() if reading.passages else []
    last = words[-1].lower() if words else ""
    people = state is not None and any(
        last == f"{one.lower()}s" for one in state.demonyms if not one.endswith(("s", "h", "ese"))
    )
    return reading.value.id if people else None


def _people_of(reading: Reading[Party] | None) -> Reading[Party] | None:
    """The people of a state who are told by its people's name."""
    state = _demonym(reading) if reading is not None else None
    if reading is None or state is None:
        return reading
    return _party(reading, actors().agent(state, "CVL"), "name of a people", min(0.7, reading.confidence))


def _crowd(reading: Reading[Party] | None) -> Reading[Party] | None:
    """Those who protest, told by what they are or only by their number: civilians."""
    if reading is None or reading.value.id is not None or reading.value.role != CROWD:
        return reading
    return replace(reading, value=replace(reading.value, id="generic:civilians"))


def _national(reading: Reading[Party] | None, country: str, basis: str) -> Reading[Party] | None:
    """ "Soldiers", "police", "villagers" without a country are those of the country."""
    if reading is None or not (reading.value.id or "").startswith("generic:") or "-backed-" in (reading.value.id or ""):
        return reading
    actor = actors().resolve(reading.value.role or reading.value.name, near=country)
    if (
        set((reading.value.role or reading.value.name).lower().split()) & _CROWDS
        or reading.value.id == "generic:civilians"
    ):
        actor = _people(country, "CVL")
        return reading if actor is None else _party(reading, actor, basis, min(0.65, reading.confidence))
    if _merchant(reading):
        return reading
    if actor is not None and actor.kind == "generic" and actor.sector in _PEOPLE:
        actor = _people(country, "CVL" if actor.id == "generic:civilians" else actor.sector or "CVL")
    elif actor is None or actor.kind == "generic" or actor.sector not in _STATE:
        return reading
    return reading if actor is None else _party(reading, actor, basis, min(0.65, reading.confidence))


def _users(reading: Reading[Party] | None, country: str | None, basis: str, *, by_state: bool) -> Reading[Party] | None:
    """The people of a house, a market, a school that was struck; the agents who hold a police station, an army post."""
    if reading is None or reading.value.id is not None or country is None:
        return reading
    words = reading.value.name.lower().split()
    if "coalition" in words and country in _COALITION:
        body = actors().get("org:cjtf-oir")
        return reading if body is None else _party(reading, body, basis, 0.7)
    held = None if by_state else next((_OFFICIAL[word] for word in words if word in _OFFICIAL), None)
    sector = held or next((_USERS[word] for word in reversed(words) if word in _USERS), None)
    actor = _people(country, sector) if sector is not None else None
    return reading if actor is None else _party(reading, actor, basis, min(0.55, reading.confidence))


def _merchant(reading: Reading[Party]) -> bool:
    return bool(_VESSELS & set((reading.value.role or reading.value.name).lower().split()))


def _ship(reading: Reading[Party] | None) -> Reading[Party] | None:
    """Ships that trade, under one id, whatever their build."""
    vessel = actors().get("generic:commercial-vessel")
    if (
        reading is None
        or vessel is None
        or not _merchant(reading)
        or not (reading.value.id or "generic:").startswith("generic:")
    ):
        return reading
    return replace(reading, value=replace(reading.value, id=vessel.id), confidence=min(0.6, reading.confidence))


def _somebody(reading: Reading[Party] | None, country: str | None, basis: str, draft: Draft) -> Reading[Party] | None:
    """A man or men whom an assault was done to, told by no more than that: people of the country."""
    if reading is None or reading.value.id != "generic:men" or country is None or draft.kind != "ASSAULT":
        return reading
    actor = _people(country, "CVL")
    return reading if actor is None else _party(reading, actor, basis, min(0.5, reading.confidence))


def _people(country: str, sector: str) -> Actor | None:
    state = next((iso3 for iso3, iso2 in iso2_of().items() if iso2 == country), None)
    return actors().agent(state, sector) if state in actors().states else None


def _party(reading: Reading[Party], actor: Actor, basis: str, confidence: float) -> Reading[Party]:
    party = Party(name=actor.name, id=actor.id, role=reading.value.role)
    return Reading(value=party, passages=reading.passages, confidence=confidence, basis=basis)
