"""Whether this installation can do its work, check by check."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from vedette import __version__
from vedette.app.codings import make_coder
from vedette.app.config import Config
from vedette.app.demo import corpus
from vedette.errors import VedetteError
from vedette.model import Document
from vedette.reference.fingerprint import fingerprint
from vedette.reference.gazetteer import gazetteer
from vedette.store.sql import open_ledger

NEEDED = (
    "ahocorasick-rs",
    "alembic",
    "feedparser",
    "httpcore",
    "httpx",
    "jinja2",
    "lxml_html_clean",
    "numpy",
    "onnxruntime",
    "pypdf",
    "rensa",
    "rich",
    "scipy",
    "sqlalchemy",
    "trafilatura",
    "typer",
    "warcio",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at: fine or not, and what was seen."""

    name: str
    fine: bool
    seen: str


def doctor(db: str | Path | None = None) -> tuple[Check, ...]:
    """Look at Python, the packages, the reference data, the coder, the corpus and, if one is named, a ledger."""
    checks: list[tuple[str, Callable[[], str]]] = [
        ("python", lambda: sys.version.split()[0]),
        ("vedette", lambda: __version__),
        ("packages", _packages),
        ("sqlite with full-text search", _sqlite),
        ("gazetteer", _gazetteer),
        ("coder", _coder),
        ("bundled corpus", lambda: f"{len(list((corpus() / 'reports').iterdir()))} files"),
    ]
    if db is not None:
        checks.append((f"ledger {db}", lambda: _ledger(Path(db))))
    return tuple(_run(checks))


def _run(checks: list[tuple[str, Callable[[], str]]]) -> Iterator[Check]:
    for name, look in checks:
        try:
            yield Check(name=name, fine=True, seen=look())
        except (VedetteError, OSError, ImportError, sqlite3.Error, LookupError, ValueError) as error:
            yield Check(name=name, fine=False, seen=str(error))


def _packages() -> str:
    missing = []
    for name in NEEDED:
        try:
            version(name)
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        raise LookupError(f"missing: {', '.join(missing)}; install vedette again")
    return f"{len(NEEDED)} there"


def _sqlite() -> str:
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE probe USING fts5(text)")
    return sqlite3.sqlite_version


def _gazetteer() -> str:
    found = gazetteer().named("Erbil")
    if not found:
        raise LookupError("it does not know Erbil; install vedette again")
    return f"reference data {fingerprint()}"


def _coder() -> str:
    text = "A drone struck the air base on Sunday, killing two soldiers."
    document = Document(
        id="d0",
        text=text,
        published=date(2024, 1, 1),
        outlet=None,
        origin="doctor",
        recorded_at=datetime.now(UTC),
        sentences=((0, len(text)),),
    )
    coder = make_coder(Config())
    coding = coder.code(document, recorded_at=datetime.now(UTC))
    if not any(one.is_incident for one in coding.mentions):
        raise LookupError(f"{coder.name} reads no incident in a sentence that tells one")
    return coder.name


def _ledger(db: Path) -> str:
    if not db.exists():
        raise LookupError(f"there is no ledger at {db}")
    with open_ledger(db, read_only=True) as ledger:
        held = ledger.counts()
        return f"{held['documents']} documents, {held['mentions']} mentions, {held['decisions']} decisions"
