"""What is taken out of a record before it goes to the public: exact places, quoted words, and names that only a text gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import cos, floor, radians
from typing import Any, Final

from vedette.app.exporting import facts
from vedette.errors import InputError
from vedette.reference.actors import actors
from vedette.reference.names import fold
from vedette.store.encode import Wire

Coarsener = Callable[[Wire], Wire]

PUBLIC: Final = ("incidents", "mentions", "signals", "tallies")
"""The sorts of records that can be made public; the others hold whole texts or paths of files."""

_KM_A_DEGREE: Final = 111.32
_WIDE: Final = ("province", "region", "country", "sea")
_PLAIN_BASIS: Final = frozenset({"explicit", "relative", "publication", "context"})
_PARTIES: Final = frozenset({"actor", "target", "counter"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """How a record is made public: with or without the names that texts give, and with places made coarse (None: as they are)."""

    names: bool = True
    coarsen: str | None = None

    @property
    def held_back(self) -> bool:
        """Whether anything is taken out."""
        return self.coarsen is not None or not self.names

    def maker(self, what: str) -> Callable[[Wire], Wire]:
        """What makes a record of this sort public; InputError where that cannot be done."""
        if not self.held_back:
            return lambda wire: wire
        if what not in PUBLIC:
            raise InputError(
                f"{what} hold whole texts or names of files and have no public form; export {', '.join(PUBLIC)}"
            )
        coarse = coarsener(self.coarsen)
        return lambda wire: _public(wire, coarse)

    @property
    def words(self) -> tuple[str, ...]:
        """What was done, for the README."""
        if not self.held_back:
            return ("Nothing was held back: words are quoted from reports and places are as precise as the text.",)
        how = {"admin1": "Places finer than a first-level division are given as that division."}
        cell = f"Places finer than {self.coarsen} km are given as the centre of a cell of a {self.coarsen} km grid (precision grid_…km)."
        rounded = () if self.coarsen is None else (how.get(self.coarsen, cell),)
        return (
            *rounded,
            (
                "Quoted words, their offsets and conditions are withheld. A doer or one done to is named only as the reference tables "
                "name it; names that only a text gives, of people and of places, are withheld (empty)."
            ),
            "Outlets are named. Ids are computed from what reports say: whoever holds the same reports can find them again.",
        )


OPEN: Final = Release()
"""Nothing is held back."""


def coarsener(how: str | None) -> Coarsener:
    """The way to make a place coarse: "admin1", or the size in km of a grid's cells; InputError for anything else."""
    if how is None:
        return _named_place
    if how == "admin1":
        return _division
    try:
        size = float(how)
    except ValueError:
        size = 0.0
    if not 1 <= size <= 500:
        raise InputError(
            f"cannot coarsen places to {how!r}; give admin1, or the size of a grid's cells in km, 1 to 500"
        )
    return lambda place: _cell(place, size)


def _public(wire: Wire, coarse: Coarsener) -> Wire:
    return {key: _open(key, value, coarse) for key, value in wire.items() if key != "more"}


def _open(key: str, value: Any, coarse: Coarsener) -> Any:
    if isinstance(value, list):
        return [_open(key, one, coarse) for one in value]
    if not isinstance(value, dict):
        return None if key in ("text", "start", "end", "condition") else value
    opened = {name: _open(name, inner, coarse) for name, inner in value.items() if name != "more"}
    if "lat" in opened and "radius_km" in opened:
        return coarse(opened)
    if opened.get("override") and opened.get("rule"):
        opened["rule"] = "set by a person"
    if opened.get("basis") not in _PLAIN_BASIS and "basis" in opened:
        opened["basis"] = None
    for name in ("actor", "by"):
        if f"{name}_name" in opened:
            party = _party({"id": opened[name], "name": opened[f"{name}_name"], "role": opened[f"{name}_role"]})
            opened |= {f"{name}_name": party["name"], f"{name}_role": party["role"]}
    return _party(opened) if {"id", "name", "role"} <= set(opened) else opened


def _party(party: Wire) -> Wire:
    """A doer or one done to under the tables' name; one that they do not know keeps its role where that is a common word."""
    found = facts.actor_of(party["id"]) if party["id"] else None
    role = party["role"] if party["role"] and _common(party["role"]) else None
    plain = party["name"] if found is None and party["name"] and _common(party["name"]) else None
    return {**party, "name": found.name if found else plain, "role": role}


@lru_cache(maxsize=10_000)
def _common(words: str) -> bool:
    return fold(words) in actors().roles


def _named_place(place: Wire) -> Wire:
    """The place under the gazetteer's name; one that only the text names is withheld, its country kept."""
    found = facts.place_of(place["id"]) if place["id"] else None
    if found is not None:
        return {**place, "name": found.name, **_plain(place)}
    return _withheld(place)


def _division(place: Wire) -> Wire:
    if place["precision"] in _WIDE and place["id"]:
        return _named_place(place)
    holders = [place["id"] or "", *place["within"]]
    for kind, precision in (("adm1:", "province"), ("iso:", "country")):
        found = next((facts.place_of(id) for id in holders if id.startswith(kind)), None)
        if found is not None:
            return {
                **place, "id": found.id, "name": found.name, "lat": found.lat, "lon": found.lon, "radius_km": found.radius_km,
                "precision": precision, "within": _coarse_holders(place, found.id), **_plain(place),
            }  # fmt: skip
    return _withheld(place)


def _cell(place: Wire, size: float) -> Wire:
    if place["lat"] is None or place["id"] is None:
        return _withheld(place)
    if (place["radius_km"] or 0) >= size:
        return _named_place(place)
    rise = size / _KM_A_DEGREE
    lat = min((floor(place["lat"] / rise) + 0.5) * rise, 90.0)
    run = rise / max(cos(radians(lat)), 0.01)
    lon = (floor(place["lon"] / run) + 0.5) * run
    lat, lon = round(max(lat, -90.0), 4), round(max(min(lon, 180.0), -180.0), 4)
    holder = next((facts.place_of(id) for id in _coarse_holders(place, None)), None)
    return {
        **place, "id": f"grid:{size:g}km:{lat}:{lon}", "name": holder.name if holder else f"a cell of a {size:g} km grid",
        "lat": lat, "lon": lon, "radius_km": round(size * 0.71, 1), "precision": f"grid_{size:g}km",
        "within": _coarse_holders(place, None), **_plain(place),
    }  # fmt: skip


def _coarse_holders(place: Wire, own: str | None) -> list[str]:
    return [id for id in place["within"] if id.startswith(("adm1:", "iso:")) and id != own]


def _withheld(place: Wire) -> Wire:
    nothing = dict.fromkeys(("id", "name", "lat", "lon", "radius_km", "precision"))
    return {**place, **nothing, "within": _coarse_holders(place, None), **_plain(place)}


def _plain(place: Wire) -> Wire:
    """What the place rests on, without the words."""
    kept = {"basis": place["basis"] if place["basis"] in _PLAIN_BASIS else None}
    return kept | ({"reading_basis": None} if "reading_basis" in place else {})
