"""Reliability diagrams as SVG: how sure was said, across, against how often it was right, up."""

from __future__ import annotations

import html
from collections.abc import Mapping

from training.sureness.measure import Pairs, bins, error, mean

SIZE, GAP, ACROSS = 130, 46, 4


def picture(shown: Mapping[str, Pairs]) -> str:
    """One diagram for each name, with its expected calibration error in points; a disc is one tenth of confidence, its size the number of decisions."""
    down = -(-len(shown) // ACROSS)
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {ACROSS * (SIZE + GAP) + 20} {down * (SIZE + GAP + 14) + 10}" '
            'font-family="sans-serif" font-size="10" role="img" aria-label="Reliability diagrams">'
        )
    ]
    for at, (name, pairs) in enumerate(shown.items()):
        parts += _diagram(30 + at % ACROSS * (SIZE + GAP), 24 + at // ACROSS * (SIZE + GAP + 14), name, pairs)
    return "\n".join([*parts, "</svg>", ""])


def _diagram(x: int, y: int, name: str, pairs: Pairs) -> list[str]:
    parts = [
        f'<text x="{x}" y="{y - 8}">{html.escape(name)} ({100 * error(pairs):.1f})</text>',
        f'<rect x="{x}" y="{y}" width="{SIZE}" height="{SIZE}" fill="none" stroke="#999"/>',
        f'<line x1="{x}" y1="{y + SIZE}" x2="{x + SIZE}" y2="{y}" stroke="#bbb" stroke-dasharray="3 3"/>',
    ]
    for one in bins(pairs):
        if one:
            sure, right = mean([p for p, _ in one]), mean([r for _, r in one])
            radius = 2 + 8 * (len(one) / len(pairs)) ** 0.5
            parts.append(
                f'<circle cx="{x + SIZE * sure:.1f}" cy="{y + SIZE * (1 - right):.1f}" r="{radius:.1f}" fill="#1f5a94" fill-opacity="0.6"/>'
            )
    for share in (0, 1):
        parts.append(f'<text x="{x + SIZE * share - 3}" y="{y + SIZE + 12}" fill="#555">{share}</text>')
    return parts
