"""What people decide: on pairs, on fields, and the taking back of either. Each is a later record; nothing is deleted."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from vedette.app.workspace import View, Workspace
from vedette.errors import InputError
from vedette.linking import linkable
from vedette.linking.overriding import lay_over
from vedette.model import Decision, Incident, Override, Where
from vedette.model.ids import mention_of
from vedette.model.judgement import Verdict
from vedette.model.mention import EFFECTS
from vedette.reference.actors import actors
from vedette.reference.gazetteer import gazetteer

SPOKEN: Final = {
    "date": "when",
    "weapon": "instruments",
    "instrument": "instruments",
    "outcome": "outcomes",
    "kind": "act",
}
"""What people also call the fields that can be set."""
_TICK: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Who decides, why and when."""

    by: str
    reason: str
    now: datetime

    def __post_init__(self) -> None:
        if not self.by.strip() or not self.reason.strip():
            raise InputError("a judgement names who made it and why; give --by NAME and --reason TEXT")


def decide(workspace: Workspace, first: str, second: str, verdict: Verdict, judge: Judge) -> Decision:
    """Write that two mentions tell one event, or two, or that nobody can say; an incident's id stands for its first mention.

    Raises InputError for an id that is no such mention, and for a pair that is none.
    """
    view = workspace.view()
    a, b = sorted(mention_named(view, id) for id in (first, second))
    if a == b:
        raise InputError(
            f"{first} and {second} are one mention; name two (vedette show ID lists an incident's mentions)"
        )
    return _decide(workspace, view, a, b, verdict, judge)


def part(workspace: Workspace, mention: str, judge: Judge) -> tuple[Decision, ...]:
    """Split one mention off its incident: it is different from every other mention there."""
    view = workspace.view()
    id = mention_named(view, mention)
    others = [other for cluster in view.partition.clusters if id in cluster for other in cluster if other != id]
    if not others:
        raise InputError(f"{mention} stands alone already: there is nothing to split it from")
    return tuple(_decide(workspace, view, min(id, o), max(id, o), "different", judge) for o in others)


def override(workspace: Workspace, target: str, value: str, judge: Judge) -> Override:
    """Write a person's value for `ID.field`; the value is JSON or plain words. Raises InputError or ConfigError where it cannot be."""
    view = workspace.view()
    id, dot, name = target.partition(".")
    if not dot or not name:
        raise InputError(f"name a field, as in {id}.killed or {id}.place; {target!r} names none")
    incident = next((one for one in view.incidents if id in (one.id, *one.former_ids)), None)
    if incident is None and (name != "drop" or mention_of(id) not in {one.id for one in view.mentions}):
        raise InputError(f"there is no incident {id!r}; vedette incidents lists them")
    field = field_named(incident, name)
    made = _override(view, incident.id if incident else id, field, parsed(field, value), judge)
    if incident is not None:
        lay_over(incident, {field: made})
    workspace.ledger.add_overrides([made])
    return made


def undo(workspace: Workspace, id: str, judge: Judge) -> Decision | Override:
    """Take back a person's decision or override: what held before it holds again, by a later record that says so.

    Raises InputError for what is no person's judgement, and for one that a later judgement has already replaced.
    """
    view = workspace.view()
    for d in view.decisions:
        if d.id == id:
            return _undo_decision(workspace, view, d, judge)
    for o in view.overrides:
        if o.id == id:
            same = sorted(_laid_on(view, o.incident, o.field), key=lambda one: (one.recorded_at, one.id))
            if same[-1].id != id:
                raise InputError(f"{id} no longer holds: {same[-1].id} came after it; undo that first")
            made = _override(view, o.incident, o.field, json.loads(same[-2].value) if len(same) > 1 else None, judge)
            workspace.ledger.add_overrides([made])
            return made
    raise InputError(f"there is no decision or override {id!r}; vedette log lists what people decided")


def mention_named(view: View, id: str) -> str:
    """The mention that this id of a mention or an incident stands for; raises InputError where it stands for none."""
    for one in view.incidents:
        if id in (one.id, *one.former_ids):
            return mention_of(id) if mention_of(id) in one.mentions else one.mentions[0]
    for mention in view.mentions:
        if mention.id == id:
            if not linkable(mention):
                raise InputError(
                    f"{id} is no incident but a signal ({mention.kind}, {mention.status.value}): it is not linked"
                )
            return id
    raise InputError(f"there is no incident or mention {id!r} now; vedette incidents lists them")


