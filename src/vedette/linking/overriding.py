"""A person's value for a field of an incident, laid over what was resolved; the resolved value's sources stay behind it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from vedette.errors import ConfigError
from vedette.linking.values import accepted
from vedette.model import Account, Casualty, Incident, Override, Severity, Told
from vedette.reference.severity import rate

DROP: Final = "drop"
"""The field by which a person takes an incident out of the ledger's incidents (true) or puts it back (false)."""


def standing_overrides(overrides: Iterable[Override]) -> dict[str, dict[str, Override]]:
    """The override that holds for each incident and field: the latest, whatever order they come in."""
    held: dict[str, dict[str, Override]] = {}
    for o in sorted(overrides, key=lambda o: (o.recorded_at, o.id)):
        held.setdefault(o.incident, {})[o.field] = o
    return held


def lay_over(incident: Incident, overrides: Mapping[str, Override]) -> Incident | None:
    """The incident with a person's values; None where a person dropped it.

    A value "null" withdraws an override. Raises ConfigError for a field or value that cannot be.
    """
    dropped = False
    for name, o in sorted(overrides.items()):
        value = json.loads(o.value)
        if value is None:
            continue
        if name == DROP:
            dropped = accepted(name, value, o.value)
        else:
            incident = _set(incident, name, value, o)
    if dropped:
        return None
    return replace(incident, severity=severity_of(incident)) if overrides else incident


def severity_of(incident: Incident) -> Severity:
    """The rung and tags of the incident's resolved fields."""
    act = incident.act.value
    return rate(
        kind=act.kind if act else "ASSAULT",
        mode=act.mode if act else None,
        status=incident.status.value or "occurred",
        actor=incident.actor.value.id if incident.actor.value else None,
        target=incident.target.value.id if incident.target.value else None,
        outcomes=incident.outcomes.value or (),
        casualties=tuple(c.value for c in incident.casualties if c.value is not None),
    )


def _set(incident: Incident, name: str, value: Any, o: Override) -> Incident:
    try:
        made = accepted(name, value, o.value)
    except ConfigError as error:
        raise ConfigError(f"{o.incident}: {error}") from None
    rule = f"set by {o.by}: {o.reason}"
    if isinstance(made, Casualty):
        return replace(incident, casualties=_casualties(incident, made, rule, o))
    account: Account[Any] = getattr(incident, name)
    changed: dict[str, Any] = {name: replace(account, value=made, rule=rule, override=o.id)}
    return replace(incident, **changed)


def _casualties(incident: Incident, casualty: Casualty, rule: str, o: Override) -> tuple[Account[Casualty], ...]:
    kept: list[Account[Casualty]] = []
    told: tuple[Told[Casualty], ...] = ()
    for account in incident.casualties:
        at = account.value
        if at is not None and (at.effect, at.side) == (casualty.effect, casualty.side):
            told = account.told
        else:
            kept.append(account)
    return (*kept, Account(value=casualty, told=told, rule=rule, override=o.id))
