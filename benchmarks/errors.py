"""The costliest classes of error of one set, with counts: python -m benchmarks.errors SET --data DIR.

For developers' eyes: the examples are third-party text and belong in no file of this repository.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.error_classes import CLASSES
from benchmarks.predict import adapter
from benchmarks.rows import labelled, read

_SHORT = frozenset(("actors", "dyads", "event_location", "plover", "satp"))
"""Sets whose items are short enough to be shown whole."""


def classify(
    name: str, gold: Iterable[Mapping[str, Any]], got: Mapping[str, Mapping[str, Any]]
) -> dict[str, list[str]]:
    """Examples by class of error, the costliest class first; `got` holds predictions by the key of the set."""
    _, key, classes = CLASSES[name]
    found: dict[str, list[str]] = defaultdict(list)
    for row in gold:
        said = str(row.get("phrase") or row.get("text") or "") if name in _SHORT else str(row[key])
        for kind, detail in classes(dict(row), dict(got.get(row[key], {}))):
            found[kind].append(" | ".join(filter(None, (detail, said))))
    return dict(sorted(found.items(), key=lambda pair: -len(pair[1])))


def labelled_rows(name: str, data: Path, split: str = "dev") -> list[dict[str, Any]]:
    """The rows of a set with their labels, of one split or `all`; templates with the text of their document where it is at hand."""
    file, key, _ = CLASSES[name]
    kept = [dict(row) for row in labelled(data, file) if split == "all" or row.get("split", split) == split]
    if name == "muc4":
        texts = {row[key]: row["text"] for row in read(data, "muc4/docs.jsonl")}
        kept = [{**row, "text": texts.get(row[key], "")} for row in kept]
    return kept


def main(arguments: list[str] | None = None) -> int:
    """Print the classes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.errors", description=__doc__)
    parser.add_argument("set", choices=sorted(CLASSES))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="dev", help="dev (default), train or all")
    parser.add_argument("--predictions", type=Path, help="use this file instead of predicting")
    parser.add_argument("--top", type=int, default=10)
    parser.add_argument("--examples", type=int, default=0, help="how many examples of each class to print")
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args(arguments)
    key = CLASSES[chosen.set][1]
    gold = labelled_rows(chosen.set, chosen.data, chosen.split)
    lines = chosen.predictions.open(encoding="utf-8") if chosen.predictions else None
    predicted = (json.loads(line) for line in lines) if lines else adapter(chosen.set)(chosen.data)
    found = classify(chosen.set, gold, {str(row[key]): row for row in predicted})
    print(f"{chosen.set} ({chosen.split}): {len(gold)} items, {sum(map(len, found.values()))} errors", file=sys.stderr)
    for kind, examples in list(found.items())[: chosen.top]:
        print(f"{len(examples):6d}  {kind}")
        random.Random(chosen.seed).shuffle(examples)
        for example in examples[: chosen.examples]:
            print(f"            {example[:300]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
