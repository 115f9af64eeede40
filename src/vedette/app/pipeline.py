"""The way through the stages: reports in; documents, readings and judgements in the ledger."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from vedette import __version__
from vedette.app.codings import codings, make_coder, processes
from vedette.app.workspace import Workspace, link_options
from vedette.coding.base import Coder
from vedette.documents.copies import find_copies
from vedette.documents.make import make_document
from vedette.errors import InputError, ItemError
from vedette.linking import link
from vedette.model import Copy, Document, Failure, Run, ids
from vedette.reference.fingerprint import fingerprint as reference_fingerprint
from vedette.reference.profiles import DEFAULT
from vedette.sources.base import Raw
from vedette.sources.files import Files
from vedette.store.base import Coding

OnItem = Callable[[str, int, int | None], None]
"""Told the stage, how many items are done, and how many there are (None while nobody knows)."""

BATCH = 100
"""Documents written together: few enough that a killed run loses little, enough that a disk keeps up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run did: items seen, documents new and known, what was read in them, and what failed."""

    run: Run
    documents: int = 0
    known: int = 0
    mentions: int = 0
    tallies: int = 0
    copies: int = 0
    decisions: int = 0
    failures: tuple[Failure, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the ledger holds anything that it did not hold before."""
        return any((self.documents, self.mentions, self.tallies, self.copies, self.decisions))


def quiet(stage: str, done: int, total: int | None) -> None:
    """Tell nobody."""


def ingest(
    workspace: Workspace,
    paths: Sequence[str | Path],
    *,
    now: datetime,
    published: date | None = None,
    stdin: BinaryIO | None = None,
    on_item: OnItem = quiet,
    workers: int | None = 1,
) -> Report:
    """Read the reports at these paths into the ledger, code what is not yet coded, and link.

    An item that cannot be read is a Failure in the ledger and the run goes on. Doing the same again changes nothing; a run that was
    killed is finished by the next. `workers` as in `codings.processes`. Raises InputError where nothing can be read at all, LedgerError where nothing can be written.
    """
    found = read_documents(paths, now=now, published=published, stdin=stdin)
    return take_in(workspace, found, named=[str(path) for path in paths], now=now, on_item=on_item, workers=workers)


def take_in(
    workspace: Workspace,
    found: Iterable[Document | Failure],
    *,
    named: Sequence[str],
    now: datetime,
    on_item: OnItem = quiet,
    workers: int | None = 1,
) -> Report:
    """Write documents that were read somewhere, code what is not yet coded, and link; `named` is what they were asked for by."""
    ledger, reader = workspace.ledger, make_coder(workspace.config)
    _refuse_other_profile(workspace, reader)
    added, known, items, failures = write_documents(workspace, found, on_item)
    pending = {one.id: one for one in ledger.documents() if not ledger.has_coding(one.id, reader.name)}
    copies = ledger.add_copies(_copies(workspace, pending)) if pending else 0
    mentions, tallies, broken = code_documents(workspace, pending.values(), now, on_item, workers)
    decisions = link_pending(workspace, now) if pending or not any(True for _ in ledger.decisions()) else 0
    run = Run(
        id=ids.make("run", now.isoformat(), list(named)), started_at=now, recorded_at=now, fingerprint=fingerprint(workspace),
        items=items, documents=added, mentions=mentions, tallies=tallies, failures=len(failures) + len(broken),
    )  # fmt: skip
    report = Report(
        run=run, documents=added, known=known, mentions=mentions, tallies=tallies, copies=copies, decisions=decisions, failures=(*failures, *broken),
    )  # fmt: skip
    if report.changed:
        ledger.add_run(run)
    return report


