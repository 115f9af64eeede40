"""Run every adapter, score it, write docs/accuracy.md and docs/errors.md, and fail when a floor falls: python -m benchmarks --data DIR."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import error_page, measures, report, scoring, speed
from benchmarks.measures import Measure

DOCS = Path(__file__).resolve().parents[1] / "docs"


def main(arguments: list[str] | None = None) -> int:
    """0 when every floor holds, 5 when one falls, 1 when nothing could be scored."""
    chosen = _parser().parse_args(arguments)
    wanted = [m for m in measures.load() if not chosen.sets or m.set in chosen.sets]
    with tempfile.TemporaryDirectory() as scratch:
        folder = chosen.out or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        scores, left_out = scored(wanted, chosen.data, folder, reuse=chosen.reuse)
        if not chosen.sets:
            error_page.write(chosen.data, folder, DOCS / "errors.md")
    values = {m.id: v for m in wanted if (v := m.value(scores.get(m.id, {}))) is not None}
    if chosen.record:
        measures.record(values, tuple(wanted))
    if not chosen.sets:
        timed = () if chosen.no_speed else speed.measure()
        page = report.page(report.table(wanted, scores, measures.floors()), left_out, timed)
        (DOCS / "accuracy.md").write_text(page, encoding="utf-8")
    print(report.table(wanted, scores, measures.floors()))
    for name, why in sorted(left_out.items()):
        print(f"not scored: {name}: {why}", file=sys.stderr)
    below = fallen(wanted, values, measures.floors())
    for line in below:
        print(line, file=sys.stderr)
    return 5 if below else 0 if values else 1


def scored(
    wanted: Sequence[Measure], data: Path, folder: Path, *, reuse: bool
) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """What the scorer says for each measure, and why a set was left out."""
    scores: dict[str, dict[str, Any]] = {}
    left_out: dict[str, str] = {}
    for name in dict.fromkeys(m.set for m in wanted):
        own = [m for m in wanted if m.set == name]
        try:
            found = scoring.run(name, data, folder, frozenset(m.split for m in own), reuse=reuse)
        except scoring.NotScoredError as error:
            left_out[name] = str(error)
            continue
        by_split = {one.split: one for one in found}
        scores |= {m.id: by_split[m.split].scores for m in own}
        print(f"{name}: predicted in {found[0].seconds:.1f} s", file=sys.stderr)
    return scores, left_out


def fallen(wanted: Sequence[Measure], values: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """A line for each measure that stands below its floor."""
    return [
        f"{m.id}: {values[m.id]:.2f} is worse than its floor {floors[m.id]:.2f}"
        for m in wanted
        if m.id in values and m.id in floors and m.better(floors[m.id], values[m.id])
    ]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds the sets and score.py")
    parser.add_argument("--out", type=Path, help="keep the prediction files here")
    parser.add_argument("--reuse", action="store_true", help="score prediction files that lie in --out already")
    parser.add_argument("--sets", nargs="+", metavar="SET", help="only these sets; the page is not written")
    parser.add_argument(
        "--record", action="store_true", help="raise or lower the recorded floors to what is reached now"
    )
    parser.add_argument("--no-speed", action="store_true", help="leave speed and memory out")
    return parser


if __name__ == "__main__":
    sys.exit(main())
