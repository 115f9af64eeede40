"""People's judgements outlive the coder: carried from the mentions of an older coding to those of the one that stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from vedette.linking.deciding import linkable
from vedette.model import Decision, Mention, Override
from vedette.model.ids import incident_of

NEAR: Final = 400
"""Characters within which two coders' triggers of one act stand."""

WORDS: Final = 6
"""Characters of evidence that two readings must share where their triggers do not meet: a short name."""

TELLING: Final = frozenset({"place", "when", "casualties", "instruments"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """The judgements in terms of the mentions that stand, and those which have nothing to stand on any more."""

    decisions: tuple[Decision, ...]
    overrides: tuple[Override, ...]
    lost: tuple[Decision | Override, ...] = ()


def heirs(old: Iterable[Mention], new: Iterable[Mention]) -> dict[str, str]:
    """For each old mention the new one that tells the same act: same document and kind, resting on most of the same words.

    The triggers overlap; or a newer coder takes another word of the account for it ("the blast", "was killed"), within `NEAR`
    characters, and both rest on the same words for place, day, harm or weapons. The likest pairs are matched first, each new mention to one
    old; what is left follows its trigger, for a newer coder may read two as one.
    """
    by_document: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in new:
        by_document[mention.document].append(mention)
    met: list[tuple[int, int, str, str]] = []
    over: dict[str, tuple[int, str]] = {}
    for one in old:
        for other in by_document[one.document]:
            if other.kind != one.kind or _apart(one, other) > NEAR:
                continue
            overlap, shared = _overlap(one, other), _shared(one, other)
            if overlap or shared >= WORDS:
                met.append((-overlap - shared, _apart(one, other), one.id, other.id))
            if overlap:
                over[one.id] = min(over.get(one.id, (0, "")), (-overlap, other.id))
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, one_id, other_id in sorted(met):
        if one_id not in found and other_id not in taken:
            found[one_id] = other_id
            taken.add(other_id)
    return {one: other for one, (_, other) in over.items()} | found


def carry(
    decisions: Iterable[Decision],
    overrides: Iterable[Override],
    *,
    superseded: Iterable[Mention],
    standing: Iterable[Mention],
) -> Carried:
    """Every judgement, those on superseded mentions moved to their heirs; ids and words stay as the person gave them.

    A "same" whose two mentions are now read as one has come true and is let go. A judgement of which a mention has no heir is lost:
    it is given back, to be raised.
    """
    gone = list(superseded)
    if not gone:
        return Carried(decisions=tuple(decisions), overrides=tuple(overrides))
    new = heirs(gone, (mention for mention in standing if linkable(mention)))
    old = {mention.id for mention in gone}
    judged: list[Decision] = []
    lost: list[Decision | Override] = []
    for d in decisions:
        if not d.person or (d.first not in old and d.second not in old):
            judged.append(d)
            continue
        pair = [new.get(id) if id in old else id for id in (d.first, d.second)]
        first, second = pair
        if first is None or second is None or (first == second and d.verdict == "different"):
            lost.append(d)
        elif first != second:
            judged.append(replace(d, first=min(first, second), second=max(first, second)))
    moved = {incident_of(id): new.get(id) for id in old}
    laid, without = _move(overrides, moved)
    return Carried(decisions=tuple(judged), overrides=laid, lost=(*lost, *without))


def _move(
    overrides: Iterable[Override], moved: Mapping[str, str | None]
) -> tuple[tuple[Override, ...], tuple[Override, ...]]:
    kept: list[Override] = []
    lost: list[Override] = []
    for o in overrides:
        heir = moved.get(o.incident, "")
        if heir is None:
            lost.append(o)
        else:
            kept.append(replace(o, incident=incident_of(heir)) if heir else o)
    return tuple(kept), tuple(lost)


def _apart(one: Mention, other: Mention) -> int:
    """Characters between the two triggers."""
    a, b = one.trigger, other.trigger
    return max(a.start, b.start) - min(a.end, b.end)


def _shared(one: Mention, other: Mention) -> int:
    """How many characters of place, day, harm and weapons both rest on: a doer does much, these tell one act from the next."""
    mine, theirs = (
        {at for name, r in m.readings() if name in TELLING for p in r.passages for at in range(p.start, p.end)}
        for m in (one, other)
    )
    return len(mine & theirs)


def _overlap(one: Mention, other: Mention) -> int:
    a, b = one.trigger, other.trigger
    return max(0, min(a.end, b.end) - max(a.start, b.start))
