"""What the heads of the encoder tell apart; the order of a head's labels is that of its rows in the shipped weights."""

from __future__ import annotations

from typing import Final

from vedette.reference import ontology

ENTITIES: Final = (
    "Organisation",
    "Location",
    "Person",
    "Weapon",
    "MilitaryPlatform",
    "Quantity",
    "Temporal",
    "Nationality",
    "Money",
    "DocumentReference",
)
FILLERS: Final = ("PerpInd", "PerpOrg", "Target", "Victim", "VictimDescription", "Weapon")
INCIDENTS: Final = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
ROLES: Final = (
    "actor",
    "target",
    "place",
    "from",
    "when",
    "weapon",
    "killed",
    "injured",
    "missing",
    "outcome",
    "by",
    "condition",
)
STATUSES: Final = ("occurred", "foiled", "announced", "hypothetical", "denied", "background")
ATTRIBUTIONS: Final = ("stated", "claimed", "accused", "suspected", "denied")
BIO: Final = ("O", "B", "I")
IGNORED: Final = -100


def kinds() -> tuple[str, ...]:
    """The sixteen roots of the manual."""
    return ontology.kinds()


def modes() -> tuple[str, ...]:
    """Every "KIND.mode" of the manual, and every kind at large."""
    return tuple(act.kind + (f".{act.mode}" if act.mode else "") for act in ontology.act_classes())


def token_heads() -> dict[str, tuple[str, ...]]:
    """Heads on every word of an unmarked window."""
    entity = ("O", *(f"{edge}-{name}" for name in ENTITIES for edge in "BI"))
    fillers = {f"filler:{name}": BIO for name in FILLERS}
    return {"entity": entity, "cue": ("O", *kinds(), "again"), "status": STATUSES, **fillers}


def sentence_heads() -> dict[str, tuple[str, ...]]:
    """Heads on every sentence of an unmarked window; each label is true or false by itself."""
    return {"incidents": INCIDENTS, "kinds": kinds()}


def role_heads() -> dict[str, tuple[str, ...]]:
    """Heads on every word of a window with a marked event."""
    return {f"role:{name}": BIO for name in ROLES}


def mark_heads() -> dict[str, tuple[str, ...]]:
    """Heads on the marked words."""
    return {
        "real": ("no", "yes"),
        "kind": kinds(),
        "mode": modes(),
        "told": STATUSES,
        "attribution": ATTRIBUTIONS,
    }
