"""What the shipped encoder's confidence is worth: its part of docs/calibration.md and its picture, from our own passages.

    python -m training.encoder.calibration

Temperatures were fitted on the development theatres; the page shows the test theatres, which nothing was fitted on. The part
on records is written by `python -m training.sureness --page`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from training.corpus import markup
from training.encoder import data, labels
from training.sureness.diagrams import picture
from training.sureness.measure import error, mean
from training.sureness.page import HEAD, PAGE

from vedette.coding import shipped
from vedette.coding.base import Sentence, sentences
from vedette.coding.local import heads
from vedette.coding.local.encoder import encoder
from vedette.coding.local.readings import Mark
from vedette.documents.passages import sentences as split
from vedette.model import Document

DOCS: Final = Path(__file__).resolve().parents[2] / "docs"
LEAST: Final = 25
"""Decisions below which a row says nothing."""
NAMES: Final = {
    "cue": "words that tell an event, with its kind",
    "real": "marked words tell an event",
    "kind": "kind of a marked event",
    "mode": "mode of a marked event",
    "status": "status of a marked event",
    "attribution": "attribution of a marked event",
    **{f"role:{role}": f"{role} of a marked event" for role in labels.ROLES},
}

Judged = dict[str, list[tuple[float, bool]]]


def judged(passages: Sequence[markup.Passage]) -> Judged:
    """Every decision of the encoder on some passages: its confidence, and whether the annotation agrees to the word."""
    found: Judged = defaultdict(list)
    for passage in passages:
        told = tuple(sentences(_document(passage)))
        for head, sure, right in (*_cues(passage, told), *_marked(passage, told)):
            found[head].append((sure, right))
    return found


def main() -> None:
    """Write the encoder's part of the page and its picture; the part on records is left as it is."""
    found = judged(data.theatres("test"))
    shown = {head: found[head] for head in NAMES if len(found.get(head, ())) >= LEAST}
    pairs = {head.removeprefix("role:"): one for head, one in shown.items()}
    (DOCS / "calibration.svg").write_text(picture(pairs), encoding="utf-8")
    held = PAGE.read_text(encoding="utf-8").partition(HEAD)
    PAGE.write_text(_page(shown) + "".join(held[1:]), encoding="utf-8")
    print(_page(shown))


def _document(passage: markup.Passage) -> Document:
    return Document(
        id="d0",
        text=passage.text,
        published=passage.published,
        outlet=None,
        origin="corpus",
        recorded_at=datetime(2025, 1, 1, tzinfo=UTC),
        sentences=split(passage.text),
    )


def _cues(passage: markup.Passage, told: Sequence[Sentence]) -> Iterator[tuple[str, float, bool]]:
    there = {
        (place, kind)
        for tag in passage.tags
        if tag.name in ("trigger", "more") and (place := _place(told, tag))
        for kind in ((tag.value.partition("/")[0].partition(".")[0],) if tag.value else ("again",))
    }
    for index, read in enumerate(encoder().read(told)):
        for cue in read.cues:
            kind = "again" if cue.repeats else cue.kind
            yield "cue", cue.confidence, ((index, cue.first, cue.last), kind) in there


def _marked(passage: markup.Passage, told: Sequence[Sentence]) -> Iterator[tuple[str, float, bool]]:
    gold = list(data.marks(passage))
    marks = [Mark(sentence=one.mark[0], first=one.mark[1], last=one.mark[2]) for one in gold if one.mark]
    for one, answer in zip(gold, encoder().mark(told, marks), strict=True):
        yield "real", max(answer.real, 1 - answer.real), (answer.real > 0.5) == bool(one.marked["real"])
        if not one.marked["real"]:
            continue
        for head, shares, names in (
            ("kind", answer.kinds, labels.kinds()),
            ("mode", answer.modes, labels.modes()),
            ("told", answer.statuses, labels.STATUSES),
            ("attribution", answer.attributions, labels.ATTRIBUTIONS),
        ):
            best = next(iter(shares))
            yield "status" if head == "told" else head, shares[best], names[one.marked[head]] == best
        for argument in answer.arguments:
            rows = one.tokens[f"role:{argument.role}"][argument.sentence]
            span = argument.span
            right = (
                rows[span.first] == 1
                and all(value == 2 for value in rows[span.first + 1 : span.last])
                and (span.last == len(rows) or rows[span.last] != 2)
            )
            yield f"role:{argument.role}", span.confidence, right


def _place(told: Sequence[Sentence], tag: markup.Tag) -> tuple[int, int, int] | None:
    for index, sentence in enumerate(told):
        inside = [i for i, token in enumerate(sentence.tokens) if token.start < tag.end and tag.start < token.end]
        if inside:
            return index, inside[0], inside[-1] + 1
    return None


def _page(shown: Judged) -> str:
    rows = [
        f"| {NAMES[head]} | {len(pairs)} | {mean([p for p, _ in pairs]):.2f} | {mean([r for _, r in pairs]):.2f} | {100 * error(pairs):.1f} |"
        for head, pairs in shown.items()
    ]
    lines = [
        "# What a confidence is worth",
        "",
        "Two things carry a confidence: what the learned encoder says of words, and [every record](#records) and each of its values.",
        "",
        "## The encoder",
        "",
        "The learned encoder gives every reading a probability. What makes it honest is one temperature (Guo et al. 2017) for each head that decides, and",
        "one scale and shift (Platt 1999) for each head that finds spans, fitted on three development theatres of our own passages. The table is",
        "measured on six test theatres that neither training nor fitting has seen. A reading is right when it agrees with the annotation to the",
        "word, so a confidence of 0.6 in a place says: in six of ten such cases exactly these words are the place. The expected calibration error",
        "is the mean distance between confidence and share right over ten bins, in points of a hundred: 0 is a confidence that means what it says.",
        "",
        f"Encoder {shipped.digits([heads.data('card.json')])}; written by `python -m training.encoder.calibration`.",
        "",
        "| reading | decisions | mean confidence | share right | expected calibration error |",
        "|---|---:|---:|---:|---:|",
        *rows,
        "",
        "![Reliability diagrams](calibration.svg)",
        "",
        "A point shows one bin: how sure the encoder was (across) and how often it was right (up); its size is the number of decisions. On the",
        "line the two are equal; below it the encoder is too sure of itself.",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
