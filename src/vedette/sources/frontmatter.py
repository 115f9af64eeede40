"""What a text file says about itself before it begins: front matter between `---` lines, or `Date: …` header lines."""

from __future__ import annotations

import re
from typing import Final

from vedette.sources.base import Media, Raw
from vedette.sources.fields import NAMES, find, plain_names

_FENCED: Final = re.compile(
    r"\A\ufeff?\s*---[ \t]*\r?\n(.{0,20000}?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_HEADERS: Final = re.compile(
    r"\A\ufeff?\s*((?:[A-Za-z][A-Za-z _-]{1,30}:[ \t]*\S[^\r\n]{0,400}\r?\n){1,20})[ \t]*\r?\n"
)
_LINE: Final = re.compile(r"([A-Za-z_][\w .\-]*?)\s*:(?:[ \t]+(.*)|[ \t]*)$")
_ITEM: Final = re.compile(r"\s*-\s+(.*)$")
_KNOWN: Final = {name.replace("_", "") for names in NAMES.values() for name in names.split()}


def text_report(text: str, origin: str, media: Media) -> Raw:
    """A text or Markdown file as a report: its front matter becomes fields, the rest the text."""
    fields, body = split(text)
    given = plain_names(fields)
    return Raw(
        origin=origin,
        text=body,
        media=media,
        published=find(given, "published"),
        outlet=find(given, "outlet"),
        url=find(given, "url"),
        title=find(given, "title"),
        language=find(given, "language"),
    )


def split(text: str) -> tuple[dict[str, object], str]:
    """The fields before a text and the text after them; ({}, text) where there are none.

    Reads `key: value`, quoted values, `[a, b]` and `- item` lists; anything deeper is kept as the words on its line.
    """
    fenced = _FENCED.match(text)
    if fenced:
        return parse(fenced.group(1)), text[fenced.end() :]
    headers = _HEADERS.match(text)
    if headers:
        fields = parse(headers.group(1))
        names = set(plain_names(fields))
        # A text may well begin with "Baghdad: …"; only a block of known names with a date among them is a header.
        if names <= _KNOWN and find(plain_names(fields), "published"):
            return fields, text[headers.end() :]
    return {}, text


def parse(block: str) -> dict[str, object]:
    """The `key: value` lines of a block, values as text or lists of text."""
    fields: dict[str, object] = {}
    key = ""
    for line in block.splitlines():
        item = _ITEM.match(line)
        pair = _LINE.match(line)
        if item and key:
            held = fields[key]
            fields[key] = [*held, _value(item.group(1))] if isinstance(held, list) else [_value(item.group(1))]
        elif pair and not line[:1].isspace():
            key = pair.group(1)
            fields[key] = _value(pair.group(2) or "")
    return fields


def _value(words: str) -> object:
    words = words.strip()
    if len(words) >= 2 and words[0] == words[-1] and words[0] in "\"'":
        return words[1:-1]
    if words.startswith("[") and words.endswith("]"):
        return [_value(part) for part in words[1:-1].split(",") if part.strip()]
    comment = words.find(" #")
    return words[:comment].rstrip() if comment >= 0 else words
