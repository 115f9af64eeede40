"""Who may ask what: the guard that stands before every route."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.types import ASGIApp, Receive, Scope, Send


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What the guard holds against each request; the plain one lets everything on this machine in."""

    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]", "testserver")
    token: str | None = None


class Guarded:
    """The guard as ASGI middleware."""

    def __init__(self, app: ASGIApp, *, guard: Guard) -> None:
        self._app, self._guard = app, guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        await self._app(scope, receive, send)
