"""All that a ledger holds about one incident: its reports with the evidence, the links behind it, what people judged, how it came about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Final

from vedette.app.history import Change, changes
from vedette.app.review import Side, side
from vedette.app.workspace import View, link_options
from vedette.linking import why
from vedette.model import Decision, Document, Incident, Mention, Override
from vedette.model.ids import incident_of
from vedette.store.base import AsOf

MOST: Final = 400
"""Mentions looked at for the past of one incident; no incident has nearly as many neighbours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What holds two of its mentions together, or speaks against it: who decided, and the parts of the model's score.

    `waterfall` is (feature, log-odds, reason), heaviest first, as the weights of today see the pair; `verdict`, `by`, `reason` and
    `weight` are of the decision that stands, None where no pair was ever decided on.
    """

    first: str
    second: str
    waterfall: tuple[tuple[str, float, str], ...]
    decision: Decision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """An incident with what it rests on; `history` is oldest first and tells the mentions that stand now."""

    incident: Incident
    documents: tuple[Document, ...]
    evidence: tuple[Side, ...]
    links: tuple[Link, ...]
    judgements: tuple[Decision | Override, ...]
    history: tuple[Change, ...]
    parts: tuple[str, ...]


class Dossiers:
    """The dossiers of one view; what they share is looked up once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._mentions = {one.id: one for one in view.mentions}
        self._places = {one.id: n for n, one in enumerate(view.mentions)}
        self._decisions: defaultdict[str, list[Decision]] = defaultdict(list)
        for d in view.judged.decisions:
            self._decisions[d.first].append(d)
            self._decisions[d.second].append(d)
        self._overrides: defaultdict[str, list[Override]] = defaultdict(list)
        for o in view.judged.overrides:
            self._overrides[o.incident].append(o)
        self._parts: defaultdict[str, list[str]] = defaultdict(list)
        for one in view.incidents:
            if one.part_of:
                self._parts[one.part_of].append(one.id)

    def of(self, incident: Incident) -> Dossier:
        """The dossier of an incident of this view."""
        view, told = self._view, [self._mentions[id] for id in incident.mentions]
        documents = dict.fromkeys(one.document for one in told)
        return Dossier(
            incident=incident,
            documents=tuple(view.documents[id] for id in documents),
            evidence=tuple(side(view, one, incident.id) for one in told),
            links=tuple(self._links(told)),
            judgements=tuple(self._judgements(incident)),
            history=tuple(self._history(incident)),
            parts=tuple(self._parts[incident.id]),
        )

    def _links(self, told: list[Mention]) -> Iterator[Link]:
        """Every mention with the eldest, which gives the incident its id, and each pair that somebody decided on."""
        options = link_options(self._view.config, datetime.now(UTC))
        standing = {
            (d.first, d.second): d for d in sorted(self._among(told), key=lambda d: (d.person, d.recorded_at, d.id))
        }
        pairs = {(min(told[0].id, one.id), max(told[0].id, one.id)) for one in told[1:]} | set(standing)
        for first, second in sorted(pairs):
            a, b = self._mentions[first], self._mentions[second]
            parts = why(a, b, documents=self._view.documents, options=options)
            yield Link(first=first, second=second, waterfall=parts, decision=standing.get((first, second)))

    def _among(self, told: Iterable[Mention]) -> list[Decision]:
        ids = {one.id for one in told}
        found = {d.id: d for id in ids for d in self._decisions[id] if d.first in ids and d.second in ids}
        return list(found.values())

    def _judgements(self, incident: Incident) -> Iterator[Decision | Override]:
        ids = set(incident.mentions)
        people = {d.id: d for id in ids for d in self._decisions[id] if d.person}
        laid = [o for id in (incident.id, *incident.former_ids) for o in self._overrides[id]]
        every: list[Decision | Override] = [*people.values(), *laid]
        yield from sorted(every, key=lambda one: (one.recorded_at, one.id))

    def _history(self, incident: Incident) -> Iterator[Change]:
        """What changed in it, by looking back at it and its neighbours alone at each moment at which one of them was written to."""
        near = self._near(incident)
        whole = self._only(near)
        moments = sorted(
            {one.recorded_at for kind in (whole.mentions, whole.decisions, whole.overrides) for one in kind}
        )
        own = {incident.id, *incident.former_ids}
        for before, after in pairwise((None, *moments)):
            found = changes(_by(whole, before), _by(whole, after), at=after)
            yield from (one for one in found if one.incident in own or one.before in own)

    def _near(self, incident: Incident) -> set[str]:
        """The mentions that may ever have been one with its own: those bound by decisions that do not part them, and theirs."""
        near, fresh = set(incident.mentions), list(incident.mentions)
        while fresh and len(near) < MOST:
            met = (d for d in self._decisions[fresh.pop()] if d.person or d.verdict != "different")
            for id in (id for d in met for id in (d.first, d.second)):
                if id not in near and id in self._mentions:
                    near.add(id)
                    fresh.append(id)
        return near

    def _only(self, ids: set[str]) -> View:
        view = self._view
        mentions = tuple(sorted((self._mentions[id] for id in ids), key=self._place))
        documents = {one.document: view.documents[one.document] for one in mentions}
        decisions = {d.id: d for id in ids for d in self._decisions[id] if {d.first, d.second} <= ids}
        named = {incident_of(id) for id in ids}
        return replace(
            view,
            mentions=mentions,
            documents=documents,
            decisions=tuple(decisions.values()),
            overrides=tuple(o for id in sorted(named) for o in self._overrides[id]),
            copies=tuple(one for one in view.copies if one.document in documents),
            tallies=(), failures=(), runs=(), predictions=(), superseded=(),
        )  # fmt: skip

    def _place(self, mention: Mention) -> int:
        return self._places[mention.id]


def _by(view: View, moment: datetime | None) -> View:
    """A view as it was at a moment of the ledger's own clock; before the first it holds nothing."""

    def there(at: datetime) -> bool:
        return moment is not None and at <= moment

    return replace(
        view,
        as_of=AsOf(recorded=moment),
        mentions=tuple(one for one in view.mentions if there(one.recorded_at)),
        decisions=tuple(one for one in view.decisions if there(one.recorded_at)),
        overrides=tuple(one for one in view.overrides if there(one.recorded_at)),
        copies=tuple(one for one in view.copies if there(one.recorded_at)),
    )
