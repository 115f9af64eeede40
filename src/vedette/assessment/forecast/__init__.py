"""Forecasts of the total of the next days, by name.

Each forecaster takes the daily counts up to the day before the window and returns draws of the total. It sees nothing
else: no later day, no other series, no window chosen to fit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from vedette import registry

if TYPE_CHECKING:
    from vedette.assessment.arrays import Forecaster

FORECASTERS = {
    "block28": "vedette.assessment.forecast.block28:forecast",
    "climatology": "vedette.assessment.forecast.climatology:forecast",
    "ewma_nb": "vedette.assessment.forecast.ewma_nb:forecast",
    "ingarch": "vedette.assessment.forecast.ingarch:forecast",
    "bocpd": "vedette.assessment.forecast.bocpd:forecast",
    "walk": "vedette.assessment.forecast.walk:forecast",
    "default": "vedette.assessment.forecast.mixture:forecast",
}
BASELINE = "block28"


def forecaster(name: str) -> Forecaster:
    """Return the forecaster called `name`; ConfigError naming the known ones when there is none."""
    return cast("Forecaster", registry.load("forecaster", name, FORECASTERS))
