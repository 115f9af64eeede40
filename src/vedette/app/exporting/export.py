"""One export: the records that are asked for, under a layout, to a text stream or to a file with its README."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from vedette import __version__
from vedette.app.exporting.base import Layout, layout
from vedette.app.exporting.choose import ALL, Choice
from vedette.app.exporting.readme import Told, readme
from vedette.app.exporting.release import OPEN, Release
from vedette.errors import InputError
from vedette.store.base import NOW, AsOf
from vedette.store.codec import Wire, line
from vedette.store.parquet import write_parquet
from vedette.store.tables import Row, csv_lines, geojson_lines, ndjson_lines

FORMS: Final = ("ndjson", "csv", "geojson", "parquet")
"""The forms of an export."""
SUFFIXES: Final = {
    ".jsonl": "ndjson",
    ".ndjson": "ndjson",
    ".json": "ndjson",
    ".txt": "ndjson",
    ".csv": "csv",
    ".geojson": "geojson",
    ".parquet": "parquet",
}
"""The form that a file's name asks for."""

_NO_PLACE: Final = "no place in the layout"
_NOT_ASKED: Final = "not asked for"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What to export, in which form and layout, which records of it, and how much of each for release."""

    what: str
    form: str
    layout: str = "vedette"
    choice: Choice = ALL
    release: Release = OPEN

    def __post_init__(self) -> None:
        if self.form not in FORMS:
            raise InputError(f"unknown format {self.form!r}; known: {', '.join(FORMS)}")


@dataclass(slots=True, kw_only=True)
class Count:
    """How many records were laid out, and how many were not, by the reason; filled while an export runs."""

    rows: int = 0
    left_out: dict[str, int] = field(default_factory=dict)

    def leave(self, reason: str) -> None:
        """One more is left out."""
        self.left_out[reason] = self.left_out.get(reason, 0) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an export comes from, for its README: the ledger's name, the moment looked from, and the newest run's fingerprint."""

    ledger: str
    as_of: AsOf = NOW
    fingerprint: str = ""


class Export:
    """An export that was asked for; a wrong word in it is an InputError before anything is written."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.layout: Layout = layout(ask.layout, ask.what)
        if self.layout.tagged and ask.form != "csv":
            raise InputError(
                f"the layout {ask.layout!r} is a line of hashtags under the header of CSV; use --format csv"
            )
        ask.choice.check(ask.what)
        self._public = ask.release.maker(ask.what)
        self.columns = tuple(self.layout.columns(ask.what))
        self.count = Count()

    def lines(self, wires: Iterable[Wire]) -> Iterator[str]:
        """The export as lines of text; Parquet is none."""
        form = self.ask.form
        if form == "csv":
            return csv_lines(self.columns, self._rows(wires), tags=self.layout.tagged)
        if form == "geojson":
            return geojson_lines(self.columns, self._rows(wires), self.layout.point)
        if form == "ndjson":
            whole = self.ask.layout == "vedette"
            return self._whole(wires) if whole else ndjson_lines(self.columns, self._rows(wires))
        raise InputError("Parquet is no text; name a file with -o")

    def write(self, wires: Iterable[Wire], path: Path, *, origin: Origin, now: datetime) -> Path:
        """Write the export and its README, each whole or not at all, and give the README's path.

        Nothing is written where no record matched. Raises InputError where it cannot be written.
        """
        beside = path.with_name(f"{path.name}.README.md")
        with _whole_or_not(path) as temporary:
            if self.ask.form == "parquet":
                write_parquet(self.columns, self._rows(wires), temporary, notes=_facts(self, origin))
            else:
                with temporary.open("w", encoding="utf-8", newline="") as file:
                    file.writelines(self.lines(wires))
            if not self.count.rows:
                temporary.unlink()
                return beside
            text = self._readme(path, origin, _sha256(temporary), now)
            with _whole_or_not(beside) as second:
                second.write_text(text, encoding="utf-8")
        return beside

    def _chosen(self, wires: Iterable[Wire], *, leave: str | None = None) -> Iterator[Wire]:
        for wire in wires:
            if self.ask.choice.keeps(wire):
                yield self._public({key: value for key, value in wire.items() if key != leave})
            else:
                self.count.leave(_NOT_ASKED)

    def _rows(self, wires: Iterable[Wire]) -> Iterator[Row]:
        for wire in self._chosen(wires, leave="accounts"):
            row = self.layout.row(wire)
            if row is None:
                self.count.leave(_NO_PLACE)
            else:
                self.count.rows += 1
                yield row

    def _whole(self, wires: Iterable[Wire]) -> Iterator[str]:
        for wire in self._chosen(wires):
            self.count.rows += 1
            yield f"{line(wire)}\n"

    def _readme(self, path: Path, origin: Origin, digest: str, now: datetime) -> str:
        told = Told(
            name=path.name, what=self.ask.what, form=self.ask.form, layout=self.layout, columns=self.columns, rows=self.count.rows,
            left_out=self.count.left_out, facts=tuple(_facts(self, origin).items()), release=self.ask.release.words, sha256=digest, written=now,
        )  # fmt: skip
        return readme(told)


def form_of(path: Path | None, asked: str | None) -> str:
    """The form asked for, else that of the file's name, NDJSON without a file; InputError for a name that tells none."""
    if asked or path is None:
        return asked or "ndjson"
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(
            f"{path}: no form of an export is written as {path.suffix or 'a file whose name has no ending'}; name it {', '.join(SUFFIXES)}, or give --format"
        )
    return SUFFIXES[path.suffix.lower()]


def _facts(export: Export, origin: Origin) -> dict[str, str]:
    ask, as_of = export.ask, origin.as_of
    return {
        "ledger": origin.ledger,
        "made by": f"vedette {__version__}",
        "fingerprint of the newest run": origin.fingerprint or "none",
        "as published by": as_of.published.isoformat() if as_of.published else "now",
        "as recorded by": as_of.recorded.isoformat() if as_of.recorded else "now",
        "asked for": ", ".join((f"records={ask.what}", f"layout={ask.layout}", *ask.choice.words)),
        "released": ", ".join(
            (f"coarsen={ask.release.coarsen or 'no'}", f"names={'yes' if ask.release.names else 'no'}")
        ),
    }


@contextmanager
def _whole_or_not(path: Path) -> Iterator[Path]:
    """A temporary file beside the path that takes its place at the end, unless something was raised or it was removed."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        os.close(handle)
        temporary = Path(name)
        try:
            yield temporary
            if temporary.exists():
                temporary.chmod(0o644)
                temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        if isinstance(error, FileExistsError | NotADirectoryError):
            raise InputError(f"cannot write {path}: {path.parent} is not a folder; name another") from None
        raise InputError(f"cannot write {path}: {error.strerror}; name another place, or free some space") from None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
