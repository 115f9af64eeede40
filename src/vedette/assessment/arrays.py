"""The array types that the numeric modules share."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]


class Forecaster(Protocol):
    """A way to draw the total of the next days from the daily counts so far."""

    def __call__(self, history: Counts, *, days: int, rng: np.random.Generator, draws: int) -> Counts:
        """Return `draws` draws of the total over the `days` days after the last day of `history`."""
        ...
