"""What changed in the ledger's incidents between two moments: what, from, to, why, by whom, on which evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any, Final, Literal, TypeAlias

from vedette.app.queries import words
from vedette.app.shards import LARGE, Shards, is_large
from vedette.app.spool import in_order
from vedette.app.workspace import View, Workspace
from vedette.briefing import phrases
from vedette.linking import heirs
from vedette.model import Account, Decision, Incident, Mention, Override
from vedette.store.base import AsOf

What: TypeAlias = Literal["created", "attached", "merged", "split", "changed", "retracted"]

SHORT: Final = 200
"""Mentions in a shard that is replayed moment by moment."""

WHATS: Final = ("created", "attached", "merged", "split", "changed", "retracted")
FIELDS: Final = (
    "act", "status", "when", "actor", "target", "place", "launched_from", "instruments", "outcomes", "multiplicity",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of one incident.

    `what`: created · attached (a report more tells it) · merged (`before` went up in this one) · split (this one came out of `before`)
    · changed (`field` from `before` to `after`) · retracted (no longer an incident). `by` names the rule, the model or the person;
    `evidence` are ids of the mentions, decisions and overrides that it rests on. `at` is None where only the days are known.
    """

    what: What
    incident: str
    field: str | None = None
    before: str | None = None
    after: str | None = None
    why: str = ""
    by: str = "rules"
    evidence: tuple[str, ...] = ()
    at: datetime | None = None


def changes(before: View, after: View, *, at: datetime | None = None) -> tuple[Change, ...]:
    """Every change between two views of one ledger, by kind and incident."""
    return tuple(sorted(_changes(before, after, at), key=_place))


def between(workspace: Workspace, before: AsOf, after: AsOf, *, large: int = LARGE) -> Iterator[Change]:
    """Every change of a ledger of any size between two moments, by kind and incident; in bounded memory where it is large."""
    if not is_large(workspace, large):
        yield from changes(workspace.view(before), workspace.view(after))
        return
    pairs = Shards(workspace).views(before, after)
    yield from in_order((one for old, new in pairs for one in _changes(old, new, None)), key=_place)


def log(workspace: Workspace, *, since: datetime | None = None, large: int = LARGE) -> Iterator[Change]:
    """Every change from the first write on, by replaying the ledger between the moments at which it was written to.

    Each moment costs a view of the ledger; `since` leaves out those before it. A large ledger is replayed shard by shard.
    """
    if not is_large(workspace, large):
        views = (workspace.view(AsOf(recorded=moment)) for moment in _from(moments_of(workspace), since))
        yield from _replayed(workspace, views, since)
        return
    shards = Shards(workspace, size=SHORT)
    found = (one for n in range(len(shards)) for one in _replayed(workspace, _retold(shards, n, since), since))
    yield from in_order(found, key=lambda one: (one.at, _place(one)))


def _retold(shards: Shards, n: int, since: datetime | None) -> Iterator[View]:
    """A shard at each of the moments at which something of it was written."""
    now = shards.view(n)
    records: tuple[Mention | Decision | Override, ...] = (
        *now.mentions,
        *now.decisions,
        *now.overrides,
        *now.superseded,
    )
    documents = now.documents
    copied = (one for one in now.copies if one.document in documents or one.of in documents)
    moments = sorted({one.recorded_at for one in (*records, *copied)} | set(shards.earlier(n)))
    return (shards.view(n, AsOf(recorded=moment)) for moment in _from(tuple(moments), since))


def _from(moments: tuple[datetime, ...], since: datetime | None) -> tuple[datetime, ...]:
    """The moments from one on, and the last before it."""
    if since is None:
        return moments
    return (*[moment for moment in moments if moment < since][-1:], *(moment for moment in moments if moment >= since))


def _replayed(workspace: Workspace, views: Iterator[View], since: datetime | None) -> Iterator[Change]:
    """The changes from view to view; the first is set beside an empty ledger unless it lies before the asked for."""
    last: View | None = None
    for view in views:
        moment = view.as_of.recorded
        if last is not None or since is None or (moment is not None and moment >= since):
            yield from sorted(_changes(last or _nothing(workspace), view, moment), key=_place)
        last = view


def moments_of(workspace: Workspace) -> tuple[datetime, ...]:
    """The moments at which something was written that incidents rest on."""
    ledger = workspace.ledger
    readers = (ledger.mentions, ledger.decisions, ledger.overrides, ledger.copies, ledger.runs)
    return tuple(sorted({one.recorded_at for read in readers for one in read()}))


