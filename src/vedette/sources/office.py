"""PDF and Word files, read by a limited process; see `extract`."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO, Final, Literal

from vedette.errors import SourceError
from vedette.sources.base import Item, Limits, Raw, size
from vedette.sources.extract import LARGEST
from vedette.sources.frontmatter import text_report

TIMEOUT_S: Final = 40.0
"""Seconds on the clock for one file."""

_WAY_OUT: Final = "Open it, copy the text into a .txt file, and name that."


def pdf_reports(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Item]:
    """The text of a PDF file as one report."""
    yield office_report(_data(stream, origin, limits), origin, "pdf")


def docx_reports(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Item]:
    """The text of a Word file as one report."""
    yield office_report(_data(stream, origin, limits), origin, "docx")


def office_report(
    data: bytes, origin: str, kind: Literal["pdf", "docx"] | None = None, *, timeout_s: float = TIMEOUT_S
) -> Raw:
    """A PDF or Word file as a report; a date in front of its text is its day of publication, as in a text file.

    SourceError: "empty", "broken", "encrypted", "no_text", "too_large", "zip_bomb", "entities", "unknown_type", "timeout".
    """
    if not data.strip():
        raise SourceError("empty", f"{origin}: the file is empty", way_out="Save it again, or leave it out.")
    found = _extracted(data, kind or ("pdf" if data.startswith(b"%PDF-") else "docx"), origin, timeout_s)
    if "text" not in found:
        raise SourceError(str(found["code"]), f"{origin}: {found['reason']}", way_out=_WAY_OUT)
    report = text_report(str(found["text"]), origin, "text/plain")
    title = found.get("title")
    if report.title or not isinstance(title, str):
        return report
    from dataclasses import replace

    return replace(report, title=title)


def _data(stream: BinaryIO, origin: str, limits: Limits) -> bytes:
    most = min(limits.text, LARGEST)
    data = stream.read(most + 1)
    if len(data) > most:
        raise SourceError("too_large", f"{origin}: larger than {size(most)}", way_out="Split it.")
    return data


def _extracted(data: bytes, kind: str, origin: str, timeout_s: float) -> dict[str, Any]:
    command = [sys.executable, "-I", "-m", "vedette.sources.extract"]
    try:
        done = subprocess.run(
            command, input=kind.encode() + b"\n" + data, capture_output=True, timeout=timeout_s, check=False, env={}
        )
    except subprocess.TimeoutExpired:
        raise SourceError("timeout", f"{origin}: it cannot be read within {timeout_s:g} s", way_out=_WAY_OUT) from None
    except OSError as error:
        raise SourceError(
            "broken", f"{origin}: no process to read it in: {error.strerror}", way_out="Try again."
        ) from None
    try:
        found = json.loads(done.stdout)
    except ValueError:
        found = None
    if done.returncode != 0 or not isinstance(found, dict):
        raise SourceError("too_large", f"{origin}: reading it takes too much time or memory", way_out=_WAY_OUT)
    return found
