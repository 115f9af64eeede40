"""What was asked of a ledger, and what it answers: sentences that rest on records, or why there are none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from vedette.model._check import require
from vedette.model.brief import Sentence

Standing: TypeAlias = Literal["answered", "passages", "not_in_ledger", "not_understood", "refused"]
"""How a question ended.

"answered": `sentences` answer it, each verified. "passages": no record answers it, `quotes` are what the reports say about its
words. "not_in_ledger": it was understood, and no record speaks of it (`sentences` say what was looked for). "not_understood": a
word of it could not be read (`unknown` names it), so that nothing was answered instead of something else. "refused": it asks for
what this product does not do.
"""


OWN: Final = ("asked", "found")
"""What a part of a reply cites where it repeats the question or states a sum over records: no records themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The reply to one question.

    `kind` is the sort of question that was read ("count", "sum", "list", "first", "compare", "said", "trend", …; "" where none was).
    `query` says in words what was looked up, `unknown` names the words that could not be read, `value` is the answer
    for machines (a number, an id, a day or a few words; None where it is none of them). `sentences` answer, `notes` are the
    limits that the reader must know, `quotes` are extracts with their source; all three are verified against their records.
    `rest` offers questions of the same sort that can be answered.
    """

    question: str
    standing: Standing
    kind: str = ""
    query: str = ""
    sentences: tuple[Sentence, ...] = ()
    notes: tuple[Sentence, ...] = ()
    quotes: tuple[Sentence, ...] = ()
    value: str | None = None
    unknown: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(self.standing != "answered" or bool(self.sentences), "an answer has a sentence")
        require(self.standing != "passages" or bool(self.quotes), "passages are quoted")

    @property
    def text(self) -> str:
        """The reply as people read it, without the query."""
        return " ".join(one.text for one in (*self.sentences, *self.quotes, *self.notes))

    @property
    def records(self) -> tuple[str, ...]:
        """The records that the reply rests on, once each, in order; `id#field` where one field of a record is meant."""
        every = (*self.sentences, *self.quotes, *self.notes)
        return tuple(dict.fromkeys(record for one in every for record in one.records if record not in OWN))
