"""The mentions of one cluster to one account: every source's value kept, the best chosen by stated rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from vedette.linking import fields
from vedette.linking.grading import grade
from vedette.linking.independence import Origins
from vedette.linking.options import LinkOptions
from vedette.linking.overriding import RATED, lay_over, severity_of
from vedette.linking.telling import Telling, sources_of
from vedette.linking.tolls import tolls
from vedette.model import Account, Casualty, Decision, Document, Incident, Mention, Override
from vedette.model.ids import incident_of


def resolve(
    mentions: Iterable[Mention],
    *,
    documents: Mapping[str, Document],
    origins: Origins,
    order: Mapping[str, int],
    options: LinkOptions,
    decisions: Sequence[Decision] = (),
    overrides: Mapping[str, Mapping[str, Override]] | None = None,
    former_ids: tuple[str, ...] = (),
) -> Incident | None:
    """The account of one event from all mentions that tell it; None where a person dropped it.

    `order` is each mention's place in the ledger: the first written gives the incident its id. `decisions` are those among
    these mentions, `overrides` those of the whole ledger by incident and field; an override follows the mention that its incident was
    named after, so that one made under a former id still holds.
    """
    tellings = tellings_of(mentions, documents=documents, origins=origins, order=order, options=options)
    id = incident_of(tellings[0].mention.id)
    named_after = (incident_of(t.mention.id) for t in tellings)
    laid = _laid(overrides or {}, tuple(dict.fromkeys((*former_ids, *named_after))))
    incident = _account(id, tellings, decisions, laid, former_ids, options)
    return lay_over(incident, laid)


def tellings_of(
    mentions: Iterable[Mention],
    *,
    documents: Mapping[str, Document],
    origins: Origins,
    order: Mapping[str, int],
    options: LinkOptions,
) -> tuple[Telling, ...]:
    """The mentions with their sources, first written first."""
    ordered = sorted(mentions, key=lambda m: (order[m.id], m.id))
    sources = origins.independent(documents[m.document] for m in ordered)
    return tuple(
        Telling(
            mention=m,
            document=documents[m.document],
            source=sources[m.document],
            copy_group=origins.group(m.document),
            grade=options.reliability.get(documents[m.document].outlet or "", "F"),
            order=order[m.id],
        )
        for m in ordered
    )


def _account(
    id: str,
    tellings: Sequence[Telling],
    decisions: Sequence[Decision],
    laid: Mapping[str, Override],
    former_ids: tuple[str, ...],
    options: LinkOptions,
) -> Incident:
    moments = {t.mention.recorded_at for t in tellings} | _moments(decisions, laid)
    resolved, casualties = _resolved(tellings, options), tolls(tellings)
    return Incident(
        id=id,
        mentions=tuple(t.mention.id for t in tellings),
        severity=severity_of(**{name: resolved[name] for name in RATED}, casualties=casualties),
        confidence=_confidence(tellings),
        sources=_sources(tellings),
        independent_sources=sources_of(tellings),
        grading=grade(tellings, resolved["status"]),
        recorded_at=max(moments),
        revision=len(moments),
        casualties=casualties,
        attributions=fields.attributions(tellings),
        disagreements=_disagreements(resolved, casualties),
        former_ids=former_ids,
        **resolved,
    )


def _resolved(tellings: Sequence[Telling], options: LinkOptions) -> dict[str, Any]:
    """The fields of which there is one account each, in the order of the manual."""
    return {
        "act": fields.act(tellings),
        "status": fields.status(tellings),
        "actor": fields.actor(tellings, options.related),
        "target": fields.party(_told(tellings, "target"), options.related),
        "place": fields.place(_told(tellings, "place")),
        "launched_from": fields.place(_told(tellings, "launched_from")),
        "when": fields.when(tellings),
        "instruments": fields.instruments(tellings),
        "outcomes": fields.outcomes(tellings),
        "multiplicity": fields.multiplicity(tellings),
    }


def _told(tellings: Sequence[Telling], field: str) -> list[tuple[Telling, Any]]:
    return [(t, reading) for t in tellings if (reading := getattr(t.mention, field)) is not None]


def _disagreements(resolved: Mapping[str, Account[Any]], casualties: Iterable[Account[Casualty]]) -> tuple[str, ...]:
    """The fields on which sources differ, in the order of the manual; a toll is named with its effect and side."""
    found = [name for name, account in resolved.items() if account.disagreement]
    for account in casualties:
        if account.disagreement and account.value is not None:
            found.append(f"casualties.{account.value.effect}.{account.value.side}")
    return tuple(found)


def _sources(tellings: Sequence[Telling]) -> tuple[tuple[str, str | None, str], ...]:
    seen = {t.document.id: (t.document.id, t.document.outlet, t.copy_group) for t in tellings}
    return tuple(seen.values())


def _confidence(tellings: Sequence[Telling]) -> float:
    """That at least one independent source read it right, each source counted by its surest telling."""
    surest: dict[str, float] = {}
    for t in tellings:
        surest[t.source] = max(surest.get(t.source, 0.0), t.mention.confidence)
    wrong = 1.0
    for confidence in sorted(surest.values()):
        wrong *= 1.0 - confidence
    return round(1.0 - wrong, 4)


def _moments(decisions: Sequence[Decision], laid: Mapping[str, Override]) -> set[datetime]:
    people = {d.recorded_at for d in decisions if d.person}
    return people | {o.recorded_at for o in laid.values()}


def _laid(overrides: Mapping[str, Mapping[str, Override]], ids: Sequence[str]) -> dict[str, Override]:
    """The overrides under any of these ids, the latest of each field."""
    held: dict[str, Override] = {}
    for id in ids:
        for name, o in overrides.get(id, {}).items():
            if name not in held or (o.recorded_at, o.id) > (held[name].recorded_at, held[name].id):
                held[name] = o
    return held
