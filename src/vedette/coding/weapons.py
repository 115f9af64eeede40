"""Weapons in a sentence: the class of each, and how many where the words say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

from vedette.coding import counts
from vedette.coding.base import TOKEN
from vedette.coding.chunks import Phrases
from vedette.model import Instrument, Quantity
from vedette.model.mention import Weapon
from vedette.reference.weapons import weapons

MODE_OF: Final[dict[Weapon, str]] = {
    "one_way_drone": "drone", "drone": "drone", "rocket": "rocket_missile", "ballistic_missile": "rocket_missile",
    "cruise_missile": "rocket_missile", "missile": "rocket_missile", "anti_tank_missile": "rocket_missile",
    "tank": "artillery_mortar", "mortar": "artillery_mortar", "artillery": "artillery_mortar", "chemical": "unconventional",
    "small_arms": "firearms", "ied": "ied_mine", "mine": "ied_mine", "vehicle_bomb": "ied_mine", "suicide_vest": "suicide",
    "aircraft_bomb": "air_strike", "fire": "arson_destruction", "grenade": "other",
}  # fmt: skip
"""The mode of an assault that is told by its weapon alone."""

_DUG: Final = frozenset("bauxite coal gold iron copper diamond cobalt tin silver ore at mining uranium lithium".split())
_VAGUE: Final = frozenset("stone rock club stick rope hammer brick acid laser blade arrow axe tank mine shell pager detonator brick bricks cannon".split())


@dataclass(frozen=True, slots=True)
class WeaponSpan:
    """A weapon at tokens `first`..`last` (exclusive); `start` and `end` are document offsets with its number."""

    first: int
    last: int
    start: int
    end: int
    instrument: Instrument
    surface: str


def read(phrases: Phrases, count: Callable[[], tuple[counts.Count, ...]]) -> tuple[WeaponSpan, ...]:
    """The weapons of a sentence in order; the longest name wins. `count` reads the numbers, and is asked only where a weapon stands."""
    found: list[WeaponSpan] = []
    numbers: tuple[counts.Count, ...] | None = None
    at = 0
    while at < len(phrases.lower):
        names = _table().get(phrases.lower[at], ())
        size = next((len(name) for name in names if phrases.lower[at : at + len(name)] == name), 0)
        if size and _is_weapon(phrases, at, at + size):
            numbers = count() if numbers is None else numbers
            found.append(_span(phrases, at, at + size, numbers))
        at += max(1, size)
    return tuple(found)


def _is_weapon(phrases: Phrases, first: int, last: int) -> bool:
    head = phrases.lower[last - 1]
    if phrases.tags[last - 1] not in "NG#":
        return False
    following = phrases.lower[last] if last < len(phrases.lower) else ""
    if head in ("mine", "mines") and last - first == 1 and first and phrases.lower[first - 1] in _DUG:
        return False
    if following in ("defense", "defence", "defenses", "defences", "program", "programme", "laws", "control", "licence", "factory"):
        return False
    return not (last - first == 1 and head.removesuffix("s") in _VAGUE and head.removesuffix("s") in ("mine", "rock", "tank", "shell") and following in ("workers", "owner", "company"))


def _span(phrases: Phrases, first: int, last: int, numbers: tuple[counts.Count, ...]) -> WeaponSpan:
    weapon = weapons().classify(phrases.words((first, last)))
    assert weapon is not None, "every name in the table has a class"
    group = phrases.group(first)
    start = phrases.tokens[first].start
    number = next((n for n in numbers if n.counts and phrases.tokens[group[0]].start <= n.end <= start + 1), None)
    quantity: Quantity | None = None
    if number is not None:
        quantity, start = number.quantity, min(start, number.start)
    elif not phrases.lower[last - 1].endswith("s") and phrases.lower[group[0]] in ("a", "an", "one", "another") and _is_head(phrases, last):
        quantity = Quantity.exactly(1)
        start = phrases.tokens[group[0]].start
    return WeaponSpan(first, last, start, phrases.tokens[last - 1].end, Instrument(weapon=weapon, count=quantity), phrases.words((first, last)))


def _is_head(phrases: Phrases, last: int) -> bool:
    """Whether the weapon ends its noun group: in "a rocket attack" nothing says how many rockets."""
    return last >= len(phrases.tags) or phrases.tags[last] not in "N#"


@cache
def _table() -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word of a name -> the names as tuples of words, the longest first."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for name in weapons().names():
        words = tuple(m.group().lower() for m in TOKEN.finditer(name))
        found.setdefault(words[0], set()).add(words)
        joined = tuple(m.group().lower() for m in TOKEN.finditer(name.replace("-", " ")))
        found.setdefault(joined[0], set()).add(joined)
    return {word: tuple(sorted(names, key=lambda n: (-len(n), n))) for word, names in found.items()}
