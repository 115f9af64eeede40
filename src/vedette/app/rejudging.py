"""Incidents after a judgement: only what it touches is resolved again, the rest is kept as it was."""

from __future__ import annotations

from datetime import UTC, date, datetime

from vedette.app.workspace import View, link_options
from vedette.linking import linkable
from vedette.linking.accounts import accounts
from vedette.linking.independence import Origins
from vedette.model import Incident
from vedette.model.ids import mention_of


def rejudged(before: View, after: View) -> tuple[Incident, ...]:
    """The incidents of `after`, which holds what `before` held and later judgements; equal to resolving it all."""
    touched = _touched(before, after)
    held = {tuple(sorted(one.mentions)): one for one in before.incidents}
    known = set(before.partition.clusters)
    fresh = [ids for ids in after.partition.clusters if ids not in known or not touched.isdisjoint(ids)]
    again = set(fresh)
    kept = [held[ids] for ids in after.partition.clusters if ids in held and ids not in again]
    written = {one.id: one for one in after.mentions if linkable(one)}
    made = accounts(
        fresh,
        written,
        documents=after.documents,
        origins=Origins.of(after.copies),
        decisions=after.judged.decisions,
        overrides=after.judged.overrides,
        order={id: n for n, id in enumerate(written)},
        options=link_options(after.config, datetime.now(UTC)),
    )
    return tuple(
        sorted((*kept, *made), key=lambda one: (one.when.value.latest if one.when.value else date.max, one.id))
    )


def _touched(before: View, after: View) -> set[str]:
    """The mentions that a later judgement speaks of, and those which name a larger operation or are named as one."""
    decided = {one.id for one in before.judged.decisions}
    laid = {one.id for one in before.judged.overrides}
    found = {id for one in after.judged.decisions if one.id not in decided for id in (one.first, one.second)}
    found |= {mention_of(one.incident) for one in after.judged.overrides if one.id not in laid}
    parts = [one for one in after.mentions if one.part_of]
    return found | {one.id for one in parts} | {one.part_of for one in parts if one.part_of}
