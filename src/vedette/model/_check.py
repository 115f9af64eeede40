"""Refusals shared by the nouns."""

from __future__ import annotations

from datetime import datetime

from vedette.errors import RecordError


def require(condition: bool, message: str) -> None:
    """Refuse to build a record that must not exist."""
    if not condition:
        raise RecordError(message)


def confidence(value: float) -> None:
    """A confidence is a probability."""
    require(0.0 <= value <= 1.0, f"a confidence lies in 0..1, got {value!r}")


def aware(value: datetime, name: str) -> None:
    """A moment without a time zone names no moment."""
    require(value.tzinfo is not None and value.utcoffset() is not None, f"{name} needs a time zone, got {value!r}")
