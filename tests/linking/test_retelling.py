"""Whole reports rejoined by what they share, where every report tells one event."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from tests.linking.reports import START

from vedette.linking import Weights
from vedette.linking.retelling import FEATURES, levels, rejoin
from vedette.linking.stories import meetings, stories

REPORTS = [
    ("a1", date(2023, 5, 2), "Two hurt in Marlow Street fire", "Arsonists set fire to a shop on Marlow Street in Quarden, Ohio, on Monday. Ilse Bremont, 41, was hurt."),
    ("a2", date(2023, 5, 4), "Shop fire: woman named", "Ilse Bremont, 41, was hurt when arsonists set fire to a shop on Marlow Street in Quarden, Ohio."),
    ("b1", date(2023, 5, 3), "Bridge closed", "Gunmen fired at a patrol near the Tessaly bridge on Tuesday; Sergeant Pavel Orrin, 29, was shot, in Texas."),
    ("b2", date(2023, 5, 3), "Patrol shot at", "Pavel Orrin, 29, a sergeant, was shot when gunmen fired at a patrol near the Tessaly bridge on Tuesday."),
    ("c1", date(2023, 5, 3), "Council meets", "The council of Quarden met to talk about budgets, libraries and parking."),
]  # fmt: skip
WEIGHTS = Weights(
    name="t", prior=-3.0,
    features=MappingProxyType({"story": {str(n): 0.6 * n for n in range(12)}, "states": {"other": -3.0}, "ages": {"none": -1.0, "1_of_1": 1.5}}),
)  # fmt: skip


def test_reports_of_one_event_are_rejoined_in_any_order() -> None:
    expected = (("a1", "a2"), ("b1", "b2"), ("c1",))
    for reports in (REPORTS, REPORTS[::-1]):
        assert rejoin(reports, WEIGHTS, join=0.0, low=-3.0, recorded_at=START) == expected


def test_levels_name_what_two_reports_share() -> None:
    held = stories(REPORTS)
    found = levels(held["a1"], held["a2"])
    assert (found["ages"], found["streets"], found["states"]) == ("1_of_1", "1", "same")
    assert levels(held["a1"], held["b1"])["states"] == "other"
    assert all(feature.__doc__ for feature in FEATURES)


def test_reports_with_nothing_in_common_never_meet() -> None:
    assert ("b1", "c1") not in set(meetings(stories(REPORTS)))
