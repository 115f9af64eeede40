"""What if: always against the status quo, with effects from the ledger where it has any."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from vedette.assessment.scenario import PRIORS, Episode, episodes_of, estimate, what_if
from vedette.assessment.thinning import thinned
from vedette.model.assessment import Refusal, Scenario, Series

START = date(2023, 10, 17)
Make = Callable[..., Any]


def series(counts: list[int]) -> Series:
    return Series(key="all", name="all attacks", start=START, counts=tuple(counts), records=("i1",))


STEADY = series([2, 1, 2, 3] * 15)
NEXT = STEADY.end + timedelta(days=1)


def test_a_truce_lowers_what_is_expected_and_says_so_beside_the_status_quo() -> None:
    found = what_if("truce", STEADY, start=NEXT, days=7)
    assert isinstance(found, Scenario)
    assert found.mean < 0.75 * found.status_quo_mean
    assert found.status_quo_mean == pytest.approx(14, abs=3)
    assert found.lower > 0.85
    assert found.effect.n == 0
    assert "prior" in found.effect.basis
    assert any("not the effect of a cause" in note for note in found.notes)


def test_past_truces_in_the_ledger_move_the_effect_and_narrow_it() -> None:
    counts = ([4] * 28 + [0] * 7) * 3
    episodes = [
        Episode(first=START + timedelta(days=35 * n + 28), last=START + timedelta(days=35 * n + 34), record=f"m{n}")
        for n in range(3)
    ]
    learnt, prior = estimate(PRIORS["truce"], series(counts), episodes), estimate(PRIORS["truce"], series(counts), ())
    assert learnt.n == 3
    assert learnt.factor < prior.factor
    assert learnt.interval.high is not None
    assert prior.interval.high is not None
    assert np.log(learnt.interval.high / learnt.interval.low) < np.log(prior.interval.high / prior.interval.low)
    assert learnt.records == ("m0", "m1", "m2")


def test_an_episode_without_a_week_before_it_teaches_nothing() -> None:
    early = Episode(first=START + timedelta(days=2), last=START + timedelta(days=9), record="m1")
    assert estimate(PRIORS["truce"], STEADY, [early]).n == 0


@pytest.mark.parametrize(
    ("name", "start", "days"),
    [
        ("earthquake", NEXT, 7),
        ("truce", STEADY.end, 7),
        ("truce", NEXT, 31),
        ("truce", NEXT + timedelta(days=28), 7),
        ("truce", NEXT, 0),
    ],
)
def test_what_lies_outside_the_model_is_refused(name: str, start: date, days: int) -> None:
    assert isinstance(what_if(name, STEADY, start=start, days=days), Refusal)


def test_under_twenty_days_there_is_no_scenario() -> None:
    short = series([1] * 10)
    assert isinstance(what_if("truce", short, start=short.end + timedelta(days=1), days=7), Refusal)


@pytest.mark.parametrize("name", sorted(PRIORS))
def test_every_scenario_can_be_asked_and_is_repeatable(name: str) -> None:
    once, twice = (what_if(name, STEADY, start=NEXT + timedelta(days=3), days=7, draws=300) for _ in range(2))
    assert isinstance(once, Scenario)
    assert once == twice


def test_a_factor_of_one_changes_nothing_and_two_doubles(rng: np.random.Generator) -> None:
    totals = rng.poisson(20.0, 3000)
    assert np.array_equal(thinned(totals, np.ones(3000), rng), totals)
    assert thinned(totals, np.full(3000, 2.0), rng).mean() == pytest.approx(40, rel=0.02)
    assert thinned(totals, np.full(3000, 0.5), rng).mean() == pytest.approx(10, rel=0.03)


def test_mass_casualty_attacks_close_together_are_one_episode(incident: Make) -> None:
    ledger = [
        incident(START, level=6),
        incident(START + timedelta(days=3), level=6),
        incident(START + timedelta(days=20), level=6),
    ]
    found = episodes_of("mass-casualty", [*ledger, incident(START, level=2)], ())
    assert [episode.record for episode in found] == [ledger[0].id, ledger[2].id]
