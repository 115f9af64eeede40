"""Incidents: the list and its files, one with all it rests on, why a field says what it says, and the reports themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from vedette.app import queries
from vedette.app.dossier import Dossier, Dossiers
from vedette.app.exporting.export import Ask, Export
from vedette.app.queries import as_wire
from vedette.app.served import Shown
from vedette.faces.http import shapes
from vedette.faces.http.asked import Asked, Bare, FilteredAll, FilteredPage, Paged, Why, asks, query
from vedette.faces.http.problems import ProblemError
from vedette.faces.http.replies import head, lines_of, link, look, matches, page, reply, tag_of
from vedette.faces.http.wire import dump, moment, plain, weight
from vedette.model import Document, Incident
from vedette.store.base import NOW
from vedette.store.codec import Wire
from vedette.store.incidents import summary_to_wire

router = APIRouter(tags=["incidents"])
lists = APIRouter(tags=["incidents"], route_class=Bare)

CSV: Final = "text/csv; charset=utf-8"
GEOJSON: Final = "application/geo+json"


class Rows:
    """The rows of lists as bytes, each made when it is first asked for, and again when its incident is another."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[Incident, bytes]] = {}

    def of(self, incident: Incident) -> bytes:
        """The row of an incident."""
        held = self._made.get(incident.id)
        if held is None or held[0] is not incident:
            held = self._made[incident.id] = (incident, dump(summary_to_wire(incident)))
        return held[1]


def rows(request: Request, shown: Shown) -> Rows:
    """The rows of a view; those of now outlive it, for a judgement leaves most incidents what they are."""
    made: Rows = request.app.state.rows if shown.view.as_of == NOW else shown.keep("rows", Rows)
    return made


@lists.get("/incidents.json", response_model=shapes.Incidents, openapi_extra=asks(FilteredPage))
async def incidents(request: Request, asked: Annotated[FilteredPage, Depends(query(FilteredPage))]) -> Response:
    """Incidents, filtered, page by page; the cursor in `next` holds its place while the ledger grows."""

    def make(shown: Shown) -> bytes:
        wanted, limit = asked.wanted, asked.limit
        made, index = rows(request, shown), shown.index
        found = index.find(wanted, sort=asked.sort, after=asked.cursor, offset=asked.offset, limit=limit)
        more = link(request, cursor=found.cursor, offset=None) if found.cursor else None
        start = dump({**head(shown), "total": found.total, "next": more, "items": []})
        return start[:-2] + b",".join([made.of(index.incidents[n]) for n in found.places]) + b"]}"

    return await reply(request, asked, make, aside=bool(asked.text))


@router.get(
    "/incidents.csv",
    response_class=Response,
    responses={200: {"content": {"text/csv": {}}}},
    openapi_extra=asks(FilteredAll),
)
async def incidents_csv(request: Request, asked: Annotated[FilteredAll, Depends(query(FilteredAll))]) -> Response:
    """Incidents as CSV, with every filter of the list; all of them unless there is a limit."""
    return await _file(request, asked, "csv")


@router.get(
    "/incidents.geojson",
    response_class=Response,
    responses={200: {"content": {GEOJSON: {}}}},
    openapi_extra=asks(FilteredAll),
)
async def incidents_geojson(request: Request, asked: Annotated[FilteredAll, Depends(query(FilteredAll))]) -> Response:
    """Incidents as GeoJSON (RFC 7946); one without a point has no geometry and is not dropped."""
    return await _file(request, asked, "geojson")


@router.get(
    "/incidents/{id}.json",
    response_model=shapes.IncidentWhole,
    responses={307: {"description": "It went up in an elder incident."}},
    openapi_extra=asks(Asked),
)
async def incident(request: Request, id: str, asked: Annotated[Asked, Depends(query(Asked))]) -> Response:
    """One incident with its reports, the evidence in them, every source's value, the links behind it and its history."""
    shown = await look(request, asked.when)
    found = _incident(shown, id)
    if found.id != id:
        return RedirectResponse(f"/incidents/{found.id}.json" + (f"?{request.url.query}" if request.url.query else ""))

    def make(shown: Shown) -> Wire:
        return {**head(shown), **dossier_wire(dossier(shown, _incident(shown, id)))}

    return await reply(request, asked, make)


@router.get("/incidents/{id}/why.json", openapi_extra=asks(Why))
async def why(request: Request, id: str, asked: Annotated[Why, Depends(query(Why))]) -> Response:
    """The sentences behind one field of an incident, and how its value was chosen."""

    def make(shown: Shown) -> Wire:
        _incident(shown, id)
        return {**head(shown), **plain(queries.why(shown.view, f"{id}.{asked.field}"))}

    return await reply(request, asked, make)


