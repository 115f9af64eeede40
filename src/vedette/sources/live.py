"""Live sources: what an analyst says about one, and one visit to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, Protocol, TypeAlias

from vedette.errors import SourceError
from vedette.sources.answers import TRANSIENT, Fetched, Validator
from vedette.sources.base import DEFAULT, Limits, Raw, Unread

Grade: TypeAlias = Literal["A", "B", "C", "D", "E", "F"]
Robots: TypeAlias = Literal["obey", "agreed"]

GRADES: Final = ("A", "B", "C", "D", "E", "F")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """One source as the analyst describes it.

    `where` is a URL, or a path for what lies on this machine. `reliability` is the Admiralty letter of its outlet (F: cannot be
    judged). With `follow` the page behind each item is read, not the item's own words. At most `limit` items are taken at one
    visit. `every` is the least number of minutes between two visits. `robots` is "agreed" only where the owner agreed.
    `paywall`, `licence` and `notes` are kept for people.
    """

    name: str
    kind: str
    where: str
    outlet: str | None = None
    reliability: Grade = "F"
    follow: bool = False
    limit: int = 200
    every: int = 0
    robots: Robots = "obey"
    paywall: str | None = None
    licence: str | None = None
    notes: str | None = None

    @property
    def publisher(self) -> str:
        """The outlet that its reports are held to be by, where they do not say."""
        return self.outlet or self.name


class Web(Protocol):
    """Whatever asks for pages; see `fetch.Fetcher`."""

    def get(
        self, url: str, *, validator: Validator | None = None, obey_robots: bool = True, most: int | None = None
    ) -> Fetched: ...


def nothing(key: str) -> bool:
    """No item is known."""
    del key
    return False


@dataclass(slots=True, kw_only=True)
class Visit:
    """One visit to a source: what may be asked, what is known from earlier visits, and what is to be remembered of this one.

    `proposed` holds the validators of what was read. They may be remembered only once all that was read is kept, and only if
    `whole` still holds: whoever leaves something for the next visit says so with `leave`.
    """

    web: Web
    known: Callable[[str], bool] = nothing
    validators: Mapping[str, Validator] = field(default_factory=dict)
    limits: Limits = DEFAULT
    whole: bool = True
    proposed: dict[str, Validator] = field(default_factory=dict)

    def get(self, spec: Spec, url: str, *, most: int | None = None, ask_again: bool = True) -> Fetched:
        """Ask for a page of a source; with `ask_again` only if it changed since the last visit."""
        validator = self.validators.get(url) if ask_again else None
        found = self.web.get(url, validator=validator, obey_robots=spec.robots == "obey", most=most)
        if ask_again:
            self.proposed[url] = found.validator
        return found

    def leave(self) -> None:
        """Say that something was left for the next visit."""
        self.whole = False

    def failed(self, origin: str, error: SourceError, key: str | None = None) -> Unread:
        """The Unread of an item; one that may succeed later is left for the next visit."""
        again = error.code in TRANSIENT
        if again:
            self.leave()
        return Unread(origin=origin, error=error, key=key, again=again)


MIXED: Final = frozenset({"list", "gdelt"})
"""Kinds of sources whose pages are by many outlets."""


def named(found: Raw | Unread, spec: Spec, key: str | None) -> Raw | Unread:
    """The item under its key, and by the outlet that the analyst named: by default the source itself, so that its grade is the item's."""
    from dataclasses import replace

    if isinstance(found, Unread):
        return replace(found, key=key)
    return replace(
        found, key=key, outlet=spec.outlet or found.outlet or (None if spec.kind in MIXED and found.url else spec.name)
    )
