"""Checked reading of one JSON object: every refusal names the record and the field."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Final, TypeVar

from vedette.errors import RecordError

T = TypeVar("T")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INFINITE = {"inf": float("inf"), "-inf": float("-inf")}
_TEXT: Final = frozenset({str})


class Fields:
    """The fields of one wire object, under the name (`at`) by which an error speaks of it.

    A field that is absent is None. A getter that returns no None raises RecordError where the field is absent; every
    getter raises RecordError where the field has the wrong type. `done` refuses fields that nobody asked for.
    """

    __slots__ = ("_asked", "_at", "_data")

    def __init__(self, data: object, at: str) -> None:
        if not isinstance(data, dict) or not _TEXT.issuperset(map(type, data)):
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

    def build_shared(self, make: Callable[..., T], **values: object) -> T:
        """The same for a noun that is told over and over (a place, a party): one object stands for all that are equal."""
        try:
            return _shared(make, **values)  # type: ignore[no-any-return]  # the cache does not tell what it keeps
        except RecordError as error:
            raise RecordError(f"{self._at}: {error}") from error

    def done(self) -> None:
        """Refuse what nobody asked for: a field that is dropped in silence is a lost value."""
        if not self._asked.issuperset(self._data):
            unknown = min(set(self._data) - self._asked)
            raise self.refuse(unknown, f"unknown field; known: {', '.join(sorted(self._asked))}")

    def there(self, key: str, value: T | None) -> T:
        """A value that was read from this key, refused where it is none."""
        if value is None:
            raise self.refuse(key, "is missing")
        return value

    def text_or_none(self, key: str) -> str | None:
        """A string, or None."""
        self._asked.add(key)
        value = self._data.get(key)
        if value is None or isinstance(value, str):
            return value
        raise self.refuse(key, f"expected text, got {_show(value)}")

    def text(self, key: str) -> str:
        """A string."""
        self._asked.add(key)
        value = self._data.get(key)
        return value if isinstance(value, str) else self.there(key, self.text_or_none(key))

    def choice_or_none(self, key: str, known: Collection[str]) -> str | None:
        """One of the known words, or None."""
        value = self.text_or_none(key)
        if value is not None and value not in known:
            raise self.refuse(key, f"unknown word {value!r}; known: {', '.join(known)}")
        return value

    def choice(self, key: str, known: Collection[str]) -> str:
        """One of the known words."""
        return self.there(key, self.choice_or_none(key, known))

    def whole_or_none(self, key: str) -> int | None:
        """A whole number, or None."""
        self._asked.add(key)
        value = self._data.get(key)
        if value is None or type(value) is int:
            return value
        raise self.refuse(key, f"expected a whole number, got {_show(value)}")

    def whole(self, key: str) -> int:
        """A whole number."""
        return self.there(key, self.whole_or_none(key))

    def number_or_none(self, key: str) -> float | None:
        """A number, or None; "inf" and "-inf" are what JSON has no number for."""
        value = self._get(key)
        return None if value is None else self._number(key, value)

    def number(self, key: str) -> float:
        """A number."""
        value = self._get(key)
        return value if type(value) is float and not math.isnan(value) else self._number(key, self.there(key, value))

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self.there(key, self._get(key))
        if not isinstance(value, bool):
            raise self.refuse(key, f"expected true or false, got {_show(value)}")
        return value

    def day_or_none(self, key: str) -> date | None:
        """A day (YYYY-MM-DD), or None."""
        value = self.text_or_none(key)
        if value is None:
            return None
        try:
            return _day(value)
        except ValueError:
            raise self.refuse(key, f"expected a day as YYYY-MM-DD, got {value!r}") from None

    def day(self, key: str) -> date:
        """A day (YYYY-MM-DD)."""
        return self.there(key, self.day_or_none(key))

    def moment(self, key: str) -> datetime:
        """A moment with its time zone, turned to UTC."""
        value = self.text(key)
        try:
            moment = _moment(value)
        except (ValueError, OverflowError):
            raise self.refuse(key, f"expected an ISO 8601 moment, got {value!r}") from None
        if moment is None:
            raise self.refuse(key, f"a moment needs a time zone, got {value!r}")
        return moment

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings, empty when absent."""
        values = self._list(key)
        if not _TEXT.issuperset(map(type, values)):
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
        return Fields(self.there(key, self._get(key)), self._below(key))

    def inner_or_none(self, key: str) -> Fields | None:
        """The object under a key, or None."""
        value = self._get(key)
        return None if value is None else Fields(value, self._below(key))

    def each(self, key: str) -> tuple[Fields, ...]:
        """The objects of a list, none when absent."""
        values = self._list(key)
        return tuple(Fields(value, f"{self._below(key)}[{i}]") for i, value in enumerate(values)) if values else ()

    def _below(self, key: str) -> str:
        return f"{self._at}{'.' if ':' in self._at else ': '}{key}"

    def _get(self, key: str) -> Any:
        self._asked.add(key)
        return self._data.get(key)

    def _list(self, key: str) -> list[Any]:
        self._asked.add(key)
        value = self._data.get(key)
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


@lru_cache(maxsize=50_000, typed=True)
def _shared(make: Callable[..., Any], **values: object) -> Any:
    return make(**values)


@lru_cache(maxsize=10_000)
def _day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


@lru_cache(maxsize=10_000)
def _moment(text: str) -> datetime | None:
    moment = datetime.fromisoformat(text)
    return None if moment.tzinfo is None else moment.astimezone(UTC)


def _show(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "..."
