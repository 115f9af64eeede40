"""Who uses the place that was struck: "a base that houses American troops", "a store used by the Revolutionary Guards"."""

from __future__ import annotations

from typing import Final

from vedette.coding.actors import ActorSpan
from vedette.coding.places import FACILITIES
from vedette.coding.scene import Scene
from vedette.coding.signals import party
from vedette.model import Party, Reading

_HOLDS: Final = frozenset("houses housing hosts hosting host shelters sheltering holding quarters quartering".split())
_BY: Final = frozenset(
    {("used", "by"), ("manned", "by"), ("run", "by"), ("held", "by"), ("occupied", "by"), ("belonging", "to"), ("home", "to"), ("operated", "by")}
)
_STAY: Final = frozenset("stationed posted based live lived stay staying quartered deployed housed are were".split())
_STRUCK: Final = FACILITIES | frozenset(
    "store stores depot depots warehouse warehouses building buildings house safehouse place places facility facilities sites stores target targets estate village city "
    "complex hangar posts office offices centre center".split()
)
_REACH: Final = 7


def read(scene: Scene, doer: str | None) -> Reading[Party] | None:
    """The armed users of a facility that the sentence names them for, None where it names none; never the doer."""
    lower = scene.phrases.lower
    placed = {i for n in scene.named for i in range(n.first, n.last) if any(c.kind == "facility" for c in n.candidates[:1])}
    site = next((i for i, word in enumerate(lower) if word in _STRUCK or i in placed), None)
    if site is None:
        return None
    for at in range(site + 1, len(lower)):
        found = _user(scene, at)
        if found is not None and found.party.id != doer:
            return party(scene, found)
    return None


def _user(scene: Scene, at: int) -> ActorSpan | None:
    lower = scene.phrases.lower
    if lower[at] in _HOLDS or lower[at : at + 2] in _BY:
        return _armed(scene, at, at + _REACH)
    if lower[at] == "where":
        found = _armed(scene, at, at + _REACH)
        return found if found is not None and _STAY & set(lower[found.last : found.last + 4]) else None
    return None


def _armed(scene: Scene, first: int, last: int) -> ActorSpan | None:
    return next(
        (a for a in scene.actors if first < a.first < last and a.party.id is not None and a.armed and a.modifies is None and a.named),
        None,
    )
