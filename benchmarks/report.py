"""docs/accuracy.md: ours beside the trivial baseline, the field and the floors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.measures import Measure

HEAD = """# Accuracy and speed

Written by `make bench`; do not edit. Every number is measured on public data sets with the scorer that comes with them, by the
adapters in `benchmarks/`, which see the texts and never a label. The sets are for measuring: no third-party text ships with
vedette. *Field* is the best published number we know of, with the data it is on: few are on exactly these documents, so read
differences of a few points with care. *Floor* is what a run may not fall below; *wanted* and *goal* are what we work towards.
Intervals are 95 %: resampled documents for templates, Wilson's for proportions. Notes on single sets stand below the table.
"""

NOTES = """
## Notes

- **MUC-4, SATP, event types**: one document, one set of templates or labels, mapped from mentions by the tables in the adapters.
- **Places**: the names are given, the point is asked; *area-aware* counts a country right within 2,000 km, a first-level division
  within 450 km and a place within 161 km.
- **Dyads**: most sentences speak of an invented world in codes of its own. Its names, and the codes of roles and of clauses, come from *other* labelled
  sentences, never from the one that is read; with whole categories of tests held out the score is 42 (docs/approaches.md).
- **PLOVER, dyads**: single sentences that tell of no conflict at all are read by the coder's lexicon and readers alone.
- **Entities, places of events**: read by the encoder that ships (docs/model-card.md), the entities beside the product's own readers.
"""


def table(measures: Sequence[Measure], scores: Mapping[str, dict[str, Any]], floors: Mapping[str, float]) -> str:
    """One row for each measure that was scored; `scores` by measure id."""
    lines = [
        "| measure | vedette | 95 % | trivial | floor | wanted | goal | field |",
        "|---|---:|---|---:|---:|---:|---:|---|",
    ]
    for measure in measures:
        value = measure.value(scores.get(measure.id, {}))
        if value is None:
            continue
        span = measure.interval(scores[measure.id])
        cells = [
            measure.label,
            f"**{show(value)}**",
            f"{span[0]:.1f}–{span[1]:.1f}" if span else "",
            *(show(number) for number in (measure.trivial, floors.get(measure.id), measure.wanted, measure.goal)),
            "; ".join(f"{peer.system} {show(peer.value)} ({peer.on})" for peer in measure.peers),
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def show(number: float | None) -> str:
    """A number as the table prints it."""
    if number is None:
        return ""
    return f"{number:.2f}" if abs(number) < 2 and number != 0 else f"{number:.1f}"


def page(rows: str, left_out: Mapping[str, str], speed: Sequence[tuple[str, str, str]]) -> str:
    """The whole page."""
    parts = [HEAD, rows, ""]
    if left_out:
        parts += [
            "Not measured here: " + "; ".join(f"{name} ({why})" for name, why in sorted(left_out.items())) + ".",
            "",
        ]
    if speed:
        parts += [
            "## Speed",
            "",
            "| | measured | wanted |",
            "|---|---:|---:|",
            *(f"| {a} | {b} | {c} |" for a, b, c in speed),
            "",
        ]
    return "\n".join([*parts[:-1], NOTES])
