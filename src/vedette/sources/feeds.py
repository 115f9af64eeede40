"""RSS and Atom feeds, out of bytes alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final
from urllib.parse import urljoin

from vedette.errors import SourceError
from vedette.sources.base import Item, Raw, unread
from vedette.sources.fields import media_of
from vedette.sources.live import Spec, Visit, named
from vedette.sources.markup import local, tree
from vedette.sources.pages import read_page

LARGEST: Final = 5_000_000
"""Bytes of a feed."""
MOST: Final = 2_000
"""Items of a feed that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed as it is written there; `key` stands for all that it says, so an item that was edited is another."""

    key: str
    link: str | None
    title: str | None
    text: str | None
    published: str | None


class Feed:
    """The items of a feed that are not known yet; with `follow` the pages behind them."""

    def __init__(self, spec: Spec, visit: Visit) -> None:
        self._spec, self._visit = spec, visit

    def read(self) -> Iterator[Item]:
        """The new items in the order of the feed; SourceError where the feed itself cannot be had."""
        spec, visit = self._spec, self._visit
        answer = visit.get(spec, spec.where, most=LARGEST)
        if answer.unchanged:
            return
        found, whole = entries(answer.body, spec.where, base=answer.url)
        if not whole:
            visit.leave()
        taken = 0
        for number, entry in enumerate(found, 1):
            if visit.known(entry.key):
                continue
            if taken >= spec.limit:
                visit.leave()
                return
            taken += 1
            origin = entry.link or f"{spec.where}#{number}"
            if spec.follow and entry.link:
                yield named(read_page(spec, visit, entry.link, entry.key, published=entry.published), spec, entry.key)
            else:
                yield named(_raw(entry, origin), spec, entry.key)


def feed_items(data: bytes, origin: str) -> Iterator[Item]:
    """All items of a feed by what the feed itself says of them; SourceError "empty", "entities", "not_xml".

    One that holds none, or breaks off, says so in an Unread of its own: what follows a break is not known.
    """
    found, whole = entries(data, origin)
    for number, entry in enumerate(found, 1):
        yield _raw(entry, entry.link or f"{origin}#{number}")
    if not found:
        yield unread(origin, "empty", "the feed holds no items", "Look into it with a browser, or leave it out.")
    elif not whole:
        yield unread(
            origin,
            "broken",
            f"the feed is not well formed; {len(found)} items were read",
            "Save it again, and compare.",
        )


def entries(data: bytes, origin: str, *, base: str = "") -> tuple[tuple[Entry, ...], bool]:
    """The items of a feed, and whether it was well formed to its end; relative links are meant from `base`."""
    import feedparser
    from lxml import etree

    root, whole = tree(data, origin, "item", "entry")
    items = [node for node in root.iter() if local(node) in ("item", "entry")]
    for node in items[MOST:]:
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)
    mended = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    try:
        # Mended and serialised anew, so that the strict parser reads it; what it says is cleaned by the documents stage.
        parsed = feedparser.parse(BytesIO(mended), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # a library of a thousand special cases, fed by strangers
        raise SourceError(
            "not_xml",
            f"{origin}: the feed cannot be read ({type(error).__name__})",
            way_out="Check the address in a browser.",
        ) from None
    if not parsed.get("version") and not parsed.entries:
        raise SourceError(
            "not_xml",
            f"{origin}: this is XML, but no feed",
            way_out='Check the address; a sitemap has kind = "sitemap".',
        )
    return tuple(_entry(one, base) for one in parsed.entries[:MOST]), whole and len(items) <= MOST


def _entry(one: Any, base: str) -> Entry:
    texts = [value for part in one.get("content", ()) if (value := _words(part.get("value")))]
    summary = _words(one.get("summary"))
    text = max([*texts, summary or ""], key=len) or None
    link = _link(_words(one.get("link")), base)
    title = _words(one.get("title"))
    published = _words(one.get("published")) or _words(one.get("updated"))
    said = "\x1f".join(part or "" for part in (_words(one.get("id")), link, title, text, published))
    return Entry(
        key=hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:32],
        link=link,
        title=title,
        text=text,
        published=published,
    )


def _raw(entry: Entry, origin: str) -> Raw:
    text = entry.text or entry.title or ""
    return Raw(
        origin=origin, text=text, media=media_of(text), published=entry.published, url=entry.link, title=entry.title
    )


def _link(link: str | None, base: str) -> str | None:
    try:
        whole = urljoin(base, link) if link else ""
    except ValueError:
        return None
    return whole if whole.lower().startswith(("http://", "https://")) else None


def _words(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
