"""Checked reading of one JSON object: every refusal names the record and the field."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from vedette.errors import RecordError

T = TypeVar("T")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INFINITE = {"inf": float("inf"), "-inf": float("-inf")}


class Fields:
    """The fields of one wire object, under the name (`at`) by which an error speaks of it.

    A field that is absent is None. A getter that returns no None raises RecordError where the field is absent; every
    getter raises RecordError where the field has the wrong type. `done` refuses fields that nobody asked for.
    """

    __slots__ = ("_asked", "_at", "_data")

    def __init__(self, data: object, at: str) -> None:
        if not isinstance(data, dict) or not all(isinstance(key, str) for key in data):
            raise RecordError(f"{at}: expected an object with named fields, got {_show(data)}")
        self._data: dict[str, Any] = data
        self._at = at
        self._asked: set[str] = set()

    def refuse(self, key: str, why: str) -> RecordError:
        """The error that names this record and this field."""
        return RecordError(f"{self._at}{'.' if ':' in self._at else ': '}{key}: {why}")

    def build(self, make: Callable[..., T], **values: object) -> T:
        """Build a noun from checked values; its refusal is told with the record and the field."""
        try:
            return make(**values)
        except RecordError as error:
            raise RecordError(f"{self._at}: {error}") from error

    def done(self) -> None:
        """Refuse what nobody asked for: a field that is dropped in silence is a lost value."""
        unknown = sorted(set(self._data) - self._asked)
        if unknown:
            raise self.refuse(unknown[0], f"unknown field; known: {', '.join(sorted(self._asked))}")

    def text_or_none(self, key: str) -> str | None:
        """A string, or None."""
        value = self._get(key)
        if value is not None and not isinstance(value, str):
            raise self.refuse(key, f"expected text, got {_show(value)}")
        return value

    def text(self, key: str) -> str:
        """A string."""
        return self._there(key, self.text_or_none(key))

    def choice_or_none(self, key: str, known: Iterable[str]) -> str | None:
        """One of the known words, or None."""
        value = self.text_or_none(key)
        if value is not None and value not in (names := tuple(known)):
            raise self.refuse(key, f"unknown word {value!r}; known: {', '.join(names)}")
        return value

    def choice(self, key: str, known: Iterable[str]) -> str:
        """One of the known words."""
        return self._there(key, self.choice_or_none(key, known))

    def whole_or_none(self, key: str) -> int | None:
        """A whole number, or None."""
        value = self._get(key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise self.refuse(key, f"expected a whole number, got {_show(value)}")
        return value

    def whole(self, key: str) -> int:
        """A whole number."""
        return self._there(key, self.whole_or_none(key))

    def number_or_none(self, key: str) -> float | None:
        """A number, or None; "inf" and "-inf" are what JSON has no number for."""
        value = self._get(key)
        return None if value is None else self._number(key, value)

    def number(self, key: str) -> float:
        """A number."""
        return self._there(key, self.number_or_none(key))

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self._there(key, self._get(key))
        if not isinstance(value, bool):
            raise self.refuse(key, f"expected true or false, got {_show(value)}")
        return value

    def day_or_none(self, key: str) -> date | None:
        """A day (YYYY-MM-DD), or None."""
        value = self.text_or_none(key)
        if value is None:
            return None
        try:
            if not _DAY.fullmatch(value):
                raise ValueError(value)
            return date.fromisoformat(value)
        except ValueError:
            raise self.refuse(key, f"expected a day as YYYY-MM-DD, got {value!r}") from None

    def day(self, key: str) -> date:
        """A day (YYYY-MM-DD)."""
        return self._there(key, self.day_or_none(key))

    def moment(self, key: str) -> datetime:
        """A moment with its time zone, turned to UTC."""
        value = self.text(key)
        try:
            moment = datetime.fromisoformat(value)
            if moment.tzinfo is None:
                raise self.refuse(key, f"a moment needs a time zone, got {value!r}")
            return moment.astimezone(UTC)
        except (ValueError, OverflowError) as error:
            if isinstance(error, RecordError):
                raise
            raise self.refuse(key, f"expected an ISO 8601 moment, got {value!r}") from None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings, empty when absent."""
        values = self._list(key)
        if not all(isinstance(value, str) for value in values):
            raise self.refuse(key, f"expected a list of texts, got {_show(values)}")
        return tuple(values)

    def pairs(self, key: str) -> tuple[tuple[Any, Any], ...]:
        """A list of two-element lists, empty when absent; what the two are is the caller's to check."""
        values = self._list(key)
        if not all(isinstance(value, list) and len(value) == 2 for value in values):
            raise self.refuse(key, f"expected a list of pairs, got {_show(values)}")
        return tuple((first, second) for first, second in values)

    def spans(self, key: str) -> tuple[tuple[int, int], ...]:
        """A list of [start, end] offsets, empty when absent."""
        pairs = self.pairs(key)
        if not all(type(offset) is int for pair in pairs for offset in pair):
            raise self.refuse(key, "expected pairs of whole numbers")
        return pairs

    def named_numbers(self, key: str) -> tuple[tuple[str, float], ...]:
        """A list of [name, number], empty when absent."""
        pairs = self.pairs(key)
        if not all(isinstance(name, str) for name, _ in pairs):
            raise self.refuse(key, "expected pairs of a name and a number")
        return tuple((name, self._number(key, value)) for name, value in pairs)

    def inner(self, key: str) -> Fields:
        """The object under a key."""
        return Fields(self._there(key, self._get(key)), self._below(key))

    def inner_or_none(self, key: str) -> Fields | None:
        """The object under a key, or None."""
        return None if self._get(key) is None else self.inner(key)

    def each(self, key: str) -> tuple[Fields, ...]:
        """The objects of a list, none when absent."""
        return tuple(Fields(value, f"{self._below(key)}[{i}]") for i, value in enumerate(self._list(key)))

    def _below(self, key: str) -> str:
        return f"{self._at}{'.' if ':' in self._at else ': '}{key}"

    def _get(self, key: str) -> Any:
        self._asked.add(key)
        return self._data.get(key)

    def _list(self, key: str) -> list[Any]:
        value = self._get(key)
        if value is not None and not isinstance(value, list):
            raise self.refuse(key, f"expected a list, got {_show(value)}")
        return value or []

    def _number(self, key: str, value: object) -> float:
        if isinstance(value, str) and value in _INFINITE:
            return _INFINITE[value]
        try:
            if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
                raise ValueError
            return float(value)
        except (ValueError, OverflowError):
            raise self.refuse(key, f"expected a number, got {_show(value)}") from None

    def _there(self, key: str, value: T | None) -> T:
        if value is None:
            raise self.refuse(key, "is missing")
        return value


def _show(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "..."
