"""What every page shares: the frame around it, the ledger behind it, and how an error is told."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from datetime import date
from functools import cache
from typing import Any, Final

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from fastapi.routing import APIRoute
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException

from vedette.app.review import asked
from vedette.app.served import Served, Shown
from vedette.briefing import phrases
from vedette.briefing.facts import cited
from vedette.briefing.render.charts import rung
from vedette.briefing.telling import RUNGS
from vedette.errors import InputError, VedetteError
from vedette.faces.web import words
from vedette.model.brief import Part
from vedette.store.base import NOW, AsOf

log = logging.getLogger(__name__)

SECTIONS: Final = (
    ("/", "Incidents"), ("/tempo", "Tempo"), ("/relations", "Relations"), ("/tallies", "Tallies"), ("/statements", "Statements"),
    ("/brief", "Briefing"), ("/ask", "Ask"), ("/review", "Review"), ("/sources", "Sources"), ("/ingest", "Add reports"), ("/about", "Limits"),
)  # fmt: skip
"""The pages in the order of the masthead."""

QUICK: Final = 3000
"""Mentions up to which the queue of review is a matter of milliseconds."""
HEADERS: Final = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin"}
"""No page is kept, for the ledger may change at any time; without a referrer at all a form would not say where it comes from."""


class Page(APIRoute):
    """A route whose errors are pages, too."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with what it raises on purpose told in the frame of the page."""
        handle = super().get_route_handler()

        async def told(request: Request) -> Response:
            try:
                return await handle(request)
            except HTTPException as error:
                return trouble(request, error.status_code, str(error.detail))
            except VedetteError as error:
                return trouble(request, 400, str(error))

        return told


def served_of(request: Request) -> Served:
    """The ledger that this application serves."""
    served: Served = request.app.state.served
    return served


def shown_of(request: Request) -> Shown:
    """What the ledger holds now, or held at the end of the day `as_of` of the address."""
    asked = request.query_params.get("as_of")
    return served_of(request).at(AsOf(published=a_day("as_of", asked)) if asked else NOW)


def a_day(name: str, value: str | None) -> date | None:
    """The day of a field of the address, None where it is empty; InputError where it is none."""
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise InputError(f"{name}={value[:40]!r} is no day; write it like 2023-11-13") from None


def page(
    request: Request, template: str, shown: Shown | None = None, *, status: int = 200, **context: Any
) -> HTMLResponse:
    """A template in the frame, as a response."""
    given = {
        "shown": shown, "here": request.url.path, "sections": SECTIONS, "waiting": _waiting(shown), "heading": "vedette",
        "then": request.query_params.get("as_of"), "target": lambda part: target(part, shown), **context,
    }  # fmt: skip
    text = environment().get_template(template).render(**given)
    return HTMLResponse(text, status_code=status, headers=HEADERS)


def trouble(request: Request, status: int, words: str) -> HTMLResponse:
    """What went wrong, in the frame, with the way out."""
    heading = {404: "There is no such page", 400: "That cannot be shown"}.get(status, "Something went wrong")
    return page(request, "trouble.html", status=status, heading=heading, words=words)


def target(part: Part, shown: Shown | None) -> str | None:
    """Where a part of a sentence leads: the incident, the report or the page that it rests on."""
    if part.how == "plain" or not part.records or shown is None:
        return None
    id = cited(part.records[0])[0]
    incident = shown.incident(id)
    if incident is not None:
        return f"/incidents/{incident.id}" if len(part.records) == 1 else "/"
    if id in shown.view.documents:
        return f"/sources/{id}" if len(part.records) == 1 else "/sources"
    mention = shown.mention(id)
    if mention is not None:
        return f"/sources/{mention.document}#{id}"
    tally = shown.tally(id)
    if tally is not None:
        return f"/sources/{tally.document}#{id}"
    kind = id.partition(":")[0]
    return {"reconciliation": "/tallies", "forecast": "/tempo", "rate": "/tempo", "risk": "/tempo", "change": "/tempo", "series": "/tempo",
            "refusal": "/about", "coverage": "/about"}.get(kind)  # fmt: skip


@cache
def environment() -> Environment:
    """The templates with the words that they use; whatever is put into them is escaped."""
    loader = PackageLoader("vedette.faces.web", "templates")
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters["asked"] = asked
    made.globals.update(
        day=words.day, iso_day=words.iso_day, when=words.when, act=words.act, name=words.name, harm=words.harm, weapons=words.weapons, value=words.value,
        actor=words.actor, share=words.share, record=words.record, asked=asked, say_flag=phrases.flag, capital=phrases.capital, written=phrases.written, claim=words.claim, signed=words.signed, since=words.since, rung_of=rung, rungs=RUNGS,
        plural=phrases.plural, infinite=float("inf"), dict=dict, zip=zip, quantity=phrases.quantity,
    )  # fmt: skip
    return made


def _waiting(shown: Shown | None) -> int:
    """How many questions wait; in a large ledger only where that is known already, for no page but its own waits for the queue."""
    if shown is None or (len(shown.view.mentions) > QUICK and "queue" not in shown.__dict__):
        return 0
    return len(shown.queue)
