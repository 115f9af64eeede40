"""Web archives (WARC, ARC): the pages in them, each within limits; nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from vedette.errors import SourceError
from vedette.sources.base import Item, Limits, Raw, Unread, size, unread
from vedette.sources.decode import decode

_READ: Final = ("text/html", "application/xhtml+xml", "text/plain")
_WAY_OUT: Final = "Make the archive again, or extract the pages from it."


def warc_reports(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Item]:
    """The pages that the archive holds answers with; pictures, scripts, redirects and failed requests are no reports.

    A page is dated by itself: the day on which it was archived is not the day on which it was published.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = found = 0
    try:
        records = ArchiveIterator(stream, arc2warc=True)
        for record in records:
            number += 1
            if number > limits.members:
                yield unread(origin, "too_large", f"holds more than {limits.members:,} records", "Split the archive.")
                return
            for item in _record(record, f"{origin}#{number}", limits):
                found += 1
                yield item
    except SourceError as error:
        yield Unread(origin=origin, error=error)
    except (
        ArchiveLoadFailed,
        OSError,
        EOFError,
        ValueError,
        KeyError,
        IndexError,
        AttributeError,
        TypeError,
        OverflowError,
    ) as error:
        why = f"cannot be read after record {number}: {type(error).__name__}"
        yield unread(origin, "bad_warc", why, _WAY_OUT)
        return
    if not found:
        yield unread(origin, "empty", f"none of its {number:,} records holds a page", _WAY_OUT)


def _record(record: Any, origin: str, limits: Limits) -> Iterator[Item]:
    if record.rec_type != "response" or record.http_headers is None or record.http_headers.get_statuscode() != "200":
        return
    media, _, rest = (record.http_headers.get_header("Content-Type") or "").partition(";")
    if media.strip().lower() not in _READ:
        return
    url = record.rec_headers.get_header("WARC-Target-URI")
    data = record.content_stream().read(limits.record + 1)
    if len(data) > limits.record:
        yield unread(origin, "too_large", f"the page is larger than {size(limits.record)}", "Save the page to a file.")
        return
    record.raw_stream.read(64)  # what ends a chunked answer
    if record.raw_stream.limit > 0:
        yield unread(origin, "broken", "the page breaks off", _WAY_OUT)
        return
    charset = rest.lower().partition("charset=")[2].strip(" \"';") or None
    try:
        html = media.strip().lower() != "text/plain"
        text = decode(data, origin, html=html, charset=charset)
    except SourceError as error:
        yield Unread(origin=origin, error=error)
        return
    url = url if url and url.lower().startswith(("http://", "https://")) else None
    yield Raw(origin=origin, text=text, media="text/html" if html else "text/plain", url=url)
