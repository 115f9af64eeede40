"""Asks the application without a server."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx
from tests.faces.web.many import Still

from vedette.faces.http.app import create
from vedette.faces.http.guard import Guard


class Client:
    """Asks for one path after the other; a context manager that lets go of the ledger."""

    def __init__(self, ledger: Path, *, held: Any = None) -> None:
        self.app = create(ledger, guard=Guard(), served=held)
        self._own = held is None

    def get(self, path: str, *, headers: dict[str, str] | None = None) -> httpx.Response:
        """The response to a GET."""

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                return await client.get(path, headers=headers)

        return asyncio.run(ask())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.app.state.intake.close()
        if self._own:
            self.app.state.served.close()


def still(held: Still) -> Client:
    """A view that is at hand behind the application."""
    return Client(Path("still.ledger"), held=held)