def write_documents(
    workspace: Workspace, found: Iterable[Document | Failure], on_item: OnItem = quiet
) -> tuple[int, int, int, list[Failure]]:
    """Write documents and failures as they come; gives the documents new and known, the items seen, and the failures.

    The same report under two names in one run is kept once, and the second name is a Failure that says so.
    """
    ledger = workspace.ledger
    batch: list[Document] = []
    failures: list[Failure] = []
    origins: dict[str, str] = {}
    added = items = 0
    for items, item in enumerate(found, 1):
        on_item("reading", items, None)
        if isinstance(item, Failure):
            failures.append(item)
        elif item.id in origins:
            failures.append(_duplicate(item, origins[item.id]))
        else:
            origins[item.id] = item.origin
            batch.append(item)
        if len(batch) >= BATCH:
            added += ledger.add_documents(batch)
            batch.clear()
    added += ledger.add_documents(batch)
    ledger.add_failures(failures)
    return added, len(origins) - added, items, failures


def read_documents(
    paths: Iterable[str | Path], *, now: datetime, published: date | None = None, stdin: BinaryIO | None = None
) -> Iterator[Document | Failure]:
    """Each report at these paths as a document, or as the failure that says why it is none."""
    for item in Files(tuple(paths), stdin=stdin).read():
        if isinstance(item, Raw):
            try:
                yield make_document(item, published=published, recorded_at=now)
            except ItemError as error:
                yield failure(error, item.origin, now)
        else:
            yield failure(item.error, item.origin, now)


def failure(error: ItemError, item: str, now: datetime, document: str | None = None) -> Failure:
    """The record of an item that failed."""
    reason = str(error)
    return Failure(
        id=Failure.id_for(error.stage, item, error.code, reason), stage=error.stage, item=item, code=error.code, reason=reason,
        way_out=error.way_out, recorded_at=now, document=document,
    )  # fmt: skip


def _refuse_other_profile(workspace: Workspace, reader: Coder) -> None:
    """One ledger holds what one profile keeps: two would count different things side by side."""
    held = next((one.coder for one in workspace.ledger.mentions()), reader.name)
    theirs, ours = (name.partition("+")[2] or DEFAULT for name in (held, reader.name))
    if theirs != ours:
        raise InputError(
            f"this ledger was read with the profile {theirs!r}, not {ours!r}; give that profile, or another ledger with --db"
        )


def code_documents(
    workspace: Workspace,
    documents: Collection[Document],
    now: datetime,
    on_item: OnItem = quiet,
    workers: int | None = 1,
) -> tuple[int, int, list[Failure]]:
    """Code these documents into the ledger, one whole coding at a time; counts the mentions and tallies, and gives the failures.

    `workers` as in `codings.processes`; the ledger is the same whatever their number.
    """
    mentions = tallies = 0
    failures: list[Failure] = []
    found = codings(documents, workspace.config, now, workers=processes(workers, len(documents)))
    for done, coding in enumerate(found, 1):
        assert isinstance(coding, Coding)
        workspace.ledger.add_coding(coding)
        failures += coding.failures
        mentions, tallies = mentions + len(coding.mentions), tallies + len(coding.tallies)
        on_item("coding", done, len(documents))
    return mentions, tallies, failures


def link_pending(workspace: Workspace, now: datetime) -> int:
    """Decide on the pairs that no decision stands on yet; counts the new decisions."""
    view = workspace.view()
    options = link_options(workspace.config, now)
    found = link(
        view.mentions, documents=view.documents, copies=view.copies, standing=view.judged.decisions, options=options
    )
    return workspace.ledger.add_decisions(found)


def fingerprint(workspace: Workspace) -> str:
    """What stands for the settings, the coder and the reference data of this run."""
    return workspace.config.fingerprint(__version__, make_coder(workspace.config).name, reference_fingerprint())


def _copies(workspace: Workspace, pending: Mapping[str, Document]) -> Iterator[Copy]:
    """The near copies among documents that are not coded yet, and between them and the coded ones."""
    ledger = workspace.ledger
    coded = (one for one in ledger.documents() if one.id not in pending)
    return find_copies(pending.values(), coded, known=ledger.copies())


def _duplicate(document: Document, origin: str) -> Failure:
    reason = f"{document.origin}: the same report as {origin}, word for word, with the same date and outlet"
    return Failure(
        id=Failure.id_for("documents", document.origin, "duplicate", reason), stage="documents", item=document.origin, code="duplicate",
        reason=reason, way_out="remove one of the two; it is counted once", recorded_at=document.recorded_at, document=document.id,
    )  # fmt: skip
