"""Who may ask what: the guard that stands before every route, as plain ASGI.

It answers only to names that it knows (so that no other site can lead a browser here by its own name), lets in who holds the
one-time link that was printed or an account, takes writes from its own pages alone, bounds what a request may carry, and tells the
browser to run nothing that does not come from here.
"""

from __future__ import annotations

import asyncio
import hashlib
import ipaddress
import logging
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Mapping
from dataclasses import dataclass, field
from hmac import compare_digest
from html import escape
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vedette.faces.http.problems import MEDIA, body

log = logging.getLogger(__name__)

LOCAL: Final = ("127.0.0.1", "localhost", "[::1]")
"""What a browser on this machine calls it."""

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, no-cache",
}
"""What every response carries where its route says nothing else."""

_RAW: Final = tuple((name.encode(), value.encode()) for name, value in HEADERS.items())

READS: Final = frozenset({"GET", "HEAD"})
_LONGEST_QUERY: Final = 8192
_WRONG_S: Final = 1.0
"""How long a wrong password waits for its answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What a request is held against.

    `hosts` are the names, without port, that the server answers to; with `addresses` any IP address as well (no other site can
    take one of those for its own). With `token` whoever opens a link that carries it gets the cookie `session`, once; with
    `accounts` (name to password) requests sign in by HTTP basic authentication; with neither everybody who reaches the server is let
    in. `body` bounds what a write may carry, `upload` a dropped file, in bytes.
    """

    hosts: tuple[str, ...] = LOCAL
    addresses: bool = False
    token: str | None = field(default=None, repr=False)
    session: str = field(default="", repr=False)
    cookie: str = "vedette"
    accounts: Mapping[str, str] | None = field(default=None, repr=False)
    body: int = 65_536
    upload: int = 50_000_000
    uploads: str = "/ingest"


class _Refused(HTTPException):
    """Also raised from within a route, while it reads a body: the framework lets its own sort of error through."""


class Guarded:
    """The guard around an application. It puts the name that signed in under `vedette.user` of the scope, None where there is none."""

    def __init__(self, app: ASGIApp, *, guard: Guard) -> None:
        self._app, self._guard = app, guard
        self._token = guard.token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        armed = _Armed(send)
        headers = Headers(scope=scope)
        try:
            self._check_host(headers)
            self._check_size(scope, headers)
            location = self._redeemed(scope, headers)
            if location is not None:
                await _redirect(armed, location, self._crumb())
                return
            scope["vedette.user"] = await self._signed_in(headers)
            _check_origin(scope, headers)
            await self._app(scope, _Bounded(receive, self._limit(scope)), armed)
        except _Refused as error:
            if armed.started:
                raise
            await _refuse(scope, headers, armed, error)
        except Exception:
            if armed.started:
                raise
            log.exception("%s %s broke", scope["method"], scope["path"])
            detail = "this request met a defect of vedette; what was written is whole. The log of the server says more"
            await _refuse(scope, headers, armed, _Refused(500, detail))

    def _check_host(self, headers: Headers) -> None:
        named = headers.getlist("host")
        name = _without_port(named[0].lower()) if len(named) == 1 else ""
        if name in self._guard.hosts or (self._guard.addresses and _is_address(name)):
            return
        known = ", ".join(self._guard.hosts)
        raise _Refused(421, f"this server does not answer to {name or 'no name'!r}, only to {known}; --name adds one")

    def _limit(self, scope: Scope) -> int:
        guard = self._guard
        return guard.upload if scope["path"] == guard.uploads else guard.body

    def _check_size(self, scope: Scope, headers: Headers) -> None:
        if len(scope["query_string"]) > _LONGEST_QUERY:
            raise _Refused(414, f"the query is longer than {_LONGEST_QUERY} bytes; ask for less at once")
        stated, most = headers.get("content-length", "0"), self._limit(scope)
        if not (stated.isascii() and stated.isdigit()):
            raise _Refused(400, f"{stated!r} is no length of a body")
        if int(stated) > most:
            raise _too_large(most)

    def _redeemed(self, scope: Scope, headers: Headers) -> str | None:
        """Where to go on after a link with the token was opened; None where the request carries none."""
        if self._guard.token is None or scope["method"] != "GET" or b"token=" not in scope["query_string"]:
            return None
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = next((value for name, value in asked if name == "token"), None)
        if given is None:
            return None
        location = quote(scope["path"], safe="/:@!$&'()*+,;=~") or "/"
        location = "/" + location.lstrip("/")  # two slashes would lead to another host
        rest = urlencode([(name, value) for name, value in asked if name != "token"])
        location += f"?{rest}" if rest else ""
        if self._knows(headers):
            return location
        if self._token is None or not compare_digest(given.encode(), self._token.encode()):
            raise _Refused(
                401,
                "this link was used before, or is not of this run; start the server again for a new one",
                _CHALLENGE,
            )
        self._token = None
        return location

    async def _signed_in(self, headers: Headers) -> str | None:
        guard = self._guard
        if guard.accounts is not None:
            name = _account(headers.get("authorization", ""), guard.accounts)
            if name is None:
                if "authorization" in headers:
                    await asyncio.sleep(_WRONG_S)
                raise _Refused(401, "sign in with a name and a password of this server", _BASIC)
            return name
        if guard.token is not None and not self._knows(headers):
            raise _Refused(401, "open the link that vedette serve printed; it signs this browser in, once", _CHALLENGE)
        return None

    def _knows(self, headers: Headers) -> bool:
        start, session = f"{self._guard.cookie}=", self._guard.session.encode()
        crumbs = (crumb.strip() for line in headers.getlist("cookie") for crumb in line.split(";"))
        return any(
            compare_digest(crumb.removeprefix(start).encode(), session) for crumb in crumbs if crumb.startswith(start)
        )

    def _crumb(self) -> str:
        return f"{self._guard.cookie}={self._guard.session}; Path=/; HttpOnly; SameSite=Strict"


