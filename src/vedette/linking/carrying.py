"""People's judgements outlive the coder: carried from the mentions of an older coding to those of the one that stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from vedette.linking.deciding import linkable
from vedette.model import Decision, Mention, Override
from vedette.model.ids import incident_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """The judgements in terms of the mentions that stand, and those which have nothing to stand on any more."""

    decisions: tuple[Decision, ...]
    overrides: tuple[Override, ...]
    lost: tuple[Decision | Override, ...] = ()


def heirs(old: Iterable[Mention], new: Iterable[Mention]) -> dict[str, str]:
    """For each old mention the new one that tells the same act: same document and kind, overlapping trigger, most overlap first."""
    by_document: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in new:
        by_document[mention.document].append(mention)
    found: dict[str, str] = {}
    for one in old:
        near = [(_overlap(one, other), other.id) for other in by_document[one.document] if other.kind == one.kind]
        near = [(-overlap, id) for overlap, id in near if overlap]
        if near:
            found[one.id] = min(near)[1]
    return found


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
    now = [mention for mention in standing if linkable(mention)]
    gone = list(superseded)
    if not gone:
        return Carried(decisions=tuple(decisions), overrides=tuple(overrides))
    new = heirs(gone, now)
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


def _overlap(one: Mention, other: Mention) -> int:
    a, b = one.trigger, other.trigger
    return max(0, min(a.end, b.end) - max(a.start, b.start))
