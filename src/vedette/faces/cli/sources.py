"""The commands about sources (sources add, list, test, grade, remove; compare), their options and their help."""

from __future__ import annotations

import json as json_module
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vedette.faces.cli.options import DEFAULT_DB, AsOfDay, Db, Json, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vedette.app.comparing import Comparison
    from vedette.app.watchstate import Standing
    from vedette.model import Failure
    from vedette.model.flood import Flood
    from vedette.sources.base import Unread
    from vedette.sources.live import Spec

app = typer.Typer()
sources = typer.Typer(
    help="Keep the list of live sources that `vedette watch` visits.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(sources, name="sources")


class Letter(StrEnum):
    """Reliability of a source by the Admiralty code."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Asking(StrEnum):
    """What is done about robots.txt."""

    obey = "obey"
    agreed = "agreed"


DEFAULT = Path("sources.toml")
SHOWN = 5
"""Items that a test prints."""

File = Annotated[Path, typer.Option("--file", "-f", metavar="FILE", help="The list of sources.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="The name of a source in the list.")]


@sources.command()
def add(
    where: Annotated[str, typer.Argument(metavar="URL|PATH", help="A feed, page, sitemap or list, or files here.")],
    file: File = DEFAULT,
    name: Annotated[
        str | None, typer.Option("--name", help="By default the host or the path.", show_default=False)
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind", help="feed, page, list, sitemap, gdelt or files; by default guessed.", show_default=False
        ),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option("--outlet", help="Whose reports they are; by default the name.", show_default=False)
    ] = None,
    reliability: Annotated[
        Letter,
        typer.Option(
            "--reliability", case_sensitive=False, help="Admiralty code: A reliable … E unreliable, F cannot be judged."
        ),
    ] = Letter.F,
    follow: Annotated[bool, typer.Option("--follow", help="Read the page behind each item of the feed.")] = False,
    every: Annotated[int, typer.Option("--every", metavar="MINUTES", help="The least time between two visits.")] = 0,
    limit: Annotated[int, typer.Option("--limit", metavar="N", help="The most items at one visit.")] = 200,
    robots: Annotated[
        Asking, typer.Option("--robots", help="agreed: its owner agreed; robots.txt is not asked.")
    ] = Asking.obey,
    paywall: Annotated[str | None, typer.Option("--paywall", help="A note.", show_default=False)] = None,
    licence: Annotated[str | None, typer.Option("--licence", help="A note.", show_default=False)] = None,
    notes: Annotated[str | None, typer.Option("--notes", help="A note.", show_default=False)] = None,
) -> None:
    """Write a source into the list; nothing is fetched."""
    from vedette.app import sources as listing
    from vedette.errors import ConfigError
    from vedette.faces.cli import narration

    remote = "://" in where
    if not remote and not Path(where).exists() and not any(sign in where for sign in "*?["):
        raise ConfigError(f"{where}: there is no such file or folder; an address begins with https://")
    told: dict[str, Any] = {
        "name": name or listing.guess_name(where), ("url" if remote else "path"): where, "kind": kind, "outlet": outlet,
        "reliability": reliability.value, "follow": follow, "every": every, "limit": limit, "robots": robots.value, "paywall": paywall,
        "licence": licence, "notes": notes,
    }  # fmt: skip
    spec = listing.make_spec({key: value for key, value in told.items() if value is not None}, "cannot add")
    listing.add(file, spec)
    narration.tell(
        f"added to {file}: {spec.name!r} ({spec.kind}); try it with: vedette sources test {_quoted(spec.name)}{_in(file)}"
    )


@sources.command(name="list")
def list_(
    file: File = DEFAULT,
    db: Annotated[
        Path | None,
        typer.Option(
            "--db", metavar="FILE", help="Say how they stand in the watch over this ledger.", show_default=False
        ),
    ] = None,
    json: Json = False,
) -> None:
    """List the sources, and how they stand."""
    from vedette.app import sources as listing
    from vedette.app.flooding import flood_of, floods_at
    from vedette.app.watching import state_of
    from vedette.faces.cli import narration

    held = listing.load(file)
    standings = state_of(db) if db is not None else {}
    floods = floods_at(db) if db is not None else ()
    if json or not sys.stdout.isatty():
        for one in held:
            print(
                json_module.dumps(
                    _record(one, standings.get(one.name), flood_of(one.publisher, floods), looked=db is not None),
                    ensure_ascii=False,
                )
            )
        return
    rows = [
        (
            one.name,
            one.kind,
            one.reliability,
            one.where,
            _stands(standings.get(one.name), flood_of(one.publisher, floods)),
        )
        for one in held
    ]
    narration.table(("name", "kind", "reliability", "where", "stands"), rows)


@sources.command()
def test(name: Name, file: File = DEFAULT, json: Json = False) -> None:
    """Visit a source once, say what it brings, and write nothing."""
    from vedette.app import sources as listing
    from vedette.app.watching import try_out
    from vedette.errors import ConfigError
    from vedette.faces.cli import narration

    held = listing.load(file)
    spec = next((one for one in held if one.name == name), None)
    if spec is None:
        raise ConfigError(f"{file}: there is no source {name!r}; there are: {', '.join(one.name for one in held)}")
    found = try_out(spec)
    for one in found.documents[: None if json else SHOWN]:
        if json:
            print(json_module.dumps({"origin": one.origin, "published": one.published.isoformat(), "outlet": one.outlet, "title": one.title, "characters": len(one.text)}, ensure_ascii=False))  # fmt: skip
        else:
            print(f"{one.published}  {one.title or one.text[:80]}  [{one.outlet or 'unnamed outlet'}]")
    narration.failures(found.failures, None)
    narration.tell(
        f"{name}: {narration.number(len(found.documents), 'report')}, {narration.number(len(found.failures), 'item')} not read; nothing was written"
    )
    raise typer.Exit(3 if found.failures else 0 if found.documents else 4)


@sources.command()
def grade(
    name: Name,
    reliability: Annotated[
        Letter, typer.Argument(metavar="A…F", case_sensitive=False, help="Admiralty code; F: cannot be judged.")
    ],
    file: File = DEFAULT,
) -> None:
    """Set how reliable a source is."""
    from vedette.app import sources as listing
    from vedette.faces.cli import narration

    spec = listing.grade(file, name, reliability.value)
    narration.tell(
        f"{name}: reliability {spec.reliability}; incidents show it when they are looked at with --config {file}"
    )


@sources.command()
def remove(name: Name, file: File = DEFAULT) -> None:
    """Take a source out of the list; what it brought stays in the ledger."""
    from vedette.app import sources as listing
    from vedette.faces.cli import narration

    spec = listing.remove(file, name)
    narration.tell(f"removed from {file}: {spec.name!r} ({spec.where})")


def _record(spec: Spec, standing: Standing | None, flood: Flood | None, *, looked: bool) -> dict[str, object]:
    from dataclasses import asdict

    told: dict[str, object] = {"record": "source", **asdict(spec)}
    if standing is not None:
        told["stands"] = asdict(standing)
    if looked:
        told["flood"] = None if flood is None else {
            "reports": len(flood.documents), "incidents": list(flood.incidents), "first": flood.first.isoformat(), "last": flood.last.isoformat(),
        }  # fmt: skip
    return told


def _stands(standing: Standing | None, flood: Flood | None) -> str:
    flooding = (
        f"; FLOOD: {len(flood.documents)} reports that say nearly the same, {flood.first} to {flood.last}"
        if flood
        else ""
    )
    if standing is None:
        return flooding.removeprefix("; ")
    if standing.aside:
        return f"set aside after {standing.failures} failures: {standing.error}{flooding}"
    told = (
        f"failed {standing.failures} times: {standing.error}" if standing.failures else f"fine, {standing.items} items"
    )
    return f"{told}{flooding}"


def _in(file: Path) -> str:
    return "" if file == DEFAULT else f" --file {file}"


def _quoted(name: str) -> str:
    import shlex

    return shlex.quote(name)


@app.command()
def compare(
    other: Annotated[
        Path,
        typer.Option("--with", metavar="FILE.csv", help="Your own export of ACLED or UCDP GED.", show_default=False),
    ],
    db: Db = DEFAULT_DB,
    as_of: AsOfDay = None,
    config: Settings = None,
    json: Json = False,
) -> None:
    """Set the ledger beside another data set: what both hold, and what each misses. Nothing of it is kept."""
    from vedette.app import comparing
    from vedette.app.config import Config
    from vedette.faces.cli import narration
    from vedette.store.base import AsOf

    found = comparing.compare(db, other, as_of=AsOf(published=as_of), config=Config.load(config))
    records = list(_compared(found))
    if json or not sys.stdout.isatty():
        for record in records:
            print(json_module.dumps(record, ensure_ascii=False))
    elif records:
        names = ("held by", "day", "place", "apart", "killed there", "id there", "id")
        narration.table(names, [_row_of(record, other.name) for record in records])
    narration.failures([_unread_row(one) for one in found.side.unread], None)
    if found.first > found.last:
        narration.tell(f"the ledger and {other} share no day, so there is nothing to compare")
        raise typer.Exit(4)
    number = narration.number
    narration.tell(
        f"{found.form}, {found.first} to {found.last}: {number(len(found.both), 'event')} in both, {len(found.only_here)} only in the ledger, "
        f"{len(found.only_there)} only in {other.name}; {found.outside} on other days"
    )


def _compared(found: Comparison) -> Iterator[dict[str, object]]:
    for pair in found.both:
        event = pair.event
        yield {
            "record": "both", "incident": pair.incident.id, "event": event.id, "day": event.last.isoformat(), "place": event.place, "days_apart": pair.days,
            "km_apart": pair.km, "actor_words": pair.actors, "killed_there": event.killed,
        }  # fmt: skip
    for one in found.only_here:
        when, where = one.when.value, one.place.value
        yield {"record": "only_here", "incident": one.id, "day": when.latest.isoformat() if when else None, "place": where.name if where else None, "severity": one.severity.label}  # fmt: skip
    for event in found.only_there:
        yield {"record": "only_there", "event": event.id, "day": event.last.isoformat(), "place": event.place, "country": event.country, "kind": event.kind, "killed": event.killed}  # fmt: skip


def _row_of(record: dict[str, object], other: str) -> tuple[str, ...]:
    """A compared event as a row for people."""
    held = {"both": "both", "only_here": "the ledger", "only_there": other}[str(record["record"])]
    apart = f"{record['days_apart']} days, {record['km_apart']} km" if "days_apart" in record else None
    killed = record.get("killed_there", record.get("killed"))
    told = (held, record["day"], record["place"], apart, killed, record.get("event"), record.get("incident"))
    return tuple("" if one is None else str(one) for one in told)


def _unread_row(one: Unread) -> Failure:
    from datetime import UTC, datetime

    from vedette.app.pipeline import failure

    return failure(one.error, one.origin, datetime.now(UTC))
