"""Relations, positions and near misses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from vedette.assessment.relations import near_misses, positions, relations
from vedette.model.mention import Party

START = date(2023, 11, 1)
IRAN = Party(name="Iran", id="IRN")
Make = Callable[..., Any]


def test_an_edge_counts_acts_by_kind_and_carries_its_sign_days_and_mentions(mention: Make) -> None:
    told = [mention("ASSAULT", START, status="occurred"), mention("THREATEN", START + timedelta(days=3))]
    found = relations(told)
    assert len(found) == 1
    assert (found[0].source, found[0].target) == ("group:kataib-hezbollah", "USA/MIL")
    assert found[0].kinds == (("ASSAULT", 1), ("THREATEN", 1))
    assert found[0].sign < -0.5
    assert (found[0].first, found[0].last) == (START, START + timedelta(days=3))
    assert found[0].mentions == tuple(sorted(one.id for one in told))


def test_help_is_friendly_and_directions_are_apart(mention: Make) -> None:
    aid = mention("AID", START, status="occurred", actor=IRAN, target=Party(name="KH", id="group:kataib-hezbollah"))
    accuse = mention("ACCUSE", START, actor=Party(name="KH", id="group:kataib-hezbollah"), target=IRAN)
    assert {(edge.source, edge.sign > 0) for edge in relations([aid, accuse])} == {
        ("IRN", True),
        ("group:kataib-hezbollah", False),
    }


def test_what_is_denied_or_only_feared_makes_no_edge(mention: Make) -> None:
    assert (
        relations([mention("ASSAULT", START, status="hypothetical"), mention("ASSAULT", START, status="denied")]) == ()
    )


def test_a_vow_keeps_its_condition_and_its_documents(mention: Make) -> None:
    words = "until Israeli forces end the siege"
    told = [
        mention("THREATEN", START, condition=words),
        mention("THREATEN", START, condition=words.upper(), document="d2"),
    ]
    found = positions([*told, mention("REJECT", START)])
    vow = next(one for one in found if one.kind == "THREATEN")
    assert vow.condition == words
    assert vow.documents == ("d1", "d2")
    assert vow.met is None
    assert {one.kind for one in found} == {"THREATEN", "REJECT"}


def test_duds_and_hits_without_harm_are_near_misses_and_deaths_are_not(incident: Make) -> None:
    dud, hit = incident(START, outcomes=("dud",)), incident(START + timedelta(days=1), outcomes=("hit", "damage_minor"))
    others = [
        incident(START, outcomes=("hit",), level=5),
        incident(START, outcomes=("intercepted",), level=1),
        incident(START),
    ]
    found = near_misses([dud, hit, *others])
    assert [(one.incident, one.why) for one in found] == [(hit.id, "hit, damage minor"), (dud.id, "dud")]
    assert found[0].place == "Erbil air base"
