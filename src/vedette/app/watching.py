"""The watch: visit sources again and again, take in what is new, link it, and say when a rule fires.

One pass visits every source that is due. What it brings goes through the same stages as a run; then it is remembered, in that
order, so that a watch that is stopped at any moment goes on where it was, and nothing is lost or written twice.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from time import monotonic
from typing import Final, TypeAlias

from vedette.app import alerts, sources
from vedette.app.codings import code_one, make_coder
from vedette.app.config import Config
from vedette.app.joining import Joined, Joiner
from vedette.app.pipeline import failure, fingerprint
from vedette.app.polling import Found, poll, visit
from vedette.app.rousing import rouse
from vedette.app.taking import Pending, Taken, Takers
from vedette.app.watchstate import Standing, WatchState
from vedette.app.workspace import Workspace
from vedette.assessment.watch import Alert
from vedette.documents.make import make_document
from vedette.errors import InputError, ItemError, SourceError, VedetteError
from vedette.model import Document, Failure, Run, ids
from vedette.sources.answers import TRANSIENT, Validator
from vedette.sources.base import Raw, Unread
from vedette.sources.fetch import Fetcher
from vedette.sources.live import Spec, nothing
from vedette.store.base import Coding

LONGEST_PAUSE_S: Final = 86_400.0
"""The longest pause before a source that fails is asked again, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchOptions:
    """How to watch: seconds between passes, failures in a row after which a source is set aside, the share by which pauses are
    stretched at random, threads that ask, processes that read, and documents that are joined together."""

    every_s: float = 600.0
    give_up: int = 8
    jitter: float = 0.2
    threads: int = 8
    workers: int = 2
    batch: int = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited:
    """One visit: how many items it brought and how many documents of them were new; why it failed, and whether it was the last."""

    source: str
    items: int
    documents: int
    failures: tuple[Failure, ...] = ()
    error: str | None = None
    way_out: str | None = None
    aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """One pass over the sources that were due."""

    started: datetime
    seconds: float
    sources: int
    failed: int
    aside: tuple[str, ...]
    items: int
    documents: int
    mentions: int
    copies: int
    decisions: int
    failures: int
    alerts: int

    @property
    def fine(self) -> bool:
        """Whether every source answered and every item was read."""
        return not (self.failed or self.aside or self.failures)


Event: TypeAlias = Visited | Pass | Alert


