"""The command that watches sources, its options and its help, and what it says while it is at work."""

from __future__ import annotations

import json as json_module
import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vedette.faces.cli.options import DEFAULT_DB, Db, Json, Settings
from vedette.faces.cli.serving import PORT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vedette.app.watching import Event, Plan, WatchOptions

app = typer.Typer()

PARTIAL = 3
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def span(text: str) -> int:
    """A span of time as people write it, in seconds: 90s, 10m, 2h, 1d; at least ten seconds."""
    found = re.fullmatch(r"(\d{1,6})\s*([smhd])", text.strip().lower())
    seconds = int(found[1]) * _UNITS[found[2]] if found else 0
    if seconds < 10:
        raise typer.BadParameter(f"{text!r} is no span of time of ten seconds or more; write it as 10m, 90s, 2h or 1d")
    return seconds


@app.command()
def watch(
    sources: Annotated[Path, typer.Argument(metavar="SOURCES.toml", help="The list of sources.")],
    db: Db = DEFAULT_DB,
    once: Annotated[
        bool, typer.Option("--once", help="One pass, for cron; exit code 3 when something failed.")
    ] = False,
    every: Annotated[
        int | None,
        typer.Option(
            "--every", metavar="SPAN", parser=span, help="From pass to pass: 10m, 90s, 2h.", show_default="10m"
        ),
    ] = None,
    rules: Annotated[
        Path | None, typer.Option("--rules", metavar="RULES.toml", help="Alert by these rules.", show_default=False)
    ] = None,
    serve: Annotated[bool, typer.Option("--serve", help="Serve the ledger's page meanwhile, on this machine.")] = False,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Where --serve listens; 0 takes any that is free.")
    ] = PORT,
    retry: Annotated[
        list[str] | None,
        typer.Option("--retry", metavar="NAME", help="Visit a source again that was set aside.", show_default=False),
    ] = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Fetch nothing: only files of this machine are read.")
    ] = False,
    give_up: Annotated[
        int, typer.Option("--give-up", metavar="N", min=1, help="Failures in a row after which a source is set aside.")
    ] = 8,
    workers: Annotated[
        int,
        typer.Option(
            "--workers", metavar="N", min=0, max=64, help="Processes that read reports; 0: none of their own."
        ),
    ] = 2,
    config: Settings = None,
    json: Json = False,
) -> None:
    """Visit sources again and again: take in what is new, link it, and alert."""
    from vedette.app import watching

    options = watching.WatchOptions(every_s=float(every or 600), give_up=give_up, workers=workers)
    plan = watching.plan(sources, db, config=config, rules=rules, offline=offline)
    page = (config or sources, port) if serve else None
    raise typer.Exit(_work(plan, options, once=once, page=page, retry=retry or [], json=json))


def _work(
    plan: Plan, options: WatchOptions, *, once: bool, page: tuple[Path, int] | None, retry: list[str], json: bool
) -> int:
    """Watch until a person stops it, or once; the exit code of the last pass. With `page` the ledger is served, by these settings and on this port."""
    from datetime import UTC, datetime
    from random import Random
    from time import sleep

    from vedette.app.watching import open_watch
    from vedette.faces.cli import narration

    ended, teller = 0, Teller(json=json)
    if page is not None:
        _refuse_unserved()
    with (
        _stoppable(),
        open_watch(plan, options=options, clock=lambda: datetime.now(UTC), chance=Random(), tell=teller.tell) as work,
        _serving(plan.db, page),
    ):
        for name in retry:
            work.again(name)
        finished = work.recover()
        if finished:
            narration.tell(f"finished {narration.number(finished, 'report')} that an earlier watch had begun")
        until = "" if once else f", every {options.every_s:g} s; stop with Ctrl-C"
        narration.tell(f"watching {narration.number(len(plan.specs), 'source')} into {plan.db}{until}")
        for one in work.run(sleep, passes=1 if once else None):
            ended = 0 if one.fine else PARTIAL
    return ended


