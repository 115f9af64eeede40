"""A truce, a strike or a suspension that has just begun, and what such events have gone with in this ledger before.

The rate that a forecast is made from cannot know of an event which began in the last days. Its factor on the rate has a prior of
no effect at all; only past episodes of the same kind in the same ledger move it, so without them the forecast stays as it is.
Whether the effect is the event's own is not known: who declares a truce does so when a truce is near.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from vedette.assessment.scenario import Prior, episodes_of, estimate
from vedette.assessment.thinning import Active
from vedette.model.assessment import Series
from vedette.model.incident import Incident
from vedette.model.mention import Mention

NONE: Final = Prior(factor=1.0, spread=0.25, basis="no effect, unless the ledger insists")
KINDS: Final = ("truce", "suspension", "strike", "mass-casualty")
LASTS = 7
"""Days for which an event is taken to go on after it was told."""


def active(series: Series, incidents: Iterable[Incident], signals: Iterable[Mention]) -> tuple[Active, ...]:
    """The events under way on the last day of the series of which this ledger has seen the like before."""
    known, said = tuple(incidents), tuple(signals)
    found = []
    for kind in KINDS:
        episodes = episodes_of(kind, known, said, length=LASTS)
        now = [one for one in episodes if one.first <= series.end <= one.last - timedelta(days=1)]
        past = [one for one in episodes if one.last <= series.end]
        effect = estimate(NONE, series, past) if now else None
        if effect is not None and effect.n:
            found.append(Active(kind=kind, left=(now[-1].last - series.end).days, effect=effect))
    return tuple(found)
