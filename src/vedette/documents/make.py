"""A report as found becomes a document: clean, dated, in English, its sentences marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from vedette.documents import dating, language
from vedette.documents.base import Report
from vedette.documents.clean import Cleaned, clean
from vedette.documents.html import Page, plain, read_page
from vedette.documents.lookalikes import lookalikes
from vedette.documents.passages import sentences
from vedette.errors import DocumentError
from vedette.model import Document

_FUTURE: Final = timedelta(days=2)
_HEADING: Final = re.compile(r"\A\s*(?:#{1,2} +)?(?P<title>[^\n]{4,160}?)[ \t#]{0,20}\n[ \t]*\n\s*(?=\S)")
_URL: Final = re.compile(r"https?://\S+$", re.IGNORECASE)
_HEADER: Final = re.compile(
    r"(?:(?P<url>url)|outlet)[ \t]*:?[ \t]+(?P<said>(?(url)https?://\S+|[^\n]{1,80}?(?<![.!?])))[ \t]*(?:\r?\n|\Z)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a report says about itself, before anything is judged; `dates` most telling first, `body` the text to clean."""

    body: str
    title: str | None
    dates: tuple[str, ...]
    outlet: str | None
    url: str | None
    language: str | None
    links: tuple[str, ...] = ()
    markdown: bool = False
    hidden: int = 0


def make_document(report: Report, *, recorded_at: datetime, published: date | None = None) -> Document:
    """The document in a report; `published` is used only where the report states no day.

    DocumentError: "no_text", "no_date", "bad_date", "future_date", "ambiguous_date", "language". The id depends on text, day, outlet and URL
    alone, so the same report read twice is one document.
    """
    stated = state(report)
    title = _title(stated.title, stated.outlet)
    cleaned = clean(stated.body, markdown=stated.markdown)
    if not any(char.isalnum() for char in cleaned.text):
        raise DocumentError(
            "no_text",
            f"{report.origin}: holds no text of a report",
            way_out="Save the page with its article, or put the report's words into the text.",
        )
    text, headline = _headed(title, cleaned.text)
    spoken = _language(report, stated, text)
    day = _published(report, stated, published, recorded_at.date())
    if day - recorded_at.date() > _FUTURE:
        raise DocumentError(
            "future_date",
            f"{report.origin}: says that it was published on {day.isoformat()}, which lies ahead of today ({recorded_at.date().isoformat()})",
            way_out="Correct the day of publication, or the clock of this machine.",
        )
    outlet, url = stated.outlet or report.held_by, stated.url
    return Document(
        id=Document.id_for(text, day, outlet, url),
        text=text,
        published=day,
        outlet=outlet,
        origin=report.origin,
        recorded_at=recorded_at,
        url=url,
        title=title,
        headline=headline,
        language=spoken,
        sentences=sentences(text),
        flags=(*_flags(stated, day, recorded_at.date()), *lookalikes((text, outlet or ""))),
    )


def state(report: Report) -> Stated:
    """What a report says about itself: its own fields first, then its page or its first line."""
    if report.media == "text/html":
        whole = "<html" in report.text[:5000].lower() or report.published is None
        page = read_page(report.text) if whole else Page(text=plain(report.text))
        return _stated_by_page(report, page)
    return _stated_by_text(report)


def raw_text(report: Report) -> Cleaned:
    """The clean body of a report with the way back into `report.text`; of a page, into the text that was extracted from it.

    The body stands in the document after the headline and a blank line.
    """
    stated = state(report)
    cleaned = clean(stated.body, markdown=stated.markdown)
    if report.media == "text/html":
        return cleaned
    skipped = len(report.text) - len(stated.body)
    return Cleaned(text=cleaned.text, spans=tuple((start, raw + skipped) for start, raw in cleaned.spans))


def _stated_by_page(report: Report, page: Page) -> Stated:
    outlet, url = _outlet(report.outlet or page.outlet, report.url or page.url)
    return Stated(
        body=page.text,
        title=report.title or page.title,
        dates=(report.published,) if report.published else page.dates,
        outlet=outlet,
        url=url,
        language=report.language or page.language,
        links=page.links,
        hidden=page.hidden,
    )


def _stated_by_text(report: Report) -> Stated:
    body, dates, title = report.text.lstrip(), [report.published] if report.published else [], report.title
    leading = dating.leading_date(body)
    outlet, url = report.outlet, report.url
    if leading:
        dates.append(leading[0])
        header, body = _header(body[leading[1] :])
        outlet, url = outlet or header.get("outlet"), url or header.get("url")
    wire = dating.dateline(body)
    if wire:
        dates.append(wire[0])
    if title is None and (heading := _HEADING.match(body)) and _is_title(heading["title"]):
        title = heading["title"].strip()
        body = body[heading.end() :]
    agency = " ".join(wire[1].split()) if wire and wire[1] else None
    outlet, url = _outlet(outlet, url)
    return Stated(
        body=body,
        title=title,
        dates=tuple(dates),
        outlet=outlet or agency,
        url=url,
        language=report.language,
        markdown=report.media == "text/markdown",
    )


