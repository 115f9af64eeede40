"""Incidents after a judgement: only what it touches is grouped and resolved again, the rest is kept as it was."""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from datetime import UTC, datetime

from vedette.app.workspace import View, by_day, link_options
from vedette.linking import Partition, linkable, partition
from vedette.linking.accounts import accounts
from vedette.linking.independence import Origins
from vedette.model import Decision, Incident
from vedette.model.ids import mention_of


def rejudged(before: View, after: View) -> tuple[Incident, ...]:
    """The incidents of `after`, which holds what `before` held and later judgements; equal to resolving it all."""
    touched, clusters = _touched(before, after), after.partition.clusters
    fresh = {ids for ids in clusters if not touched.isdisjoint(ids)}
    if after.partition is not before.partition:
        fresh |= set(clusters).difference(before.partition.clusters)
    again = {id for ids in fresh for id in ids}
    written = {one.id: one for one in after.mentions if one.id in again}
    made = accounts(
        sorted(fresh),
        written,
        documents=after.documents,
        origins=Origins.of(after.copies),
        decisions=after.judged.decisions,
        overrides=after.judged.overrides,
        order={id: n for n, id in enumerate(written)},
        options=link_options(after.config, datetime.now(UTC)),
    )
    incidents = [one for one in before.incidents if one.mentions[0] not in again]
    for one in made:
        insort(incidents, one, key=by_day)
    return tuple(incidents)


def regrouped(before: View, after: View) -> Partition:
    """The partition of `after`: what the later decisions hang together with is grouped again; equal to grouping it all."""
    held, old, new = before.partition, before.judged.decisions, after.judged.decisions
    if new[: len(old)] != old:
        return after.partition
    later = new[len(old) :]
    if not later:
        return held
    options = link_options(after.config, datetime.now(UTC))
    linked = [d for d in new if d.person or d.weight is None or d.weight > options.different - _SLACK]
    near = _reached({id for d in later for id in (d.first, d.second)}, linked)
    if any(d.first not in near for d in held.conflicts):
        return after.partition
    mentions = {one.id: one for one in after.mentions if one.id in near and linkable(one)}
    decisions = [d for d in new if d.first in near and d.second in near]
    found = partition(mentions, decisions, after.documents, options=options)
    far = (ids for ids in held.clusters if ids[0] not in near)
    return Partition(clusters=tuple(sorted((*far, *found.clusters))), conflicts=found.conflicts)


def _reached(start: set[str], decisions: Sequence[Decision]) -> set[str]:
    """All that hangs together with some mentions by these decisions."""
    near, more = set(start), True
    while more:
        more = False
        for d in decisions:
            if (d.first in near) != (d.second in near):
                near |= {d.first, d.second}
                more = True
    return near


def _touched(before: View, after: View) -> set[str]:
    """The mentions that a later judgement speaks of, and those which name a larger operation or are named as one."""
    decided = {one.id for one in before.judged.decisions}
    laid = {one.id for one in before.judged.overrides}
    found = {id for one in after.judged.decisions if one.id not in decided for id in (one.first, one.second)}
    found |= {mention_of(one.incident) for one in after.judged.overrides if one.id not in laid}
    parts = [one for one in after.mentions if one.part_of]
    return found | {one.id for one in parts} | {one.part_of for one in parts if one.part_of}


_SLACK = 0.01
"""Log-odds are compared as whole thousandths; nothing that could count as a link may be left out."""
