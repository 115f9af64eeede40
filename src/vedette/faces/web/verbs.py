"""The verbs of review, the same as the terminal's, as forms: same, different, unsure, edit, split, drop, undo."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from vedette.app import judging
from vedette.app.review import Item
from vedette.app.served import Shown
from vedette.app.workspace import Workspace
from vedette.errors import InputError
from vedette.faces.web.frame import Page, page, served_of, shown_of
from vedette.model import Decision, Incident, Override
from vedette.model.ids import mention_of

VERBS: Final = ("same", "different", "unsure", "edit", "split", "drop", "undo")
PATH: Final = re.compile(r"/(?!/)[\w/?=&.:%-]*")
"""A path of this page: nothing that a browser would take for another host."""
LONGEST: Final = 20_000
"""Bytes of a form; a reason is a sentence, not a book."""

router = APIRouter(include_in_schema=False, route_class=Page)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A person's judgement as it is listed: what, by whom, why, when, and whether it still holds."""

    id: str
    what: str
    by: str
    reason: str
    at: datetime
    holds: bool


@router.get("/review")
def queue(request: Request) -> Response:
    """One question at a time; `n` is its place in the queue, `done` the id of what was just written."""
    shown = shown_of(request)
    items = shown.queue
    asked = request.query_params.get("n") or "0"
    n = min(int(asked), max(len(items) - 1, 0)) if asked.isascii() and asked.isdigit() else 0
    item = items[n] if items else None
    done = next((one for one in reversed(judgements(shown)) if one.id == request.query_params.get("done")), None)
    counts = {sort: sum(one.sort == sort for one in items) for sort in ("conflict", "pair", "field")}
    return page(
        request, "review.html", shown, item=item, n=n, items=items, done=done, counts=counts, judgements=judgements(shown)[-30:],
        widest=max((abs(part) for _, part, _ in item.waterfall if abs(part) != float("inf")), default=1.0) if item else 1.0,
        total=sum(part for _, part, _ in item.waterfall) if item else 0.0, segments=segments, signed_in=_user(request),
    )  # fmt: skip


@router.post("/review")
async def judge(request: Request) -> Response:
    """Write one judgement, and lead back to where it was made with the id of what was written."""
    given = await form(request)
    made = await run_in_threadpool(_judge, request, given)
    back = given.get("back", "")
    if not PATH.fullmatch(back):
        back = "/review"
    path, _, query = back.partition("?")
    held = {name: value for name, value in parse_qsl(query) if name != "done"}
    return RedirectResponse(f"{path}?{urlencode({**held, 'done': made})}", status_code=303)


async def form(request: Request) -> dict[str, str]:
    """The fields of a form; InputError where it is too long or none."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise InputError("a judgement comes as a form")
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST:
            raise InputError(f"the form is longer than {LONGEST} bytes; say it shorter")
    return {name: value.strip() for name, value in parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)}


def judgements(shown: Shown) -> tuple[Judged, ...]:
    """What people decided, oldest first."""
    found = [_decision(shown, one) for one in shown.view.decisions if one.person] + [
        _override(shown, one) for one in shown.view.overrides
    ]
    return tuple(sorted(found, key=lambda one: (one.at, one.id)))


def judgements_on(shown: Shown, one: Incident) -> tuple[Judged, ...]:
    """What people decided on one incident, oldest first."""
    own = {*one.mentions, mention_of(one.id), *(mention_of(former) for former in one.former_ids)}
    decided = [d for d in shown.view.decisions if d.person and own & {d.first, d.second}]
    laid = [o for o in shown.view.overrides if mention_of(o.incident) in own]
    return tuple(
        sorted([_decision(shown, d) for d in decided] + [_override(shown, o) for o in laid], key=lambda j: (j.at, j.id))
    )


def segments(text: str, marks: tuple[tuple[int, int], ...]) -> list[tuple[str, bool]]:
    """A telling's text in stretches, each marked or not."""
    out, at = [], 0
    for start, end in marks:
        out += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [one for one in (*out, (text[at:], False)) if one[0]]


def _judge(request: Request, given: Mapping[str, str]) -> str:
    """Write what the form says; the id of the record."""
    verb = given.get("verb", "")
    if verb not in VERBS:
        raise InputError(f"there is no verb {verb[:30]!r}; known: {', '.join(VERBS)}")
    person = judging.Judge(
        by=_user(request) or given.get("by", ""), reason=given.get("reason", ""), now=datetime.now(UTC)
    )
    served = served_of(request)
    with served.writing() as workspace:
        made = _written(workspace, verb, given, person)
    served.fresh()  # who judged sees what came of it, however long that takes
    return made


def _written(workspace: Workspace, verb: str, given: Mapping[str, str], person: judging.Judge) -> str:
    first, second, field = given.get("first", ""), given.get("second", ""), given.get("field", "")
    if verb in ("same", "different", "unsure"):
        return judging.decide(workspace, first, second, verb, person).id  # type: ignore[arg-type]  # one of the three
    if verb == "split":
        return judging.part(workspace, first, person)[-1].id
    if verb == "undo":
        return judging.undo(workspace, given.get("id", ""), person).id
    if verb == "drop":
        return judging.override(workspace, f"{given.get('incident', '')}.drop", "true", person).id
    if not given.get("value"):
        raise InputError("write the value that the field shall have")
    return judging.override(workspace, f"{given.get('incident', '')}.{field}", given["value"], person).id


def _user(request: Request) -> str | None:
    """Who is signed in, where the guard knows a name."""
    found: Any = request.scope.get("vedette.user")
    return str(found) if found else None


def _decision(shown: Shown, one: Decision) -> Judged:
    later = [
        d
        for d in shown.view.decisions
        if d.person and (d.first, d.second) == (one.first, one.second) and d.recorded_at > one.recorded_at
    ]
    what = f"{one.verdict}: {one.first} and {one.second}"
    return Judged(id=one.id, what=what, by=one.by, reason=one.reason, at=one.recorded_at, holds=not later)


def _override(shown: Shown, one: Override) -> Judged:
    later = [
        o
        for o in shown.view.overrides
        if (o.incident, o.field) == (one.incident, one.field) and o.recorded_at > one.recorded_at
    ]
    what = f"{one.field} of {one.incident} is {one.value if len(one.value) < 80 else one.value[:79] + '…'}"
    return Judged(id=one.id, what=what, by=one.by, reason=one.reason, at=one.recorded_at, holds=not later)


__all__ = ["Item", "judgements", "judgements_on", "router", "segments"]
