"""Tempo: rolling-origin forecasts of daily series, and of rare mass-casualty events.

    python -m benchmarks.tempo --data DIR    # every forecaster beside the 28-day block, with intervals

Every forecast sees the days before its start and nothing else, and is fitted anew at every start. No window, member or prior is
picked by series or by date.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from vedette.assessment.arrays import Counts
from vedette.assessment.exceedance import chance_above
from vedette.assessment.forecast import BASELINE, FORECASTERS, forecaster
from vedette.assessment.outlook import generator
from vedette.assessment.scoring import covers, crps, log_score, skill_interval

FIRST, STEP, LENGTHS = 150, 11, (1, 7)
RARE_FROM, RARE_DAYS = date(2016, 7, 1), 14
RUNGS = ("events", "events_5plus", "events_10plus", "events_25plus")
DRAWS = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """One forecast to make: the series, the index of its first day, and its length."""

    series: str
    index: int
    start: date
    days: int


def predict(data: Path, *, method: str = "default") -> Iterator[dict[str, object]]:
    """Draws of the total for every count window of DATA/tempo, then probabilities for the rare-event windows."""
    yield from counts(data, method=method)
    yield from rare(data, method=method)


def counts(data: Path, *, method: str = "default", draws: int = DRAWS) -> Iterator[dict[str, object]]:
    """Draws of the total for every window of series.csv."""
    table = read(data / "tempo" / "series.csv", ("n",))
    for window in windows(table):
        history = table[window.series][1]["n"][: window.index]
        rng = generator(0, window.series, window.start.isoformat(), str(window.days))
        drawn = forecaster(method)(history, days=window.days, rng=rng, draws=draws)
        yield {
            "series": window.series,
            "start": window.start.isoformat(),
            "days": window.days,
            "samples": drawn.tolist(),
        }


def rare(data: Path, *, method: str = "default") -> Iterator[dict[str, object]]:
    """P(at least one event with 25 or more deaths) for every fortnight of ucdp_syria_daily.csv."""
    table = read(data / "tempo" / "ucdp_syria_daily.csv", RUNGS)
    for name, (first, columns) in table.items():
        index = (RARE_FROM - first).days
        while index + RARE_DAYS <= len(columns["events"]):
            start = first + timedelta(days=index)
            past = [columns[rung][:index] for rung in RUNGS]
            pool = [
                sum(int(other[rung][: (start - day).days].sum()) for day, other in table.values()) for rung in RUNGS
            ]
            chance = chance_above(past, pool, days=RARE_DAYS, rng=generator(0, name, start.isoformat()), method=method)
            yield {"series": name, "start": start.isoformat(), "days": RARE_DAYS, "prob": round(chance, 5)}
            index += RARE_DAYS


def windows(table: dict[str, tuple[date, dict[str, Counts]]]) -> Iterator[Window]:
    """Every window that must be forecast."""
    for name, (first, columns) in table.items():
        for index in range(FIRST, len(columns["n"]) - max(LENGTHS) + 1, STEP):
            for days in LENGTHS:
                yield Window(series=name, index=index, start=first + timedelta(days=index), days=days)


def read(path: Path, columns: tuple[str, ...]) -> dict[str, tuple[date, dict[str, Counts]]]:
    """First day and daily counts by column, for each series of a file (plain or gzipped); days follow one another."""
    raw = path.read_bytes() if path.exists() else gzip.decompress(path.with_name(path.name + ".gz").read_bytes())
    rows: dict[str, list[tuple[date, list[int]]]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(raw.decode("utf8"))):
        rows[row["series"]].append((date.fromisoformat(row["date"]), [int(row[column]) for column in columns]))
    table = {}
    for name, days in rows.items():
        days.sort()
        values = np.array([counted for _, counted in days], dtype=np.int64)
        table[name] = (days[0][0], {column: values[:, at] for at, column in enumerate(columns)})
    return table


def compare(data: Path, methods: list[str], *, days: int = 7, draws: int = 1000) -> Iterator[str]:
    """A line for each method: CRPS relative to the 28-day block (mean over series, interval over windows), log score, coverage."""
    table = read(data / "tempo" / "series.csv", ("n",))
    asked = [window for window in windows(table) if window.days == days]
    base: dict[Window, float] = {}
    for method in [BASELINE, *(name for name in methods if name != BASELINE)]:
        found: dict[Window, tuple[float, float, bool]] = {}
        for window in asked:
            counted = table[window.series][1]["n"]
            outcome = int(counted[window.index : window.index + days].sum())
            rng = generator(0, window.series, window.start.isoformat(), str(days))
            drawn = forecaster(method)(counted[: window.index], days=days, rng=rng, draws=draws)
            level = float(counted[max(window.index - FIRST, 0) : window.index].mean()) * days
            found[window] = (crps(drawn, outcome), log_score(drawn, outcome, level), covers(drawn, outcome))
        base = base or {window: row[0] for window, row in found.items()}
        scale = {name: np.mean([base[window] for window in asked if window.series == name]) for name in table}
        ordered = sorted(asked, key=lambda window: (window.index, window.series))
        ours, plain = (
            [float(rows[window] / scale[window.series]) for window in ordered]
            for rows in ({w: r[0] for w, r in found.items()}, base)
        )
        skill, interval = skill_interval(ours, plain, np.random.default_rng(0), block=5 * len(table))
        logs, held = np.mean([row[1] for row in found.values()]), np.mean([row[2] for row in found.values()])
        yield (
            f"{method:12s} relative CRPS {1 - skill:.3f} (90 % {1 - (interval.high or 0):.3f} to {1 - interval.low:.3f})  "
            f"log score {logs:.3f}  80 % interval held {held:.3f}"
        )


def main(arguments: list[str] | None = None) -> int:
    """Print the comparison."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.tempo", description="Compare forecasters on the count windows."
    )
    parser.add_argument("--data", type=Path, required=True, help="folder that holds the sets")
    parser.add_argument("--methods", nargs="+", default=sorted(FORECASTERS), choices=sorted(FORECASTERS))
    parser.add_argument("--days", type=int, default=7, choices=LENGTHS)
    chosen = parser.parse_args(arguments)
    for line in compare(chosen.data, chosen.methods, days=chosen.days):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
