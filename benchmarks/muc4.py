"""Templates of terrorist incidents from the mentions of a document (the MUC-3/4 task)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks import muc4_cases, muc4_slots, rows
from benchmarks.documents import cleaned, day
from benchmarks.parties import sector
from vedette.coding.local import cases
from vedette.coding.local.weighing import learned
from vedette.model import Document, Mention
from vedette.reference.gazetteer import gazetteer

TYPE_OF_MODE: Final = {
    "ied_mine": "bombing", "suicide": "bombing", "abduction": "kidnapping", "seize": "robbery", "strike": "forced work stoppage",
}  # fmt: skip
"""Incident types of modes other than attack."""

BOMBS: Final = frozenset({"ied", "mine", "vehicle_bomb", "suicide_vest"})
STAGES: Final = {"occurred": "ACCOMPLISHED", "foiled": "ATTEMPTED", "announced": "THREATENED"}
FORCES: Final = frozenset({"MIL", "COP", "SPY"})
CUT: Final = 0.22
"""Incidents and fillers less likely than this are left out: about half of the F1 that train documents reach outside each fit (.47, see the card of
roles.json), where one more answer adds to F1 on average (Lipton et al. 2014)."""
GROUPS: Final = frozenset({"REB", "PRM", "UAF", "CRM"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """The mentions of one document that the task counts as one incident of one type."""

    type: str
    told: tuple[Mention, ...]


def predict(data: Path) -> Iterator[rows.Row]:
    """The templates of every document of `muc4/docs.jsonl`."""
    for row in rows.read(data, "muc4/docs.jsonl"):
        published = day(row["published"])
        document = cleaned(row["text"], published)
        filed_from = country_of((row["dateline"] or {}).get("place"))
        yield {
            "docid": row["docid"],
            "templates": list(templates(document, dated=published is not None, filed_from=filed_from)),
        }


def templates(document: Document | None, *, dated: bool, filed_from: str | None = None) -> Iterator[dict[str, Any]]:
    """Templates in the order of first telling.

    `dated` False keeps days out that rest on a publication day nobody knows; `filed_from` is the country of the dateline.
    """
    mentions, reads = muc4_cases.told(document) if document is not None else ((), ())
    if document is None or not reads:
        return
    groups = incidents(mentions)
    found = [muc4_slots.fill(one.type, one.told, document, dated=dated, filed_from=filed_from) for one in groups]
    acts = [muc4_cases.act(g.type, g.told, slots, reads, document) for g, slots in zip(groups, found, strict=True)]
    for case in cases.read(reads, acts, learned()):
        if case.probability >= CUT:
            slots = (
                found[case.act]
                if case.act is not None
                else muc4_slots.fill(case.type, (), document, dated=dated, filed_from=filed_from)
            )
            yield muc4_slots.completed(slots, muc4_cases.entities(case, reads, document, CUT))


def country_of(place: str | None) -> str | None:
    """The name of the country of a place, by the gazetteer's first choice."""
    found = gazetteer().named(place)[:1] if place else ()
    country = gazetteer().country(found[0].country) if found and found[0].country else None
    return country.name if country else None


def incidents(told: Sequence[Mention]) -> tuple[Incident, ...]:
    """Relevant mentions, those of one type together unless day or place keeps them apart (the task's own rule of thumb)."""
    found: list[list[Mention]] = []
    for mention in told:
        if not relevant(mention):
            continue
        home = next(
            (
                group
                for group in found
                if incident_type(group[0]) == incident_type(mention) and _together(group, mention)
            ),
            None,
        )
        if home is None:
            found.append([mention])
        else:
            home.append(mention)
    return tuple(Incident(type=incident_type(group[0]), told=tuple(group)) for group in found)


def relevant(mention: Mention) -> bool:
    """Whether the task wants it: violence that was done, tried or threatened, other than between armed sides."""
    if mention.status.value not in STAGES or mention.kind not in ("ASSAULT", "PROTEST", "COERCE"):
        return False
    if mention.kind == "COERCE":
        return mention.mode == "seize" and sector(mention.actor) in GROUPS
    if mention.kind == "PROTEST":
        return mention.mode == "strike" and sector(mention.actor) in GROUPS
    doer, target = sector(mention.actor), sector(mention.target)
    civilian = any(c.value.side == "civilian" for c in mention.casualties)
    if not (mention.target or mention.other_targets or mention.casualties) and incident_type(mention) == "attack":
        return False  # nobody and nothing that it was done to
    if doer in FORCES | {"GOV"} and not civilian and (target is None or target in FORCES):
        return False
    if mention.mode in ("clash", "capture") or target in GROUPS or (target in FORCES and doer not in FORCES):
        return civilian
    return True


def incident_type(mention: Mention) -> str:
    """The task's name for what was done."""
    named = TYPE_OF_MODE.get(mention.mode or "")
    if named:
        return named
    weapons = {r.value.weapon for r in mention.instruments}
    if weapons & BOMBS:
        return "bombing"
    return "arson" if mention.mode == "arson_destruction" and "fire" in weapons else "attack"


def _together(group: Sequence[Mention], later: Mention) -> bool:
    return all(not _apart(earlier, later) for earlier in group)


def _apart(one: Mention, other: Mention) -> bool:
    if one.when.passages and other.when.passages and one.when.value.gap(other.when.value) > 0:
        return True
    if one.place is None or other.place is None or one.place.value.id is None or other.place.value.id is None:
        return False
    a, b = one.place.value, other.place.value
    return a.id != b.id and a.id not in b.within and b.id not in a.within