class Told:
    """Two views set side by side: which mention told which incident, across a newer coding too.

    What a judgement left as it was is the same object in both, and is no difference: it is left out.
    """

    def __init__(self, before: View, after: View) -> None:
        self.before, self.after = before, after
        same = set(map(id, before.incidents)).intersection(map(id, after.incidents))
        self.new = {one.id: one for one in after.incidents if id(one) not in same}
        self.old = {one.id: one for one in before.incidents if id(one) not in same}
        there = {one.id for one in after.mentions} if before.mentions is not after.mentions else None
        gone = [] if there is None else [one for one in before.mentions if one.id not in there]
        moved = heirs(gone, after.mentions) if gone else {}
        self._home = {moved.get(id, id): one.id for one in self.old.values() for id in one.mentions}
        self._there = {id: one.id for one in self.new.values() for id in one.mentions}
        self._heir = moved

    def origins(self, one: Incident) -> tuple[str, ...]:
        """The earlier incidents that this later one's mentions told, first told first."""
        return tuple(dict.fromkeys(self._home[id] for id in one.mentions if id in self._home))

    def ends(self, one: Incident) -> tuple[str, ...]:
        """The later incidents that this earlier one's mentions tell, eldest first."""
        now = (self._heir.get(id, id) for id in one.mentions)
        return tuple(dict.fromkeys(self._there[id] for id in now if id in self._there))

    def fresh(self, one: Incident) -> tuple[str, ...]:
        """The mentions of a later incident that told none before."""
        return tuple(id for id in one.mentions if id not in self._home)

    def pairs(self) -> Iterator[tuple[Incident, Incident]]:
        """Each later incident with the earlier one that it continues."""
        for one in self.new.values():
            origins = self.origins(one)
            if origins:
                source = one.id if one.id in origins else origins[0]
                if self.ends(self.old[source])[0] == one.id:
                    yield self.old[source], one


def _new(told: Told, at: datetime | None) -> Iterator[Change]:
    judgements = _Judgements(told.before, told.after)
    continued = {new.id: old.id for old, new in told.pairs()}
    for one in told.new.values():
        origins = told.origins(one)
        fresh = told.fresh(one)
        if not origins:
            after = _headline(one)
            yield Change(what="created", incident=one.id, after=after, why="first report", evidence=one.mentions, at=at)
            continue
        if fresh:
            d = judgements.between(fresh, [id for id in one.mentions if id not in fresh])
            outlets = ", ".join(
                sorted({told.after.documents[i].outlet or "unnamed outlet" for i in _documents(one, fresh)})
            )
            yield _by(Change(what="attached", incident=one.id, after=outlets, evidence=fresh, at=at), d)
        if one.id not in continued:
            d = judgements.parting(one.mentions, told.old[origins[0]].mentions)
            yield _by(
                Change(
                    what="split", incident=one.id, before=origins[0], after=_headline(one), evidence=one.mentions, at=at
                ),
                d,
            )
        for origin in origins:
            if origin != continued.get(one.id, origins[0]) and told.ends(told.old[origin])[0] == one.id:
                mine = [id for id in told.old[origin].mentions if id in one.mentions]
                d = judgements.between(mine, [id for id in one.mentions if id not in mine])
                yield _by(
                    Change(what="merged", incident=one.id, before=origin, after=one.id, evidence=tuple(mine), at=at), d
                )


def _fields(told: Told, at: datetime | None) -> Iterator[Change]:
    laid = {one.id: one for one in told.after.overrides}
    undone = {one.id: one for one in told.before.overrides}
    for old, new in told.pairs():
        before, after = dict(_accounts(old)), dict(_accounts(new))
        for field in dict.fromkeys((*before, *after)):
            was, now = before.get(field), after.get(field)
            text = (_said(was), _said(now))
            if text[0] == text[1]:
                continue
            person = laid.get((now.override if now else None) or "") or (
                undone.get(was.override or "") if was else None
            )
            evidence = tuple(dict.fromkeys(one.mention for one in now.told)) if now else ()
            made = Change(
                what="changed", incident=new.id, field=field, before=text[0], after=text[1], why=now.rule if now else "nobody says so any more",
                evidence=evidence, at=at,
            )  # fmt: skip
            yield _override(made, person, told.after.overrides) if person else made
        for field in ("severity", "independent_sources"):
            pair = (_plain(old, field), _plain(new, field))
            if pair[0] != pair[1]:
                why = "follows from the other fields" if field == "severity" else "counted by outlet and copy group"
                yield Change(
                    what="changed", incident=new.id, field=field, before=pair[0], after=pair[1], why=why, at=at
                )


