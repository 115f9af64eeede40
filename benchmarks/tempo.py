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
from vedette.assessment.changepoints import change_points
from vedette.assessment.exceedance import chance_above
from vedette.assessment.forecast import BASELINE, FORECASTERS, forecaster
from vedette.assessment.forecast.negative_binomial import draw
from vedette.assessment.outlook import generator
from vedette.assessment.scoring import covers, crps, log_score, skill_interval
from vedette.model.assessment import Series

FIRST, STEP, LENGTHS = 150, 11, (1, 7)
RARE_FROM, RARE_DAYS = date(2016, 7, 1), 14
RUNGS = ("events", "events_5plus", "events_10plus", "events_25plus")
DRAWS = 3000
PLAIN, HINDSIGHT = "ewma_nb", "hindsight"


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
    """A line for each method: CRPS relative to the 28-day block and to the weighted mean (mean over series, interval over
    windows), log score, coverage overall and in the fortnight after a break."""
    table = read(data / "tempo" / "series.csv", ("n",))
    asked = [window for window in windows(table) if window.days == days]
    after = {name: after_breaks(first, columns["n"]) for name, (first, columns) in table.items()}
    rows: dict[str, dict[Window, tuple[float, float, bool]]] = {}
    for method in (PLAIN, *dict.fromkeys((BASELINE, *methods))):
        rows[method] = {window: scored(method, table[window.series][1]["n"], window, draws) for window in asked}
        if BASELINE not in rows:
            continue
        found = rows[method].values()
        broken = [row[2] for window, row in rows[method].items() if window.index in after[window.series]]
        block, plain = (relative(rows[method], rows[base], asked) for base in (BASELINE, PLAIN))
        yield (
            f"{method:12s} CRPS/{BASELINE} {block}  CRPS/{PLAIN} {plain}  log score {np.mean([row[1] for row in found]):.3f}  "
            f"80 % interval held {np.mean([row[2] for row in found]):.3f}, after a break {np.mean(broken):.2f} of {len(broken)}"
        )


def scored(method: str, counted: Counts, window: Window, draws: int) -> tuple[float, float, bool]:
    """CRPS, log score and whether the 80 % interval held, for one window."""
    outcome = int(counted[window.index : window.index + window.days].sum())
    rng = generator(0, window.series, window.start.isoformat(), str(window.days))
    if method == HINDSIGHT:
        drawn = in_hindsight(counted, window, rng, draws)
    else:
        drawn = forecaster(method)(counted[: window.index], days=window.days, rng=rng, draws=draws)
    level = float(counted[max(window.index - FIRST, 0) : window.index].mean()) * window.days
    return crps(drawn, outcome), log_score(drawn, outcome, level), covers(drawn, outcome)


def in_hindsight(counted: Counts, window: Window, rng: np.random.Generator, draws: int) -> Counts:
    """No forecast: draws around the rate of the fortnights before AND after the window, to show what is within reach."""
    end = window.index + window.days
    around = np.concatenate((counted[max(window.index - 14, 0) : window.index], counted[end : end + 14]))
    mean = (float(around.sum()) + 0.3) / len(around) * window.days
    return draw(mean, 8.0, rng, draws)


def after_breaks(first: date, counted: Counts) -> set[int]:
    """The days within a fortnight after a break, as the change-point model tells breaks."""
    series = Series(key="all", name="all", start=first, counts=tuple(int(count) for count in counted))
    days = [(point.day - first).days for point in change_points(series)]
    return {day + ahead for day in days for ahead in range(14)}


def relative(
    ours: dict[Window, tuple[float, float, bool]], plain: dict[Window, tuple[float, float, bool]], asked: list[Window]
) -> str:
    """Mean over series of the ratio of mean CRPS, with its 90 % interval."""
    names = sorted({window.series for window in asked})
    scale = {name: np.mean([plain[window][0] for window in asked if window.series == name]) for name in names}
    ordered = sorted(asked, key=lambda window: (window.index, window.series))
    first, second = ([float(rows[w][0] / scale[w.series]) for w in ordered] for rows in (ours, plain))
    skill, interval = skill_interval(first, second, np.random.default_rng(0), block=5 * len(names))
    return f"{1 - skill:.3f} ({1 - (interval.high or 0):.3f} to {1 - interval.low:.3f})"


def main(arguments: list[str] | None = None) -> int:
    """Print the comparison."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.tempo", description="Compare forecasters on the count windows."
    )
    parser.add_argument("--data", type=Path, required=True, help="folder that holds the sets")
    parser.add_argument(
        "--methods", nargs="+", default=[*sorted(FORECASTERS), HINDSIGHT], choices=[*sorted(FORECASTERS), HINDSIGHT]
    )
    parser.add_argument("--days", type=int, default=7, choices=LENGTHS)
    chosen = parser.parse_args(arguments)
    for line in compare(chosen.data, chosen.methods, days=chosen.days):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
