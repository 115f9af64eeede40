"""Bytes to text: by byte-order mark, by the charset an HTML page declares, else UTF-8; nothing is guessed or replaced."""

from __future__ import annotations

import codecs
import re
from typing import Final

from vedette.errors import SourceError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:\-]{1,40})", re.IGNORECASE)
# What browsers do with these names (WHATWG Encoding Standard, https://encoding.spec.whatwg.org/#names-and-labels).
_AS_BROWSERS: Final = {
    "iso-8859-1": "windows-1252", "latin1": "windows-1252", "us-ascii": "windows-1252", "ascii": "windows-1252", "utf-16": "utf-8",
    "utf-16le": "utf-8", "utf-16be": "utf-8",
}  # fmt: skip
# Codecs of Python's that no page uses: they run escapes, or take quadratic time.
_REFUSED: Final = frozenset("unicode_escape raw_unicode_escape punycode idna utf_7 undefined".split())
_MAGIC: Final = {
    b"%PDF-": "a PDF", b"PK\x03\x04": "a zip or Office file", b"\x89PNG": "a PNG image", b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image", b"\x7fELF": "a program", b"MZ\x90": "a program", b"\x1f\x8b": "a gzip file", b"\xd0\xcf\x11\xe0": "an old Office file",
    b"SQLite format 3": "a SQLite database", b"Rar!": "a RAR archive", b"7z\xbc\xaf": "a 7-Zip archive",
}  # fmt: skip
_HEAD: Final = 4096


def decode(data: bytes, origin: str, *, html: bool = False, charset: str | None = None) -> str:
    """The text in these bytes; SourceError "empty", "binary" or "encoding" (which names the byte where it fails).

    `charset` is what a server says; a byte-order mark outranks it, and bytes that are not in it are tried without it.
    """
    if charset is not None and not any(data.startswith(mark) for mark, _ in _MARKS):
        try:
            return _decode(data, origin, html=html, said=charset)
        except SourceError as error:
            if error.code != "encoding":
                raise
    return _decode(data, origin, html=html, said=None)


def _decode(data: bytes, origin: str, *, html: bool, said: str | None) -> str:
    if not data.strip():
        raise SourceError(
            "empty", f"{origin}: the file is empty", way_out="Save the report's text into it, or leave it out."
        )
    refuse_binary(data[:_HEAD], origin)
    charset = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    declared = None if charset or said or not html else _CHARSET.search(data, 0, _HEAD)
    if declared or said:
        name = (said or (declared.group(1).decode("ascii") if declared else "")).lower()
        charset = _AS_BROWSERS.get(name, name)
    try:
        if re.sub(r"[-. ]", "_", charset or "") in _REFUSED:
            raise LookupError(charset)
        text = data.decode(charset or "utf-8")
    except (UnicodeDecodeError, LookupError) as error:
        raise _undecodable(error, charset or "utf-8", origin) from error
    if not text.strip("\ufeff \t\r\n\x00"):
        raise SourceError(
            "empty", f"{origin}: the file is empty", way_out="Save the report's text into it, or leave it out."
        )
    return text


def refuse_binary(head: bytes, origin: str) -> None:
    """Raise SourceError "binary" where the first bytes are those of a program, picture or document."""
    if any(head.startswith(mark) for mark, _ in _MARKS):
        return
    kind = next((name for mark, name in _MAGIC.items() if head.startswith(mark)), None)
    controls = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in head)
    if kind or b"\x00" in head or controls > len(head) // 10:
        raise SourceError(
            "binary",
            f"{origin}: this is {kind or 'binary data'}, not text",
            way_out="Export the report as plain text, Markdown or HTML.",
        )


def _undecodable(error: Exception, charset: str, origin: str) -> SourceError:
    where = (
        f"byte {error.start} is not valid {charset}"
        if isinstance(error, UnicodeDecodeError)
        else f"the charset {charset!r} is unknown"
    )
    return SourceError(
        "encoding", f"{origin}: {where}", way_out="Save the file as UTF-8, or let the HTML page declare its charset."
    )
