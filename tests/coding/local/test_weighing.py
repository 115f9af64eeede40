"""Learned decisions are sums that anyone can follow."""

from __future__ import annotations

import pytest

from vedette.coding.local.weighing import Weights, log_odds, steps


def test_a_decision_without_evidence_says_what_it_always_says() -> None:
    assert Weights({"": 0.0}).probability({}) == 0.5
    assert Weights({"": -2.0}).probability({"unheard of": 9.0}) == pytest.approx(0.1192, abs=1e-4)


def test_evidence_for_raises_and_evidence_against_lowers() -> None:
    weights = Weights({"for": 1.5, "against": -1.5})
    assert weights.probability({"for": 1.0}) > 0.5 > weights.probability({"against": 1.0})


def test_no_sum_is_too_large_to_be_a_probability() -> None:
    assert 0 < Weights({"for": 1e6}).probability({"for": -1.0}) < Weights({"for": 1e6}).probability({"for": 1.0}) <= 1


def test_log_odds_of_the_impossible_and_the_certain_are_bounded() -> None:
    assert log_odds(0.5) == 0.0
    assert log_odds(0.0) == pytest.approx(-log_odds(1.0))
    assert 0 > log_odds(0.0) > -7


def test_steps_are_the_edges_that_a_value_reaches() -> None:
    assert steps("far", 2, (1, 2, 3)) == {"far>1": 1.0, "far>2": 1.0}
