"""Looking back and looking for: search, answers, the briefing, the log, differences, and how the server is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from vedette.app import history, reporting
from vedette.app.doctor import doctor
from vedette.app.served import Shown
from vedette.errors import InputError
from vedette.faces.http import shapes
from vedette.faces.http.asked import Asked, Brief, DiffQuery, LogQuery, Question, Search, asks, query
from vedette.faces.http.problems import ProblemError
from vedette.faces.http.replies import head, link, reply, served
from vedette.faces.http.wire import moment, plain
from vedette.store.base import AsOf
from vedette.store.codec import Wire

router = APIRouter(tags=["looking"])

BRIEFING: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'; sandbox"
)
"""The briefing is one file with its own style in it, and no script: the browser treats it as a page of nobody's."""

MOST_WORK: Final = 2_000_000
"""Mentions looked at, over all moments, for one log; beyond it a later start has to be named."""


def _of(media: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {media: {}}}}


@router.get("/search.json", response_model=shapes.Seen, openapi_extra=asks(Search))
async def search(request: Request, asked: Annotated[Search, Depends(query(Search))]) -> Response:
    """Sentences of reports that hold all the words, best first."""

    def make(shown: Shown) -> Wire:
        hits = served(request).ledger.search(asked.q, limit=asked.limit, as_of=asked.when)
        documents = shown.view.documents
        items = [
            {
                **plain(hit),
                "published": documents[hit.document].published.isoformat(),
                "outlet": documents[hit.document].outlet,
            }
            for hit in hits
            if hit.document in documents
        ]
        return {**head(shown), "q": asked.q, "items": items}

    return await reply(request, asked, make)


@router.get("/ask.json", response_model=shapes.Seen, openapi_extra=asks(Question))
async def ask(request: Request, asked: Annotated[Question, Depends(query(Question))]) -> Response:
    """The answer to a question in plain words, with what was looked up and the records it rests on; or that the ledger does not hold it."""
    from vedette.app.asking import ask as answer

    def make(shown: Shown) -> Wire:
        if not shown.view.documents:
            raise ProblemError(404, "the ledger holds no report as seen from then, so nothing can be asked of it")
        return {**head(shown), **plain(answer(shown.view, asked.q))}

    return await reply(request, asked, make)


@router.get("/brief.json", openapi_extra=asks(Brief))
async def brief_json(request: Request, asked: Annotated[Brief, Depends(query(Brief))]) -> Response:
    """The verified briefing, every sentence with its parts and records."""
    return await _brief(request, asked, "json", "application/json")


@router.get("/brief.md", response_class=Response, responses=_of("text/markdown"), openapi_extra=asks(Brief))
async def brief_md(request: Request, asked: Annotated[Brief, Depends(query(Brief))]) -> Response:
    """The verified briefing in Markdown."""
    return await _brief(request, asked, "md", "text/markdown; charset=utf-8")


@router.get("/brief.html", response_class=Response, responses=_of("text/html"), openapi_extra=asks(Brief))
async def brief_html(request: Request, asked: Annotated[Brief, Depends(query(Brief))]) -> Response:
    """The verified briefing as one file that opens offline."""
    found = await _brief(request, asked, "html", "text/html; charset=utf-8")
    found.headers["content-security-policy"] = BRIEFING
    return found


@router.get("/brief.pdf", response_class=Response, responses=_of("application/pdf"), openapi_extra=asks(Brief))
async def brief_pdf(request: Request, asked: Annotated[Brief, Depends(query(Brief))]) -> Response:
    """The verified briefing as PDF, where the extra `pdf` is installed."""
    return await _brief(request, asked, "pdf", "application/pdf")


