"""Who acts against, backs, threatens, appeals to or refuses whom; what they say they will do; and what nearly went wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from vedette.assessment import conditions
from vedette.assessment.scope import day_of_incident
from vedette.model.assessment import NearMiss, Position, Relation
from vedette.model.evidence import Reading
from vedette.model.incident import Incident
from vedette.model.mention import Kind, Mention, Party

SIGNS: Final[dict[Kind, float]] = {
    "ASSAULT": -1.0, "COERCE": -0.8, "SANCTION": -0.6, "MOBILIZE": -0.5, "THREATEN": -0.6, "PROTEST": -0.5, "ACCUSE": -0.4,
    "REJECT": -0.4, "REQUEST": 0.0, "CONSULT": 0.2, "AGREE": 0.5, "SUPPORT": 0.5, "COOPERATE": 0.7, "AID": 0.8, "CONCEDE": 0.6,
    "RETREAT": 0.6,
}  # fmt: skip
"""Hostile (-1) to friendly (+1), in PLOVER's order of its roots; only the order and the sign are meant."""

POSITIONS: Final = frozenset({"THREATEN", "REJECT", "REQUEST", "AGREE", "CONCEDE", "RETREAT", "SUPPORT", "AID"})
UNREAL: Final = frozenset({"hypothetical", "denied"})


def relations(mentions: Iterable[Mention]) -> tuple[Relation, ...]:
    """Build the signed network: one edge for each direction between two known sides, the busiest first.

    Hypothetical and denied acts make no edge. A side counts under its id, or under its name where it has none.
    """
    edges: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        source, target = _side(mention.actor), _side(mention.target)
        if source is not None and target is not None and source != target and mention.status.value not in UNREAL:
            edges[source, target].append(mention)
    found = [_relation(source, target, told) for (source, target), told in edges.items()]
    return tuple(sorted(found, key=lambda edge: (-edge.total, edge.source, edge.target)))


def positions(mentions: Iterable[Mention]) -> tuple[Position, ...]:
    """What each actor says it will or will not do, with the condition it hangs on, newest first.

    The same stance with the same condition told several times is one position. A condition is met where a signal of the
    ledger says that what it names came about (see `conditions`); otherwise that stays unknown.
    """
    told_by = tuple(mentions)
    groups: dict[tuple[str, str, str | None, str | None], list[Mention]] = defaultdict(list)
    for mention in told_by:
        actor = _side(mention.actor)
        if (
            actor is None
            or mention.kind not in POSITIONS
            or mention.status.value in UNREAL
            or mention.status.value == "background"
        ):
            continue
        condition = mention.condition.value if mention.condition is not None else None
        groups[
            actor, mention.kind, _side(mention.target), " ".join(condition.casefold().split()) if condition else None
        ].append(mention)
    stances = (_position(actor, kind, target, told) for (actor, kind, target, _), told in groups.items())
    found = [_judged(one, told_by) for one in stances]
    return tuple(
        sorted(found, key=lambda one: (-(one.last or date.min).toordinal(), one.actor, one.kind, one.target or ""))
    )


def near_misses(incidents: Iterable[Incident]) -> tuple[NearMiss, ...]:
    """List the attacks that hurt nobody but came down on the site: impacts, damage and duds, newest first."""
    found = [miss for incident in incidents if (miss := _near_miss(incident)) is not None]
    return tuple(sorted(found, key=lambda miss: (-(miss.day or date.min).toordinal(), miss.incident)))


def _side(reading: Reading[Party] | None) -> str | None:
    return None if reading is None else reading.value.id or reading.value.name


def _relation(source: str, target: str, told: list[Mention]) -> Relation:
    kinds = Counter(mention.kind for mention in told)
    first, last = _span(told)
    return Relation(
        source=source,
        target=target,
        kinds=tuple(sorted(kinds.items(), key=lambda item: (-item[1], item[0]))),
        sign=sum(SIGNS[kind] * count for kind, count in kinds.items()) / len(told),
        first=first,
        last=last,
        mentions=tuple(sorted(mention.id for mention in told)),
    )


def _position(actor: str, kind: str, target: str | None, told: list[Mention]) -> Position:
    first, last = _span(told)
    worded = min(told, key=lambda mention: (mention.when.value.latest, mention.id))
    return Position(
        actor=actor,
        kind=kind,
        target=target,
        condition=worded.condition.value if worded.condition is not None else None,
        first=first,
        last=last,
        met=None,
        documents=tuple(sorted({mention.document for mention in told})),
        mentions=tuple(sorted(mention.id for mention in told)),
    )


def _judged(position: Position, mentions: tuple[Mention, ...]) -> Position:
    """The position with what the ledger says of its condition."""
    if position.condition is None or position.last is None:
        return position
    evidence = conditions.met_by(position.condition, position.last, mentions)
    return replace(position, met=True, met_by=evidence) if evidence else position


def _span(told: list[Mention]) -> tuple[date | None, date]:
    """The first day (None while one mention leaves its start open) and the last."""
    starts = [mention.when.value.earliest for mention in told]
    known = [day for day in starts if day is not None]
    return (min(known) if len(known) == len(starts) else None), max(mention.when.value.latest for mention in told)


def _near_miss(incident: Incident) -> NearMiss | None:
    outcomes = set(incident.outcomes.value or ())
    if incident.act.value is None or incident.act.value.kind != "ASSAULT" or incident.severity.level > 2:
        return None
    why = [word for word in ("dud", "hit", "damage_minor", "damage", "damage_major", "destroyed") if word in outcomes]
    if not why:
        return None
    place = incident.place.value
    return NearMiss(
        incident=incident.id,
        day=day_of_incident(incident),
        place=place.name if place is not None else None,
        why=", ".join(word.replace("_", " ") for word in why),
    )
