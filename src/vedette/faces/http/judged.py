"""What people judge: the queue, and the verbs of the terminal. Every write is one later record; nothing is deleted."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, TypeAlias

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from vedette.app import history, judging
from vedette.app.judging import Judge
from vedette.app.queries import as_wire
from vedette.app.review import Item
from vedette.app.served import Shown
from vedette.app.workspace import Workspace
from vedette.faces.http import shapes
from vedette.faces.http.asked import ReviewQuery, asks, query
from vedette.faces.http.incidents import waterfall
from vedette.faces.http.looked import change_wire
from vedette.faces.http.problems import ProblemError
from vedette.faces.http.replies import page, reply, served
from vedette.faces.http.wire import dump, plain, weight
from vedette.model import Decision, Override
from vedette.store.codec import Wire

router = APIRouter(tags=["judging"])

Written: TypeAlias = tuple[Decision | Override, ...]


@router.get("/review.json", response_model=shapes.Page, openapi_extra=asks(ReviewQuery))
async def review(request: Request, asked: Annotated[ReviewQuery, Depends(query(ReviewQuery))]) -> Response:
    """What waits for a person: conflicts, uncertain pairs (those nearest to the threshold first), doubtful fields."""

    def make(shown: Shown) -> Wire:
        items = [one for one in shown.queue if asked.sort is None or one.sort == asked.sort]
        found = page(request, shown, items, item_wire, limit=asked.limit, offset=asked.offset)
        sorts = ("conflict", "pair", "field")
        return {**found, "counts": {sort: sum(one.sort == sort for one in shown.queue) for sort in sorts}}

    return await reply(request, asked, make)


@router.post("/review/decisions", status_code=201, response_model=shapes.Judged)
async def decide(request: Request, given: shapes.Decide) -> Response:
    """Say whether two mentions tell one event; it outranks the model, and can be undone."""
    return await _write(
        request, given, lambda w, judge: (judging.decide(w, given.first, given.second, given.verdict, judge),)
    )


@router.post("/incidents/{id}/overrides", status_code=201, response_model=shapes.Judged)
async def override(request: Request, id: str, given: shapes.Lay) -> Response:
    """Set a field of an incident by hand; what the reports say stays behind it."""
    value = given.value if isinstance(given.value, str) else json.dumps(given.value)
    return await _write(request, given, lambda w, judge: (judging.override(w, f"{id}.{given.field}", value, judge),))


@router.post("/undo", status_code=201, response_model=shapes.Judged)
async def undo(request: Request, given: shapes.Undo) -> Response:
    """Take back a judgement by a later one; what held before it holds again."""
    return await _write(request, given, lambda w, judge: (judging.undo(w, given.id, judge),))


@router.post("/split", status_code=201, response_model=shapes.Judged)
async def split(request: Request, given: shapes.Split) -> Response:
    """Split one mention off its incident."""
    return await _write(request, given, lambda w, judge: judging.part(w, given.mention, judge))


@router.post("/drop", status_code=201, response_model=shapes.Judged)
async def drop(request: Request, given: shapes.Drop) -> Response:
    """Say that an incident is none."""
    return await _write(
        request, given, lambda w, judge: (judging.override(w, f"{given.incident}.drop", "true", judge),)
    )


def item_wire(item: Item) -> Wire:
    """One thing to look at, as JSON."""
    return {**plain(item), "weight": weight(item.weight), "waterfall": waterfall(item.waterfall)}


async def _write(request: Request, given: shapes.Said, act: Callable[[Workspace, Judge], Written]) -> Response:
    judge = Judge(by=_who(request, given), reason=given.reason, now=datetime.now(UTC))
    ledger = served(request)

    def work() -> tuple[Written, Shown, Shown]:
        with ledger.writing() as workspace:
            before = ledger.fresh()
            written = act(workspace, judge)
            return written, before, ledger.fresh()

    written, before, after = await run_in_threadpool(work)
    refused = {one.id for one in after.view.partition.conflicts}
    content = {
        "written": [as_wire(one) for one in written],
        "changes": [change_wire(one) for one in history.changes(before.view, after.view)],
        "followed": not any(one.id in refused for one in written),
        "head": after.head,
    }
    return Response(dump(content), 201, media_type="application/json", headers={"cache-control": "no-store"})


def _who(request: Request, given: shapes.Said) -> str:
    signed_in: str | None = request.scope.get("vedette.user")
    if signed_in is not None and given.by not in (None, signed_in):
        raise ProblemError(403, f"{signed_in!r} is signed in and cannot judge as {given.by!r}; leave `by` out")
    name = signed_in or given.by
    if name is None:
        raise ProblemError(422, "a judgement names who made it; give `by`")
    return name
