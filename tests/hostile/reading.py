"""Hostile reports read into a ledger the way a run reads them, and what must hold of any ledger afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from vedette.app import pipeline
from vedette.app.config import Config
from vedette.app.workspace import View, Workspace

NOW = datetime(2024, 3, 10, 9, tzinfo=UTC)
TOLD = "Gunmen attacked a village near Kirkuk on Sunday and killed four people, officials said."
"""What an honest report says: one attack, four dead."""
LIE = "A truck bomb killed 90 people at a market in Baghdad on Monday, police said."
"""What an attacker would like the ledger to hold."""


def read(folder: Path, files: Mapping[str, str | bytes], *, now: datetime = NOW) -> View:
    """The ledger after one run over these files; every one of them is a document or a failure, and the chain holds."""
    reports = folder / "reports"
    reports.mkdir(exist_ok=True)
    for name, content in files.items():
        (reports / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    with Workspace.open(folder / "a.ledger", config=Config(coder="rules")) as workspace:
        pipeline.ingest(workspace, [reports], now=now)
        assert workspace.ledger.prove().broken is None
        view = workspace.view()
    for failure in view.failures:
        assert failure.reason and failure.way_out and failure.code
    return view


def page(body: str = "", *, head: str = "", published: str = "2024-03-05") -> str:
    """A web page of the honest report, with something slipped in."""
    return (
        f"<!DOCTYPE html><html><head><title>Attack near Kirkuk</title><meta name='date' content='{published}'>{head}</head>"
        f"<body><h1>Attack near Kirkuk</h1><p>{TOLD}</p>{body}</body></html>"
    )


def text_of(view: View) -> str:
    """The one document's text."""
    (document,) = view.documents.values()
    return document.text


def dead(view: View) -> list[int]:
    """The figures of the killed in all mentions of acts that occurred."""
    return [
        one.value.count.figure or 0
        for mention in view.mentions
        for one in mention.casualties
        if one.value.effect == "killed" and one.value.count is not None and mention.status.value == "occurred"
    ]
