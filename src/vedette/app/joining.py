"""New documents join a ledger that is being watched: their copies and their links, without reading the whole ledger again.

What is kept ready is a window of recent days. A document that tells of earlier ones is joined to what the ledger holds of those,
which is read for it and then let go. Doing it again writes nothing twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from vedette.app.workspace import Workspace, link_options
from vedette.documents.copies import CopyIndex
from vedette.linking import LinkState, linkable
from vedette.model import Document, Mention
from vedette.store.base import Coding

WINDOW: Final = timedelta(days=45)
"""How far back what is kept ready reaches; copies are looked for within 30 days, links within 24."""
REACH: Final = timedelta(days=31)
"""How far before and after its own days a document looks for what it might repeat."""

_OPEN: Final = timedelta(days=21)
_RENEWED: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """How many copies and decisions were new."""

    copies: int = 0
    decisions: int = 0

    def __add__(self, other: Joined) -> Joined:
        return Joined(copies=self.copies + other.copies, decisions=self.decisions + other.decisions)


class Joiner:
    """Joins what was coded to what the ledger of a workspace holds."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._ready: _Ready | None = None

    def take(self, coded: Sequence[tuple[Document, Coding]], now: datetime) -> Joined:
        """Write the copies and decisions that these documents, which the ledger holds by now, bring about."""
        told = [(document, coding) for document, coding in coded if coding.mentions or coding.tallies]
        if not told:
            return Joined()
        new = {document.id for document, _ in told}
        ready = self._at_hand(now, leave=new)
        recent = [one for one in told if _first(*one) >= ready.first + REACH]
        earlier = [one for one in told if _first(*one) < ready.first + REACH]
        found = self._join(ready, recent, now)
        if earlier:
            first = min(_first(*one) for one in earlier) - REACH
            last = max(_last(*one) for one in earlier) + REACH
            then = _Ready(self._workspace, now, first, last, leave={document.id for document, _ in earlier})
            found += self._join(then, earlier, now)
        return found

    def _at_hand(self, now: datetime, *, leave: Collection[str]) -> _Ready:
        ready = self._ready
        if ready is None or now.date() - ready.made > _RENEWED:
            self._ready = None  # let go of the old one before the new one is read
            self._ready = ready = _Ready(self._workspace, now, now.date() - WINDOW, date.max, leave=leave)
        return ready

    def _join(self, ready: _Ready, told: Sequence[tuple[Document, Coding]], now: datetime) -> Joined:
        ledger = self._workspace.ledger
        copies = [replace(one, recorded_at=now) for one in ready.copies.find(document for document, _ in told)]
        documents = {document.id: document for document, _ in told}
        acts = [mention for _, coding in told for mention in coding.mentions if linkable(mention)]
        decisions = ready.state.attach(acts, documents).decisions
        return Joined(
            copies=ledger.add_copies(copies),
            decisions=ledger.add_decisions(replace(one, recorded_at=now) for one in decisions),
        )


class _Ready:
    """The documents and mentions of some days, ready for others to join; `leave` are left out, for they are about to join."""

    def __init__(self, workspace: Workspace, now: datetime, first: date, last: date, *, leave: Collection[str]) -> None:
        ledger = workspace.ledger
        self.made, self.first = now.date(), first
        self.state = LinkState(link_options(workspace.config, now))
        told: set[str] = {one.document for one in ledger.tallies()}
        held: dict[str, list[Mention]] = {}
        for mention in ledger.mentions():
            told.add(mention.document)
            if linkable(mention) and mention.document not in leave and _meets(mention, first, last):
                held.setdefault(mention.document, []).append(mention)
        for id, acts in held.items():
            document = ledger.document(id)
            if document is not None:
                self.state.attach(acts, {id: document})
        self.state.judge(one for one in ledger.decisions() if one.person)
        recent = (one for one in self._told(workspace, told) if one.id not in leave and first <= one.published <= last)
        self.copies = CopyIndex(recent, known=ledger.copies())

    @staticmethod
    def _told(workspace: Workspace, told: Iterable[str]) -> Iterator[Document]:
        for id in sorted(told):
            document = workspace.ledger.document(id)
            if document is not None:
                yield document


def _first(document: Document, coding: Coding) -> date:
    """The earliest day that a document has to do with; an act told as "since 1990" is looked for near its latest day alone."""
    whens = [one.when.value for one in coding.mentions if linkable(one)]
    return min([document.published, *(max(when.earliest or date.min, when.latest - _OPEN) for when in whens)])


def _last(document: Document, coding: Coding) -> date:
    return max([document.published, *(one.when.value.latest for one in coding.mentions if linkable(one))])


def _meets(mention: Mention, first: date, last: date) -> bool:
    when = mention.when.value
    return first <= when.latest and (when.earliest or when.latest) <= last