def _gone(told: Told, at: datetime | None) -> Iterator[Change]:
    drops = {(one.incident, one.field): one for one in told.after.overrides if one.field == "drop"}
    standing = {one.id for one in told.after.mentions}
    for one in told.old.values():
        if told.ends(one):
            continue
        gone = Change(what="retracted", incident=one.id, before=_headline(one), evidence=one.mentions, at=at)
        drop = drops.get((one.id, "drop"))
        if drop is not None:
            yield _override(gone, drop, ())
        elif standing.isdisjoint(one.mentions):
            coders = sorted({run.coder for run in told.after.mentions}) or ["the newer coder"]
            yield _with(gone, why="a newer coding no longer reads it", by=", ".join(coders))
        else:
            yield _with(gone, why="its reports no longer tell an incident")


class _Judgements:
    """The decisions by pair, to name the one behind a change."""

    def __init__(self, before: View, after: View) -> None:
        self._before, self._after = before, after

    @cached_property
    def _fresh(self) -> frozenset[str]:
        known = {one.id for one in self._before.decisions}
        return frozenset(one.id for one in self._after.decisions if one.id not in known)

    @cached_property
    def _by(self) -> Mapping[str, list[Decision]]:
        found: defaultdict[str, list[Decision]] = defaultdict(list)
        for d in self._after.judged.decisions:
            found[d.first].append(d)
            found[d.second].append(d)
        return found

    def between(self, some: Iterable[str], others: Iterable[str]) -> Decision | None:
        """What speaks loudest for the two groups being one: a person, then the model's heaviest."""
        return self._pick(some, others, "same")

    def parting(self, some: Iterable[str], others: Iterable[str]) -> Decision | None:
        """What parts the two groups."""
        return self._pick(some, set(others) - set(some), "different")

    def _pick(self, some: Iterable[str], others: Iterable[str], verdict: str) -> Decision | None:
        ours, theirs = set(some), set(others)
        met = [
            d
            for id in ours
            for d in self._by.get(id, ())
            if d.verdict == verdict and ({d.first, d.second} - ours) & theirs
        ]
        sign = 1 if verdict == "same" else -1
        return max(met, key=lambda d: (d.id in self._fresh, d.person, sign * (d.weight or 0), d.id), default=None)


def _nothing(workspace: Workspace) -> View:
    """A ledger that holds nothing."""
    return View(
        as_of=AsOf(), config=workspace.config, documents={}, mentions=(), tallies=(), copies=(), decisions=(), overrides=(), failures=(), runs=(),
    )  # fmt: skip


def _changes(before: View, after: View, at: datetime | None) -> Iterator[Change]:
    told = Told(before, after)
    yield from _new(told, at)
    yield from _fields(told, at)
    yield from _gone(told, at)


def _place(one: Change) -> tuple[int, str, str]:
    return WHATS.index(one.what), one.incident, one.field or ""


def _by(change: Change, d: Decision | None) -> Change:
    if d is None:
        return _with(change, why="by the average over all its pairs")
    return _with(change, why=d.reason, by=d.by, evidence=(*change.evidence, d.id))


def _override(change: Change, o: Override, overrides: Iterable[Override]) -> Change:
    """The change with the person behind it; where an override was withdrawn, the person who withdrew it."""
    later = [one for one in overrides if (one.incident, one.field) == (o.incident, o.field)]
    last = max(later, key=lambda one: (one.recorded_at, one.id), default=o)
    return _with(change, why=last.reason, by=last.by, evidence=(*change.evidence, last.id))


def _with(change: Change, *, why: str, by: str = "rules", evidence: tuple[str, ...] | None = None) -> Change:
    return replace(change, why=why, by=by, evidence=change.evidence if evidence is None else evidence)


def _accounts(one: Incident) -> Iterator[tuple[str, Account[Any]]]:
    yield from ((name, getattr(one, name)) for name in FIELDS)
    for account in one.casualties:
        first = account.value or (account.told[0].reading.value if account.told else None)
        if first is not None:
            yield f"casualties.{first.effect}.{first.side}", account


def _said(account: Account[Any] | None) -> str | None:
    if account is None or account.value is None:
        return None
    value = account.value
    counted = getattr(value, "count", None)
    if hasattr(value, "effect"):
        return words(counted) if counted is not None else value.word
    return words(value) or None


def _plain(one: Incident, field: str) -> str:
    return one.severity.label if field == "severity" else str(getattr(one, field))


def _headline(one: Incident) -> str:
    """An incident in a few words: what, where, when, by whom."""
    place, when, actor = one.place.value, one.when.value, one.actor.value
    parts = (phrases.act(one), place.name if place else None, phrases.short(when) if when else None,
             f"by {actor.name}" if actor else None)  # fmt: skip
    return " · ".join(part for part in parts if part)


def _documents(one: Incident, mentions: Iterable[str]) -> set[str]:
    homes: Mapping[str, str] = {told.mention: told.document for told in one.act.told}
    return {homes[id] for id in mentions if id in homes}
