"""Single pages and lists of them; a page is whatever its bytes are, whatever its server calls it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from vedette.errors import InputError, SourceError
from vedette.sources.answers import Fetched
from vedette.sources.base import Item, Raw, Unread
from vedette.sources.decode import decode
from vedette.sources.frontmatter import text_report
from vedette.sources.live import Spec, Visit, named

MOST: Final = 5_000
"""Addresses of a list."""

_LARGEST_LIST: Final = 1_000_000
_TEXTS: Final = ("text/plain", "text/markdown")


class Pages:
    """One page, read when it is new and whenever it changed."""

    def __init__(self, spec: Spec, visit: Visit) -> None:
        self._spec, self._visit = spec, visit

    def read(self) -> Iterator[Item]:
        """The page, if it changed; SourceError where it cannot be had."""
        answer = self._visit.get(self._spec, self._spec.where)
        if not answer.unchanged:
            yield named(page_item(answer), self._spec, _key(answer))


class PageList:
    """The pages of a list: one address a line, in a file of this machine or at a URL; `#` begins a comment."""

    def __init__(self, spec: Spec, visit: Visit) -> None:
        self._spec, self._visit = spec, visit

    def read(self) -> Iterator[Item]:
        """The pages that are new or changed, a bounded number at each visit."""
        spec, visit = self._spec, self._visit
        taken = 0
        for url in addresses(_list(spec, visit), spec.where):
            if taken >= spec.limit:
                visit.leave()
                return
            try:
                answer = visit.get(spec, url)
            except SourceError as error:
                if not visit.known(failed_key(url, error)):
                    yield visit.failed(url, error, failed_key(url, error))
                continue
            if not answer.unchanged and not visit.known(_key(answer)):
                taken += 1
                yield named(page_item(answer), spec, _key(answer))


def addresses(text: str, origin: str) -> tuple[str, ...]:
    """The addresses in a list, each once, in its order; SourceError "empty" where there is none."""
    lines = (line.partition(" #")[0].strip() for line in text.splitlines())
    found = tuple(dict.fromkeys(line for line in lines if line and not line.startswith("#")))
    if not found:
        raise SourceError("empty", f"{origin}: the list names no address", way_out="Write one address a line.")
    return found[:MOST]


def read_page(spec: Spec, visit: Visit, url: str, key: str, *, published: str | None = None) -> Item:
    """The report behind a link, once; `published` is the day that whoever links to it states."""
    try:
        answer = visit.get(spec, url, ask_again=False)
    except SourceError as error:
        return visit.failed(url, error, key)
    found = page_item(answer)
    if isinstance(found, Unread):
        return found
    return replace(found, published=published or found.published)


def page_item(answer: Fetched) -> Item:
    """What was fetched as a report, by its first bytes and then by what the server calls it."""
    url, data = answer.url, answer.body
    try:
        if data.startswith((b"%PDF-", b"PK\x03\x04")):
            from vedette.sources.office import office_report

            return replace(office_report(data, url), url=url)
        if answer.media in _TEXTS and not re.match(rb"\s*<(?:!doctype|html|head|body)", data[:200], re.IGNORECASE):
            return replace(text_report(decode(data, url, charset=answer.charset), url, "text/plain"), url=url)
        return Raw(origin=url, text=decode(data, url, html=True, charset=answer.charset), media="text/html", url=url)
    except SourceError as error:
        return Unread(origin=url, error=error)


def failed_key(url: str, error: SourceError) -> str:
    """What stands for one way in which an address fails, so that it is told once."""
    return f"{error.code} {url}"


def _key(answer: Fetched) -> str:
    return f"{answer.validator.digest} {answer.asked}"


def _list(spec: Spec, visit: Visit) -> str:
    if re.match(r"https?://", spec.where, re.IGNORECASE):
        # The list is read at every visit: its pages may change while it does not.
        return decode(visit.get(spec, spec.where, most=_LARGEST_LIST, ask_again=False).body, spec.where)
    path = Path(spec.where)
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST_LIST + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}; name a file with one address a line") from None
    if len(data) > _LARGEST_LIST:
        raise SourceError("too_large", f"{path}: the list is too long", way_out="Split it into several sources.")
    return decode(data, str(path))
