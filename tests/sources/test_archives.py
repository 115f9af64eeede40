"""Web archives, mail, PDF and Word files: what they say, and why not."""

from __future__ import annotations

import gzip
import sys
import time
import zipfile
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.errors import SourceError
from vedette.sources.base import Limits, Raw, Unread
from vedette.sources.files import Files
from vedette.sources.mail import eml_reports, mbox_reports, message_report
from vedette.sources.office import office_report
from vedette.sources.warc import warc_reports

LIMITS = Limits()
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def warc(*pages: tuple[str, str, str, bytes], packed: bool = True) -> bytes:
    """An archive of answers: URL, status, type, body."""
    out = b""
    for url, status, media, body in pages:
        block = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n\r\n".encode() + body
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        record = head.encode() + block + b"\r\n\r\n"
        out += gzip.compress(record) if packed else record
    return out


def docx(body: str, **parts: str) -> bytes:
    """A Word file."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return out.getvalue()


def pdf(*lines: str) -> bytes:
    """A PDF of one page."""
    content = "BT /F1 12 Tf 72 720 Td " + " ".join(f"({line}) Tj 0 -14 Td" for line in lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]  # fmt: skip
    out, offsets = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    return (
        out
        + f"xref\n0 6\n0000000000 65535 f \n{table}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF".encode()
    )


def refused(data: bytes, kind: str | None = None, **given: float) -> str:
    """The code with which a file is refused."""
    with pytest.raises(SourceError) as error:
        office_report(data, "x", kind, **given)  # type: ignore[arg-type]  # one of the kinds
    assert error.value.way_out and str(error.value).startswith("x: ")
    return error.value.code


def test_an_archive_gives_its_pages_and_leaves_out_what_is_none() -> None:
    page = b"<html><body><p>Gunmen attacked a post.</p></body></html>"
    data = warc(
        ("http://a.test/1", "200 OK", "text/html; charset=utf-8", page), ("http://a.test/2", "404 Not Found", "text/html", page),
        ("http://a.test/3", "200 OK", "image/png", b"\x89PNG"), ("http://a.test/4", "200 OK", "text/plain", b"Plain words."),
    )  # fmt: skip
    found = list(warc_reports(BytesIO(data), "x.warc.gz", LIMITS))
    assert [(one.url, one.media) for one in found if isinstance(one, Raw)] == [
        ("http://a.test/1", "text/html"),
        ("http://a.test/4", "text/plain"),
    ]
    assert [one.origin for one in found] == ["x.warc.gz#1", "x.warc.gz#4"]


def test_archives_and_mail_are_read_as_files_packed_or_not(tmp_path: Path) -> None:
    data = warc(("http://a.test/1", "200 OK", "text/html", b"<p>words</p>"))
    (tmp_path / "a.warc.gz").write_bytes(data)
    (tmp_path / "b.warc").write_bytes(warc(("http://a.test/2", "200 OK", "text/html", b"<p>words</p>"), packed=False))
    (tmp_path / "c.eml").write_bytes(b"From: a@b.test\nDate: Tue, 05 Mar 2024 10:00:00 +0000\nSubject: x\n\nWords.\n")
    (tmp_path / "d.docx").write_bytes(docx("<w:p><w:r><w:t>Words.</w:t></w:r></w:p>"))
    (tmp_path / "e.pdf").write_bytes(pdf("date 2024-03-05 Words."))
    found = list(Files([tmp_path]).read())
    assert [type(one) for one in found] == [Raw] * 5


@pytest.mark.parametrize("data", [b"no archive", b"", warc(("http://a.test/", "200 OK", "text/html", b"x" * 5000), packed=False)[:300], b"WARC/1.0\r\nContent-Length: -5\r\n\r\n", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\nHTTP/1.1 200 OK\r\n"])  # fmt: skip
def test_a_broken_archive_is_unread(data: bytes) -> None:
    (failed,) = warc_reports(BytesIO(data), "x", LIMITS)
    assert isinstance(failed, Unread) and failed.error.code in ("bad_warc", "empty", "broken")


def test_a_page_of_an_archive_over_the_limit_is_unread_and_the_next_is_read() -> None:
    data = warc(
        ("http://a.test/1", "200 OK", "text/html", b"x" * 5000),
        ("http://a.test/2", "200 OK", "text/html", b"<p>words</p>"),
    )
    found = list(warc_reports(BytesIO(data), "x", Limits(record=1000)))
    assert [type(one) for one in found] == [Unread, Raw]


def mail(**parts: str) -> EmailMessage:
    """A newsletter."""
    message = EmailMessage()
    message["From"], message["Date"], message["Subject"] = (
        "Example Wire <desk@wire.test>",
        "Tue, 05 Mar 2024 10:00:00 +0000",
        "Rockets =?utf-8?q?=C3=BCber?= the base",
    )
    message.set_content(parts.get("plain", "Two rockets struck the base on Monday."))
    return message


def test_a_message_is_dated_titled_and_by_whom_it_is_from() -> None:
    found = message_report(mail().as_bytes(), "x")
    assert isinstance(found, Raw)
    assert (found.outlet, found.published, found.title) == (
        "Example Wire",
        "Tue, 05 Mar 2024 10:00:00 +0000",
        "Rockets über the base",
    )
    assert found.text.strip() == "Two rockets struck the base on Monday."


def test_a_line_that_leads_to_the_web_page_is_not_the_newsletter_and_an_attachment_is_left_alone() -> None:
    message = mail(plain="View this in your browser.")
    message.add_alternative(f"<html><body><p>{'Two rockets struck the base. ' * 20}</p></body></html>", subtype="html")
    message.add_attachment("97 soldiers were killed.", filename="a.txt")
    found = message_report(message.as_bytes(), "x")
    assert isinstance(found, Raw) and found.media == "text/html" and "97" not in found.text


def test_a_mailbox_gives_each_message_and_one_that_is_too_large_is_unread() -> None:
    box = b"".join(
        b"From a@b.test Tue Mar  5 10:00:00 2024\n" + mail(plain=text).as_bytes() + b"\n\n"
        for text in ("One.", "x" * 5000, ">From here on.")
    )
    found = list(mbox_reports(BytesIO(box), "x", Limits(record=3000)))
    assert [type(one) for one in found] == [Raw, Unread, Raw] and [one.origin for one in found] == ["x#1", "x#2", "x#3"]
    (none,) = mbox_reports(BytesIO(b"words"), "x", LIMITS)
    assert isinstance(none, Unread) and none.error.code == "empty"


def test_a_message_nested_without_end_is_unread() -> None:
    deep = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000))
    (found,) = eml_reports(BytesIO(b"From: a@b.test\n" + deep), "x", LIMITS)
    assert isinstance(found, Unread)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_message_or_unread(data: bytes) -> None:
    for text in (data, b"From: a@b\n" + data, b"From: a@b\nContent-Type: " + data):
        assert isinstance(message_report(text, "x"), Raw | Unread)


def test_a_word_file_says_what_its_reader_sees_and_not_what_is_hidden_or_deleted() -> None:
    body = (
        "<w:p><w:r><w:t>date 2024-03-05 Gunmen attacked</w:t></w:r><w:r><w:t xml:space='preserve'> a post.</w:t></w:r></w:p>"
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>97 killed</w:t></w:r><w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t>98 killed</w:t></w:r>"
        "<w:del><w:r><w:delText>99 killed</w:delText><w:t>99 killed</w:t></w:r></w:del><w:r><w:t>Two died.</w:t></w:r></w:p>"
    )
    core = '<p xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The post</dc:title></p>'
    found = office_report(docx(body, docProps__core=core), "x")
    assert found.text == "date 2024-03-05 Gunmen attacked a post.\n\nTwo died." and found.title == "The post"


def test_a_pdf_is_read_in_its_own_process() -> None:
    held = set(sys.modules)
    for name in [one for one in held if one.partition(".")[0] == "pypdf"]:
        del sys.modules[name]  # another test may have read a PDF by itself
    found = office_report(pdf("Gunmen attacked a police post on Sunday.", "Two officers died."), "x")
    assert "Gunmen attacked a police post on Sunday." in found.text
    assert "pypdf" not in sys.modules


def test_what_is_no_office_file_is_refused_in_words() -> None:
    entity = docx("<w:p/>", word__x="x").replace(b"x", b"x")
    xxe = BytesIO()
    with zipfile.ZipFile(xxe, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document {W}><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:document>',
        )
    other = BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "x")
    assert refused(b"") == "empty"
    assert refused(entity) == "no_text"
    assert refused(xxe.getvalue()) == "entities"
    assert refused(other.getvalue()) == "unknown_type"
    assert refused(b"PK\x03\x04 broken") == "broken"
    assert refused(b"%PDF-1.4 broken") in ("broken", "no_text")
    assert refused(pdf("")) == "no_text"


def test_a_word_file_that_unpacks_without_end_is_refused_and_costs_little() -> None:
    bomb = BytesIO()
    with (
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as file,
    ):
        for _ in range(60):
            file.write(b" " * 1_000_000)
    start = time.perf_counter()
    assert refused(bomb.getvalue()) == "zip_bomb"
    assert time.perf_counter() - start < 20


def test_a_file_that_takes_too_long_is_given_up() -> None:
    assert refused(pdf("words"), timeout_s=0.001) == "timeout"


@settings(max_examples=3)
@given(st.binary(max_size=200))
def test_any_bytes_are_an_office_file_or_a_refusal(data: bytes) -> None:
    kinds: tuple[Literal["pdf", "docx"], ...] = ("pdf", "docx")
    for kind in kinds:
        try:
            office_report(data, "x", kind)
        except SourceError as error:
            assert error.code


def test_a_zip_member_without_a_name_spoils_no_other(tmp_path: Path) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("Ax", "A bomb went off in Mosul on Sunday, police said.")
        archive.writestr("whole.txt", "A bomb went off in Mosul on Sunday, killing three people, police said.")
    path = tmp_path / "reports.zip"
    path.write_bytes(out.getvalue().replace(b"Ax", b"\0x"))  # the library ends a name at the first zero byte
    read = [one for one in Files([str(path)]).read() if isinstance(one, Raw)]
    assert any("killing three people" in str(one) for one in read)
