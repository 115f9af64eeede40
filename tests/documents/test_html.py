"""Web pages."""

from __future__ import annotations

import pytest
from tests.documents.reports import Given, made, refused

from vedette.documents.html import plain, read_page

_BODY = """
<p>Two explosive drones struck an air base in western Iraq early on Thursday, a security official said in Ramadi.</p>
<p>One of them was brought down outside the fence. The other burned a hangar in which nobody was working at the time.</p>
<p>The army said that four soldiers had been treated for smoke, and that all of them were back on duty by noon.</p>
<p>It was the third attempt on the base within a week, according to <a href="https://wire.example/2022/11/03/base">an earlier count</a> of the ministry.</p>
"""
_PAGE = """<!DOCTYPE html><html lang="en"><head><title>Drones strike base | Desert Wire</title>
<meta property="og:site_name" content="Desert Wire"><meta property="og:title" content="Drones strike base | Desert Wire">
<link rel="canonical" href="https://desertwire.example/2023/11/09/drones">%s</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/war">War</a></li></ul></nav>
<header><h1>Drones strike base</h1></header>
<article><p style="display:none">Hidden: five hundred soldiers died.</p><div aria-hidden="true"><p>Unseen words of nobody.</p></div>%s
<img src="x.png" alt="A picture of ten dead men"><script>var killed = "99 dead";</script></article>
<aside><h3>Most read</h3><ul><li><a href="/a">Football final ends in riot</a></li></ul></aside>
<footer>Copyright 2023 Desert Wire. We use cookies.</footer></body></html>"""
_LD = '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"Drones strike base","datePublished":"2023-11-09T06:00:00+03:00","publisher":{"@type":"Organization","name":"Desert Wire"}}]}</script>'


def _page(head: str = "", body: str = _BODY) -> Given:
    return Given(text=_PAGE % (head, body), media="text/html", origin="pages/a.html", published=None)


def test_the_article_is_kept_and_the_page_around_it_is_not() -> None:
    document = made(_page(_LD))
    assert document.text.startswith("Drones strike base\n\nTwo explosive drones struck")
    assert document.text.endswith("an earlier count of the ministry.")
    assert all(
        words not in document.text
        for words in ("Home", "Football", "cookies", "Hidden", "Unseen", "picture", "99 dead")
    )
    assert document.text.count("Drones strike base") == 1
    assert document.text[: document.headline] == document.title == "Drones strike base"


def test_the_page_states_its_day_outlet_and_url() -> None:
    document = made(_page(_LD))
    assert (document.published.isoformat(), document.outlet, document.url) == (
        "2023-11-09",
        "Desert Wire",
        "https://desertwire.example/2023/11/09/drones",
    )


@pytest.mark.parametrize("head", [
    _LD, '<meta property="article:published_time" content="2023-11-09T06:00:00Z">', '<meta name="pubdate" content="9 November 2023">', '<meta itemprop="datePublished" content="2023-11-09">',
    '<meta name="DC.date.issued" content="2023-11-09">', '<script type="application/ld+json">{broken</script><meta name="date" content="2023-11-09">',
])  # fmt: skip
def test_each_way_to_state_the_day_is_read(head: str) -> None:
    assert made(_page(head)).published.isoformat() == "2023-11-09"


def test_a_time_in_the_article_states_the_day_when_it_is_the_only_one() -> None:
    assert (
        made(_page("", '<time datetime="2023-11-09T06:00">Thursday</time>' + _BODY)).published.isoformat()
        == "2023-11-09"
    )
    several = '<time datetime="2023-11-09">a</time><time datetime="2023-11-08">b</time>' + _BODY
    assert refused(_page("", several)).code == "no_date"
    marked = '<time class="published" datetime="2023-11-09">a</time><time datetime="2023-11-08">b</time>' + _BODY
    assert made(_page("", marked)).published.isoformat() == "2023-11-09"


def test_the_day_of_a_change_is_not_the_day_of_publication() -> None:
    assert refused(_page('<meta property="article:modified_time" content="2023-11-10">')).code == "no_date"


def test_a_link_in_the_article_with_another_day_is_flagged_and_the_navigation_is_not() -> None:
    assert made(_page(_LD)).flags == (
        "url-date: https://wire.example/2022/11/03/base says 2022-11-03, the document says 2023-11-09",
    )


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<html><head><title>Only a title</title></head><body><nav>Home</nav></body></html>",
        "<p> </p>",
        "<",
        "<html><script>x = 1</script></html>",
        "<!-- nothing -->",
        "<html><title>A title that nothing ends<body><p>swallows the page</p>",
    ],
)
def test_a_page_without_text_is_a_failure(page: str) -> None:
    assert refused(Given(text=page, media="text/html", origin="pages/empty.html")).code == "no_text"


def test_a_broken_page_is_read_as_far_as_it_goes() -> None:
    broken = "<html><head><meta name=date content=2023-11-09><title>Drones</title><body><div><p>Two drones struck the base on Thursday<p>Four men were <b>hurt.<table><tr><p>More follows</dvi></html"
    document = made(Given(text=broken, media="text/html", published=None))
    assert document.published.isoformat() == "2023-11-09"
    assert "Two drones struck the base on Thursday" in document.text and "Four men were hurt." in document.text


@pytest.mark.parametrize("page", [
    "<div>" * 50_000 + "<p>Two drones struck the base.</p>", "<p>Words of the report here.</p>" + "<b>" * 20_000, "<!DOCTYPE x [<!ENTITY a 'b'>]><p>Words &a; of the report</p>",
    "<?xml version='1.0' encoding='utf-16'?><html><body><p>Words of the report</p></body></html>", "\x00<p>Words of the report</p>", "<p>Words of the report \ud800 here</p>",
])  # fmt: skip
def test_a_hostile_page_neither_hangs_nor_raises(page: str) -> None:
    assert isinstance(read_page(page).text, str)


def test_a_fragment_in_a_record_loses_its_marks_only() -> None:
    assert plain("<p>A bomb &amp; a drone</p><p>went <b>off</b>.</p>") == "A bomb & a drone\n\nwent off."
    assert plain("A bomb<br>went off.") == "A bomb\n\nwent off."
