"""Columns like those of the UCDP Georeferenced Event Dataset, from its codebook (https://ucdp.uu.se/downloads/ged/ged251.pdf).

Only what the ledger knows is filled in: UCDP's ids of conflicts, dyads and states are its own.
"""

from __future__ import annotations

from math import floor
from typing import Any, Final

from vedette.app.exporting import facts
from vedette.app.exporting.base import Layout
from vedette.store.encode import Wire
from vedette.store.tables import Point, columns

_COLUMNS: Final = columns(
    ("id", "text", "vedette's id of the incident, not one of UCDP's"),
    ("relid", "text", "always empty"),
    ("year", "int", "the year of date_end"),
    ("active_year", "int", "always empty"),
    ("type_of_violence", "int", "1 state-based, 2 non-state, 3 one-sided; empty where a side is not known"),
    ("conflict_new_id", "int", "always empty"),
    ("conflict_name", "text", "always empty"),
    ("dyad_new_id", "int", "always empty"),
    ("dyad_name", "text", "side_a - side_b where both are known"),
    ("side_a_new_id", "int", "always empty"),
    ("side_a", "text", "the doer best supported, under vedette's name for it"),
    ("side_b_new_id", "int", "always empty"),
    ("side_b", "text", "who was hit, under vedette's name; UCDP writes 'Civilians' for one-sided violence, and so does this"),
    ("number_of_sources", "int", "reports that tell it, copies included"),
    ("source_article", "text", "the outlets that tell it"),
    ("source_original", "text", "always empty"),
    ("where_prec", "int", "1 exact, 2 within 25 km, 3 district, 4 province, 6 country, 7 sea; empty for wider regions"),
    ("where_coordinates", "text", "name of the place the point stands for"),
    ("adm_1", "text", "first-level division"),
    ("adm_2", "text", "second-level division"),
    ("latitude", "float", "degrees, WGS 84; empty for a country, a sea or a region over several divisions"),
    ("longitude", "float", "degrees, WGS 84"),
    ("geom_wkt", "text", "the point as WKT"),
    ("priogrid_gid", "int", "the half-degree PRIO-GRID cell; empty where the place is wider than a cell"),
    ("country", "text", "name of the country"),
    ("country_id", "int", "always empty: Gleditsch and Ward numbers"),
    ("region", "text", "always empty"),
    ("event_clarity", "int", "1 told as one event; 2 where one report covers several attacks"),
    ("date_prec", "int", "1 exact day, 2 two to six days, 3 a week, 4 up to a month, 5 more; empty where the first day is open"),
    ("date_start", "text", "first possible day; empty where left open"),
    ("date_end", "text", "last possible day"),
    ("deaths_a", "int", "deaths told of side a; EMPTY where no source gives a figure"),
    ("deaths_b", "int", "deaths told of side b; EMPTY where no source gives a figure"),
    ("deaths_civilians", "int", "deaths told of civilians; EMPTY where no source gives a figure"),
    ("deaths_unknown", "int", "deaths whose side is not told; EMPTY where no source gives a figure"),
    ("best", "int", "best figure of all deaths; EMPTY where no source gives one, never a guess and never 0 for unknown"),
    ("high", "int", "at most so many deaths"),
    ("low", "int", "at least so many deaths"),
    ("gwnoa", "int", "always empty"),
    ("gwnob", "int", "always empty"),
)  # fmt: skip
_NOTES: Final = (
    (
        "Deaths of named sides add up; a figure of which no side is told is the total where it is the larger one, and where it is "
        "smaller only the range is given."
    ),
    (
        "UCDP GED holds events with at least one death and known organised sides; here every ASSAULT that occurred is a row. Keep "
        "rows with best >= 1 for UCDP's own rule."
    ),
    (
        "Deaths nobody gives a figure of are empty, and so is a sum in which one of the figures is missing; `low` then still holds "
        "what is told at least."
    ),
    "UCDP's high is its coders' highest credible figure; here it is the highest figure of any source.",
    "Side a is the doer as reported, where UCDP orders sides by its own rules.",
    "Other kinds than ASSAULT, foiled attacks, and acts left open have no row.",
)
_WHERE: Final = {"point": 1, "facility": 1, "town": 1, "district": 3, "province": 4, "country": 6, "sea": 7}
_EXACT_KM: Final = 5.0
"""A place that reaches further than this around its point is 'within 25 km', not exact."""


