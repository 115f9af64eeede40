"""What two mentions of one event can never be, whatever else speaks for it."""

from __future__ import annotations

from vedette.linking.traits import Traits
from vedette.reference.geo import distance_km

MAX_DAYS = 2
"""Day-precise dates further apart than this are two events."""

MAX_KM = 100.0
"""Points further apart than this are two events."""


def veto(a: Traits, b: Traits) -> str | None:
    """Why the two can never be one event, or None; symmetric. Unknown never counts against."""
    if a.document == b.document and a.headline == b.headline:
        return "one document tells them as two events"
    if a.part_of == b.id or b.part_of == a.id:
        return "one is a part of the other"
    if a.precise and b.precise and days_apart(a, b) > MAX_DAYS:
        return f"dates are {days_apart(a, b)} days apart"
    if a.actor and b.actor and a.actor == b.target and a.target == b.actor and a.actor != a.target:
        return "attacker and target are swapped"
    if a.fine and b.fine and a.place != b.place and kilometres_apart(a, b) > MAX_KM:
        return f"places are {kilometres_apart(a, b):.0f} km apart"
    return None


def days_apart(a: Traits, b: Traits) -> int:
    """Days between the two intervals, 0 where they touch; an open earliest reaches back without end."""
    if a.first is not None and a.first > b.last:
        return a.first - b.last
    if b.first is not None and b.first > a.last:
        return b.first - a.last
    return 0


def kilometres_apart(a: Traits, b: Traits) -> float:
    """Great-circle distance between the two points, 0 where one has none."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return 0.0
    return distance_km(a.lat, a.lon, b.lat, b.lon)
