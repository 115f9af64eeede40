"""The footnotes: which passages prove a record, numbered in the order in which the briefing cites them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from vedette.briefing.facts import Facts, cited
from vedette.briefing.telling import EFFECT_WORDS
from vedette.model import Account, Incident, Mention, Passage, Tally
from vedette.model.brief import Sentence


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
    _numbers: dict[tuple[str, int, int], int] = field(default_factory=dict)

    def of(self, names: Iterable[str], most: int = 1) -> list[int]:
        """The numbers of the notes that prove what is cited, at most so many for each citation."""
        numbers: list[int] = []
        for name in names:
            spans = [(p.document, *self._sentence(p), p) for p in proof(self.facts, name)]
            keys = list(dict.fromkeys((document, start, end) for document, start, end, _ in spans))[:most]
            for document, start, end, passage in spans:
                if (document, start, end) in keys:
                    marks = self._sentences.setdefault((document, start, end), [])
                    mark = (max(passage.start, start) - start, min(passage.end, end) - start)
                    if mark not in marks:
                        marks.append(mark)
            numbers += [self._numbers.setdefault(key, len(self._numbers) + 1) for key in keys]
        return list(dict.fromkeys(numbers))

    def few(self, sentence: Sentence, most: int = 6) -> list[int]:
        """The numbers of the notes at one sentence; a count of many records has none, for the tables list what is counted."""
        several = {
            name for one in sentence.parts if one.how == "counted" and len(one.records) > 1 for name in one.records
        }
        return self.of([name for name in sentence.records if name not in several][:most])[:most]

    def all(self) -> list[Note]:
        """Every note, in order."""
        out = []
        for number, ((document, start, end), marks) in enumerate(self._sentences.items(), 1):
            text = self.facts.documents[document].text[start:end]
            out.append(Note(number=number, document=document, start=start, text=text, marks=merged(marks)))
        return out

    def _sentence(self, passage: Passage) -> tuple[int, int]:
        sentences = self.facts.documents[passage.document].sentences
        return next(((s, e) for s, e in sentences if s <= passage.start < e), (passage.start, passage.end))


def proof(facts: Facts, name: str) -> list[Passage]:
    """The passages behind a citation, best first: those in which the cited field was read with the value that stands."""
    id, field_name = cited(name)
    record = facts.records.get(id)
    attribute = ATTRIBUTES.get(field_name, field_name)
    if isinstance(record, Incident):
        held = getattr(record, attribute, None)
        accounts = [one for one in (held if isinstance(held, tuple) else (held,)) if isinstance(one, Account)]
        if field_name in EFFECT_WORDS:
            accounts = [one for one in accounts if one.value is not None and one.value.effect == field_name]
        told = [(one.reading.value != account.value, one) for account in accounts for one in account.told]
        if attribute == "attributions":
            told = [(one.reading.value.how != "claimed", one) for one in record.attributions]
        found = [passage for _, one in sorted(told, key=lambda item: item[0]) for passage in one.reading.passages]
        mentions = [facts.mentions[one] for one in record.mentions if one in facts.mentions]
        return found or [passage for one in mentions for passage in (one.trigger, *one.passages())]
    if isinstance(record, Mention):
        read = [passage for field, one in record.readings() if field == attribute for passage in one.passages]
        return read or [record.trigger, *record.passages()]
    return list(record.passages()) if isinstance(record, Tally) else []


ATTRIBUTES: Final = {
    "from": "when",
    "until": "when",
    "claimants": "attributions",
    **dict.fromkeys(EFFECT_WORDS, "casualties"),
}
"""The attribute of an incident that holds a cited field, where the two differ in name."""


def merged(marks: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Overlapping stretches joined, in order."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)
