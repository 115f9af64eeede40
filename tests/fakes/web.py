"""A web on 127.0.0.1: a server of made-up pages that can also misbehave, and a fetcher that may speak to it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeAlias

from vedette.sources.answers import FetchLimits
from vedette.sources.fetch import Fetcher
from vedette.sources.manners import Manners

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request as the server saw it; header names in lower case."""

    path: str
    headers: Mapping[str, str]

    @property
    def host(self) -> str:
        """The host that was asked, without its port."""
        return self.headers.get("host", "").partition(":")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the server sends: `chunks` one after the other with a pause; with `cut` it breaks off before the length it named."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    chunks: Iterable[bytes] | None = None
    pause_s: float = 0.0
    cut: bool = False


Page: TypeAlias = Answer | Callable[[Asked], Answer]


class Web:
    """Pages by path; the answer for a path that is not there is 404. `asked` holds every request, robots.txt included."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.other: Callable[[Asked], Answer] | None = None
        self.asked: list[Asked] = []
        self.port = 0

    def url(self, path: str, host: str = LOOPBACK) -> str:
        """The address of a page."""
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]

    def answer(self, asked: Asked) -> Answer:
        """What is answered."""
        self.asked.append(asked)
        page = self.pages.get(asked.path)
        if page is None:
            return self.other(asked) if self.other else Answer(status=404)
        return page if isinstance(page, Answer) else page(asked)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no error of the server's."""


@contextmanager
def serve(web: Web) -> Iterator[Web]:
    """Let a web answer on a free port of 127.0.0.1."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            _send(self, web.answer(Asked(path=self.path, headers=headers)))

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is logged."""

    server = _Server((LOOPBACK, 0), Handler)
    web.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def fetcher(
    *,
    offline: bool = False,
    limits: FetchLimits | None = None,
    manners: Manners | None = None,
    hosts: Mapping[str, str] | None = None,
) -> Fetcher:
    """A fetcher that may speak to 127.0.0.1; every host name leads there, or where `hosts` says."""

    def resolve(host: str, port: int) -> tuple[str, ...]:
        del port
        return ((hosts or {}).get(host, LOOPBACK),)

    return Fetcher(
        offline=offline,
        limits=limits or FetchLimits(total_s=2.0, silent_s=1.0),
        manners=manners or Manners(delay_s=0.0),
        allow=(LOOPBACK,),
        resolve=resolve,
    )


def _send(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
    handler.send_response(answer.status)
    for name, value in answer.headers.items():
        handler.send_header(name, value)
    if answer.chunks is None:
        if "Content-Length" not in answer.headers:
            handler.send_header("Content-Length", str(len(answer.body) + (1000 if answer.cut else 0)))
        handler.end_headers()
        handler.wfile.write(answer.body)
        return
    handler.end_headers()
    for chunk in answer.chunks:
        handler.wfile.write(chunk)
        handler.wfile.flush()
        time.sleep(answer.pause_s)
