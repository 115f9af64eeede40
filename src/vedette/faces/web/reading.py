"""What is read: the briefing, answers to questions, the sources and their reports, and what this cannot tell."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup
from starlette.exceptions import HTTPException

from vedette.app.asking import ask as answer
from vedette.app.served import Shown
from vedette.briefing import phrases
from vedette.briefing.render import charts
from vedette.briefing.telling import RUNGS
from vedette.faces.web import evidence
from vedette.faces.web.frame import Page, page, shown_of
from vedette.model import Mention, Tally
from vedette.reference.words import LADDERS

router = APIRouter(include_in_schema=False, route_class=Page)

PER_PAGE: Final = 100
LONGEST_QUESTION: Final = 500
EXAMPLES: Final = (
    "How many attacks were there in Syria?", "Who claimed the attacks in Iraq?", "What was the worst attack?", "When was the last attack?",
    "Has Iran responded?", "How likely is a deadly attack in the next 7 days?",
)  # fmt: skip
STANDINGS: Final = {
    "answered": "Answer", "passages": "No record answers it; this is what the reports say", "not_in_ledger": "Not in the ledger",
    "not_understood": "Not understood", "refused": "Not something this answers",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One outlet: its reliability, its reports, and how many of them repeat another's words."""

    name: str
    grade: str
    reports: int
    copies: int
    incidents: int
    first: date
    last: date


@router.get("/brief")
def brief(request: Request) -> Response:
    """The verified briefing in the frame of the page."""
    shown = shown_of(request)
    briefing = shown.briefing[0] if shown.view.documents else None
    drawn = shown.keep("page.drawn", lambda: _drawn(shown)) if briefing else ("", "")
    return page(
        request, "brief.html", shown, heading="Situation report", briefing=briefing, map=drawn[0], days=drawn[1]
    )


@router.get("/ask")
def ask(request: Request) -> Response:
    """A question in plain words, and its answer with what it rests on."""
    shown = shown_of(request)
    question = (request.query_params.get("q") or "").strip()[:LONGEST_QUESTION]
    reply = answer(shown.view, question) if question and shown.view.documents else None
    offered = [one.question for one in shown.briefing[0].questions] if shown.view.documents else []
    return page(
        request, "ask.html", shown, heading="Ask the ledger", question=question, reply=reply, offered=offered[:6] or EXAMPLES, standings=STANDINGS,
        longest=LONGEST_QUESTION,
    )  # fmt: skip


@router.get("/sources")
def sources(request: Request) -> Response:
    """Who reported, how reliable and how independent they are, and what could not be read."""
    shown = shown_of(request)
    asked = request.query_params.get("page") or "1"
    number = max(1, min(int(asked), 10**6)) if asked.isascii() and asked.isdigit() else 1
    wanted = request.query_params.get("outlet") or ""
    reports = sorted(shown.view.documents.values(), key=lambda one: (one.published, one.id), reverse=True)
    if wanted:
        reports = [one for one in reports if (one.outlet or phrases.UNNAMED) == wanted]
    return page(
        request, "sources.html", shown, heading="Sources", outlets=shown.keep("page.outlets", lambda: _outlets(shown)), wanted=wanted, total=len(reports),
        reports=reports[PER_PAGE * (number - 1) : PER_PAGE * number], number=number, more=PER_PAGE * number < len(reports),
        copies={one.document: one.of for one in shown.view.copies}, failures=shown.view.failures[-200:], unnamed=phrases.UNNAMED,
    )  # fmt: skip


@router.get("/sources/{id}")
def source(request: Request, id: str) -> Response:
    """One report, whole, with every word that was read marked."""
    shown = shown_of(request)
    document = shown.view.documents.get(id)
    if document is None:
        raise HTTPException(404, f"the ledger holds no report {id[:60]} as seen from then")
    by_document = shown.keep("page.records", lambda: _records(shown))
    records: list[Mention | Tally] = sorted(by_document.get(id, ()), key=_start)
    spans = [span for one in records for span in evidence.spans_of(one)]
    homes = shown.keep("page.homes", lambda: {m: one for one in shown.view.incidents for m in one.mentions})
    linked = document.url if document.url and document.url.startswith(("https://", "http://")) else None
    return page(
        request, "source.html", shown, heading=document.title or "A report", document=document, linked=linked,
        paragraphs=evidence.paragraphs(document, spans, {_start(one): one.id for one in reversed(records)}),
        records=[(one, isinstance(one, Mention), homes.get(one.id)) for one in records],
        copy_of=next((one for one in shown.view.copies if one.document == id), None),
    )  # fmt: skip


@router.get("/ingest")
def ingest(request: Request) -> Response:
    """Where reports are dropped, and how far each is."""
    return page(request, "ingest.html", shown_of(request), heading="Add reports")


@router.get("/about")
def about(request: Request) -> Response:
    """What this cannot tell, and what its words mean."""
    shown = shown_of(request)
    limits = None
    if shown.view.documents:
        limits = next((one for one in shown.briefing[0].sections if one.key == "limits"), None)
    bottoms = (0.01, *(top for top, _ in LADDERS["icd203"][:-1]))
    ladder = [(term, bottom, min(top, 0.99)) for (top, term), bottom in zip(LADDERS["icd203"], bottoms, strict=True)]
    return page(
        request, "about.html", shown, heading="What this cannot tell you", limits=limits, ladder=ladder, levels=list(enumerate(RUNGS)),
        refusals=shown.assessment.refusals if shown.view.documents else (),
    )  # fmt: skip


def _drawn(shown: Shown) -> tuple[Markup, Markup]:
    """The map and the bars of days of the briefing; their texts are escaped where they are drawn."""
    incidents, at = shown.view.incidents, "/incidents/"
    return Markup(charts.places(incidents, at=at).svg), Markup(charts.daily(incidents, shown.view.day, at=at))


def _outlets(shown: Shown) -> list[Outlet]:
    copies = {one.document for one in shown.view.copies}
    told: defaultdict[str, set[str]] = defaultdict(set)
    for one in shown.view.incidents:
        for _, outlet, _ in one.sources:
            told[outlet or phrases.UNNAMED].add(one.id)
    by_outlet: defaultdict[str, list[Any]] = defaultdict(list)
    for document in shown.view.documents.values():
        by_outlet[document.outlet or phrases.UNNAMED].append(document)
    return [
        Outlet(
            name=name,
            grade=shown.view.config.outlets.get(name, "F"),
            reports=len(held),
            copies=sum(one.id in copies for one in held),
            incidents=len(told[name]),
            first=min(one.published for one in held),
            last=max(one.published for one in held),
        )
        for name, held in sorted(by_outlet.items(), key=lambda item: (-len(item[1]), item[0]))
    ]


def _records(shown: Shown) -> dict[str, list[Mention | Tally]]:
    found: defaultdict[str, list[Mention | Tally]] = defaultdict(list)
    for mention in shown.view.mentions:
        found[mention.document].append(mention)
    for tally in shown.view.tallies:
        found[tally.document].append(tally)
    return found


def _start(one: Mention | Tally) -> int:
    return one.trigger.start if isinstance(one, Mention) else one.count.passages[0].start
