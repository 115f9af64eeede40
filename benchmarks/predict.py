"""Write predictions for one benchmark set: python -m benchmarks.predict SET --data DIR --out FILE.

An adapter is a function `predict(data: Path) -> Iterator[dict[str, object]]`: it reads one set below `data`, calls the
product and yields one JSON object for each item. Adapters are imported only when their set is asked for.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import cast

Adapter = Callable[[Path], Iterator[dict[str, object]]]

SETS = {
    "actors": "benchmarks.actors:predict",
    "case": "benchmarks.case:predict",
    "dyads": "benchmarks.dyads:predict",
    "event_location": "benchmarks.event_location:predict",
    "gazetteer": "benchmarks.places:look_up",
    "link": "benchmarks.link:predict",
    "muc4": "benchmarks.muc4:predict",
    "places": "benchmarks.places:predict",
    "plover": "benchmarks.plover:predict",
    "re3d": "benchmarks.re3d:predict",
    "satp": "benchmarks.satp:predict",
    "tempo": "benchmarks.tempo:predict",
    "timex": "benchmarks.timex:predict",
}


def adapter(name: str) -> Adapter:
    """The adapter of a set; KeyError naming the known sets when there is none."""
    if name not in SETS:
        raise KeyError(f"unknown set {name!r}; known: {', '.join(sorted(SETS))}")
    module, _, function = SETS[name].partition(":")
    return cast(Adapter, getattr(import_module(module), function))


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.predict", description="Write predictions for one benchmark set."
    )
    parser.add_argument("set", choices=sorted(SETS))
    parser.add_argument("--data", type=Path, required=True, help="folder that holds the sets")
    parser.add_argument("--out", type=Path, required=True, help="file to write, one JSON object a line")
    chosen = parser.parse_args(arguments)
    written = 0
    with chosen.out.open("w", encoding="utf8") as out:
        for row in adapter(chosen.set)(chosen.data):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            written += 1
    print(f"{written} predictions for {chosen.set} in {chosen.out}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
