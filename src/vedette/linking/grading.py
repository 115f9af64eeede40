"""Admiralty grades: how reliable the best source is (A-F), and how credible the information (1-6), graded apart.

Reliability is the best grade that the table of sources gives to an outlet that tells the incident; F, cannot be judged,
where it gives none. Credibility: 1 confirmed by three independent sources or two of which one is graded A or B, with no
disagreement on what happened; 2 probably true, two independent sources; 3 possibly true, one source in its own voice; 4 doubtful,
only claimed by the doer or denied by somebody; 5 improbable, denied by the more reliable; 6 cannot be judged, none of these.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from vedette.linking.telling import TRUST, Telling, sources_of
from vedette.model import Account, Grading
from vedette.model.mention import Status

MANY: Final = 10
"""Tellings of one source from which its repeating itself is said."""


def grade(tellings: Sequence[Telling], status: Account[Status]) -> Grading:
    """The two grades of an incident, with the reason in words."""
    best = min((t.grade for t in tellings), key=lambda g: TRUST[g])
    affirming = [t for t in tellings if t.mention.status.value != "denied"]
    credibility, why = _credibility(affirming, status, best, denied=len(affirming) < len(tellings))
    table = "no outlet is graded" if best == "F" else f"best outlet graded {best}"
    return Grading(reliability=best, credibility=credibility, reason=f"{why}; {table}")


def _credibility(affirming: Sequence[Telling], status: Account[Status], best: str, *, denied: bool) -> tuple[int, str]:
    if status.value == "denied":
        return 5, "denied by the more reliable source"
    if denied:
        return 4, "denied by a source"
    if affirming and all(_only_claimed(t) for t in affirming):
        return 4, "claimed by the doer alone"
    sources = sources_of(affirming)
    if sources >= 3 or (sources == 2 and best in ("A", "B")):
        return 1, f"told by {sources} independent sources"
    if sources == 2:
        return 2, "told by 2 independent sources"
    if affirming:
        times = f", {len(affirming)} times over; repetition is no confirmation" if len(affirming) >= MANY else ""
        return 3, f"told by one independent source{times}"
    return 6, "no source that can be judged"


def _only_claimed(telling: Telling) -> bool:
    ways = {a.value.how for a in telling.mention.attributions}
    return ways == {"claimed"}
