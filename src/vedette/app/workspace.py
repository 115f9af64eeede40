"""One ledger opened for work, and what it holds as seen from a day."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from vedette.app.config import Config
from vedette.errors import InputError
from vedette.linking import Carried, LinkOptions, Partition, carry, linkable, partition
from vedette.linking import incidents as resolve
from vedette.model import Copy, Decision, Document, Failure, Incident, Mention, Override, Prediction, Run, Tally
from vedette.model.ids import mention_of
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
    predictions: tuple[Prediction, ...] = ()
    superseded: tuple[Mention, ...] = ()
    """The mentions of earlier codings that people's judgements name."""

    @cached_property
    def judged(self) -> Carried:
        """The decisions and overrides in terms of the mentions that stand, and people's that a newer coding left without any."""
        return carry(self.decisions, self.overrides, superseded=self.superseded, standing=self.mentions)

    @cached_property
    def partition(self) -> Partition:
        """The clusters of mentions, and people's decisions that could not be followed."""
        told = {one.id: one for one in self.mentions if linkable(one)}
        options = link_options(self.config, datetime.now(UTC))
        return partition(told, self.judged.decisions, self.documents, options=options)

    @cached_property
    def incidents(self) -> tuple[Incident, ...]:
        """The incidents, by day and id."""
        options = link_options(self.config, datetime.now(UTC))
        judged = self.judged
        found = resolve(
            self.mentions,
            judged.decisions,
            judged.overrides,
            self.copies,
            self.documents,
            options=options,
            parted=self.partition,
        )
        return tuple(sorted(found, key=by_day))

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


def by_day(one: Incident) -> tuple[date, str]:
    """The order in which incidents are listed: by their last day, those without one at the end, then by id."""
    return one.when.value.latest if one.when.value else date.max, one.id


class Workspace:
    """A ledger and the settings to work on it with; a context manager that closes the ledger."""

    def __init__(self, ledger: Ledger, config: Config | None = None) -> None:
        self.ledger = ledger
        self.config = config or Config()

    @classmethod
    def open(cls, db: Path, *, config: Config | None = None, must_exist: bool = False) -> Self:
        """Open the ledger in this file; with `must_exist` a missing one is an InputError instead of a new ledger.

        With `must_exist`, a ledger that may not be written to is opened for reading: whoever may read it may look at it.
        """
        if must_exist and not db.exists():
            raise InputError(f"there is no ledger at {db}; make one with: vedette run PATH… --db {db}")
        effective = os.access in os.supports_effective_ids
        writable = all(os.access(one, os.W_OK, effective_ids=effective) for one in (db, db.parent))
        return cls(open_ledger(db, read_only=must_exist and not writable), config)

    def view(self, as_of: AsOf = NOW) -> View:
        """What the ledger held, seen from then."""
        ledger = self.ledger
        mentions = tuple(ledger.mentions(as_of=as_of))
        decisions, overrides = tuple(ledger.decisions(as_of=as_of)), tuple(ledger.overrides(as_of=as_of))
        return View(
            as_of=as_of,
            config=self.config,
            documents={one.id: one for one in ledger.documents(as_of=as_of)},
            mentions=mentions,
            tallies=tuple(ledger.tallies(as_of=as_of)),
            copies=tuple(ledger.copies(as_of=as_of)),
            decisions=decisions,
            overrides=overrides,
            failures=tuple(ledger.failures(as_of=as_of)),
            runs=tuple(ledger.runs(as_of=as_of)),
            predictions=tuple(ledger.predictions(as_of=as_of)),
            superseded=self.superseded(mentions, decisions, overrides),
        )

    def judged_since(self, view: View) -> View:
        """A view with what people and forecasts wrote since it was read; its documents and readings are kept as they are."""
        ledger, as_of = self.ledger, view.as_of
        known = {one.id for one in view.decisions if one.person}
        people = [one for one in ledger.decisions(as_of=as_of, person=True) if one.id not in known]
        decisions = (*view.decisions, *people)
        if as_of != NOW or ledger.counts()["decisions"] != len(decisions):  # a model wrote some as well
            decisions = tuple(ledger.decisions(as_of=as_of))
        overrides = tuple(ledger.overrides(as_of=as_of))
        return replace(
            view,
            decisions=decisions,
            overrides=overrides,
            runs=tuple(ledger.runs(as_of=as_of)),
            predictions=tuple(ledger.predictions(as_of=as_of)),
            superseded=self.superseded(view.mentions, decisions, overrides),
        )

    def superseded(
        self, mentions: tuple[Mention, ...], decisions: tuple[Decision, ...], overrides: tuple[Override, ...]
    ) -> tuple[Mention, ...]:
        """The mentions that people's judgements name and that stand no more."""
        standing = {one.id for one in mentions}
        named = {id for one in decisions if one.person for id in (one.first, one.second)}
        named |= {mention_of(one.incident) for one in overrides}
        found = (self.ledger.mention(id) for id in sorted(named - standing))
        return tuple(one for one in found if one is not None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.ledger.close()


def link_options(config: Config, recorded_at: datetime) -> LinkOptions:
    """The linking options that these settings ask for, with the reliability of outlets."""
    return config.options("linking", LinkOptions, recorded_at=recorded_at, reliability=config.outlets)
