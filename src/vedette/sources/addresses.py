"""Which URLs and which network addresses may be fetched: public ones alone, however they are written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final, TypeAlias
from urllib.parse import quote, urlsplit

from vedette.errors import SourceError

Address: TypeAlias = IPv4Address | IPv6Address

LONGEST: Final = 4_000
"""Characters of a URL."""

# IANA special-purpose registries, https://www.iana.org/assignments/iana-ipv4-special-registry and …ipv6-special-registry
_CLOSED_4: Final = tuple(
    IPv4Network(one)
    for one in "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.31.196.0/24 "
    "192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4".split()
)
_OPEN_6: Final = IPv6Network("2000::/3")
# Teredo (2001::/32), 6to4 (2002::/16) and the documentation ranges lie within what is otherwise public.
_CLOSED_6: Final = tuple(
    IPv6Network(one) for one in "2001::/23 2001:db8::/32 2002::/16 3fff::/20 2620:4f:8000::/48".split()
)
_NAT64: Final = IPv6Network("64:ff9b::/96")
_NUMERIC: Final = re.compile(r"(?:0[xX][0-9a-fA-F]*|\d+)(?:\.(?:0[xX][0-9a-fA-F]*|\d+))*\.?")
_ISATAP: Final = frozenset({0x00005EFE, 0x02005EFE})
_FORBIDDEN: Final = re.compile(r"[\x00-\x20\x7f\\<>\"`{}|^]|\s")
_WAY_OUT: Final = "Give the public address of the feed or page, beginning with https://"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A URL that may be asked for, in parts: `host` in ASCII, `path` with its query, `url` the whole without its fragment."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        """The URL as it is asked for."""
        return f"{self.scheme}://{self.authority}{self.path}"

    @property
    def authority(self) -> str:
        """Host and, where it is not the scheme's own, port: what stands in the Host header."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == {"http": 80, "https": 443}[self.scheme] else f"{name}:{self.port}"


def target(url: str) -> Target:
    """The parts of a URL that may be asked for; SourceError "bad_url" for any other scheme, credentials, odd hosts and ports."""
    if len(url) > LONGEST:
        raise _bad(f"{url[:80]}…", f"the URL is longer than {LONGEST:,} characters")
    url = url.strip()
    if _FORBIDDEN.search(url):
        raise _bad(url, "the URL holds a space, a backslash or another sign that no URL holds")
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
    except ValueError as error:
        raise _bad(url, f"this is no URL ({error})") from None
    if parts.scheme not in ("http", "https"):
        raise _bad(url, f"only http and https are fetched, not {parts.scheme or 'a name without a scheme'}")
    if parts.username is not None or parts.password is not None:
        raise _bad(f"{parts.scheme}://…@{host}", "the URL holds a name or password; these are never sent")
    if not host:
        raise _bad(url, "the URL names no host")
    number = port if port is not None else {"http": 80, "https": 443}[parts.scheme]
    if number not in (80, 443) and number < 1024:
        raise _bad(url, f"port {number} is not a port of the web")
    path = quote(parts.path or "/", safe="/:@!$&'()*+,;=~%-._") + (
        f"?{quote(parts.query, safe=_QUERY)}" if parts.query else ""
    )
    return Target(scheme=parts.scheme, host=_host(host, url), port=number, path=path)


def vetted(host: str, found: Iterable[str], *, allow: Collection[str] = ()) -> tuple[Address, ...]:
    """The addresses of a host, each looked at; SourceError "private_address" where even one is not public.

    `allow` names addresses that are let through although they are not public; tests give it, and nothing else may.
    """
    addresses = tuple(dict.fromkeys(ip_address(one.partition("%")[0]) for one in found))
    if not addresses:
        raise SourceError(
            "unreachable", f"{host}: no address is known for this name", way_out="Check the spelling of the host."
        )
    for address in addresses:
        why = None if str(address) in allow else closed(address)
        if why:
            raise SourceError(
                "private_address",
                f"{host}: its address {address} is not on the public internet ({why}); it is not fetched",
                way_out="Save the page to a file and name the file instead.",
            )
    return addresses


def closed(address: Address) -> str | None:
    """Why an address is not fetched, None for a public one."""
    if isinstance(address, IPv4Address):
        network = next((one for one in _CLOSED_4 if address in one), None)
        return f"it lies in {network}" if network else None
    return _closed_6(address)


def _closed_6(address: IPv6Address) -> str | None:
    if address.ipv4_mapped is not None:
        return _within("IPv4-mapped", address.ipv4_mapped)
    if address in _NAT64:
        return _within("NAT64", IPv4Address(int(address) & 0xFFFFFFFF))
    if address not in _OPEN_6:
        return "it is loopback, link-local, private, multicast or reserved"
    network = next((one for one in _CLOSED_6 if address in one), None)
    if network:
        return f"it lies in {network}"
    if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        return _within("ISATAP", IPv4Address(int(address) & 0xFFFFFFFF))
    return None


def _within(what: str, inner: IPv4Address) -> str | None:
    why = closed(inner)
    return f"{what} for {inner}: {why}" if why else None


def _host(host: str, url: str) -> str:
    """The host in ASCII; numbers that are not a plain IPv4 address are refused, for they only hide one."""
    if ":" in host or host.startswith("["):
        try:
            if "%" in host:
                raise ValueError("a zone")
            return str(IPv6Address(host))
        except ValueError:
            raise _bad(url, "the host is no IPv6 address") from None
    if _NUMERIC.fullmatch(host):
        try:
            return str(IPv4Address(host))
        except ValueError:
            raise _bad(url, "the host is a number that only disguises an address") from None
    try:
        ascii_ = host.encode("idna").decode("ascii").lower() if not host.isascii() else host.lower()
    except UnicodeError:
        raise _bad(url, "the host is no name") from None
    if not re.fullmatch(
        r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.?", ascii_
    ):
        raise _bad(url, "the host is no name")
    # "①②⑦.⓪.⓪.①" becomes digits only now.
    return _host(ascii_, url) if ascii_ != host and _NUMERIC.fullmatch(ascii_) else ascii_


def _bad(url: str, why: str) -> SourceError:
    return SourceError("bad_url", f"{url[:200]}: {why}", way_out=_WAY_OUT)


_QUERY: Final = "/:@!$&'()*+,;=~%-._?[]"
