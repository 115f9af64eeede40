"""Fifty encodings: a report is read as it was written, or refused with the byte where it fails; never read wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.hostile.reading import read

ENCODINGS = (
    "ascii", "big5", "big5hkscs", "cp037", "cp1006", "cp1026", "cp1125", "cp1140", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256",
    "cp1257", "cp1258", "cp437", "cp500", "cp720", "cp737", "cp775", "cp850", "cp852", "cp855", "cp857", "cp858", "cp860", "cp861", "cp862",
    "cp863", "cp864", "cp865", "cp866", "cp869", "cp874", "cp875", "cp932", "cp949", "cp950", "euc_jis_2004", "euc_jp", "euc_kr", "gb18030",
    "gb2312", "gbk", "hz", "iso2022_jp", "iso2022_kr", "iso8859_10", "iso8859_11", "iso8859_13", "iso8859_14", "iso8859_15", "iso8859_16", "iso8859_2",
    "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8", "iso8859_9", "johab", "koi8_r", "koi8_u", "kz1048", "latin_1", "mac_cyrillic", "mac_greek",
    "mac_latin2", "mac_roman", "mac_turkish", "ptcp154", "shift_jis", "tis_620", "utf_16", "utf_16_be", "utf_16_le", "utf_32", "utf_7", "utf_8", "utf_8_sig",
)  # fmt: skip
SEVEN_BITS = ("hz", "utf_7")
"""Encodings that write every letter in ASCII: nothing but a declaration tells them from it."""
TOLD = "Gunmen attacked a village near León on Sunday and killed four people, officials said."
PLAIN = TOLD.replace("ó", "o")


def said(encoding: str) -> str:
    """The report, without its accent where the encoding has no way to write it."""
    try:
        TOLD.encode(encoding)
    except UnicodeEncodeError:
        return PLAIN
    return TOLD


def test_there_are_fifty() -> None:
    assert len(set(ENCODINGS)) >= 50


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The text or the failure of the report in each encoding, as a text file and as a page that declares it."""
    files: dict[str, bytes] = {}
    for name in ENCODINGS:
        words = f"date 2024-03-05 {said(name)} Text {name}."
        files[f"{name}.txt"] = words.encode(name)
        page = f"<html><head><meta charset='{name}'><meta name='date' content='2024-03-05'></head><body><p>{said(name)} Page {name}.</p></body></html>"
        files[f"{name}.html"] = page.encode(name)
    view = read(tmp_path_factory.mktemp("encodings"), files)
    found = {Path(one.origin).name: one.text for one in view.documents.values()}
    return found | {Path(one.item).name: f"failure: {one.code}: {one.reason}" for one in view.failures}


@pytest.mark.parametrize("name", ENCODINGS)
@pytest.mark.parametrize("suffix", ["txt", "html"])
def test_a_report_is_read_as_it_was_written_or_refused(texts: dict[str, str], name: str, suffix: str) -> None:
    found = texts[f"{name}.{suffix}"]
    if suffix == "txt" and name in SEVEN_BITS:
        assert said(name).encode(name).decode("ascii") in found, "what is ASCII in every byte is read as that"
    elif not found.startswith("failure: "):
        assert said(name) in found, "never read wrongly"
    else:
        assert f"{name}.{suffix}" in found


@pytest.mark.parametrize(
    "name",
    ["cp1251", "iso8859_5", "koi8_r", "gb18030", "shift_jis", "euc_kr", "cp1256", "latin_1", "utf_8", "utf_8_sig"],
)
def test_a_page_that_declares_a_common_encoding_is_read(texts: dict[str, str], name: str) -> None:
    assert said(name) in texts[f"{name}.html"]


@pytest.mark.parametrize("name", ["utf_8", "utf_8_sig", "utf_16", "utf_32", "ascii"])
def test_a_text_in_unicode_is_read(texts: dict[str, str], name: str) -> None:
    assert said(name) in texts[f"{name}.txt"]


@pytest.mark.parametrize(
    ("declared", "code"),
    [("utf-7", "encoding"), ("unicode_escape", "encoding"), ("zip", "encoding"), ("rot13", "encoding"), ("hex", "encoding"), ("idna", "encoding"), ("../../etc", None), ("utf-8" * 20, None), ("x-klingon", "encoding")],
)  # fmt: skip
def test_a_codec_that_no_page_uses_is_not_run(declared: str, code: str | None, tmp_path: Path) -> None:
    page = f"<html><head><meta charset='{declared}'><meta name='date' content='2024-03-05'></head><body><p>{PLAIN}</p></body></html>"
    view = read(tmp_path, {"a.html": page})
    assert len(view.documents) + len(view.failures) == 1
    if code:
        assert [one.code for one in view.failures] == [code]
    else:
        assert all(PLAIN in one.text for one in view.documents.values())
