"""Words of probability: one word for one number on a published yardstick, the number always beside it."""

from bisect import bisect_right
from typing import Final, Literal, TypeAlias

Yardstick: TypeAlias = Literal["icd203", "phia"]

LADDERS: Final[dict[Yardstick, tuple[tuple[float, str], ...]]] = {
    "icd203": (
        (0.05, "almost no chance"), (0.20, "very unlikely"), (0.45, "unlikely"), (0.55, "roughly even"), (0.80, "likely"),
        (0.95, "very likely"), (1.00, "almost certain"),
    ),
    "phia": (
        (0.075, "a remote chance"), (0.225, "highly unlikely"), (0.375, "unlikely"), (0.525, "a realistic possibility"),
        (0.775, "likely"), (0.925, "highly likely"), (1.00, "almost certain"),
    ),
}  # fmt: skip
"""Upper end and word of each rung.

ICD 203: Intelligence Community Directive 203, Analytic Standards, 2015. PHIA: the yardstick of the Professional Head of
Intelligence Assessment, United Kingdom, whose rungs leave gaps between them (5 to 10 %, 20 to 25 %, ...) so that nobody argues
over a boundary; here each gap is shared at its middle.
"""


def word(probability: float, yardstick: Yardstick = "icd203") -> str:
    """The word for a probability between 0 and 1 on a yardstick.

    A boundary belongs to the rung above it (0.20 is "unlikely" and 0.55 "likely" in ICD 203). ICD 203 names nothing below 1 % or
    above 99 %: those values keep the outermost words, for a forecast claims neither the impossible nor the certain.
    Raises ValueError outside 0..1.
    """
    if not 0.0 <= probability <= 1.0:
        raise ValueError(f"a probability lies between 0 and 1, got {probability}")
    ladder = LADDERS[yardstick]
    return ladder[bisect_right([top for top, _ in ladder[:-1]], probability)][1]
