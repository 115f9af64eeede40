"""A web page as a report: its text without the page around it, and what it states about itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vedette.documents.hidden import take_out_hidden

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DATES: Final = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date",
    "dcterms.created", "pubdate", "publishdate", "publish-date", "publication_date", "article.published", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "citation_date",
)  # fmt: skip
_OUTLETS: Final = ("og:site_name", "application-name", "dc.publisher", "publisher", "article:publisher")
_TITLES: Final = ("og:title", "twitter:title", "dc.title", "parsely-title")
_ARTICLES: Final = frozenset(
    "Article NewsArticle ReportageNewsArticle BackgroundNewsArticle AnalysisNewsArticle BlogPosting LiveBlogPosting Report WebPage".split()
)
_DROPPED: Final = "script style noscript template iframe object svg canvas button select textarea picture img video audio nav footer aside dialog".split()
_BLOCKS: Final = "p li h1 h2 h3 h4 h5 h6 blockquote td th figcaption pre dd dt".split()
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
# What no XML may hold: lxml reads it in a page, and then breaks when it is moved.
_IMPOSSIBLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE: Final = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,20})|([0-9]{1,20}));?")
_HREF: Final = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page holds: `dates` are all stated days, most telling first; `links` the URLs linked in its paragraphs.

    `hidden` counts the characters that a trick hid from its readers; they are not in the text.
    """

    text: str
    title: str | None = None
    dates: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    links: tuple[str, ...] = ()
    hidden: int = 0


def read_page(html: str) -> Page:
    """The report in a page; `text` is empty where the page holds none. Never raises, however broken the page."""
    tree = _tree(html)
    if tree is None:
        return Page(text="")
    linked = _linked_data(tree)
    metas = _metas(tree)
    dates = [*_all(linked, "datePublished"), *(metas[name] for name in _DATES if name in metas), *_times(tree)]
    outlet = _publisher(linked) or next(
        (metas[name] for name in _OUTLETS if name in metas and not _HREF.match(metas[name])), None
    )
    canonical = next(
        (node.get("href") for node in tree.iter("link") if (node.get("rel") or "").lower() == "canonical"), None
    )
    url = next((u for u in (canonical, metas.get("og:url"), _first(linked, "url")) if u and _HREF.match(u)), None)
    language = tree.get("lang") or metas.get("og:locale")
    hidden = _strip(tree)
    title = _headline(tree, (*(metas[name] for name in _TITLES if name in metas), *_all(linked, "headline")))
    links = tuple(
        dict.fromkeys(a.get("href", "") for p in tree.iter("p") for a in p.iter("a") if _HREF.match(a.get("href", "")))
    )
    return Page(
        text=_body(tree),
        title=title,
        dates=tuple(dates),
        outlet=outlet,
        url=url,
        language=language,
        links=links,
        hidden=hidden,
    )


def plain(html: str) -> str:
    """The text of an HTML fragment out of a record, paragraph by paragraph."""
    tree = _tree(html)
    if tree is None:
        return ""
    _strip(tree)
    return _paragraphs(tree)


def _tree(html: str) -> HtmlElement | None:
    from lxml import etree
    from lxml import html as parser

    try:
        found = parser.document_fromstring(
            _REFERENCE.sub(_possible, _IMPOSSIBLE.sub("", _DECLARATION.sub("", html))).encode("utf-8", "replace"),
            parser=parser.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True),
        )
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return found


def _possible(found: re.Match[str]) -> str:
    """A character reference, if it names a character that a text may hold."""
    code = int(found[1], 16) if found[1] else int(found[2])
    return found[0] if code <= 0x10FFFF and not _IMPOSSIBLE.match(chr(code)) else " "


def _body(tree: HtmlElement) -> str:
    """The article, as trafilatura finds it; all paragraphs of the page where it finds none, or hardly any of a plain page."""
    from trafilatura import extract

    paragraphs = _paragraphs(tree)
    if not paragraphs:
        return ""
    try:
        found = (
            extract(
                tree,
                fast=True,
                include_comments=False,
                include_images=False,
                include_links=False,
                include_formatting=False,
            )
            or ""
        )
    except (ValueError, TypeError, AttributeError, RecursionError):  # a page broken in a way that it does not foresee
        found = ""
    found = "\n\n".join(line.strip() for line in found.splitlines() if line.strip())
    # A page of a few short paragraphs has nothing that tells the article from its surroundings: then nothing is left out.
    return paragraphs if len(found) < 250 and len(found) < len(paragraphs) // 2 else found


