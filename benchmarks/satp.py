"""Incidents of one conflict told in a few sentences each: initiator, actions, targets, counts and place of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from benchmarks import rows
from benchmarks.coder import mentions
from benchmarks.documents import day, exact
from benchmarks.parties import sector
from vedette.model import Mention, Party, Reading
from vedette.reference.gazetteer import gazetteer

DONE: Final = frozenset({"occurred", "foiled", "background"})
"""Every text of the set tells one incident as done; how long ago it was plays no part."""

ACTION_OF_MODE: Final = {
    "ied_mine": "bombing", "suicide": "bombing", "abduction": "abduction", "arson_destruction": "infrastructure",
}  # fmt: skip
"""Modes of ASSAULT that the set does not call an armed assault."""

ACTION_OF: Final = {("COERCE", "arrest"): "arrest", ("COERCE", "seize"): "seizure", ("RETREAT", "disarm"): "surrender"}
BOMBS: Final = frozenset({"ied", "mine", "grenade", "vehicle_bomb"})
"""Weapons that make a "bombing" of an assault told by other words."""

SIDE_OF_SECTOR: Final = {
    **dict.fromkeys(("REB", "PRM", "UAF"), "maoist"),
    **dict.fromkeys(("MIL", "COP", "SPY"), "security"),
    **dict.fromkeys(("GOV", "LEG", "JUD", "PTY", "ELI", "OPP"), "government"),
    **dict.fromkeys(("CVL", "BUS", "MED", "EDU", "REL", "LAB", "AGR", "NGO", "SOC", "REF", "HLH", "UNK"), "civilians"),
}
"""The set's five kinds of target by PLOVER sector."""

INITIATOR_OF_SIDE: Final = {"maoist": "Maoist", "security": "Security", "government": "Security"}
BY_NATURE: Final = {"arrest": "Security", "seizure": "Security", "surrender": "Maoist"}
"""Who initiates an act that only one side of this conflict can do, where the text leaves its doer out."""

PUBLIC: Final = frozenset(
    "railway track tracks station school schools panchayat culvert bridge bridges road office offices post building buildings "
    "hospital court barrack barracks bhawan pipeline pylon dam airstrip jail camp outpost bungalow godown checkpost".split()
)
"""Words for works of the state, which the set counts as government targets; private property counts as none."""

PEOPLE: Final = frozenset("person persons people man men woman women boy girl villager villagers youth youths family driver drivers".split())


def predict(data: Path) -> Iterator[rows.Row]:
    """A record for every text of `satp/incidents.jsonl`."""
    for row in rows.read(data, "satp/incidents.jsonl"):
        told = tuple(m for m in mentions(exact(row["text"], day(row["date"]))) if m.status.value in DONE)
        yield {"id": row["id"], **record(told)}


def record(told: Sequence[Mention]) -> rows.Row:
    """The mentions of one text as one record of the set."""
    acts = [(m, action) for m in told for action in actions(m)]
    names = list(dict.fromkeys(action for _, action in acts))
    who = initiator(acts)
    killed = [c for m in told for c in _counts(m, "killed")]
    return {
        "initiator": who,
        "actions": names,
        "targets": targets(acts, who),
        "killed": {"total": sum(n for n, _ in killed)},
        "injured": sum(n for m in told for n, _ in _counts(m, "injured")),
        "arrests": sum(_people(m) for m, action in acts if action == "arrest"),
        "surrenders": sum(_people(m) for m, action in acts if action == "surrender"),
        "abducted": sum(n for m in told for n, _ in _counts(m, "missing")),
        **_place(told),
    }


def actions(mention: Mention) -> tuple[str, ...]:
    """The set's names for what a mention tells; () where it has none."""
    if mention.kind != "ASSAULT":
        named = ACTION_OF.get((mention.kind, mention.mode or ""))
        return (named,) if named else ()
    told = ACTION_OF_MODE.get(mention.mode or "", "armed_assault")
    bombed = told == "armed_assault" and any(r.value.weapon in BOMBS for r in mention.instruments)
    return (told, "bombing") if bombed else (told,)


def initiator(acts: Iterable[tuple[Mention, str]]) -> str:
    """Who began it: the doer told first, else the only side that does such a thing, else unknown."""
    acts = tuple(acts)
    for mention, _ in acts:
        side = SIDE_OF_SECTOR.get(sector(mention.actor) or "")
        if side in INITIATOR_OF_SIDE and mention.mode != "clash":
            return INITIATOR_OF_SIDE[side]
    return next((BY_NATURE[action] for _, action in acts if action in BY_NATURE), "Unknown")


def targets(acts: Sequence[tuple[Mention, str]], who: str) -> list[str]:
    """The kinds of target of all acts; "no_target" where the set sees none (a surrender, a clash that nobody began)."""
    found: list[str] = []
    for mention, action in acts:
        if action in ("arrest", "seizure"):
            found.append("maoist" if who != "Maoist" else "civilians")
        elif action != "surrender":
            found += _sides(mention)
    if who == "Unknown" or (acts and all(action == "surrender" for _, action in acts)):
        return ["no_target"]
    own = {"Maoist": "maoist", "Security": "security"}[who]
    return list(dict.fromkeys(side for side in found if side != own)) or ["no_target"]


def _sides(mention: Mention) -> Iterator[str]:
    target = mention.target
    known = SIDE_OF_SECTOR.get(sector(target) or "")
    if known:
        yield known
    elif target is not None:
        yield from _by_words(target)
    if any(c.value.side == "civilian" for c in mention.casualties):
        yield "civilians"


def _by_words(target: Reading[Party]) -> Iterator[str]:
    said = set(target.value.name.lower().replace("-", " ").split())
    if said & PUBLIC:
        yield "government"
    elif said & PEOPLE:
        yield "civilians"


def _counts(mention: Mention, effect: str) -> Iterator[tuple[int, str]]:
    for reading in mention.casualties:
        if reading.value.effect == effect and reading.value.count is not None:
            yield reading.value.count.figure or 0, reading.value.side


def _people(mention: Mention) -> int:
    """How many were arrested or gave up, by the words of the party."""
    return 0 if mention is None else 1


def _place(told: Sequence[Mention]) -> rows.Row:
    for mention in told:
        if mention.place is None:
            continue
        where = mention.place.value
        named = [where.id or "", *where.within]
        places = [place for id in named if (place := gazetteer().get(id)) is not None]
        district = next((p.name for p in places if p.kind == "district"), None)
        state = next((p.name for p in places if p.id.startswith("adm1:")), None)
        if state:
            return {"state": state, "district": district.removesuffix(" District") if district else None}
    return {}
