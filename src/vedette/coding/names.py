"""Names of actors and words for roles, compiled for one pass over a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from vedette.coding.base import TOKEN
from vedette.reference.tables import rows

Sort = Literal["group", "person", "state", "capital", "role"]

ARMED: Final = frozenset("REB PRM UAF MIL COP SPY CRM".split())
"""Sectors that bear arms."""
IRREGULAR: Final = frozenset("REB PRM UAF".split())
"""Armed sectors outside the state."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name or role word stands for: its id or state (ISO 3166 alpha-3), its sector, and how it is best shown."""

    sort: Sort
    shown: str
    id: str | None = None
    state: str | None = None
    sector: str | None = None
    exact: bool = False


Names = dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]


@cache
def names() -> Names:
    """First word (lower case) -> (words, entry), the longest first."""
    table: dict[str, dict[tuple[str, ...], Entry]] = {}
    for spelled, entry in (*_groups(), *_states(), *_people(), *_roles()):
        key = _key(spelled)
        if key:
            table.setdefault(key[0], {}).setdefault(key, entry)
    return {first: tuple(sorted(found.items(), key=lambda pair: -len(pair[0]))) for first, found in table.items()}


@cache
def iso2_of() -> dict[str, str]:
    """ISO 3166 alpha-3 -> alpha-2."""
    return {row["iso3"]: row["iso2"] for row in rows("states.csv")}


def _key(spelled: str) -> tuple[str, ...]:
    return tuple(match.group().lower().replace("’", "'") for match in TOKEN.finditer(spelled))


def _spellings(row: dict[str, str], *columns: str) -> list[str]:
    return [spelled for column in columns for spelled in row.get(column, "").split("|") if spelled]


def _groups() -> list[tuple[str, Entry]]:
    found = []
    for row in rows("actors.csv"):
        sector = row["sector"].split(":")[0] or None
        entry = Entry("group", row["name"], row["id"], row["country"] or None, sector)
        for spelled in _spellings(row, "name", "aliases"):
            bare = spelled.isupper() and len(spelled) <= 5
            found.append(
                (
                    spelled,
                    Entry("group", row["name"], row["id"], row["country"] or None, sector, exact=bare),
                )
            )
            if spelled.endswith("s") and len(spelled.split()) == 1 and entry.sector in IRREGULAR and len(spelled) > 5:
                found.append((spelled[:-1], entry))
    return found


_AMERICA: Final = (
    "U.S.",
    "US",
    "U.S",
    "USA",
    "U.S.A.",
    "America",
    "American",
    "Americans",
    "United States",
    "Washington",
)


def _states() -> list[tuple[str, Entry]]:
    found: list[tuple[str, Entry]] = []
    for spelled in _AMERICA:
        found.append(
            (
                spelled,
                Entry(
                    "capital" if spelled == "Washington" else "state",
                    "United States",
                    "USA",
                    "USA",
                    None,
                    exact=spelled == "US",
                ),
            )
        )
    for row in rows("states.csv"):
        iso3, name = row["iso3"], row["name"]
        entry = Entry("state", name, iso3, iso3)
        found += [(spelled, entry) for spelled in _spellings(row, "name", "aliases", "demonyms") if len(spelled) > 2]
        found += [(spelled, Entry("capital", name, iso3, iso3)) for spelled in _spellings(row, "capitals")]
    return found


def _people() -> list[tuple[str, Entry]]:
    found = []
    for row in rows("people.csv"):
        first = row["terms"].split("|")[0].split(":")[0]
        entry = Entry("person", row["name"], None, row["country"] or None, first or None)
        found += [(spelled, entry) for spelled in _spellings(row, "name", "aliases")]
    return found


def _roles() -> list[tuple[str, Entry]]:
    found = []
    for row in rows("roles.csv"):
        entry = Entry("role", row["role"], None, None, row["sector"])
        found.append((row["role"], entry))
        if " " not in row["role"] and not row["role"].endswith(("s", "men", "police", "people", "y")):
            found.append((row["role"] + "s", entry))
    return found
