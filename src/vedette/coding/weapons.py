"""Weapons in a sentence: the class of each, and how many where the words say so.

A plain "drone" stays `drone`: the manual allows no value that no passage says. It is a `one_way_drone` where the words say that it
carries a charge of its own ("attack drone", "loaded with explosives") or that it itself explodes or fails to. A drone that fires or
drops something is `drone` whatever becomes of what it fired.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from vedette.coding import counts
from vedette.coding import words as words_
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
_STORED: Final = frozenset(
    "defense defence defenses defences program programme laws control licence factory factories store stores storage depot depots warehouse "
    "warehouses workshop workshops plant cache caches stockpile stockpiles operator operators unit units crew crews team teams site sites "
    "parts maker makers dealer dealers expert experts radar radars commander commanders brigade battalion range".split()
)
"""What a weapon only describes: neither a store of rockets nor a drone crew is an instrument."""
_LADEN: Final = frozenset(
    "loaded laden packed rigged filled stuffed carrying armed fitted bearing primed wired".split()
)
_CHARGE: Final = frozenset("explosives explosive bomb bombs warhead warheads dynamite charge charges".split())
_BURSTS: Final = frozenset(
    "explode explodes exploded exploding detonate detonates detonated detonating burst bursts".split()
)
_RELEASES: Final = frozenset(
    "fire fires fired firing drop drops dropped dropping launch launches launched launching release released".split()
)
_VEHICLES: Final = frozenset("car truck van lorry vehicle tanker minibus motorcycle motorbike pickup rickshaw".split())
_AIRCRAFT: Final = frozenset(
    "aircraft jet jets plane planes warplane warplanes helicopter helicopters gunship gunships bomber-jets".split()
)
_VERBS_IMPLY: Final[dict[Weapon, str]] = {
    "small_arms": "shoot|shoot dead|gun down|shoot and kill|shoot to death|shoot at|open fire|fire on|fire at|spray bullets on|machine-gun|strafe|shoot up",
    "fire": "set fire to|set fire|set on fire|set ablaze|torch|firebomb|set alight|burn alive",
    "knife": "stab|hack|hack to death|stab to death|behead|decapitate|slit the throat of|slit the throat",
    "suicide_vest": "blow himself up|blow herself up|blow themselves up|detonate himself",
    "ied": "dynamite|bomb|go off|detonate|blow up|explode",
}  # fmt: skip
_ACTS: Final[dict[str, Weapon]] = {
    "shooting": "small_arms", "gunfire": "small_arms", "gun attack": "small_arms", "arson": "fire", "stabbing": "knife", "beheading": "knife", "bombing": "ied", "suicide bombing": "suicide_vest",
    "suicide attack": "suicide_vest", "suicide blast": "suicide_vest", "shelling": "artillery", "drive-by shooting": "small_arms",
}  # fmt: skip
_VAGUE: Final = frozenset(
    "stone rock club stick rope hammer brick acid laser blade arrow axe tank mine shell pager detonator brick bricks cannon".split()
)


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
    table = _table()
    if table.keys().isdisjoint(phrases.lower):
        return ()
    found: list[WeaponSpan] = []
    numbers: tuple[counts.Count, ...] | None = None
    at = 0
    while at < len(phrases.lower):
        names = table.get(phrases.lower[at], ())
        size = next((len(name) for name in names if phrases.lower[at : at + len(name)] == name), 0)
        if size and _is_weapon(phrases, at, at + size):
            numbers = count() if numbers is None else numbers
            last = _laden(phrases, at + size)
            found.append(_span(phrases, at, at + size, last, numbers))
            size = last - at
        at += max(1, size)
    return tuple(_charged(phrases, span, found) for span in found)


def implied(phrases: Phrases, first: int, last: int, at: int) -> tuple[int, int, Weapon] | None:
    """The tokens and the class of a weapon that the words of an act [first, last) with head `at` say without naming it.

    "Shot dead" is small arms, "set on fire" is fire, "hacked" is a blade, a bomber who "blew himself up" wore a charge.
    """
    words = phrases.lower[first:last]
    weapon = next((found for size in (len(words), 1) if (found := _verbs().get(words[:size])) is not None), None)
    weapon = weapon or _ACTS.get(" ".join(words)) or _ACTS.get(phrases.lower[at].removesuffix("s"))
    if weapon == "ied" and (carried := _vehicle(phrases, first)) is not None:
        return carried, last, "vehicle_bomb"
    return (first, last, weapon) if weapon is not None else None


def flown(phrases: Phrases, span: tuple[int, int] | None) -> tuple[int, int] | None:
    """The tokens of a noun group that name aircraft of war, None where it names none."""
    for i in range(*(span or (0, 0))):
        if phrases.lower[i] in _AIRCRAFT and phrases.tags[i] == "N":
            return i, i + 1
    return None


def _vehicle(phrases: Phrases, at: int) -> int | None:
    """The token of the vehicle that carried a bomb ("a truck bombing", "a car exploded"), None where there is none."""
    return next((i for i in range(max(0, at - 4), at) if phrases.lower[i] in _VEHICLES), None)


def _stored_pair(phrases: Phrases, at: int) -> bool:
    """ "rocket and drone stores": the store holds both."""
    names = _table().get(phrases.lower[at + 1], ()) if at + 2 < len(phrases.lower) else ()
    size = next((len(name) for name in names if phrases.lower[at + 1 : at + 1 + len(name)] == name), 0)
    return bool(size) and phrases.lower[at + 1 + size : at + 2 + size] != () and phrases.lower[at + 1 + size] in _STORED


def _laden(phrases: Phrases, last: int) -> int:
    """The end of "… loaded with explosives" after a weapon, or `last`."""
    after = phrases.lower[last : last + 5]
    if not after or after[0] not in _LADEN:
        return last
    return next((last + i + 1 for i, word in enumerate(after) if word in _CHARGE), last)


def _charged(phrases: Phrases, span: WeaponSpan, found: list[WeaponSpan]) -> WeaponSpan:
    """A plain drone that explodes, or fails to, is itself the munition."""
    if span.instrument.weapon != "drone":
        return span
    end = min([other.first for other in found if other.first >= span.last], default=len(phrases.lower))
    after = phrases.lower[span.last : min(end, span.last + 14)]
    bursts = next((i for i, word in enumerate(after) if word in _BURSTS), None)
    if (
        bursts is None
        or _RELEASES & set(after[:bursts])
        or ";" in after[:bursts]
        or "when" in after[:bursts]
        or "as" in after[:bursts]
    ):
        return span
    return replace(span, instrument=replace(span.instrument, weapon="one_way_drone"))


def _is_weapon(phrases: Phrases, first: int, last: int) -> bool:
    head = phrases.lower[last - 1]
    if phrases.tags[last - 1] not in "NG#":
        return False
    following = phrases.lower[last] if last < len(phrases.lower) else ""
    if head in ("mine", "mines") and last - first == 1 and first and phrases.lower[first - 1] in _DUG:
        return False
    if following in _STORED or (following == "and" and _stored_pair(phrases, last)):
        return False
    if phrases.lower[max(0, first - 2) : first] == ("counter", "-") or phrases.lower[first - 1 : first] == ("anti",):
        return False
    return not (
        last - first == 1
        and head.removesuffix("s") in _VAGUE
        and head.removesuffix("s") in ("mine", "rock", "tank", "shell")
        and following in ("workers", "owner", "company")
    )


def _span(phrases: Phrases, first: int, last: int, end: int, numbers: tuple[counts.Count, ...]) -> WeaponSpan:
    weapon = weapons().classify(phrases.words((first, last)))
    assert weapon is not None, "every name in the table has a class"
    if end > last and weapon == "drone":
        weapon = "one_way_drone"
    group = phrases.group(first)
    start = phrases.tokens[first].start
    number = next((n for n in numbers if n.counts and phrases.tokens[group[0]].start <= n.end <= start + 1), None)
    quantity: Quantity | None = None
    if number is not None:
        quantity, start = number.quantity, min(start, number.start)
    elif (
        not phrases.lower[last - 1].endswith("s")
        and phrases.lower[group[0]] in ("a", "an", "one", "another")
        and _is_head(phrases, last)
    ):
        quantity = Quantity.exactly(1)
        start = phrases.tokens[group[0]].start
    return WeaponSpan(
        first, last, start, phrases.tokens[end - 1].end, Instrument(weapon=weapon, count=quantity), phrases.words((first, last))
    )  # fmt: skip


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


@cache
def _verbs() -> dict[tuple[str, ...], Weapon]:
    """The words of an act, in every form, with the weapon that they say."""
    found: dict[tuple[str, ...], Weapon] = {}
    for weapon, phrases in _VERBS_IMPLY.items():
        for phrase in phrases.split("|"):
            first, *rest = phrase.split()
            found.update({(form, *rest): weapon for form in words_.forms_of(first)})
    return found
