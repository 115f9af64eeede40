"""The application: guard, API and, where they are there, the pages.

The pages (`faces/web/pages.py`) are mounted by what they offer: `router`, an APIRouter, and optionally `mount(app)`, for static
files. A page finds the ledger in `request.app.state.served` (an `app.served.Served`), and who is signed in, if the guard
knows a name, in `request.scope["vedette.user"]`.
"""

from __future__ import annotations

import importlib
import importlib.util
from pathlib import Path

from fastapi import FastAPI

from vedette import __version__
from vedette.app.config import Config
from vedette.app.served import Served
from vedette.faces.http.guard import Guard, Guarded


def create(ledger: str | Path, *, guard: Guard, config: Config | None = None, served: Served | None = None) -> FastAPI:
    """The application over one ledger; raises InputError where there is none."""
    app = FastAPI(title="vedette", version=__version__, docs_url=None, redoc_url=None)
    app.state.served = served or Served(ledger, config=config)
    app.add_middleware(Guarded, guard=guard)
    if importlib.util.find_spec("vedette.faces.web") and importlib.util.find_spec("vedette.faces.web.pages"):
        pages = importlib.import_module("vedette.faces.web.pages")
        app.include_router(pages.router)
        if hasattr(pages, "mount"):
            pages.mount(app)
    return app
