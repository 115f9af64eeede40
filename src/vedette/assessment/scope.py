"""Who and where an incident is, for counting: ids of sides and places, and whether they fall under a wider one."""

from __future__ import annotations

from datetime import date, timedelta

from vedette.model.incident import Incident
from vedette.model.when import When
from vedette.model.where import Where

LONGEST_SPAN = 7


def day_of(when: When | None) -> date | None:
    """The day on which an incident is counted: the middle of its interval, the earlier of two middles.

    None where the earliest day is unknown or the interval is longer than a week: such an incident is left out of daily
    series, and counted as left out, rather than put on a day that nobody told.
    """
    if when is None or when.earliest is None or when.span is None or when.span > LONGEST_SPAN:
        return None
    return when.earliest + timedelta(days=when.span // 2)


def day_of_incident(incident: Incident) -> date | None:
    """The day on which the incident is counted, None when it is not known well enough."""
    return day_of(incident.when.value)


def attacks(incident: Incident) -> int:
    """How many separate attacks the incident stands for."""
    return incident.multiplicity.value or 1


def side_covers(wider: str, narrower: str) -> bool:
    """Whether an actor id names the other or something above it.

    `USA` covers `USA/MIL`, which covers its units. A generic group covers every armed group, since who belongs to it is
    not in the id; it never covers a state's agents.
    """
    if wider == narrower or narrower.startswith(f"{wider}/"):
        return True
    return wider.startswith("generic:") and wider != "generic:civilians" and narrower.startswith(("group:", "generic:"))


def place_covers(wider: Where, narrower: Where) -> bool:
    """Whether a place is the other one or holds it."""
    if wider.id is not None and (wider.id == narrower.id or wider.id in narrower.within):
        return True
    return wider.precision == "country" and wider.country is not None and wider.country == narrower.country
