"""A person's value for a field of an incident, laid over what was resolved; the resolved value's sources stay behind it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from vedette.errors import ConfigError, RecordError
from vedette.model import (
    Account,
    Act,
    Casualty,
    Incident,
    Instrument,
    Override,
    Party,
    Quantity,
    Severity,
    Told,
    When,
    Where,
)
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
    for name, o in sorted(overrides.items()):
        value = json.loads(o.value)
        if value is None or name == DROP:
            continue
        incident = _set(incident, name, value, o)
    dropped = DROP in overrides and json.loads(overrides[DROP].value) is True
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
    field, _, key = name.partition(".")
    try:
        if field == "casualties":
            return replace(incident, casualties=_casualties(incident, key, value, o))
        parse = _PARSERS[field]
        account: Account[Any] = getattr(incident, field)
        changed: dict[str, Any] = {
            field: replace(account, value=parse(value), rule=f"set by {o.by}: {o.reason}", override=o.id)
        }
        return replace(incident, **changed)
    except (KeyError, TypeError, ValueError, RecordError) as error:
        known = ", ".join([*sorted(_PARSERS), "casualties.EFFECT.SIDE", DROP])
        raise ConfigError(
            f"override {o.id} of {o.incident}: field {name!r} cannot be {o.value}: {error}; known fields: {known}"
        ) from error


def _casualties(incident: Incident, key: str, value: Any, o: Override) -> tuple[Account[Casualty], ...]:
    effect, _, side = key.partition(".")
    casualty = Casualty(effect=effect, side=side or "unknown", count=_quantity(value))  # type: ignore[arg-type]
    kept: list[Account[Casualty]] = []
    told: tuple[Told[Casualty], ...] = ()
    for account in incident.casualties:
        at = account.value
        if at is not None and (at.effect, at.side) == (casualty.effect, casualty.side):
            told = account.told
        else:
            kept.append(account)
    return (*kept, Account(value=casualty, told=told, rule=f"set by {o.by}: {o.reason}", override=o.id))


def _quantity(value: Any) -> Quantity:
    return Quantity.exactly(value) if isinstance(value, int) else Quantity(**value)


def _when(value: Any) -> When:
    if isinstance(value, str):
        return When(earliest=date.fromisoformat(value), latest=date.fromisoformat(value))
    earliest = value.get("earliest")
    return When(
        earliest=date.fromisoformat(earliest) if earliest else None,
        latest=date.fromisoformat(value["latest"]),
        granularity=value.get("granularity", "day"),
    )


def _where(value: Any) -> Where:
    held: dict[str, Any] = {"basis": "set by a person"} | dict(value)
    for name in ("within", "claimants"):
        if name in held:
            held[name] = tuple(held[name])
    return Where(**held)


def _instruments(value: list[Any]) -> tuple[Instrument, ...]:
    items = [item if isinstance(item, dict) else {"weapon": item} for item in value]
    counts = [item.get("count") for item in items]
    return tuple(
        Instrument(weapon=item["weapon"], count=None if count is None else _quantity(count))
        for item, count in zip(items, counts, strict=True)
    )


def _status(value: Any) -> Any:
    if value not in ("occurred", "foiled", "denied"):
        raise ValueError("an incident occurred, was foiled or is denied")
    return value


def _multiplicity(value: Any) -> int:
    if not isinstance(value, int) or value < 1:
        raise ValueError("an incident covers at least one act")
    return value


_PARSERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "act": lambda v: Act(**v),
    "status": _status,
    "when": _when,
    "actor": lambda v: Party(**v),
    "target": lambda v: Party(**v),
    "place": _where,
    "launched_from": _where,
    "instruments": _instruments,
    "outcomes": tuple,
    "multiplicity": _multiplicity,
}
