"""What the page is made of besides words: styles, modules, the ground of the map, the runtime of the charts.

Each is read or computed once in a process, kept compressed, and sent with an ETag; none is third-party code in this repository.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from vedette import __version__
from vedette.reference.gazetteer import gazetteer
from vedette.reference.tables import rows

KINDS: Final = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
FRESH: Final = "no-cache"
"""Kept by the browser and asked for again by its ETag, so that a newer version is never mixed with an older."""
FOREVER: Final = "private, max-age=31536000, immutable"
"""For an address that names the version."""

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Asset:
    """Bytes to send, plain and compressed, with their type and tag."""

    body: bytes
    packed: bytes
    type: str
    etag: str

    def answer(self, request: Request, cached: str = FRESH) -> Response:
        """The response: nothing where the browser has it, compressed where it can."""
        headers = {"ETag": self.etag, "Cache-Control": cached, "Vary": "Accept-Encoding"}
        if request.headers.get("if-none-match") == self.etag:
            return Response(status_code=304, headers=headers)
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(self.packed, media_type=self.type, headers={**headers, "Content-Encoding": "gzip"})
        return Response(self.body, media_type=self.type, headers=headers)


def made(body: bytes, type: str, level: int = 6) -> Asset:
    """An asset of these bytes."""
    packed = gzip.compress(body, compresslevel=level, mtime=0)
    return Asset(body, packed, type, f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"')


@router.get("/static/{name}")
def static(name: str, request: Request) -> Response:
    """A style or a module of ours."""
    held = _static().get(name)
    if held is None:
        raise HTTPException(status_code=404, detail=f"there is no file {name!r} here")
    return held.answer(request)


@router.get("/vega.js")
def vega(request: Request) -> Response:
    """Vega and Vega-Lite with the interpreter, out of vl-convert's own bundle; two seconds when first asked for."""
    return _vega().answer(request)


@router.get("/ground.json")
def ground(request: Request) -> Response:
    """Land, boundaries and country names of the map: deltas of hundredths of a degree."""
    return _ground().answer(request, FOREVER if "v" in request.query_params else FRESH)


@cache
def ground_address() -> str:
    """Where the ground of the map is, with its version, so that a browser need not ask for it twice."""
    return f"/ground.json?v={__version__}-{hashlib.blake2b(_packed_ground(), digest_size=6).hexdigest()}"


@cache
def _static() -> dict[str, Asset]:
    folder = files("vedette.faces.web").joinpath("static")
    found = {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}
    found["drawings.css"] = files("vedette.briefing").joinpath("render/templates/drawings.css").read_bytes()
    return {name: made(body, KINDS[kind]) for name, body in found.items() if (kind := name.rsplit(".", 1)[-1]) in KINDS}


@cache
def _vega() -> Asset:
    import vl_convert

    # The runtime is asked to interpret its expressions (`ast`), so that the policy needs no `unsafe-eval`.
    snippet = "window.vegaEmbed = vegaEmbed;"
    return made(vl_convert.javascript_bundle(snippet).encode(), KINDS["js"])


@cache
def _ground() -> Asset:
    book = gazetteer()
    found = [(row["name"], book.country(row["iso2"])) for row in rows("states.csv")]
    names = [(name, round(at.lat, 2), round(at.lon, 2), round(at.radius_km)) for name, at in found if at is not None]
    names.sort(key=lambda one: -one[3])
    data = {**json.loads(gzip.decompress(_packed_ground())), "countries": names}
    return made(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), "application/json")


def _packed_ground() -> bytes:
    return files("vedette.reference").joinpath("data/basemap.json.gz").read_bytes()
