"""GDELT lists as leads: each names a page that may be worth reading, and says nothing else that is kept.

A lead is an address to fetch. What GDELT's own machine coded beside it (actors, tones, counts, places) is never read here, so it
can never become a record. Formats: DOC 2.0 ArtList JSON (https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/) and GKG 2.1
tables (http://data.gdeltproject.org/documentation/GDELT-Global_Knowledge_Graph_Codebook-V2.1.pdf).
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from vedette.errors import InputError, SourceError
from vedette.sources.base import Item, size
from vedette.sources.live import Spec, Visit, named
from vedette.sources.pages import read_page

LARGEST: Final = 50_000_000
"""Bytes of a list, unpacked."""
MOST: Final = 50_000
"""Leads of a list."""

_URL: Final = re.compile(r"https?://[^\s\t\"<>]{4,2000}", re.IGNORECASE)
_GKG: Final = re.compile(rb"https?://\S{4,500}\.gkg\.csv\.zip", re.IGNORECASE)
_URL_COLUMN: Final = 4
"""DocumentIdentifier of a GKG 2.1 row, from 0."""


class Gdelt:
    """The pages that a GDELT list leads to, each once; a page must state its own day."""

    def __init__(self, spec: Spec, visit: Visit) -> None:
        self._spec, self._visit = spec, visit

    def read(self) -> Iterator[Item]:
        """The pages of leads that are not known yet, a bounded number at each visit."""
        spec, visit = self._spec, self._visit
        taken = 0
        for url in self._leads():
            if visit.known(url):
                continue
            if taken >= spec.limit:
                visit.leave()
                return
            taken += 1
            yield named(read_page(spec, visit, url, url), spec, url)

    def _leads(self) -> tuple[str, ...]:
        spec, visit = self._spec, self._visit
        if not spec.where.lower().startswith(("http://", "https://")):
            return leads(_file(Path(spec.where)), spec.where)
        answer = visit.get(spec, spec.where, most=LARGEST)
        if answer.unchanged:
            return ()
        further = _GKG.search(answer.body[:10_000])
        if further is None:
            return leads(answer.body, spec.where)
        # lastupdate.txt: three lines that name the newest tables.
        url = further[0].decode("ascii", "replace")
        answer = visit.get(spec, url, most=LARGEST)
        return () if answer.unchanged else leads(answer.body, url)


def leads(data: bytes, origin: str) -> tuple[str, ...]:
    """The addresses in a list, each once, in its order; SourceError "empty", "not_leads", "zip_bomb"."""
    text = _unzipped(data, origin).decode("utf-8", "replace").removeprefix("\ufeff")
    found = _of_json(text, origin) if text.lstrip().startswith("{") else _of_table(text)
    urls = tuple(dict.fromkeys(url for url in found if _URL.fullmatch(url)))[:MOST]
    if not urls:
        raise SourceError(
            "not_leads", f"{origin}: it names no page", way_out="Name a DOC list in JSON, or a GKG 2.1 table."
        )
    return urls


def _of_json(text: str, origin: str) -> Iterator[str]:
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        raise SourceError(
            "not_leads", f"{origin}: this is not JSON", way_out="Ask the DOC API with format=json."
        ) from None
    articles = value.get("articles") if isinstance(value, dict) else None
    for one in articles if isinstance(articles, list) else ():
        if isinstance(one, dict) and isinstance(one.get("url"), str):
            yield one["url"].strip()


def _of_table(text: str) -> Iterator[str]:
    for line in text.splitlines():
        cells = line.split("\t")
        yield (cells[_URL_COLUMN] if len(cells) > _URL_COLUMN else line).strip()


def _unzipped(data: bytes, origin: str) -> bytes:
    if not data.strip():
        raise SourceError("empty", f"{origin}: the list is empty", way_out="It is asked for again later.")
    if not data.startswith(b"PK\x03\x04"):
        return data
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open(archive.infolist()[0]) as file:
            found = file.read(LARGEST + 1)
    except (zipfile.BadZipFile, OSError, IndexError, RuntimeError, NotImplementedError, ValueError, EOFError):
        raise SourceError(
            "not_leads", f"{origin}: this is not a whole zip archive", way_out="It is asked for again later."
        ) from None
    if len(found) > LARGEST:
        raise SourceError("zip_bomb", f"{origin}: unpacks to more than {size(LARGEST)}", way_out="Name a smaller list.")
    return found


def _file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}; name a GDELT list") from None
    if len(data) > LARGEST:
        raise SourceError("too_large", f"{path}: larger than {size(LARGEST)}", way_out="Split the list.")
    return data
