"""Words of probability: ICD 203, one word for one number, the number always beside it."""

from bisect import bisect_right

LADDER = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.00, "almost certain"),
)
"""Upper end and word of each rung (Intelligence Community Directive 203, Analytic Standards, 2015)."""


def word(probability: float) -> str:
    """The word for a probability between 0 and 1.

    A boundary belongs to the rung above it (0.20 is "unlikely", 0.55 is "likely"). ICD 203 names nothing below 1 % or above
    99 %: those values keep the outermost words, for a forecast claims neither the impossible nor the certain.
    Raises ValueError outside 0..1.
    """
    if not 0.0 <= probability <= 1.0:
        raise ValueError(f"a probability lies between 0 and 1, got {probability}")
    rung = bisect_right([top for top, _ in LADDER[:-1]], probability)
    return LADDER[rung][1]
