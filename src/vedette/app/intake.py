"""Files that are dropped into a served ledger: each is a job; one thread takes them the way of a run, several at once."""

from __future__ import annotations

import logging
import re
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Final, Literal, TypeAlias
from uuid import uuid4

from vedette.app import pipeline
from vedette.app.pipeline import Report
from vedette.app.served import Served
from vedette.app.workspace import Workspace
from vedette.errors import InputError, VedetteError
from vedette.model import Document, Failure

log = logging.getLogger(__name__)

State: TypeAlias = Literal["waiting", "running", "done", "failed"]

REMEMBERED: Final = 200
"""Jobs that can still be asked for; the oldest that is over is forgotten first."""
WAITING: Final = 50
"""Files that may wait at once."""
ORIGIN: Final = "dropped/"
"""Where a document says that it was read, before the name of its file."""

_UNSAFE: Final = re.compile(r"[^\w.()\[\]+,@ -]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One dropped file: how far it is, and what came of it. `number` grows with every change."""

    id: str
    name: str
    bytes: int
    state: State = "waiting"
    stage: str = ""
    done: int = 0
    total: int | None = None
    error: str | None = None
    report: Report | None = None
    number: int = 0

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "failed")


class Intake:
    """The dropped files of one ledger; every method may be called from any thread."""

    def __init__(self, served: Served, *, clock: Callable[[], datetime]) -> None:
        self._served, self._clock = served, clock
        self._changed = threading.Condition()
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._waiting: list[tuple[str, bytes, date | None]] = []
        self._thread: threading.Thread | None = None
        self._closed = False

    def put(self, name: str, content: bytes, *, published: date | None = None) -> Job:
        """Let a file wait its turn; InputError for one without a name or content, or where too many wait."""
        name = safe_name(name)
        if not content:
            raise InputError(f"{name} is empty; drop a file that holds a report")
        with self._changed:
            if self._closed:
                raise InputError("the server is stopping; start it again and drop the file then")
            if len(self._waiting) >= WAITING:
                raise InputError(f"{WAITING} files wait already; wait until some are read, then drop {name} again")
            job = Job(id=uuid4().hex, name=name, bytes=len(content))
            self._jobs[job.id] = job
            self._waiting.append((job.id, content, published))
            self._forget()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, daemon=True, name="vedette-intake")
                self._thread.start()
            self._changed.notify_all()
        return job

    def job(self, id: str) -> Job | None:
        """The job with this id, as it stands."""
        with self._changed:
            return self._jobs.get(id)

    def jobs(self) -> tuple[Job, ...]:
        """All jobs that are remembered, the newest first."""
        with self._changed:
            return tuple(reversed(self._jobs.values()))

    def close(self) -> None:
        """Take no more files; the one in hand is finished, and what waits is let go."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._changed.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closed)
                if not self._waiting:
                    return
                id, content, published = self._waiting.pop(0)
            self._set(id, state="running")
            try:
                report = self._read(id, content, published)
                self._show(id)
            except VedetteError as error:
                self._set(id, state="failed", error=str(error))
            except Exception:
                log.exception("a dropped file could not be read")
                self._set(
                    id, state="failed", error="reading it met a defect of vedette; the log of the server says more"
                )
            else:
                self._set(id, state="done", report=report)

    def _read(self, id: str, content: bytes, published: date | None) -> Report:
        name = self._jobs[id].name
        now = self._clock()

        def on_item(stage: str, done: int, total: int | None) -> None:
            self._set(id, stage=stage, done=done, total=total)

        served = self._served
        # Views of its own: what is linked must be what was just written. Judgements need not wait until a long file is read.
        workspace = Workspace(served.ledger, served.workspace.config)
        with tempfile.TemporaryDirectory(prefix="vedette-") as folder:
            path = Path(folder) / name
            path.write_bytes(content)
            found = (_named(one, folder) for one in pipeline.read_documents([path], now=now, published=published))
            return pipeline.take_in(workspace, found, named=[ORIGIN + name], now=now, on_item=on_item)

    def _show(self, id: str) -> None:
        """Let what was read be seen before it is said to be done; of several files, with the last."""
        with self._changed:
            more = bool(self._waiting)
        if not more:
            self._set(id, stage="showing")
            with suppress(VedetteError):  # the file is in the ledger; whoever looks is told what stands in the way
                self._served.fresh()

    def _set(self, id: str, **changed: object) -> None:
        with self._changed:
            job = self._jobs.get(id)
            if job is not None:
                self._jobs[id] = replace(job, number=job.number + 1, **changed)  # type: ignore[arg-type]  # the fields of a job
            self._changed.notify_all()

    def _forget(self) -> None:
        over = [id for id, job in self._jobs.items() if job.over]
        for id in over[: max(0, len(self._jobs) - REMEMBERED)]:
            del self._jobs[id]


def safe_name(name: str) -> str:
    """The last part of a name, without signs that a file system or a terminal takes for something else."""
    plain = _UNSAFE.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(". ")
    if not plain.strip("_"):
        raise InputError("a dropped file has a name, as in name=report.html; its ending says what it is")
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[:100]}{dot}{ending[:20]}" if dot else plain[:100]


def _named(found: Document | Failure, folder: str) -> Document | Failure:
    """A document or failure that names the dropped file, not the folder in which it lay for a moment."""
    lay = f"{folder}/"
    if isinstance(found, Document):
        return replace(found, origin=found.origin.replace(lay, ORIGIN))
    item, reason = found.item.replace(lay, ORIGIN), found.reason.replace(lay, ORIGIN)
    return replace(found, id=Failure.id_for(found.stage, item, found.code, reason), item=item, reason=reason)
