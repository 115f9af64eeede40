"""The columns of POLECAT, the event data coded by the PLOVER ontology (https://doi.org/10.7910/DVN/AJGVIT), filled from records."""

from __future__ import annotations

from typing import Any, Final

from vedette.app.exporting import facts
from vedette.app.exporting.base import Layout
from vedette.reference.ontology import act_class
from vedette.store.encode import Wire
from vedette.store.tables import ColumnType, Point, columns

_PARTY: Final[tuple[tuple[str, ColumnType, str], ...]] = (
    ("{0} Name", "text", "name of the {1}, under vedette's name for it"),
    ("{0} Country", "text", "ISO 3166-1 alpha-3 code of the {1}'s state"),
    ("{0} COW", "int", "always empty"),
    ("Primary {0} Sector", "text", "PLOVER sector of the {1}"),
    ("{0} Sectors", "text", "the same"),
    ("{0} Title", "text", "role the text gives the {1}"),
    ("{0} Name Raw", "text", "the words of the text; empty for incidents and in public releases"),
    ("Wikipedia {0} ID", "text", "always empty"),
    ("{0} Resolution", "text", "vedette's id of the {1}"),
)
_COLUMNS: Final = columns(
    ("Event ID", "text", "vedette's id of the record"),
    ("Event Date", "text", "the last day on which it can have happened"),
    ("Event Type", "text", "PLOVER root"),
    ("Event Mode", "text", "PLOVER mode, where the mode has one"),
    ("Intensity", "float", "PLOVER score of kind and mode, from the table; no measure of this event"),
    ("Quad Code", "text", "verbal or material, conflict or cooperation"),
    ("Contexts", "text", "status of the record: occurred, foiled, announced, hypothetical, denied, background"),
    *((name.format("Actor"), type, meaning.format("Actor", "doer")) for name, type, meaning in _PARTY),
    *((name.format("Recipient"), type, meaning.format("Recipient", "one done to")) for name, type, meaning in _PARTY),
    ("Placename", "text", "name of the place"),
    ("City", "text", "the place where it is a town"),
    ("District", "text", "second-level division"),
    ("Province", "text", "first-level division"),
    ("Country", "text", "ISO 3166-1 alpha-3 code"),
    ("Latitude", "float", "degrees, WGS 84; empty for a country, a sea or a region over several divisions"),
    ("Longitude", "float", "degrees, WGS 84"),
    ("GeoNames ID", "int", "where the place has one"),
    ("Raw Placename", "text", "the words of the text; empty for incidents and in public releases"),
    ("Feature Type", "text", "how precise the place is"),
    ("Source", "text", "outlets of an incident; the document of a mention"),
    ("Publication Date", "text", "always empty: an incident has many"),
    ("Language", "text", "en"),
    ("Version", "text", "vedette"),
)  # fmt: skip
_NOTES: Final = (
    "POLECAT dates an event by its story; here Event Date is the last day the words allow, and an incident stands for all its reports.",
    "POLECAT's Contexts are topics; vedette does not code topics, and gives the status there, without which threats would read as attacks.",
    "Intensity is the table's value for kind and mode; it is not measured from the event.",
)


def layout() -> Layout:
    """Incidents, mentions and signals under the column names of POLECAT."""
    return Layout(
        name="polecat", title="POLECAT columns", source="https://doi.org/10.7910/DVN/AJGVIT", records=("incidents", "mentions", "signals"),
        columns=lambda _what: _COLUMNS, row=row, point=Point(id="Event ID", lat="Latitude", lon="Longitude"), notes=_NOTES,
    )  # fmt: skip


def row(wire: Wire) -> dict[str, Any] | None:
    """One incident or mention; None for an incident whose act is left open."""
    if wire["kind"] is None:
        return None
    act, place = act_class(wire["kind"], wire["mode"]), wire.get("place")
    where = facts.divisions(place)
    lat, lon = facts.mappable(place)
    id = (place or {}).get("id") or ""
    return {
        "Event ID": wire["id"],
        "Event Date": facts.part(wire, "when", "latest"),
        "Event Type": act.kind,
        "Event Mode": act.plover_mode.lower() if act.plover_mode else None,
        "Intensity": act.plover_score,
        "Quad Code": act.quad.upper(),
        "Contexts": wire["status"],
        **_party("Actor", wire.get("actor")),
        **_party("Recipient", wire.get("target")),
        "Placename": place["name"] if place else None,
        "City": place["name"] if place and place["precision"] == "town" else None,
        "District": where.adm2,
        "Province": where.adm1,
        "Country": where.iso3,
        "Latitude": lat,
        "Longitude": lon,
        "GeoNames ID": int(id[3:]) if id.startswith("gn:") else None,
        "Raw Placename": (place or {}).get("text"),
        "Feature Type": place["precision"] if place else None,
        "Source": facts.outlets(wire) or wire.get("document"),
        "Language": "en",
        "Version": "vedette",
    }


def _party(side: str, party: Wire | None) -> dict[str, Any]:
    if party is None:
        return {}
    found = facts.actor_of(party["id"]) if party["id"] else None
    sector = found.sector if found else None
    return {
        f"{side} Name": party["name"],
        f"{side} Country": found.country if found else None,
        f"Primary {side} Sector": sector,
        f"{side} Sectors": sector,
        f"{side} Title": party["role"],
        f"{side} Name Raw": party.get("text"),
        f"{side} Resolution": party["id"],
    }
