"""A new report joins a large ledger: only what it touches is looked at again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from vedette.linking.blocking import Index
from vedette.linking.clustering import Partition, cluster
from vedette.linking.components import Pair
from vedette.linking.crowds import AGAIN
from vedette.linking.deciding import components_of, crowds_of, decision, linkable, met, repeat, within
from vedette.linking.options import LinkOptions
from vedette.linking.traits import Traits, traits_by_id
from vedette.linking.vetoes import veto
from vedette.model import Decision, Document, Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """What attaching did: new decisions, the clusters that were there before and are there now in what it touched."""

    decisions: tuple[Decision, ...]
    before: tuple[tuple[str, ...], ...]
    after: tuple[tuple[str, ...], ...]
    conflicts: tuple[Decision, ...] = ()


class LinkState:
    """The mentions, decisions and clusters of a ledger, kept ready for the next report.

    Built once from a ledger (`attach` all it holds); then each report costs what it touches. The clusters are those that
    `link` and `incidents` give for the same mentions and decisions, whatever the order of arrival, while no crowd, block or
    component is over its bound.
    """

    def __init__(self, options: LinkOptions) -> None:
        self._options = options
        self._index = Index(options.max_block)
        self._crowds = crowds_of(options)
        self._led: dict[str, tuple[str, float]] = {}
        self._followers: defaultdict[str, list[str]] = defaultdict(list)
        self._traits: dict[str, Traits] = {}
        self._ties: defaultdict[str, set[str]] = defaultdict(set)
        self._weights: dict[Pair, float] = {}
        self._decisions: defaultdict[str, dict[str, Decision]] = defaultdict(dict)
        self._decided: defaultdict[str, set[Pair]] = defaultdict(set)
        self._cluster: dict[str, tuple[str, ...]] = {}
        self._piece: dict[str, tuple[str, ...]] = {}

    @property
    def clusters(self) -> tuple[tuple[str, ...], ...]:
        """All clusters, each sorted, in order of their first id."""
        return tuple(sorted(set(self._cluster.values())))

    def attach(self, mentions: Iterable[Mention], documents: Mapping[str, Document]) -> Attached:
        """Mentions of a new report: each attaches, opens an incident, or is left uncertain. Known mentions change nothing.

        A document's mentions come together, as it was coded.
        """
        made = traits_by_id((m for m in mentions if linkable(m) and m.id not in self._traits), documents)
        for traits in made.values():
            self._meet(traits)
        return self._settle(made)

    def judge(self, decisions: Iterable[Decision]) -> Attached:
        """Decisions of people, or of the model from an earlier run: what they touch is clustered again."""
        touched: list[str] = []
        for d in decisions:
            if d.first in self._traits and d.second in self._traits:
                self._keep(d)
                touched += [d.first, d.second]
        return self._settle(touched, old=True)

    def _meet(self, one: Traits) -> None:
        led = self._crowds.led_by(one)
        self._traits[one.id] = one
        self._cluster[one.id] = (one.id,)
        if led is not None:
            self._crowds.follow(one, led[0])
            self._led[one.id] = led
            self._followers[led[0]].append(one.id)
            return
        for pair, weight in met(one, self._index, self._traits, self._options):
            self._weights[pair] = weight
            self._tie(*pair)
        self._index.add(one)
        self._crowds.keep(one)

    def _head(self, id: str) -> str:
        """The mention that this one repeats, itself where it repeats none."""
        return self._led[id][0] if id in self._led else id

    def _tie(self, a: str, b: str) -> None:
        one, two = self._head(a), self._head(b)
        if one != two:
            self._ties[one].add(two)
            self._ties[two].add(one)

    def _keep(self, d: Decision) -> None:
        self._decisions[d.first][d.id] = d
        if d.by in (self._options.by, f"{self._options.by}{AGAIN}") and not d.person:
            self._decided[d.first].add((d.first, d.second))
        if d.verdict == "same" or (not d.person and (d.weight or -9.0) > self._options.different):
            self._tie(d.first, d.second)

    def _settle(self, touched: Iterable[str], *, old: bool = False) -> Attached:
        """Decide and cluster the pieces that these mentions changed."""
        changed = set(touched)
        seen: set[str] = set()
        made: list[Decision] = []
        before: set[tuple[str, ...]] = set()
        after: list[tuple[str, ...]] = []
        conflicts: list[Decision] = []
        for id in sorted({self._head(id) for id in changed}):
            if id in seen:
                continue
            members = self._component(id)
            seen.update(members)
            for piece in self._pieces(members):
                whole = (*piece, *(f for id in piece for f in self._followers.get(id, ())))
                if self._piece.get(piece[0]) == piece and changed.isdisjoint(whole):
                    continue
                made += self._decide(piece)
                before.update(self._cluster[m] for m in whole if old or m not in changed)
                parts = self._partition(whole)
                conflicts += parts.conflicts
                after += parts.clusters
                self._piece.update(dict.fromkeys(piece, piece))
                for ids in parts.clusters:
                    self._cluster.update(dict.fromkeys(ids, ids))
        return Attached(
            decisions=tuple(made), before=tuple(sorted(before)), after=tuple(sorted(after)), conflicts=tuple(conflicts)
        )

    def _pieces(self, members: list[str]) -> list[tuple[str, ...]]:
        """The component, cut where it is over its bound; what is tied without a weight is tied by a decision."""
        if len(members) <= self._options.max_component:
            return [tuple(members)]
        pairs = [(a, b) for a in members for b in self._ties.get(a, ()) if a < b]
        weights = {pair: self._weights[pair] for pair in pairs if pair in self._weights}
        bonds = [pair for pair in pairs if pair not in weights]
        return [tuple(piece) for piece in components_of(weights, bonds, self._options)]

    def _component(self, id: str) -> list[str]:
        found, edge = {id}, [id]
        while edge:
            for other in self._ties.get(edge.pop(), ()):
                if other not in found:
                    found.add(other)
                    edge.append(other)
        return sorted(found)

    def _decide(self, piece: tuple[str, ...]) -> list[Decision]:
        """Decisions on the pairs of a piece that have none by this model yet, and on those that lead out of it."""
        decided = {pair for a in piece for pair in self._decided[a]}
        pairs = sorted((min(a, b), max(a, b)) for a in piece for b in self._ties.get(a, ()))
        known = {pair: self._weights[pair] for pair in pairs if pair in self._weights}
        out = {pair for pair in known if pair in self._decided[pair[0]]}
        made = [
            decision(self._traits[a], self._traits[b], self._options, w)
            for (a, b), w in known.items()
            if (a, b) not in out
        ]
        made += within(list(piece), self._index, self._traits, decided | known.keys(), self._options)
        made += self._repeats(piece)
        for d in made:
            self._decisions[d.first][d.id] = d
            self._decided[d.first].add((d.first, d.second))
        return made

    def _repeats(self, piece: tuple[str, ...]) -> Iterator[Decision]:
        """Decisions on the mentions that repeat one of these and have none yet."""
        for leader in piece:
            for id in self._followers.get(leader, ()):
                if (min(id, leader), max(id, leader)) not in self._decided[min(id, leader)]:
                    yield repeat(self._traits[id], self._traits[leader], self._options, self._led[id][1])

    def _partition(self, members: tuple[str, ...]) -> Partition:
        inside = set(members)
        known = [d for a in members for d in self._decisions[a].values() if d.second in inside]
        return cluster(
            members,
            known,
            forbidden=lambda a, b: veto(self._traits[a], self._traits[b]) is not None,
            homes={id: self._traits[id].document for id in members},
            join=self._options.join,
            different=self._options.different,
            max_component=self._options.max_component,
        )
