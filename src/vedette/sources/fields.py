"""Which of a record's fields hold the text, the title, the date, the outlet and the URL."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from vedette.sources.base import Item, Media, Raw, unread

NAMES: Final = {
    "text": "text body content article full_text article_text article_body story message description summary",
    "title": "title headline",
    "published": "published published_at published_on published_date publication_date publish_date pub_date date_published "
    "date_publish issued date datetime",
    "outlet": "outlet publisher source source_name site site_name newspaper publication",
    "url": "url link permalink canonical source_url web_url href",
    "language": "language lang",
}
"""Field names by meaning, most telling first; case, spaces, hyphens and underscores do not matter."""

_ORDER: Final = {meaning: tuple(name.replace("_", "") for name in names.split()) for meaning, names in NAMES.items()}
_MARKUP: Final = re.compile(r"</(?:p|div|span|a|li|h\d|strong|em|article)>|<br\s*/?>|<p[ >]", re.IGNORECASE)


def record(fields: Mapping[str, object], origin: str) -> Item:
    """The report in one record; an Unread "no_text" where no field holds any."""
    given = {_plain(name): value for name, value in fields.items() if isinstance(name, str)}
    text = find(given, "text")
    if text is None:
        names = ", ".join(sorted(str(name)[:40] for name in fields)[:12]) or "none"
        return unread(origin, "no_text", f"the record has no text; its fields are: {names}", _TEXT_WAY_OUT)
    return Raw(
        origin=origin,
        text=text,
        media=media_of(text),
        published=find(given, "published"),
        outlet=find(given, "outlet"),
        url=find(given, "url"),
        title=find(given, "title"),
        language=find(given, "language"),
    )


def find(given: Mapping[str, object], meaning: str) -> str | None:
    """The first field of this meaning that says something; `given` has plain names (see `plain_names`)."""
    for name in _ORDER[meaning]:
        value = _words(given.get(name))
        if value:
            return value
    return None


def plain_names(fields: Mapping[str, object]) -> dict[str, object]:
    """The same fields under names in lower case without spaces, hyphens and underscores."""
    return {_plain(name): value for name, value in fields.items()}


def holds_text(names: object) -> bool:
    """Whether one of these field names is a name for the text."""
    return isinstance(names, list | tuple | dict) and any(
        isinstance(n, str) and _plain(n) in _ORDER["text"] for n in names
    )


def text_names() -> str:
    """The names for the text, for messages."""
    return ", ".join(NAMES["text"].split()[:4])


def media_of(text: str) -> Media:
    """Whether a text is marked up, by the tags that close in it."""
    return "text/html" if _MARKUP.search(text) else "text/plain"


_TEXT_WAY_OUT: Final = f"Put the report into a field named {text_names()}."


def _plain(name: str) -> str:
    return re.sub(r"[\s_\-:.]", "", name).lower()


def _words(value: object) -> str | None:
    """A field's value as text: numbers as written, lists of paragraphs joined, {"name": …} by its name."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return "\n\n".join(part for part in value if isinstance(part, str) and part.strip()) or None
    if isinstance(value, dict):
        return next((w for key in ("name", "title", "value", "text") if (w := _words(value.get(key)))), None)
    return None
