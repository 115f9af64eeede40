"""Pages, lists, sitemaps and leads: what is visited, what is asked again, what is left for later."""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes.web import Answer, Web, fetcher, serve

from vedette.errors import InputError, SourceError
from vedette.registry import load
from vedette.sources import leads, sitemaps
from vedette.sources.base import SOURCES, Item, Raw, Source, Unread
from vedette.sources.live import Spec, Visit
from vedette.sources.pages import addresses

PAGE = b"<html><head><title>Rockets</title></head><body><article><p>Two rockets struck the base on Monday, the army said.</p></article></body></html>"


@pytest.fixture
def web() -> Iterator[Web]:
    """A web with three pages."""
    with serve(Web()) as running:
        for name in "abc":
            running.pages[f"/{name}.html"] = Answer(
                body=PAGE.replace(b"Rockets", name.encode()), headers={"Content-Type": "text/html"}
            )
        yield running


def visited(kind: str, where: str, visit: Visit | None = None, limit: int = 200) -> list[Item]:
    """What one visit brings."""
    spec = Spec(name="x", kind=kind, where=where, limit=limit)
    source: Source = load("source", kind, SOURCES)(spec, visit or Visit(web=fetcher()))
    return list(source.read())


def test_every_kind_of_source_is_found_by_its_name_and_reads(web: Web, tmp_path: Path) -> None:
    """The contract of all kinds: items with an origin, each readable or with a reason and a way out; nothing twice at a second visit."""
    (tmp_path / "a.txt").write_text("date 2024-03-05 words", encoding="utf-8")
    (tmp_path / "list.txt").write_text(f"# pages\n{web.url('/a.html')}\n{web.url('/none')} # gone\n", encoding="utf-8")
    web.pages["/feed"] = Answer(body=b"<rss version='2.0'><channel><item><title>x</title></item></channel></rss>")
    web.pages["/map"] = Answer(body=f"<urlset><url><loc>{web.url('/b.html')}</loc></url></urlset>".encode())
    web.pages["/doc"] = Answer(body=json.dumps({"articles": [{"url": web.url("/c.html")}]}).encode())
    places = {"files": str(tmp_path / "a.txt"), "feed": web.url("/feed"), "page": web.url("/a.html"), "list": str(tmp_path / "list.txt"), "sitemap": web.url("/map"), "gdelt": web.url("/doc")}  # fmt: skip
    assert set(places) == set(SOURCES)
    for kind, where in places.items():
        visit = Visit(web=fetcher())
        found = visited(kind, where, visit)
        assert found, kind
        for one in found:
            assert one.origin and (one.text if isinstance(one, Raw) else one.error.way_out)
        again = Visit(
            web=fetcher(), validators=visit.proposed, known={one.key for one in found if one.key}.__contains__
        )
        assert visited(kind, where, again) == [], kind


def test_a_page_is_read_again_only_when_it_changed(web: Web) -> None:
    visit = Visit(web=fetcher())
    (first,) = visited("page", web.url("/a.html"), visit)
    assert isinstance(first, Raw) and first.url == web.url("/a.html") and first.media == "text/html"
    web.pages["/a.html"] = Answer(body=PAGE + b" ", headers={"Content-Type": "text/html"})
    (again,) = visited("page", web.url("/a.html"), Visit(web=fetcher(), validators=visit.proposed))
    assert again.key != first.key


def test_a_page_is_what_its_bytes_are_whatever_its_server_calls_it(web: Web) -> None:
    web.pages["/lie"] = Answer(body=PAGE, headers={"Content-Type": "text/plain"})
    web.pages["/zip"] = Answer(body=b"PK\x03\x04 and no more", headers={"Content-Type": "text/html"})
    web.pages["/png"] = Answer(body=b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, headers={"Content-Type": "text/html"})
    web.pages["/text"] = Answer(
        body=b"date 2024-03-05 Gunmen attacked.", headers={"Content-Type": "text/plain; charset=utf-8"}
    )
    (lie,) = visited("page", web.url("/lie"))
    (text,) = visited("page", web.url("/text"))
    assert isinstance(lie, Raw) and lie.media == "text/html"
    assert isinstance(text, Raw) and text.media == "text/plain"
    for path, code in (("/zip", "broken"), ("/png", "binary")):
        (bad,) = visited("page", web.url(path))
        assert isinstance(bad, Unread) and bad.error.code == code


def test_a_charset_that_a_server_makes_up_does_not_hide_the_page(web: Web) -> None:
    for charset in ("no-such-charset", "us-ascii", "utf-7", "base64", "rot13"):
        web.pages["/a"] = Answer(
            body="<html><body><p>Raketen über der Stadt</p></body></html>".encode(),
            headers={"Content-Type": f"text/html; charset={charset}"},
        )
        (found,) = visited("page", web.url("/a"))
        assert isinstance(found, Raw), charset


