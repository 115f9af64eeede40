"""One value out of many tellings, field by field, with the rule that chose it and whether sources disagree."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar

from vedette.linking.options import Related
from vedette.linking.telling import Telling, latest_of_each_source, told
from vedette.linking.vetoes import MAX_KM
from vedette.model import Account, Act, Attribution, Instrument, Party, Reading, Told, When, Where
from vedette.model.mention import Outcome, Status, Weapon
from vedette.reference.geo import distance_km

T = TypeVar("T")

_GENERAL: Final[dict[Weapon, Weapon]] = {
    "one_way_drone": "drone",
    "ballistic_missile": "missile",
    "cruise_missile": "missile",
    "anti_tank_missile": "missile",
}
"""The classes that say more than another, with the one they make more exact."""
PRECISION: Final = ("point", "facility", "town", "district", "province", "region", "sea", "country")
_NEAR_KM: Final = 30.0
_NOTHING: Final[Account[Any]] = Account(value=None)


def act(tellings: Sequence[Telling]) -> Account[Act]:
    """What was done: the act that most independent sources tell, one with a mode before one without."""
    pairs = [(t, t.mention.act) for t in tellings]
    value = _most(pairs, lambda a: (a.kind, a.mode), prefer=lambda a: a.mode is None or a.mode == "other")
    modes = {a.value.mode for _, a in latest_of_each_source(pairs)} - {None, "other"}
    kinds = {a.value.kind for _, a in pairs}
    return _account(value, pairs, "told by most independent sources, with its mode", len(modes) > 1 or len(kinds) > 1)


def status(tellings: Sequence[Telling]) -> Account[Status]:
    """Whether it happened: what most independent sources say; a denial prevails only as the latest word of the most reliable."""
    pairs = [(t, t.mention.status) for t in tellings]
    last = latest_of_each_source(pairs)
    said = {reading.value for _, reading in last}
    standing = [(t, r) for t, r in last if r.value != "denied"]
    denials = [(t, r) for t, r in last if r.value == "denied"]
    if denials and _denial_prevails(denials[0][0], [t for t, _ in standing]):
        return _account("denied", pairs, "denied later by a more reliable source", len(said) > 1)
    affirmed = [(t, r) for t, r in pairs if r.value != "denied"]
    value = _most(affirmed or pairs, lambda s: s)
    return _account(value, pairs, "told by most independent sources", len(said) > 1)


def when(tellings: Sequence[Telling]) -> Account[When]:
    """The day: the narrowest interval that a text itself gives, told by most; else the narrowest inferred from publication."""
    pairs = [(t, t.mention.when) for t in tellings]
    explicit = [(t, r) for t, r in pairs if r.value.basis != "publication"]
    pool = explicit or pairs
    narrow = min(_width(r.value) for _, r in pool)
    value = _most([(t, r) for t, r in pool if _width(r.value) == narrow], lambda w: (w.earliest, w.latest))
    last = [r.value for _, r in latest_of_each_source(explicit)]
    disagree = any(a.gap(b) > 0 for i, a in enumerate(last) for b in last[i + 1 :])
    rule = "the narrowest day that a text gives" if explicit else "bounded by publication: no text gives a day"
    return _account(value, pairs, rule, disagree)


def place(pairs: Sequence[tuple[Telling, Reading[Where]]]) -> Account[Where]:
    """The place: the most precise one told, by most independent sources; never more precise than some text."""
    if not pairs:
        return _NOTHING
    finest = min(_fineness(r.value) for _, r in pairs)
    value = _most([(t, r) for t, r in pairs if _fineness(r.value) == finest], lambda w: w.id or w.name)
    last = [r.value for _, r in latest_of_each_source(pairs)]
    disagree = any(_apart(a, b) for i, a in enumerate(last) for b in last[i + 1 :])
    return _account(value, pairs, "the most precise place told", disagree)


def party(pairs: Sequence[tuple[Telling, Reading[Party]]], related: Related) -> Account[Party]:
    """A party: the one that most independent sources name, a named one before a generic one before one without an id."""
    if not pairs:
        return _NOTHING
    value = _most(pairs, lambda p: p.id or p.name, prefer=_vagueness)
    last = [r.value.id for _, r in latest_of_each_source(pairs) if r.value.id is not None]
    disagree = any(a != b and not related(a, b) for i, a in enumerate(last) for b in last[i + 1 :])
    return _account(value, pairs, "named by most independent sources, the most specific first", disagree)


def actor(tellings: Sequence[Telling], related: Related) -> Account[Party]:
    """The doer; none where the sides accuse each other (every attribution stays listed)."""
    found = party([(t, t.mention.actor) for t in tellings if t.mention.actor is not None], related)
    if _mutual(attributions(tellings)):
        return Account(value=None, told=found.told, rule="the sides accuse each other", disagreement=True)
    return found


def attributions(tellings: Sequence[Telling]) -> tuple[Told[Attribution], ...]:
    """Every attribution of every telling, in ledger order."""
    return tuple(told(t, a) for t in tellings for a in t.mention.attributions)


def instruments(tellings: Sequence[Telling]) -> Account[tuple[Instrument, ...]]:
    """The weapons as the most reliable source tells them last; a number that it leaves out is taken from the next that gives one."""
    several = [(t, t.mention.instruments) for t in tellings if t.mention.instruments]
    if not several:
        return _NOTHING
    best = min(several, key=lambda pair: (all(i.value.weapon == "other" for i in pair[1]), pair[0].belief))[1]
    pairs = [(t, _bundle(readings)) for t, readings in several]
    last = [r.value for _, r in latest_of_each_source(pairs)]
    exact = {_GENERAL[i.weapon]: i for told_ in reversed(last) for i in told_ if i.weapon in _GENERAL}
    classes = [frozenset(_GENERAL.get(i.weapon, i.weapon) for i in told_) for told_ in last]
    disagree = any(not a & b for i, a in enumerate(classes) for b in classes[i + 1 :])
    counts = {i.weapon: i.count for told_ in reversed(last) for i in told_ if i.count is not None}
    found = (_exacter(i.value, exact) for i in best)
    value = tuple({w.weapon: replace(w, count=w.count or counts.get(w.weapon)) for w in found}.values())
    return _account(value, pairs, "as the most reliable source tells it, in the closest words of any", disagree)


def _exacter(told_: Instrument, exact: Mapping[Weapon, Instrument]) -> Instrument:
    """The weapon in the words of a source that names it more closely ("drone", elsewhere "one-way attack drone")."""
    closer = exact.get(told_.weapon)
    return told_ if closer is None else replace(closer, count=told_.count or closer.count)


def outcomes(tellings: Sequence[Telling]) -> Account[tuple[Outcome, ...]]:
    """Every outcome that any source tells; hit against missed or intercepted is a disagreement."""
    pairs = [(t, _bundle(t.mention.outcomes)) for t in tellings if t.mention.outcomes]
    if not pairs:
        return _NOTHING
    each = [frozenset(r.value) for _, r in latest_of_each_source(pairs)]
    everything = sorted({o for _, r in pairs for o in r.value})
    stopped, struck = {"missed", "intercepted"}, {"hit", "damage", "damage_minor", "damage_major", "destroyed"}
    disagree = any(a <= stopped and b & struck and not b & stopped for a in each for b in each if a and b)
    return _account(tuple(everything), pairs, "all that any source tells", disagree)


def multiplicity(tellings: Sequence[Telling]) -> Account[int]:
    """How many attacks it covers: as the most reliable source says last."""
    pairs = [(t, t.mention.multiplicity) for t in tellings if t.mention.multiplicity is not None]
    if not pairs:
        return _NOTHING
    last = latest_of_each_source(pairs)
    disagree = len({r.value for _, r in last}) > 1
    return _account(last[0][1].value, pairs, "the latest figure of the most reliable source", disagree)


def _account(value: T, pairs: Iterable[tuple[Telling, Reading[T]]], rule: str, disagree: bool) -> Account[T]:
    return Account(value=value, told=tuple([told(t, r) for t, r in pairs]), rule=rule, disagreement=disagree)


def _most(
    pairs: Sequence[tuple[Telling, Reading[T]]],
    key: Callable[[T], Hashable],
    prefer: Callable[[T], float] = lambda _: 0.0,
) -> T:
    """The value told by most independent sources among the preferred; between equals, by the best believed."""
    if len(pairs) == 1:
        return pairs[0][1].value
    support: dict[Hashable, set[str]] = {}
    for t, r in pairs:
        support.setdefault(key(r.value), set()).add(t.source)
    return min(pairs, key=lambda p: (prefer(p[1].value), -len(support[key(p[1].value)]), p[0].belief))[1].value


def _denial_prevails(denier: Telling, affirmers: Sequence[Telling]) -> bool:
    better = all(denier.belief[0] < t.belief[0] for t in affirmers)
    return better and all(denier.document.published >= t.document.published for t in affirmers)


def _width(value: When) -> int:
    return 10_000 if value.span is None else value.span


def _fineness(value: Where) -> int:
    return len(PRECISION) if value.precision is None or value.id is None else PRECISION.index(value.precision)


def _apart(a: Where, b: Where) -> bool:
    if a.id is None or b.id is None or a.id == b.id or a.id in b.within or b.id in a.within:
        return False
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    reach = max(a.radius_km or 0.0, b.radius_km or 0.0, _NEAR_KM)
    return distance_km(a.lat, a.lon, b.lat, b.lon) > min(reach, MAX_KM)


def _vagueness(value: Party) -> float:
    return 2.0 if value.id is None else 1.0 if value.id.startswith("generic:") else 0.0


def _mutual(said: Sequence[Told[Attribution]]) -> bool:
    """Whether two parties are each accused by the other, and neither is said outright or by itself to have done it."""
    accused = {
        (a.by.id, a.actor.id)
        for a in (t.reading.value for t in said)
        if a.how in ("accused", "suspected") and a.by is not None and a.actor is not None
    }
    owned = any(t.reading.value.how in ("stated", "claimed") and t.reading.value.actor is not None for t in said)
    return not owned and any(by != doer and (doer, by) in accused for by, doer in accused)


def _bundle(readings: Sequence[Reading[T]]) -> Reading[tuple[T, ...]]:
    """Several readings of one mention as one reading of all of them."""
    if len(readings) == 1:
        (one,) = readings
        return Reading(value=(one.value,), passages=one.passages, confidence=one.confidence, basis=one.basis or None)
    return Reading(
        value=tuple(r.value for r in readings),
        passages=tuple(p for r in readings for p in r.passages),
        confidence=min(r.confidence for r in readings),
        basis=next((r.basis for r in readings if r.basis), None)
        or ("told together" if not any(r.passages for r in readings) else None),
    )
