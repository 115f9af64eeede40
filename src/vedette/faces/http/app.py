"""The application: guard, API and, where they are there, the pages.

The pages (`faces/web/pages.py`) are mounted by what they offer: `router`, an APIRouter, and optionally `mount(app)`, for static
files. A page finds the ledger in `request.app.state.served` (an `app.served.Served`), dropped files in `request.app.state.intake`
(an `app.intake.Intake`), and who is signed in, if the guard knows a name, in `request.scope["vedette.user"]`.
"""

from __future__ import annotations

import importlib
import importlib.util
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI

from vedette import __version__
from vedette.app.config import Config
from vedette.app.intake import Intake
from vedette.app.served import Served
from vedette.faces.http import assessed, dropping, incidents, judged, looked, problems, shapes
from vedette.faces.http.guard import Guard, Guarded

ABOUT: Final = """What a ledger of incidents holds, as JSON, CSV and GeoJSON; every number leads to the words that say it.

Every look takes `as_of` (what had been published by the end of a day) and `recorded_by` (what this ledger held at a moment). Lists are
paged by `limit` and their `next` link. Answers carry an ETag made from the ledger's chain: ask again with If-None-Match. Errors are
problem details (RFC 9457)."""

PAGES: Final = "vedette.faces.web.pages"


def create(ledger: str | Path, *, guard: Guard, config: Config | None = None, served: Served | None = None) -> FastAPI:
    """The application over one ledger; raises InputError where there is none."""
    app = FastAPI(
        title="vedette",
        version=__version__,
        description=ABOUT,
        docs_url=None,
        redoc_url=None,
        responses={code: {"model": shapes.Problem, "content": _PROBLEM} for code in (404, 422)},
    )
    app.state.served = served or Served(ledger, config=config)
    app.state.intake = Intake(app.state.served, clock=lambda: datetime.now(UTC))
    problems.install(app)
    app.add_middleware(Guarded, guard=guard)
    for part in (incidents, assessed, looked, judged, dropping):
        app.include_router(part.router)
    _mount_pages(app)
    return app


_PROBLEM: Final[dict[str, Any]] = {problems.MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}


def _mount_pages(app: FastAPI) -> None:
    if importlib.util.find_spec("vedette.faces.web") and importlib.util.find_spec(PAGES):
        pages = importlib.import_module(PAGES)
        app.include_router(pages.router)
        if hasattr(pages, "mount"):
            pages.mount(app)
