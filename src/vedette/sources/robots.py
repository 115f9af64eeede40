"""robots.txt, as RFC 9309 reads it: the group that names us, else that for all; the longest rule that fits decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

LARGEST: Final = 512_000
"""Bytes that are read (RFC 9309, 2.5)."""

_SLOWEST: Final = 60.0
_MOST_RULES: Final = 2_000
_LINE: Final = re.compile(r"\s*(user-agent|allow|disallow|crawl-delay)\s*:\s*([^#]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """What a host asks of us: (allowed, path pattern) rules, and the seconds between two requests (None where it names none)."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay: float | None = None

    def allows(self, path: str) -> bool:
        """Whether we may ask for this path with its query; of rules of one length, the one that allows wins."""
        path = unquote(path)
        best, allowed = -1, True
        for permit, pattern in self.rules:
            if len(pattern) >= best and _fits(pattern, path) and (len(pattern) > best or permit):
                best, allowed = len(pattern), permit
        return allowed


OPEN: Final = Robots()
"""A host that asks nothing."""
SHUT: Final = Robots(rules=((False, "/"),))
"""A host whose wishes could not be read: nothing is fetched (RFC 9309, 2.3.1.4)."""


def parse(data: bytes, agent: str) -> Robots:
    """The wishes in a robots.txt for this product name ("vedette"); whatever is not a rule is passed over."""
    text = data[:LARGEST].decode("utf-8", "replace").removeprefix("\ufeff")
    groups: dict[str, list[tuple[str, str]]] = {}
    names: list[str] = []
    closed = True
    for line in re.split(r"\r\n|\r|\n", text):
        found = _LINE.match(line)
        if not found:
            continue
        key, value = found[1].lower(), found[2].strip()
        if key == "user-agent":
            names = [value.lower()] if closed else [*names, value.lower()]
            closed = False
            groups.setdefault(value.lower(), [])
            continue
        closed = True
        for name in dict.fromkeys(names):
            groups[name].append((key, value))
    ours = [rules for name, rules in groups.items() if re.split(r"[/\s]", name, maxsplit=1)[0] == agent.lower()]
    return _robots([rule for rules in ours for rule in rules] if ours else groups.get("*", []))


def _robots(rules: list[tuple[str, str]]) -> Robots:
    paths = [(key == "allow", unquote(value)) for key, value in rules if key != "crawl-delay" and value]
    return Robots(
        rules=tuple(paths[:_MOST_RULES]), delay=next((_seconds(v) for k, v in rules if k == "crawl-delay"), None)
    )


def _seconds(words: str) -> float | None:
    return min(float(words), _SLOWEST) if re.fullmatch(r"\d{1,6}(?:\.\d{1,3})?", words) else None


def _fits(pattern: str, path: str) -> bool:
    """Whether a pattern with `*` and a closing `$` fits the start of a path; no backtracking, whatever the pattern."""
    parts, whole = _parts(pattern)
    if not path.startswith(parts[0]):
        return False
    at = len(parts[0])
    for part in parts[1:-1]:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    if len(parts) == 1:
        return not whole or at == len(path)
    last = parts[-1]
    return (path.endswith(last) and len(path) - len(last) >= at) if whole else path.find(last, at) >= 0


@lru_cache(maxsize=4096)
def _parts(pattern: str) -> tuple[tuple[str, ...], bool]:
    whole = pattern.endswith("$")
    return tuple((pattern[:-1] if whole else pattern).split("*")), whole
