"""Incidents in the wire format, made up field by field."""

from __future__ import annotations

from typing import Any

from tests.store.worked import INCIDENT

from vedette.store.codec import incident_to_wire
from vedette.store.encode import Wire

ASAD = {
    "id": "vd:ain-al-asad-air-base", "name": "Ain al-Asad air base", "country": "IQ", "lat": 33.7856, "lon": 42.4412, "radius_km": 6.0,
    "precision": "facility", "basis": "explicit", "within": ["adm1:IQ.01", "iso:IQ"], "claimants": [], "disputed": False,
}  # fmt: skip
BAGHDAD = {
    "id": "gn:98182", "name": "Baghdad", "country": "IQ", "lat": 33.3406, "lon": 44.4009, "radius_km": 25.0, "precision": "town",
    "basis": "explicit", "within": ["adm2:IQ.07.9166668", "adm1:IQ.07", "iso:IQ"], "claimants": [], "disputed": False,
}  # fmt: skip
IRAQ = {
    "id": "iso:IQ", "name": "Iraq", "country": "IQ", "lat": 33.0, "lon": 44.0, "radius_km": 400.0, "precision": "country",
    "basis": "explicit", "within": [], "claimants": [], "disputed": False,
}  # fmt: skip
UNFILED = {
    "id": None, "name": "the house of Abu Karim", "country": "IQ", "lat": None, "lon": None, "radius_km": None, "precision": None,
    "basis": "explicit", "within": ["iso:IQ"], "claimants": [], "disputed": False,
}  # fmt: skip
KATAIB = {"id": "group:kataib-hezbollah", "name": "Kata'ib Hezbollah", "role": None}
AMERICANS = {"id": "USA/MIL", "name": "United States forces", "role": None}
IRAQI_ARMY = {"id": "IRQ/MIL", "name": "Iraqi armed forces", "role": None}
CIVILIANS = {"id": "IRQ/CVL", "name": "Iraqi civilians", "role": None}
SOMEBODY = {"id": None, "name": "Abu Karim al-Tamimi", "role": "his cousin"}


def incident(**fields: Any) -> Wire:
    """The worked incident with other fields."""
    wire = incident_to_wire(INCIDENT) | {
        "status": "occurred",
        "place": ASAD,
        "actor": KATAIB,
        "target": AMERICANS,
        "casualties": [],
    }
    return wire | fields


def dead(side: str, low: int | None = None, best: int | None = None, high: int | None = None) -> Wire:
    """Deaths of one side."""
    return {"effect": "killed", "side": side, "low": low, "best": best, "high": high, "word": None, "told": []}


def on(earliest: str | None, latest: str) -> Wire:
    """An interval of days."""
    return {"earliest": earliest, "latest": latest, "granularity": "day", "basis": "explicit", "edtf": latest}
