"""The values that a person may give to a field: what each accepts, and JSON made into the model's types."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, TypeVar, get_args

from vedette.errors import ConfigError, RecordError
from vedette.model import Act, Casualty, Instrument, Party, Quantity, When, Where
from vedette.model.mention import EFFECTS, OUTCOMES, SIDES, WEAPONS
from vedette.model.when import Granularity
from vedette.reference.ontology import kinds, modes

T = TypeVar("T")

_NUMBER: Final = (
    'a number (3), words ("at least 3", "about 3", "at most 3", "3-5") or {"low": 3, "best": null, "high": null}'
)
_PARTY: Final = 'a name or an id of the actors ("group:kataib-hezbollah"), or {"name": …, "id": …}'
_PLACE: Final = "an id of the gazetteer (gn:99072) or a name that it holds once"
FORMS: Final[Mapping[str, str]] = {
    "act": "KIND or KIND/MODE (ASSAULT/drone)",
    "status": "occurred, foiled or denied",
    "when": 'a day (2023-11-09) or {"earliest": "2023-11-08", "latest": "2023-11-09"}',
    "actor": _PARTY,
    "target": _PARTY,
    "place": _PLACE,
    "launched_from": _PLACE,
    "instruments": f"weapon classes with commas between them ({', '.join(WEAPONS)})",
    "outcomes": f"outcomes with commas between them ({', '.join(OUTCOMES)})",
    "multiplicity": "a whole number from 1 on",
    "casualties": _NUMBER,
    "drop": "true to take the incident out, false to put it back",
}
"""What each field accepts, in words."""

_BOUNDS: Final = re.compile(
    r"(?:(?P<at_least>at least|over|more than|>=)|(?P<at_most>at most|up to|<=)|(?P<about>about|around|some|~))?\s*(?P<n>\d+)(?:\s*(?:-|–|to)\s*(?P<m>\d+))?"
)


def known_fields() -> str:
    """The fields that can be set, in words."""
    return ", ".join([*(name for name in FORMS if name != "casualties"), "casualties.EFFECT.SIDE"])


def accepted(field: str, value: Any, shown: str) -> Any:
    """The value of a field ("when", "casualties.killed.target"), or ConfigError that names the field, the value and what it accepts."""
    name, _, key = field.partition(".")
    if name not in FORMS or (name == "casualties") != bool(key):
        raise ConfigError(f"there is no field {field!r} to set; known fields: {known_fields()}")
    try:
        return _casualty(key, value) if key else _PARSERS[name](value)
    except (KeyError, TypeError, ValueError, AttributeError, RecordError) as error:
        why = f" ({error})" if isinstance(error, RecordError) else ""
        raise ConfigError(f"{field} cannot be {shown}{why}; it takes {FORMS[name]}, or null to withdraw") from error


def _casualty(key: str, value: Any) -> Casualty:
    effect, _, side = key.partition(".")
    if effect not in EFFECTS or (side or "unknown") not in SIDES:
        raise ConfigError(
            f"there is no field 'casualties.{key}' to set; effects: {', '.join(EFFECTS)}; sides: {', '.join(SIDES)}"
        )
    return Casualty(effect=effect, side=side or "unknown", count=quantity(value))  # type: ignore[arg-type]  # both were looked up


def quantity(value: Any) -> Quantity:
    """A quantity from a number, words or an object; raises ValueError, TypeError or RecordError."""
    if isinstance(value, dict):
        return Quantity(**{name: None if n is None else _whole(n) for name, n in value.items()})
    if not isinstance(value, str):
        return Quantity.exactly(_whole(value))
    found = _BOUNDS.fullmatch(value.strip().lower())
    if found is None:
        raise ValueError(value)
    number = int(found["n"])
    if found["m"]:
        return Quantity(low=number, high=int(found["m"]))
    if found["at_least"]:
        return Quantity(low=number + (found["at_least"] in ("over", "more than")))
    if found["at_most"]:
        return Quantity(high=number)
    return Quantity(best=number) if found["about"] else Quantity.exactly(number)


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    return value


def _act(value: Any) -> Act:
    made = Act(**value)
    if made.kind not in kinds() or (made.mode is not None and made.mode not in modes(made.kind)):
        raise RecordError(f"modes of {made.kind}: {', '.join(modes(made.kind))}")
    return made


def _status(value: Any) -> Any:
    if value not in ("occurred", "foiled", "denied"):
        raise ValueError(value)
    return value


def _when(value: Any) -> When:
    if isinstance(value, str):
        return When(earliest=date.fromisoformat(value), latest=date.fromisoformat(value))
    earliest, granularity = value.get("earliest"), value.get("granularity", "day")
    if granularity not in get_args(Granularity):
        raise ValueError(granularity)
    return When(
        earliest=date.fromisoformat(earliest) if earliest else None,
        latest=date.fromisoformat(value["latest"]),
        granularity=granularity,
    )


def _where(value: Any) -> Where:
    held: dict[str, Any] = {"basis": "set by a person"} | dict(value)
    for name in ("within", "claimants"):
        if name in held:
            held[name] = tuple(held[name])
    return Where(**held)


def _instruments(value: Any) -> tuple[Instrument, ...]:
    items = [item if isinstance(item, dict) else {"weapon": item} for item in _listed(value)]
    counts = [item.get("count") for item in items]
    return tuple(
        Instrument(weapon=item["weapon"], count=None if count is None else quantity(count))
        for item, count in zip(items, counts, strict=True)
    )


def _outcomes(value: Any) -> tuple[Any, ...]:
    if any(one not in OUTCOMES for one in _listed(value)):
        raise ValueError(value)
    return tuple(value)


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _multiplicity(value: Any) -> int:
    if _whole(value) < 1:
        raise ValueError(value)
    return int(value)


def _drop(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


_PARSERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "act": _act,
    "status": _status,
    "when": _when,
    "actor": lambda v: Party(**v),
    "target": lambda v: Party(**v),
    "place": _where,
    "launched_from": _where,
    "instruments": _instruments,
    "outcomes": _outcomes,
    "multiplicity": _multiplicity,
    "drop": _drop,
}
