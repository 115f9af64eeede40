"""The Python API: one function for each command, and they mean the same.

import vedette
report = vedette.run(["reports/"], db="my.ledger", out="briefing/")
for incident in vedette.incidents(db="my.ledger"):
    print(incident.id, incident.severity.label)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO, Final, Literal, TypeAlias

from vedette.app import alerts as watching
from vedette.app import asking, history, judging, pipeline, queries, reporting, scenarios, shards, track
from vedette.app import review as reviews
from vedette.app.codings import codings
from vedette.app.config import Config
from vedette.app.pipeline import OnItem, Report, quiet
from vedette.app.queries import AnyRecord, Why
from vedette.app.workspace import View, Workspace
from vedette.assessment.predictions import WAIT, Record
from vedette.assessment.watch import Alert
from vedette.errors import InputError
from vedette.model import Decision, Failure, Incident, Mention, Override, Tally
from vedette.model.assessment import Assessment
from vedette.model.brief import Briefing
from vedette.model.judgement import Verdict
from vedette.model.question import Reply
from vedette.store.base import NOW, AsOf, Proof
from vedette.store.codec import Wire

Exported: TypeAlias = Literal["mentions", "tallies", "signals", "incidents", "documents", "failures", "predictions"]
PathLike: TypeAlias = str | Path

EXPORTS: Final = ("mentions", "tallies", "signals", "incidents", "documents", "failures", "predictions")
DEFAULT_DB: Final = "vedette.ledger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What `run` did: its report, what the ledger holds now, and the files of the briefing (none when there was nothing to brief)."""

    report: Report
    incidents: tuple[Incident, ...]
    signals: tuple[Mention, ...]
    tallies: tuple[Tally, ...]
    files: tuple[Path, ...]


def run(
    paths: Sequence[PathLike],
    *,
    db: PathLike = DEFAULT_DB,
    out: PathLike | None = None,
    published: date | None = None,
    as_of: date | None = None,
    config: Config | None = None,
    now: datetime | None = None,
    stdin: BinaryIO | None = None,
    on_item: OnItem = quiet,
    workers: int | None = 1,
) -> Outcome:
    """Read reports into a ledger and, with `out`, write the briefing of `as_of` there.

    `published` dates reports that carry no date of their own. `now` stamps what is written. `workers` are the processes that code (1: none
    but this one; None: as many as save time), and change nothing that is written; a script that asks for more than one needs the usual guard
    `if __name__ == "__main__"`. Raises InputError, ConfigError, LedgerError.
    """
    moment = now or datetime.now(UTC)
    with Workspace.open(Path(db), config=config) as workspace:
        report = pipeline.ingest(
            workspace, paths, now=moment, published=published, stdin=stdin, on_item=on_item, workers=workers
        )
        view = workspace.view(AsOf(published=as_of))
        files: tuple[Path, ...] = ()
        if out is not None and view.documents:
            on_item("briefing", 0, None)
            briefing, facts = reporting.brief_view(view)
            files = reporting.write_briefing(briefing, facts, Path(out))
            track.publish(workspace.ledger, facts.assessment, now=moment, fingerprint=view.fingerprint)
        return Outcome(report=report, incidents=view.incidents, signals=view.signals, tallies=view.tallies, files=files)


def code(
    paths: Sequence[PathLike],
    *,
    published: date | None = None,
    config: Config | None = None,
    now: datetime | None = None,
    stdin: BinaryIO | None = None,
    workers: int = 1,
) -> Iterator[Mention | Tally | Failure]:
    """What the coder reads in these reports, without any ledger; `workers` as in `run`."""
    moment = now or datetime.now(UTC)
    items = pipeline.read_documents(paths, now=moment, published=published, stdin=stdin)
    for found in codings(items, config or Config(), moment, workers=workers):
        if isinstance(found, Failure):
            yield found
        else:
            yield from found.mentions
            yield from found.tallies
            yield from found.failures


@contextmanager
def open_view(db: PathLike = DEFAULT_DB, *, as_of: AsOf = NOW, config: Config | None = None) -> Iterator[View]:
    """What an existing ledger held, seen from then; raises InputError where there is none."""
    with Workspace.open(Path(db), config=config, must_exist=True) as workspace:
        yield workspace.view(as_of)


def incidents(*, db: PathLike = DEFAULT_DB, as_of: AsOf = NOW, config: Config | None = None) -> tuple[Incident, ...]:
    """The incidents of a ledger, by day."""
    with open_view(db, as_of=as_of, config=config) as view:
        return view.incidents


def show(id: str, *, db: PathLike = DEFAULT_DB, as_of: AsOf = NOW, config: Config | None = None) -> AnyRecord:
    """The record with this id."""
    with open_view(db, as_of=as_of, config=config) as view:
        return queries.find(view, id)


def why(target: str, *, db: PathLike = DEFAULT_DB, as_of: AsOf = NOW, config: Config | None = None) -> Why:
    """The sentences behind `ID.field`, and how its value was chosen."""
    with open_view(db, as_of=as_of, config=config) as view:
        return queries.why(view, target)


def brief(
    *,
    db: PathLike = DEFAULT_DB,
    as_of: AsOf = NOW,
    config: Config | None = None,
    title: str = "Situation report",
    now: datetime | None = None,
    keep: bool = True,
) -> Briefing:
    """The verified briefing of a ledger; with `keep` its forecasts are kept in the ledger, to be settled when they are due."""
    with Workspace.open(Path(db), config=config, must_exist=True) as workspace:
        view = workspace.view(as_of)
        briefing, facts = reporting.brief_view(view, title=title)
        if keep:
            moment = now or datetime.now(UTC)
            track.publish(workspace.ledger, facts.assessment, now=moment, fingerprint=view.fingerprint)
        return briefing


