"""Confidences of records mean what they say on the development theatres, and the measures that say so are sound."""

from __future__ import annotations

import json

import pytest
from training.sureness import fit, measure
from training.sureness.__main__ import FILE
from training.sureness.gather import Case, Gathered, gather

from vedette.coding import sureness

LEAST = 60
"""Readings of a field from which on its error says something."""


@pytest.fixture(scope="module")
def gathered() -> Gathered:
    return gather(("dev",), workers=1)


@pytest.mark.parametrize("coder", ["local", "rules"])
def test_confidences_are_calibrated_on_the_development_theatres(gathered: Gathered, coder: str) -> None:
    mine = [case for case in gathered.cases if case.coder == coder]
    worths = {one.field: one for one in measure.worths(mine, sureness.weights(coder)) if len(one.pairs) >= LEAST}
    assert {"incident", "act", "status", "actor", "target", "when"} <= worths.keys()
    assert worths["incident"].error < 0.13
    assert all(one.error < 0.2 for one in worths.values())
    of = sum(len(one.pairs) for one in worths.values())
    now, before = (
        sum(len(one.pairs) * error for one, error in zip(worths.values(), errors, strict=True)) / of
        for errors in ([one.error for one in worths.values()], [one.before for one in worths.values()])
    )
    assert now < 0.11
    assert now < 0.7 * before


def test_a_higher_bound_keeps_fewer_incidents_and_more_of_them_right(gathered: Gathered) -> None:
    mine = [case for case in gathered.cases if case.coder == "local" and case.field == sureness.INCIDENT]
    odds = sureness.weights("local")
    kept = [[c for c in mine if sureness.sure(odds, c.name, c.given) >= bound] for bound in (0.0, 0.7, 0.9)]
    assert len(kept[0]) > len(kept[1]) > len(kept[2]) > len(kept[0]) / 3
    share = [sum(case.right for case in one) / len(one) for one in kept]
    assert share[2] > share[0]


def test_the_error_is_nothing_for_shares_that_come_true_and_large_for_boasts() -> None:
    assert measure.error([(0.75, True), (0.75, True), (0.75, True), (0.75, False)]) == pytest.approx(0.0)
    assert measure.error([(0.95, True), (0.95, False)]) == pytest.approx(0.45)
    assert 0 < measure.chance([(0.5, True)] * 100) < measure.chance([(0.5, True)] * 10)


def test_fitting_finds_what_tells_right_from_wrong_and_keeps_signs() -> None:
    train = [_case(role=float(at % 2), apart=float(at % 4 < 2), right=at % 2 == 0 or at % 4 < 2) for at in range(200)]
    of = fit.fitted(train, [])["place"]
    assert of.get("role", 0.0) >= 0
    assert of.get("apart", 0.0) <= 0
    helpful = [_case(role=float(at % 2), apart=0.0, right=at % 2 == 1) for at in range(200)]
    of = fit.fitted(helpful, [])["place"]
    without, with_ = fit.shares(of, helpful[:2])
    assert with_ > 0.9
    assert without < 0.1


def test_the_shipped_weights_say_what_they_were_made_from() -> None:
    held = json.loads(FILE.read_text(encoding="utf-8"))
    assert set(held["weights"]) == {"local", "rules"}
    assert {"made by", "method", "chance", "corpus", "encoder", "readings"} <= held["card"].keys()


def _case(*, role: float, apart: float, right: bool) -> Case:
    given = {"hand": sureness.log_odds(0.6), "role": role, "apart": apart}
    return Case(coder="local", part="train", passage="x", mention="m", name="place", given=given, hand=0.6, right=right)