def test_a_list_goes_on_after_what_fails_and_says_it_once(web: Web, tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text(
        "\n".join([web.url("/none"), "ftp://x.test/", web.url("/a.html"), web.url("/b.html"), web.url("/a.html")]),
        encoding="utf-8",
    )
    found = visited("list", str(listed))
    assert [one.error.code if isinstance(one, Unread) else one.url for one in found] == [
        "missing",
        "bad_url",
        web.url("/a.html"),
        web.url("/b.html"),
    ]
    known = {one.key for one in found}
    assert visited("list", str(listed), Visit(web=fetcher(), known=known.__contains__)) == []
    left = Visit(web=fetcher())
    assert (
        len([one for one in visited("list", str(listed), left, limit=1) if isinstance(one, Raw)]) == 1
        and not left.whole
    )


def test_a_list_that_is_not_there_or_empty_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        visited("list", str(tmp_path / "none.txt"))
    (tmp_path / "empty.txt").write_text("# nothing\n", encoding="utf-8")
    with pytest.raises(SourceError, match="names no address"):
        visited("list", str(tmp_path / "empty.txt"))
    assert addresses("http://a.test/\nhttp://a.test/\n", "x") == ("http://a.test/",)


NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>{old}</loc><news:news><news:publication><news:name>Example Wire</news:name></news:publication>
<news:publication_date>2024-03-04T10:00:00Z</news:publication_date><news:title>Old</news:title></news:news></url>
<url><loc>{new}</loc><news:news><news:publication_date>2024-03-05T10:00:00Z</news:publication_date></news:news></url></urlset>"""


@pytest.mark.parametrize("pack", [lambda data: data, gzip.compress])
def test_a_news_sitemap_gives_its_pages_newest_first_with_their_day(web: Web, pack: object) -> None:
    body = NEWS.format(old=web.url("/a.html"), new=web.url("/b.html")).encode()
    web.pages["/map"] = Answer(body=pack(body))  # type: ignore[operator]  # one of the two
    found = visited("sitemap", web.url("/map"))
    assert [(one.url, one.published) for one in found if isinstance(one, Raw)] == [
        (web.url("/b.html"), "2024-03-05T10:00:00Z"),
        (web.url("/a.html"), "2024-03-04T10:00:00Z"),
    ]


def test_an_index_leads_to_its_sitemaps_and_one_that_fails_does_not_stop_it(web: Web) -> None:
    web.pages["/index"] = Answer(
        body=f"<sitemapindex><sitemap><loc>{web.url('/none.xml')}</loc></sitemap><sitemap><loc>{web.url('/map')}</loc></sitemap></sitemapindex>".encode()
    )
    web.pages["/map"] = Answer(body=f"<urlset><url><loc>{web.url('/a.html')}</loc></url></urlset>".encode())
    found = visited("sitemap", web.url("/index"))
    assert [one.error.code if isinstance(one, Unread) else one.url for one in found] == ["missing", web.url("/a.html")]


def test_a_packed_sitemap_that_is_a_bomb_or_broken_is_refused(web: Web) -> None:
    for body, code in (
        (gzip.compress(b" " * (sitemaps.LARGEST + 10)), "too_large"),
        (gzip.compress(b"<urlset/>" * 99)[:-9], "packed"),
        (b"\x1f\x8bxxxx", "packed"),
    ):
        web.pages["/map"] = Answer(body=body)
        with pytest.raises(SourceError) as refused:
            visited("sitemap", web.url("/map"))
        assert refused.value.code == code


GKG = "20240305100000-1\t20240305100000\t1\texample.org\t{url}\tKILL#3##3#Erbil\t\tTAX_WEAPONS\n"


def test_a_lead_is_an_address_and_nothing_else_of_its_list_is_read(web: Web) -> None:
    table = GKG.format(url=web.url("/a.html")).encode()
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("20240305.gkg.csv", table)
    for body in (
        table,
        packed.getvalue(),
        json.dumps(
            {"articles": [{"url": web.url("/a.html"), "title": "97 killed", "seendate": "20240305T100000Z"}]}
        ).encode(),
    ):
        web.pages["/leads"] = Answer(body=body)
        (found,) = visited("gdelt", web.url("/leads"))
        assert isinstance(found, Raw) and found.url == web.url("/a.html")
        assert (found.published, found.title) == (None, None) and "97" not in found.text and "KILL" not in found.text


def test_the_newest_table_is_found_through_the_list_of_updates(web: Web) -> None:
    web.pages["/lastupdate.txt"] = Answer(
        body=f"1 a {web.url('/x.export.CSV.zip')}\n2 b {web.url('/x.gkg.csv.zip')}\n".encode()
    )
    web.pages["/x.gkg.csv.zip"] = Answer(body=GKG.format(url=web.url("/a.html")).encode())
    assert [one.origin for one in visited("gdelt", web.url("/lastupdate.txt"))] == [web.url("/a.html")]


@given(st.binary(max_size=300))
def test_any_bytes_are_leads_or_a_refusal(data: bytes) -> None:
    try:
        found = leads.leads(data, "x")
    except SourceError as error:
        assert error.code in ("empty", "not_leads", "zip_bomb")
    else:
        assert all(url.lower().startswith("http") for url in found)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_sitemap_or_a_refusal(data: bytes) -> None:
    for text in (data, b"<urlset><url>" + data, gzip.compress(data)):
        try:
            sitemaps.entries(text, "x")
        except SourceError as error:
            assert error.code in ("empty", "not_xml", "entities", "packed", "too_large")
