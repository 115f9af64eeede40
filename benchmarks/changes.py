"""How soon a break in the rate is found, and how often one is found where there is none, on simulated days.

    python -m benchmarks.changes [--cases N]

The bound beside it is a CUSUM that is told both rates in advance, at the threshold which gives it the same false alarms: no
method that must learn the rates can be expected to do better (Moustakides 1986, doi:10.1214/aos/1176350164).
"""

from __future__ import annotations

import argparse
import sys
from datetime import date, timedelta

import numpy as np

from vedette.assessment.arrays import Counts, Floats
from vedette.assessment.changepoints import change_points
from vedette.model.assessment import Series

START = date(2024, 1, 1)
CALM, AFTER = 60, 30
BREAKS = ((3.0, 1.5), (1.5, 0.75), (1.5, 0.2), (1.5, 3.0))


def alarms(counts: Counts) -> list[int]:
    """Days (index from 0) on which a break was told."""
    series = Series(key="all", name="all", start=START, counts=tuple(int(count) for count in counts))
    return [(point.known_on - START) // timedelta(days=1) for point in change_points(series)]


def delay(before: float, after: float, cases: int, rng: np.random.Generator) -> Floats:
    """Days to the first alarm after the break, 1 being the first day of the new rate; infinite when none came."""
    found = []
    for _ in range(cases):
        days = alarms(np.concatenate((rng.poisson(before, CALM), rng.poisson(after, AFTER))))
        found.append(min((day - CALM + 1 for day in days if day >= CALM), default=np.inf))
    return np.array(found, dtype=np.float64)


def false_alarms(rate: float, cases: int, rng: np.random.Generator) -> float:
    """Alarms in a hundred steady days, the first twenty left out."""
    return float(np.mean([len(alarms(rng.poisson(rate, 120))) for _ in range(cases)]))


def bound(before: float, after: float, allowed: float, rng: np.random.Generator) -> float:
    """Median delay of the CUSUM that knows both rates, at the lowest threshold with at most `allowed` false alarms in 100 days."""
    step, drift = np.log(after / before), before - after
    for threshold in np.arange(0.5, 6.0, 0.05):
        score, rings = np.zeros(300), 0
        for _ in range(300):
            score = np.maximum(0.0, score + rng.poisson(before, 300) * step + drift)
            rings += int((score > threshold).sum())
            score[score > threshold] = 0.0
        if rings / 900 <= allowed:
            break
    score, found = np.zeros(2000), np.full(2000, np.inf)
    for day in range(-CALM, AFTER):
        score = np.maximum(0.0, score + rng.poisson(before if day < 0 else after, 2000) * step + drift)
        if day < 0:
            score[score > threshold] = 0.0
        else:
            found[(score > threshold) & np.isinf(found)] = day + 1
    return float(np.median(found))


def main(arguments: list[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.changes", description="Detection delay and false alarms on simulated days."
    )
    parser.add_argument("--cases", type=int, default=150)
    cases = parser.parse_args(arguments).cases
    rng = np.random.default_rng(1)
    quiet = {rate: false_alarms(rate, cases, rng) for rate in sorted({before for before, _ in BREAKS})}
    for rate, told in quiet.items():
        print(f"steady {rate} a day: {told:.2f} false alarms in 100 days")
    for before, after in BREAKS:
        days = delay(before, after, cases, rng)
        best = bound(before, after, quiet[before], rng)
        print(
            f"{before} to {after} a day: median {np.median(days):.0f} days, within 5 days {np.mean(days <= 5):.0%}, "
            f"within 14 days {np.mean(days <= 14):.0%}; told both rates in advance: median {best:.0f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
