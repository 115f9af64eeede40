"""The features by which two mentions are compared: each returns a level, or None where nothing is known.

A feature's docstring is the reason shown to people; its levels get their log-odds from the weights.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from vedette.linking.options import LinkOptions, Related
from vedette.linking.traits import Traits
from vedette.linking.vetoes import days_apart, kilometres_apart, veto
from vedette.linking.weights import shared_parts

Compare: TypeAlias = Callable[[Traits, Traits, Related], str | None]

AIRBORNE: Final = frozenset({"drone", "one_way_drone"})
KIN_WEAPONS: Final = (
    AIRBORNE,
    frozenset({"rocket", "missile", "ballistic_missile", "cruise_missile", "anti_tank_missile"}),
    frozenset({"rocket", "mortar", "artillery"}),
    frozenset({"ied", "mine", "vehicle_bomb", "suicide_vest", "grenade"}),
    frozenset({"aircraft_bomb", "missile", "drone"}),
)
KIN_MODES: Final = (
    frozenset({"firearms", "clash", "raid_ambush", "killing"}),
    frozenset({"rocket_missile", "artillery_mortar", "drone"}),
    frozenset({"air_strike", "drone", "rocket_missile"}),
    frozenset({"ied_mine", "suicide", "vehicle"}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One named part of a pair's log-odds."""

    feature: str
    level: str
    weight: float
    reason: str


def day(a: Traits, b: Traits, _: Related) -> str | None:
    """When the two happened."""
    apart = days_apart(a, b)
    if apart > 3:
        return "further"
    if apart:
        return ("one_day", "two_days", "three_days")[apart - 1]
    if a.first is None or b.first is None:
        return None
    if a.precise and b.precise:
        return "same" if (a.first, a.last) == (b.first, b.last) else "overlap"
    return "news"


def place(a: Traits, b: Traits, _: Related) -> str | None:
    """Where the two happened."""
    if a.place is None or b.place is None:
        return None
    if a.place == b.place:
        return "same" if a.fine else "same_area"
    if a.place in b.within or b.place in a.within:
        return "inside_country" if (a.place if a.place in b.within else b.place).startswith("iso:") else "inside"
    if a.fine and b.fine:
        gap = kilometres_apart(a, b)
        if a.site and b.site:
            return "other_site" if gap > min(a.radius, b.radius) else "site_beside"
        if gap <= max(a.radius, b.radius, 5.0):
            return "near"
        return "within_30_km" if gap <= 30 else "within_100_km"
    if a.country and b.country and a.country != b.country:
        return "elsewhere"
    reach = a.radius + b.radius
    return "areas_meet" if a.lat is not None and b.lat is not None and kilometres_apart(a, b) <= reach else "other_area"


def actor(a: Traits, b: Traits, related: Related) -> str | None:
    """Who did it."""
    return _party(a.actor, b.actor, related)


def target(a: Traits, b: Traits, related: Related) -> str | None:
    """To whom it was done."""
    return _party(a.target, b.target, related)


def deed(a: Traits, b: Traits, _: Related) -> str | None:
    """What was done."""
    if a.kind != b.kind:
        return "different_kind"
    if a.mode is None or b.mode is None or "other" in (a.mode, b.mode):
        return None
    if a.mode == b.mode:
        return "same"
    return "kin" if any(a.mode in kin and b.mode in kin for kin in KIN_MODES) else "different"


def weapon(a: Traits, b: Traits, _: Related) -> str | None:
    """With what it was done."""
    if not a.weapons or not b.weapons:
        return None
    if a.weapons & b.weapons:
        return "same"
    return "kin" if any(a.weapons & kin and b.weapons & kin for kin in KIN_WEAPONS) else "different"


def weapon_count(a: Traits, b: Traits, _: Related) -> str | None:
    """How many weapons were used."""
    if a.weapon_count is None or b.weapon_count is None:
        return None
    return "same" if a.weapon_count == b.weapon_count else "different"


def killed(a: Traits, b: Traits, _: Related) -> str | None:
    """How many were killed (a toll may rise as reports go on)."""
    return _toll(a.killed, b.killed, a.published, b.published)


