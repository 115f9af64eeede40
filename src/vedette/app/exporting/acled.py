"""ACLED-like columns, from the codebook at https://acleddata.com/knowledge-base/codebook/ (event types, precision codes).

Only what the ledger knows is filled in. What ACLED's own coders add (interaction of associated actors, regions, source scale)
stays empty.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from vedette.app.exporting import facts
from vedette.app.exporting.base import Layout
from vedette.reference.ontology import act_class
from vedette.store.encode import Wire
from vedette.store.tables import Point, columns

_EVENT: Final = {
    "Armed clash": "Battles",
    "Government regains territory": "Battles",
    "Non-state actor overtakes territory": "Battles",
    "Chemical weapon": "Explosions/Remote violence",
    "Air/drone strike": "Explosions/Remote violence",
    "Suicide bomb": "Explosions/Remote violence",
    "Shelling/artillery/missile attack": "Explosions/Remote violence",
    "Remote explosive/landmine/IED": "Explosions/Remote violence",
    "Grenade": "Explosions/Remote violence",
    "Sexual violence": "Violence against civilians",
    "Attack": "Violence against civilians",
    "Abduction/forced disappearance": "Violence against civilians",
    "Excessive force against protesters": "Protests",
    "Protest with intervention": "Protests",
    "Peaceful protest": "Protests",
    "Violent demonstration": "Riots",
    "Mob violence": "Riots",
}
_TAKEN: Final = {"state": "Government regains territory", "group": "Non-state actor overtakes territory"}
_POLITICAL: Final = ("Battles", "Explosions/Remote violence", "Violence against civilians")

_COLUMNS: Final = columns(
    ("event_id_cnty", "text", "vedette's id of the incident, not one of ACLED's"),
    ("event_date", "text", "the last day on which it can have happened"),
    ("year", "int", "the year of event_date"),
    ("time_precision", "int", "1 the day is known, 2 within a week, 3 within a month; empty where it is known less well"),
    ("disorder_type", "text", "Political violence, Demonstrations or Strategic developments"),
    ("event_type", "text", "ACLED's event type of sub_event_type; empty where the sides are not known well enough"),
    ("sub_event_type", "text", "by the table of kinds and modes"),
    ("actor1", "text", "the doer best supported, under vedette's name for it"),
    ("assoc_actor_1", "text", "always empty"),
    ("inter1", "text", "State forces, External/Other forces or Civilians; empty for armed groups"),
    ("actor2", "text", "who or what was hit, under vedette's name for it"),
    ("assoc_actor_2", "text", "always empty"),
    ("inter2", "text", "as inter1"),
    ("interaction", "text", "the two, joined by a hyphen, where both are known"),
    ("civilian_targeting", "text", "'Civilian targeting' where the one hit is known to be civilian"),
    ("iso", "int", "always empty: join by country"),
    ("region", "text", "always empty: ACLED's own regions"),
    ("country", "text", "name of the country"),
    ("admin1", "text", "first-level division"),
    ("admin2", "text", "second-level division"),
    ("admin3", "text", "always empty"),
    ("location", "text", "name of the place"),
    ("latitude", "float", "degrees, WGS 84; empty for a country, a sea or a region over several divisions"),
    ("longitude", "float", "degrees, WGS 84"),
    ("geo_precision", "int", "1 town or better, 2 district, 3 province; empty where it is known less well"),
    ("source", "text", "the outlets that tell it"),
    ("source_scale", "text", "always empty"),
    ("notes", "text", "status, severity, grade and how many independent sources"),
    ("fatalities", "int", "the best figure over all sides; EMPTY where no source gives one, never a guess and never 0 for unknown"),
    ("tags", "text", "weapon classes and outcomes"),
    ("timestamp", "int", "when the ledger wrote it, Unix seconds"),
    ("fatalities_low", "int", "not ACLED's: at least so many"),
    ("fatalities_high", "int", "not ACLED's: at most so many"),
    ("radius_km", "float", "not ACLED's: the place lies within this radius of the point"),
)  # fmt: skip
_NOTES: Final = (
    (
        "Deaths of named sides add up; a figure of which no side is told is the total where it is the larger one, and where it is "
        "smaller only the range is given."
    ),
    "ACLED's fatalities are whole numbers with 0 for unknown; here unknown is empty, and 0 means that a source says nobody died.",
    (
        "Attacks on a side that is not known have no event_type: ACLED files an attack on armed men as a battle and one on civilians "
        "as violence against civilians, and the text does not say which."
    ),
    "An explosion or remote attack that was foiled is 'Disrupted weapons use'.",
    (
        "Armed groups have no inter code: whether a group is a rebel group, a political militia or an identity militia is a judgement "
        "of ACLED's coders."
    ),
    "Actors carry vedette's names, not ACLED's dated ones ('Military Forces of Iraq (2022-)').",
    "ACLED codes an event a day; here an operation told as a whole is one row.",
)


def layout() -> Layout:
    """Incidents under ACLED's column names."""
    return Layout(
        name="acled", title="ACLED-like columns", source="https://acleddata.com/knowledge-base/codebook/", records=("incidents",),
        columns=lambda _what: _COLUMNS, row=row, point=Point(id="event_id_cnty", lat="latitude", lon="longitude"), notes=_NOTES,
    )  # fmt: skip


