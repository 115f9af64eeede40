"""XML out of bytes that nobody vouches for: no entities, no network, broken places mended and told."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING, Any, Final

from vedette.errors import SourceError

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMED: Final = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_KEPT: Final = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))
_ENTITY: Final = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
_HTML: Final = re.compile(rb"<\s*(?:!doctype\s+html|html[\s>])", re.IGNORECASE)
_FEED_LINK: Final = re.compile(
    rb"<link[^>]{0,400}?type\s*=\s*[\"']application/(?:rss|atom)\+xml[\"'][^>]{0,400}>", re.IGNORECASE
)
_CLOSED: Final = re.compile(
    rb"</\s*(?:[\w.-]+:)?(?:rss|rdf|feed|channel|urlset|sitemapindex)\s*>(?:\s*<!--.*-->)?$", re.IGNORECASE
)
_HREF: Final = re.compile(rb"href\s*=\s*[\"']([^\"'<>\s]{1,500})[\"']", re.IGNORECASE)


def tree(data: bytes, origin: str, *items: str) -> tuple[_Element, bool]:
    """The root element, and whether the text was well formed; of one that breaks off, the last of its `items` is left out.

    SourceError: "empty"; "entities" where it declares its own; "not_xml" where it is a web page or no markup at all.
    """
    from lxml import etree

    if not data.strip(b"\x00 \t\r\n"):
        raise SourceError("empty", f"{origin}: the answer is empty", way_out="It is asked again later.")
    if _ENTITY.search(data.replace(b"\x00", b"")):
        raise SourceError(
            "entities",
            f"{origin}: it declares entities of its own, which is how documents attack their readers",
            way_out="Leave it out.",
        )
    parser: Any = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(_NAMED.sub(_numbered, data.lstrip()), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        root = None
    if root is None or not isinstance(root.tag, str) or _local(root.tag) == "html":
        raise _no_feed(data, origin)
    whole = len(parser.error_log) == 0
    if not whole and not _CLOSED.search(data.rstrip(b"\x00 \t\r\n")[-200:]):
        _drop_last(root, items)
    return root, whole


def text_of(node: _Element | None) -> str | None:
    """The words in an element, None where there are none."""
    words = "" if node is None else " ".join("".join(node.itertext()).split())
    return words or None


def local(node: _Element) -> str:
    """The name of an element without its namespace, in lower case."""
    return _local(node.tag) if isinstance(node.tag, str) else ""


def child(node: _Element, *names: str) -> _Element | None:
    """The first child with one of these names, whatever its namespace."""
    return next((one for one in node if local(one) in names), None)


def _drop_last(root: _Element, items: tuple[str, ...]) -> None:
    """Take out the item in which a text breaks off: half of its words are not what it says."""
    last = None
    for node in root.iter():
        last = node if local(node) in items else last
    parent = None if last is None else last.getparent()
    if last is not None and parent is not None:
        parent.remove(last)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def _numbered(found: re.Match[bytes]) -> bytes:
    """A named character of HTML, which XML does not know, by its number."""
    if found[1] in _KEPT:
        return found[0]
    signs = html5.get(f"{found[1].decode('ascii')};")
    return found[0] if signs is None else "".join(f"&#{ord(one)};" for one in signs).encode("ascii")


def _no_feed(data: bytes, origin: str) -> SourceError:
    if not _HTML.search(data[:2000]):
        return SourceError(
            "not_xml", f"{origin}: this is neither a feed nor a sitemap", way_out="Check the address in a browser."
        )
    link = _FEED_LINK.search(data[:200_000])
    href = _HREF.search(link[0]) if link else None
    way_out = (
        f"The page names a feed: {href[1].decode('utf-8', 'replace')}"
        if href
        else 'Look for its feed, or read the page itself with kind = "page".'
    )
    return SourceError("not_xml", f"{origin}: this is a web page, not a feed", way_out=way_out)
