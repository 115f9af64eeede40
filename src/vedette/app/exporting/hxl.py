"""A short table of incidents with a line of HXL hashtags under the header (https://hxlstandard.org/standard/1-1final/)."""

from __future__ import annotations

from typing import Any, Final

from vedette.app.exporting import facts
from vedette.app.exporting.base import Layout
from vedette.store.encode import Wire
from vedette.store.tables import Column, ColumnType, Point

_TABLE: Final[tuple[tuple[str, ColumnType, str, str], ...]] = (
    ("incident", "text", "#event+id", "vedette's id of the incident"),
    ("date_start", "text", "#date+start", "first possible day; empty where left open"),
    ("date_end", "text", "#date+end", "last possible day"),
    ("kind", "text", "#event+type", "what was done"),
    ("mode", "text", "#event+mode", "how it was done"),
    ("status", "text", "#status", "occurred or foiled"),
    ("actor", "text", "#group+actor+name", "the doer best supported"),
    ("target", "text", "#group+target+name", "who or what was hit"),
    ("country", "text", "#country+name", "name of the country"),
    ("country_code", "text", "#country+code+iso3", "ISO 3166-1 alpha-3 code"),
    ("adm1", "text", "#adm1+name", "first-level division"),
    ("adm2", "text", "#adm2+name", "second-level division"),
    ("location", "text", "#loc+name", "name of the place"),
    ("lat", "float", "#geo+lat", "latitude; empty for a country, a sea or a region over several divisions"),
    ("lon", "float", "#geo+lon", "longitude"),
    ("radius_km", "float", "#geo+radius+km", "the place lies within this radius of the point"),
    ("precision", "text", "#geo+precision", "how precise the place is"),
    ("killed_low", "int", "#affected+killed+min", "at least so many killed; empty is unknown"),
    ("killed", "int", "#affected+killed", "best figure of the killed; empty is unknown, never 0"),
    ("killed_high", "int", "#affected+killed+max", "at most so many killed"),
    ("injured_low", "int", "#affected+injured+min", "at least so many injured; empty is unknown"),
    ("injured", "int", "#affected+injured", "best figure of the injured; empty is unknown, never 0"),
    ("injured_high", "int", "#affected+injured+max", "at most so many injured"),
    ("missing", "int", "#affected+missing", "best figure of the missing or abducted; empty is unknown"),
    ("severity", "text", "#severity", "rung of the ladder, L0 to L7"),
    ("grade", "text", "#meta+grade", "Admiralty grade: reliability A-F, credibility 1-6"),
    ("independent_sources", "int", "#meta+sources+num", "outlets and copy groups, each counted once"),
    ("source", "text", "#meta+source", "the outlets that tell it"),
)  # fmt: skip
_COLUMNS: Final = tuple(Column(name=name, type=type, tag=tag, meaning=meaning) for name, type, tag, meaning in _TABLE)


def layout() -> Layout:
    """Incidents as a table with HXL hashtags."""
    return Layout(
        name="hxl", title="a table with HXL hashtags", source="https://hxlstandard.org/standard/1-1final/", records=("incidents",),
        columns=lambda _what: _COLUMNS, row=row, point=Point(id="incident", lat="lat", lon="lon"), tagged=True,
        notes=("The second line of the file holds the hashtags; readers that know no HXL take it for data.",),
    )  # fmt: skip


def row(wire: Wire) -> dict[str, Any]:
    """One incident."""
    place, when = wire.get("place"), wire.get("when")
    where, killed, injured = facts.divisions(place), facts.people(wire, "killed"), facts.people(wire, "injured")
    lat, lon = facts.mappable(place)
    return {
        "incident": wire["id"],
        "date_start": when["earliest"] if when else None,
        "date_end": when["latest"] if when else None,
        "kind": wire["kind"],
        "mode": wire["mode"],
        "status": wire["status"],
        "actor": facts.part(wire, "actor", "name"),
        "target": facts.part(wire, "target", "name"),
        "country": where.country,
        "country_code": where.iso3,
        "adm1": where.adm1,
        "adm2": where.adm2,
        "location": place["name"] if place else None,
        "lat": lat,
        "lon": lon,
        "radius_km": place["radius_km"] if place and lat is not None else None,
        "precision": place["precision"] if place else None,
        "killed_low": killed.low,
        "killed": killed.best,
        "killed_high": killed.high,
        "injured_low": injured.low,
        "injured": injured.best,
        "injured_high": injured.high,
        "missing": facts.people(wire, "missing").best,
        "severity": wire["severity"],
        "grade": f"{wire['grading']['reliability']}{wire['grading']['credibility']}",
        "independent_sources": wire["independent_sources"],
        "source": facts.outlets(wire),
    }