class _Armed:
    """A `send` that puts the guard's headers on every response."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            raw = list(message.get("headers", ()))
            there = {name for name, _ in raw}
            message = {**message, "headers": [*raw, *(one for one in _RAW if one[0] not in there)]}
        await self._send(message)


class _Bounded:
    """A `receive` that stops a body which grows beyond its bound, whatever length it stated."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._left, self._most = receive, most, most

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                raise _too_large(self._most)
        return message


_CHALLENGE: Final = {"www-authenticate": "Link"}
_BASIC: Final = {"www-authenticate": 'Basic realm="vedette", charset="UTF-8"'}


def _check_origin(scope: Scope, headers: Headers) -> None:
    """Refuse what another site's page asks for: every write, and every read but a link that a person follows."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if scope["method"] in READS:
        led = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest", "document") == "document"
        if site in ("cross-site", "same-site") and not led:
            raise _Refused(403, "a page of another site asked for this; open it here")
        return
    if site is not None and site != "same-origin":
        raise _Refused(403, "only a page of this server may write; open it here and try again")
    if origin is not None and origin != f"{scope.get('scheme', 'http')}://{headers['host']}":
        raise _Refused(403, f"a page of {origin} may not write here; open the page of this server and try again")


def _account(authorization: str, accounts: Mapping[str, str]) -> str | None:
    scheme, _, given = authorization.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        name, _, password = b64decode(given, validate=True).decode("utf-8").partition(":")
    except (Base64Error, UnicodeDecodeError, ValueError):
        return None
    # Digests are compared, so that the time taken tells nothing about length or name.
    right = compare_digest(_digest(password), _digest(accounts.get(name, "")))
    return name if right and name in accounts else None


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def _too_large(most: int) -> _Refused:
    return _Refused(413, f"this is larger than the {most:,} bytes that may be sent here; send less at once")


async def _redirect(send: Send, location: str, crumb: str) -> None:
    headers = [
        (b"location", location.encode("latin-1")),
        (b"set-cookie", crumb.encode("latin-1")),
        (b"content-length", b"0"),
    ]
    await send({"type": "http.response.start", "status": 303, "headers": [*headers, (b"cache-control", b"no-store")]})
    await send({"type": "http.response.body", "body": b""})


async def _refuse(scope: Scope, headers: Headers, send: Send, error: _Refused) -> None:
    """A problem; in words for a browser that shows a page."""
    content, media = body(error.status_code, error.detail, scope["path"]), MEDIA
    if "text/html" in headers.get("accept", ""):
        page = f"<!doctype html><html lang=en><meta charset=utf-8><title>vedette</title><p>{escape(error.detail)}."
        content, media = page.encode(), "text/html; charset=utf-8"
    head = {
        "content-type": media,
        "content-length": str(len(content)),
        "cache-control": "no-store",
        **(error.headers or {}),
    }
    raw = [(name.encode(), value.encode("latin-1")) for name, value in head.items()]
    await send({"type": "http.response.start", "status": error.status_code, "headers": raw})
    await send({"type": "http.response.body", "body": content if scope["method"] != "HEAD" else b""})
