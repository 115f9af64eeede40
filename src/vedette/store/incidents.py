"""An incident on the wire: the resolved fields under a mention's names, and under `accounts` every source's value behind each.

One way only: an incident is derived from mentions, decisions and overrides, and is always rebuilt from them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from vedette.model import Account, Act, Incident, Told
from vedette.store import encode
from vedette.store.encode import Wire

T = TypeVar("T")


def incident_to_wire(incident: Incident) -> Wire:
    """The wire object of an incident.

    Flat fields are named as in a mention (`kind`, `mode`, `status`, `actor`, …, `casualties`). `sources` are objects of
    `document`, `outlet` and `copy_group`. `accounts` maps the field's name to `rule`, `disagreement`, `override` and `told`:
    each source's `mention`, `document`, value, words and confidence. `casualties` carry their account in themselves.
    """
    return {
        **summary_to_wire(incident),
        "attributions": [_told(told, encode.attribution) for told in incident.attributions],
        "casualties": [_casualty(account) for account in incident.casualties],
        "accounts": _accounts(incident),
    }


def summary_to_wire(incident: Incident) -> Wire:
    """The same for a list: the resolved fields alone, without the sources' values and words behind each."""
    act = incident.act.value
    return {
        "record": "incident",
        "id": incident.id,
        "kind": None if act is None else act.kind,
        "mode": None if act is None else act.mode,
        "status": incident.status.value,
        "attributions": [
            {**encode.attribution(told.reading.value), "mention": told.mention, "document": told.document}
            for told in incident.attributions
        ],
        "actor": _value(incident.actor, encode.party),
        "target": _value(incident.target, encode.party),
        "place": _value(incident.place, encode.place),
        "launched_from": _value(incident.launched_from, encode.place),
        "when": None if (when := incident.when.value) is None else {**encode.when(when), "edtf": when.edtf()},
        "instrument": [encode.instrument(i) for i in incident.instruments.value or ()],
        "casualties": [
            {**_toll(account), "disagreement": account.disagreement, "override": account.override}
            for account in incident.casualties
        ],
        "outcome": [{"value": outcome} for outcome in incident.outcomes.value or ()],
        "multiplicity": incident.multiplicity.value,
        "part_of": incident.part_of,
        "severity": incident.severity.label,
        "tags": list(incident.severity.tags),
        "confidence": incident.confidence,
        "mentions": list(incident.mentions),
        "sources": [{"document": d, "outlet": o, "copy_group": g} for d, o, g in incident.sources],
        "independent_sources": incident.independent_sources,
        "disagreements": list(incident.disagreements),
        "grading": {
            "reliability": incident.grading.reliability,
            "credibility": incident.grading.credibility,
            "reason": incident.grading.reason,
        },
        "former_ids": list(incident.former_ids),
        "recorded_at": encode.moment(incident.recorded_at),
        "revision": incident.revision,
    }


def _accounts(incident: Incident) -> Wire:
    return {
        "act": _account(incident.act, _act),
        "status": _account(incident.status, _bare),
        "actor": _account(incident.actor, encode.party),
        "target": _account(incident.target, encode.party),
        "place": _account(incident.place, encode.place, basis="reading_basis"),
        "launched_from": _account(incident.launched_from, encode.place, basis="reading_basis"),
        "when": _account(incident.when, encode.when, basis="reading_basis"),
        "instrument": _account(incident.instruments, lambda many: {"value": [encode.instrument(i) for i in many]}),
        "outcome": _account(incident.outcomes, lambda many: {"value": list(many)}),
        "multiplicity": _account(incident.multiplicity, _bare),
    }


def _account(account: Account[T], value: Callable[[T], Wire], *, basis: str = "basis") -> Wire:
    return {
        "rule": account.rule,
        "disagreement": account.disagreement,
        "override": account.override,
        "told": [_told(told, value, basis=basis) for told in account.told],
    }


def _told(told: Told[T], value: Callable[[T], Wire], *, basis: str = "basis") -> Wire:
    words = encode.read(told.reading, value(told.reading.value), basis=basis)
    return {"mention": told.mention, "document": told.document, **words}


def _value(account: Account[T], value: Callable[[T], Wire]) -> Wire | None:
    return None if account.value is None else value(account.value)


def _casualty(account: Account[Any]) -> Wire:
    return {**_toll(account), **_account(account, encode.casualty)}


def _toll(account: Account[Any]) -> Wire:
    value = account.value if account.value is not None else (account.told[0].reading.value if account.told else None)
    if value is None:
        return {}
    flat = encode.casualty(value)
    if account.value is None:
        # The sources leave the number open: the effect and the side are still known.
        flat |= {"low": None, "best": None, "high": None, "word": None}
    return flat


def _act(act: Act) -> Wire:
    return {"kind": act.kind, "mode": act.mode}


def _bare(value: object) -> Wire:
    return {"value": value}