def _header(text: str) -> tuple[dict[str, str], str]:
    """The lines "outlet NAME" and "url URL" right below a leading date, each once, and the text that goes on after them."""
    said: dict[str, str] = {}
    below = text.lstrip(" \t\r")
    rest = below.removeprefix("\n")
    while below.startswith("\n") and (found := _HEADER.match(rest)):
        name = "url" if found["url"] else "outlet"
        if name in said:
            break
        said[name], rest = found["said"], rest[found.end() :]
    return said, rest.lstrip()


def _published(report: Report, stated: Stated, fallback: date | None, today: date) -> date:
    """The first stated day that is one; a day stated wrongly is an error and never replaced by the fallback."""
    refused: DocumentError | None = None
    for words in stated.dates:
        try:
            return dating.parse_date(words, today=today)
        except DocumentError as error:
            refused = refused or error
            if report.published:
                break
    if refused:
        raise DocumentError(refused.code, f"{report.origin}: the publication date {refused}", way_out=refused.way_out)
    if fallback:
        return fallback
    raise DocumentError(
        "no_date",
        f"{report.origin}: states no day of publication",
        way_out="Begin the text with 'date YYYY-MM-DD', add the field 'published', or give one day for all with --published.",
    )


def _language(report: Report, stated: Stated, text: str) -> str:
    """ "en", or DocumentError; what the record declares decides only where the text does not tell."""
    found = language.guess(text)
    declared = (stated.language or "").strip().lower()[:2] or None
    code = found.code or declared or "en"
    if code != "en":
        name = found.name if found.code else language.known_name(code)
        raise DocumentError(
            "language",
            f"{report.origin}: the text is not English; it looks like {name} ({code})",
            way_out="Translate it and give the translation its own file; vedette reads English only.",
        )
    return "en"


def _headed(title: str | None, body: str) -> tuple[str, int]:
    """The title, a blank line, the body; a title that the body begins with is not said twice."""
    if not title:
        return body, 0
    first, _, rest = body.partition("\n")
    if _same(first, title):
        body = rest.lstrip("\n")
    return (f"{title}\n\n{body}", len(title)) if body else (title, len(title))


def _title(given: str | None, outlet: str | None) -> str | None:
    """The headline without the outlet's name behind it."""
    title = " ".join(clean(given, markdown=False).text.split())[:400].strip() if given else ""
    for sign in (" | ", " - ", " – ", " — ", " :: "):
        head, found, tail = title.rpartition(sign)
        if found and head and outlet and _same(tail, outlet):
            title = head.strip()
    return title or None


def _is_title(line: str) -> bool:
    """A first line that stands apart and is no sentence, dateline, list or link."""
    line = line.strip()
    return (
        not line.startswith("By ")
        and line[-1] not in '.,;:)]"”'
        and not line.startswith(("-", "*", "[", "•", "http"))
        and "--" not in line
        and len(line.split()) >= 2
    )


def _outlet(outlet: str | None, url: str | None) -> tuple[str | None, str | None]:
    """Outlet and URL as stated; an outlet given as a URL, or left out beside one, is the host's name."""
    outlet = " ".join(outlet.split()) if outlet else None
    url = url.strip() if url and _URL.match(url.strip()) else None
    if outlet and _URL.match(outlet):
        outlet, url = None, url or outlet
    if outlet is None and url:
        try:
            outlet = (urlsplit(url).hostname or "").removeprefix("www.") or None
        except ValueError:
            url = None
    return outlet, url


def _flags(stated: Stated, day: date, today: date) -> tuple[str, ...]:
    """Findings about the document itself: text that was hidden, dates that disagree."""
    flags: list[str] = []
    if stated.hidden:
        flags.append(f"hidden-text: {stated.hidden} characters that no reader of the page sees were left out")
    others = {other for words in stated.dates[1:6] if (other := _day(words, today)) and abs(other - day).days > 1}
    flags += [f"stated-dates: {day.isoformat()} and {other.isoformat()}" for other in sorted(others)]
    return (*flags, *dating.url_flags(_urls(stated), day))


def _urls(stated: Stated) -> Iterator[str]:
    if stated.url:
        yield stated.url
    yield from stated.links
    yield from dating.urls_in(stated.body)


def _day(words: str, today: date) -> date | None:
    try:
        return dating.parse_date(words, today=today)
    except DocumentError:
        return None


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W+", "", one).lower() == re.sub(r"\W+", "", other).lower() != ""
