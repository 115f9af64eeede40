"""Feeds, sitemaps, mail, archives, PDF and Word files that are broken or built to break what reads them."""

from __future__ import annotations

import gzip
import io
import time
import zipfile
from pathlib import Path

import pytest
from tests.hostile.reading import LIE, TOLD, read

from vedette.sources.base import Limits, Raw, Unread
from vedette.sources.files import Files

BOMB = "".join(f"<!ENTITY l{n + 1} '{f'&l{n};' * 10}'>" for n in range(9))
ITEM = f"<item><title>Attack near Kirkuk</title><link>https://wire.example/a</link><pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate><description>{TOLD}</description></item>"


def feed(inner: str, *, before: str = "") -> str:
    """An RSS feed."""
    return f"<?xml version='1.0'?>{before}<rss version='2.0'><channel><title>Wire</title>{inner}</channel></rss>"


FEEDS = {
    "bomb": feed("<item><title>&l9;</title></item>", before=f"<!DOCTYPE rss [<!ENTITY l0 'lol'>{BOMB}]>"),
    "external": feed("<item><title>&x;</title></item>", before="<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"),
    "parameter": feed(ITEM, before="<!DOCTYPE rss [<!ENTITY % x SYSTEM 'http://127.0.0.1:9/x'> %x;]>"),
    "cut": feed(ITEM)[:200],
    "no items": feed(""),
    "deep": feed("<a>" * 20_000 + "</a>" * 20_000),
    "no feed": "<html><body><p>words</p></body></html>",
    "nothing": "<?xml version='1.0'?>",
    "controls": feed(ITEM.replace("Kirkuk", "Kir\x00\x08kuk")),
    "script": feed(ITEM.replace(TOLD, f"<![CDATA[<script>{LIE}</script><p style='display:none'>{LIE}</p><p>{TOLD}</p>]]>")),
    "no end": feed(f"<item><description><![CDATA[{LIE}"),
    "dates": feed(ITEM.replace("Tue, 05 Mar 2024", "Tue, 05 Mar 2999")),
    "file link": feed(ITEM.replace("https://wire.example/a", "file:///etc/passwd")),
    "encoding": feed(ITEM).replace("version='1.0'", "version='1.0' encoding='x-klingon'"),
}  # fmt: skip


@pytest.mark.parametrize("name", FEEDS)
def test_a_bad_feed_is_read_or_refused_in_time(name: str, tmp_path: Path) -> None:
    begun = time.process_time()
    view = read(tmp_path, {"a.rss": FEEDS[name], "z.md": f"date 2024-03-05 {TOLD} The army came."})
    assert time.process_time() - begun < 5
    told = "".join(one.text for one in view.documents.values())
    assert "root:" not in told and "lollol" not in told and "Baghdad" not in told
    assert all(not (one.url or "").startswith("file:") for one in view.documents.values())
    assert view.failures or len(view.documents) == 2


def word(document: bytes, *, more: dict[str, bytes] | None = None) -> bytes:
    """A Word file with this main part."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
        )
        archive.writestr("word/document.xml", document)
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return packed.getvalue()


W = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"


def paragraphs(*runs: str) -> bytes:
    """The main part of a Word file."""
    return f"<w:document {W}><w:body><w:p>{''.join(runs)}</w:p></w:body></w:document>".encode()


def run(text: str, properties: str = "") -> str:
    """One run of words."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


