"""The words of a PDF or a Word file, read in a process of its own that may use little: `python -m vedette.sources.extract`.

A line "pdf" or "docx" and the file's bytes come in on standard input, one JSON object goes out: {"title": …, "text": …} or {"code": …, "reason": …}. The parsers of
these formats are large and are fed by strangers; what breaks or hangs here costs one item.
"""

from __future__ import annotations

import json
import sys
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

MEMORY: Final = 1_500_000_000
"""Bytes of address space."""
SECONDS: Final = 20
"""Seconds of processor time."""
LARGEST: Final = 50_000_000
"""Bytes that come in, and that a part of a Word file may unpack to."""
PAGES: Final = 500
"""Pages of a PDF that are read."""
TEXT: Final = 5_000_000
"""Characters that go out."""

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"


class UnusableError(Exception):
    """The file cannot be read; the arguments are a code and the reason."""


def main() -> None:
    """Read standard input and write what was found, or why nothing was."""
    confine()
    try:
        kind = sys.stdin.buffer.readline(20).decode("ascii", "replace").strip()
        data = sys.stdin.buffer.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise UnusableError("too_large", f"the file is larger than {LARGEST // 1_000_000} MB")
        found: dict[str, Any] = pdf(data) if kind == "pdf" else docx(data)
    except UnusableError as error:
        found = {"code": error.args[0], "reason": error.args[1]}
    except MemoryError:
        found = {"code": "too_large", "reason": "reading it takes too much memory"}
    except RecursionError:
        found = {"code": "broken", "reason": "it is nested too deeply"}
    except Exception as error:  # whatever the parsers do with what is no such file
        found = {"code": "broken", "reason": f"it cannot be read ({type(error).__name__})"}
    sys.stdout.write(json.dumps(found))


def confine() -> None:
    """Bound this process: memory, processor time, no file written. A system that knows no such limits leaves the time on the clock."""
    try:
        import resource
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def pdf(data: bytes) -> dict[str, Any]:
    """The text of a PDF, page by page; pictures of text hold none."""
    import logging

    from pypdf import PdfReader

    logging.disable(logging.CRITICAL)
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnusableError("encrypted", "it is locked with a password")
    parts: list[str] = []
    held = 0
    for number, page in enumerate(reader.pages):
        if number >= PAGES or held > TEXT:
            break
        text = page.extract_text()
        parts.append(text)
        held += len(text)
    if not "".join(parts).strip():
        raise UnusableError("no_text", "it holds no text, only pictures of it")
    title = reader.metadata.title if reader.metadata else None
    return {"title": title if isinstance(title, str) and title.strip() else None, "text": "\n\n".join(parts)[:TEXT]}


def docx(data: bytes) -> dict[str, Any]:
    """The text of a Word file, paragraph by paragraph, without what was deleted or is hidden from its reader."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise UnusableError("broken", "this is not a whole Word file") from None
    if "word/document.xml" not in names:
        raise UnusableError("unknown_type", "this is a zip archive, but no Word file")
    body = _xml(archive, "word/document.xml")
    paragraphs = [text for node in body.iter(f"{_W}p") if (text := _paragraph(node))]
    if not paragraphs:
        raise UnusableError("no_text", "it holds no text")
    title = None
    if "docProps/core.xml" in names:
        found = _xml(archive, "docProps/core.xml").find(f"{_DC}title")
        title = " ".join((found.text or "").split()) or None if found is not None else None
    return {"title": title, "text": "\n\n".join(paragraphs)[:TEXT]}


def _xml(archive: zipfile.ZipFile, name: str) -> _Element:
    from lxml import etree

    with archive.open(name) as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UnusableError("zip_bomb", f"{name} unpacks to more than {LARGEST // 1_000_000} MB")
    if b"<!DOCTYPE" in data.replace(b"\x00", b"")[:100_000] or b"<!ENTITY" in data.replace(b"\x00", b""):
        raise UnusableError("entities", "it declares entities of its own, which no Word file does")
    parser: Any = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser=parser)


def _paragraph(node: _Element) -> str:
    parts: list[str] = []
    for run in node.iter(f"{_W}r"):
        if _hidden(run) or any(one.tag in (f"{_W}del", f"{_W}moveFrom") for one in run.iterancestors()):
            continue
        for one in run:
            if one.tag == f"{_W}t":
                parts.append(one.text or "")
            elif one.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
                parts.append(" ")
    return " ".join("".join(parts).split())


def _hidden(run: _Element) -> bool:
    """Whether a run is marked as hidden, is white on white, or is too small to be seen (in half points)."""
    style = run.find(f"{_W}rPr")
    if style is None:
        return False
    vanish, colour = style.find(f"{_W}vanish"), style.find(f"{_W}color")
    off = ("0", "false", "off")
    size = style.find(f"{_W}sz")
    if size is not None and (size.get(f"{_W}val") or "").strip() in ("0", "1", "2", "3", "4"):
        return True
    return (vanish is not None and vanish.get(f"{_W}val", "1") not in off) or (
        colour is not None and (colour.get(f"{_W}val") or "").lower() == "ffffff"
    )


if __name__ == "__main__":
    main()
