"""What the shipped encoder finds, head by head, on texts it was not trained on.

    python -m training.encoder.measure --data ../shared/bench

Our own test theatres (arguments, kinds, triggers) and the development part of MUC-4 (fillers and incident types, by document). A span counts when it is
right to the word; "about" when it shares a word with one that is. Runs with the product alone.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from training.encoder import data, labels
from training.encoder.examples import Example

from vedette.coding.base import Sentence, sentences
from vedette.coding.local.encoder import encoder
from vedette.coding.local.readings import Mark, Read
from vedette.documents.passages import sentences as split
from vedette.model import Document

Place = tuple[int, int, int]


class Tally:
    """Right, said and there, by name."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.said: Counter[str] = Counter()
        self.there: Counter[str] = Counter()

    def sets(self, name: str, said: set[Place] | set[str], there: set[Place] | set[str]) -> None:
        """Count two sets against each other."""
        self.right[name] += len(said & there)
        self.said[name] += len(said)
        self.there[name] += len(there)

    def about(self, name: str, said: set[Place], there: set[Place]) -> None:
        """Count spans that share a word with one of the others."""
        self.said[name] += len(said)
        self.there[name] += len(there)
        self.right[name] += sum(any(_meet(one, other) for other in said) for one in there)

    def lines(self) -> Iterator[str]:
        """One row of a table for each name."""
        for name in sorted(name for name, there in self.there.items() if there):
            right, said, there = self.right[name], self.said[name], self.there[name]
            precision, recall = right / max(said, 1), right / max(there, 1)
            f1 = 2 * right / max(said + there, 1)
            yield f"| {name} | {100 * min(precision, 1):.1f} | {100 * recall:.1f} | {100 * f1:.1f} | {there} |"


def corpus(theatres: str) -> Tally:
    """Triggers, and what is said of marked events, in the theatres of one split of our own passages."""
    found = Tally()
    for passage in data.theatres(theatres):
        told = _sentences(passage.text, passage.published)
        cues = {
            (s, cue.first, cue.last): "again" if cue.repeats else cue.kind
            for s, read in enumerate(encoder().read(told))
            for cue in read.cues
        }
        gold = _runs(data.plain(passage))
        found.sets(
            "trigger",
            {at for at, kind in cues.items() if kind != "again"},
            {at for at, k in gold.items() if k != "again"},
        )
        found.about(
            "trigger, about",
            {at for at, k in cues.items() if k != "again"},
            {at for at, k in gold.items() if k != "again"},
        )
        found.sets(
            "trigger with its kind", {f"{at}{k}" for at, k in cues.items()}, {f"{at}{k}" for at, k in gold.items()}
        )
        _marked(found, told, [one for one in data.marks(passage) if one.mark])
    return found


def muc4(folder: Path) -> Tally:
    """Fillers and incident types of whole documents, as sets of strings and of types."""
    found = Tally()
    for one, text in data.muc4_texts(folder, "dev"):
        told = _sentences(text, date(1990, 1, 1))
        reads = encoder().read(told, upper=True)
        for role in labels.FILLERS:
            there = _spans(one.tokens[f"filler:{role}"])
            said = {(s, f.first, f.last) for s, read in enumerate(reads) for f in read.fillers if f.label == role}
            found.sets(f"{role}: spans", said, there)
            found.sets(f"{role}: different strings of a document", _strings(told, said), _strings(told, there))
        types = {labels.INCIDENTS[i] for here in one.told["incidents"] for i in here}
        for least in (0.3, 0.5, 0.7):
            found.sets(f"incident types of a document, over {least}", _types(reads, least), types)
        found.sets("document has an incident", {"x"} if _types(reads, 0.5) else set(), {"x"} if types else set())
    return found


def main(arguments: list[str] | None = None) -> int:
    """Print both tables."""
    parser = argparse.ArgumentParser(prog="python -m training.encoder.measure", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds muc4")
    chosen = parser.parse_args(arguments)
    head = ("| reading | precision | recall | F1 | there |", "|---|---:|---:|---:|---:|")
    for name, table in (("Our own test theatres", corpus("test")), ("MUC-4, development part", muc4(chosen.data))):
        print(f"\n{name}\n", *head, *table.lines(), sep="\n")
    return 0


def _marked(found: Tally, told: Sequence[Sentence], gold: Sequence[Example]) -> None:
    marks = [Mark(sentence=one.mark[0], first=one.mark[1], last=one.mark[2]) for one in gold if one.mark]
    for one, answer in zip(gold, encoder().mark(told, marks), strict=True):
        found.sets(
            "marked words tell an event", {"x"} if answer.real > 0.5 else set(), {"x"} if one.marked["real"] else set()
        )
        if not one.marked["real"]:
            continue
        for head, shares, names in (
            ("kind", answer.kinds, labels.kinds()),
            ("mode", answer.modes, labels.modes()),
            ("status", answer.statuses, labels.STATUSES),
            ("attribution", answer.attributions, labels.ATTRIBUTIONS),
        ):
            right = names[one.marked["told" if head == "status" else head]]
            found.sets(f"{head} of a marked event", {next(iter(shares))}, {right})
        for role in labels.ROLES:
            there = _spans(one.tokens[f"role:{role}"])
            said = {(a.sentence, a.span.first, a.span.last) for a in answer.of(role)}
            found.sets(f"{role} of a marked event", said, there)
            found.about(f"{role} of a marked event, about", said, there)


def _runs(one: Example) -> dict[Place, str]:
    names = labels.token_heads()["cue"]
    found = {}
    for s, row in enumerate(one.tokens["cue"]):
        first = 0
        for at in range(1, len(row) + 1):
            if at == len(row) or row[at] != row[first]:
                if row[first]:
                    found[(s, first, at)] = names[row[first]]
                first = at
    return found


def _spans(rows: list[list[int]]) -> set[Place]:
    found = set()
    for s, row in enumerate(rows):
        for at, value in enumerate(row):
            if value == 1:
                end = next((i for i in range(at + 1, len(row)) if row[i] != 2), len(row))
                found.add((s, at, end))
    return found


def _strings(told: Sequence[Sentence], places: set[Place]) -> set[str]:
    return {re.sub(r"^(?:the|a|an) ", "", " ".join(token.lower for token in told[s].tokens[a:b])) for s, a, b in places}


def _types(reads: Sequence[Read], least: float) -> set[str]:
    return {name for read in reads for name, share in read.incidents.items() if share > least}


def _meet(one: Place, other: Place) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def _sentences(text: str, published: date) -> tuple[Sentence, ...]:
    document = Document(
        id="d0",
        text=text,
        published=published,
        outlet=None,
        origin="measure",
        recorded_at=datetime(2025, 1, 1, tzinfo=UTC),
        sentences=split(text),
    )
    return tuple(sentences(document))


if __name__ == "__main__":
    sys.exit(main())