OFFICE = {
    "bomb.docx": word(b"<w:t>" + b"A" * 80_000_000),
    "members.docx": word(paragraphs(run(TOLD)), more={f"x{n}": b"" for n in range(6_000)}),
    "entities.docx": word(f"<!DOCTYPE x [<!ENTITY l0 'lol'>{BOMB}]>".encode() + paragraphs(run("&l9;"))),
    "external.docx": word(b"<!DOCTYPE x [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + paragraphs(run("&x;"))),
    "slip.docx": word(paragraphs(run("")), more={"../../evil.txt": b"evil"}),
    "no part.docx": word(b""),
    "cut.docx": word(paragraphs(run(TOLD)))[:300],
    "deep.docx": word(f"<w:document {W}>".encode() + b"<w:a>" * 50_000),
    "cut.pdf": b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\n",
    "loop.pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 99999999>>endobj\n"
    b"trailer<</Root 1 0 R/Prev 0>>\nstartxref\n0\n%%EOF",
    "script.pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
}  # fmt: skip


@pytest.mark.parametrize("name", OFFICE)
def test_a_bad_office_file_is_a_failure_in_time(name: str, tmp_path: Path) -> None:
    begun = time.process_time()
    view = read(tmp_path, {name: OFFICE[name], "z.md": f"date 2024-03-05 {TOLD} The army came."})
    assert time.process_time() - begun < 30
    told = "".join(one.text for one in view.documents.values())
    assert "root:" not in told and "lollol" not in told
    assert len(view.documents) == 1 and len(view.failures) == 1 and name in view.failures[0].reason
    assert not list(tmp_path.parent.glob("evil.txt"))


@pytest.mark.parametrize("hidden", ["<w:vanish/>", "<w:color w:val='FFFFFF'/>", "<w:sz w:val='1'/>"])
def test_words_that_a_word_file_hides_are_not_read(hidden: str, tmp_path: Path) -> None:
    view = read(
        tmp_path, {"a.docx": word(paragraphs(run(f"date 2024-03-05 {TOLD} "), run(LIE, hidden), run("The army came.")))}
    )
    (document,) = view.documents.values()
    assert "Baghdad" not in document.text and "The army came." in document.text


def message(body: str, *, head: str = "Content-Type: text/plain; charset=utf-8") -> str:
    """A mail."""
    return f"From: Wire <desk@wire.example>\nDate: Tue, 05 Mar 2024 10:00:00 +0000\nSubject: Attack near Kirkuk\nMIME-Version: 1.0\n{head}\n\n{body}\n"


def nested(depth: int) -> str:
    """A mail within a mail within a mail."""
    text = message(TOLD)
    for _ in range(depth):
        text = message(text, head="Content-Type: message/rfc822")
    return text


MAILS = {
    "nested": nested(60),
    "boundary": message("x", head="Content-Type: multipart/mixed; boundary=''"),
    "parts": message("".join(f"--b\nContent-Type: text/plain\n\n{n}\n" for n in range(3000)), head="Content-Type: multipart/mixed; boundary=b"),
    "charset": message(TOLD, head="Content-Type: text/plain; charset=x-klingon"),
    "transfer": message("=ZZ=", head="Content-Type: text/plain\nContent-Transfer-Encoding: base64"),
    "program": message("MZ", head="Content-Type: application/x-msdownload"),
    "hidden": message(f"<p style='display:none'>{LIE}</p><p style='color:#fff'>{LIE}</p><p>{TOLD}</p>", head="Content-Type: text/html"),
    "headers": "X: y\n" * 20_000 + message(TOLD),
    "words": "From: =?utf-8?b?" + "A" * 5_000 + "?=\n" + message(TOLD),
    "no date": message(TOLD).replace("Date: Tue, 05 Mar 2024 10:00:00 +0000\n", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", MAILS)
@pytest.mark.parametrize("suffix", ["eml", "mbox"])
def test_a_bad_mail_is_read_or_refused_in_time(name: str, suffix: str, tmp_path: Path) -> None:
    begun = time.process_time()
    content = MAILS[name] if suffix == "eml" else f"From desk@wire.example Tue Mar  5 10:00:00 2024\n{MAILS[name]}"
    view = read(tmp_path, {f"a.{suffix}": content, "z.md": f"date 2024-03-05 {TOLD} The army came."})
    assert time.process_time() - begun < 5
    assert all("Baghdad" not in one.text for one in view.documents.values())
    assert len(view.documents) + len(view.failures) == 2


def record(body: bytes, *, length: int | None = None, kind: str = "response") -> bytes:
    """A record of a web archive."""
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://wire.example/a\r\nWARC-Date: 2024-03-05T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(body) if length is None else length}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
ARCHIVES = {
    "nothing": b"WARC/1.0\r\n",
    "no length": b"WARC/1.0\r\nWARC-Type: response\r\n\r\n" + HTTP,
    "too long": record(HTTP + b"<p>x</p>", length=10**12),
    "negative": record(HTTP, length=-5),
    "beyond": record(HTTP, length=10**20),
    "no http": record(b"\x00\x01\x02"),
    "bomb": record(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"0" * 30_000_000)),
    "file": record(HTTP + f"<p>{TOLD}</p>".encode()).replace(b"https://wire.example/a", b"file:///etc/passwd/aaa"),
}  # fmt: skip


@pytest.mark.parametrize("name", ARCHIVES)
def test_a_bad_web_archive_is_read_or_refused_in_time(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(ARCHIVES[name])
    begun = time.process_time()
    items = list(Files([tmp_path / "a.warc"], limits=Limits(text=1_000_000, stream=5_000_000)).read())
    assert time.process_time() - begun < 5
    assert len(items) >= 1 and all(isinstance(one, Unread) or len(one.text) <= 1_000_000 for one in items)
    assert all(not (one.url or "").startswith("file:") for one in items if isinstance(one, Raw))