class Teller:
    """Says what a watch does: narration on standard error, and with `json` one line for each event on standard output."""

    def __init__(self, *, json: bool) -> None:
        self._json = json

    def tell(self, event: Event) -> None:
        """Say one event."""
        from vedette.app.watching import Pass, Visited
        from vedette.faces.cli import narration

        if self._json:
            print(json_module.dumps(_record(event), ensure_ascii=False), flush=True)
        if isinstance(event, Pass):
            if not self._json or not event.fine:
                narration.tell(_pass(event))
        elif isinstance(event, Visited):
            self._visited(event)
        elif not self._json:
            print(f"{event.day} {event.rule}: {event.words} [{' '.join(event.records)}]", flush=True)

    def _visited(self, event: Any) -> None:
        from vedette.faces.cli import narration

        number = narration.number
        if event.error:
            way_out = f" {event.way_out}" if event.way_out else ""
            narration.tell(f"failed: {event.source}: {event.error.rstrip('.')}.{way_out}")
        if event.aside:
            narration.tell(f"set aside: {event.source} is visited no more; bring it back with --retry {event.source!r}")
        elif event.documents or not event.error:
            unread = len(event.failures)
            narration.tell(
                f"{event.source}: {number(event.documents, 'new report')}"
                + (f", {number(unread, 'item')} not read" if unread else "")
            )
            if unread:
                narration.failures(event.failures[:3], None)


def _pass(event: Any) -> str:
    from vedette.faces.cli.narration import number

    told = (
        f"{event.started:%Y-%m-%d %H:%M} {number(event.sources, 'source')} visited in {event.seconds:.1f} s: {number(event.documents, 'new report')}, "
        f"{number(event.mentions, 'mention')}, {number(event.copies, 'copy', 'copies')}, {number(event.alerts, 'alert')}"
    )
    if event.failed or event.failures:
        told += f"; {number(event.failed, 'source')} failed, {number(event.failures, 'item')} not read"
    return told + (f"; set aside: {', '.join(event.aside)}" if event.aside else "")


def _record(event: Event) -> dict[str, Any]:
    from dataclasses import asdict

    from vedette.app.watching import Pass, Visited

    sort = "pass" if isinstance(event, Pass) else "visit" if isinstance(event, Visited) else "alert"
    told = asdict(event)
    if isinstance(event, Visited):
        told["failures"] = [{"item": one.item, "code": one.code, "reason": one.reason} for one in event.failures]
    if isinstance(event, Pass):
        told["started"] = event.started.isoformat()
    if "day" in told:
        told["day"] = told["day"].isoformat()
    return {"record": sort, **told}


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let SIGTERM end a watch as an end, not as a failure: what it had begun is finished by the next."""
    import signal

    def stop(_number: int, _frame: object) -> None:
        raise SystemExit(0)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _refuse_unserved() -> None:
    """Say before anything is fetched that no page can be served."""
    import importlib.util

    from vedette.errors import InputError

    missing = [one for one in ("fastapi", "uvicorn") if importlib.util.find_spec(one) is None]
    if missing:
        raise InputError(
            f"vedette watch --serve needs {' and '.join(missing)}; install it with: pip install 'vedette[web]', or leave --serve out"
        )


@contextmanager
def _serving(db: Path, page: tuple[Path, int] | None) -> Iterator[None]:
    """With settings and a port the page of the ledger, in a process of its own that ends with this one, however this one ends."""
    if page is None:
        yield
        return
    from multiprocessing import get_context

    server = get_context("spawn").Process(target=_serve, args=(db, *page), name="vedette-serve")
    server.start()
    try:
        yield
    finally:
        server.terminate()
        server.join()


def _serve(db: Path, settings: Path, port: int) -> None:
    from vedette.app.apart import end_with_parent
    from vedette.errors import VedetteError
    from vedette.faces.cli import narration
    from vedette.faces.http import server

    end_with_parent()
    try:
        server.serve(db, server.Binding(host="127.0.0.1", port=port), config=settings, open_page=False)
    except VedetteError as error:
        narration.tell(f"the page is not served, and the watch goes on: {error}")