def ask(question: str, *, db: PathLike = DEFAULT_DB, as_of: date | None = None, config: Config | None = None) -> Reply:
    """The verified reply to a question in plain words; InputError for an empty one."""
    with Workspace.open(Path(db), config=config, must_exist=True) as workspace:
        return asking.ask(workspace, question, as_of=as_of)


def assess(*, db: PathLike = DEFAULT_DB, as_of: AsOf = NOW, config: Config | None = None) -> Assessment:
    """What a ledger amounts to."""
    with open_view(db, as_of=as_of, config=config) as view:
        return reporting.assess_view(view)


def whatif(
    what: str,
    *,
    db: PathLike = DEFAULT_DB,
    start: date | None = None,
    days: int | None = None,
    series: str | None = None,
    as_of: date | None = None,
    config: Config | None = None,
) -> scenarios.Answer:
    """A supposed event (by name, or a TOML file) set against the status quo."""
    return scenarios.whatif(what, db, start=start, days=days, series=series, as_of=as_of, config=config)


def score(
    *,
    db: PathLike = DEFAULT_DB,
    as_of: date | None = None,
    wait: int = WAIT,
    replay: int | None = None,
    config: Config | None = None,
) -> Record:
    """The running record of the published forecasts."""
    return track.score(db, as_of=as_of, wait=wait, replay=replay, config=config)


def alerts(
    rules: PathLike,
    *,
    db: PathLike = DEFAULT_DB,
    as_of: date | None = None,
    memory: Path | None = None,
    config: Config | None = None,
) -> tuple[Alert, ...]:
    """What these rules find now; it is remembered, so that it fires once."""
    return watching.alerts(rules, db, as_of=as_of, memory=memory, config=config)


def review(*, db: PathLike = DEFAULT_DB, config: Config | None = None) -> tuple[reviews.Item, ...]:
    """What waits for a person: conflicts, uncertain pairs, doubtful fields."""
    with open_view(db, config=config) as view:
        return reviews.queue(view)


def decide(
    first: str, second: str, verdict: Verdict, *, by: str, reason: str, db: PathLike = DEFAULT_DB, config: Config | None = None, now: datetime | None = None,
) -> Decision:  # fmt: skip
    """Write whether two mentions (or incidents) tell one event."""
    with Workspace.open(Path(db), config=config, must_exist=True) as workspace:
        return judging.decide(workspace, first, second, verdict, _judge(by, reason, now))


def override(
    target: str, value: str, *, by: str, reason: str, db: PathLike = DEFAULT_DB, config: Config | None = None, now: datetime | None = None,
) -> Override:  # fmt: skip
    """Set `ID.field` by hand, in words or JSON."""
    with Workspace.open(Path(db), config=config, must_exist=True) as workspace:
        return judging.override(workspace, target, value, _judge(by, reason, now))


def undo(
    id: str,
    *,
    by: str,
    reason: str,
    db: PathLike = DEFAULT_DB,
    config: Config | None = None,
    now: datetime | None = None,
) -> Decision | Override:
    """Take back a judgement by a later record."""
    with Workspace.open(Path(db), config=config, must_exist=True) as workspace:
        return judging.undo(workspace, id, _judge(by, reason, now))


def log(
    *, db: PathLike = DEFAULT_DB, since: datetime | None = None, config: Config | None = None
) -> Iterator[history.Change]:
    """Every change of every incident, oldest first."""
    with Workspace.open(Path(db), config=config, must_exist=True) as workspace:
        yield from history.log(workspace, since=since)


def verify(*, db: PathLike = DEFAULT_DB) -> Proof:
    """The proof of the hash chain, with the first break where it does not hold."""
    with Workspace.open(Path(db), must_exist=True) as workspace:
        return workspace.ledger.prove()


def diff(
    before: AsOf, after: AsOf = NOW, *, db: PathLike = DEFAULT_DB, config: Config | None = None
) -> tuple[history.Change, ...]:
    """What changed in the incidents between two moments, on either clock."""
    with Workspace.open(Path(db), config=config, must_exist=True) as workspace:
        return history.changes(workspace.view(before), workspace.view(after))


def _judge(by: str, reason: str, now: datetime | None) -> judging.Judge:
    return judging.Judge(by=by, reason=reason, now=now or datetime.now(UTC))


def export(
    what: Exported, *, db: PathLike = DEFAULT_DB, as_of: AsOf = NOW, config: Config | None = None
) -> Iterator[Wire]:
    """The records of one sort in wire form, one by one."""
    with Workspace.open(Path(db), config=config, must_exist=True) as workspace:
        yield from map(queries.as_wire, stored(workspace, what, as_of))


def stored(workspace: Workspace, what: str, as_of: AsOf = NOW) -> Iterable[AnyRecord]:
    """The records of one sort, read as they are asked for; an unknown sort is an InputError."""
    ledger = workspace.ledger
    readers: dict[str, Callable[[], Iterable[AnyRecord]]] = {
        "mentions": lambda: ledger.mentions(as_of=as_of),
        "tallies": lambda: ledger.tallies(as_of=as_of),
        "signals": lambda: (one for one in ledger.mentions(as_of=as_of) if not one.is_incident),
        "incidents": lambda: shards.incidents(workspace, as_of),
        "documents": lambda: ledger.documents(as_of=as_of),
        "failures": lambda: ledger.failures(as_of=as_of),
        "predictions": lambda: ledger.predictions(as_of=as_of),
    }
    if what not in readers:
        raise InputError(f"unknown export {what!r}; known: {', '.join(EXPORTS)}")
    return readers[what]()
