"""One campaign, told by one counter's running totals: 7-day forecasts against 28-day own history.

    python -m benchmarks.campaign --data DIR

Whenever a new statement carries the series further it is rebuilt from the statements made by then, and the seven days after its
end are forecast. The outcome is the series rebuilt from all statements.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from vedette.assessment.arrays import Counts
from vedette.assessment.forecast import BASELINE, forecaster
from vedette.assessment.outlook import generator
from vedette.assessment.scoring import covers, crps, skill_interval
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


def main(arguments: list[str] | None = None) -> int:
    """Print the skill of every forecaster."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.campaign", description="Forecast one campaign from its counter's totals."
    )
    parser.add_argument("--data", type=Path, required=True, help="folder that holds the sets")
    data = parser.parse_args(arguments).data
    for method in ("default", "ingarch", "bocpd", "ewma_nb", "climatology"):
        rows = list(scores(data, method=method))
        ours, plain, held = zip(*rows, strict=True)
        skill, interval = skill_interval(ours, plain, np.random.default_rng(0), block=4)
        print(
            f"{method:12s} {len(rows)} origins  skill against {BASELINE} {skill:+.3f} "
            f"(90 % {interval.low:+.3f} to {interval.high:+.3f})  80 % interval held {np.mean(held):.2f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
