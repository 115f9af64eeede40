"""The commands by which people judge and look back (review, decide, override, undo, log, diff), their options and their help."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import typer

from vedette.faces.cli.options import DEFAULT_DB, Db, Json, Settings, day, moment

app = typer.Typer()


class Saying(StrEnum):
    """What can be said of a pair."""

    same = "same"
    different = "different"
    unsure = "unsure"


class Clock(StrEnum):
    """Whose past: the world's, or this ledger's."""

    published = "published"
    recorded = "recorded"


By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who judges.")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; it is kept.")]


@app.command()
def review(
    db: Db = DEFAULT_DB,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who judges.", show_default=False)] = None,
    list_only: Annotated[bool, typer.Option("--list", help="Print what waits, and judge nothing.")] = False,
    config: Settings = None,
    json: Json = False,
) -> None:
    """Walk through what is uncertain: pairs of reports, doubtful fields, and judgements that new reports speak against."""
    from vedette.faces.cli import reviewing

    raise typer.Exit(reviewing.review(db, by=by, list_only=list_only, config=config, json=json))


@app.command()
def decide(
    first: Annotated[str, typer.Argument(metavar="A", help="A mention, or an incident.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Another.")],
    verdict: Annotated[Saying, typer.Argument(metavar="same|different|unsure", help="What they are.")],
    by: By,
    reason: Reason,
    db: Db = DEFAULT_DB,
    config: Settings = None,
    json: Json = False,
) -> None:
    """Say whether two mentions tell one event; it outranks the model, and can be undone."""
    from vedette.faces.cli import reviewing

    what = reviewing.Work(db=db, config=config, by=by, reason=reason, json=json)
    raise typer.Exit(reviewing.decide(what, first, second, verdict.value))


@app.command()
def override(
    target: Annotated[str, typer.Argument(metavar="ID.FIELD", help="A field of an incident, such as i1234.killed.")],
    value: Annotated[
        str, typer.Argument(help="Its value, in words or as JSON; null withdraws one; i1234.drop takes true.")
    ],
    by: By,
    reason: Reason,
    db: Db = DEFAULT_DB,
    config: Settings = None,
    json: Json = False,
) -> None:
    """Set a field of an incident by hand; what the reports say stays behind it."""
    from vedette.faces.cli import reviewing

    what = reviewing.Work(db=db, config=config, by=by, reason=reason, json=json)
    raise typer.Exit(reviewing.override(what, target, value))


@app.command()
def undo(
    id: Annotated[str, typer.Argument(metavar="ID", help="A person's decision or override.")],
    by: By,
    reason: Reason,
    db: Db = DEFAULT_DB,
    config: Settings = None,
    json: Json = False,
) -> None:
    """Take back a judgement by a later one; nothing is deleted."""
    from vedette.faces.cli import reviewing

    what = reviewing.Work(db=db, config=config, by=by, reason=reason, json=json)
    raise typer.Exit(reviewing.undo(what, id))


@app.command()
def log(
    db: Db = DEFAULT_DB,
    verify: Annotated[
        bool, typer.Option("--verify", help="Prove that no record was changed behind the ledger's back.")
    ] = False,
    expect: Annotated[
        str | None,
        typer.Option(
            "--expect",
            metavar="HASH",
            help="With --verify: a hash noted earlier that the chain must hold.",
            show_default=False,
        ),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(
            "--since", metavar="MOMENT", parser=moment, help="Only what was written from then on.", show_default=False
        ),
    ] = None,
    config: Settings = None,
    json: Json = False,
) -> None:
    """List every change of every incident: what, from, to, why, by whom, on which evidence."""
    from vedette.faces.cli import reviewing

    if verify or expect:
        raise typer.Exit(reviewing.verify(db, expect=expect, config=config, json=json))
    raise typer.Exit(reviewing.log(db, since=since, config=config, json=json))


@app.command()
def diff(
    start: Annotated[date, typer.Option("--from", metavar="DAY", parser=day, help="The earlier day.")],
    end: Annotated[date, typer.Option("--to", metavar="DAY", parser=day, help="The later day.")],
    clock: Annotated[
        Clock,
        typer.Option(
            "--clock", help="published: what reports had said by then; recorded: what this ledger held by then."
        ),
    ] = Clock.published,
    db: Db = DEFAULT_DB,
    config: Settings = None,
    json: Json = False,
) -> None:
    """Say what changed between two days: new incidents, revised tolls, merges, splits, retractions."""
    from vedette.faces.cli import reviewing

    raise typer.Exit(
        reviewing.diff(db, start=start, end=end, recorded=clock is Clock.recorded, config=config, json=json)
    )
