"""An event under way changes a forecast only as far as its like has gone with a change in this ledger before."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import numpy as np
import pytest
from tests.assessment.conftest import MakeMention

from vedette.assessment.covariates import LASTS, active
from vedette.assessment.outlook import outlook
from vedette.assessment.thinning import Active, adjusted
from vedette.model.assessment import Forecast, Series
from vedette.model.mention import Mention, Severity

START, DAYS = date(2022, 1, 1), 430
TRUCES = tuple(range(60, DAYS, 40))


def truce(mention: MakeMention, day: int) -> Mention:
    """A local truce that began on a day."""
    made = mention("RETREAT", START + timedelta(days=day), status="occurred")
    return dataclasses.replace(made, severity=Severity(level=0, tags=("D1",)))


def world(rng: np.random.Generator, factor: float) -> Series:
    """Three attacks a day, times a factor for the week after each truce."""
    rate = np.full(DAYS, 3.0)
    for day in TRUCES:
        rate[day : day + LASTS] *= factor
    end = TRUCES[-1] + 1  # the last truce has just begun
    return Series(key="all", name="all", start=START, counts=tuple(int(n) for n in rng.poisson(rate)[:end]))


def test_an_effect_that_the_ledger_has_seen_again_and_again_is_found(
    mention: MakeMention, rng: np.random.Generator
) -> None:
    (event,) = active(world(rng, 0.25), (), [truce(mention, day) for day in TRUCES])
    assert event.kind == "truce" and event.effect.n == len(TRUCES) - 1
    assert event.effect.factor < 0.5 and (event.effect.interval.high or 1) < 0.75
    assert event.left == LASTS - 1


def test_no_effect_stays_no_effect(mention: MakeMention, rng: np.random.Generator) -> None:
    found = [active(world(rng, 1.0), (), [truce(mention, day) for day in TRUCES])[0].effect for _ in range(20)]
    assert np.mean([abs(np.log(one.factor)) for one in found]) < 0.12
    assert np.mean([one.interval.low <= 1.0 <= (one.interval.high or 0) for one in found]) > 0.8


def test_a_first_truce_changes_nothing(mention: MakeMention, rng: np.random.Generator) -> None:
    assert active(world(rng, 0.25), (), [truce(mention, TRUCES[-1])]) == ()
    assert active(world(rng, 0.25), (), [truce(mention, day) for day in TRUCES[:-1]]) == (), "none is under way"


def test_a_truce_under_way_makes_the_forecast_better(mention: MakeMention, rng: np.random.Generator) -> None:
    series = world(rng, 0.25)
    events = active(series, (), [truce(mention, day) for day in TRUCES])
    plain, told = outlook(series, days=7), outlook(series, days=7, events=events)
    assert isinstance(plain, Forecast) and isinstance(told, Forecast)
    truth = 6 * 0.75 + 3.0
    assert abs(told.mean - truth) < abs(plain.mean - truth)
    assert [kind for kind, _ in told.covariates] == ["truce"] and plain.covariates == ()


def test_days_after_the_event_are_left_alone(rng: np.random.Generator, mention: MakeMention) -> None:
    (event,) = active(world(rng, 0.25), (), [truce(mention, day) for day in TRUCES])
    drawn = np.full(4000, 300)
    none = dataclasses.replace(event, left=0)
    assert (adjusted(drawn, 30, [none], rng) == drawn).all()
    half = Active(kind="truce", left=15, effect=event.effect)
    assert float(adjusted(drawn, 30, [half], rng).mean()) == pytest.approx(
        300 * (0.5 + 0.5 * event.effect.factor), rel=0.1
    )
