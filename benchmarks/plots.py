"""Draw the calibration figures of docs/forecasting.md from a prediction file, as plain SVG.

python -m benchmarks.plots --data DIR --predictions FILE --out docs/figures
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path

import numpy as np

from benchmarks.tempo import read
from vedette.assessment.scoring import pit, reliability

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 360, 260, 46, 40, 30
STYLE = "font-family='sans-serif' font-size='12' fill='#333'"


def outcomes(data: Path, predictions: Path) -> tuple[list[float], list[float], list[bool]]:
    """PIT values of the 7-day totals; probabilities of the rare events; whether they happened."""
    counted = read(data / "tempo" / "series.csv", ("n",))
    rare = read(data / "tempo" / "ucdp_syria_daily.csv", ("events_25plus",))
    rng = np.random.default_rng(0)
    pits, chances, happened = [], [], []
    with predictions.open(encoding="utf8") as lines:
        for row in map(json.loads, lines):
            first, columns = (rare if "prob" in row else counted)[row["series"]]
            index = (date.fromisoformat(row["start"]) - first).days
            total = int(next(iter(columns.values()))[index : index + row["days"]].sum())
            if "prob" in row:
                chances.append(row["prob"])
                happened.append(total > 0)
            elif row["days"] == 7:
                pits.append(pit(row["samples"], total, rng))
    return pits, chances, happened


def histogram(values: list[float], bins: int = 10) -> str:
    """PIT histogram; flat at 1 is calibrated."""
    heights = np.histogram(values, bins=bins, range=(0, 1))[0] * bins / len(values)
    top = max(1.5, float(heights.max()) * 1.1)
    step = (WIDTH - LEFT - 10) / bins
    bars = "".join(
        f"<rect x='{LEFT + step * at + 1:.1f}' y='{_y(height / top):.1f}' width='{step - 2:.1f}' "
        f"height='{_y(0) - _y(height / top):.1f}' fill='#4a7fb5'/>"
        for at, height in enumerate(heights)
    )
    line = f"<line x1='{LEFT}' x2='{WIDTH - 10}' y1='{_y(1 / top):.1f}' y2='{_y(1 / top):.1f}' stroke='#b33' stroke-dasharray='4 3'/>"
    return _frame(
        f"PIT of 7-day totals, {len(values)} forecasts", "probability integral transform", "density", top, bars + line
    )


def diagram(chances: list[float], happened: list[bool]) -> str:
    """Reliability diagram; on the diagonal is calibrated, area is the number of cases."""
    across = WIDTH - LEFT - 10
    dots = "".join(
        f"<circle cx='{LEFT + across * mean:.1f}' cy='{_y(share):.1f}' r='{2 + np.sqrt(cases) / 2:.1f}' fill='#4a7fb5' fill-opacity='.8'>"
        f"<title>forecast {mean:.2f}, happened {share:.2f}, {cases} cases</title></circle>"
        for mean, share, cases in reliability(chances, happened)
    )
    line = f"<line x1='{LEFT}' y1='{_y(0)}' x2='{WIDTH - 10}' y2='{_y(1):.1f}' stroke='#b33' stroke-dasharray='4 3'/>"
    return _frame(
        f"25 or more deaths in 14 days, {len(chances)} forecasts",
        "forecast probability",
        "share that happened",
        1.0,
        line + dots,
    )


def _y(share: float) -> float:
    return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP)


def _frame(title: str, across: str, up: str, top: float, inside: str) -> str:
    axes = f"<path d='M{LEFT} {TOP}V{_y(0)}H{WIDTH - 10}' fill='none' stroke='#333'/>"
    marks = f"<text x='{LEFT - 6}' y='{_y(0)}' text-anchor='end' {STYLE}>0</text><text x='{LEFT - 6}' y='{TOP + 8}' text-anchor='end' {STYLE}>{top:.1f}</text>"
    words = (
        f"<text x='{WIDTH / 2}' y='18' text-anchor='middle' {STYLE} font-weight='bold'>{title}</text>"
        f"<text x='{WIDTH / 2}' y='{HEIGHT - 8}' text-anchor='middle' {STYLE}>{across}, 0 to 1</text>"
        f"<text x='14' y='{HEIGHT / 2}' text-anchor='middle' {STYLE} transform='rotate(-90 14 {HEIGHT / 2})'>{up}</text>"
    )
    return f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}' role='img' aria-label='{title}'>{axes}{marks}{words}{inside}</svg>\n"


def main(arguments: list[str] | None = None) -> int:
    """Write both figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.plots", description="Draw the calibration figures.")
    parser.add_argument("--data", type=Path, required=True, help="folder that holds the sets")
    parser.add_argument("--predictions", type=Path, required=True, help="file written by benchmarks.predict tempo")
    parser.add_argument("--out", type=Path, required=True, help="folder for the figures")
    chosen = parser.parse_args(arguments)
    pits, chances, happened = outcomes(chosen.data, chosen.predictions)
    chosen.out.mkdir(parents=True, exist_ok=True)
    (chosen.out / "tempo-pit.svg").write_text(histogram(pits), encoding="utf8")
    (chosen.out / "tempo-reliability.svg").write_text(diagram(chances, happened), encoding="utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
