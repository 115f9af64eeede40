"""The choke-point: what is asked, what is refused, and how much an answer may cost."""

from __future__ import annotations

import gzip
import re
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import repeat
from pathlib import Path

import pytest
from tests.fakes.web import Answer, Asked, Web, fetcher, serve

from vedette.errors import SourceError
from vedette.sources.answers import FetchLimits, seconds_to_wait
from vedette.sources.fetch import Fetcher
from vedette.sources.manners import Manners

SOURCE = Path(__file__).resolve().parents[2] / "src" / "vedette"


@pytest.fixture
def web() -> Iterator[Web]:
    """A web that answers."""
    with serve(Web()) as running:
        yield running


def refused(web: Web, path: str, limits: FetchLimits | None = None) -> str:
    """The code with which a page is refused."""
    with pytest.raises(SourceError) as error:
        fetcher(limits=limits).get(web.url(path))
    assert web.url(path) in str(error.value) or "127.0.0.1" in str(error.value)
    assert error.value.way_out
    return error.value.code


def test_no_other_module_speaks_to_a_network() -> None:
    speaks = re.compile(
        r"^\s*(?:import|from)\s+(?:socket|ssl|http\.client|http\.cookiejar|urllib\.request|urllib\.robotparser|urllib3|requests|httpx|httpcore|aiohttp|ftplib|smtplib|imaplib|poplib|telnetlib|xmlrpc|asyncio\.streams)\b"
        r"|\burlopen\(|\bopen_connection\(|\bcreate_connection\(",
        re.MULTILINE,
    )
    found = {str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.py") if speaks.search(path.read_text("utf-8"))}
    # The server of `vedette serve` listens; it asks nobody.
    assert found - {"faces/http/server.py"} == {"sources/fetch.py"}


def test_nothing_reads_a_feed_by_its_address() -> None:
    """feedparser fetches when it is given a text; it is only ever given a stream of bytes."""
    calls = [
        call
        for path in SOURCE.rglob("*.py")
        for call in re.findall(r"feedparser\.parse\((\w*)", path.read_text("utf-8"))
    ]
    assert set(calls) <= {"BytesIO", "io"}


def test_a_page_comes_with_its_type_and_its_validator(web: Web) -> None:
    web.pages["/a"] = Answer(
        body=b"hello",
        headers={
            "Content-Type": 'text/HTML; charset="ISO-8859-1"',
            "ETag": '"1"',
            "Last-Modified": "Mon, 13 Nov 2023 10:00:00 GMT",
        },
    )
    found = fetcher().get(web.url("/a"))
    assert (found.body, found.media, found.charset, found.status) == (b"hello", "text/html", "ISO-8859-1", 200)
    assert (found.validator.etag, found.validator.modified) == ('"1"', "Mon, 13 Nov 2023 10:00:00 GMT")
    assert not found.unchanged


def test_a_page_is_asked_for_again_only_if_it_changed(web: Web) -> None:
    def page(asked: Asked) -> Answer:
        return (
            Answer(status=304)
            if asked.headers.get("if-none-match") == '"1"'
            else Answer(body=b"x", headers={"ETag": '"1"'})
        )

    web.pages["/a"] = page
    first = fetcher().get(web.url("/a"))
    again = fetcher().get(web.url("/a"), validator=first.validator)
    assert again.unchanged and again.body == b"" and again.validator == first.validator


def test_the_same_bytes_are_unchanged_where_the_server_keeps_no_validator(web: Web) -> None:
    web.pages["/a"] = Answer(body=b"x")
    first = fetcher().get(web.url("/a"))
    assert fetcher().get(web.url("/a"), validator=first.validator).unchanged
    web.pages["/a"] = Answer(body=b"y")
    assert fetcher().get(web.url("/a"), validator=first.validator).body == b"y"


def test_we_say_who_we_are_and_send_nothing_else(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    web.pages["/a"] = Answer(body=b"x", headers={"Set-Cookie": "id=1"})
    asking = fetcher()
    asking.get(web.url("/a"))
    asking.get(web.url("/a"))
    last = web.asked[-1].headers
    assert last["user-agent"].startswith("vedette/") and set(last) <= {
        "host",
        "user-agent",
        "accept",
        "accept-encoding",
        "connection",
    }


def test_an_address_that_is_not_public_is_not_even_connected_to(web: Web) -> None:
    web.pages["/a"] = Answer(body=b"x")
    with pytest.raises(SourceError) as error:
        Fetcher(manners=Manners(delay_s=0)).get(web.url("/a"))
    assert error.value.code == "private_address" and not web.asked


def test_a_redirect_is_looked_at_like_a_first_request(web: Web) -> None:
    hosts = {"good.test": "127.0.0.1", "inner.test": "10.0.0.1"}
    for place in (
        f"http://inner.test:{web.port}/x",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "http://[::1]/",
    ):
        web.pages["/a"] = Answer(status=302, headers={"Location": place})
        with pytest.raises(SourceError) as error:
            fetcher(hosts=hosts | {"169.254.169.254": "169.254.169.254", "::1": "::1"}).get(web.url("/a", "good.test"))
        assert error.value.code in ("private_address", "bad_url")
    assert set(web.paths()) == {"/a"}


def test_a_name_that_changes_its_address_is_connected_to_where_it_was_looked_at(web: Web) -> None:
    """DNS rebinding: the second answer of the name server is never used for a connection that was vetted by the first."""
    answers = iter(["127.0.0.1", "10.0.0.1", "10.0.0.1"])
    asked: list[str] = []

    def resolve(host: str, port: int) -> tuple[str, ...]:
        del host, port
        asked.append(next(answers))
        return (asked[-1],)

    web.pages["/a"] = Answer(body=b"x")
    asking = Fetcher(allow=("127.0.0.1",), resolve=resolve, manners=Manners(delay_s=0))
    assert asking.get(web.url("/a", "rebinding.test"), obey_robots=False).body == b"x"
    assert asked == ["127.0.0.1"]
    with pytest.raises(SourceError, match=r"10\.0\.0\.1"):
        asking.get(web.url("/a", "rebinding.test"), obey_robots=False)


def test_it_follows_three_redirects_and_no_more(web: Web) -> None:
    for number in range(9):
        web.pages[f"/{number}"] = Answer(status=301, headers={"Location": f"/{number + 1}"})
    web.pages["/3"] = Answer(body=b"there")
    assert fetcher().get(web.url("/0")).url == web.url("/3")
    web.pages["/3"] = Answer(status=301, headers={"Location": "/4"})
    assert refused(web, "/0") == "redirects"
    web.pages["/loop"] = Answer(status=302, headers={"Location": "/loop"})
    assert refused(web, "/loop") == "redirects"


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (401, "refused"),
        (402, "paywall"),
        (403, "refused"),
        (404, "missing"),
        (410, "gone"),
        (418, "status"),
        (429, "busy"),
        (451, "refused"),
        (500, "server"),
        (503, "server"),
        (204, "status"),
    ],
)
def test_each_refusal_has_its_word(web: Web, status: int, code: str) -> None:
    web.pages["/a"] = Answer(status=status)
    assert refused(web, "/a") == code


