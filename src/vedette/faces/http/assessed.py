"""What the ledger amounts to: totals against the ledger, tempo, forecasts with their record, relations, positions, sources."""

from __future__ import annotations

from collections import defaultdict
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from vedette.app.exporting.export import Ask, Export
from vedette.app.queries import as_wire
from vedette.app.served import Shown
from vedette.faces.http import shapes
from vedette.faces.http.asked import Asked, Paged, StatementQuery, TallyQuery, asks, query
from vedette.faces.http.incidents import CSV
from vedette.faces.http.replies import head, lines_of, page, reply
from vedette.faces.http.wire import moment, plain
from vedette.model import Mention, Party, Reading, Tally
from vedette.store.codec import Wire

router = APIRouter(tags=["assessment"])

SHARED: Final = "copy groups are counted once: an outlet that prints another's words is no second source"


@router.get("/tallies.json", response_model=shapes.Page, openapi_extra=asks(TallyQuery))
async def tallies(request: Request, asked: Annotated[TallyQuery, Depends(query(TallyQuery))]) -> Response:
    """Totals as reports state them, each beside what the ledger holds that fits (`held`); a total never becomes incidents."""

    def make(shown: Shown) -> Wire:
        held = {one.tally: one for one in shown.assessment.reconciliations} if shown.view.documents else {}

        def wire(one: Tally) -> Wire:
            found = held.get(one.id)
            return {**as_wire(one), "against_ledger": None if found is None else plain(found)}

        return page(request, shown, _tallies(shown, asked), wire, limit=asked.limit, offset=asked.offset)

    return await reply(request, asked, make)


@router.get(
    "/tallies.csv",
    response_class=Response,
    responses={200: {"content": {"text/csv": {}}}},
    openapi_extra=asks(TallyQuery),
)
async def tallies_csv(request: Request, asked: Annotated[TallyQuery, Depends(query(TallyQuery))]) -> Response:
    """Totals as CSV."""

    def make(shown: Shown) -> bytes:
        chosen = _tallies(shown, asked)[asked.offset : asked.offset + asked.limit]
        return b"".join(lines_of(Export(Ask(what="tallies", form="csv")).lines(map(as_wire, chosen))))

    return await reply(request, asked, make, media=CSV)


@router.get("/statements.json", response_model=shapes.Page, openapi_extra=asks(StatementQuery))
async def statements(request: Request, asked: Annotated[StatementQuery, Depends(query(StatementQuery))]) -> Response:
    """What was said, threatened, asked and agreed: mentions that are no incidents, each with its sentence."""

    def make(shown: Shown) -> Wire:
        def wire(one: Mention) -> Wire:
            document = shown.view.documents[one.document]
            return {**as_wire(one), "published": document.published.isoformat(), "outlet": document.outlet}

        return page(request, shown, _statements(shown, asked), wire, limit=asked.limit, offset=asked.offset)

    return await reply(request, asked, make)


@router.get("/tempo.json", response_model=shapes.Seen, openapi_extra=asks(Asked))
async def tempo(request: Request, asked: Annotated[Asked, Depends(query(Asked))]) -> Response:
    """Attacks a day, how the rate changed, the breaks in it, and what cannot be said."""
    return await reply(request, asked, lambda shown: _assessed(shown, ("series", "rates", "change_points", "refusals")))


@router.get("/forecast.json", response_model=shapes.Seen, openapi_extra=asks(Asked))
async def forecast(request: Request, asked: Annotated[Asked, Depends(query(Asked))]) -> Response:
    """What is expected, what would settle it, and how what was published before has done."""

    def make(shown: Shown) -> Wire:
        return {**_assessed(shown, ("forecasts", "severity", "tails", "refusals")), "track_record": track_record(shown)}

    return await reply(request, asked, make)


@router.get("/relations.json", response_model=shapes.Page, openapi_extra=asks(Paged))
async def relations(request: Request, asked: Annotated[Paged, Depends(query(Paged))]) -> Response:
    """Who did or said what to whom, the most first; and what they say they will do, with the condition."""

    def make(shown: Shown) -> Wire:
        found = () if not shown.view.documents else shown.assessment.relations
        ordered = sorted(found, key=lambda one: (-one.total, one.source, one.target))
        names = _names(shown)

        def wire(one: Any) -> Wire:
            return {
                **plain(one),
                "source_name": names.get(one.source),
                "target_name": names.get(one.target),
                "total": one.total,
            }

        found_page = page(request, shown, ordered, wire, limit=asked.limit, offset=asked.offset)
        return {**found_page, "positions": plain(() if not shown.view.documents else shown.assessment.positions)}

    return await reply(request, asked, make)


