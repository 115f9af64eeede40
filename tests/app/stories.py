"""Small ledgers of bomb attacks for the tests of review and history: one mention a report, by the coder that reads "bomb"."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from tests.app.conftest import NOW

from vedette.app import pipeline
from vedette.app.config import Config
from vedette.app.judging import Judge
from vedette.app.workspace import View, Workspace
from vedette.model import Document
from vedette.store.base import Coding

TAILS = (
    "while a quiet morning drew late shoppers out of their homes.",
    "yet nobody whom we met could describe how this began or who paid for it.",
    "because an old quarrel over wells had never been settled, elders think.",
    "though rain kept most families indoors until long after dusk had come.",
    "before any officer had reached his post, as clerks there complain.",
)
"""Endings with no words in common, so that nothing but the day speaks for one event."""


def open_words(folder: Path, coder: str = "words") -> Workspace:
    """The ledger of a test."""
    return Workspace.open(folder / "a.ledger", config=Config(coder=coder))


def add(
    workspace: Workspace, folder: Path, name: str, who: str, *, day: date = date(2024, 3, 5), days: int = 0
) -> None:
    """Read one more report: `who` set off a bomb; read `days` after the first."""
    path = folder / "reports" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        f"---\noutlet: Outlet {name}\npublished: {day}\n---\n{who} set off a bomb {TAILS[ord(name[0]) % len(TAILS)]}\n",
        encoding="utf-8",
    )
    pipeline.ingest(workspace, [path], now=NOW + timedelta(days=days))


def ana(hours: float = 1, *, reason: str = "the same market") -> Judge:
    """A person who judges so long after the first run."""
    return Judge(by="ana", reason=reason, now=NOW + timedelta(hours=hours))


def clusters(view: View) -> set[frozenset[str]]:
    """The incidents as sets of mentions."""
    return {frozenset(one.mentions) for one in view.incidents}


def later(hours: float) -> datetime:
    """A moment after the first run."""
    return NOW + timedelta(hours=hours)


class Silent:
    """A newer coder that reads nothing."""

    name = "words/3"

    def code(self, document: Document, *, recorded_at: datetime) -> Coding:
        """Read one document."""
        return Coding(document=document.id, coder=self.name, recorded_at=recorded_at)
