"""A watch over made-up feeds, for tests: its clock stands still unless it is moved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from tests.fakes.feeds import START, Feeds
from tests.fakes.web import Web, fetcher, serve

from vedette.app.config import Config
from vedette.app.watching import Event, Pass, Plan, Visited, Watch, WatchOptions, open_watch
from vedette.app.workspace import Workspace
from vedette.assessment.watch import Alert
from vedette.model import Document
from vedette.sources.answers import FetchLimits
from vedette.sources.live import Spec
from vedette.sources.manners import Manners


@dataclass(slots=True)
class Clock:
    """A clock that is moved by hand; sleeping moves it."""

    now: datetime = START + timedelta(minutes=59)

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return self.now.timestamp()

    def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass(slots=True, kw_only=True)
class Desk:
    """Feeds, their web, and a ledger to watch them into."""

    db: Path
    web: Web
    feeds: Feeds
    clock: Clock
    specs: tuple[Spec, ...]
    told: list[Event] = field(default_factory=list)
    rules: Path | None = None
    options: WatchOptions = field(default_factory=lambda: WatchOptions(workers=0, threads=1, jitter=0.0))

    @contextmanager
    def watch(self) -> Iterator[Watch]:
        """The watch, opened as at a start."""
        manners = Manners(delay_s=0.0, clock=self.clock.seconds, sleep=self.clock.sleep, now=self.clock)
        web = fetcher(manners=manners, limits=FetchLimits(total_s=0.5, silent_s=0.5))
        plan = Plan(specs=self.specs, db=self.db, config=Config(), web=web, rules=self.rules)
        with open_watch(plan, clock=self.clock, chance=Random(1), tell=self.told.append, options=self.options) as work:
            work.recover()
            yield work

    def passes(self, number: int = 1) -> list[Pass]:
        """So many passes of a watch that is opened for them."""
        with self.watch() as work:
            return list(work.run(self.clock.sleep, passes=number))

    def documents(self) -> list[Document]:
        """What the ledger holds."""
        with Workspace.open(self.db) as workspace:
            return list(workspace.ledger.documents())

    def visits(self) -> list[Visited]:
        """What was told of visits."""
        return [one for one in self.told if isinstance(one, Visited)]

    def alerts(self) -> list[Alert]:
        """What was told of alerts."""
        return [one for one in self.told if isinstance(one, Alert)]


@contextmanager
def desk(folder: Path, *, count: int = 3, **given: object) -> Iterator[Desk]:
    """A desk whose feeds answer."""
    clock = Clock()
    feeds = replace(Feeds(clock=clock, count=count, relevant=0.25), **given)  # type: ignore[arg-type]  # fields of Feeds
    with serve(feeds.web()) as web:
        specs = tuple(Spec(name=host, kind="feed", where=web.url("/feed.xml", host)) for host in feeds.hosts())
        yield Desk(db=folder / "x.ledger", web=web, feeds=feeds, clock=clock, specs=specs)
