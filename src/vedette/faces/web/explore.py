"""The first page: the incidents on a map, on a line of days and in a table, all showing what the address selects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import ValidationError

from vedette.app.filters import SORTS, Index, Wanted
from vedette.app.flooding import flooded_in
from vedette.app.served import Shown
from vedette.briefing import phrases
from vedette.errors import InputError
from vedette.faces.http.asked import Filters
from vedette.faces.web import assets, points, words
from vedette.faces.web.frame import Page, page, shown_of
from vedette.model import Incident, When

SIZE: Final = 50
"""Rows on one page of the table."""
BRUSHES: Final = ("since", "until", "place", "bbox")
"""The fields that the map, the timeline and its handles set; every other one narrows what they show."""
NARROWING: Final = frozenset(Filters.model_fields) - {"as_of", "recorded_by"}
COLUMNS: Final = (
    ("severity", "Severity", ""), ("day", "When", ""), ("", "What", ""), ("", "Where", ""), ("", "By", ""), ("", "Against", ""), ("killed", "Harm", ""),
    ("sources", "Sources", "num"), ("", "Grade", ""),
)  # fmt: skip
LADDER: Final = (
    ("L1", "L1 or worse"),
    ("L2", "L2: impact"),
    ("L3", "L3: injuries"),
    ("L5", "L5: deaths"),
    ("L6", "L6: mass casualties"),
)
STATUS: Final = (("occurred", "Occurred"), ("foiled", "Foiled"))
KINDS: Final = (("ASSAULT", "Attacks"), ("COERCE", "Coercion"), ("PROTEST", "Protest"))

router = APIRouter(include_in_schema=False, route_class=Page)


@router.get("/")
def explore(request: Request) -> Response:
    """Map, timeline and table."""
    shown = shown_of(request)
    given = request.query_params
    return page(
        request,
        "explore.html",
        shown,
        **_table(shown, given),
        **_summary(shown),
        query=_query(given),
        ground=assets.ground_address(),
    )


@router.get("/rows")
def rows(request: Request) -> Response:
    """The table alone, for the page to put in its place."""
    shown = shown_of(request)
    return page(request, "rows.html", shown, **_table(shown, request.query_params))


@router.get("/points.json")
def columns(request: Request) -> Response:
    """Every incident that the filters leave, as columns; the brushes are the page's own."""
    wanted = wanted_by({name: value for name, value in request.query_params.items() if name not in BRUSHES})
    return points.points(shown_of(request), wanted).answer(request)


def wanted_by(given: Mapping[str, str]) -> Wanted:
    """What the fields of an address ask for, read as the API reads them; InputError where one makes no sense."""
    try:
        return Filters.model_validate({name: value for name, value in given.items() if name in NARROWING}).wanted
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"{first['loc'][0]}: {str(first['msg']).removeprefix('Value error, ')}") from None


