"""Where an event took place, no more precisely than the text says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from vedette.model._check import require

Precision: TypeAlias = Literal["point", "facility", "town", "district", "province", "region", "country", "sea"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place of the gazetteer: a point in degrees (WGS 84), the radius in km within which the event lies, and its precision.

    `id` None is a place that the text names and the gazetteer does not know: it then has no point either.
    `within` are the ids of the places that hold it, nearest first; `claimants` are ISO 3166 alpha-2 codes of all who claim it.
    `basis` is "explicit", or what the place was inferred from.
    """

    name: str
    id: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    precision: Precision | None = None
    basis: str = "explicit"
    within: tuple[str, ...] = ()
    claimants: tuple[str, ...] = ()
    disputed: bool = False

    def __post_init__(self) -> None:
        require(bool(self.name.strip()), "a place has a name")
        require((self.lat is None) == (self.lon is None), "a point has a latitude and a longitude")
        require(self.lat is None or self.id is not None, "a point comes from the gazetteer, never from nowhere")
        require(self.lat is None or -90 <= self.lat <= 90, "latitude {} is off the globe", self.lat)
        require(self.lon is None or -180 <= self.lon <= 180, "longitude {} is off the globe", self.lon)
        require(
            self.lat is None or (self.radius_km is not None and self.radius_km > 0),
            "a point without a radius claims too much",
        )