@router.get("/sources.json", response_model=shapes.Page, openapi_extra=asks(Paged))
async def sources(request: Request, asked: Annotated[Paged, Depends(query(Paged))]) -> Response:
    """Each outlet: its grade, its reports, those that copy another's words, and the incidents it tells or tells alone."""

    def make(shown: Shown) -> Wire:
        items = shown.keep("sources", lambda: outlets(shown))
        return page(request, shown, items, lambda one: one, limit=asked.limit, offset=asked.offset) | {"note": SHARED}

    return await reply(request, asked, make)


def outlets(shown: Shown) -> list[Wire]:
    """Every outlet with what it contributed, the one with most reports first."""
    view = shown.view
    documents: defaultdict[str | None, list[str]] = defaultdict(list)
    for document in view.documents.values():
        documents[document.outlet].append(document.id)
    copies = {one.document for one in view.copies}
    told: defaultdict[str | None, int] = defaultdict(int)
    alone: defaultdict[str | None, int] = defaultdict(int)
    for incident in view.incidents:
        names = {outlet for _, outlet, _ in incident.sources}
        for name in names:
            told[name] += 1
            alone[name] += len(names) == 1
    rows = [
        {
            "outlet": outlet,
            "reliability": view.config.outlets.get(outlet or "", "F"),
            "documents": len(ids),
            "copies": sum(id in copies for id in ids),
            "first": min(view.documents[id].published for id in ids).isoformat(),
            "last": max(view.documents[id].published for id in ids).isoformat(),
            "incidents": told[outlet],
            "alone": alone[outlet],
        }
        for outlet, ids in documents.items()
    ]
    return sorted(rows, key=lambda one: (-int(str(one["documents"])), str(one["outlet"])))


def track_record(shown: Shown) -> Wire:
    """How the published forecasts that are due did."""
    found = shown.record
    return {
        "as_of": found.as_of.isoformat() if shown.view.documents else None,
        "tallies": plain(found.tallies),
        "settled": [
            {**plain(one.prediction), "draws": None, "baseline_draws": None, "end": one.prediction.end.isoformat(),
             "recorded_at": moment(one.prediction.recorded_at), "foresight": one.prediction.foresight,
             "score": plain(one.score), "baseline_brier": one.baseline_brier}
            for one in found.settled
        ],
        "pending": [{"id": one.id, "target": one.target, "start": one.start.isoformat(), "end": one.end.isoformat(), "chance": one.chance}
                    for one in found.pending],
    }  # fmt: skip


def _assessed(shown: Shown, parts: tuple[str, ...]) -> Wire:
    """Some parts of the assessment; all of them empty where there is no report to assess."""
    if not shown.view.documents:
        return {
            **head(shown),
            **{name: [] for name in parts},
            "notes": ["the ledger holds no report as seen from then"],
        }
    found = shown.assessment
    return {**head(shown), **{name: plain(getattr(found, name)) for name in parts}, "notes": list(found.notes)}


def _tallies(shown: Shown, asked: TallyQuery) -> list[Tally]:
    return [
        one
        for one in shown.view.tallies
        if _counted_by(one, asked.counter)
        and (asked.since is None or one.as_of >= asked.since)
        and (asked.until is None or one.as_of <= asked.until)
    ]


def _counted_by(one: Tally, asked: str | None) -> bool:
    """Whether who counts is called so, by its name or in the words of the report ("the Pentagon")."""
    if not asked:
        return True
    if one.counter is None:
        return False
    called = " ".join((one.counter.value.name, *(passage.text for passage in one.counter.passages))).casefold()
    return one.counter.value.id == asked or asked.casefold() in called


def _statements(shown: Shown, asked: StatementQuery) -> list[Mention]:
    words = (asked.text or "").casefold().split()
    documents = shown.view.documents
    return [
        one
        for one in shown.view.signals
        if (asked.kind is None or one.kind == asked.kind)
        and _is(one.actor, asked.actor)
        and _is(one.target, asked.target)
        and (asked.since is None or documents[one.document].published >= asked.since)
        and (asked.until is None or documents[one.document].published <= asked.until)
        and (not words or all(word in _said(one) for word in words))
    ]


def _is(reading: Reading[Party] | None, asked: str | None) -> bool:
    if not asked:
        return True
    if reading is None:
        return False
    party = reading.value
    return party.id == asked or (party.id or "").startswith(f"{asked}/") or asked.casefold() in party.name.casefold()


def _said(one: Mention) -> str:
    parties = [reading.value.name for reading in (one.actor, one.target) if reading is not None]
    return " ".join([one.id, one.kind, *parties, *(passage.text for passage in one.passages())]).casefold()


def _names(shown: Shown) -> dict[str, str]:
    """What the parties of relations are called."""
    readings = (reading for one in shown.view.mentions for reading in (one.actor, one.target) if reading is not None)
    return {reading.value.id: reading.value.name for reading in readings if reading.value.id}
