"""The ledger's mentions, decisions and overrides to its incidents: derived, and rebuilt whenever asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from vedette.linking.clustering import Forbidden, Partition, cluster
from vedette.linking.collector import paused_collector
from vedette.linking.deciding import linkable
from vedette.linking.independence import Origins
from vedette.linking.options import LinkOptions
from vedette.linking.overriding import standing_overrides
from vedette.linking.resolving import resolve
from vedette.linking.traits import Traits, traits_of
from vedette.linking.vetoes import veto
from vedette.model import Copy, Decision, Document, Incident, Mention, Override
from vedette.model.ids import incident_of


def incidents(
    mentions: Iterable[Mention],
    decisions: Iterable[Decision],
    overrides: Iterable[Override],
    copies: Iterable[Copy],
    documents: Mapping[str, Document],
    *,
    options: LinkOptions,
    order: Mapping[str, int] | None = None,
    parted: Partition | None = None,
) -> tuple[Incident, ...]:
    """Every incident of the ledger, in order of its first-written mention.

    `mentions` come first written first, or `order` gives each one's place; `parted` is their partition where it is known by
    now. Mentions that tell no incident are passed over; a cluster of denials alone is no incident.
    """
    written = [m for m in mentions if linkable(m)]
    place = order if order is not None else {m.id: n for n, m in enumerate(written)}
    judged = tuple(decisions)
    by_id = {m.id: m for m in written}
    with paused_collector():
        return accounts(
            (parted or partition(by_id, judged, documents, options=options)).clusters,
            by_id,
            documents=documents,
            origins=Origins.of(copies),
            decisions=judged,
            overrides=overrides,
            order=place,
            options=options,
        )


def partition(
    mentions: Mapping[str, Mention],
    decisions: Iterable[Decision],
    documents: Mapping[str, Document],
    *,
    options: LinkOptions,
) -> Partition:
    """The clusters of these linkable mentions under these decisions, and the people's decisions that could not be followed."""
    with paused_collector():
        return cluster(
            mentions,
            decisions,
            forbidden=vetoes_of(mentions, documents),
            homes={id: one.document for id, one in mentions.items()},
            join=options.join,
            different=options.different,
            max_component=options.max_component,
        )


def vetoes_of(mentions: Mapping[str, Mention], documents: Mapping[str, Document]) -> Forbidden:
    """Tells whether two of these mentions can never be one event; traits are made when first asked for."""
    made: dict[str, Traits] = {}

    def traits(id: str) -> Traits:
        held = made.get(id)
        if held is None:
            held = made[id] = traits_of(mentions[id], documents.get(mentions[id].document), wording=False)
        return held

    return lambda a, b: veto(traits(a), traits(b)) is not None


def accounts(
    clusters: Iterable[Sequence[str]],
    mentions: Mapping[str, Mention],
    *,
    documents: Mapping[str, Document],
    origins: Origins,
    decisions: Sequence[Decision],
    overrides: Iterable[Override],
    order: Mapping[str, int],
    options: LinkOptions,
) -> tuple[Incident, ...]:
    """The account of each cluster that tells an incident, in order of its first-written mention."""
    groups = list(clusters)
    home = {id: n for n, ids in enumerate(groups) for id in ids}
    among: defaultdict[int, list[Decision]] = defaultdict(list)
    for d in decisions:
        if d.first in home and home.get(d.second) == home[d.first]:
            among[home[d.first]].append(d)
    laid = standing_overrides(overrides)
    found: list[Incident] = []
    for n, ids in enumerate(groups):
        members = [mentions[id] for id in ids]
        if not any(m.is_incident for m in members):
            continue
        incident = resolve(
            members,
            documents=documents,
            origins=origins,
            order=order,
            options=options,
            decisions=among[n],
            overrides=laid,
            former_ids=former_ids(members, among[n], order, documents, options),
        )
        if incident is not None:
            found.append(incident)
    return tuple(sorted(_parts(found, mentions), key=lambda i: order[i.mentions[0]]))


def former_ids(
    members: Sequence[Mention],
    decisions: Sequence[Decision],
    order: Mapping[str, int],
    documents: Mapping[str, Document],
    options: LinkOptions,
) -> tuple[str, ...]:
    """The ids under which these mentions stood apart at an earlier moment of the ledger, eldest first.

    A moment is one at which a mention or a decision was recorded; what was linked when it was written never had an id of its own.
    """
    if len(members) < 2:
        return ()
    moments = sorted({m.recorded_at for m in members} | {d.recorded_at for d in decisions})
    if len(moments) == 1:
        return ()
    heads: set[str] = set()
    for moment in moments[:-1]:
        there = {m.id: m for m in members if m.recorded_at <= moment}
        known = [d for d in decisions if d.recorded_at <= moment]
        if there:
            heads.update(
                min(ids, key=lambda id: order[id])
                for ids in partition(there, known, documents, options=options).clusters
            )
    eldest = min((m.id for m in members), key=lambda id: order[id])
    return tuple(incident_of(id) for id in sorted(heads - {eldest}, key=lambda id: order[id]))


def _parts(found: Sequence[Incident], mentions: Mapping[str, Mention]) -> list[Incident]:
    """Incidents with the larger operation that they are a part of, where a mention names it."""
    home = {id: i.id for i in found for id in i.mentions}
    result: list[Incident] = []
    for incident in found:
        larger = [home.get(mentions[id].part_of or "") for id in incident.mentions]
        whole = next((id for id in larger if id is not None and id != incident.id), None)
        result.append(replace(incident, part_of=whole) if whole else incident)
    return result