def test_a_packed_answer_is_unpacked_and_a_bomb_is_not(web: Web) -> None:
    packed = {
        "gzip": gzip.compress(b"hello"),
        "deflate": zlib.compress(b"hello"),
        "Deflate": zlib.compress(b"hello")[2:-4],
    }
    for coding, body in packed.items():
        web.pages["/a"] = Answer(body=body, headers={"Content-Encoding": coding})
        assert fetcher().get(web.url("/a")).body == b"hello"
    for bomb in (gzip.compress(b"0" * 50_000_000), gzip.compress(b"0" * 700_000) * 60):
        web.pages["/bomb"] = Answer(body=bomb, headers={"Content-Encoding": "gzip"})
        start = time.perf_counter()
        assert refused(web, "/bomb", limits=FetchLimits(body=1_000_000)) == "too_large"
        assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", b"no gzip"),
        ("gzip", gzip.compress(b"hello" * 100)[:-20]),
        ("br", b"\x0b\x02\x80hello\x03"),
        ("gzip, gzip", b"x"),
        ("deflate", b"\xff\xfe\xfd\xfc"),
    ],
)
def test_an_answer_packed_wrongly_is_refused(web: Web, coding: str, body: bytes) -> None:
    web.pages["/a"] = Answer(body=body, headers={"Content-Encoding": coding})
    assert refused(web, "/a") == "packed"


