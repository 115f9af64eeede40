"""What a ledger promises, whatever keeps it: append, read back, and show the past as it was known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType
from typing import Literal, Protocol, Self

from vedette.model import Copy, Decision, Document, Failure, Mention, Override, Prediction, Run, Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOf:
    """A day in the past to look from, on either of two clocks; None looks from now.

    `published` keeps what reports had said by the end of that day (the world's clock): later documents and everything read
    in them are out, and so is what a person decided after it. `recorded` keeps what this ledger held at that moment (its own clock).
    """

    published: date | None = None
    recorded: datetime | None = None


NOW = AsOf()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """All that one coder read in one document, written as a whole; empty when it found nothing."""

    document: str
    coder: str
    recorded_at: datetime
    mentions: tuple[Mention, ...] = ()
    tallies: tuple[Tally, ...] = ()
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A sentence found by words: its document, offsets and text."""

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Where a ledger was tampered with: the number of the chain's entry, and the record that was changed, removed or slipped in.

    `record` is the kind of record, or "entry" where the chain itself was touched.
    """

    entry: int
    record: str
    id: str
    what: Literal["changed", "missing", "inserted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What computing the hash chain again found: how many entries hold, the hash of the last of them, and the first break."""

    entries: int
    head: str
    broken: Break | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tip:
    """Where a ledger's chain ends now: its number of entries, the newest hash, and which tables were written to since."""

    entries: int
    head: str
    written: frozenset[str]


class Ledger(Protocol):
    """An append-only ledger of documents, readings, judgements and failures.

    Every `add` is atomic and repeatable: it returns how many records were new, and writing the same record twice changes
    nothing. Where a document was coded by several coders, or again by a newer one, the latest coding stands and the earlier is kept.
    Readers return records in a stable order (first written first) and take an AsOf.
    Failures of the ledger itself are LedgerError.
    """

    def add_documents(self, documents: Iterable[Document]) -> int: ...
    def add_coding(self, coding: Coding) -> int: ...
    def add_codings(self, codings: Iterable[Coding]) -> int: ...
    def add_copies(self, copies: Iterable[Copy]) -> int: ...
    def add_decisions(self, decisions: Iterable[Decision]) -> int: ...
    def add_overrides(self, overrides: Iterable[Override]) -> int: ...
    def add_failures(self, failures: Iterable[Failure]) -> int: ...
    def add_run(self, run: Run) -> int: ...
    def add_predictions(self, predictions: Iterable[Prediction]) -> int: ...

    def documents(self, *, as_of: AsOf = NOW, only: Collection[str] | None = None) -> Iterator[Document]:
        """Documents; with `only` those of these ids."""
        ...

    def document(self, id: str) -> Document | None: ...
    def mention(self, id: str) -> Mention | None:
        """The mention with this id, also one of a coding that stands no more."""
        ...

    def has_coding(self, document: str, coder: str) -> bool: ...
    def mentions(self, *, as_of: AsOf = NOW, only: Collection[int] | None = None) -> Iterator[Mention]:
        """Mentions of the codings that stand; with `only` those of these numbers."""
        ...

    def tallies(self, *, as_of: AsOf = NOW) -> Iterator[Tally]: ...
    def copies(self, *, as_of: AsOf = NOW) -> Iterator[Copy]: ...
    def decisions(
        self, *, as_of: AsOf = NOW, only: Collection[int] | None = None, person: bool = False
    ) -> Iterator[Decision]:
        """Decisions; with `only` those of these numbers, with `person` those of people alone."""
        ...

    def overrides(self, *, as_of: AsOf = NOW) -> Iterator[Override]: ...
    def failures(self, *, as_of: AsOf = NOW) -> Iterator[Failure]: ...
    def runs(self, *, as_of: AsOf = NOW) -> Iterator[Run]: ...
    def predictions(self, *, as_of: AsOf = NOW) -> Iterator[Prediction]: ...

    def search(self, words: str, *, limit: int = 20, as_of: AsOf = NOW) -> tuple[Hit, ...]:
        """Sentences which hold all the words, best first; the words are words, never query syntax."""
        ...

    def pairs(self) -> Iterator[tuple[int, int, int]]:
        """The number of every decision, whoever took it, with those of its two mentions."""
        ...

    def wholes(self) -> Iterator[tuple[int, int]]:
        """The numbers of every mention that is a part of another, and of that other."""
        ...

    def coded_again(self) -> dict[str, list[int]]:
        """The numbers of the mentions of each document that has several codings, by document."""
        ...

    def numbers_of(self, mentions: Collection[str]) -> dict[str, int]:
        """The numbers of the mentions with these ids: 1 for the first that was written, and so on, with gaps."""
        ...

    def mentions_at(self, numbers: Collection[int]) -> Iterator[Mention]:
        """The mentions of these numbers, also those of codings that stand no more."""
        ...

    def counts(self) -> dict[str, int]:
        """How many rows of each sort were ever written, by table; it walks over all of them."""
        ...

    def last_mention(self) -> int:
        """The number of the newest mention, 0 before the first: how many there are at most."""
        ...

    def prove(self) -> Proof:
        """Compute the hash chain over all that was ever written again, and tell the first break."""
        ...

    def tip(self, *, since: int = 0) -> Tip:
        """The end of the chain, and the tables with entries after the one of this number; it costs next to nothing."""
        ...

    def sealed(self, hash: str) -> bool:
        """Whether the chain holds this hash: one noted elsewhere shows that nothing was cut off."""
        ...

    def close(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
