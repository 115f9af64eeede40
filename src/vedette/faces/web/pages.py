"""The pages of one ledger, as a router that the HTTP face mounts."""

from __future__ import annotations

from fastapi import APIRouter

from vedette.faces.web import assessed, assets, explore, incident, reading, verbs

router = APIRouter(include_in_schema=False)
for part in (assets, explore, incident, assessed, reading, verbs):
    router.include_router(part.router)
