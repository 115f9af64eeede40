"""What a source gives: raw reports, or the reason why one could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, Protocol, TypeAlias

from vedette.errors import SourceError

Media: TypeAlias = Literal["text/plain", "text/markdown", "text/html"]

SOURCES: Final = {
    "files": "vedette.sources.local:Local",
    "feed": "vedette.sources.feeds:Feed",
    "page": "vedette.sources.pages:Pages",
    "list": "vedette.sources.pages:PageList",
    "sitemap": "vedette.sources.sitemaps:Sitemap",
    "gdelt": "vedette.sources.leads:Gdelt",
}
"""The built-in sources by kind, each "module:factory" called with a Spec and a Visit; others come by the entry point `vedette.source`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """One report as it was found: decoded, not yet cleaned or dated.

    `origin` says where it was read: "reports/a.md", "feed.jsonl#3" (line or record, from 1), "reports.zip!inner/b.html".
    `published`, `outlet`, `url`, `title` and `language` are what the record around the text states, as written there.
    `key` names the item within a live source, so that it is taken once; None where whoever reads it does not come back. `held_by` is whose it is held
    to be where neither it nor its address says.
    """

    origin: str
    text: str
    media: Media = "text/plain"
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None
    key: str | None = None
    held_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """One item that could not be read, and why; `key` as in Raw, `again` where another try may succeed."""

    origin: str
    error: SourceError
    key: str | None = None
    again: bool = False


Item: TypeAlias = Raw | Unread


class Source(Protocol):
    """Reads reports one by one, in a stable order; an item that cannot be read is an Unread, never a silent gap.

    Raises InputError where nothing at all can be read.
    """

    def read(self) -> Iterator[Item]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one source may ask of the machine; sizes are bytes.

    `text` bounds a file that is one report, or one JSON value; `record` one line or row of a streamed file; `stream` all that is
    unpacked from one archive; `members` its files; `ratio` unpacked to packed size (text rarely exceeds 20); `nesting` archives
    within the archive.
    """

    text: int = 20_000_000
    record: int = 5_000_000
    stream: int = 2_000_000_000
    members: int = 100_000
    ratio: int = 100
    nesting: int = 1


DEFAULT: Final = Limits()
"""The limits where nobody sets others."""


def unread(origin: str, code: str, reason: str, way_out: str) -> Unread:
    """The Unread of one item; the message begins with the origin, so that it names the file wherever it is shown."""
    return Unread(origin=origin, error=SourceError(code, f"{origin}: {reason}", way_out=way_out))


def size(count: int) -> str:
    """A number of bytes for a person: "20 MB"."""
    return f"{count / 1_000_000:.0f} MB" if count >= 1_000_000 else f"{count:,} bytes"
