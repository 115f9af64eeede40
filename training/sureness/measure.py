"""What confidences are worth: reliability, expected calibration error, and what a least confidence keeps and costs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from training.sureness.gather import Case, by_field

from vedette.coding import sureness

BINS: Final = 10
BOUNDS: Final = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9)
Pairs = Sequence[tuple[float, bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """One field: how many readings, how sure they are said to be, how many are right, and the errors before and after."""

    field: str
    pairs: Pairs
    before: float

    @property
    def error(self) -> float:
        """The expected calibration error."""
        return error(self.pairs)


def worths(cases: Sequence[Case], weights: Mapping[str, Mapping[str, float]]) -> Iterator[Worth]:
    """What the confidences of every field are worth."""
    for field, mine in by_field(cases):
        pairs = [(sureness.sure(weights, case.name, case.given), case.right) for case in mine]
        yield Worth(field=field, pairs=pairs, before=error([(case.hand, case.right) for case in mine]))


def error(pairs: Pairs) -> float:
    """Expected calibration error (Naeini et al. 2015) over ten bins of equal width."""
    return sum(
        len(one) / len(pairs) * abs(mean([p for p, _ in one]) - mean([r for _, r in one])) for one in bins(pairs) if one
    )


def chance(pairs: Pairs) -> float:
    """The error that confidences which are true to the last digit show on average with so few readings."""
    spread = [sum(p * (1 - p) for p, _ in one) for one in bins(pairs)]
    return sum(math.sqrt(2 / math.pi * one) for one in spread) / len(pairs)


def bins(pairs: Pairs) -> list[list[tuple[float, bool]]]:
    """The pairs by tenths of confidence."""
    found: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for sure, right in pairs:
        found[min(BINS - 1, int(sure * BINS + 1e-9))].append((sure, right))
    return found


def mean(values: Sequence[float]) -> float:
    """The mean; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def rows(cases: Sequence[Case], weights: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """One plain line for each field, for the eye while fitting."""
    for one in worths(cases, weights):
        said, right = mean([p for p, _ in one.pairs]), mean([r for _, r in one.pairs])
        yield (
            f"{one.field:16} n {len(one.pairs):5}  says {said:.2f}  right {right:.2f}  error {100 * one.before:5.1f} -> {100 * one.error:5.1f}  "
            f"brier {mean([(p - r) ** 2 for p, r in one.pairs]):.3f} of {right * (1 - right):.3f}"
        )
