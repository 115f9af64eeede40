"""What records and findings are as JSON."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from math import isinf, isnan
from typing import Any

from vedette.model.assessment import Forecast
from vedette.model.brief import Sentence
from vedette.store.codec import Wire, line


def dump(wire: Any) -> bytes:
    """JSON as bytes; text that is no valid Unicode is escaped rather than lost."""
    return line(wire).encode()


def plain(value: Any) -> Any:
    """Dataclasses as objects, days and moments as text; the draws of forecasts are left out, they are in the ledger."""
    if isinstance(value, Sentence):
        return sentence(value)
    if is_dataclass(value) and not isinstance(value, type):
        left = {"samples"} if isinstance(value, Forecast) else set()
        return {one.name: plain(getattr(value, one.name)) for one in fields(value) if one.name not in left}
    if isinstance(value, tuple | list | frozenset):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, date):
        return moment(value) if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, float) and (isinf(value) or isnan(value)):
        return None if isnan(value) else weight(value)
    return value


def sentence(value: Sentence) -> Wire:
    """A sentence with its parts and the records that they rest on."""
    parts = [{"text": one.text, "how": one.how, "records": list(one.records)} for one in value.parts]
    return {"text": value.text, "parts": parts}


def moment(at: datetime) -> str:
    """A moment in UTC, with a Z."""
    return at.isoformat().replace("+00:00", "Z")


def weight(value: float | None) -> float | str | None:
    """Log-odds; one beyond all numbers (a veto) is "inf" or "-inf"."""
    if value is None or not isinf(value):
        return value
    return "inf" if value > 0 else "-inf"
