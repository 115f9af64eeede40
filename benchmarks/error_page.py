"""docs/errors.md: for every set its ten costliest classes of error, each with a count and an example of our own making."""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks import corpus
from benchmarks.error_classes import CLASSES
from benchmarks.errors import classify
from benchmarks.rows import labelled

TOP: Final = 10
EXAMPLES: Final = Path(__file__).with_name("error_examples.toml")
"""By set and class, words of our own in which the coder makes this error: no text of a set stands in this repository."""

HEAD: Final = """# Where coding goes wrong

Written by `make bench`; do not edit. For each set the ten classes that cost most, counted over its development part (`python -m
benchmarks.errors SET --data DIR --examples 3` shows the cases themselves, for developers' eyes). The examples are of our own making:
the sets' texts are not ours to print. One wrong record can count in more than one class. The worst errors of linking stand in
[linking.md](linking.md#the-worst-errors-and-why).
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
    written = tomllib.loads(EXAMPLES.read_text(encoding="utf-8"))
    for name in sorted(CLASSES):
        path = predictions / f"{name}.jsonl"
        if not path.is_file():
            continue
        file, key, _ = CLASSES[name]
        gold = [row for row in labelled(data, file) if row.get("split", "dev") == "dev"]
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
        f"| {count} | {kind} | {one.examples.get(kind, 'none written yet').replace('|', '/')} |"
        for kind, count in list(one.classes.items())[:TOP]
    ]
    shown = sum(list(one.classes.values())[:TOP])
    said = f"{one.items} items, {total} errors, {shown} of them in these classes."
    return "\n".join((f"## {one.set}\n", said + "\n", "| errors | class | example |", "|---:|---|---|", *rows, ""))
