"""Errors as problem details (RFC 9457): what was asked for, what is wrong with it, and the way out."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from vedette.errors import ConfigError, InputError, LedgerError, VedetteError

MEDIA: Final = "application/problem+json"

_STATUS: Final[tuple[tuple[type[VedetteError], int], ...]] = (
    (InputError, 422),
    (ConfigError, 422),
    (LedgerError, 503),
)


class ProblemError(Exception):
    """A request that cannot be answered: its status, and a sentence that names the thing and the way out."""

    def __init__(self, status: int, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.status, self.detail, self.more = status, detail, more


def body(status: int, detail: str, instance: str, **more: Any) -> bytes:
    """The JSON of a problem; all of its texts are text, whatever they hold."""
    wire = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, "instance": instance, **more}  # fmt: skip
    return json.dumps(wire).encode()


def answer(
    request: Request, status: int, detail: str, *, headers: dict[str, str] | None = None, **more: Any
) -> Response:
    """A problem as a response."""
    content = body(status, detail, request.url.path, **more)
    return Response(content, status, media_type=MEDIA, headers=headers)


def install(app: FastAPI) -> None:
    """Answer every error of the routes with a problem."""

    @app.exception_handler(ProblemError)
    async def problem(request: Request, error: ProblemError) -> Response:
        return answer(request, error.status, error.detail, **error.more)

    @app.exception_handler(VedetteError)
    async def ours(request: Request, error: VedetteError) -> Response:
        status = next((code for kind, code in _STATUS if isinstance(error, kind)), 500)
        return answer(request, status, str(error))

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        told = [_told(one) for one in error.errors()]
        detail = "; ".join(f"{where}: {what}" for where, what in told)
        return answer(request, 422, detail, errors=[{"where": where, "what": what} for where, what in told])

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        details = {
            400: "the body of this request cannot be read; send JSON in UTF-8, with content-type: application/json",
            404: f"there is nothing at {request.url.path}; /openapi.json lists what there is",
            405: f"{request.method} is not for {request.url.path}; /openapi.json says what is",
        }
        headers = dict(error.headers) if error.headers else None
        return answer(request, error.status_code, details.get(error.status_code, str(error.detail)), headers=headers)


def _told(error: dict[str, Any]) -> tuple[str, str]:
    """Where in the request, and what is wrong with it."""
    where = ".".join(str(part) for part in error["loc"][1:]) or str(error["loc"][0])
    if error["type"] == "extra_forbidden":
        return where, "no such parameter here; /openapi.json lists them"
    what = str(error["msg"]).removeprefix("Value error, ")
    return where, what[:1].lower() + what[1:]
