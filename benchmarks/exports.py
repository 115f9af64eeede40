"""Time and memory of writing many incidents in every form and layout: `python -m benchmarks.exports [--incidents N]`.

The incidents are those of the bundled corpus, repeated under other ids; resolving them is not measured here.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from vedette.app import demo, queries
from vedette.app.exporting.export import Ask, Export, Origin
from vedette.app.exporting.release import Release
from vedette.app.workspace import Workspace
from vedette.store.encode import Wire

CASES = (
    ("csv", "vedette", Release()),
    ("geojson", "vedette", Release()),
    ("parquet", "vedette", Release()),
    ("ndjson", "vedette", Release()),
    ("csv", "vedette", Release(coarsen="admin1")),
    ("ndjson", "vedette", Release(coarsen="25")),
    ("csv", "acled", Release()),
    ("csv", "ucdp", Release()),
    ("parquet", "polecat", Release()),
    ("csv", "hxl", Release()),
)


def main() -> None:
    """Write them all and print one line a case."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=100_000)
    wanted = parser.parse_args().incidents
    with tempfile.TemporaryDirectory() as folder:
        demo.demo(Path(folder))
        with Workspace.open(next(Path(folder).glob("*.ledger"))) as workspace:
            seen = [queries.as_wire(one) for one in workspace.view().incidents]
        print(
            "| form | layout | released | rows | s | CPU s | MB written | peak memory MB |\n|---|---|---|---|---|---|---|---|"
        )
        for form, layout, release in CASES:
            export = Export(Ask(what="incidents", form=form, layout=layout, release=release))
            path, begun, used = Path(folder) / f"x.{form}", time.perf_counter(), time.process_time()
            export.write(repeated(seen, wanted), path, origin=Origin(ledger="made up"), now=datetime.now(UTC))
            taken, spent = time.perf_counter() - begun, time.process_time() - used
            size = path.stat().st_size / 1e6
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
            how = f"coarsen={release.coarsen}" if release.coarsen else "as it is"
            print(
                f"| {form} | {layout} | {how} | {export.count.rows:,} | {taken:.1f} | {spent:.1f} | {size:.0f} | {peak:.0f} |",
                flush=True,
            )


def repeated(wires: list[Wire], wanted: int) -> Iterator[Wire]:
    """So many incidents, each with an id of its own."""
    for number in range(wanted):
        yield {**wires[number % len(wires)], "id": f"i{number:016x}"}


if __name__ == "__main__":
    main()
