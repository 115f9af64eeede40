"""Who uses the place that was struck: "a base that houses American troops", "a store used by the Revolutionary Guards"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from vedette.coding.actors import ActorSpan
from vedette.coding.places import FACILITIES
from vedette.coding.scene import Scene
from vedette.coding.signals import party
from vedette.model import Party, Reading
from vedette.reference.actors import Actor, actors

_HOLDS: Final = frozenset("houses housing hosts hosting host shelters sheltering holding quarters quartering".split())
_BY: Final = frozenset(
    {
        ("used", "by"),
        ("manned", "by"),
        ("run", "by"),
        ("held", "by"),
        ("occupied", "by"),
        ("belonging", "to"),
        ("home", "to"),
        ("operated", "by"),
    }
)
_STAY: Final = frozenset("stationed posted based live lived stay staying quartered deployed housed are were".split())
_STRUCK: Final = FACILITIES | frozenset(
    "store stores depot depots warehouse warehouses building buildings house safehouse place places facility facilities sites stores target targets estate village city "
    "complex hangar posts office offices centre center".split()
)
_MEN: Final = frozenset("troops forces personnel soldiers".split())
_REACH: Final = 7


def read(scene: Scene, doer: str | None) -> Reading[Party] | None:
    """The armed users of a facility that the sentence names them for, None where it names none; never the doer."""
    lower = scene.phrases.lower
    placed = {
        i for n in scene.named for i in range(n.first, n.last) if any(c.kind == "facility" for c in n.candidates[:1])
    }
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
    """The first armed party there; "American and other coalition troops" are first of all American."""
    for actor in scene.actors:
        if not first <= actor.first < last or actor.last <= first + 1 or actor.party.id is None:
            continue
        if actor.named and actor.armed and actor.modifies is None:
            return actor
        forces = _forces(scene, actor)
        if forces is not None:
            return replace(actor, party=Party(name=forces.name, id=forces.id), sector="MIL", bare_state=False)
    return None


def _forces(scene: Scene, actor: ActorSpan) -> Actor | None:
    """The forces of a state told by its people's name, or of the body named after "of" ("forces of the coalition")."""
    lower = scene.phrases.lower
    following = lower[actor.last : actor.last + 6]
    if actor.state in actors().states and actor.named and _MEN & set(following[:5]):
        return actors().agent(actor.state, "MIL")
    if actor.sector == "MIL" and following[:1] == ("of",):
        end = next((i for i in range(actor.last, len(lower)) if lower[i] in (",", ".", ";")), len(lower))
        found = actors().resolve(scene.phrases.words((actor.first, min(end, actor.last + 7))))
        return found if found is not None and found.kind != "generic" else None
    return None
