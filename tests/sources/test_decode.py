"""Bytes to text."""

from __future__ import annotations

import pytest

from vedette.errors import SourceError
from vedette.sources.decode import decode


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding(codec: str) -> None:
    assert decode("Zażółć “drone”".encode(codec), "a.txt") == "Zażółć “drone”"


def test_a_page_is_read_in_the_charset_it_declares() -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body>“señor”</body></html>'
    assert decode(page.encode("windows-1252"), "a.html", html=True) == page


@pytest.mark.parametrize("charset", ["no-such", "base64", "zlib", "rot13", "punycode", "utf-7", "unicode-escape"])
def test_a_page_with_an_impossible_charset_is_refused(charset: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode(f'<meta charset="{charset}"><p>word</p>'.encode(), "a.html", html=True)
    assert caught.value.code == "encoding" and "a.html" in str(caught.value)


def test_the_byte_that_is_wrong_is_named() -> None:
    with pytest.raises(SourceError, match=r"a\.txt: byte 5 is not valid utf-8"):
        decode(b"seven\xff words", "a.txt")
