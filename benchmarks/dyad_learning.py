"""Learn the names and the codebook of dyads from sentences with labels: `python -m benchmarks.dyad_learning --data DIR`."""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from benchmarks import clauses, dyad_codebook, dyads, rows
from benchmarks.documents import day, exact

Labelled = Mapping[str, Any]
_STATE: Final = 3


def main(argv: list[str] | None = None) -> int:
    """Write `dyad_names.csv` and `dyad_codebook.csv` anew from the labels below DIR."""
    parser = argparse.ArgumentParser(prog="benchmarks.dyad_learning", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the sets' folders")
    told = list(rows.labelled(parser.parse_args(argv).data, "actors/dyads.jsonl"))
    _write(dyads.NAMES, ("name", "codes", "seen_in"), name_rows(told))
    dyads.clear()
    _write(dyad_codebook.TABLE, ("id", "book", "root", "features"), clause_rows(told))
    return 0


def name_rows(told: list[Labelled]) -> Iterator[tuple[str, str, str]]:
    """The names of the table as it stands, each with the sentences that hold both the name and its codes."""
    with dyads.NAMES.open(encoding="utf-8") as lines:
        names = [(row["name"], row["codes"]) for row in csv.DictReader(lines)]
    for name, codes in names:
        others = {code for other, given in names if other == name for code in given.split("|")}
        seen = [
            row["id"] for row in told
            if row["corpus"] == dyads.INVENTED and re.search(rf"\b{re.escape(name)}", row["text"].replace("_", " "))
            and all(_told(code, _given(row), others - {code}) for code in codes.split("|"))
        ]  # fmt: skip
        if seen:
            yield name, codes, " ".join(seen)


def _told(code: str, given: set[str], others: set[str]) -> bool:
    """Whether a label holds the code of a name; that of a state may go on with the sector of its agents."""
    return any(one == code or (len(code) == _STATE and one.startswith(code) and one not in others) for one in given)


def _given(row: Labelled) -> set[str]:
    return {event[side] for event in row["events"] for side in ("source", "target") if event[side]}


def clause_rows(told: list[Labelled]) -> Iterator[tuple[str, str, str, str]]:
    """One row for each clause with parties: the root of the label that names the same parties, "" where none does."""
    for row in told:
        text, back = dyads.disguised(row["text"])
        document = exact(text, day(row["date"]))
        roots = {(event["source"], event["target"]): (event["code"] or "")[:2] for event in row["events"]}
        for sentence in clauses.read(document) if document else ():
            for clause in sentence:
                pairs = dyads.pairs(clause, back)
                if pairs and not clause.inside:
                    root = next((roots[pair] for pair in pairs if pair in roots), "")
                    yield row["id"], row["corpus"], root, " ".join(sorted(dyad_codebook.features(clause)))


def _write(path: Path, head: tuple[str, ...], lines: Iterator[tuple[str, ...]]) -> None:
    given = list(lines)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(given)


if __name__ == "__main__":
    raise SystemExit(main())