def row(wire: Wire) -> dict[str, Any] | None:
    """One incident; None for one whose act is left open."""
    if wire["kind"] is None:
        return None
    place, when = wire.get("place"), wire.get("when")
    event, sub_event = _event(wire)
    where, dead = facts.divisions(place), facts.people(wire, "killed")
    lat, lon = facts.mappable(place)
    inter1, inter2 = _inter(wire.get("actor"), where.iso3), _inter(wire.get("target"), where.iso3)
    latest = when["latest"] if when else None
    grade = wire["grading"]
    return {
        "event_id_cnty": wire["id"],
        "event_date": latest,
        "year": int(latest[:4]) if latest else None,
        "time_precision": _time_precision(facts.days_wide(when)),
        "disorder_type": _disorder(wire, event),
        "event_type": event,
        "sub_event_type": sub_event,
        "actor1": facts.part(wire, "actor", "name"),
        "inter1": inter1,
        "actor2": facts.part(wire, "target", "name"),
        "inter2": inter2,
        "interaction": f"{inter1}-{inter2}" if inter1 and inter2 else None,
        "civilian_targeting": "Civilian targeting" if facts.camp(wire.get("target")) == "civilian" else None,
        "country": where.country,
        "admin1": where.adm1,
        "admin2": where.adm2,
        "location": place["name"] if place else None,
        "latitude": lat,
        "longitude": lon,
        "geo_precision": _geo_precision(place),
        "source": facts.outlets(wire),
        "notes": f"{wire['status']}; severity {wire['severity']}; graded {grade['reliability']}{grade['credibility']}; "
        f"independent sources: {wire['independent_sources']}",
        "fatalities": dead.best,
        "tags": "; ".join([*(one["class"] for one in wire["instrument"]), *(one["value"] for one in wire["outcome"])]) or None,
        "timestamp": int(datetime.fromisoformat(wire["recorded_at"]).timestamp()),
        "fatalities_low": dead.low,
        "fatalities_high": dead.high,
        "radius_km": place["radius_km"] if place and lat is not None else None,
    }  # fmt: skip


def _event(wire: Wire) -> tuple[str | None, str | None]:
    """ACLED's event type and sub-event type."""
    sub_event = act_class(wire["kind"], wire["mode"]).acled
    if sub_event is None:
        return None, None
    if wire["mode"] == "capture":
        return "Battles", _TAKEN.get(facts.camp(wire.get("actor")) or "")
    event = _EVENT.get(sub_event, "Strategic developments")
    if wire["status"] == "foiled" and event == "Explosions/Remote violence":
        return "Strategic developments", "Disrupted weapons use"
    if sub_event == "Attack":
        hit = facts.camp(wire.get("target"))
        if hit is None:
            return None, None
        return ("Violence against civilians", "Attack") if hit == "civilian" else ("Battles", "Armed clash")
    return event, sub_event


def _disorder(wire: Wire, event: str | None) -> str | None:
    if event is None:
        return "Political violence" if wire["kind"] == "ASSAULT" else None
    if event == "Strategic developments":
        return event
    return "Political violence" if event in _POLITICAL else "Demonstrations"


def _inter(party: Wire | None, iso3: str | None) -> str | None:
    side = facts.camp(party)
    if side == "civilian":
        return "Civilians"
    if side != "state" or iso3 is None or party is None:
        return None
    found = facts.actor_of(party["id"])
    if found is None or found.country is None:
        return None
    return "State forces" if found.country == iso3 else "External/Other forces"


def _time_precision(days: int | None) -> int | None:
    if days is None or days > 31:
        return None
    return 1 if days == 0 else 2 if days <= 7 else 3


_GEO: Final[dict[str, int]] = {"point": 1, "facility": 1, "town": 1, "district": 2, "province": 3}


def _geo_precision(place: Wire | None) -> int | None:
    precision = (place or {}).get("precision") or ""
    return 3 if precision.startswith("grid") else _GEO.get(precision)
