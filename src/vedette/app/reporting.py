"""From a view of the ledger to its assessment and its briefing, and the briefing to files."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from vedette.app.workspace import View
from vedette.assessment.assess import AssessOptions, assess
from vedette.briefing import Facts, compose
from vedette.briefing.render import html, markdown, wire
from vedette.errors import InputError
from vedette.model.assessment import Assessment
from vedette.model.brief import Briefing

FORMATS = {"html": html, "md": markdown, "json": wire}
"""The forms of a briefing by the suffix of its file."""


def first_reports(view: View) -> dict[str, date]:
    """The day of the first report of each incident."""
    return {one.id: min(view.documents[document].published for document, _, _ in one.sources) for one in view.incidents}


def assess_view(view: View) -> Assessment:
    """What the ledger amounts to on the day of the view."""
    first = first_reports(view)
    options = view.config.options("assessment", AssessOptions)
    acts = tuple(one for one in view.mentions if one.is_incident)
    return assess(
        view.incidents, view.tallies, view.signals, as_of=view.day, options=options, reported=first, acts=acts
    )


def brief_view(view: View, *, title: str = "Situation report") -> tuple[Briefing, Facts]:
    """The verified briefing of the view, and the facts it rests on; an empty ledger is an InputError."""
    if not view.documents:
        then = f" published by {view.as_of.published}" if view.as_of.published else ""
        raise InputError(
            f"the ledger holds no report{then}, so there is nothing to brief; vedette run PATH… adds reports, a later day sees more"
        )
    facts = Facts(
        as_of=view.day,
        documents=view.documents,
        incidents=view.incidents,
        mentions={one.id: one for one in view.mentions},
        tallies=view.tallies,
        assessment=assess_view(view),
        copies={one.document: one.of for one in view.copies},
        failures=view.failures,
        fingerprint=view.fingerprint,
    )
    return compose(facts, title=title), facts


def write_briefing(briefing: Briefing, facts: Facts, out: Path) -> tuple[Path, ...]:
    """Write briefing.html, .md and .json into a folder, each whole or not at all; gives their paths."""
    return tuple(write_file(render(briefing, facts), out / f"briefing.{suffix}") for suffix, render in FORMATS.items())


def write_file(text: str | Iterable[str], path: Path) -> Path:
    """Write a text file, given whole or line by line, whole or not at all; raises InputError where that cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.writelines((text,) if isinstance(text, str) else text)
            temporary.chmod(0o644)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        if isinstance(error, FileExistsError | NotADirectoryError):
            raise InputError(f"cannot write {path}: {path.parent} is not a folder; name another") from None
        raise InputError(f"cannot write {path}: {error.strerror}; name another place, or free some space") from None
    return path
