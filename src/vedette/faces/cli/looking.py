"""The commands that look at a ledger: incidents, show, why, brief, doctor."""

from __future__ import annotations

import json as json_module
import sys
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from vedette.app import api, queries, reporting, shards, theatre, track
from vedette.app.config import Config
from vedette.app.doctor import doctor as examine
from vedette.app.flooding import floods_in
from vedette.app.workspace import View, Workspace
from vedette.briefing import Facts
from vedette.errors import InputError, LedgerError
from vedette.faces.cli import narration
from vedette.faces.cli.main import NOTHING
from vedette.faces.cli.options import BriefForm
from vedette.model import Incident
from vedette.model.brief import Briefing
from vedette.reference.words import Yardstick
from vedette.store.base import AsOf
from vedette.store.codec import line


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Which ledger to look at, from when, and under which settings."""

    db: Path
    as_of: date | None
    recorded_by: datetime | None
    config: Path | None

    @property
    def when(self) -> AsOf:
        """The moment looked from."""
        return AsOf(published=self.as_of, recorded=self.recorded_by)

    def view(self) -> AbstractContextManager[View]:
        """The ledger as it was then."""
        return api.open_view(self.db, as_of=self.when, config=Config.load(self.config))

    def workspace(self) -> Workspace:
        """The ledger opened for work."""
        return Workspace.open(self.db, config=Config.load(self.config), must_exist=True)


def incidents(look: Look, *, json: bool) -> int:
    """The incidents as a table, or as NDJSON in a pipe; 4 when there are none."""
    some = False
    with look.workspace() as workspace:
        found = shards.incidents(workspace, look.when)
        if json or not sys.stdout.isatty():
            for one in found:
                some = True
                print(line(queries.as_wire(one)))
        elif held := tuple(found):
            some = True
            floods = floods_in(workspace.ledger, held, look.when)
            flooded = {id for flood in floods for id in flood.incidents}
            rows = [_row(one, flooded=one.id in flooded) for one in held]
            narration.table(("when", "what", "where", "by", "severity", "sources", "id"), rows)
            for flood in floods:
                narration.tell(
                    f"flood: {flood.outlet or 'an unnamed outlet'} published {len(flood.documents)} reports that say nearly the same, {flood.first} to "
                    f"{flood.last}; {narration.number(len(flood.incidents), 'incident')} told by nobody else"
                )
    return 0 if some else _nothing("incidents", look)


def show(look: Look, id: str, *, json: bool) -> int:
    """One record as JSON, indented on a terminal."""
    with look.view() as view:
        wire = queries.as_wire(queries.find(view, id))
    pretty = sys.stdout.isatty() and not json
    print(json_module.dumps(wire, ensure_ascii=False, indent=1) if pretty else line(wire))
    return 0


def why(look: Look, target: str, *, json: bool) -> int:
    """The value, how it was chosen, and each sentence that says it."""
    with look.view() as view:
        found = queries.why(view, target)
    if json:
        print(json_module.dumps(asdict(found), ensure_ascii=False))
        return 0
    print(f"{found.id}.{found.field} = {found.value or 'left open'}")
    if found.rule:
        print(f"chosen by: {found.rule}")
    if found.disagreement:
        print("the sources differ:")
    for one in found.tellings:
        print(f"\n  {one.published}  {one.outlet or 'unnamed outlet'}  [{one.mention}]  → {one.value}")
        print(f"    “{one.sentence}”" if one.sentence else f"    no words say it; inferred from: {one.basis}")
        if one.words and one.sentence and one.words != one.sentence:
            print(f"    read in: {one.words}")
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What to brief of the ledger, and in which words of probability."""

    since: date | None = None
    theatre: str | None = None
    yardstick: Yardstick = "icd203"


def brief(look: Look, wanted: Brief, *, output: Path | None, form: BriefForm | None) -> int:
    """The briefing to standard output or a file, in the form asked for or that of the file's name."""
    name = form.value if form else (output.suffix.removeprefix(".") if output else "md")
    if name not in reporting.FORMATS:
        named = repr(name) if name else "a file whose name has no ending"
        raise InputError(
            f"{output}: a briefing cannot be written as {named}; known: {', '.join(reporting.FORMATS)} (give --format, or such a file name)"
        )
    with look.workspace() as workspace:
        briefing, facts = _brief(workspace, look, wanted)
        written = reporting.FORMATS[name](briefing, facts)
        try:
            if wanted.theatre is None:  # what is forecast of a part is no forecast of the ledger
                track.publish(workspace.ledger, facts.assessment, now=datetime.now(UTC), fingerprint=facts.fingerprint)
        except LedgerError as error:  # a ledger that may only be read can still be briefed
            narration.tell(f"its forecasts were not kept for scoring: {error}")
    if output is not None:
        narration.tell(f"written to {reporting.write_file(written, output)}")
    elif isinstance(written, bytes):
        sys.stdout.buffer.write(written)
    else:
        sys.stdout.write(written)
    return 0


def _brief(workspace: Workspace, look: Look, wanted: Brief) -> tuple[Briefing, Facts]:
    """The briefing of the ledger or of one theatre, against an earlier day where one is named."""
    view = workspace.view(look.when)
    if wanted.since is not None and wanted.since >= view.day:
        raise InputError(
            f"--since {wanted.since} is not before {view.day}, the day of the briefing; name an earlier day"
        )
    earlier = workspace.view(AsOf(published=wanted.since, recorded=look.recorded_by)) if wanted.since else None
    title = "Situation report"
    if wanted.theatre is not None:
        title = f"{title}: {theatre.area(wanted.theatre).name}"
        view = theatre.theatre(view, wanted.theatre)
        earlier = theatre.theatre(earlier, wanted.theatre) if earlier is not None else None
    return reporting.brief_view(view, title=title, before=earlier, yardstick=wanted.yardstick)


def doctor(db: Path | None, *, json: bool) -> int:
    """The checks, and 1 when one is not fine."""
    checks = examine(db)
    if json:
        for one in checks:
            print(json_module.dumps(asdict(one)))
    else:
        narration.table(("", "check", "seen"), [("ok" if one.fine else "NO", one.name, one.seen) for one in checks])
    return 0 if all(one.fine for one in checks) else 1


def _nothing(what: str, look: Look) -> int:
    """Say that there is none, and where it was looked."""
    narration.tell(f"no {what} in {narration.seen(look.db, look.when)}")
    return NOTHING


def _row(one: Incident, *, flooded: bool = False) -> tuple[str, ...]:
    act = one.act.value
    what = (act.mode or act.kind.lower()).replace("_", " ") if act else "?"
    foiled = "foiled " if one.status.value == "foiled" else ""
    values = (one.when.value.edtf() if one.when.value else None, foiled + what, one.place.value.name if one.place.value else None,
              one.actor.value.name if one.actor.value else None)  # fmt: skip
    return (
        *(value or "unknown" for value in values),
        one.severity.label,
        f"{one.independent_sources}{' (flood)' if flooded else ''}",
        one.id,
    )
