"""The one place where vedette speaks to a network.

Every address is looked at before it is connected to, and again on every redirect; what is connected to is the address that was
looked at. Time, redirects and decoded bytes are bounded while they stream. Nothing is sent that says more than what is asked for:
no cookies, no credentials, no proxy from the environment.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from typing import Any, Final, TypeAlias
from urllib.parse import urljoin

import httpcore
import httpx

from vedette.errors import SourceError
from vedette.sources.addresses import Target, target, vetted
from vedette.sources.answers import (
    TRANSIENT,
    Fetched,
    FetchLimits,
    Validator,
    answer_of,
    body_of,
    refusal,
    seconds_to_wait,
)
from vedette.sources.manners import Manners
from vedette.sources.robots import LARGEST, OPEN, SHUT, Robots, parse

PRODUCT: Final = "vedette"
AGENT: Final = "vedette/1 (conflict incident ledger; reads feeds for one analyst; obeys robots.txt)"
"""How vedette names itself; a desk may append where it can be reached."""

Resolve: TypeAlias = Callable[[str, int], Iterable[str]]


class Fetcher:
    """Asks for public pages over http and https, politely and within limits; safe to share between threads.

    `allow` lets addresses through that are not public, for tests alone; no setting reaches it. `resolve` gives the addresses of a
    host. `manners` keeps the pause between two requests to one host. With `offline` nothing is ever asked.
    """

    def __init__(
        self,
        *,
        agent: str = AGENT,
        offline: bool = False,
        limits: FetchLimits | None = None,
        manners: Manners | None = None,
        allow: Collection[str] = (),
        resolve: Resolve | None = None,
    ) -> None:
        self.agent, self.offline, self.limits = agent, offline, limits or FetchLimits()
        self.manners = manners or Manners()
        self._allow, self._resolve = tuple(allow), resolve or _addresses

    def get(
        self, url: str, *, validator: Validator | None = None, obey_robots: bool = True, most: int | None = None
    ) -> Fetched:
        """Ask for a page. `most` bounds its decoded bytes further.

        SourceError: "offline", "bad_url", "private_address", "redirects", "robots", "robots_unreachable", "wait", "timeout",
        "unreachable", "tls", "broken", "server", "busy", "refused", "paywall", "missing", "gone", "status", "too_large", "packed".
        """
        if self.offline:
            raise SourceError("offline", f"{url[:200]}: nothing is fetched offline", way_out="Leave --offline out.")
        here = target(url)
        for _ in range(self.limits.redirects + 1):
            if obey_robots:
                self._ask_robots(here)
            self.manners.pause(here.authority, url)
            answer = self._once(here, validator, min(most or self.limits.body, self.limits.body))
            if isinstance(answer, str):
                here = target(urljoin(here.url, answer))
                continue
            return replace(answer, asked=url)
        raise SourceError(
            "redirects",
            f"{url[:200]}: it leads on more than {self.limits.redirects} times",
            way_out="Open it in a browser and give the address where it ends.",
        )

    def left_to_wait(self, url: str) -> float:
        """Seconds until the host of a URL may be asked again by its own word; 0 for what is no URL."""
        try:
            return self.manners.left_to_wait(target(url).authority)
        except SourceError:
            return 0.0

    def robots(self, here: Target) -> Robots:
        """What the host of a target asks of us; kept for a day."""
        return self.manners.robots(f"{here.scheme}://{here.authority}", lambda: self._read_robots(here))

    def _ask_robots(self, here: Target) -> None:
        wishes = self.robots(here)
        if wishes is SHUT:
            raise SourceError(
                "robots_unreachable",
                f"{here.url[:200]}: the robots.txt of {here.authority} cannot be read, so nothing is fetched from there",
                way_out='It is asked again later; or set robots = "agreed" for a source whose owner agreed.',
            )
        if not wishes.allows(here.path):
            raise SourceError(
                "robots",
                f"{here.url[:200]}: the robots.txt of {here.authority} asks not to fetch this",
                way_out='Leave the source out, or ask its owner and set robots = "agreed".',
            )
        if wishes.delay is not None:
            self.manners.slow_down(here.authority, wishes.delay)

    def _read_robots(self, here: Target) -> Robots:
        found = Target(scheme=here.scheme, host=here.host, port=here.port, path="/robots.txt")
        for _ in range(self.limits.redirects + 1):
            try:
                answer = self._once(found, None, LARGEST, cut=True)
            except SourceError as error:
                if error.code in ("private_address", "unreachable", "timeout"):
                    raise
                return SHUT if error.code in TRANSIENT else OPEN
            if isinstance(answer, str):
                try:
                    found = target(urljoin(found.url, answer))
                except SourceError:
                    return OPEN
                continue
            return parse(answer.body, PRODUCT)
        return OPEN

    def _once(self, here: Target, validator: Validator | None, most: int, *, cut: bool = False) -> Fetched | str:
        """One request to one host: the answer, or where it leads on; with `cut` a body over the limit ends there."""
        deadline = time.monotonic() + self.limits.total_s
        with _in_words(here.url, self.limits.total_s), self._open(here, validator, deadline) as answer:
            headers = {
                name.decode("latin-1").lower(): value.decode("latin-1").strip() for name, value in answer.headers
            }
            if answer.status in (301, 302, 303, 307, 308) and headers.get("location"):
                return headers["location"]
            if answer.status in (429, 503):
                self.manners.told_to_wait(
                    here.authority, seconds_to_wait(headers.get("retry-after"), self.manners.now())
                )
            if answer.status == 304 and validator is not None:
                return Fetched(asked=here.url, url=here.url, status=304, unchanged=True, validator=validator)
            if answer.status not in (200, 203):
                raise refusal(here.url, answer.status)
            body = body_of(here.url, answer.iter_stream(), headers, most, deadline, cut=cut)
        return answer_of(here, answer.status, headers, body, validator)

    @contextmanager
    def _open(self, here: Target, validator: Validator | None, deadline: float) -> Iterator[httpcore.Response]:
        asked = [
            ("Host", here.authority),
            ("User-Agent", self.agent),
            ("Accept-Encoding", "gzip, deflate"),
            ("Accept", _ACCEPT),
            ("Connection", "close"),
        ]
        if validator and validator.etag:
            asked.append(("If-None-Match", validator.etag))
        if validator and validator.modified:
            asked.append(("If-Modified-Since", validator.modified))
        silent = self.limits.silent_s
        with (
            httpcore.ConnectionPool(
                ssl_context=self._tls if here.scheme == "https" else None,
                network_backend=_Wire(resolve=self._resolve, allow=self._allow, deadline=deadline),
                max_connections=1,
            ) as pool,
            pool.stream(
                "GET",
                here.url,
                headers=asked,
                extensions={"timeout": {"connect": silent, "read": silent, "write": silent, "pool": silent}},
            ) as answer,
        ):
            yield answer

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return httpx.create_ssl_context(trust_env=False)


_ACCEPT: Final = "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/html;q=0.9, */*;q=0.5"


def _addresses(host: str, port: int) -> tuple[str, ...]:
    """The addresses that the system knows for a host."""
    return tuple(str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))


@contextmanager
def _in_words(url: str, total_s: float) -> Iterator[None]:
    """Turn what goes wrong on the wire into a SourceError; the words do not change from one time to the next."""
    later = "It is asked again later."
    try:
        yield
    except (httpcore.TimeoutException, TimeoutError):
        raise SourceError("timeout", f"{url[:200]}: no whole answer within {total_s:g} s", way_out=later) from None
    except (httpcore.ConnectError, httpcore.UnsupportedProtocol, OSError) as error:
        if isinstance(error, ssl.SSLError) or isinstance(error.__cause__, ssl.SSLError) or "SSL" in str(error):
            raise SourceError(
                "tls",
                f"{url[:200]}: its certificate cannot be trusted",
                way_out="Check the address; it is never fetched unchecked.",
            ) from None
        raise SourceError("unreachable", f"{url[:200]}: the host cannot be reached", way_out=later) from None
    except (httpcore.NetworkError, httpcore.ProtocolError):
        raise SourceError("broken", f"{url[:200]}: the answer breaks off or is no HTTP", way_out=later) from None


class _Wire(httpcore.NetworkBackend):
    """Connects to a host by an address that was looked at; between the look and the connection no name is asked again.

    `deadline` is the moment on `time.monotonic` after which nothing is read or written.
    """

    def __init__(
        self, *, resolve: Callable[[str, int], Iterable[str]], allow: Collection[str], deadline: float
    ) -> None:
        self._resolve, self._allow, self._deadline = resolve, allow, deadline
        self._under = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first of the host's addresses that answers, all of which must be public."""
        failed: Exception | None = None
        for address in vetted(host, self._resolve(host, port), allow=self._allow)[:4]:
            try:
                stream = self._under.connect_tcp(
                    str(address), port, _left(self._deadline, timeout), local_address, socket_options
                )
                return _Timed(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed or httpcore.ConnectError("no address")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Any = None
    ) -> httpcore.NetworkStream:
        """Never: a path on this machine is no page."""
        del timeout, socket_options
        raise httpcore.ConnectError(f"{path}: not a host")


class _Timed(httpcore.NetworkStream):
    """A stream on which a peer that answers byte by byte does not get more time than one that answers at once."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline, timeout))
        return _Timed(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time for this answer is over")
    return left if timeout is None else min(left, timeout)