class Watch:
    """A watch over a ledger; `tell` hears of visits that brought or broke something, of alerts and of passes.

    `clock` gives the moment that is written down and decides what is due; `chance` stretches pauses.
    """

    def __init__(
        self,
        workspace: Workspace,
        db: Path,
        specs: Sequence[Spec],
        state: WatchState,
        web: Fetcher,
        *,
        clock: Callable[[], datetime],
        chance: Random,
        tell: Callable[[Event], None],
        rules: Path | None = None,
        options: WatchOptions | None = None,
    ) -> None:
        self._workspace, self._db, self._specs, self._state, self._web = workspace, db, tuple(specs), state, web
        self._clock, self._chance, self._tell, self._rules = clock, chance, tell, rules
        self._options = options or WatchOptions()
        self._takers = Takers(workspace.config, workers=self._options.workers)
        self._joiner = Joiner(workspace)
        self._waiting: list[tuple[Document, Coding]] = []
        self._joined = Joined()
        self._held: Mapping[str, Standing] = {}
        self._looked = False

    def recover(self) -> int:
        """Finish what a watch that was stopped had begun; how many documents that were."""
        coder, ledger, now = make_coder(self._workspace.config), self._workspace.ledger, self._clock()
        promised = self._state.promised()
        for id in promised:
            document = ledger.document(id)
            if document is not None:
                coding = code_one(coder, document, now)
                ledger.add_coding(coding)
                self._waiting.append((document, coding))
        self._join(now)
        self._state.settle(promised)
        return len(promised)

    def again(self, name: str) -> None:
        """Visit a source again that was set aside; InputError where the list holds none of this name."""
        names = [one.name for one in self._specs]
        if name not in names:
            raise InputError(f"there is no source {name!r} in the list; there are: {', '.join(names)}")
        held = self._state.standings().get(name)
        if held is not None:
            fresh = replace(held, failures=0, aside=False, due=0.0)
            self._state.keep(fresh, done=(), again=(), validators=None)

    def one_pass(self) -> Pass:
        """Visit every source that is due, and take in what it brings."""
        started, begun = self._clock(), monotonic()
        self._joined = Joined()
        counts = _Counts()
        self._held = self._state.standings()
        due = [one for one in self._specs if self._is_due(one, self._held.get(one.name), started)]
        under_way: deque[tuple[Found, tuple[Pending, ...]]] = deque()
        for found in poll(due, self._web, remembered=self._remembered, threads=self._options.threads):
            reports = [one for one in found.items if isinstance(one, Raw)]
            under_way.append((found, self._takers.start(reports, started)))
            while len(under_way) > 2 * self._options.workers + 1:
                self._write(*under_way.popleft(), started, counts)
        while under_way:
            self._write(*under_way.popleft(), started, counts)
        self._join(started)
        if counts.documents or self._joined.decisions:
            self._workspace.ledger.add_run(self._run(started, counts))
        told = self._rouse(counts)
        self._state.forget(started.timestamp(), sources=(one.name for one in self._specs))
        after = self._state.standings()
        done = Pass(
            started=started, seconds=round(monotonic() - begun, 3), sources=len(due), failed=counts.failed,
            aside=tuple(one.name for one in self._specs if one.name in after and after[one.name].aside),
            items=counts.items, documents=counts.documents, mentions=counts.mentions, copies=self._joined.copies,
            decisions=self._joined.decisions, failures=counts.failures, alerts=told,
        )  # fmt: skip
        self._tell(done)
        return done

    def run(self, sleep: Callable[[float], None], *, passes: int | None = None) -> Iterator[Pass]:
        """Pass after pass, `every_s` seconds from start to start, for ever or so many times."""
        number = 0
        while passes is None or number < passes:
            began = self._clock()
            yield self.one_pass()
            number += 1
            left = self._options.every_s - (self._clock() - began).total_seconds()
            if left > 0 and (passes is None or number < passes):
                sleep(left)

    def close(self) -> None:
        """End the processes that read."""
        self._takers.close()

    def _remembered(self, spec: Spec) -> tuple[frozenset[str], Mapping[str, Validator]]:
        held = self._held.get(spec.name)
        if held is None or held.mark != _mark(spec):
            return frozenset(), {}
        return self._state.known(spec.name), self._state.validators(spec.name)

    def _is_due(self, spec: Spec, held: Standing | None, now: datetime) -> bool:
        if self._web.offline and _remote(spec):
            return False
        if held is None or held.mark != _mark(spec):
            return True
        return not held.aside and held.due <= now.timestamp()

    def _write(self, found: Found, pending: tuple[Pending, ...], now: datetime, counts: _Counts) -> None:
        """Keep what one visit brought: first the promise, then the ledger, then the memory of the visit."""
        spec, ledger = found.spec, self._workspace.ledger
        taken = [one for chunk in pending for one in chunk.result()]
        failures = [*_unread(found, now), *(one.failure for one in taken if one.failure is not None)]
        if found.error is not None:
            failures.append(_failed(spec, found.error, now))
        read = {one.document.id: one for one in taken if one.document is not None}
        self._state.promise(read)
        added = ledger.add_documents(_document(one) for one in read.values())
        ledger.add_codings(_coding(one) for one in read.values())
        ledger.add_failures(failures)
        for one in read.values():
            coding = _coding(one)
            self._waiting.append((_document(one), coding))
            counts.mentions, counts.tallies = (
                counts.mentions + len(coding.mentions),
                counts.tallies + len(coding.tallies),
            )
            failures += coding.failures
        standing = self._after(found, self._held.get(spec.name), now, len(taken))
        self._state.keep(standing, done=_done(found), again=_again(found), validators=found.validators)
        counts.items += len(found.items)
        counts.documents += added
        counts.failed += found.error is not None
        counts.failures += len(failures) - (found.error is not None)
        if len(self._waiting) >= self._options.batch:
            self._join(now)
        if added or failures:
            self._tell(
                Visited(
                    source=spec.name, items=len(found.items), documents=added, failures=tuple(failures),
                    error=str(found.error) if found.error else None, way_out=getattr(found.error, "way_out", None), aside=standing.aside,
                )
            )  # fmt: skip

    def _after(self, found: Found, held: Standing | None, now: datetime, items: int) -> Standing:
        """How it stands with a source after a visit."""
        spec, at = found.spec, now.timestamp()
        if held is None or held.mark != _mark(spec):
            held = Standing(name=spec.name, mark=_mark(spec))
        if found.error is None:
            return replace(
                held, due=at + spec.every * 60, failures=0, aside=False, error=None, visited=at, fine=at, items=held.items + items
            )  # fmt: skip
        failures = held.failures + 1
        pause = min(self._options.every_s * 2.0 ** min(failures - 1, 20), LONGEST_PAUSE_S)
        pause = max(pause * (1 + self._options.jitter * self._chance.random()), self._web.left_to_wait(spec.where))
        aside = failures >= self._options.give_up or getattr(found.error, "code", "") == "gone"
        return replace(held, due=at + pause, failures=failures, aside=aside, error=str(found.error), visited=at)

    def _join(self, now: datetime) -> None:
        if self._waiting:
            self._joined += self._joiner.take(self._waiting, now)
            self._state.settle(document.id for document, _ in self._waiting)
            self._waiting.clear()

    def _rouse(self, counts: _Counts) -> int:
        """Look at the rules when something is new, or for the first time; what fires is kept before it is told."""
        if self._rules is not None and (counts.documents or not self._looked):
            self._looked = True
            memory = self._state.memory()
            found, memory = rouse(
                self._rules, self._db, memory, config=self._workspace.config, apart=self._options.workers > 0
            )
            if found:
                self._state.fire(found, memory)
        untold = tuple(self._state.untold())
        for id, alert in untold:
            self._tell(alert)
            self._state.told(id)
        return len(untold)

    def _run(self, now: datetime, counts: _Counts) -> Run:
        return Run(
            id=ids.make("run", now.isoformat(), ["watch"]), started_at=now, recorded_at=now, fingerprint=fingerprint(self._workspace),
            items=counts.items, documents=counts.documents, mentions=counts.mentions, tallies=counts.tallies, failures=counts.failures,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to watch into which ledger: the sources, the settings with the grades of the sources, the rules, and who asks."""

    specs: tuple[Spec, ...]
    db: Path
    config: Config
    web: Fetcher
    rules: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What one visit to a source would bring."""

    documents: tuple[Document, ...]
    failures: tuple[Failure, ...]


def plan(
    path: Path,
    db: Path,
    *,
    config: Path | None = None,
    rules: Path | None = None,
    offline: bool = False,
    web: Fetcher | None = None,
) -> Plan:
    """Read the list of sources, the settings (by default those in the same file) and the rules; ConfigError where one is wrong."""
    specs = sources.load(path)
    settings = Config.load(config or path)
    settings = replace(settings, outlets=sources.outlets(specs) | dict(settings.outlets))
    if rules is not None:
        alerts.load(rules)
    return Plan(specs=specs, db=db, config=settings, web=web or Fetcher(offline=offline), rules=rules)


@contextmanager
def open_watch(
    plan: Plan,
    *,
    clock: Callable[[], datetime],
    chance: Random,
    tell: Callable[[Event], None],
    options: WatchOptions | None = None,
) -> Iterator[Watch]:
    """A watch over the ledger of a plan, which is made where there is none; InputError while another watch is at work on it."""
    with Workspace.open(plan.db, config=plan.config) as workspace:
        state = WatchState(memory_of(plan.db))
        try:
            watch = Watch(workspace, plan.db, plan.specs, state, plan.web, clock=clock, chance=chance, tell=tell, rules=plan.rules, options=options)  # fmt: skip
            try:
                yield watch
            finally:
                watch.close()
        finally:
            state.close()


def memory_of(db: Path) -> Path:
    """Where a watch over this ledger remembers."""
    return Path(f"{db}.watch")


def state_of(db: Path) -> dict[str, Standing]:
    """How the sources of the watch over this ledger stand; nothing where it was never watched."""
    path = memory_of(db)
    if not path.exists():
        return {}
    state = WatchState(path, exclusive=False)
    try:
        return state.standings()
    finally:
        state.close()


def try_out(spec: Spec, *, web: Fetcher | None = None, now: datetime | None = None) -> Trial:
    """Visit a source once and write nothing; the error of the source itself is raised."""
    moment = now or datetime.now(UTC)
    found = visit(spec, web or Fetcher(), known=nothing, validators={})
    if found.error is not None and not found.items:
        way_out = getattr(found.error, "way_out", "")
        if getattr(found.error, "code", "") in TRANSIENT:
            way_out = "Check the address, and whether this machine is online; a watch asks again later."
        raise InputError(f"{found.error}. {way_out}".strip()) from found.error
    documents, failures = [], _unread(found, moment)
    for one in found.items:
        if isinstance(one, Raw):
            try:
                documents.append(make_document(one, recorded_at=moment))
            except ItemError as error:
                failures.append(failure(error, one.origin, moment))
    return Trial(documents=tuple(documents), failures=tuple(failures))


@dataclass(slots=True)
class _Counts:
    """What a pass has come to so far."""

    items: int = 0
    documents: int = 0
    mentions: int = 0
    tallies: int = 0
    failures: int = 0
    failed: int = 0


def _unread(found: Found, now: datetime) -> list[Failure]:
    return [failure(one.error, one.origin, now) for one in found.items if isinstance(one, Unread)]


def _failed(spec: Spec, error: VedetteError, now: datetime) -> Failure:
    """The failure of a source as a whole; the same one is one record, however often it happens."""
    told = (
        error
        if isinstance(error, ItemError)
        else SourceError("source", str(error), way_out="Correct the source's entry.")
    )
    return failure(told, spec.where, now)


def _done(found: Found) -> list[str]:
    return [one.key for one in found.items if one.key and not (isinstance(one, Unread) and one.again)]


def _again(found: Found) -> list[str]:
    return [one.key for one in found.items if one.key and isinstance(one, Unread) and one.again]


def _document(one: Taken) -> Document:
    assert one.document is not None
    return one.document


def _coding(one: Taken) -> Coding:
    assert one.coding is not None
    return one.coding


def _mark(spec: Spec) -> str:
    """What a source is remembered by: another address or kind is another source."""
    return f"{spec.kind} {spec.where} {'follow' if spec.follow else ''}".strip()


def _remote(spec: Spec) -> bool:
    return spec.where.lower().startswith(("http://", "https://"))
