"""Which records of a sort go into an export."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Final

from vedette.app.exporting import facts
from vedette.errors import InputError
from vedette.model.mention import KINDS
from vedette.store.encode import Wire

_SORTS: Final = ("incidents", "mentions", "signals")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is asked of a record; None asks nothing.

    `since` and `until` keep what can have happened in that window: its last possible day is not before it, its first not after it
    (an open first day counts as the last). `country` is an ISO 3166-1 code of a state that holds or claims the place; `severity` the lowest rung.
    """

    since: date | None = None
    until: date | None = None
    country: str | None = None
    kind: str | None = None
    severity: int | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise InputError(f"nothing happens from {self.since} until {self.until}; name the earlier day first")
        if self.kind and self.kind.upper() not in KINDS:
            raise InputError(f"unknown kind {self.kind!r}; known: {', '.join(KINDS)}")
        if self.country and facts.iso2(self.country) is None:
            raise InputError(f"unknown country {self.country!r}; give its ISO 3166-1 code, such as IQ or IRQ")

    @property
    def words(self) -> tuple[str, ...]:
        """What is asked, as name=value."""
        return tuple(
            f"{one.name}={getattr(self, one.name)}" for one in fields(self) if getattr(self, one.name) is not None
        )

    def check(self, what: str) -> None:
        """Refuse to choose among records that have no such fields."""
        if self.words and what not in _SORTS:
            raise InputError(f"{what} cannot be chosen by {', '.join(self.words)}; that goes with {', '.join(_SORTS)}")

    def keeps(self, wire: Wire) -> bool:
        """Whether this record is asked for."""
        if not self.words:
            return True
        when, place = wire.get("when") or {}, wire.get("place") or {}
        states = {place.get("country"), *place.get("claimants", ())}
        latest = when.get("latest")
        earliest = when.get("earliest") or latest
        return (
            (self.since is None or (latest is not None and latest >= self.since.isoformat()))
            and (self.until is None or (earliest is not None and earliest <= self.until.isoformat()))
            and (self.country is None or facts.iso2(self.country) in states)
            and (self.kind is None or wire["kind"] == self.kind.upper())
            and (self.severity is None or int(wire["severity"][1:]) >= self.severity)
        )


ALL: Final = Choice()
"""Every record."""
