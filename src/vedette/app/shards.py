"""A ledger too large for memory, seen a shard at a time: mentions that can only be one event with each other, and all they rest on.

A shard is closed: whatever decisions, people, newer codings or operations tie together lies in one, so that clusters, incidents and
changes worked out shard by shard are those of the whole. Held for the whole ledger are 24 bytes a mention and 8 a decision, twice that for a
moment while they are put in order.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from vedette.app.spool import in_order
from vedette.app.workspace import View, Workspace, by_day
from vedette.linking import heirs
from vedette.model import Copy, Incident, Override
from vedette.model.ids import mention_of
from vedette.store.base import NOW, AsOf

SIZE: Final = 2000
"""Mentions in a shard, where what hangs together is not more."""

LARGE: Final = 50_000
"""A ledger with more mentions than this is looked at shard by shard."""


def is_large(workspace: Workspace, limit: int = LARGE) -> bool:
    """Whether the ledger holds more mentions than are to be held in memory at once."""
    return workspace.ledger.last_mention() > limit


def incidents(workspace: Workspace, as_of: AsOf = NOW, *, large: int = LARGE) -> Iterator[Incident]:
    """The incidents of a ledger of any size, by day and id, in bounded memory where it is large."""
    if is_large(workspace, large):
        yield from Shards(workspace).incidents(as_of)
    else:
        yield from workspace.view(as_of).incidents


class Shards:
    """The shards of a ledger; iterating gives for each shard its view at each of the moments asked for."""

    def __init__(self, workspace: Workspace, *, size: int = SIZE) -> None:
        self._workspace = workspace
        self._ledger = workspace.ledger
        self._people = tuple(self._ledger.decisions(person=True))
        self._overrides = tuple(self._ledger.overrides())
        named = {id for d in self._people for id in (d.first, d.second)} | {
            mention_of(o.incident) for o in self._overrides
        }
        self._numbers = self._ledger.numbers_of(named)
        roots = self._roots()
        self._mentions, self._bounds = _grouped(roots, size)
        self._home = _homes(self._mentions, self._bounds, len(roots))
        self._decisions, self._cuts = self._decided()
        self._copies = tuple(self._ledger.copies())

    def __len__(self) -> int:
        return len(self._bounds) - 1

    def views(self, *moments: AsOf) -> Iterator[tuple[View, ...]]:
        """Each shard as seen from each of these moments, now if none is named."""
        for n in range(len(self)):
            yield tuple(self.view(n, moment) for moment in moments or (NOW,))

    def incidents(self, as_of: AsOf = NOW) -> Iterator[Incident]:
        """Every incident, by day and id, as seen from then."""
        return in_order((one for (view,) in self.views(as_of) for one in view.incidents), key=by_day)

    def view(self, n: int, as_of: AsOf = NOW) -> View:
        """One shard as seen from then."""
        ledger, numbers = self._ledger, self._mentions[self._bounds[n] : self._bounds[n + 1]]
        mentions = tuple(ledger.mentions(as_of=as_of, only=numbers))
        judged = self._decisions[self._cuts[n] : self._cuts[n + 1]]
        decisions = tuple(ledger.decisions(as_of=as_of, only=judged))
        overrides = self._laid(n, as_of)
        documents = {one.id: one for one in ledger.documents(only={m.document for m in mentions})}
        return View(
            as_of=as_of, config=self._workspace.config, documents=documents, mentions=mentions, tallies=(), copies=self._copied(as_of),
            decisions=decisions, overrides=overrides, failures=(), runs=(),
            superseded=self._workspace.superseded(mentions, decisions, overrides),
        )  # fmt: skip

    def earlier(self, n: int) -> tuple[datetime, ...]:
        """The moments at which mentions of a shard were written whose codings stand no more."""
        numbers = self._mentions[self._bounds[n] : self._bounds[n + 1]]
        return tuple({one.recorded_at for one in self._ledger.mentions_at(numbers)})

    def _copied(self, as_of: AsOf) -> tuple[Copy, ...]:
        return self._copies if as_of == NOW or not self._copies else tuple(self._ledger.copies(as_of=as_of))

    def _laid(self, n: int, as_of: AsOf) -> tuple[Override, ...]:
        """The overrides on this shard's incidents that were made by then."""
        ours = [o for o in self._overrides if self._shard_of(mention_of(o.incident)) == n]
        if not ours or as_of == NOW:
            return tuple(ours)
        then = {o.id for o in self._ledger.overrides(as_of=as_of)}
        return tuple(o for o in ours if o.id in then)

    def _shard_of(self, mention: str) -> int | None:
        number = self._numbers.get(mention)
        return None if number is None else self._home[number]

    def _roots(self) -> array[int]:
        """For each number of a mention the smallest number that it hangs together with; 0 where there is no such mention."""
        up = array("l", range(self._ledger.last_mention() + 1))
        for _, a, b in self._ledger.pairs():
            _join(up, a, b)
        for part, whole in self._ledger.wholes():
            _join(up, part, whole)
        named = set(self._numbers.values())
        for numbers in self._ledger.coded_again().values():
            for a, b in self._inherited(numbers, named):
                _join(up, a, b)
        for number in range(len(up)):
            up[number] = _find(up, number)
        return up

    def _inherited(self, numbers: Sequence[int], named: set[int]) -> Iterator[tuple[int, int]]:
        """Which mentions of a document that was coded again stand for which: a person's judgement ties it whole, else heirs follow."""
        if named.intersection(numbers):
            yield from ((numbers[0], other) for other in numbers[1:])
            return
        found = list(self._ledger.mentions_at(numbers))
        at = {m.id: number for m, number in zip(found, sorted(numbers), strict=True)}
        for coder in {m.coder for m in found}:
            old, new = [m for m in found if m.coder == coder], [m for m in found if m.coder != coder]
            yield from ((at[one], at[heir]) for one, heir in heirs(old, new).items())

    def _decided(self) -> tuple[array[int], list[int]]:
        """The numbers of the decisions, shard by shard, and where each shard's begin."""
        import numpy as np

        numbers, shards = array("l"), array("l")
        for decision, first, _ in self._ledger.pairs():
            numbers.append(decision)
            shards.append(self._home[first])
        order = np.argsort(np.asarray(shards), kind="stable")
        held = array("l", np.asarray(numbers)[order].tobytes())
        cuts = np.searchsorted(np.asarray(shards)[order], np.arange(len(self) + 1)).tolist()
        return held, cuts


def _find(up: array[int], number: int) -> int:
    while up[number] != number:
        up[number] = up[up[number]]
        number = up[number]
    return number


def _join(up: array[int], a: int, b: int) -> None:
    first, second = sorted((_find(up, a), _find(up, b)))
    up[second] = first


def _grouped(roots: array[int], size: int) -> tuple[array[int], list[int]]:
    """All numbers, those that hang together side by side, and the bounds of shards of about this size."""
    import numpy as np

    table = np.asarray(roots)
    order = np.argsort(table, kind="stable")[1:]  # no mention has number 0
    heads = np.flatnonzero(np.diff(table[order], prepend=-1))
    bounds = [0]
    for head in heads:
        if head - bounds[-1] >= size:
            bounds.append(int(head))
    return array("l", order.astype(np.int_).tobytes()), [*bounds, len(order)] if len(order) else [0]


def _homes(numbers: array[int], bounds: Sequence[int], count: int) -> array[int]:
    """The shard of each mention's number."""
    home = array("l", [0]) * count
    for shard in range(len(bounds) - 1):
        for at in range(bounds[shard], bounds[shard + 1]):
            home[numbers[at]] = shard
    return home
