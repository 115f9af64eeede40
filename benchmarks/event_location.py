"""Where a marked event took place: the encoder's reading of the marked verb; the binding of places by rule is kept to measure it against."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks import rows
from benchmarks.documents import exact
from vedette.coding import binding, places, scene
from vedette.coding.actors import Cast
from vedette.coding.base import Sentence, sentences
from vedette.coding.events import Rule, Trigger
from vedette.coding.frames import frame
from vedette.coding.local.encoder import encoder
from vedette.coding.local.readings import Mark
from vedette.coding.places import KIND_WORDS, PlaceSpan
from vedette.coding.scene import Scene
from vedette.model import Document, Reading, Where

Span = tuple[int, int]

MARKED: Final = Rule("ASSAULT", None, False, "subj", ("obj", "on", "against", "at", "in"), None, frozenset())
"""A marked verb of which nothing is known but that it tells an act."""


def predict(data: Path) -> Iterator[rows.Row]:
    """The spans of the event's place for every row of `event_location/rows.jsonl`; [] where the sentence gives none."""
    for row in rows.read(data, "event_location/rows.jsonl"):
        document = exact(row["text"])
        marks = [(start, end) for start, end, *_ in row["event"] or ()]
        found = told(document, marks) if document is not None and marks else ()
        yield {"id": row["id"], "spans": [list(span) for span in found]}


def told(document: Document, marks: list[Span]) -> tuple[Span, ...]:
    """The places that the encoder reads for the event told at `marks`."""
    whole = Sentence(document, 0, 0, len(document.text))
    start, end = marks[0]
    at = [i for i, token in enumerate(whole.tokens) if token.start < end and start < token.end]
    if not at:
        return ()
    (answer,) = encoder().mark([whole], [Mark(sentence=0, first=at[0], last=at[-1] + 1)])
    return tuple(one.span.chars(whole) for one in answer.of("place"))


def where(document: Document, marks: list[Span]) -> tuple[Span, ...]:
    """The names of the place or places of the event told at `marks`; () where the coder binds none."""
    for sentence in sentences(document):
        if not any(sentence.start <= start < sentence.end for start, _ in marks):
            continue
        read = scene.read(sentence, document.published, Cast(), upper=document.text.isupper())
        spoken = read.resolve_places(places.countries_of(read.named))
        frames = tuple(frame(read.phrases, trigger) for trigger in _triggers(read, marks))
        if not frames:
            return ()
        reading, _ = binding.place(read, spoken, frames, alone=True)
        return _spans(read, reading, spoken)
    return ()


def _triggers(read: Scene, marks: list[Span]) -> Iterator[Trigger]:
    """The lexicon's trigger at the marked words, else the words themselves as one."""
    for start, end in marks:
        at = [i for i, token in enumerate(read.phrases.tokens) if token.start < end and start < token.end]
        if not at:
            continue
        known = [f.trigger for f in read.frames if f.trigger.first <= at[-1] and at[0] < f.trigger.last]
        yield known[0] if known else Trigger(MARKED, at[0], at[-1] + 1, at[0])


def _spans(read: Scene, reading: Reading[Where] | None, spoken: tuple[PlaceSpan, ...]) -> tuple[Span, ...]:
    """The place's name without the word for its kind, and the names that "and" joins to it."""
    if reading is None:
        return ()
    chosen = [
        i
        for i, place in enumerate(spoken)
        if any((place.start, place.end) == (p.start, p.end) for p in reading.passages)
    ]
    for step in (1, -1):
        at = chosen[0] if chosen else -1
        while 0 <= at + step < len(spoken) and _joined(read, spoken[min(at, at + step)], spoken[max(at, at + step)]):
            at += step
            chosen.append(at)
    return tuple(sorted({_bare(read, spoken[i]) for i in chosen}))


def _joined(read: Scene, one: PlaceSpan, other: PlaceSpan) -> bool:
    between = read.phrases.lower[one.last : other.first]
    return (
        bool(between)
        and set(between) <= {"and", "or", ",", "the", "in"}
        and bool({"and", "or"} & set(between))
        and one.kind == other.kind
    )


def _bare(read: Scene, place: PlaceSpan) -> Span:
    last = place.last
    while last - place.first > 1 and read.phrases.tokens[last - 1].text in KIND_WORDS:
        last -= 1
    return place.start, min(place.end, read.phrases.tokens[last - 1].end)
