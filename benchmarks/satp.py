"""Incidents of one conflict told in a few sentences each: initiator, actions, targets, counts and place of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from benchmarks import rows
from benchmarks.coder import mentions
from benchmarks.documents import day, exact
from benchmarks.parties import sector
from vedette.coding import counts
from vedette.coding.base import sentences
from vedette.model import Document, Mention, Party, Reading
from vedette.reference.gazetteer import gazetteer
from vedette.reference.names import fold

DONE: Final = frozenset({"occurred", "foiled"})

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
BY_NATURE: Final = {"arrest": "Security", "seizure": "Security", "surrender": "Maoist", "bombing": "Maoist"}
"""Who initiates an act that only one side of this conflict can do, where the text leaves its doer out."""

PUBLIC: Final = frozenset(
    "railway track tracks station school schools panchayat culvert bridge bridges road office offices post building buildings "
    "picket pickets tower line lines hospital court barrack barracks bhawan pipeline pylon dam airstrip jail camp outpost bungalow godown checkpost".split()
)
"""Words for works of the state, which the set counts as government targets; private property counts as none."""

NEAR: Final = 40
"""Characters before the words for people within which their number stands."""

PEOPLE: Final = frozenset(
    "person persons people man men woman women boy girl villager villagers youth youths family driver drivers".split()
)


def predict(data: Path) -> Iterator[rows.Row]:
    """A record for every text of `satp/incidents.jsonl`."""
    for row in rows.read(data, "satp/incidents.jsonl"):
        document = exact(row["text"], day(row["date"]))
        told = tuple(m for m in mentions(document) if m.status.value in DONE)
        yield {"id": row["id"], **(record(told, document) if document else {})}


def record(told: Sequence[Mention], document: Document) -> rows.Row:
    """The mentions of one text as one record of the set."""
    acts = [(m, action) for m in told for action in actions(m)]
    names = list(dict.fromkeys(action for _, action in acts))
    who = initiator(told, acts)
    killed = [c for m in told for c in _counts(m, "killed")]
    return {
        "initiator": who,
        "actions": names,
        "targets": targets(acts, who),
        "killed": {"total": sum(n for n, _ in killed)},
        "injured": sum(n for m in told for n, _ in _counts(m, "injured")),
        "arrests": sum(_people(m, document) for m, action in acts if action == "arrest"),
        "surrenders": sum(_people(m, document) for m, action in acts if action == "surrender"),
        "abducted": sum(n for m in told for n, _ in _counts(m, "missing")),
        **_place(told),
    }


def actions(mention: Mention) -> tuple[str, ...]:
    """The set's names for what a mention tells; () where it has none."""
    if mention.mode == "raid_ambush" and SIDE_OF_SECTOR.get(sector(mention.actor) or "") == "security":
        return ()  # a search: the set names what it led to
    if mention.kind != "ASSAULT":
        named = ACTION_OF.get((mention.kind, mention.mode or ""))
        return (named,) if named else ()
    told = ACTION_OF_MODE.get(mention.mode or "", "armed_assault")
    bombed = told == "armed_assault" and any(r.value.weapon in BOMBS for r in mention.instruments)
    return (told, "bombing") if bombed else (told,)


def initiator(told: Iterable[Mention], acts: Iterable[tuple[Mention, str]]) -> str:
    """Who began it: the doer told first, else the only side that does such a thing, else unknown."""
    for mention in told:
        side = SIDE_OF_SECTOR.get(sector(mention.actor) or "")
        if side in INITIATOR_OF_SIDE and mention.mode != "clash" and mention.kind in ("ASSAULT", "COERCE", "RETREAT"):
            return INITIATOR_OF_SIDE[side]
    return next((BY_NATURE[action] for _, action in acts if action in BY_NATURE), "Unknown")


def targets(acts: Sequence[tuple[Mention, str]], who: str) -> list[str]:
    """The kinds of target of all acts; "no_target" where the set sees none (a surrender, a clash that nobody began)."""
    found: list[str] = []
    for mention, action in acts:
        if action in ("arrest", "seizure"):
            found.append("maoist" if who != "Maoist" else "civilians")
        elif action != "surrender" and not (who == "Unknown" and mention.mode == "clash"):
            found += _sides(mention, action)
    own = {"Maoist": "maoist", "Security": "security"}.get(who)
    return list(dict.fromkeys(side for side in found if side != own)) or ["no_target"]


def _sides(mention: Mention, action: str) -> Iterator[str]:
    target = mention.target
    known = SIDE_OF_SECTOR.get(sector(target) or "")
    if target is not None and PUBLIC & _words(target):
        yield "government"
    elif known:
        yield known
    elif (
        action == "abduction"
        or any(c.value.effect != "harmed" and c.value.side in ("target", "unknown") for c in mention.casualties)
        or (target is not None and PEOPLE & _words(target))
    ):
        yield "civilians"
    if any(c.value.side == "civilian" for c in mention.casualties):
        yield "civilians"


def _words(party: Reading[Party]) -> set[str]:
    said = " ".join((party.value.name, *(p.text for p in party.passages)))
    return set(said.lower().replace("-", " ").split())


def _counts(mention: Mention, effect: str) -> Iterator[tuple[int, str]]:
    for reading in mention.casualties:
        if reading.value.effect == effect and reading.value.count is not None:
            yield reading.value.count.figure or 0, reading.value.side


def _people(mention: Mention, document: Document) -> int:
    """How many were arrested or gave up: the number before the words for them, one where there is none."""
    party = mention.target if mention.kind == "COERCE" else mention.actor
    if party is None or not party.passages:
        return 1
    words = party.passages[0]
    sentence = next((s for s in sentences(document) if s.start <= words.start < s.end), None)
    told = (
        [n for n in counts.read(sentence) if n.counts and words.start - NEAR <= n.start < words.end] if sentence else []
    )
    return (told[-1].quantity.figure or 1) if told else 1


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
            return {"state": fold(state), "district": fold(district).removesuffix(" district") if district else None}
    return {}
