"""How a look is answered: from the view at hand, once for each state of the ledger, and not at all where the asker has it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from vedette import __version__
from vedette.app.served import Served, Shown
from vedette.faces.http.asked import Asked
from vedette.faces.http.wire import dump
from vedette.store.base import NOW, AsOf

JSON: Final = "application/json"
_KEPT: Final = "answers"
_MOST: Final = 64_000_000
"""Bytes of answers kept for one view."""
_LARGEST: Final = 4_000_000


class Answers:
    """The answers already made from one view, the oldest let go first."""

    def __init__(self) -> None:
        self._held: dict[str, bytes] = {}
        self._bytes = 0

    def get(self, tag: str) -> bytes | None:
        """The answer that was made."""
        return self._held.get(tag)

    def put(self, tag: str, content: bytes) -> None:
        """Keep an answer."""
        if len(content) > _LARGEST or tag in self._held:
            return
        self._held[tag] = content
        self._bytes += len(content)
        while self._bytes > _MOST:
            oldest = next(iter(self._held))
            self._bytes -= len(self._held.pop(oldest))


def served(request: Request) -> Served:
    """The ledger that is served."""
    found: Served = request.app.state.served
    return found


async def look(request: Request, when: AsOf = NOW) -> Shown:
    """What is shown from then; reading it first where it is not at hand, without holding up others."""
    ledger = served(request)
    shown = ledger.at_hand(when)
    return shown if shown is not None else await run_in_threadpool(ledger.at, when)


async def reply(
    request: Request,
    asked: Asked,
    make: Callable[[Shown], bytes | dict[str, Any]],
    *,
    media: str = JSON,
    aside: bool = True,
) -> Response:
    """What `make` makes of the view, or 304 where the asker holds it; `aside` makes it in a thread of its own."""
    shown = await look(request, asked.when)
    tag = tag_of(request, shown)
    headers = {"etag": tag}
    if shown.behind:
        headers["vedette-behind"] = "true"
    if matches(request, tag):
        return Response(status_code=304, headers=headers)
    answers: Answers = shown.keep(_KEPT, Answers)
    content = answers.get(tag)
    if content is None:
        made = await run_in_threadpool(make, shown) if aside else make(shown)
        content = made if isinstance(made, bytes) else dump(made)
        answers.put(tag, content)
    return Response(content, media_type=media, headers=headers)


def tag_of(request: Request, shown: Shown) -> str:
    """What stands for this answer as long as the ledger, the settings of the run and vedette stay what they are."""
    said = f"{__version__} {shown.head} {shown.behind} {request.scope['path']}?{request.scope['query_string'].decode('latin-1')}"
    return f'"{hashlib.sha256(said.encode()).hexdigest()[:24]}"'


def matches(request: Request, tag: str) -> bool:
    """Whether the asker holds the answer with this tag."""
    held = request.headers.get("if-none-match")
    return held is not None and (
        held.strip() == "*" or tag in (one.strip().removeprefix("W/") for one in held.split(","))
    )


def head(shown: Shown) -> dict[str, Any]:
    """What every answer says of the view that it was made from."""
    then = shown.view.as_of
    return {
        "as_of": None if shown.day is None else shown.day.isoformat(),
        "recorded_by": None if then.recorded is None else then.recorded.isoformat(),
        "head": shown.head,
        "behind": shown.behind,
    }


def page(request: Request, shown: Shown, items: Sequence[Any], wire: Callable[[Any], Any], *, limit: int, offset: int) -> dict[str, Any]:  # fmt: skip
    """One page of a list that is in the order of writing, so that a place in it stays what it was while the list grows."""
    chosen = items[offset : offset + limit]
    more = offset + limit < len(items)
    return {
        **head(shown),
        "total": len(items),
        "next": link(request, offset=offset + limit, limit=limit) if more else None,
        "items": [wire(one) for one in chosen],
    }


def link(request: Request, **changed: str | int | None) -> str:
    """This request's address with other parameters; None takes one away."""
    asked = dict(parse_qsl(request.scope["query_string"].decode("latin-1")))
    asked |= {key: str(value) for key, value in changed.items() if value is not None}
    for key, value in changed.items():
        if value is None:
            asked.pop(key, None)
    return f"{request.scope['path']}?{urlencode(asked)}"


def lines_of(lines: Iterable[str], at_once: int = 200) -> Iterable[bytes]:
    """Lines as chunks of bytes, few enough that a long answer is not cut into as many sends."""
    held: list[str] = []
    for one in lines:
        held.append(one)
        if len(held) == at_once:
            yield "".join(held).encode("utf-8", "replace")
            held.clear()
    yield "".join(held).encode("utf-8", "replace")
