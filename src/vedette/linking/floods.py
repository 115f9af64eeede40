"""Floods: one outlet that publishes nearly the same report again and again within days.

Repetition is no confirmation, whether the variants tell one incident or, with another place in each, many. Nothing is left out for
it and no grade falls by it: what rests on a flood alone is said to.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from vedette.linking.independence import Origins
from vedette.model import Copy, Document, Incident
from vedette.model.flood import Flood
from vedette.reference.lookalikes import skeleton

LEAST: Final = 10
"""Reports of one outlet, near copies of each other or alone in telling one incident, that make a flood ..."""
DAYS: Final = 7
"""... where so many are published within so many days."""


def floods(
    incidents: Iterable[Incident], documents: Mapping[str, Document], copies: Iterable[Copy]
) -> tuple[Flood, ...]:
    """The floods among these documents, the largest first; copies and incidents of documents that are not given are passed over."""
    alone = [one for one in incidents if one.independent_sources == 1]
    found: defaultdict[str, set[str]] = defaultdict(set)
    for outlet, ids in _repeated(alone, documents, copies):
        found[outlet].update(ids)
    made = [_flood(ids, alone, documents) for ids in found.values()]
    return tuple(sorted(made, key=lambda one: (-len(one.documents), one.documents)))


def watched(incidents: Iterable[Incident], copies: Iterable[Copy]) -> set[str]:
    """The documents that may be part of a flood: those that `floods` needs."""
    groups = Origins.of(copies).groups
    sizes = Counter(groups.values())
    copied = {id for id, group in groups.items() if sizes[group] >= LEAST}
    often = (one for one in incidents if one.independent_sources == 1 and len(one.sources) >= LEAST)
    return copied | {document for one in often for document, _, _ in one.sources}


def _repeated(
    alone: Iterable[Incident], documents: Mapping[str, Document], copies: Iterable[Copy]
) -> Iterator[tuple[str, list[str]]]:
    """(outlet, its documents) wherever enough of them repeat one another in time."""
    together: defaultdict[str, list[str]] = defaultdict(list)
    for id, group in Origins.of(copies).groups.items():
        together[group].append(id)
    told = ([document for document, _, _ in one.sources] for one in alone)
    for ids in (*together.values(), *told):
        if len(ids) < LEAST:
            continue
        by_outlet: defaultdict[str, list[str]] = defaultdict(list)
        for id in ids:
            if id in documents:
                by_outlet[skeleton(documents[id].outlet or "")].append(id)
        yield from ((outlet, held) for outlet, held in by_outlet.items() if _dense(held, documents))


def _dense(ids: list[str], documents: Mapping[str, Document]) -> bool:
    days = sorted(documents[id].published.toordinal() for id in ids)
    return any(late - early < DAYS for early, late in zip(days, days[LEAST - 1 :], strict=False))


def _flood(ids: set[str], alone: Iterable[Incident], documents: Mapping[str, Document]) -> Flood:
    days = [documents[id].published for id in ids]
    names = Counter(documents[id].outlet for id in ids)
    return Flood(
        outlet=min(names, key=lambda name: (-names[name], name or "")),
        documents=tuple(sorted(ids)),
        incidents=tuple(sorted(one.id for one in alone if any(document in ids for document, _, _ in one.sources))),
        first=min(days),
        last=max(days),
    )
