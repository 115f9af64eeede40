"""A person's value for a field of an incident, laid over what was resolved; the resolved value's sources stay behind it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from vedette.errors import ConfigError
from vedette.linking.values import accepted
from vedette.model import Account, Act, Casualty, Incident, Override, Party, Severity, Told
from vedette.model.mention import Outcome, Status
from vedette.reference.severity import rate

DROP: Final = "drop"
"""The field by which a person takes an incident out of the ledger's incidents (true) or puts it back (false)."""


RATED: Final = ("act", "status", "actor", "target", "outcomes")
"""The fields that the severity follows from, beside the casualties."""


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
    if not overrides:
        return incident
    rated: dict[str, Any] = {name: getattr(incident, name) for name in RATED}
    return replace(incident, severity=severity_of(**rated, casualties=incident.casualties))


def severity_of(
    *,
    act: Account[Act],
    status: Account[Status],
    actor: Account[Party],
    target: Account[Party],
    outcomes: Account[tuple[Outcome, ...]],
    casualties: Iterable[Account[Casualty]],
) -> Severity:
    """The rung and tags of an incident's resolved fields."""
    return rate(
        kind=act.value.kind if act.value else "ASSAULT",
        mode=act.value.mode if act.value else None,
        status=status.value or "occurred",
        actor=actor.value.id if actor.value else None,
        target=target.value.id if target.value else None,
        outcomes=outcomes.value or (),
        casualties=tuple(c.value for c in casualties if c.value is not None),
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
