"""A small ledger behind the application, asked in this process."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from vedette.app import api
from vedette.app.served import Served
from vedette.faces.http.app import create
from vedette.faces.http.guard import Guard

REPORTS = {
    "a.md": ("Example Wire", "2024-03-05", "Two rockets struck the Ain al-Asad air base in Iraq on Monday, wounding three soldiers, the army said."),
    "b.md": ("Second Paper", "2024-03-06", "Five soldiers were wounded when rockets hit Ain al-Asad on Monday, a doctor said. At least 12 attacks have hit American forces since January, the Pentagon said."),
    "c.md": ("Example Wire", "2024-03-09", "A drone struck a convoy in Mosul on Friday, killing two policemen. Kataib Hezbollah vowed to continue its attacks."),
    "d.md": ("Third Post", "2024-03-12", "Gunmen killed four villagers near Kirkuk on Monday. A roadside bomb wounded a soldier in Mosul on Sunday."),
}  # fmt: skip
NOW = datetime(2024, 4, 1, 12, tzinfo=UTC)


class Client:
    """Asks an application as a program on this machine does."""

    def __init__(self, app: FastAPI, host: str = "http://127.0.0.1") -> None:
        self.app, self._host = app, host

    def ask(self, method: str, path: str, **given: Any) -> httpx.Response:
        """One answer."""

        async def once() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url=self._host) as client:
                return await client.request(method, path, **given)

        return asyncio.run(once())

    def get(self, path: str, **given: Any) -> httpx.Response:
        """One look."""
        return self.ask("GET", path, **given)

    def post(self, path: str, **given: Any) -> httpx.Response:
        """One write."""
        return self.ask("POST", path, **given)

    def json(self, path: str) -> Any:
        """What a look that is answered holds."""
        found = self.get(path)
        assert found.status_code == 200, found.text
        return found.json()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of a few reports; nobody writes to this one."""
    folder = tmp_path_factory.mktemp("http")
    for name, (outlet, day, text) in REPORTS.items():
        (folder / name).write_text(f"---\noutlet: {outlet}\npublished: {day}\n---\n{text}\n", encoding="utf-8")
    for moment, names in ((NOW, ("a.md", "c.md")), (NOW.replace(day=2), ("b.md", "d.md"))):
        api.run([folder / name for name in names], db=folder / "x.ledger", now=moment)
    return folder / "x.ledger"


@pytest.fixture
def ledger(made: Path, tmp_path: Path) -> Path:
    """A copy of it to write to."""
    return Path(shutil.copy(made, tmp_path / "x.ledger"))


@pytest.fixture
def client(ledger: Path) -> Iterator[Client]:
    """Asks a server which lets everybody on this machine in and looks at the ledger at each request."""
    app = create(ledger, guard=Guard(), served=Served(ledger, patience_s=0))
    yield Client(app)
    app.state.intake.close()
    app.state.served.close()


@pytest.fixture(scope="session")
def reader(made: Path) -> Iterator[Client]:
    """The same for tests that only look."""
    app = create(made, guard=Guard())
    yield Client(app)
    app.state.intake.close()
    app.state.served.close()
