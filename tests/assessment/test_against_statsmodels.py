"""Our estimates against those of statsmodels, where both make the same one."""

from __future__ import annotations

import numpy as np
import pytest

from vedette.assessment.smoothing import weighted_means
from vedette.assessment.tempo import compare, dispersion

api = pytest.importorskip("statsmodels.api", reason="a cross-check for developers; pip install statsmodels")


def test_dispersion_is_that_of_a_quasi_poisson_regression() -> None:
    rng = np.random.default_rng(1)
    before, now = rng.negative_binomial(2, 0.3, 28), rng.negative_binomial(2, 0.2, 7)
    counts, recent = np.concatenate((before, now)), np.repeat([0.0, 1.0], [28, 7])
    model = api.GLM(counts, api.add_constant(recent), family=api.families.Poisson()).fit(scale="X2")
    assert dispersion(now.tolist(), before.tolist()) == pytest.approx(model.scale, rel=1e-9)
    assert model.scale > 1.5


def test_the_change_of_a_poisson_rate_agrees_with_a_score_interval() -> None:
    from statsmodels.stats.rates import confint_poisson_2indep

    now, before = [6] * 7, [4] * 28
    ratio, interval, _ = compare(now, before, level=0.9)
    low, high = confint_poisson_2indep(sum(now), 7, sum(before), 28, method="score", compare="ratio", alpha=0.1)
    assert ratio == pytest.approx(1.5, rel=0.01)
    assert (interval.low, interval.high) == pytest.approx((low, high), rel=0.02)


def test_a_weighted_rate_tends_to_simple_exponential_smoothing() -> None:
    from statsmodels.tsa.holtwinters import SimpleExpSmoothing

    half_life = 10.0
    counts = np.random.default_rng(2).poisson(8.0, 400).astype(np.float64)
    keep = 0.5 ** (1 / half_life)
    model = SimpleExpSmoothing(counts, initialization_method="known", initial_level=counts.mean())
    fitted = model.fit(smoothing_level=1 - keep, optimized=False)
    ours = weighted_means(counts, half_life)[-1]
    anchored = 3.0 / (3.0 + 1 / (1 - keep))  # three days' weight of the mean joins in
    theirs = float(fitted.forecast(1)[0])
    assert ours == pytest.approx((1 - anchored) * theirs + anchored * (counts.sum() + 0.5) / 401, rel=1e-6)
