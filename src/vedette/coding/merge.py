"""Tellings of one event within one document, brought together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from vedette.coding.drafts import Draft, actor_id, joined
from vedette.coding.signals import VERBAL
from vedette.coding.status import BACKGROUND_DAYS
from vedette.model import Casualty, Reading, Where
from vedette.reference.actors import actors
from vedette.reference.geo import distance_km

_GENERAL: Final = frozenset({None, "other", "killing", "arson_destruction", "raid_ambush", "clash"})
_ALIKE: Final = (
    frozenset({"ied_mine", "suicide"}),
    frozenset({"rocket_missile", "artillery_mortar"}),
    frozenset({"drone", "air_strike"}),
    frozenset({"air_strike", "rocket_missile"}),
    frozenset({"drone", "rocket_missile"}),
    frozenset({"firearms", "killing"}),
)
_DEED: Final = {"killing": "harm", "arson_destruction": "fire", "abduction": "taking", "capture": "ground"}
_REACH: Final = 40
"""Events told before that a telling is compared with."""
_DONE: Final = frozenset({"occurred", "foiled"})
_AFTERMATH: Final = 2
"""Sentences after an act in which its harm and the fate of its weapons are told."""
_NEAR: Final = 3
"""Sentences within which "the attack" still points back without naming anything."""


@dataclass(frozen=True, slots=True)
class Ties:
    """What speaks for two tellings being one, and whether anything forbids it."""

    weight: float
    forbidden: bool


def merge(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """One draft for each event, in the order of first telling; a telling too bare to stand alone joins or goes."""
    kept: list[Draft] = []
    for draft in drafts:
        if draft.adds is not None and draft.status in _DONE:
            home = _home(kept, draft)
            if home is not None:
                kept[home] = joined(kept[home], draft)
                continue
            if draft.adds in ("harmless", "toll") or (draft.adds == "fate" and not (draft.place or draft.when)):
                continue
        best = max(
            ((_ties(earlier, draft), -i) for i, earlier in enumerate(kept) if i >= len(kept) - _REACH),
            key=lambda pair: (not pair[0].forbidden, pair[0].weight, -pair[1]),
            default=None,
        )
        at = None if best is None else -best[1]
        if best is not None and at is not None and not best[0].forbidden and best[0].weight >= 2.0:
            kept[at] = joined(kept[at], draft)
        elif not draft.bare and not (draft.anaphoric and not draft.specific and draft.actor is None):
            kept.append(draft)
    return tuple(kept)


def _home(kept: list[Draft], draft: Draft) -> int | None:
    """The act told just before that a fate or a harm belongs to; none where several could be meant by those whom nothing befell."""
    near: list[tuple[int, int]] = []
    for i, earlier in enumerate(kept):
        distance = draft.first - max((n for n in earlier.sentences if n <= draft.first), default=-_REACH)
        own = draft.adds == "fate" or distance > 0
        if (
            earlier.kind == "ASSAULT"
            and earlier.status in _DONE
            and own
            and distance <= _AFTERMATH
            and _could_add(earlier, draft)
        ):
            near.append((distance, -i))
    if not near:
        return None
    nearest = [pair for pair in near if pair[0] == min(near)[0]]
    if len(nearest) > 1 and draft.adds == "harmless":
        return None
    return -min(nearest)[1]


def _could_add(earlier: Draft, later: Draft) -> bool:
    """Whether what is added may be about the act told earlier: no other day, no other place, no other weapon."""
    if _days_differ(earlier, later) or (_old(earlier) != _old(later) and later.when is not None):
        return False
    if later.adds != "fate" or later.partial:
        if _places(earlier.place, later.place) < 0:
            return False
    elif later.place is not None and later.when is not None and _places(earlier.place, later.place) < 0:
        return False
    if later.adds == "fate":
        return not (_weapons(earlier) and _weapons(later)) or bool(_weapons(earlier) & _weapons(later))
    return True


def _ties(earlier: Draft, later: Draft) -> Ties:
    if earlier.kind != later.kind or _statuses_differ(earlier, later):
        return Ties(0.0, True)
    if earlier.kind in VERBAL or earlier.kind in ("AID", "MOBILIZE", "SANCTION", "CONCEDE", "RETREAT"):
        return _said_again(earlier, later)
    if _modes_differ(earlier, later) or _days_differ(earlier, later) or _swapped(earlier, later):
        return Ties(0.0, True)
    if earlier.clear and later.clear and earlier.sentences & later.sentences:
        return Ties(0.0, True)
    if earlier.sentences & later.sentences and _two_deeds(earlier, later):
        return Ties(0.0, True)
    places = _places(earlier.place, later.place)
    if _old(earlier) != _old(later) and not later.anaphoric:
        return Ties(0.0, True)
    if places < 0 or _doers_differ(earlier, later):
        return Ties(0.0, True)
    tolls = _tolls(earlier, later)
    weight = places + tolls
    if tolls < 0 and not later.anaphoric:
        return Ties(weight, True)
    weight += 1.0 if _weapons(earlier) & _weapons(later) else 0.0
    weight += _same(actor_id(earlier.actor), actor_id(later.actor)) + _same(
        actor_id(earlier.target), actor_id(later.target)
    )
    weight += 1.0 if earlier.when and later.when and earlier.when.value.gap(later.when.value) == 0 else 0.0
    first = later.first
    distance = min(abs(first - i) for i in earlier.sentences)
    if _further(later) and not _further(earlier) and distance <= _NEAR and not later.anaphoric:
        return Ties(weight, True)
    if later.anaphoric or later.bare:
        weight += 2.0 if distance <= _NEAR else 0.5
        weight += max(0.0, 0.5 - 0.05 * distance)
    if earlier.scene.sentence.is_headline or (
        earlier.first == 0 and not earlier.scene.sentence.text.endswith((".", '"', "”"))
    ):
        weight += 1.0
    if later.anaphoric and later.mode is not None and later.mode == earlier.mode:
        weight += 1.0
    if _states_differ(actor_id(earlier.target), actor_id(later.target)):
        weight -= 1.0
    if earlier.kind == "COERCE" and distance <= 2 and earlier.mode == later.mode:
        weight += 1.0
    if distance <= 1 and not (later.place or later.when) and later.actor is None:
        weight += 1.0
    if distance == 0:
        weight -= 1.5
    if later.plural != earlier.plural:
        weight -= 1.0
    return Ties(weight, False)


def _two_deeds(earlier: Draft, later: Draft) -> bool:
    """Whether one sentence tells two deeds that are done in different ways, each to a mark of its own ("killed a family and set fire to six houses")."""
    deeds = {_DEED.get(earlier.mode or ""), _DEED.get(later.mode or "")}
    return None not in deeds and len(deeds) == 2 and not (earlier.anaphoric or later.anaphoric)


def _further(draft: Draft) -> bool:
    """Whether an act tells of a weapon besides those told before ("another drone crashed on the base")."""
    return any(
        r.passages[0].text.lower().startswith(("another ", "a second ", "a further ", "a third "))
        for r in draft.instruments
        if r.passages
    )


def _weapons(draft: Draft) -> set[str]:
    """The weapons told, loosely: a one-way drone is a drone, any missile a missile."""
    return {
        "drone" if "drone" in r.value.weapon else "missile" if "missile" in r.value.weapon else r.value.weapon
        for r in draft.instruments
    }


def _statuses_differ(earlier: Draft, later: Draft) -> bool:
    if {earlier.status, later.status} <= _DONE:
        return False
    return earlier.status != later.status


def _said_again(earlier: Draft, later: Draft) -> Ties:
    doers, targets = (
        (actor_id(earlier.actor), actor_id(later.actor)),
        (actor_id(earlier.target), actor_id(later.target)),
    )
    if not _akin(*doers) or (None not in targets and not _akin(*targets)):
        return Ties(0.0, True)
    if earlier.condition and later.condition and earlier.condition.value.lower() != later.condition.value.lower():
        return Ties(0.0, True)
    if earlier.when and later.when and earlier.when.value.gap(later.when.value) > 0:
        return Ties(0.0, True)
    if earlier.mode and later.mode and earlier.mode != later.mode and earlier.kind not in ("REQUEST", "CONSULT"):
        return Ties(0.0, True)
    near = min(abs(later.first - i) for i in earlier.sentences) <= 2
    return (
        Ties(2.0 + (1.0 if targets[0] == targets[1] else 0.0), False)
        if near or targets[0] == targets[1]
        else Ties(1.0, False)
    )


def _akin(one: str | None, other: str | None) -> bool:
    """Whether two ids may be one party: equal, or one is the state or the unnamed group above the other."""
    if one is None or other is None:
        return False
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")


def _same(one: str | None, other: str | None) -> float:
    return 1.0 if one is not None and one == other else 0.0


def _states_differ(one: str | None, other: str | None) -> bool:
    """Whether two ids belong to different states."""
    if one is None or other is None or ":" in one or ":" in other:
        return False
    return one.partition("/")[0] != other.partition("/")[0]


def _doers_differ(earlier: Draft, later: Draft) -> bool:
    one, other = actor_id(earlier.actor), actor_id(later.actor)
    if one is None or other is None or _akin(one, other):
        return False
    if one.startswith("generic:") or other.startswith("generic:"):
        return False
    return actors().related(one, other) is None


def _swapped(earlier: Draft, later: Draft) -> bool:
    one, other = (actor_id(earlier.actor), actor_id(earlier.target)), (actor_id(later.actor), actor_id(later.target))
    return None not in (one[0], other[0]) and one != other and one == (other[1], other[0])


def _modes_differ(earlier: Draft, later: Draft) -> bool:
    one, other = earlier.mode, later.mode
    if one == other:
        return False
    if "abduction" in (one, other):
        return not (one is None or other is None)
    if one in _GENERAL or other in _GENERAL:
        return False
    return frozenset({one, other}) not in _ALIKE


def _old(draft: Draft) -> bool:
    """Whether it is told as history: such a telling never dates an act that is news."""
    return (
        draft.when is not None
        and (draft.scene.sentence.document.published - draft.when.value.latest).days > BACKGROUND_DAYS
    )


def _days_differ(earlier: Draft, later: Draft) -> bool:
    return earlier.when is not None and later.when is not None and earlier.when.value.gap(later.when.value) > 0


def _places(one: Reading[Where] | None, other: Reading[Where] | None) -> float:
    """2 for the same place, 1 for one inside the other, 0 unknown, -1 for places apart."""
    if one is None or other is None:
        return 0.0
    a, b = one.value, other.value
    if a.id == b.id and (a.id is not None or a.name.lower() == b.name.lower()):
        return 2.0 if a.precision != "country" else 0.5
    if (a.id and a.id in b.within) or (b.id and b.id in a.within):
        return 1.0 if "country" not in (a.precision, b.precision) else 0.5
    if a.lat is not None and a.lon is not None and b.lat is not None and b.lon is not None:
        apart = distance_km(a.lat, a.lon, b.lat, b.lon)
        return 1.0 if apart <= min(max(a.radius_km or 0, b.radius_km or 0), 60.0) else -1.0
    return 0.0 if a.id is None or b.id is None else -1.0


def _tolls(earlier: Draft, later: Draft) -> float:
    """1.5 where both tell the same number of dead or hurt, -1 where the numbers cannot be one toll."""
    best = 0.0
    for effect in ("killed", "injured"):
        one = [r.value for r in earlier.casualties if r.value.effect == effect and r.value.count]
        other = [r.value for r in later.casualties if r.value.effect == effect and r.value.count]
        if not one or not other:
            continue
        if {_figure(c) for c in one} & {_figure(c) for c in other} or sum(map(_figure, one)) == sum(
            map(_figure, other)
        ):
            best = max(best, 1.5)
        elif effect == "killed" and not later.anaphoric:
            return -1.0
    return best


def _figure(casualty: Casualty) -> int:
    return (casualty.count.figure if casualty.count else None) or 0
