"""The commands by which people judge and look back: decide, override, undo, log, diff; the walk of `review` is in `walking`."""

from __future__ import annotations

import json as json_module
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

from vedette.app import history, judging
from vedette.app import review as reviews
from vedette.app.config import Config
from vedette.app.history import Change
from vedette.app.workspace import Workspace
from vedette.errors import InputError
from vedette.faces.cli import narration, walking
from vedette.faces.cli.main import NOTHING
from vedette.model import Decision, Override
from vedette.model.judgement import Verdict
from vedette.store.base import AsOf
from vedette.store.codec import dumps

MOST: Final = 5000
"""Items that one walk is given: more than anybody looks at in a sitting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One judgement to be written: in which ledger, by whom, why."""

    db: Path
    config: Path | None
    by: str
    reason: str
    json: bool

    @property
    def judge(self) -> judging.Judge:
        """The person, now."""
        return judging.Judge(by=self.by, reason=self.reason, now=datetime.now(UTC))


@contextmanager
def opened(db: Path, config: Path | None) -> Iterator[Workspace]:
    """A ledger that is there."""
    with Workspace.open(db, config=Config.load(config), must_exist=True) as workspace:
        yield workspace


def decide(work: Work, first: str, second: str, verdict: Verdict) -> int:
    """Write a decision, and say what it changed."""
    with opened(work.db, work.config) as workspace, _telling(workspace, json=work.json) as tell:
        tell(judging.decide(workspace, first, second, verdict, work.judge))
    return 0


def override(work: Work, target: str, value: str) -> int:
    """Write an override, and say what it changed."""
    with opened(work.db, work.config) as workspace, _telling(workspace, json=work.json) as tell:
        tell(judging.override(workspace, target, value, work.judge))
    return 0


def undo(work: Work, id: str) -> int:
    """Take back a judgement, and say what that changed."""
    with opened(work.db, work.config) as workspace, _telling(workspace, json=work.json) as tell:
        tell(judging.undo(workspace, id, work.judge))
    return 0


def review(db: Path, *, by: str | None, list_only: bool, config: Path | None, json: bool) -> int:
    """Walk through what waits, or list it; 4 when nothing waits."""
    with opened(db, config) as workspace:
        waiting = reviews.waiting(workspace)
        first = next(waiting, None)
        if first is None:
            narration.tell(f"nothing in {db} waits for a person")
            return NOTHING
        if list_only:
            _list(chain((first,), waiting), json=json)
            return 0
        if by is None:
            raise InputError("a judgement names who made it; give --by NAME, or --list to look only")
        return walking.walk(workspace, (first, *islice(waiting, MOST)), by=by)


def log(db: Path, *, since: datetime | None, config: Path | None, json: bool) -> int:
    """Every change of every incident, oldest first; 4 when there is none."""
    with opened(db, config) as workspace:
        return _print(history.log(workspace, since=since), f"nothing was changed in {db}", json=json)


def verify(db: Path, *, expect: str | None, config: Path | None, json: bool) -> int:
    """Prove the chain; 1 and the place of the break where it does not hold."""
    with opened(db, config) as workspace:
        proof = workspace.ledger.prove()
        cut = expect is not None and not workspace.ledger.sealed(expect)
    broken = proof.broken
    if json:
        print(json_module.dumps({**asdict(proof), "holds": broken is None and not cut, "cut_off": cut}))
    elif broken is not None:
        where = "the chain's own entry" if broken.record == "entry" else f"{broken.record} {broken.id}"
        narration.tell(
            f"the chain breaks at entry {broken.entry}: {where} was {_DONE[broken.what]}; put back a copy of {db} from before"
        )
    elif cut:
        narration.tell(
            f"the chain is whole in itself but does not hold {expect}: its end was cut off or it was written anew; put back a copy of {db}"
        )
    else:
        print(f"{proof.entries} entries hold; the newest hash is {proof.head}")
    return 1 if broken or cut else 0


def diff(db: Path, *, start: date, end: date, recorded: bool, config: Path | None, json: bool) -> int:
    """What changed between the ends of two days; 4 when nothing did."""
    if end <= start:
        raise InputError(f"--to {end} is not after --from {start}; name the earlier day first")
    with opened(db, config) as workspace:
        before, after = (_by_the_end(one, recorded=recorded) for one in (start, end))
        found = history.between(workspace, before, after)
        return _print(found, f"nothing changed in {db} between {start} and {end}", json=json)


_DONE = {"changed": "changed", "missing": "removed", "inserted": "slipped in"}


def _by_the_end(one: date, *, recorded: bool) -> AsOf:
    if not recorded:
        return AsOf(published=one)
    return AsOf(recorded=datetime.combine(one + timedelta(days=1), time(), UTC) - timedelta(microseconds=1))


@contextmanager
def _telling(workspace: Workspace, *, json: bool) -> Iterator[Any]:
    """Print the record that is written, and narrate what it changed; a judgement that could not be followed says so."""
    before = workspace.view()
    written: list[Decision | Override] = []
    yield written.append
    after = workspace.view()
    for one in written:
        print(dumps(one) if json or not sys.stdout.isatty() else one.id)
        for d in after.partition.conflicts:
            if d.id == one.id:
                whole = any({d.first, d.second} <= set(ids) for ids in after.partition.clusters)
                how = (
                    "followed for the two alone: a veto or a decision parts other reports of theirs"
                    if whole
                    else "not followed: a veto or a later decision parts them"
                )
                narration.tell(f"{one.id} is kept but {how}; vedette review shows the conflict")
    for change in history.changes(before, after):
        narration.tell(in_words(change))


def _print(found: Iterable[Change], nothing: str, *, json: bool) -> int:
    some = False
    for change in found:
        some = True
        if json or not sys.stdout.isatty():
            print(json_module.dumps(wire(change), ensure_ascii=False))
        else:
            print(in_words(change))
    if not some:
        narration.tell(nothing)
    return 0 if some else NOTHING


def wire(change: Change) -> dict[str, object]:
    """A change as JSON."""
    return {**asdict(change), "record": "change", "at": change.at.isoformat() if change.at else None}


def in_words(change: Change) -> str:
    """A change on one line."""
    at = f"{change.at:%Y-%m-%d %H:%M} " if change.at else ""
    told = {
        "created": f"created: {change.after}",
        "attached": f"told by {change.after}, too",
        "merged": f"took in {change.before}",
        "split": f"split off {change.before}: {change.after}",
        "changed": f"{change.field}: {change.before or 'unknown'} → {change.after or 'unknown'}",
        "retracted": f"retracted: {change.before}",
    }[change.what]
    return f"{at}{change.incident} {told}  ({change.by}: {change.why}; {' '.join(change.evidence)})"


def _list(waiting: Iterable[reviews.Item], *, json: bool) -> None:
    if json or not sys.stdout.isatty():
        for one in waiting:
            print(json_module.dumps(asdict(one), ensure_ascii=False))
        return
    rows = [(one.sort, " ".join(one.incidents), one.field or "", one.value or "", one.question) for one in waiting]
    narration.table(("what", "incidents", "field", "value", "asked"), rows)
