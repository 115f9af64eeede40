"""Servers that misbehave: every source meets each of them, and each time there is one reason, in time, and nothing else."""

from __future__ import annotations

import gzip
import re
import time
from collections.abc import Callable, Iterator
from itertools import repeat

import pytest
from tests.fakes.web import Answer, Asked, Web, fetcher, serve

from vedette.errors import SourceError
from vedette.sources.answers import FetchLimits
from vedette.sources.base import Raw, Unread
from vedette.sources.feeds import Feed
from vedette.sources.fetch import Fetcher, Resolve
from vedette.sources.live import Spec, Visit
from vedette.sources.manners import Manners
from vedette.sources.pages import Pages
from vedette.sources.sitemaps import Sitemap

READERS: dict[str, Callable[[Spec, Visit], Feed | Pages | Sitemap]] = {"feed": Feed, "page": Pages, "sitemap": Sitemap}
LIMITS = FetchLimits(body=200_000, total_s=3.0, silent_s=1.5)
HTML = {"Content-Type": "text/html; charset=utf-8"}


def as_asked(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a host: an address leads to itself, every name to the web of the tests."""
    del port
    return (host.strip("[]"),) if re.fullmatch(r"[\d.]+|\[?[0-9a-f:.]+\]?", host) else ("127.0.0.1",)


def leading(*addresses: str) -> Resolve:
    """Every name leads to these addresses."""
    return lambda _host, _port: addresses


def met(kind: str, url: str, web: Fetcher) -> list[str]:
    """The codes of everything that one visit could not read; nothing was read."""
    spec = Spec(name="Wire", kind=kind, where=url)
    try:
        items = list(READERS[kind](spec, Visit(web=web)).read())
    except SourceError as error:
        assert error.way_out
        return [error.code]
    assert all(isinstance(item, Unread) for item in items)
    return [item.error.code for item in items if isinstance(item, Unread)]


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    """A web of pages that misbehave."""
    bomb = gzip.compress(b"0" * 30_000_000)
    pages: dict[str, Answer] = {
        "/endless": Answer(headers=HTML, chunks=repeat(b"<p>words and words</p>" * 50), pause_s=0.001),
        "/drip": Answer(headers=HTML, chunks=repeat(b"x"), pause_s=0.05),
        "/silent": Answer(headers=HTML, chunks=(b"<p>", b"late"), pause_s=2.5),
        "/cut": Answer(body=b"<html><p>words", headers=HTML, cut=True),
        "/bomb": Answer(body=bomb, headers={**HTML, "Content-Encoding": "gzip"}),
        "/twice": Answer(body=gzip.compress(bomb), headers={**HTML, "Content-Encoding": "gzip, gzip"}),
        "/lying": Answer(body=b"words that are not packed", headers={**HTML, "Content-Encoding": "gzip"}),
        "/large": Answer(headers={**HTML, "Content-Length": "99999999999"}, body=b"x"),
        "/loop": Answer(status=302, headers={"Location": "/loop"}),
        "/ping": Answer(status=301, headers={"Location": "/pong"}),
        "/pong": Answer(status=301, headers={"Location": "/ping"}),
        "/inside": Answer(status=302, headers={"Location": "http://169.254.169.254/latest/meta-data/"}),
        "/file": Answer(status=302, headers={"Location": "file:///etc/passwd"}),
        "/gopher": Answer(status=302, headers={"Location": "gopher://127.0.0.1:6379/_FLUSHALL"}),
        "/decimal": Answer(status=302, headers={"Location": "http://2130706433/"}),
        "/mapped": Answer(status=302, headers={"Location": "http://[::ffff:10.0.0.1]/"}),
        "/nowhere": Answer(status=302),
        "/picture": Answer(body=b"\x89PNG\r\n\x1a\n" + bytes(64), headers=HTML),
        "/empty": Answer(headers=HTML),
        "/teapot": Answer(status=418),
        "/paywall": Answer(status=402),
        "/busy": Answer(status=503, headers={"Retry-After": "99999999999"}),
    }
    made = Web()
    made.pages.update(pages)
    with serve(made) as running:
        yield running


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize(
    ("path", "codes"),
    [
        ("/endless", {"too_large", "timeout"}),
        ("/drip", {"timeout"}),
        ("/silent", {"timeout"}),
        ("/cut", {"broken"}),
        ("/bomb", {"too_large", "packed"}),
        ("/twice", {"too_large", "packed"}),
        ("/lying", {"packed"}),
        ("/large", {"too_large", "broken"}),
        ("/loop", {"redirects"}),
        ("/ping", {"redirects"}),
        ("/inside", {"private_address"}),
        ("/file", {"bad_url"}),
        ("/gopher", {"bad_url"}),
        ("/decimal", {"bad_url", "private_address"}),
        ("/mapped", {"bad_url", "private_address"}),
        ("/nowhere", None),
        ("/picture", None),
        ("/empty", None),
        ("/teapot", None),
        ("/paywall", {"paywall"}),
        ("/busy", {"busy", "wait", "server"}),
    ],
)
def test_each_misbehaviour_is_one_reason_in_time(web: Web, kind: str, path: str, codes: set[str] | None) -> None:
    begun = time.monotonic()
    asking = Fetcher(limits=LIMITS, manners=Manners(delay_s=0.0), allow=("127.0.0.1",), resolve=as_asked)
    found = met(kind, web.url(path), asking)
    assert time.monotonic() - begun < 20
    assert len(found) == 1
    assert codes is None or set(found) <= codes, found


@pytest.mark.parametrize(
    "private",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "::1",
        "fd00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "0.0.0.0",
    ],
)
def test_a_name_that_leads_inside_is_not_connected_to(web: Web, private: str) -> None:
    asking = Fetcher(limits=LIMITS, resolve=leading(private))
    before = len(web.asked)
    assert met("page", f"http://wire.example:{web.port}/empty", asking) == ["private_address"]
    assert len(web.asked) == before, "nobody was asked"


def test_a_name_that_is_public_first_and_private_then_is_not_followed_inside(web: Web) -> None:
    answers = iter([("127.0.0.1",), ("10.0.0.1",), ("10.0.0.1",), ("10.0.0.1",)])

    def rebinding(host: str, port: int) -> tuple[str, ...]:
        del host, port
        return next(answers)

    asking = Fetcher(limits=LIMITS, allow=("127.0.0.1",), resolve=rebinding)
    assert met("page", f"http://wire.example:{web.port}/loop", asking) == ["private_address"]


def test_a_name_with_one_private_address_among_public_ones_is_refused() -> None:
    asking = Fetcher(limits=LIMITS, resolve=leading("93.184.216.34", "127.0.0.1"))
    assert met("page", "http://wire.example/", asking) == ["private_address"]


def test_a_page_that_is_another_thing_than_its_server_says_is_read_by_its_bytes_or_refused() -> None:
    with serve(Web()) as web:
        web.pages["/a"] = Answer(body=b"%PDF-1.7 broken", headers=HTML)
        assert len(met("page", web.url("/a"), fetcher(limits=FetchLimits(total_s=20, silent_s=10)))) == 1
        web.pages["/b"] = Answer(body=b"<html><p>Gunmen attacked.</p></html>", headers={"Content-Type": "text/plain"})
        (item,) = Pages(Spec(name="Wire", kind="page", where=web.url("/b")), Visit(web=fetcher(limits=LIMITS))).read()
        assert isinstance(item, Raw) and item.media == "text/html"


def test_headers_that_never_end_are_cut() -> None:
    with serve(Web()) as web:
        web.pages["/a"] = Answer(headers={f"X-{n}": "y" * 1000 for n in range(2000)})
        begun = time.monotonic()
        assert len(met("page", web.url("/a"), fetcher(limits=LIMITS))) == 1
        assert time.monotonic() - begun < 20


def test_a_server_that_changes_its_mind_gives_no_half_report() -> None:
    told = [b"<html><p>Gunmen attacked a village. ", b"</p></html>"]
    with serve(Web()) as web:

        def page(asked: Asked) -> Answer:
            return Answer(
                body=told[0] + told[1], headers=HTML, cut=len([one for one in web.asked if one.path == asked.path]) == 1
            )

        web.pages["/a"] = page
        spec, asking = Spec(name="Wire", kind="page", where=web.url("/a")), fetcher(limits=LIMITS)
        with pytest.raises(SourceError) as error:
            list(Pages(spec, Visit(web=asking)).read())
        assert error.value.code == "broken"
        (item,) = Pages(spec, Visit(web=asking)).read()
        assert isinstance(item, Raw) and "Gunmen" in item.text
