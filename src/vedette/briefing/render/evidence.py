"""The footnotes: which passages prove a record, numbered in the order in which the briefing cites them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from vedette.briefing.facts import Facts
from vedette.model import Incident, Mention, Passage, Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One sentence of one report, with the offsets (within `text`) of the words that were read."""

    number: int
    document: str
    start: int
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Notes:
    """Numbers footnotes as they are asked for; one sentence of one report is one note."""

    facts: Facts
    _sentences: dict[tuple[str, int, int], list[tuple[int, int]]] = field(default_factory=dict)

    def of(self, records: Iterable[str], most: int = 3) -> list[int]:
        """The numbers of the notes that prove these records, at most so many for each record."""
        numbers: list[int] = []
        for id in records:
            spans = [(p.document, *self._sentence(p), p) for p in self._passages(id)]
            keys = list(dict.fromkeys((document, start, end) for document, start, end, _ in spans))[:most]
            for document, start, end, passage in spans:
                if (document, start, end) in keys:
                    marks = self._sentences.setdefault((document, start, end), [])
                    mark = (max(passage.start, start) - start, min(passage.end, end) - start)
                    if mark not in marks:
                        marks.append(mark)
            numbers += [list(self._sentences).index(key) + 1 for key in keys]
        return list(dict.fromkeys(numbers))

    def all(self) -> list[Note]:
        """Every note, in order."""
        out = []
        for number, ((document, start, end), marks) in enumerate(self._sentences.items(), 1):
            text = self.facts.documents[document].text[start:end]
            out.append(Note(number=number, document=document, start=start, text=text, marks=merged(marks)))
        return out

    def _passages(self, id: str) -> list[Passage]:
        record = self.facts.records.get(id)
        if isinstance(record, Incident):
            mentions = [self.facts.mentions[one] for one in record.mentions if one in self.facts.mentions]
            return [passage for one in mentions for passage in (one.trigger, *one.passages())]
        if isinstance(record, Mention):
            return [record.trigger, *record.passages()]
        return list(record.passages()) if isinstance(record, Tally) else []

    def _sentence(self, passage: Passage) -> tuple[int, int]:
        sentences = self.facts.documents[passage.document].sentences
        return next(((s, e) for s, e in sentences if s <= passage.start < e), (passage.start, passage.end))


def merged(marks: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Overlapping stretches joined, in order."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)
