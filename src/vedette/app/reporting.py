"""From a view of the ledger to its assessment and its briefing, and the briefing to files."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

from vedette.app.history import Told, What, changes
from vedette.app.workspace import View
from vedette.assessment.assess import AssessOptions, assess
from vedette.briefing import Facts, compose
from vedette.briefing.facts import Revised, Revision, Since
from vedette.briefing.render import html, markdown, pdf, wire
from vedette.briefing.telling import FIELD_WORDS, tellings
from vedette.errors import InputError
from vedette.linking import floods
from vedette.model.assessment import Assessment
from vedette.model.brief import Briefing
from vedette.reference.words import Yardstick

FORMATS: Final[dict[str, Callable[[Briefing, Facts], str | bytes]]] = {
    "html": html,
    "md": markdown,
    "json": wire,
    "pdf": pdf,
}
"""The forms of a briefing by the suffix of its file."""
TEXTS: Final = ("html", "md", "json")
"""The forms that need nothing but the default installation."""


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


def brief_view(
    view: View, *, title: str = "Situation report", before: View | None = None, yardstick: Yardstick = "icd203"
) -> tuple[Briefing, Facts]:
    """The verified briefing of the view, and the facts it rests on; an empty ledger is an InputError.

    `before` is an earlier view of the same ledger: what is different since is told. `yardstick` picks the words of probability.
    """
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
        reliability=view.config.outlets,
        since=None if before is None else Since(day=before.day, revisions=tuple(_revisions(before, view))),
        yardstick=yardstick,
        floods=floods(view.incidents, view.documents, view.copies),
    )
    return compose(facts, title=title), facts


def _revisions(before: View, after: View) -> Iterator[Revision]:
    """The differences between two views as a briefing tells them; how many sources tell an incident is no correction."""
    yield from (
        Revision(what=REVISED[one.what], incident=one.incident) for one in changes(before, after) if one.what in REVISED
    )
    for old, new in Told(before, after).pairs():
        for field in FIELD_WORDS:
            was, now = (next(iter(tellings(one, field) or ()), None) for one in (old, new))
            if was != now:
                yield Revision(what="revised", incident=new.id, field=field, before=was, after=now)


REVISED: Final[dict[What, Revised]] = {
    "created": "new", "attached": "told again", "merged": "merged", "split": "split", "retracted": "withdrawn",
}  # fmt: skip


def write_briefing(briefing: Briefing, facts: Facts, out: Path) -> tuple[Path, ...]:
    """Write briefing.html, .md and .json into a folder, each whole or not at all; gives their paths."""
    return tuple(write_file(FORMATS[suffix](briefing, facts), out / f"briefing.{suffix}") for suffix in TEXTS)


def write_file(content: str | bytes | Iterable[str], path: Path) -> Path:
    """Write a file, given whole or line by line, whole or not at all; raises InputError where that cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                lines = (content,) if isinstance(content, str | bytes) else content
                file.writelines(one if isinstance(one, bytes) else one.encode() for one in lines)
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