def injured(a: Traits, b: Traits, _: Related) -> str | None:
    """How many were injured (a toll may rise as reports go on)."""
    return _toll(a.injured, b.injured, a.published, b.published)


def outcome(a: Traits, b: Traits, _: Related) -> str | None:
    """What came of it."""
    if not a.outcomes or not b.outcomes:
        return None
    return "shared" if a.outcomes & b.outcomes else "different"


def names(a: Traits, b: Traits, _: Related) -> str | None:
    """Names that the two sentences share beside those of places and parties."""
    shared, least = len(a.names & b.names), min(len(a.names), len(b.names))
    if not least:
        return None
    return "none" if not shared else "most" if shared * 2 > least else "some"


def wording(a: Traits, b: Traits, _: Related) -> str | None:
    """Words that the two sentences share beside names of places and parties."""
    either = len(a.words | b.words)
    if not a.words or not b.words:
        return None
    share = len(a.words & b.words) / either
    return "most" if share > 0.5 else "many" if share > 0.25 else "some" if share > 0.1 else "few"


def turn(a: Traits, b: Traits, _: Related) -> str | None:
    """Which of several acts there that day: reports tell them in order."""
    if a.turn is None or b.turn is None:
        return None
    return "same" if a.turn == b.turn else "different"


FEATURES: Final[tuple[Compare, ...]] = (
    day, place, actor, target, deed, weapon, weapon_count, killed, injured, outcome, names, wording, turn,
)  # fmt: skip
_NAMED: Final = tuple((feature.__name__, feature) for feature in FEATURES)
_REASONS: Final = {feature.__name__: feature.__doc__ or "" for feature in FEATURES}


def compare(a: Traits, b: Traits, options: LinkOptions) -> tuple[Part, ...]:
    """The named parts of the pair's log-odds, the prior first; what is unknown has no part."""
    prior = Part(
        feature="prior",
        level="candidate",
        weight=options.weights.prior,
        reason="Two reports that might tell one event.",
    )
    known = tuple(
        Part(feature=name, level=level, weight=w, reason=reason(name, level)) for name, level, w in parts(a, b, options)
    )
    return (prior, *known)


def parts(a: Traits, b: Traits, options: LinkOptions) -> list[tuple[str, str, float]]:
    """(feature, level, log-odds) of what is known of the pair, without the prior."""
    found: list[tuple[str, str, float]] = []
    known, related = shared_parts(options.weights), options.related
    for name, feature in _NAMED:
        level = feature(a, b, related)
        if level is not None:
            part = known[name].get(level) if name in known else None
            found.append(part or (name, level, 0.0))
    return found


def reason(feature: str, level: str) -> str:
    """The level in words: the feature's docstring and the level."""
    return f"{_REASONS[feature]} {level.replace('_', ' ').capitalize()}."


def weigh(a: Traits, b: Traits, options: LinkOptions) -> float:
    """The pair's log-odds alone: the sum of `compare`."""
    return options.weights.prior + sum(weight for _, _, weight in parts(a, b, options))


def explain(a: Traits, b: Traits, options: LinkOptions) -> tuple[tuple[str, float, str], ...]:
    """(feature, log-odds, reason) for the pair, heaviest first; a veto stands alone, with minus infinity."""
    forbidden = veto(a, b)
    if forbidden:
        return (("veto", float("-inf"), forbidden),)
    return tuple(
        (p.feature, p.weight, p.reason)
        for p in sorted(compare(a, b, options), key=lambda p: (-abs(p.weight), p.feature))
    )


def _party(a: str | None, b: str | None, related: Related) -> str | None:
    if a is None or b is None:
        return None
    if a == b:
        return "same_generic" if a.startswith("generic:") or a.endswith("/CVL") else "same"
    return "related" if related(a, b) else "different"


def _toll(a: int | None, b: int | None, published_a: int, published_b: int) -> str | None:
    if a is None or b is None:
        return None
    if a == b:
        return "same" if a else "same_none"
    earlier, later = (a, b) if published_a <= published_b else (b, a)
    if published_a != published_b and later > earlier:
        return "risen"
    return "close" if abs(a - b) <= max(1, 0.2 * max(a, b)) else "different"