def _paragraphs(tree: HtmlElement) -> str:
    nodes = [node for node in tree.iter(*_BLOCKS) if not any(True for _ in node.iterdescendants(*_BLOCKS))]
    words = [text for node in nodes if (text := _words(node))]
    if words:
        return "\n\n".join(words)
    body = tree.find("body")
    return "" if body is None else "\n\n".join(" ".join(part.split()) for part in body.itertext() if part.strip())


def _strip(tree: HtmlElement) -> int:
    """Take out what no reader of the page sees, and pictures with their captions in attributes; gives what a trick hid."""
    from lxml import etree

    hidden = take_out_hidden(tree)
    etree.strip_elements(tree, *_DROPPED, with_tail=False)
    for line in list(tree.iter("br")):
        line.tail = f"\n{line.tail or ''}"
    return hidden


def _headline(tree: HtmlElement, stated: Iterable[str]) -> str | None:
    """The headline that is stated for machines, where the page shows one that shares a word with it; else the one it shows."""
    shown = [words for tag in ("h1", "title", "h2") for node in tree.iter(tag) if (words := _words(node))]
    told = next(iter(stated), None)
    if told and (not shown or any(_telling(told) & _telling(one) for one in shown)):
        return told
    return next(iter(shown), None) if shown else told


def _telling(title: str) -> set[str]:
    return set(re.findall(r"\w{4,}|\d+", title.lower()))


def _metas(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop") or ""
        content = (node.get("content") or "").strip()
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _times(tree: HtmlElement) -> Iterator[str]:
    """Stated times, those marked as the publication first; an article with several unmarked ones states none."""
    nodes = [node for node in tree.iter("time") if node.get("datetime")]
    marked = [
        n
        for n in nodes
        if n.get("itemprop") == "datePublished"
        or n.get("pubdate") is not None
        or "publish" in (n.get("class") or "").lower()
    ]
    days = {node.get("datetime", "")[:10] for node in nodes}
    yield from (node.get("datetime", "") for node in marked)
    if not marked and len(days) == 1:
        yield nodes[0].get("datetime", "")
    for node in tree.iter():
        if isinstance(node.tag, str) and node.get("itemprop") == "datePublished" and node.tag not in {"meta", "time"}:
            yield node.get("content") or node.text_content()


def _linked_data(tree: HtmlElement) -> list[dict[str, object]]:
    """The JSON-LD objects that describe an article, in order."""
    found: list[dict[str, object]] = []
    for node in tree.iter("script"):
        if (node.get("type") or "").lower() != "application/ld+json" or len(node.text or "") > 1_000_000:
            continue
        try:
            value = json.loads(node.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        items = value if isinstance(value, list) else [value]
        graph = [inner for item in items if isinstance(item, dict) for inner in _listed(item.get("@graph"))]
        found.extend(item for item in [*items, *graph] if isinstance(item, dict) and _is_article(item))
    return sorted(found, key=lambda item: "WebPage" in _listed(item.get("@type")))


def _is_article(item: dict[str, object]) -> bool:
    return any(isinstance(kind, str) and kind in _ARTICLES for kind in _listed(item.get("@type")))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _all(linked: list[dict[str, object]], key: str) -> Iterator[str]:
    for item in linked:
        value = item.get(key)
        if isinstance(value, str) and value.strip():
            yield value.strip()


def _first(linked: list[dict[str, object]], key: str) -> str | None:
    return next(_all(linked, key), None)


def _publisher(linked: list[dict[str, object]]) -> str | None:
    for item in linked:
        for publisher in _listed(item.get("publisher")):
            name = publisher.get("name") if isinstance(publisher, dict) else publisher
            if isinstance(name, str) and name.strip() and not _HREF.match(name):
                return name.strip()
    return None


def _words(node: HtmlElement) -> str:
    return " ".join(node.text_content().split())
