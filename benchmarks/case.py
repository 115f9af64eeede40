"""ACLED-style event types of a snippet, by the ontology's column of ACLED sub-events."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks import rows
from benchmarks.coder import mentions
from benchmarks.documents import exact
from vedette.model import Mention
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


def predict(data: Path) -> Iterator[rows.Row]:
    """A type for every snippet of `case/rows.jsonl`, from the surest mention; OTHER where the coder reads no act."""
    for row in rows.read(data, "case/rows.jsonl"):
        told = mentions(exact(row["text"]))
        best = max(told, key=lambda m: (m.is_incident, m.confidence, -m.trigger.start), default=None)
        yield {"id": row["id"], "type": acled_type(best) if best else "OTHER"}


def acled_type(mention: Mention) -> str:
    """The set's label for what a mention tells."""
    if any(r.value.weapon == "grenade" for r in mention.instruments):
        return "GRENADE"
    if mention.kind == "RETREAT" and mention.mode in ("ceasefire", "disarm"):
        return "AGREEMENT" if mention.mode == "ceasefire" else "CHANGE_TO_GROUP_ACT"
    return TYPE_OF.get(act_class(mention.kind, mention.mode).acled or "Other", "OTHER")
