"""Feeds out of bytes: what a feed says, nothing that it does not, and no harm from what it hides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes.web import Answer, Web, fetcher, serve

from vedette.errors import SourceError
from vedette.sources.base import Raw, Unread
from vedette.sources.feeds import MOST, Feed, entries, feed_items
from vedette.sources.live import Spec, Visit

RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Wire</title>
<item><title>Rockets at the base</title><link>/a</link><guid>1</guid><pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate>
<description><![CDATA[<p>Two rockets struck the base on Monday.</p>]]></description></item>
<item><title>Only a headline</title><link>http://wire.test/b</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><title>One</title><id>urn:1</id><link href="https://wire.test/1"/>
<updated>2024-03-05T10:00:00Z</updated><summary>Short.</summary><content type="html">&lt;p&gt;The longer words.&lt;/p&gt;</content></entry></feed>"""


def reports(text: str | bytes) -> list[Raw]:
    """The items of a feed, all readable."""
    found = list(feed_items(text.encode() if isinstance(text, str) else text, "http://wire.test/feed"))
    assert not any(isinstance(one, Unread) for one in found)
    return [one for one in found if isinstance(one, Raw)]


def test_an_item_says_its_title_its_words_its_day_and_its_address() -> None:
    first, second = entries(RSS.encode(), "feed", base="http://wire.test/feed")[0]
    assert (first.title, first.link, first.published) == (
        "Rockets at the base",
        "http://wire.test/a",
        "Tue, 05 Mar 2024 10:00:00 GMT",
    )
    assert (second.text, second.published) == (None, None)
    assert [one.text for one in reports(RSS)] == ["<p>Two rockets struck the base on Monday.</p>", "Only a headline"]


def test_of_several_texts_the_longest_is_read() -> None:
    (one,) = reports(ATOM)
    assert (one.text, one.published, one.media) == ("<p>The longer words.</p>", "2024-03-05T10:00:00Z", "text/html")


def test_an_item_that_was_edited_is_another_item() -> None:
    before, after = (
        entries(text.encode(), "feed")[0][0].key for text in (RSS, RSS.replace("Two rockets", "Three rockets"))
    )
    assert before != after and entries(RSS.encode(), "feed")[0][0].key == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_a_feed_in_another_encoding_is_read(encoding: str) -> None:
    text = RSS.replace("UTF-8", encoding).replace("Rockets", "Raketen über")
    assert entries(text.encode(encoding), "feed")[0][0].title == "Raketen über at the base"


def test_names_of_characters_that_xml_does_not_know_are_read() -> None:
    found, whole = entries(RSS.replace("Only a headline", "A&nbsp;b&mdash;c &amp; d").encode(), "feed")
    assert found[1].title == "A\xa0b—c & d" and whole


def test_of_a_feed_that_breaks_off_whole_items_are_read_and_the_broken_one_is_not() -> None:
    data = RSS.encode()
    found, whole = entries(data[: data.index(b"Only a") + 3], "feed")
    assert [one.title for one in found] == ["Rockets at the base"] and not whole
    assert entries(data, "feed")[1]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"), (b"  \n", "empty"), (b"no markup", "not_xml"), (b"{}", "not_xml"), (b"<html><body>x</body></html>", "not_xml"),
        (b"<!DOCTYPE html><p>x", "not_xml"), (b"<urlset><url/></urlset>", "not_xml"), (b"\x00\x01\x02", "not_xml"), (b"%PDF-1.4", "not_xml"),
        (b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title></item></channel></rss>', "entities"),
        ('<!DOCTYPE r [<!ENTITY x "ha">]><rss/>'.encode("utf-16"), "entities"),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_refused_in_words(data: bytes, code: str) -> None:
    with pytest.raises(SourceError) as refused:
        list(feed_items(data, "http://wire.test/feed"))
    assert refused.value.code == code and "http://wire.test/feed" in str(refused.value) and refused.value.way_out


def test_a_web_page_is_refused_with_the_feed_that_it_names() -> None:
    page = b'<html><head><link rel="alternate" type="application/rss+xml" title="x" href="/news.xml"></head></html>'
    with pytest.raises(SourceError) as refused:
        entries(page, "http://wire.test/")
    assert "/news.xml" in refused.value.way_out


def test_a_feed_of_too_many_items_is_read_up_to_the_bound() -> None:
    found, whole = entries(
        b"<rss version='2.0'><channel>" + b"<item><title>x</title></item>" * (MOST + 5) + b"</channel></rss>", "feed"
    )
    assert len(found) == MOST and not whole


@given(st.binary(max_size=400))
def test_any_bytes_are_items_or_a_refusal(data: bytes) -> None:
    for text in (data, b"<rss version='2.0'><channel><item>" + data):
        try:
            entries(text, "feed")
        except SourceError as error:
            assert error.code in ("empty", "not_xml", "entities")


def test_what_is_known_is_not_told_again_and_what_is_over_the_limit_is_left() -> None:
    with serve(Web()) as web:
        web.pages["/feed"] = Answer(body=RSS.encode())
        spec = Spec(name="Wire", kind="feed", where=web.url("/feed"), limit=1)
        visit = Visit(web=fetcher())
        (first,) = Feed(spec, visit).read()
        assert (isinstance(first, Raw) and first.outlet == "Wire") or first.key
        assert not visit.whole
        later = Visit(web=fetcher(), known={first.key}.__contains__)
        assert [one.key != first.key for one in Feed(spec, later).read()] == [True] and later.whole
        again = Visit(web=fetcher(), validators=later.proposed)
        assert list(Feed(spec, again).read()) == []