def _table(shown: Shown, given: Mapping[str, str]) -> dict[str, Any]:
    """One page of rows with the addresses of its neighbours and its twins."""
    sort = given.get("sort") or "-day"
    if sort not in SORTS:
        raise InputError(f"there is no order {sort[:40]!r}; known: {', '.join(SORTS)}")
    number = given.get("page") or "1"
    start = SIZE * (int(number) - 1) if number.isascii() and number.isdigit() and 0 < int(number) < 10**6 else 0
    found = shown.index.find(wanted_by(given), sort=sort, offset=start, limit=SIZE)
    held = {name: value for name, value in given.items() if value and name != "page"}
    last = start + len(found.places)
    return {
        "rows": [shown.index.incidents[n] for n in found.places], "total": f"{found.total:,}", "first": start + 1, "last": last,
        "newer": _address(held, page=str(start // SIZE)) if start else None,
        "older": _address(held, page=str(start // SIZE + 2)) if last < found.total else None,
        "sorting": lambda key: _address(held, sort=key if sort == f"-{key}" else f"-{key}"), "columns": COLUMNS, "sort": sort.removeprefix("-"),
        "down": sort.startswith("-"), "twins": _twins(held), "filtered": any(given.get(name) for name in NARROWING),
        "flooded": shown.keep("page.flooded", lambda: flooded_in(shown.view)),
    }  # fmt: skip


def _summary(shown: Shown) -> dict[str, Any]:
    """What the page says of the whole ledger; made once for a view."""
    held: dict[str, Any] = shown.keep("page.summary", lambda: _made(shown))
    return held


def _made(shown: Shown) -> dict[str, Any]:
    incidents = shown.view.incidents
    dated = [
        one.when.value
        for one in incidents
        if one.when.value and one.when.value.earliest and (one.when.value.span or 0) <= points.PRECISE
    ]
    span = words.when(When(earliest=min(w.latest for w in dated), latest=max(w.latest for w in dated))) if dated else ""
    foiled = sum(one.status.value == "foiled" for one in incidents)
    spots, every = points.spots(incidents, 100)
    unplaced = sum(one.place.value is None or one.place.value.lat is None for one in incidents)
    undated = len(incidents) - len(dated)
    lost = [
        f"{n:,} {'has' if n == 1 else 'have'} no {what}"
        for n, what in ((unplaced, "point on the map"), (undated, "day known to within three days"))
        if n
    ]
    figures = [
        (f"{foiled:,}", "of them foiled"),
        *((f"{_toll(incidents, effect):,}", f"reported {effect}") for effect in ("killed", "injured")),
    ]
    figures.append((f"{len(shown.view.documents):,}", phrases.plural(len(shown.view.documents), "report")))
    return {
        "headline": f"{len(incidents):,} {phrases.plural(len(incidents), 'incident')}", "span": span, "figures": figures, "places": spots,
        "places_in_all": every, "days": points.days(incidents, 40), "menus": _menus(shown.index),
        "caption": f"A ring is the radius within which an event lies; a dashed pale mark is the middle of an area, not a spot.{' Of all incidents, ' + ' and '.join(lost) + '.' if lost else ''}",
    }  # fmt: skip


def _toll(incidents: Iterable[Incident], effect: str) -> int:
    total = 0
    for one in incidents:
        for account in one.casualties:
            held = account.value
            if held is not None and held.effect == effect and held.count is not None:
                total += held.count.low or 0
    return total


def _menus(index: Index) -> tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]:
    """The menus of the filter: what there is, most frequent first."""
    countries: Counter[str] = Counter(
        one.place.value.country for one in index.incidents if one.place.value and one.place.value.country
    )
    actors: Counter[tuple[str, str]] = Counter(
        (one.actor.value.id or one.actor.value.name, one.actor.value.name) for one in index.incidents if one.actor.value
    )
    used: Counter[str] = Counter(i.weapon for one in index.incidents for i in one.instruments.value or ())
    named = words.countries()
    return (
        ("severity", "Severity", LADDER),
        ("country", "Country", tuple((code, named.get(code, code)) for code, _ in countries.most_common(60))),
        ("actor", "By", tuple((id, name[:60]) for (id, name), _ in actors.most_common(60))),
        ("weapon", "Weapon", tuple((one, phrases.WEAPON_WORDS.get(one, one)) for one, _ in used.most_common())),
        ("kind", "Kind", KINDS),
        ("status", "Outcome", STATUS),
    )


def _query(given: Mapping[str, str]) -> dict[str, str]:
    return {name: given.get(name, "") for name in (*NARROWING, "view", "as_of", "sort")}


def _address(held: Mapping[str, str], **changed: str) -> str:
    return f"/?{urlencode({**held, **changed})}"


def _twins(held: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    query = urlencode({name: value for name, value in held.items() if name not in ("view", "page", "sort")})
    return tuple(
        (f"/incidents.{form}{'?' + query if query else ''}", word)
        for form, word in (("json", "JSON"), ("csv", "CSV"), ("geojson", "GeoJSON"))
    )
