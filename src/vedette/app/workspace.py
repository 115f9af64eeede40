"""One ledger opened for work, and what it holds as seen from a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from vedette.app.config import Config
from vedette.errors import InputError
from vedette.linking import LinkOptions
from vedette.linking import incidents as resolve
from vedette.model import Copy, Decision, Document, Failure, Incident, Mention, Override, Run, Tally
from vedette.reference.actors import actors
from vedette.store.base import NOW, AsOf, Ledger
from vedette.store.sql import open_ledger


@dataclass(frozen=True, kw_only=True)
class View:
    """Everything that a ledger held, seen from one day; incidents are resolved when first asked for."""

    as_of: AsOf
    config: Config
    documents: Mapping[str, Document]
    mentions: tuple[Mention, ...]
    tallies: tuple[Tally, ...]
    copies: tuple[Copy, ...]
    decisions: tuple[Decision, ...]
    overrides: tuple[Override, ...]
    failures: tuple[Failure, ...]
    runs: tuple[Run, ...]

    @cached_property
    def incidents(self) -> tuple[Incident, ...]:
        """The incidents, by day and id."""
        options = link_options(self.config, datetime.now(UTC))
        found = resolve(self.mentions, self.decisions, self.overrides, self.copies, self.documents, options=options)
        return tuple(sorted(found, key=lambda one: (one.when.value.latest if one.when.value else date.max, one.id)))

    @cached_property
    def signals(self) -> tuple[Mention, ...]:
        """The mentions that are no incidents, in order of writing."""
        return tuple(one for one in self.mentions if not one.is_incident)

    @property
    def day(self) -> date:
        """The day looked from: the one asked for, else that of the newest report."""
        return self.as_of.published or max((one.published for one in self.documents.values()), default=date.min)

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the newest run, "" before the first."""
        return self.runs[-1].fingerprint if self.runs else ""


class Workspace:
    """A ledger and the settings to work on it with; a context manager that closes the ledger."""

    def __init__(self, ledger: Ledger, config: Config | None = None) -> None:
        self.ledger = ledger
        self.config = config or Config()

    @classmethod
    def open(cls, db: Path, *, config: Config | None = None, must_exist: bool = False) -> Self:
        """Open the ledger in this file; with `must_exist` a missing one is an InputError instead of a new ledger."""
        if must_exist and not db.exists():
            raise InputError(f"there is no ledger at {db}; make one with: vedette run PATH… --db {db}")
        return cls(open_ledger(db), config)

    def view(self, as_of: AsOf = NOW) -> View:
        """What the ledger held, seen from then."""
        ledger = self.ledger
        return View(
            as_of=as_of,
            config=self.config,
            documents={one.id: one for one in ledger.documents(as_of=as_of)},
            mentions=tuple(ledger.mentions(as_of=as_of)),
            tallies=tuple(ledger.tallies(as_of=as_of)),
            copies=tuple(ledger.copies(as_of=as_of)),
            decisions=tuple(ledger.decisions(as_of=as_of)),
            overrides=tuple(ledger.overrides(as_of=as_of)),
            failures=tuple(ledger.failures(as_of=as_of)),
            runs=tuple(ledger.runs(as_of=as_of)),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.ledger.close()


def link_options(config: Config, recorded_at: datetime) -> LinkOptions:
    """The linking options that these settings ask for, with kinship between actors and the reliability of outlets."""
    return config.options("linking", LinkOptions, recorded_at=recorded_at, reliability=config.outlets, related=related)


def related(first: str, second: str) -> str | None:
    """How two actors are kin, by the table of actors."""
    return actors().related(first, second)
