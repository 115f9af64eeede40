"""The command that writes records for other people's tools (export), its options and its help."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vedette.faces.cli.options import DEFAULT_DB, AsOfDay, Db, RecordedBy, Settings, What, day

if TYPE_CHECKING:
    from vedette.app.exporting.export import Export
    from vedette.app.workspace import Workspace
    from vedette.store.base import AsOf

app = typer.Typer()

NOTHING = 4


class Form(StrEnum):
    """In which form."""

    ndjson = "ndjson"
    jsonl = "jsonl"
    csv = "csv"
    geojson = "geojson"
    parquet = "parquet"


class Rung(StrEnum):
    """The rungs of severity."""

    L0 = "L0"
    L1 = "L1"
    L2 = "L2"
    L3 = "L3"
    L4 = "L4"
    L5 = "L5"
    L6 = "L6"
    L7 = "L7"


@app.command()
def export(
    what: Annotated[What, typer.Argument(help="Which records.")],
    db: Db = DEFAULT_DB,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="A file, with a README beside it, instead of standard output.", show_default=False
        ),
    ] = None,
    form: Annotated[
        Form | None,
        typer.Option("--format", help="In which form; by default that of the file's name, else ndjson.", show_default=False),
    ] = None,
    layout: Annotated[
        str, typer.Option("--layout", metavar="NAME", help="Whose columns: vedette, acled, ucdp, polecat or hxl.")
    ] = "vedette",
    coarsen: Annotated[
        str | None,
        typer.Option(
            "--coarsen", metavar="KM|admin1", help="For the public: round places to a grid or to provinces, quote nothing.", show_default=False
        ),
    ] = None,
    no_names: Annotated[bool, typer.Option("--no-names", help="For the public: no name that only a text gives, quote nothing.")] = False,
    since: Annotated[date | None, typer.Option("--from", metavar="DAY", parser=day, help="Not what ended before.", show_default=False)] = None,
    until: Annotated[date | None, typer.Option("--to", metavar="DAY", parser=day, help="Not what began after.", show_default=False)] = None,
    country: Annotated[str | None, typer.Option("--country", metavar="CODE", help="Only in this state, such as IQ.", show_default=False)] = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help="Only this kind, such as ASSAULT.", show_default=False)] = None,
    severity: Annotated[Rung | None, typer.Option("--severity", help="Only this rung and above.", show_default=False)] = None,
    as_of: AsOfDay = None,
    recorded_by: RecordedBy = None,
    config: Settings = None,
) -> None:  # fmt: skip
    """Write records for other tools: CSV, GeoJSON, Parquet or NDJSON, in vedette's columns or another codebook's."""
    from vedette.app.config import Config
    from vedette.app.exporting.choose import Choice
    from vedette.app.exporting.export import Ask, Export, form_of
    from vedette.app.exporting.release import Release
    from vedette.app.workspace import Workspace
    from vedette.store.base import AsOf

    asked = "ndjson" if form is Form.jsonl else form.value if form else None
    rung = int(severity.value[1:]) if severity else None
    choice = Choice(since=since, until=until, country=country, kind=kind, severity=rung)
    release = Release(names=not no_names, coarsen=coarsen)
    made = Export(Ask(what=what.value, form=form_of(output, asked), layout=layout, choice=choice, release=release))
    then = AsOf(published=as_of, recorded=recorded_by)
    with Workspace.open(db, config=Config.load(config), must_exist=True) as workspace:
        _write(made, workspace, output, ledger=db, then=then)
    if made.count.rows:
        return
    from vedette.faces.cli import narration

    _tell(f"no {what.value} in {narration.seen(db, then)}{_left_out(made)}")
    raise typer.Exit(NOTHING)


def _write(made: Export, workspace: Workspace, output: Path | None, *, ledger: Path, then: AsOf) -> None:
    from vedette.app import queries
    from vedette.app.api import stored
    from vedette.app.exporting.export import Origin

    wires = map(queries.as_wire, stored(workspace, made.ask.what, then))
    if output is None:
        sys.stdout.writelines(made.lines(wires))
        return
    runs = list(workspace.ledger.runs(as_of=then))
    origin = Origin(ledger=ledger.name, as_of=then, fingerprint=runs[-1].fingerprint if runs else "")
    beside = made.write(wires, output, origin=origin, now=datetime.now(UTC))
    if made.count.rows:
        _tell(f"{_counted(made)} written to {output}{_left_out(made)}; what it holds: {beside}")


def _counted(made: Export) -> str:
    from vedette.faces.cli import narration

    many = made.ask.what
    return narration.number(made.count.rows, "tally" if many == "tallies" else many.removesuffix("s"), many)


def _left_out(made: Export) -> str:
    return "".join(f"; {count} left out: {reason}" for reason, count in made.count.left_out.items())


def _tell(words: str) -> None:
    from vedette.faces.cli import narration

    narration.tell(words)
