"""What a server answered: its body within limits, the words for a refusal, and what recognises it next time."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from vedette.errors import SourceError
from vedette.sources.addresses import Target
from vedette.sources.base import size
from vedette.sources.unpack import Unpacker

TRANSIENT: Final = frozenset("timeout unreachable broken server busy wait robots_unreachable offline".split())
"""Codes of failures that may be gone at the next try."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """How much one answer may cost: decoded bytes, seconds altogether and until the next byte, redirects."""

    body: int = 10_000_000
    total_s: float = 30.0
    silent_s: float = 10.0
    redirects: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Validator:
    """What a server said to recognise an answer by, and the SHA-256 of that answer's body."""

    etag: str | None = None
    modified: str | None = None
    digest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer: `url` is where it came from after redirects; `unchanged` that it is the one the validator stands for (no body then)."""

    asked: str
    url: str
    status: int
    body: bytes = b""
    media: str = ""
    charset: str | None = None
    unchanged: bool = False
    validator: Validator = field(default_factory=Validator)


def body_of(
    url: str, chunks: Iterator[bytes], headers: Mapping[str, str], most: int, deadline: float, *, cut: bool
) -> bytes:
    unpacker = Unpacker(headers.get("content-encoding", ""), url)
    parts: list[bytes] = []
    held = 0
    for chunk in chunks:
        for part in unpacker.feed(chunk, most - held + 1):
            parts.append(part)
            held += len(part)
        if held > most:
            if cut:
                return b"".join(parts)[:most]
            raise SourceError(
                "too_large",
                f"{url[:200]}: its answer is larger than {size(most)}",
                way_out="Name a smaller page, or save it to a file.",
            )
        if time.monotonic() > deadline:
            raise TimeoutError
    unpacker.end()
    return b"".join(parts)


def answer_of(
    here: Target, status: int, headers: Mapping[str, str], body: bytes, validator: Validator | None
) -> Fetched:
    digest = hashlib.sha256(body).hexdigest()
    media, _, rest = headers.get("content-type", "").partition(";")
    charset = next(
        (one.split("=", 1)[1].strip(" \"'") for one in rest.split(";") if one.strip().lower().startswith("charset=")),
        None,
    )
    same = validator is not None and validator.digest == digest
    return Fetched(
        asked=here.url,
        url=here.url,
        status=status,
        body=b"" if same else body,
        media=media.strip().lower(),
        charset=charset or None,
        unchanged=same,
        validator=Validator(
            etag=_short(headers.get("etag")), modified=_short(headers.get("last-modified")), digest=digest
        ),
    )


def _short(value: str | None) -> str | None:
    """A header that is sent back as it came; one too long for that is forgotten."""
    return value if value and len(value) <= 500 and value.isprintable() else None


def seconds_to_wait(value: str | None, now: datetime) -> float:
    """The seconds that a server asks to wait; a minute where it does not say."""
    if value and value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        return max(0.0, (parsedate_to_datetime(value or "").replace(tzinfo=UTC) - now).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return 60.0


_STATUS: Final = {
    401: ("refused", "it asks for a name and password, which vedette never sends", "Leave it out, or save the page to a file."),
    402: ("paywall", "it stands behind a paywall", "Save the page to a file if you have a subscription."),
    403: ("refused", "the server refuses it", "Ask its owner, or save the page to a file."),
    404: ("missing", "there is no such page", "Check the address in a browser."),
    410: ("gone", "the page was taken away for good", "Take the source out."),
    429: ("busy", "the server asks for fewer requests", "It is asked again later."),
    451: ("refused", "it is withheld for legal reasons", "Leave it out."),
}  # fmt: skip


def refusal(url: str, status: int) -> SourceError:
    code, why, way_out = _STATUS.get(
        status, ("status", f"the server answers {status}", "Open the address in a browser.")
    )
    if status in (408, 425) or status >= 500:
        code, why, way_out = "server", f"the server fails ({status})", "It is asked again later."
    return SourceError(code, f"{url[:200]}: {why}", way_out=way_out)