@router.get("/documents.json", response_model=shapes.Page, openapi_extra=asks(Paged))
async def documents(request: Request, asked: Annotated[Paged, Depends(query(Paged))]) -> Response:
    """The reports, in the order of writing, without their text."""

    def make(shown: Shown) -> Wire:
        return page(request, shown, tuple(shown.view.documents.values()), about, limit=asked.limit, offset=asked.offset)

    return await reply(request, asked, make)


@router.get("/documents/{id}.json", openapi_extra=asks(Asked))
async def document(request: Request, id: str, asked: Annotated[Asked, Depends(query(Asked))]) -> Response:
    """One report with its text, as text, and what was read in it."""

    def make(shown: Shown) -> Wire:
        view, found = shown.view, _document(shown, id)
        mentions = [one for one in view.mentions if one.document == id]
        homes = {mention: one.id for one in view.incidents for mention in one.mentions}
        return {
            **head(shown),
            "document": as_wire(found),
            "mentions": [{**as_wire(one), "incident": homes.get(one.id)} for one in mentions],
            "tallies": [as_wire(one) for one in view.tallies if one.document == id],
            "copies": [as_wire(one) for one in view.copies if id in (one.document, one.of)],
        }

    return await reply(request, asked, make)


@router.get(
    "/documents/{id}.txt",
    response_class=Response,
    responses={200: {"content": {"text/plain": {}}}},
    openapi_extra=asks(Asked),
)
async def document_text(request: Request, id: str, asked: Annotated[Asked, Depends(query(Asked))]) -> Response:
    """The text of one report as the ledger holds it: every offset counts in it."""
    return await reply(
        request,
        asked,
        lambda shown: _document(shown, id).text.encode("utf-8", "replace"),
        media="text/plain; charset=utf-8",
    )


def dossier(shown: Shown, incident: Incident) -> Dossier:
    """All that the ledger holds about an incident of this view."""
    made: Dossiers = shown.keep("dossiers", lambda: Dossiers(shown.view))
    return made.of(incident)


def dossier_wire(found: Dossier) -> Wire:
    """A dossier as JSON."""
    return {
        "incident": as_wire(found.incident),
        "documents": [about(one) for one in found.documents],
        "evidence": plain(found.evidence),
        "links": [
            {
                "first": one.first,
                "second": one.second,
                "decision": None if one.decision is None else as_wire(one.decision),
                "waterfall": waterfall(one.waterfall),
            }
            for one in found.links
        ],
        "judgements": [as_wire(one) for one in found.judgements],
        "history": [{**plain(one), "at": moment(one.at) if one.at else None} for one in found.history],
        "parts": list(found.parts),
    }


def waterfall(parts: Iterable[tuple[str, float, str]]) -> list[dict[str, Any]]:
    """The parts of a score."""
    return [{"feature": name, "weight": weight(part), "reason": reason} for name, part, reason in parts]


def about(document: Document) -> Wire:
    """A report without its text."""
    whole = as_wire(document)
    return {key: value for key, value in whole.items() if key not in ("text", "sentences")}


async def _file(request: Request, asked: FilteredAll, form: str) -> Response:
    shown = await look(request, asked.when)
    media = CSV if form == "csv" else GEOJSON
    tag = tag_of(request, shown)
    headers = {"etag": tag, "content-disposition": f'attachment; filename="incidents.{form}"'}
    if matches(request, tag):
        return Response(status_code=304, headers={"etag": tag})
    index = shown.index
    places = index.places(asked.wanted, sort=asked.sort)[asked.offset :]
    if asked.limit is not None and len(places) > asked.limit:
        headers["link"] = f'<{link(request, offset=asked.offset + asked.limit)}>; rel="next"'
    wires = (as_wire(index.incidents[n]) for n in places[: asked.limit].tolist())
    lines = Export(Ask(what="incidents", form=form)).lines(wires)
    return StreamingResponse(lines_of(lines), media_type=media, headers=headers)


def _incident(shown: Shown, id: str) -> Incident:
    found = shown.incident(id)
    if found is None:
        raise ProblemError(404, f"there is no incident {id!r} as seen from then; /incidents.json lists them")
    return found


def _document(shown: Shown, id: str) -> Document:
    found = shown.view.documents.get(id)
    if found is None:
        raise ProblemError(404, f"there is no report {id!r} as seen from then; /documents.json lists them")
    return found
