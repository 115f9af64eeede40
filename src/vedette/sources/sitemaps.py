"""Sitemaps, those for news above all, and indexes of them; each names pages that are then read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vedette.errors import SourceError
from vedette.sources.base import Item, Unread, size
from vedette.sources.live import Spec, Visit, named
from vedette.sources.markup import child, local, text_of, tree
from vedette.sources.pages import read_page

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST: Final = 50_000_000
"""Bytes of a sitemap, unpacked (the protocol's own limit, https://www.sitemaps.org/protocol.html)."""
MOST: Final = 50_000
"""Addresses of a sitemap."""
PARTS: Final = 20
"""Sitemaps of an index that are read at one visit, the newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One address of a sitemap: `published` as a news sitemap states it, `changed` as any may."""

    url: str
    published: str | None = None
    changed: str | None = None
    title: str | None = None
    outlet: str | None = None


class Sitemap:
    """The pages that a sitemap or an index of sitemaps names, newest first, each once."""

    def __init__(self, spec: Spec, visit: Visit) -> None:
        self._spec, self._visit = spec, visit

    def read(self) -> Iterator[Item]:
        """The pages that are not known yet; SourceError where the sitemap itself cannot be had."""
        spec, visit = self._spec, self._visit
        taken = 0
        for entry in self._entries():
            if isinstance(entry, Unread):
                yield entry
                continue
            if visit.known(entry.url):
                continue
            if taken >= spec.limit:
                visit.leave()
                return
            taken += 1
            yield named(read_page(spec, visit, entry.url, entry.url, published=entry.published), spec, entry.url)

    def _entries(self) -> Iterator[Entry | Unread]:
        spec, visit = self._spec, self._visit
        answer = visit.get(spec, spec.where, most=LARGEST)
        if answer.unchanged:
            return
        pages, parts, whole = entries(answer.body, spec.where)
        if not whole:
            visit.leave()
        yield from pages
        for part in parts[:PARTS]:
            try:
                answer = visit.get(spec, part.url, most=LARGEST)
                if not answer.unchanged:
                    yield from entries(answer.body, part.url)[0]
            except SourceError as error:
                yield visit.failed(part.url, error, f"{error.code} {part.url}")


def entries(data: bytes, origin: str) -> tuple[tuple[Entry, ...], tuple[Entry, ...], bool]:
    """The pages, the sitemaps of an index, and whether the text was well formed; newest first, packed or not.

    SourceError: "empty", "entities", "not_xml", "packed", "too_large".
    """
    root, whole = tree(_unpacked(data, origin), origin, "url", "sitemap")
    kind = local(root)
    if kind not in ("urlset", "sitemapindex"):
        raise SourceError(
            "not_xml", f"{origin}: this is XML, but no sitemap", way_out='Check the address; a feed has kind = "feed".'
        )
    found: list[Entry] = []
    for node in root:
        if local(node) in ("url", "sitemap") and (entry := _entry(node)):
            found.append(entry)
            if len(found) >= MOST:
                break
    found.sort(key=lambda one: one.published or one.changed or "", reverse=True)
    return (tuple(found), (), whole) if kind == "urlset" else ((), tuple(found), whole)


def _entry(node: _Element) -> Entry | None:
    url = text_of(child(node, "loc"))
    if url is None:
        return None
    news = child(node, "news")
    if news is None:
        return Entry(url=url, changed=text_of(child(node, "lastmod")))
    publication = child(news, "publication")
    return Entry(
        url=url,
        published=text_of(child(news, "publication_date")),
        changed=text_of(child(node, "lastmod")),
        title=text_of(child(news, "title")),
        outlet=None if publication is None else text_of(child(publication, "name")),
    )


def _unpacked(data: bytes, origin: str) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data
    from vedette.sources.unpack import Unpacker

    unpacker, parts, held = Unpacker("gzip", origin), list[bytes](), 0
    for part in unpacker.feed(data, LARGEST + 1):
        parts.append(part)
        held += len(part)
    if held > LARGEST:
        raise SourceError(
            "too_large", f"{origin}: unpacks to more than {size(LARGEST)}", way_out="Name one of its parts."
        )
    unpacker.end()
    return b"".join(parts)
