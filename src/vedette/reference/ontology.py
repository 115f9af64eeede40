"""The kinds of act and their modes, and how other codebooks would file them."""

from dataclasses import dataclass
from functools import cache

from vedette.reference.tables import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class ActClass:
    """One kind with one mode (None: the kind at large) and its place in other codebooks; None where they have none.

    `quad` is the quad class in words; `acled` a sub-event type; `cameo` a CAMEO code whose first two digits are the root;
    `muc4` an incident type; `plover_score` and `goldstein` are export columns and feed no rule.
    """

    kind: str
    mode: str | None
    quad: str
    acled: str | None
    cameo: str
    muc4: str | None
    plover_mode: str | None
    plover_score: float
    goldstein: float

    @property
    def cameo_root(self) -> str:
        """The CAMEO root code, two digits."""
        return self.cameo[:2]


@cache
def act_classes() -> tuple[ActClass, ...]:
    """Every kind and mode of the manual, in its order."""
    return tuple(
        ActClass(
            kind=row["kind"],
            mode=row["mode"] or None,
            quad=row["quad"],
            acled=row["acled_sub_event"] or None,
            cameo=row["cameo"],
            muc4=row["muc4"] or None,
            plover_mode=row["plover_mode"] or None,
            plover_score=float(row["plover_score"]),
            goldstein=float(row["goldstein"]),
        )
        for row in rows("ontology.csv")
    )


def kinds() -> tuple[str, ...]:
    """The sixteen kinds."""
    return tuple(dict.fromkeys(act.kind for act in act_classes()))


def modes(kind: str) -> tuple[str, ...]:
    """The modes of one kind; KeyError for an unknown kind."""
    if kind not in kinds():
        raise KeyError(kind)
    return tuple(act.mode for act in act_classes() if act.kind == kind and act.mode is not None)


def act_class(kind: str, mode: str | None = None) -> ActClass:
    """The row of a kind and mode; a mode that the table lacks falls back to the kind. KeyError for an unknown kind."""
    table = _by_act()
    return table.get((kind, mode)) or table[(kind, None)]


@cache
def _by_act() -> dict[tuple[str, str | None], ActClass]:
    return {(act.kind, act.mode): act for act in act_classes()}
