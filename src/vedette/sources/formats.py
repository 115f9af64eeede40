"""One opened file as reports, by its ending."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import BinaryIO, Final, TypeAlias

from vedette.errors import SourceError
from vedette.sources.base import Item, Limits, Raw, Unread, size, unread
from vedette.sources.decode import decode, refuse_binary
from vedette.sources.frontmatter import text_report
from vedette.sources.records import csv_records, json_records, jsonl_records

Reader: TypeAlias = Callable[[BinaryIO, str, Limits], Iterator[Item]]

_HEAD: Final = 4096


def read_stream(stream: BinaryIO, name: str, origin: str, limits: Limits) -> Iterator[Item]:
    """The reports in one opened file called `name`; everything that goes wrong on the way is an Unread of `origin`."""
    reader = READERS.get(suffix(name))
    if reader is None:
        yield unread(origin, "unknown_type", f"cannot read {_sort(name)}", _known())
        return
    try:
        yield from reader(stream, origin, limits)
    except SourceError as error:
        yield Unread(origin=origin, error=error)
    except OSError as error:
        yield unreadable(origin, error)


def suffix(name: str) -> str:
    """The ending that decides the format, in lower case; of "a.jsonl.gz" the last one."""
    return PurePath(name).suffix.lower()


def _sort(name: str) -> str:
    ending = suffix(name)
    return f"files ending in {ending!r}" if ending else "files whose name has no ending"


def unreadable(origin: str, error: OSError) -> Unread:
    """The Unread of a file that the system does not let us read."""
    return unread(
        origin,
        "unreadable",
        f"cannot be read: {error.strerror or error}",
        "Check that the file is whole and that you may read it.",
    )


def whole(stream: BinaryIO, origin: str, limits: Limits) -> bytes:
    """All bytes of a file that must fit into memory; SourceError "too_large" above the limit."""
    data = stream.read(limits.text + 1)
    if len(data) > limits.text:
        raise SourceError(
            "too_large",
            f"{origin}: larger than {size(limits.text)}, the limit for one text",
            way_out="Split it into one file a report, or into a .jsonl or .csv file with one record a report.",
        )
    return data


def sniff(head: bytes) -> str:
    """The ending that fits the first bytes of an unnamed stream; ".txt" where nothing else does."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith(b"["):
        # Wire text begins with "[TEXT]" too; a JSON list holds an object, or a string, or ends at once.
        return ".json" if start[1:].lstrip()[:1] in (b"{", b"]") else ".txt"
    if start.startswith(b"{"):
        first, _, rest = head.strip().partition(b"\n")
        return ".jsonl" if first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{") else ".json"
    if start.startswith((b"<!doctype", b"<html", b"<head", b"<body", b"<article", b"<?xml")):
        return ".html"
    return ".txt"


def _text(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Item]:
    yield text_report(decode(whole(stream, origin, limits), origin), origin, "text/plain")


def _markdown(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Item]:
    yield text_report(decode(whole(stream, origin, limits), origin), origin, "text/markdown")


def _html(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Item]:
    yield Raw(origin=origin, text=decode(whole(stream, origin, limits), origin, html=True), media="text/html")


def _json(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Item]:
    return json_records(decode(whole(stream, origin, limits), origin), origin)


def _jsonl(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Item]:
    return jsonl_records(_checked(stream, origin), origin, limits)


def _csv(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Item]:
    return csv_records(_checked(stream, origin), origin, limits)


def _feed(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Item]:
    from vedette.sources.feeds import feed_items

    return feed_items(whole(stream, origin, limits), origin)


def _warc(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Item]:
    from vedette.sources.warc import warc_reports

    return warc_reports(stream, origin, limits)


def _eml(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Item]:
    from vedette.sources.mail import eml_reports

    return eml_reports(stream, origin, limits)


def _mbox(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Item]:
    from vedette.sources.mail import mbox_reports

    return mbox_reports(stream, origin, limits)


def _pdf(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Item]:
    from vedette.sources.office import pdf_reports

    return pdf_reports(stream, origin, limits)


def _docx(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Item]:
    from vedette.sources.office import docx_reports

    return docx_reports(stream, origin, limits)


def _checked(stream: BinaryIO, origin: str) -> BinaryIO:
    """The stream, buffered, after a look at its first bytes: neither empty nor binary."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    head = buffered.peek(_HEAD)[:_HEAD]
    if not head:
        raise SourceError(
            "empty", f"{origin}: the file is empty", way_out="Write one record a line into it, or leave it out."
        )
    refuse_binary(head, origin)
    return buffered


def _known() -> str:
    return f"Known endings: {', '.join(sorted(READERS))}, .zip, .gz. Rename or convert the file, or leave it out."


READERS: Final[dict[str, Reader]] = {
    ".txt": _text,
    ".text": _text,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".json": _json,
    ".jsonl": _jsonl,
    ".ndjson": _jsonl,
    ".csv": _csv,
    ".tsv": _csv,
    ".rss": _feed,
    ".atom": _feed,
    ".warc": _warc,
    ".arc": _warc,
    ".eml": _eml,
    ".mbox": _mbox,
    ".pdf": _pdf,
    ".docx": _docx,
}
"""How each ending is read."""
