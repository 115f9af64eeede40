"""Dropped files: each is read in the background; its job is asked for, or followed as it goes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response, StreamingResponse

from vedette.app.intake import Intake, Job
from vedette.faces.http import shapes
from vedette.faces.http.asked import Day, asks, query
from vedette.faces.http.problems import ProblemError
from vedette.faces.http.wire import dump
from vedette.store.codec import Wire

router = APIRouter(tags=["ingest"])

_LOOK_S = 0.2
"""How often a followed job is looked at."""
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


class Dropped(BaseModel):
    """What a dropped file is called, and the date of reports in it that carry none."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1, max_length=200, description="Its name; the ending says what it is.", examples=["report.html"])  # fmt: skip
    published: Day | None = Field(None, description="The date of reports that carry none.", examples=["2023-11-13"])


class Jobs(BaseModel):
    """The jobs that are remembered, the newest first."""

    total: int
    next: str | None
    items: list[shapes.Job]


@router.post(
    "/ingest",
    status_code=202,
    response_model=shapes.Job,
    openapi_extra=asks(Dropped) | _BODY,
)
async def ingest(request: Request, asked: Annotated[Dropped, Depends(query(Dropped))]) -> Response:
    """Drop one file: its bytes are the body. Several are dropped one by one and wait their turn."""
    content = b"".join([chunk async for chunk in request.stream()])
    job = _intake(request).put(asked.name, content, published=asked.published)
    return Response(
        dump(job_wire(job)), 202, media_type="application/json", headers={"location": f"/ingest/{job.id}.json"}
    )


@router.get("/ingest.json", response_model=Jobs)
async def jobs(request: Request, limit: Annotated[int, Query(ge=1, le=1000)] = 50, offset: Annotated[int, Query(ge=0, le=1000)] = 0) -> Response:  # fmt: skip
    """The jobs that are remembered, the newest first."""
    found = _intake(request).jobs()
    more = f"/ingest.json?limit={limit}&offset={offset + limit}" if offset + limit < len(found) else None
    items = [job_wire(one) for one in found[offset : offset + limit]]
    return _now({"total": len(found), "next": more, "items": items})


@router.get("/ingest/{id}.json", response_model=shapes.Job)
async def job(request: Request, id: str) -> Response:
    """How far a dropped file is, and what came of it."""
    return _now(job_wire(_job(request, id)))


@router.get("/ingest/{id}/events", response_class=Response, responses={200: {"content": {"text/event-stream": {}}}})
async def events(request: Request, id: str) -> Response:
    """The same as it changes, as server-sent events, until it is over."""
    _job(request, id)

    async def stream() -> AsyncIterator[bytes]:
        seen = -1
        while not await request.is_disconnected():
            found = _job(request, id)
            if found.number != seen:
                seen = found.number
                yield b"data: " + json.dumps(job_wire(found)).encode() + b"\n\n"
            if found.over:
                return
            await asyncio.sleep(_LOOK_S)

    return StreamingResponse(stream(), media_type="text/event-stream", headers={"cache-control": "no-store"})


def job_wire(job: Job) -> Wire:
    """A job as JSON."""
    report = job.report
    told = None if report is None else {
        "changed": report.changed, "documents": report.documents, "known": report.known, "copies": report.copies, "mentions": report.mentions,
        "tallies": report.tallies, "decisions": report.decisions,
        "failures": [{"item": one.item, "code": one.code, "reason": one.reason, "way_out": one.way_out} for one in report.failures],
    }  # fmt: skip
    return {
        "id": job.id, "name": job.name, "bytes": job.bytes, "state": job.state, "stage": job.stage, "done": job.done, "total": job.total,
        "error": job.error, "report": told, "href": f"/ingest/{job.id}.json",
    }  # fmt: skip


def _intake(request: Request) -> Intake:
    found: Intake = request.app.state.intake
    return found


def _job(request: Request, id: str) -> Job:
    found = _intake(request).job(id)
    if found is None:
        raise ProblemError(404, f"there is no job {id!r} of this run; /ingest.json lists them")
    return found


def _now(wire: Wire) -> Response:
    return Response(dump(wire), media_type="application/json", headers={"cache-control": "no-store"})