@router.get("/log.json", response_model=shapes.Page, openapi_extra=asks(LogQuery))
async def log(request: Request, asked: Annotated[LogQuery, Depends(query(LogQuery))]) -> Response:
    """Every change of every incident, the newest first: what, from, to, why, by whom, on which evidence."""
    seen = Asked(as_of=None, recorded_by=None)

    def make(shown: Shown) -> Wire:
        items = changes_since(request, shown, asked.since)
        chosen = items[asked.offset : asked.offset + asked.limit]
        more = asked.offset + asked.limit < len(items)
        return {
            **head(shown),
            "total": len(items),
            "next": link(request, offset=asked.offset + asked.limit) if more else None,
            "items": [change_wire(one) for one in chosen],
        }

    return await reply(request, seen, make)


@router.get("/diff.json", response_model=shapes.Seen, openapi_extra=asks(DiffQuery))
async def diff(request: Request, asked: Annotated[DiffQuery, Depends(query(DiffQuery))]) -> Response:
    """What changed between the ends of two days: new incidents, revised tolls, merges, splits, retractions."""
    if asked.end <= asked.start:
        raise ProblemError(422, f"to={asked.end} is not after from={asked.start}; name the earlier day first")
    ledger = served(request)

    def make(shown: Shown) -> Wire:
        before, after = (ledger.at(by_the_end(day, asked.clock)).view for day in (asked.start, asked.end))
        found = history.changes(before, after)
        return {**head(shown), "from": asked.start.isoformat(), "to": asked.end.isoformat(), "clock": asked.clock,
                "total": len(found), "items": [change_wire(one) for one in found]}  # fmt: skip

    return await reply(request, Asked(as_of=None, recorded_by=None), make)


@router.get("/health.json")
async def health(request: Request) -> dict[str, object]:
    """Whether the ledger can be read, what is at hand of it, and whether newer records are being read."""
    ledger = served(request)
    tip = ledger.ledger.tip()
    shown = ledger.at_hand()
    return {
        "ok": True,
        "ledger": ledger.path.name,
        "entries": tip.entries,
        "head": tip.head,
        "ready": shown is not None,
        "documents": None if shown is None else len(shown.view.documents),
        "incidents": None if shown is None else len(shown.view.incidents),
    }


@router.get("/doctor.json")
def checks() -> dict[str, object]:
    """Whether this installation can do its work, check by check."""
    found = doctor()
    return {"ok": all(one.fine for one in found), "checks": plain(found)}


def changes_since(request: Request, shown: Shown, since: datetime | None) -> list[history.Change]:
    """The changes from a moment on, newest first; InputError where replaying them would take minutes."""
    ledger = served(request)

    def make() -> list[history.Change]:
        moments = [one for one in history.moments_of(ledger.workspace) if since is None or one >= since]
        if len(moments) * len(shown.view.mentions) > MOST_WORK:
            raise InputError(
                f"the log from there replays {len(moments)} moments of a ledger of {len(shown.view.mentions)} mentions; "
                f"name a later start, such as since={moment(moments[-min(len(moments), 5)])}"
            )
        return list(history.log(ledger.workspace, since=since))[::-1]

    found: list[history.Change] = shown.keep(f"log {since}", make)
    return found


def change_wire(one: history.Change) -> Wire:
    """A change as JSON."""
    return {"record": "change", **plain(one)}


def by_the_end(day: date, clock: str) -> AsOf:
    """What was known by the end of a day, on one of the clocks."""
    if clock == "published":
        return AsOf(published=day)
    return AsOf(recorded=datetime.combine(day + timedelta(days=1), time(), UTC) - timedelta(microseconds=1))


async def _brief(request: Request, asked: Brief, form: str, media: str) -> Response:
    ledger = served(request)

    def make(shown: Shown) -> bytes:
        if not shown.view.documents:
            raise ProblemError(404, "the ledger holds no report as seen from then, so there is nothing to brief")
        if asked.since is None and asked.words == "icd203":
            briefing, facts = shown.briefing
        else:
            before = None if asked.since is None else ledger.at(AsOf(published=asked.since)).view
            briefing, facts = reporting.brief_view(shown.view, before=before, yardstick=asked.words)
        made = reporting.FORMATS[form](briefing, facts)
        return made if isinstance(made, bytes) else made.encode("utf-8", "replace")

    return await reply(request, asked, make, media=media)
