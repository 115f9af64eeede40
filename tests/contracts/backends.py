"""The ledgers that have to keep the contract, by name."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from vedette import registry
from vedette.store import LEDGERS
from vedette.store.base import Ledger

NAMES = ("sqlite", "postgresql")
"""Every back-end, built or to come: one that is not built yet, or not running, is skipped with its reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backend:
    """One ledger's place: opened as often as a test likes, by any process."""

    name: str
    where: str

    def open(self, *, read_only: bool = False) -> Ledger:
        """Open the ledger at this place."""
        factory: Callable[..., Ledger] = registry.load("ledger", self.name, LEDGERS)
        return factory(self.where, read_only=read_only)

    def check(self) -> list[str]:
        """What the database itself finds wrong with the ledger."""
        if self.name != "sqlite":
            return []
        connection = sqlite3.connect(self.where)
        try:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
            found += [f"{row} points nowhere" for row in connection.execute("PRAGMA foreign_key_check")]
            if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'sentences'").fetchone():
                connection.execute("INSERT INTO sentences(sentences) VALUES ('integrity-check')")
        finally:
            connection.close()
        return [finding for finding in found if finding != "ok"]


def place(name: str, folder: Path) -> Backend | str:
    """A fresh place for a ledger of this kind, or why there is none."""
    if name in LEDGERS and name == "sqlite":
        return Backend(name=name, where=str(folder / "ledger.db"))
    url = os.environ.get("VEDETTE_TEST_POSTGRES")
    if name not in LEDGERS or url is None:
        return f"needs the {name} ledger and a server of its own for tests, named by VEDETTE_TEST_POSTGRES"
    return Backend(name=name, where=url)
