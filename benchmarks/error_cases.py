"""Our own examples of errors: items in the layout of their set, which the set's adapter reads when the page is written.

    python -m benchmarks.error_cases [SET ...]

reads the examples of error_examples.toml and says of each which errors the coder makes in it, and whether the one it stands for is among them.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.error_causes import ROLES, Row
from benchmarks.error_classes import CLASSES
from benchmarks.predict import adapter

EXAMPLES: Final = Path(__file__).with_name("error_examples.toml")
"""By set, items in our own words in which the coder makes an error: no text of a set stands in this repository."""
DAY: Final = "2023-11-13"
"""The day on which an example was published that names none; a Monday."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An item of our own, the class of error it stands for, and the gold row it makes."""

    set: str
    kind: str
    text: str
    row: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The errors that the coder makes in an example: class and detail of each."""

    example: Example
    errors: tuple[tuple[str, str], ...]

    @property
    def holds(self) -> bool:
        """Whether the error it stands for is among them."""
        return any(kind == self.example.kind for kind, _ in self.errors)


def load(path: Path = EXAMPLES) -> tuple[Example, ...]:
    """The examples, in order."""
    written = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(_example(name, at, one) for name, many in written.items() for at, one in enumerate(many))


def made(examples: Sequence[Example]) -> Iterator[Made]:
    """What the coder makes of the examples, through the adapters of their sets."""
    for name in dict.fromkeys(one.set for one in examples):
        mine = [one for one in examples if one.set == name]
        _, key, classes = CLASSES[name]
        with tempfile.TemporaryDirectory() as scratch:
            _write(Path(scratch), name, mine)
            got = {str(row[key]): row for row in adapter(name)(Path(scratch))}
        for one in mine:
            yield Made(example=one, errors=tuple(classes(one.row, got.get(str(one.row[key]), {}))))


def shown(examples: Sequence[Example]) -> dict[str, dict[str, str]]:
    """By set and class, the example with what is wanted and read; one that the coder reads rightly by now says so."""
    found: dict[str, dict[str, str]] = {}
    results = tuple(made(examples))
    for own in (True, False):
        for one in results:
            mine = found.setdefault(one.example.set, {})
            for kind, detail in one.errors:
                if (kind == one.example.kind) == own:
                    mine.setdefault(kind, f"{one.example.text} ({detail})" if detail else one.example.text)
    for one in results:
        found[one.example.set].setdefault(one.example.kind, f"our example is read rightly by now: {one.example.text}")
    return found


def main(arguments: list[str] | None = None) -> int:
    """Print every example with the errors made in it; 1 when one makes not the error it stands for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", nargs="*", help="of these sets alone")
    chosen = parser.parse_args(arguments)
    failed = 0
    for one in made([e for e in load() if not chosen.set or e.set in chosen.set]):
        failed += not one.holds
        print(f"{'ok ' if one.holds else '-- '} {one.example.set}: {one.example.kind}\n       {one.example.text}")
        if not one.holds:
            print(
                "".join(f"         {kind} ({detail})\n" for kind, detail in one.errors) or "         no error\n", end=""
            )
    print(f"{failed} examples make not the error they stand for", file=sys.stderr)
    return 1 if failed else 0


def _example(name: str, at: int, one: dict[str, Any]) -> Example:
    id = f"{name}-{at}"
    text = one["phrase"] if name == "actors" else one["text"]
    row = {CLASSES[name][1]: id, "text": text, **_ROWS[name](one)}
    said = " ".join(text.split())
    return Example(set=name, kind=one["class"], text=f"{said} ({one['note']})" if "note" in one else said, row=row)


def _write(folder: Path, name: str, examples: Sequence[Example]) -> None:
    """The examples as the adapter of the set looks for them."""
    file = "muc4/docs.jsonl" if name == "muc4" else CLASSES[name][0]
    path = folder / file
    path.parent.mkdir(parents=True)
    path.write_text("".join(json.dumps(one.row) + "\n" for one in examples), encoding="utf-8")


def _span(text: str, words: str) -> list[int]:
    """Where words stand; "words#2" is their second place."""
    words, _, number = words.partition("#")
    at = -1
    for _ in range(int(number or 1)):
        at = text.index(words, at + 1)
    return [at, at + len(words)]


def _satp(one: dict[str, Any]) -> Row:
    return {
        "date": one.get("date", DAY),
        "initiator": one["initiator"],
        "actions": one["actions"],
        "targets": one["targets"],
        "killed": {"total": one.get("killed", 0)},
    }


def _muc4(one: dict[str, Any]) -> Row:
    templates = [
        {"incident_type": t["type"], **{role: [[m] for m in t.get(role, ())] for role in ROLES}}
        for t in one["templates"]
    ]
    return {"published": one.get("date", DAY), "dateline": None, "templates": templates}


def _event_location(one: dict[str, Any]) -> Row:
    text = one["text"]
    return {"event": [_span(text, one["event"])], "locations": [_span(text, words) for words in one["places"]]}


def _actors(one: dict[str, Any]) -> Row:
    expect = {field: one[field] for field in ("country", "sector") if field in one}
    given = {"context": one.get("context"), "known_country": None, "date": one.get("date")}
    return {"kind": "code", "phrase": one["phrase"], "expect": expect, **given}


def _plover(one: dict[str, Any]) -> Row:
    return {name: one[name] for name in ("source", "target", "root")}


def _dyads(one: dict[str, Any]) -> Row:
    events = [dict(zip(("source", "target", "code"), event, strict=True)) for event in one["events"]]
    return {"date": one.get("date", DAY).replace("-", ""), "corpus": "own", "events": events}


def _re3d(one: dict[str, Any]) -> Row:
    tokens = one["text"].split()
    tags = ["O"] * len(tokens)
    for kind, words in one["entities"]:
        start, _ = _span(f" {one['text']} ", f" {words} ")
        first = len(one["text"][:start].split())
        for at in range(first, first + len(words.split())):
            tags[at] = f"{'B' if at == first else 'I'}-{kind}"
    return {"tokens": tokens, "tags": tags}


def _timex(one: dict[str, Any]) -> Row:
    def marked(words: str, kind: str, value: str) -> Row:
        start, end = _span(one["text"], words)
        return {"start": start, "end": end, "type": kind, "value": value}

    return {"dct": one.get("date", DAY), "timexes": [marked(*time) for time in one["times"]]}


def _places(one: dict[str, Any]) -> Row:
    def marked(words: str, kind: str, lat: float, lon: float) -> Row:
        start, end = _span(one["text"], words)
        return {"start": start, "end": end, "name": words, "kind": kind, "lat": lat, "lon": lon}

    return {"title": "", "toponyms": [marked(*name) for name in one["names"]]}


_ROWS: Final[dict[str, Callable[[dict[str, Any]], Row]]] = {
    "actors": _actors,
    "dyads": _dyads,
    "event_location": _event_location,
    "muc4": _muc4,
    "places": _places,
    "plover": _plover,
    "re3d": _re3d,
    "satp": _satp,
    "timex": _timex,
}
"""What turns an example of a set into a row of it."""


if __name__ == "__main__":
    sys.exit(main())
