"""The ladder as a chain, tails and ladders of size."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from vedette.assessment.exceedance import at_least_one, chance_above, climb
from vedette.assessment.series import daily
from vedette.assessment.severity import PRIORS, severity_risk, shares
from vedette.assessment.tails import exceedance, tail
from vedette.model.assessment import Refusal, SeverityRisk, Tail
from vedette.model.mention import Casualty
from vedette.model.quantity import Quantity

START = date(2023, 10, 17)
Make = Callable[..., Any]


def ledger(incident: Make, levels: list[int]) -> tuple[Any, list[Any]]:
    known = [incident(START + timedelta(days=index % 60), level=level) for index, level in enumerate(levels)]
    return daily(known, as_of=START + timedelta(days=59))[0], known


def test_without_a_single_attack_the_share_is_that_of_the_priors(rng: np.random.Generator) -> None:
    drawn = shares(np.zeros(0, dtype=np.int64), 6, rng=rng, draws=20_000)
    assert drawn.mean() == pytest.approx(float(np.prod([step.mean for step in PRIORS])), rel=0.1)


def test_many_attacks_outweigh_the_priors(rng: np.random.Generator) -> None:
    levels = np.array([1] * 3000 + [2] * 5000 + [3] * 1500 + [5] * 450 + [6] * 50, dtype=np.int64)
    assert shares(levels, 5, rng=rng, draws=4000).mean() == pytest.approx(0.05, rel=0.1)
    assert shares(levels, 6, rng=rng, draws=4000).mean() == pytest.approx(0.005, rel=0.3)


def test_a_worse_level_is_less_likely_and_a_longer_window_more(incident: Make) -> None:
    series, known = ledger(incident, [1, 2, 2, 2, 3, 2] * 15)
    risks = {
        (level, days): severity_risk(series, known, level=level, days=days) for level in (3, 5, 6) for days in (7, 30)
    }
    best = {}
    for asked, risk in risks.items():
        assert isinstance(risk, SeverityRisk)
        assert risk.probability.low < risk.probability.best < risk.probability.high
        best[asked] = risk.probability.best
    assert best[3, 7] > best[5, 7] > best[6, 7] > 0
    assert best[6, 30] > best[6, 7]


def test_a_campaign_without_a_death_keeps_a_small_honest_chance_of_mass_casualties(incident: Make) -> None:
    series, known = ledger(incident, [1, 2, 1, 2, 2, 1, 3, 2, 1, 2] * 9)
    week = severity_risk(series, known, level=6, days=7)
    assert isinstance(week, SeverityRisk)
    assert 0.002 < week.probability.best < 0.1
    assert (week.seen, week.out_of) == (0, 90)
    assert week.records == ()


def test_direct_strikes_between_states_are_outside_the_chain(incident: Make) -> None:
    series, known = ledger(incident, [2] * 60)
    assert isinstance(severity_risk(series, known, level=7, days=7), Refusal)


def test_under_twenty_days_there_is_no_risk_figure(incident: Make) -> None:
    known = [incident(START)]
    short = daily(known, as_of=START + timedelta(days=5))[0]
    assert isinstance(severity_risk(short, known, level=6, days=7), Refusal)


def test_at_least_one_of_many_is_the_complement_of_none() -> None:
    found = at_least_one(np.array([0.1, 0.5]), np.array([0, 2]))
    assert found == pytest.approx([1 - (1 + 0.81) / 2, 1 - (1 + 0.25) / 2])


def test_the_climb_is_drawn_towards_the_pool_in_a_quiet_series(rng: np.random.Generator) -> None:
    quiet = climb([0, 0], [1000, 200], rng=rng, draws=4000).mean()
    loud = climb([1000, 500], [1000, 200], rng=rng, draws=4000).mean()
    assert quiet == pytest.approx(0.2, abs=0.02)
    assert loud == pytest.approx(0.5, abs=0.02)


def test_the_chance_of_a_big_event_is_recovered(rng: np.random.Generator) -> None:
    events = rng.poisson(1.0, 500)
    big = rng.binomial(events, 0.02)
    found = chance_above([events, big], [int(events.sum()), int(big.sum())], days=14, rng=rng)
    assert found == pytest.approx(1 - np.exp(-14 * 0.02), abs=0.09)


@pytest.mark.parametrize("shape", ["power law", "log-normal", "stretched exponential"])
def test_every_shape_of_tail_fits_what_lies_inside_the_data(shape: str, rng: np.random.Generator) -> None:
    tolls = np.minimum(rng.zipf(2.4, 800), 500).astype(np.float64)
    assert exceedance(shape, tolls, 1) == pytest.approx(1.0)
    assert exceedance(shape, tolls, 5) == pytest.approx(float(np.mean(tolls >= 5)), abs=0.04)


def test_a_tail_is_given_as_a_range_over_the_shapes(incident: Make) -> None:
    tolls = [1, 1, 1, 2, 1, 3, 1, 1, 2, 5, 1, 8]
    known = [
        incident(START, level=5, casualties=(Casualty(effect="killed", side="target", count=Quantity.exactly(n)),))
        for n in tolls
    ]
    found = tail(known, at_least=10)
    assert isinstance(found, Tail)
    assert len(found.by_shape) == 3
    assert found.range.low < found.range.high < 0.3
    assert found.out_of == 12


def test_a_few_deadly_attacks_tell_no_tail(incident: Make) -> None:
    assert isinstance(tail([incident(START)], at_least=10), Refusal)
