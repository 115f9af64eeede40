"""Refusals shared by the nouns."""

from __future__ import annotations

from datetime import datetime

from vedette.errors import RecordError


def require(condition: bool, message: str, *said: object) -> None:
    """Refuse to build a record that must not exist; `message` is filled with what is said only then, for most records are right."""
    if not condition:
        raise RecordError(message.format(*said) if said else message)


def confidence(value: float) -> None:
    """A confidence is a probability."""
    require(0.0 <= value <= 1.0, "a confidence lies in 0..1, got {!r}", value)


def aware(value: datetime, name: str) -> None:
    """A moment without a time zone names no moment."""
    require(value.tzinfo is not None and value.utcoffset() is not None, "{} needs a time zone, got {!r}", name, value)
