"""ACLED-style event types of a snippet, by the ontology's column of ACLED sub-events."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks import rows, words_acts
from benchmarks.coder import mentions
from benchmarks.documents import exact
from benchmarks.parties import sector
from vedette.model import Document, Mention
from vedette.reference.ontology import act_class

TYPE_OF: Final = {
    "Attack": "ATTACK",
    "Armed clash": "ARMED_CLASH",
    "Air/drone strike": "AIR_STRIKE",
    "Shelling/artillery/missile attack": "ART_MISS_ATTACK",
    "Remote explosive/landmine/IED": "REM_EXPLOS",
    "Suicide bomb": "SUIC_BOMB",
    "Grenade": "GRENADE",
    "Chemical weapon": "CHEM_WEAP",
    "Sexual violence": "SEX_VIOL",
    "Abduction/forced disappearance": "ABDUCT_DISSAP",
    "Non-state actor overtakes territory": "NON_STATE_ACTOR_OVERTAKES_TER",
    "Government regains territory": "GOV_REGAINS_TERIT",
    "Arrests": "ARREST",
    "Looting/property destruction": "PROPERTY_DISTRUCT",
    "Peaceful protest": "PEACE_PROTEST",
    "Protest with intervention": "PROTEST_WITH_INTER",
    "Excessive force against protesters": "FORCE_AGAINST_PROTEST",
    "Violent demonstration": "VIOL_DEMONSTR",
    "Mob violence": "MOB_VIOL",
    "Agreement": "AGREEMENT",
    "Change to group/activity": "CHANGE_TO_GROUP_ACT",
    "Headquarters or base established": "HQ_ESTABLISHED",
    "Non-violent transfer of territory": "NON_VIOL_TERRIT_TRANSFER",
    "Disrupted weapons use": "DISR_WEAP",
    "Other": "OTHER",
}
"""The set's labels for ACLED's sub-event types (ACLED codebook 2019; CASE 2021 shared task)."""


TALK: Final = frozenset(
    {"CONSULT", "SANCTION", "THREATEN", "REQUEST", "REJECT", "SUPPORT", "COOPERATE", "AID", "CONCEDE"}
)
STATE: Final = frozenset({"MIL", "COP", "GOV"})


def predict(data: Path) -> Iterator[rows.Row]:
    """A type for every snippet of `case/rows.jsonl`, from the surest mention; OTHER where the coder reads no act."""
    for row in rows.read(data, "case/rows.jsonl"):
        document = exact(row["text"])
        told = mentions(document)
        best = max(told, key=lambda m: (m.is_incident, m.confidence, -m.trigger.start), default=None)
        yield {"id": row["id"], "type": acled_type(best) if best else _of_words(document)}


def acled_type(mention: Mention) -> str:
    """The set's label for what a mention tells."""
    if any(r.value.weapon == "grenade" for r in mention.instruments):
        return "GRENADE"
    if mention.kind == "ASSAULT" and mention.status.value == "foiled":
        return "DISR_WEAP"
    if mention.mode == "capture" and sector(mention.actor) in STATE:
        return "GOV_REGAINS_TERIT"
    return _of_kind(mention.kind, mention.mode)


def _of_kind(kind: str, mode: str | None) -> str:
    if kind == "ACCUSE":
        return "ATTRIB" if mode == "blame" else "DIPLO"
    if kind in TALK:
        return "DIPLO"
    if kind == "RETREAT" and mode == "ceasefire":
        return "AGREEMENT"
    return TYPE_OF.get(act_class(kind, mode).acled or "Other", "OTHER")


def _of_words(document: Document | None) -> str:
    """The type of the first words for an act where the coder makes no record of it."""
    acts = words_acts.read(document) if document else ()
    found = next((act for act in acts if not act.weak and act.status in ("occurred", "foiled")), None)
    return _of_kind(found.kind, found.mode) if found else "OTHER"
