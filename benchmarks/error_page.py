"""docs/errors.md: for every set its ten costliest classes of error, each with a count and an example of our own making."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks import corpus, error_cases
from benchmarks.error_classes import CLASSES
from benchmarks.errors import classify, labelled_rows

TOP: Final = 10
NONE: Final = "none written yet"

HEAD: Final = """# Where coding goes wrong

Written by `make bench`; do not edit. For each set the ten classes that cost most, counted over its development part (`python -m
benchmarks.errors SET --data DIR --examples 3` shows the cases themselves, for developers' eyes). The sets' texts are not ours to print: the
examples are sentences of our own (`benchmarks/error_examples.toml`) that were read when this page was written, and what stands in brackets
is what the coder made of them then. A class says why as far as comparing with the key can tell. One wrong record can count in more than
one class. The worst errors of linking stand in [linking.md](linking.md#the-worst-errors-and-why).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What went wrong in one set: items looked at, and errors by class, the costliest first."""

    set: str
    items: int
    classes: Mapping[str, int]
    examples: Mapping[str, str]


def write(data: Path, predictions: Path, path: Path) -> None:
    """Write the page from the predictions that lie in a folder as SET.jsonl, and from our own passages."""
    path.write_text(page([own(), *costs(data, predictions)]), encoding="utf-8")


def costs(data: Path, predictions: Path) -> Iterator[Costs]:
    """The errors of every set whose predictions lie in a folder as SET.jsonl."""
    written = error_cases.shown(error_cases.load())
    for name in sorted(CLASSES):
        path = predictions / f"{name}.jsonl"
        if not path.is_file():
            continue
        key = CLASSES[name][1]
        gold = labelled_rows(name, data)
        with path.open(encoding="utf-8") as lines:
            got = {str(row[key]): row for row in map(json.loads, lines)}
        found = classify(name, gold, got)
        counts = {kind: len(cases) for kind, cases in found.items()}
        yield Costs(set=name, items=len(gold), classes=counts, examples=written.get(name, {}))


def own() -> Costs:
    """The errors in the development theatres of our own passages, whose words may be shown."""
    found: dict[str, list[str]] = defaultdict(list)
    items = 0
    for _, result in corpus.results(corpus.DEV):
        items += 1
        for kind, example in corpus.errors(result):
            found[kind].append(example)
    ranked = sorted(found.items(), key=lambda pair: -len(pair[1]))
    return Costs(
        set="our own passages",
        items=items,
        classes={kind: len(cases) for kind, cases in ranked},
        examples={kind: min(cases, key=len) for kind, cases in ranked},
    )


def page(found: Sequence[Costs]) -> str:
    """The page in Markdown."""
    return "\n".join([HEAD, *map(_section, found)])


def _section(one: Costs) -> str:
    total = sum(one.classes.values())
    rows = [
        f"| {count} | {kind} | {one.examples.get(kind, NONE).replace('|', '/')} |"
        for kind, count in list(one.classes.items())[:TOP]
    ]
    shown = sum(list(one.classes.values())[:TOP])
    said = f"{one.items} items, {total} errors, {shown} of them in these classes."
    return "\n".join((f"## {one.set}\n", said + "\n", "| errors | class | example |", "|---:|---|---|", *rows, ""))
