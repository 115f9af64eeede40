"""Learn the names and the codebook of dyads from sentences with labels: `python -m benchmarks.dyad_learning --data DIR`."""

from __future__ import annotations

import argparse
import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from benchmarks import clauses, dyad_codebook, dyads, rows
from benchmarks.clauses import Clause
from benchmarks.documents import day, exact

Labelled = Mapping[str, Any]
_STATE: Final = 3


def main(argv: list[str] | None = None) -> int:
    """Write `dyad_names.csv` and `dyad_codebook.csv` anew from the labels below DIR."""
    parser = argparse.ArgumentParser(prog="benchmarks.dyad_learning", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the sets' folders")
    told = list(rows.labelled(parser.parse_args(argv).data, "actors/dyads.jsonl"))
    _write(dyads.NAMES, ("book", "name", "codes", "seen_in"), name_rows(told))
    dyads.clear()
    _write(dyad_codebook.TABLE, ("id", "book", "root", "features"), clause_rows(told))
    _write(dyad_codebook.AGENTS, ("book", "role", "code", "seen_in"), agent_rows(told))
    return 0


def name_rows(told: list[Labelled]) -> Iterator[tuple[str, str, str, str]]:
    """The names of the table as it stands, each with the sentences of its book that hold both the name and its codes."""
    with dyads.NAMES.open(encoding="utf-8") as lines:
        names = [(row["book"], row["name"], row["codes"]) for row in csv.DictReader(lines)]
    for book, name, codes in names:
        others = {code for _, other, given in names if other == name for code in given.split("|")}
        seen = [
            f"{row['id']}@{row['date']}" for row in told
            if row["corpus"] == book and re.search(rf"\b{re.escape(name)}", row["text"].replace("_", " "))
            and all(_told(code, _given(row), others - {code}) for code in codes.split("|"))
        ]  # fmt: skip
        if seen:
            yield book, name, codes, " ".join(seen)


def _told(code: str, given: set[str], others: set[str]) -> bool:
    """Whether a label holds the code of a name; that of a state may go on with the sector of its agents."""
    return any(one == code or (len(code) == _STATE and one.startswith(code) and one not in others) for one in given)


def _given(row: Labelled) -> set[str]:
    return {event[side] for event in row["events"] for side in ("source", "target") if event[side]}


def clause_rows(told: list[Labelled]) -> Iterator[tuple[str, str, str, str]]:
    """One row for each clause with parties: the root of the label that names the same parties, "" where none does."""
    for row, reader, clause in _clauses(told):
        found = reader.pairs(clause)
        root = _root(found, row)
        if row["corpus"] == dyads.INVENTED and found and not clause.inside and root is not None:
            yield row["id"], row["corpus"], root, " ".join(sorted(dyad_codebook.features(clause)))


def agent_rows(told: list[Labelled]) -> Iterator[tuple[str, str, str, str]]:
    """The codes of roles: what follows the code of the state in labels, where one label alone has that state."""
    seen: defaultdict[tuple[str, str, str], dict[str, None]] = defaultdict(dict)
    for row, reader, clause in _clauses(told):
        for side, spans in (("source", clause.doers), ("target", clause.done_to or clause.beside)):
            for span in spans:
                code = reader.code(span)[0]
                given = {e[side] for e in row["events"] if e[side].startswith(code[:_STATE])}
                if span.party.role is not None and not span.bare_state and len(given) == 1 and len(code) > _STATE:
                    seen[row["corpus"], span.party.role.lower(), given.pop()[_STATE:]][row["id"]] = None
    yield from ((book, role, code, " ".join(ids)) for (book, role, code), ids in sorted(seen.items()))


def _clauses(told: list[Labelled]) -> Iterator[tuple[Labelled, dyads.Reader, Clause]]:
    for row in told:
        text, back = dyads.disguised(row["text"], book=row["corpus"], date=row["date"])
        document = exact(text, day(row["date"]))
        if document and not any(None in (event["source"], event["target"]) for event in row["events"]):
            reader = dyads.Reader(row=None, book=row["corpus"], back=back)
            for sentence in clauses.read(document):
                yield from ((row, reader, clause) for clause in sentence)


def _root(found: tuple[tuple[str, str], ...], row: Labelled) -> str | None:
    """The root of the label for these parties or for the same states with other sectors; "" where no label has either side, else None."""
    for length in (None, _STATE):
        roots = {(e["source"][:length], e["target"][:length]): (e["code"] or "")[:2] for e in row["events"]}
        for source, target in found:
            if (source[:length], target[:length]) in roots:
                return roots[source[:length], target[:length]]
    sides = {(side, e[side][:_STATE]) for e in row["events"] for side in ("source", "target")}
    halves = {half for pair in found for half in zip(("source", "target"), (one[:_STATE] for one in pair), strict=True)}
    return None if sides & halves else ""


def _write(path: Path, head: tuple[str, ...], lines: Iterator[tuple[str, ...]]) -> None:
    given = list(lines)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(given)


if __name__ == "__main__":
    raise SystemExit(main())
