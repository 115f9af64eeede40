"""One campaign, told by one counter's running totals: 7-day forecasts against 28-day own history.

    python -m benchmarks.campaign --data DIR

Whenever a new statement carries the series further it is rebuilt from the statements made by then, and the seven days after its
end are forecast. The outcome is the series rebuilt from all statements.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from vedette.assessment.arrays import Counts, Floats
from vedette.assessment.exceedance import at_least_one
from vedette.assessment.forecast import BASELINE, forecaster
from vedette.assessment.outlook import generator
from vedette.assessment.scoring import covers, crps, skill_interval
from vedette.assessment.severity import PRIORS, Step, shares
from vedette.assessment.totals import daily_from_totals

START, END = date(2023, 10, 17), date(2023, 12, 31)
COUNTER = "DoD/US"
FIRST, DAYS, DRAWS = 20, 7, 2000


def statements(data: Path) -> list[tuple[date, date, int]]:
    """(stated on, as of, total) of the counter, oldest first."""
    with (data / "tempo" / "campaign_cumulative_counts.csv").open(encoding="utf8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["counter"] == COUNTER]
    told = (
        (date.fromisoformat(row["statement_date"]), date.fromisoformat(row["as_of_date"]), int(row["total"]))
        for row in rows
    )
    return sorted(row for row in told if row[1] <= END)


def dated(data: Path, until: date) -> Counts:
    """Incidents a day from the start, of those published by `until` (or dated by it, where no page date is known)."""
    counts = np.zeros((END - START).days + 1, dtype=np.int64)
    with (data / "tempo" / "campaign_incidents.csv").open(encoding="utf8", newline="") as file:
        for row in csv.DictReader(file):
            day = date.fromisoformat(row["date_local"])
            if START <= day <= END and date.fromisoformat(row["published_date"] or row["date_local"]) <= until:
                counts[(day - START).days] += 1
    return counts


def series(data: Path, until: date) -> Counts:
    """The daily series as it could be rebuilt on `until`."""
    told = [(as_of, total) for stated, as_of, total in statements(data) if stated <= until]
    return daily_from_totals(told, START, seen=dated(data, until))


def scores(data: Path, *, method: str = "default") -> Iterator[tuple[float, float, bool]]:
    """CRPS, baseline CRPS and whether the 80 % interval held, for each origin."""
    final = series(data, END + timedelta(days=31))
    reached = 0
    for index in range(FIRST, len(final)):
        origin = START + timedelta(days=index)
        history = series(data, origin)
        known = len(history)
        if known <= max(reached, FIRST - 1) or known + DAYS > len(final):
            continue
        reached, outcome = known, int(final[known : known + DAYS].sum())
        ours = forecaster(method)(history, days=DAYS, rng=generator(0, origin.isoformat(), method), draws=DRAWS)
        plain = forecaster(BASELINE)(history, days=DAYS, rng=generator(0, origin.isoformat(), BASELINE), draws=DRAWS)
        yield crps(ours, outcome), crps(plain, outcome), covers(ours, outcome)


def levels(data: Path) -> Counts:
    """The rung of the ladder for each incident up to END, read off the columns by the words below; silence on effect is L2."""
    found = []
    with (data / "tempo" / "campaign_incidents.csv").open(encoding="utf8", newline="") as file:
        for row in csv.DictReader(file):
            if date.fromisoformat(row["date_local"]) <= END:
                found.append(level(row["effect"], row["us_injured"], row["us_killed"], row["note"]))
    return np.array(found, dtype=np.int64)


def level(effect: str, injured: str, killed: str, note: str) -> int:
    """One rung: deaths, then injuries (serious where the words say so), then what kept it off the site."""
    dead = int(killed) if killed.isdigit() else 0
    if dead:
        return 6 if dead >= 3 else 5
    if injured not in ("", "0"):
        return 4 if any(word in f"{injured} {note}" for word in ("serious", "critical")) else 3
    off = ("shot down", "thwarted", "defeated", "intercepted", "near the base", "landed east")
    return 1 if any(word in effect for word in off) else 2


def risks(data: Path) -> Iterator[str]:
    """P(at least one attack with three or more dead, or thirty wounded) after END, under several priors."""
    seen, history = levels(data), series(data, END)
    yield f"{len(seen)} graded incidents to {END}: " + ", ".join(f"L{n} {int((seen == n).sum())}" for n in range(1, 7))
    flat = tuple(Step(level=one.level, mean=0.5, weight=2, basis="uniform") for one in PRIORS)
    thin = tuple(Step(level=one.level, mean=0.5, weight=1, basis="Jeffreys") for one in PRIORS)
    literature = tuple(replace(one, mean=0.22) if one.level == 6 else one for one in PRIORS)
    chains = (("as shipped", PRIORS), ("last step .22", literature), ("uniform steps", flat), ("Jeffreys steps", thin))
    for name, priors in chains:
        yield f"{name:15s} " + "  ".join(
            risk(seen, history, days, lambda rng, priors=priors: shares(seen, 6, rng=rng, draws=DRAWS, priors=priors))  # type: ignore[misc]
            for days in (7, 30)
        )
    yield f"{'no chain':15s} " + "  ".join(
        risk(seen, history, days, lambda rng: rng.beta(0.5, 0.5 + len(seen), size=DRAWS)) for days in (7, 30)
    )


def risk(seen: Counts, history: Counts, days: int, share: Callable[[np.random.Generator], Floats]) -> str:
    """One horizon in words: mean and 80 % interval."""
    rng = generator(0, "severity", str(days), str(len(seen)))
    chances = at_least_one(share(rng), forecaster("default")(history, days=days, rng=rng, draws=DRAWS))
    low, high = np.quantile(chances, [0.1, 0.9])
    return f"{days} days {chances.mean():.3f} ({low:.3f} to {high:.3f})"


def main(arguments: list[str] | None = None) -> int:
    """Print the skill of every forecaster."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.campaign", description="Forecast one campaign from its counter's totals."
    )
    parser.add_argument("--data", type=Path, required=True, help="folder that holds the sets")
    data = parser.parse_args(arguments).data
    for method in ("default", "ingarch", "bocpd", "walk", "ewma_nb", "climatology"):
        rows = list(scores(data, method=method))
        ours, plain, held = zip(*rows, strict=True)
        skill, interval = skill_interval(ours, plain, np.random.default_rng(0), block=4)
        print(
            f"{method:12s} {len(rows)} origins  skill against {BASELINE} {skill:+.3f} "
            f"(90 % {interval.low:+.3f} to {interval.high:+.3f})  80 % interval held {np.mean(held):.2f}"
        )
    print("at least one mass-casualty attack (L6) after the last day:")
    for line in risks(data):
        print(f"  {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
