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

ERRORS: Final = {
    400: "The request cannot be read.",
    401: "Nobody is signed in.",
    403: "A page of another site asked.",
    404: "There is no such thing as seen from then.",
    421: "The server does not answer to this name.",
    422: "It cannot be asked so; the problem says what is wrong.",
    503: "The ledger cannot be read or written.",
}
WRITING: Final = {413: "It is larger than may be sent."}

PAGES: Final = "vedette.faces.web.pages"


def create(ledger: str | Path, *, guard: Guard, config: Config | None = None, served: Served | None = None) -> FastAPI:
    """The application over one ledger; raises InputError where there is none."""
    app = FastAPI(
        title="vedette",
        version=__version__,
        description=ABOUT,
        docs_url=None,
        redoc_url=None,
    )
    app.state.served = served or Served(ledger, config=config)
    app.state.intake = Intake(app.state.served, clock=lambda: datetime.now(UTC))
    app.state.rows = incidents.Rows()
    problems.install(app)
    app.add_middleware(Guarded, guard=guard)
    app.include_router(incidents.lists)  # asked for most often, and routes are tried in turn
    for part in (incidents, assessed, looked, judged, dropping):
        app.include_router(part.router)
    _mount_pages(app)
    app.openapi = lambda: described(app)  # type: ignore[method-assign]  # the framework's own way to say more
    return app


def described(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI, with every error of every route as a problem."""
    if app.openapi_schema is None:
        schema = FastAPI.openapi(app)
        schema["components"]["schemas"]["Problem"] = shapes.Problem.model_json_schema()
        content = {problems.MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        for methods in schema["paths"].values():
            for method, one in methods.items():
                told = ERRORS if method == "get" else ERRORS | WRITING
                one["responses"] |= {
                    str(code): {"description": words, "content": content} for code, words in told.items()
                }
    assert app.openapi_schema is not None
    return app.openapi_schema


def _mount_pages(app: FastAPI) -> None:
    if importlib.util.find_spec("vedette.faces.web") and importlib.util.find_spec(PAGES):
        pages = importlib.import_module(PAGES)
        app.include_router(pages.router)
        if hasattr(pages, "mount"):
            pages.mount(app)
