"""Only public addresses are let through, however they are written."""

from __future__ import annotations

import socket
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.errors import SourceError
from vedette.sources.addresses import closed, target, vetted

PRIVATE = """0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.2.1
192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
:: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:a9fe:a9fe ::127.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::1 100::1 2001::1 2001:0:7f00:1::1
2001:db8::1 2002:7f00:1:: 2002:a00:1::1 2002:808:808::1 3fff::1 fc00::1 fd12:3456::1 fe80::1 fec0::1 ff02::1 2a00::5efe:7f00:1 2a00::200:5efe:a00:1
5f00::1""".split()
PUBLIC = "8.8.8.8 1.1.1.1 93.184.216.34 2606:4700::1111 2a00:1450:4001:81b::200e ::ffff:8.8.8.8 64:ff9b::808:808 172.32.0.1 100.128.0.1".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    assert closed(ip_address(address))
    with pytest.raises(SourceError, match="not on the public internet") as refused:
        vetted("host.test", (address,))
    assert refused.value.code == "private_address"


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_let_through(address: str) -> None:
    assert closed(ip_address(address)) is None
    assert vetted("host.test", (address,)) == (ip_address(address),)


def test_one_private_address_among_public_ones_refuses_the_host() -> None:
    with pytest.raises(SourceError, match=r"10\.0\.0\.1"):
        vetted("host.test", ("8.8.8.8", "10.0.0.1"))


def test_a_link_local_address_with_a_zone_is_refused() -> None:
    with pytest.raises(SourceError, match="public"):
        vetted("host.test", ("fe80::1%eth0",))


def test_only_the_named_address_is_let_through_by_allow() -> None:
    assert vetted("host.test", ("127.0.0.1",), allow=("127.0.0.1",))
    with pytest.raises(SourceError):
        vetted("host.test", ("127.0.0.2",), allow=("127.0.0.1",))


@pytest.mark.parametrize(
    "host",
    "2130706433 0x7f000001 0x7f.1 0x7f.0.0.1 0177.0.0.1 017700000001 127.1 127.0.1 0 1.2.3.256 1.2.3.4.5 0x 134744072 ①②⑦.⓪.⓪.① 127。0。0。1".split(),
)
def test_a_number_that_disguises_an_address_is_no_host(host: str) -> None:
    try:
        found = target(f"http://{host}/")
    except SourceError as error:
        assert error.code == "bad_url"
    else:  # a plain address in other digits is one: then it is looked at like any other
        assert closed(ip_address(found.host))


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/x", "file:///etc/passwd", "gopher://example.org/", "javascript:alert(1)", "data:text/html,x", "example.org/feed",
        "//example.org/feed", "http://", "http:///x", "http://user:pw@example.org/", "http://user@example.org/", "http://@example.org/",
        "http://example.org:22/", "http://example.org:99999/", "http://example.org:0/", "http://exa mple.org/", "http://example.org/a b",
        "http://example.org/\r\nHost: evil", "http://good.example\\@127.0.0.1/", "http://[::1", "http://[fe80::1%25eth0]/", "http://[zz]/",
        "http://exam_ple..org/", "http://-/", "", " ", "http://" + "a" * 70 + ".org/", "http://example.org/" + "a" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_public_url_is_refused(url: str) -> None:
    with pytest.raises(SourceError) as refused:
        target(url)
    assert refused.value.code == "bad_url"


def test_a_password_in_a_url_is_not_repeated() -> None:
    with pytest.raises(SourceError) as refused:
        target("https://analyst:secret@example.org/feed")
    assert "secret" not in str(refused.value)


def test_a_url_in_another_script_is_asked_for_in_ascii() -> None:
    found = target("https://bücher.example/straße?q=ü#part")
    assert (found.host, found.path) == ("xn--bcher-kva.example", "/stra%C3%9Fe?q=%C3%BC")
    assert found.url == "https://xn--bcher-kva.example/stra%C3%9Fe?q=%C3%BC"
    assert target(found.url) == found


@given(st.text(max_size=60))
def test_any_text_is_a_target_or_a_refusal(text: str) -> None:
    for url in (text, f"http://{text}", f"https://example.org/{text}"):
        try:
            found = target(url)
        except SourceError as error:
            assert error.code == "bad_url"
        else:
            assert found.url.isascii() and found.host


@given(st.integers(0, 2**32 - 1), st.sampled_from(["{:d}", "0x{:x}", "0{:o}"]))
def test_no_way_of_writing_a_number_reaches_an_address_unseen(number: int, form: str) -> None:
    """What the system's resolver would read as an address is refused as a host, or is looked at as that address."""
    host = form.format(number)
    try:
        found = target(f"http://{host}/").host
    except SourceError:
        return
    assert socket.inet_aton(host) == ip_address(found).packed
