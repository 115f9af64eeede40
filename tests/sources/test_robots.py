"""robots.txt as RFC 9309 reads it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.sources.robots import OPEN, SHUT, parse

SAMPLE = b"""# for all
User-agent: *
Disallow: /private/
Allow: /private/open
Disallow: /*.pdf$
Crawl-delay: 5

User-agent: otherbot
User-agent: Vedette
Disallow: /news/
Disallow:
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/private/", False),
        ("/private/x", False),
        ("/private/open/x", True),
        ("/a/b.pdf", False),
        ("/a/b.pdf?x=1", True),
        ("/%70rivate/x", False),
    ],
)
def test_the_longest_rule_that_fits_decides(path: str, allowed: bool) -> None:
    assert parse(SAMPLE, "elsebot").allows(path) is allowed


def test_a_group_that_names_us_replaces_that_for_all() -> None:
    ours = parse(SAMPLE, "vedette")
    assert not ours.allows("/news/today") and ours.allows("/private/x") and ours.delay is None
    assert parse(SAMPLE, "elsebot").delay == 5.0


def test_nothing_said_allows_all_and_nothing_read_allows_nothing() -> None:
    assert OPEN.allows("/x") and parse(b"", "vedette").allows("/x") and not SHUT.allows("/x")


def test_an_allow_of_the_same_length_wins() -> None:
    assert parse(b"User-agent: *\nDisallow: /a\nAllow: /a", "vedette").allows("/a")


@given(st.binary(max_size=300), st.text(max_size=40))
def test_no_bytes_that_are_meant_for_another_bind_us(data: bytes, path: str) -> None:
    line = b" ".join(data.split())
    assert parse(b"User-agent: elsebot\nDisallow: " + line, "vedette").allows(f"/{path}")


def test_a_pattern_of_many_stars_takes_no_time() -> None:
    rules = parse(b"User-agent: *\nDisallow: /" + b"*a" * 5000 + b"$", "vedette")
    start = time.perf_counter()
    rules.allows("/" + "a" * 4000)
    assert time.perf_counter() - start < 0.5
