"""The server on its port: where it listens, who may come in, and what it says when it starts; and one answer without any server."""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import secrets
import socket
import stat
import sys
import webbrowser
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx
from fastapi import FastAPI

from vedette.app.config import Config
from vedette.errors import ConfigError, InputError
from vedette.faces.cli import narration
from vedette.faces.http.app import create
from vedette.faces.http.guard import LOCAL, Guard

KEEP_ALIVE_S: Final = 30
GRACE_S: Final = 5
TURN_S: Final = 0.0005
"""How long a thread that works (a judgement, the queue) may keep the interpreter while an answer waits for it; an answer asks for it several times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """Where to listen, by which further names, and whom to let in (a file of accounts, or one name)."""

    host: str
    port: int
    names: tuple[str, ...] = ()
    auth: str | None = None


def get(ledger: Path, path: str, *, config: Path | None) -> int:
    """Print what a path answers; 1 where that is an error."""
    if not path.startswith("/"):
        raise InputError(f"{path!r} is no path of the server; it begins with a slash, as in --get /incidents.json")
    app = create(ledger, guard=Guard(), config=Config.load(config))

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost", follow_redirects=True) as client:
            return await client.get(path)

    try:
        found = asyncio.run(ask())
    except httpx.InvalidURL as error:
        raise InputError(f"{path!r} is no path of the server: {error}") from None
    finally:
        app.state.served.close()
    sys.stdout.buffer.write(found.content)
    if sys.stdout.isatty() and not found.content.endswith(b"\n"):
        print()
    return 0 if found.status_code < 400 else 1


def serve(ledger: Path, bound: Binding, *, config: Path | None, open_page: bool) -> int:
    """Serve until it is stopped. Raises InputError or ConfigError where it cannot listen, or must not."""
    import uvicorn

    settings = Config.load(config)
    refuse_strangers(bound)
    if not ledger.exists():
        raise InputError(f"there is no ledger at {ledger}; make one with: vedette run PATH… --db {ledger}")
    with closing(listen(bound.host, bound.port)) as opened:
        guard = guard_of(bound)
        app = create(ledger, guard=guard, config=settings)
        narration.tell(f"reading {ledger} …")
        shown = app.state.served.at()
        warm(app, guard)
        narration.tell(
            f"{narration.number(len(shown.view.incidents), 'incident')} of "
            f"{narration.number(len(shown.view.documents), 'report')}; Ctrl-C stops the server"
        )
        address = link_to(bound.host, opened.getsockname()[1], guard)
        print(address, flush=True)
        if open_page:
            webbrowser.open(address)
        sys.setswitchinterval(TURN_S)
        server = uvicorn.Server(
            uvicorn.Config(
                app, log_level="warning", access_log=False, server_header=False, proxy_headers=False, lifespan="off", ws="none",
                timeout_keep_alive=KEEP_ALIVE_S, timeout_graceful_shutdown=GRACE_S, backlog=512,
            )
        )  # fmt: skip
        try:
            server.run(sockets=[opened])
        except KeyboardInterrupt:
            narration.tell("stopped; what was written is whole")
        finally:
            app.state.intake.close()
            app.state.served.close()
    return 0


def warm(app: FastAPI, guard: Guard) -> None:
    """Make what the first page, the lists and the incidents need before anybody waits for it."""
    incidents = app.state.served.at().view.incidents
    for one in incidents:
        app.state.rows.of(one)
    name, password = next(iter((guard.accounts or {"": ""}).items()))
    headers = {"host": guard.hosts[0], "cookie": f"{guard.cookie}={guard.session}"}

    async def look() -> None:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost", auth=(name, password)) as client:
            for path in ("/", *(f"/incidents/{one.id}.json" for one in incidents[-1:])):
                await client.get(path, headers=headers)

    asyncio.run(look())


def guard_of(bound: Binding) -> Guard:
    """Whom to let in: beyond this machine only who has an account; on it whoever opens the printed link."""
    refuse_strangers(bound)
    accounts = None if bound.auth is None else accounts_of(bound.auth)
    own = () if _is_any(bound.host) else (_bracketed(bound.host.lower()),)
    return Guard(
        hosts=tuple(dict.fromkeys((*LOCAL, *own, *(name.lower() for name in bound.names)))),
        addresses=not is_local(bound.host),
        token=None if accounts is not None else secrets.token_urlsafe(24),
        session=secrets.token_urlsafe(32),
        cookie=f"vedette_{secrets.token_hex(4)}",  # cookies know no ports: two servers must not share one
        accounts=accounts,
    )


def refuse_strangers(bound: Binding) -> None:
    """Raise ConfigError where other machines could reach a server that asks for no password."""
    if bound.auth is None and not is_local(bound.host):
        raise ConfigError(
            f"{bound.host} can be reached from other machines; give --auth FILE or --auth NAME so that it asks for a password, "
            "or leave --host out to serve this machine alone"
        )


def accounts_of(auth: str) -> Mapping[str, str]:
    """Names and passwords: of a file that only its owner may read, or one name with a password made now and printed once."""
    path = Path(auth)
    if not path.is_file():
        if "/" in auth or ":" in auth or path.suffix or not auth.strip():
            raise ConfigError(f"there is no file of accounts {auth!r}; write name:password on each of its lines")
        password = secrets.token_urlsafe(12)
        narration.tell(f"sign in as {auth} with the password {password}")
        return {auth: password}
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise ConfigError(f"others can read {auth}, which holds passwords; close it with: chmod 600 {auth}")
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot read the accounts {auth}: {error}") from None
    found: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, colon, password = line.partition(":")
        if not colon or not name.strip() or len(password) < 8:
            raise ConfigError(f"{auth}, line {number}: write name:password, with a password of eight signs or more")
        found[name.strip()] = password
    if not found:
        raise ConfigError(f"{auth} holds no account; write name:password on each of its lines")
    return found


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; the reason and the way out where it cannot."""
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        opened = socket.socket(family, kind, proto)
        try:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            opened.bind(address)
            opened.listen(512)
        except OSError:
            opened.close()
            raise
    except (OSError, UnicodeError) as error:
        ways = {
            errno.EADDRINUSE: f"port {port} of {host} is taken; give --port another, or --port 0 for any that is free",
            errno.EACCES: f"port {port} needs more rights than you have; give --port one above 1023",
            errno.EADDRNOTAVAIL: f"{host} is no address of this machine; leave --host out, or give one that is",
        }
        number = error.errno if isinstance(error, OSError) else None
        reason = ways.get(number or 0, f"cannot listen on {host}: {error}; give --host an address of this machine")
        raise InputError(reason) from None
    return opened


def link_to(host: str, port: int, guard: Guard) -> str:
    """The address to open; with the one-time token where that lets in."""
    name = "127.0.0.1" if _is_any(host) else _bracketed(host)
    start = f"http://{name}:{port}/"
    return start if guard.token is None else f"{start}?token={guard.token}"


def is_local(host: str) -> bool:
    """Whether only this machine can reach that address."""
    try:
        found = {entry[4][0] for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        return host == "localhost"
    return all(ipaddress.ip_address(str(one).partition("%")[0]).is_loopback for one in found)


def _is_any(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
