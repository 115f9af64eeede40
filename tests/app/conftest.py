"""Reports, a ledger and coders which the tests of the way through share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from vedette.coding.base import CODERS

NOW = datetime(2024, 7, 10, 9, tzinfo=UTC)

Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def fake_coders(monkeypatch: pytest.MonkeyPatch) -> None:
    """The coders of tests/fakes, by the names "words", "newer" and "breaking"."""
    for name, factory in (("words", "Words"), ("newer", "NewerWords"), ("breaking", "Breaking")):
        monkeypatch.setitem(CODERS, name, f"tests.fakes.coders:{factory}")


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a report into the folder `reports`."""

    def write(name: str, text: str, *, day: date = date(2024, 3, 5), outlet: str | None = None) -> Path:
        path = tmp_path / "reports" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"---\noutlet: {outlet or f'Outlet {name}'}\npublished: {day}\n---\n{text}\n", encoding="utf-8")
        return path

    return write
