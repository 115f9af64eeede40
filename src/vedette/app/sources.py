"""The analyst's list of sources: a TOML file that people edit by hand, and vedette in place.

[[source]]
name = "Example Wire"                  # each its own
url = "https://example.org/feed.xml"   # or path = "newsletters/"
kind = "feed"                          # feed, page, list, sitemap, gdelt, files, or one that was installed
reliability = "B"                      # Admiralty code, A to F; F: cannot be judged
follow = true                          # read the page behind each item
every = 30                             # minutes between two visits, at least
limit = 200                            # items at one visit, at most
outlet = "Example Wire"                # by default the name
robots = "obey"                        # "agreed" where the owner agreed that robots.txt is not asked
paywall = "metered"                    # paywall, licence and notes are kept for people
licence = "CC BY 4.0"
notes = "Army statements, translated."

The same file may hold the settings ([outlets], [linking], …), and is then given to the other commands with --config.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from vedette import registry
from vedette.app.reporting import write_file
from vedette.errors import ConfigError, SourceError
from vedette.sources.addresses import target
from vedette.sources.base import SOURCES
from vedette.sources.live import GRADES, Spec

KEYS: Final = ("name", "url", "path", "kind", "outlet", "reliability", "follow", "every", "limit", "robots", "paywall", "licence", "notes")  # fmt: skip
REMOTE: Final = ("feed", "page", "sitemap")
"""Kinds that can only be read from a URL."""

_SECTION: Final = re.compile(r"^\s*\[")
_SOURCE: Final = re.compile(r"^\s*\[\[\s*source\s*\]\]\s*(?:#.*)?$")
_RELIABILITY: Final = re.compile(r"^\s*reliability\s*=")
_NUMBERS: Final = {"every": (0, 60 * 24 * 31), "limit": (1, 10_000)}


def load(path: Path) -> tuple[Spec, ...]:
    """The sources of a file in their order; ConfigError names what is wrong, in which source."""
    return _specs(_read(path), path)


def add(path: Path, spec: Spec) -> None:
    """Write a source at the end of the file, which is made where there is none; everything else in it stays as it is."""
    text = _read(path) if path.exists() else ""
    held = _specs(text, path) if text.strip() else ()
    if any(one.name == spec.name for one in held):
        raise ConfigError(f"{path}: there is a source {spec.name!r} already; give another --name, or remove that first")
    known = next((one.name for one in held if _place(one) == _place(spec) and one.kind == spec.kind), None)
    if known:
        raise ConfigError(f"{path}: {known!r} is that source already; remove it first to describe it anew")
    block = _block(spec)
    _write(path, f"{text.rstrip()}\n\n{block}" if text.strip() else block, expected=(*held, spec))


def remove(path: Path, name: str) -> Spec:
    """Take a source out of the file; comments before and after it stay."""
    text = _read(path)
    held = _specs(text, path)
    spec = _named(held, name, path)
    lines = text.splitlines(keepends=True)
    start, end = _blocks(lines)[held.index(spec)]
    while end < len(lines) and not lines[end].strip():
        end += 1
    kept = [*lines[:start], *lines[end:]]
    _write(path, "".join(kept).lstrip("\n"), expected=tuple(one for one in held if one is not spec))
    return spec


def grade(path: Path, name: str, reliability: str) -> Spec:
    """Set the reliability of a source in the file, in place."""
    from dataclasses import replace

    if reliability not in GRADES:
        raise ConfigError(f"reliability is one of {' '.join(GRADES)}, got {reliability!r}")
    text = _read(path)
    held = _specs(text, path)
    spec = _named(held, name, path)
    lines = text.splitlines(keepends=True)
    start, end = _blocks(lines)[held.index(spec)]
    line = f'reliability = "{reliability}"\n'
    at = next((n for n in range(start, end) if _RELIABILITY.match(lines[n])), None)
    if at is None:
        at = max(n for n in range(start, end) if lines[n].strip() and not lines[n].lstrip().startswith("#")) + 1
        lines[at - 1] = lines[at - 1].rstrip("\n") + "\n"
        lines.insert(at, line)
    else:
        _, hash_, comment = lines[at].partition("#")
        lines[at] = f"{line.rstrip()}  #{comment}" if hash_ else line
    graded = replace(spec, reliability=reliability)  # type: ignore[arg-type]  # one of the letters
    _write(path, "".join(lines), expected=tuple(graded if one is spec else one for one in held))
    return graded


def guess_kind(where: str) -> str:
    """The kind that an address or a path most likely is."""
    if not _remote(where):
        return "list" if where.lower().endswith((".txt", ".list")) else "files"
    path = urlsplit(where).path.lower()
    if "sitemap" in path:
        return "sitemap"
    if "gdelt" in where.lower():
        return "gdelt"
    return "page" if path.endswith((".html", ".htm", ".pdf", ".docx")) else "list" if path.endswith(".txt") else "feed"


def guess_name(where: str) -> str:
    """The name that a source has where nobody gives one: its host, or the path."""
    return (urlsplit(where).hostname or where).removeprefix("www.") if _remote(where) else Path(where).name or where


def outlets(specs: tuple[Spec, ...]) -> dict[str, str]:
    """The reliability of each outlet that a source names; of two sources of one outlet the later stands."""
    return {one.publisher: one.reliability for one in specs if one.reliability != "F"}


def make_spec(table: Mapping[str, Any], where: str) -> Spec:
    """One source from its table; ConfigError where a key or value is none, beginning with `where`."""
    for problem in _problems(table):
        raise ConfigError(f"{where}: {problem}")
    given = {key: value for key, value in table.items() if key not in ("url", "path", "kind")}
    place = table.get("url") or table["path"]
    return Spec(kind=table.get("kind") or guess_kind(place), where=place, **given)


def _problems(table: Mapping[str, Any]) -> Iterator[str]:
    unknown = sorted(set(table) - set(KEYS))
    if unknown:
        yield f"unknown key {', '.join(map(repr, unknown))}; known: {', '.join(KEYS)}"
    for key in set(KEYS) - {"follow", *_NUMBERS}:
        if key in table and not (isinstance(table[key], str) and table[key].strip() and table[key].isprintable()):
            yield f"{key} is a text on one line, got {table[key]!r}"
    if "name" not in table:
        yield "it has no name"
    if ("url" in table) == ("path" in table):
        yield "it has either a url or a path"
    for key, (low, high) in _NUMBERS.items():
        value = table.get(key, low)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            yield f"{key} is a whole number from {low} to {high:,}, got {value!r}"
    if not isinstance(table.get("follow", False), bool):
        yield f"follow is true or false, got {table['follow']!r}"
    if table.get("reliability", "F") not in GRADES:
        yield f"reliability is one of {' '.join(GRADES)}, got {table['reliability']!r}"
    if table.get("robots", "obey") not in ("obey", "agreed"):
        yield f'robots is "obey" or "agreed", got {table["robots"]!r}'
    yield from _misplaced(table)


def _misplaced(table: Mapping[str, Any]) -> Iterator[str]:
    known = registry.known("source", SOURCES)
    kind = table.get("kind")
    if kind is not None and kind not in known:
        yield f"unknown kind {kind!r}; known: {', '.join(sorted(known))}"
    if isinstance(table.get("url"), str):
        try:
            target(table["url"])
        except SourceError as error:
            yield f"{error}; {error.way_out[:1].lower()}{error.way_out[1:]}"
        if kind == "files":
            yield "files are named by a path, not by a url"
    elif kind in REMOTE:
        yield f'a {kind} has a url; files on this machine are kind = "files"'


def _place(spec: Spec) -> str:
    """Where a source is, a path written in one way."""
    return spec.where if "://" in spec.where else os.path.normpath(spec.where)


def _specs(text: str, path: Path) -> tuple[Spec, ...]:
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{path} is not a TOML file: {error}") from None
    told = table.get("source", [])
    if not isinstance(told, list) or not told or not all(isinstance(one, dict) for one in told):
        raise ConfigError(f"{path}: it names no source; add one with: vedette sources add URL --file {path}")
    specs = tuple(make_spec(one, f"{path}: source {number}") for number, one in enumerate(told, 1))
    names = [one.name for one in specs]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise ConfigError(
            f"{path}: two sources are named {twice!r}; what was read is remembered by name, so give each its own"
        )
    return specs


def _named(held: tuple[Spec, ...], name: str, path: Path) -> Spec:
    found = next((one for one in held if one.name == name), None)
    if found is None:
        raise ConfigError(f"{path}: there is no source {name!r}; there are: {', '.join(one.name for one in held)}")
    return found


def _blocks(lines: list[str]) -> list[tuple[int, int]]:
    """The lines of each [[source]] table; comments and empty lines before the next table are left to that."""
    starts = [n for n, line in enumerate(lines) if _SOURCE.match(line)]
    found = []
    for start in starts:
        end = next((n for n in range(start + 1, len(lines)) if _SECTION.match(lines[n])), len(lines))
        while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
            end -= 1
        found.append((start, end))
    return found


def _block(spec: Spec) -> str:
    fields: dict[str, object] = {
        "name": spec.name,
        ("url" if _remote(spec.where) else "path"): spec.where,
        "kind": spec.kind,
    }
    plain = Spec(name=spec.name, kind=spec.kind, where=spec.where)
    fields |= {key: getattr(spec, key) for key in KEYS[4:] if getattr(spec, key) != getattr(plain, key)}
    return "[[source]]\n" + "".join(f"{key} = {_value(value)}\n" for key, value in fields.items())


def _value(value: object) -> str:
    # What JSON writes for a printable text is a basic string of TOML, too.
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value).lower()


def _remote(where: str) -> bool:
    return re.match(r"[a-z]+://", where, re.IGNORECASE) is not None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(
            f"cannot read the sources {path}: {error.strerror}; make them with: vedette sources add URL --file {path}"
        ) from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path} is not a TOML file: it is not UTF-8") from None


def _write(path: Path, text: str, *, expected: tuple[Spec, ...]) -> None:
    """Write the file whole or not at all, and only if it then says what it should."""
    found: tuple[Spec, ...] | None
    try:
        found = _specs(text, path) if expected or tomllib.loads(text).get("source") else ()
    except (ConfigError, ValueError, RecursionError):
        found = None
    if found != expected:
        raise ConfigError(f"{path}: it is written in a way that cannot be changed safely; change it by hand")
    write_file(text, path)