def field_named(incident: Incident | None, name: str) -> str:
    """The field as overrides name it: "killed" becomes casualties.killed with the side that the incident tells."""
    field = SPOKEN.get(name, name)
    effect, _, side = field.removeprefix("casualties.").partition(".")
    if effect not in EFFECTS:
        return field
    sides = (
        [one.value.side for one in incident.casualties if one.value and one.value.effect == effect] if incident else []
    )
    if not side and len(set(sides)) > 1:
        raise InputError(f"{effect} of which side? say {' or '.join(f'{effect}.{one}' for one in sides)}")
    return f"casualties.{effect}.{side or (sides[0] if sides else 'unknown')}"


def parsed(field: str, value: str) -> Any:
    """The JSON value that a person's words stand for."""
    try:
        held = json.loads(value)
    except ValueError:
        held = value
    if field in ("place", "launched_from") and held is not None and not isinstance(held, str | dict):
        held = value
    if not isinstance(held, str):
        return held
    if field in ("actor", "target"):
        known = actors().get(held) or actors().resolve(held)
        return {"name": known.name, "id": known.id} if known else {"name": held}
    if field in ("place", "launched_from"):
        return _place(held)
    if field == "act":
        kind, _, mode = held.partition("/")
        return {"kind": kind.strip().upper(), "mode": mode.strip().lower() or None}
    return [one.strip() for one in held.split(",")] if field in ("instruments", "outcomes") else held


def _place(words: str) -> dict[str, Any]:
    book = gazetteer()
    one = book.get(words)
    found = (one,) if one else book.named(words)
    if len(found) != 1:
        near = ", ".join(f"{p.id} ({p.name}, {p.kind}, {p.country})" for p in found[:8]) or "none"
        raise InputError(f"the gazetteer knows {len(found) or 'no'} places {words!r}; name one by its id: {near}")
    place = found[0]
    where = Where(
        name=place.name, id=place.id, country=place.country, lat=place.lat, lon=place.lon, radius_km=place.radius_km, precision=place.kind,  # type: ignore[arg-type]  # the gazetteer's kinds are the manual's
        basis="set by a person", within=tuple(p.id for p in book.within(place)), claimants=place.claimants, disputed=place.disputed,
    )  # fmt: skip
    return asdict(where)


def _decide(workspace: Workspace, view: View, first: str, second: str, verdict: Verdict, judge: Judge) -> Decision:
    earlier = [d.recorded_at for d in view.judged.decisions if d.person and (d.first, d.second) == (first, second)]
    now = max([judge.now, *(moment + _TICK for moment in earlier)])
    made = Decision(
        id=Decision.id_for(first, second, verdict, judge.by, True, now),
        first=first,
        second=second,
        verdict=verdict,
        by=judge.by,
        reason=judge.reason,
        recorded_at=now,
        person=True,
    )
    workspace.ledger.add_decisions([made])
    return made


def _undo_decision(workspace: Workspace, view: View, d: Decision, judge: Judge) -> Decision:
    if not d.person:
        raise InputError(f"{d.id} is the model's; overrule it with: vedette decide {d.first} {d.second} same|different")
    here = next((one for one in view.judged.decisions if one.id == d.id), None)
    if here is None:
        raise InputError(f"{d.id} rests on a mention that a newer coder no longer reads: it has no effect to undo")
    pair = (here.first, here.second)
    people = [one for one in view.judged.decisions if one.person and (one.first, one.second) == pair]
    people.sort(key=lambda one: (one.recorded_at, one.id))
    if people[-1].id != d.id:
        raise InputError(f"{d.id} no longer holds: {people[-1].id} came after it; undo that first")
    before: Verdict = people[-2].verdict if len(people) > 1 else "unsure"
    return _decide(workspace, view, *pair, before, replace(judge, reason=f"undo of {d.id}: {judge.reason}"))


def _laid_on(view: View, incident: str, field: str) -> list[Override]:
    return [one for one in view.overrides if (one.incident, one.field) == (incident, field)]


def _override(view: View, incident: str, field: str, value: Any, judge: Judge) -> Override:
    earlier = [one.recorded_at + _TICK for one in view.overrides if one.field == field]
    now = max([judge.now, *earlier])
    text = json.dumps(value, ensure_ascii=False)
    return Override(
        id=Override.id_for(incident, field, text, judge.by, now),
        incident=incident,
        field=field,
        value=text,
        by=judge.by,
        reason=judge.reason,
        recorded_at=now,
    )