def test_an_answer_that_breaks_off_is_never_taken_for_a_whole_one(web: Web) -> None:
    web.pages["/a"] = Answer(body=b"half", cut=True)
    assert refused(web, "/a") == "broken"


def test_an_endless_answer_is_cut(web: Web) -> None:
    web.pages["/a"] = Answer(chunks=repeat(b"x" * 100_000))
    assert refused(web, "/a", limits=FetchLimits(body=1_000_000)) == "too_large"


def test_a_server_that_drips_gets_no_more_time_than_another(web: Web) -> None:
    web.pages["/a"] = Answer(chunks=repeat(b"x"), pause_s=0.02)
    start = time.perf_counter()
    assert refused(web, "/a", limits=FetchLimits(total_s=0.4, silent_s=0.3)) == "timeout"
    assert time.perf_counter() - start < 1.5


def test_a_host_that_is_not_there_is_unreachable() -> None:
    with pytest.raises(SourceError) as error:
        fetcher().get("http://127.0.0.1:1999/", obey_robots=False)
    assert error.value.code == "unreachable"


def test_offline_nothing_is_asked(web: Web) -> None:
    with pytest.raises(SourceError) as error:
        fetcher(offline=True).get(web.url("/a"))
    assert error.value.code == "offline" and not web.asked


def test_robots_are_obeyed_asked_once_and_shut_when_they_cannot_be_read(web: Web) -> None:
    web.pages["/robots.txt"] = Answer(body=b"User-agent: *\nDisallow: /no")
    web.pages["/yes"] = web.pages["/no"] = Answer(body=b"x")
    asking = fetcher()
    assert asking.get(web.url("/yes")).body == b"x"
    with pytest.raises(SourceError) as error:
        asking.get(web.url("/no"))
    assert error.value.code == "robots"
    assert asking.get(web.url("/no"), obey_robots=False).body == b"x"
    assert [one.path for one in web.asked].count("/robots.txt") == 1
    web.pages["/robots.txt"] = Answer(status=503)
    assert refused(web, "/yes") == "robots_unreachable"


def test_a_redirect_into_what_robots_forbid_is_not_followed(web: Web) -> None:
    web.pages["/robots.txt"] = Answer(body=b"User-agent: *\nDisallow: /no")
    web.pages["/yes"] = Answer(status=302, headers={"Location": "/no"})
    assert refused(web, "/yes") == "robots"


def test_a_host_that_asks_to_wait_is_left_alone(web: Web) -> None:
    now = [0.0]
    manners = Manners(delay_s=0, clock=lambda: now[0], sleep=lambda _: None)
    asking = fetcher(manners=manners)
    web.pages["/a"] = Answer(status=429, headers={"Retry-After": "120"})
    with pytest.raises(SourceError):
        asking.get(web.url("/a"))
    web.pages["/a"] = Answer(body=b"x")
    asked = len(web.asked)
    with pytest.raises(SourceError) as error:
        asking.get(web.url("/a"))
    assert error.value.code == "wait" and len(web.asked) == asked
    now[0] = 121.0
    assert asking.get(web.url("/a")).body == b"x"


@pytest.mark.parametrize("stated", [None, "", "\u00b2", "\u0663", "-5", "1e9", "soon", "Tue, 99 Mar 2024", "9" * 400])
def test_whatever_a_server_writes_for_the_wait_is_a_number_of_seconds(stated: str | None) -> None:
    assert 0 <= seconds_to_wait(stated, datetime(2024, 3, 5, tzinfo=UTC)) < 1e10


def test_between_two_requests_to_one_host_there_is_a_pause(web: Web) -> None:
    slept: list[float] = []
    manners = Manners(delay_s=2.0, clock=lambda: 0.0, sleep=slept.append)
    web.pages["/a"] = Answer(body=b"x")
    asking = fetcher(manners=manners)
    asking.get(web.url("/a", "one.test"))
    asking.get(web.url("/a", "two.test"))
    assert slept == []
    asking.get(web.url("/a", "one.test"))
    asking.get(web.url("/a", "one.test"))
    assert slept == [2.0, 4.0]
