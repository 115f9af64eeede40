"""The command that serves a ledger to a browser and to programs: its options and their help; the work is in `faces.http.server`."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Annotated

import typer

from vedette.errors import InputError
from vedette.faces.cli.options import DEFAULT_DB, Settings

app = typer.Typer()

PORT = 8765


@app.command()
def serve(
    ledger: Annotated[
        Path | None, typer.Argument(metavar="LEDGER", help="The ledger.", show_default=str(DEFAULT_DB))
    ] = None,
    db: Annotated[
        Path | None,
        typer.Option("--db", metavar="FILE", help="The ledger, as other commands name it.", show_default=False),
    ] = None,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Where to listen; 0 takes any that is free.")
    ] = PORT,
    host: Annotated[
        str,
        typer.Option(
            "--host", metavar="ADDRESS", help="Which address to listen on; others than this machine's own need --auth."
        ),
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None,
        typer.Option(
            "--name",
            metavar="HOST",
            help="A host name that browsers may call this server by; may be given again.",
            show_default=False,
        ),
    ] = None,
    auth: Annotated[
        str | None,
        typer.Option(
            "--auth",
            metavar="FILE|NAME",
            help="Ask for a name and a password: those of a file (name:password on each line, readable by you alone), "
            "or NAME with a password made for this run and printed once. Without TLS in front they travel in the clear.",
            show_default=False,
        ),
    ] = None,
    open_page: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    get: Annotated[
        str | None,
        typer.Option(
            "--get", metavar="PATH", help="Print what this path answers, and start no server.", show_default=False
        ),
    ] = None,
    config: Settings = None,
) -> None:
    """Serve a ledger: pages for people, JSON, CSV and GeoJSON for programs."""
    if ledger is not None and db is not None and ledger != db:
        raise typer.BadParameter(f"name one ledger, not both {ledger} and --db {db}")
    needed = ("fastapi",) if get is not None else ("fastapi", "uvicorn")
    missing = [one for one in needed if importlib.util.find_spec(one) is None]
    if missing:
        raise InputError(f"vedette serve needs {' and '.join(missing)}; install it with: pip install 'vedette[web]'")
    from vedette.faces.http import server

    file = ledger or db or DEFAULT_DB
    if get is not None:
        raise typer.Exit(server.get(file, get, config=config))
    bound = server.Binding(host=host, port=port, names=tuple(name or ()), auth=auth)
    raise typer.Exit(server.serve(file, bound, config=config, open_page=open_page))
