"""A situation report in sections of sentences, each made of parts that name the records they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from vedette.model._check import require

How: TypeAlias = Literal["plain", "said", "counted", "computed", "quoted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a sentence and what it rests on.

    `how` says how a checker finds it again: "plain" words carry no fact; what is "said" stands in the named records; a "counted"
    number is the number of named records; a "computed" one stands in the named item of the assessment; what is "quoted" stands
    letter for letter in the text of the named document or record. A record is named by its id, or by `id#field` where one field
    of it is meant.
    """

    text: str
    how: How = "plain"
    records: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        named = bool(self.records) or (self.how == "counted" and self.text in ("0", "no", "none", "No"))
        require(self.how == "plain" or named, f"a part that is {self.how} names its records: {self.text!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Parts that read as one sentence (or one cell of a table)."""

    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The sentence as people read it."""
        return "".join(part.text for part in self.parts)

    @property
    def records(self) -> tuple[str, ...]:
        """Every record that the sentence rests on, once each, in order."""
        return tuple(dict.fromkeys(record for part in self.parts for record in part.records))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: names of columns, and rows of cells."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Sentence, ...], ...]

    def __post_init__(self) -> None:
        require(
            all(len(row) == len(self.columns) for row in self.rows),
            f"a row of {self.caption!r} has too few or too many cells",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One chapter of the briefing: paragraphs or points (`points`), then tables."""

    key: str
    title: str
    sentences: tuple[Sentence, ...] = ()
    points: tuple[Sentence, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question and the sentences that answer it."""

    question: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A headline number with its label; `change` says what became of it since the earlier briefing."""

    label: str
    value: Part
    note: str = ""
    change: Sentence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """The report as of one day over one ledger; `fingerprint` names the settings, coder and reference data behind it."""

    title: str
    as_of: date
    first_day: date | None
    fingerprint: str
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    questions: tuple[Answer, ...] = ()

    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence and cell that is printed, in order."""
        found = [Sentence(parts=(figure.value,)) for figure in self.figures]
        found += [figure.change for figure in self.figures if figure.change is not None]
        for section in self.sections:
            found += [*section.sentences, *section.points]
            found += [cell for table in section.tables for row in table.rows for cell in row]
        found += [sentence for answer in self.questions for sentence in answer.sentences]
        return tuple(found)
