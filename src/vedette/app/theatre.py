"""One theatre of a ledger: what happened in one country, province or region, and the reports that tell it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from vedette.app.workspace import View
from vedette.errors import InputError
from vedette.model import Where
from vedette.reference.gazetteer import Place, gazetteer

_AREAS: Final = frozenset({"country", "region", "province", "district", "sea"})


def theatre(view: View, name: str) -> View:
    """The view without incidents and totals of other places; signals stay where a report that stays tells them.

    An incident without a place, or whose place may reach beyond, is not in the theatre. Raises InputError for a name that no
    country, province or region bears.
    """
    within = area(name)
    inside = {one.id for one in view.incidents if one.place.value is not None and _within(one.place.value, within)}
    mentions = {id for one in view.incidents if one.id in inside for id in one.mentions}
    tallies = tuple(
        one
        for one in view.tallies
        if one.counted.places and all(_within(where.value, within) for where in one.counted.places)
    )
    told = {one.document for one in view.mentions if one.id in mentions} | {one.document for one in tallies}
    repeated = {one.of for one in view.copies if one.document in told}
    return replace(
        view,
        documents={id: one for id, one in view.documents.items() if id in told or id in repeated},
        mentions=tuple(
            one for one in view.mentions if one.id in mentions or (not one.is_incident and one.document in told)
        ),
        tallies=tallies,
        copies=tuple(one for one in view.copies if one.document in told),
        failures=(),
    )


def area(name: str) -> Place:
    """The country, province, district, region or sea of this name, or the country of this ISO 3166-1 code; InputError where there is none."""
    found = [one for one in gazetteer().named(name) if one.kind in _AREAS]
    if found:
        return found[0]
    coded = gazetteer().get(f"iso:{name.upper()}")
    if coded is None:
        raise InputError(
            f"{name!r} is no country, province or region that is known; try its English name, or a country's code such as IQ"
        )
    return coded


def _within(where: Where, area: Place) -> bool:
    place = gazetteer().get(where.id) if where.id else None
    if place is not None:
        return gazetteer().contains(area, place)
    return area.kind == "country" and where.country == area.country