def layout() -> Layout:
    """Incidents under the column names of UCDP GED."""
    return Layout(
        name="ucdp", title="UCDP-GED-like columns", source="https://ucdp.uu.se/downloads/ged/ged251.pdf", records=("incidents",),
        columns=lambda _what: _COLUMNS, row=row, point=Point(id="id", lat="latitude", lon="longitude"), notes=_NOTES,
    )  # fmt: skip


def row(wire: Wire) -> dict[str, Any] | None:
    """One incident; None for what is no ASSAULT that occurred."""
    if wire["kind"] != "ASSAULT" or wire["status"] != "occurred":
        return None
    place, when = wire.get("place"), wire.get("when")
    where, dead = facts.divisions(place), facts.people(wire, "killed")
    lat, lon = facts.mappable(place)
    violence = _violence(wire)
    side_a = facts.part(wire, "actor", "name")
    side_b = "Civilians" if violence == 3 else facts.part(wire, "target", "name")
    latest = when["latest"] if when else None
    return {
        "id": wire["id"],
        "year": int(latest[:4]) if latest else None,
        "type_of_violence": violence,
        "dyad_name": f"{side_a} - {side_b}" if side_a and side_b else None,
        "side_a": side_a,
        "side_b": side_b,
        "number_of_sources": len(wire["sources"]),
        "source_article": facts.outlets(wire),
        "where_prec": _where_prec(place),
        "where_coordinates": place["name"] if place else None,
        "adm_1": where.adm1,
        "adm_2": where.adm2,
        "latitude": lat,
        "longitude": lon,
        "geom_wkt": None if lat is None else f"POINT ({lon} {lat})",
        "priogrid_gid": _priogrid(place, lat, lon),
        "country": where.country,
        "event_clarity": 2 if (wire["multiplicity"] or 1) > 1 else 1,
        "date_prec": _date_prec(facts.days_wide(when)),
        "date_start": when["earliest"] if when else None,
        "date_end": latest,
        "deaths_a": facts.people(wire, "killed", ("actor",)).best,
        "deaths_b": facts.people(wire, "killed", ("target",)).best,
        "deaths_civilians": facts.people(wire, "killed", ("civilian",)).best,
        "deaths_unknown": facts.people(wire, "killed", ("unknown",)).best,
        "best": dead.best,
        "high": dead.high,
        "low": dead.low,
    }


def _violence(wire: Wire) -> int | None:
    doer, hit = facts.camp(wire.get("actor")), facts.camp(wire.get("target"))
    if doer not in ("state", "group") or hit is None:
        return None
    if hit == "civilian":
        return 3
    return 2 if doer == hit == "group" else 1


def _where_prec(place: Wire | None) -> int | None:
    precision = (place or {}).get("precision") or ""
    radius = (place or {}).get("radius_km")
    if precision.startswith("grid"):
        return 2 if radius is not None and radius <= 25 else None
    code = _WHERE.get(precision)
    return 2 if code == 1 and radius is not None and radius > _EXACT_KM else code


def _date_prec(days: int | None) -> int | None:
    if days is None:
        return None
    return 1 if days == 0 else 2 if days < 6 else 3 if days == 6 else 4 if days <= 31 else 5


def _priogrid(place: Wire | None, lat: float | None, lon: float | None) -> int | None:
    """The number of the half-degree cell, row by row from the south-west corner of the globe (https://grid.prio.org)."""
    if place is None or lat is None or lon is None or (place["radius_km"] or 0) > 28:
        return None
    return min(floor((lat + 90) * 2), 359) * 720 + min(floor((lon + 180) * 2), 719) + 1
