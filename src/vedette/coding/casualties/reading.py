"""What one clause says of people killed, injured or taken."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.coding.casualties.clause import Clause, People
from vedette.coding.casualties.lexicon import (
    CIVILIAN,
    FAR_MODAL,
    MODAL,
    PRESENT,
    REFERENCE,
    SERIOUS,
)
from vedette.model import Quantity
from vedette.model.mention import Effect, Side
from vedette.model.quantity import Bound


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyReading:
    """One effect on the people of one noun phrase; offsets count in the document.

    `start`..`end` is the evidence (number and words of the effect), `trigger_start`..`trigger_end` the words of the effect alone,
    `who_start`..`who_end` the noun phrase of those hurt ("three soldiers"), both None where the text names none. `quantity` None
    with a `word` is harm without a number. `side` is "civilian" where the noun says so, else "unknown": who is actor and who target is
    for the assembly to decide. `modal`: it could have happened, or is feared, threatened or denied to have; `aggregate`: a sum over a
    longer time; `reference`: named in passing, as another act ("in retaliation for the killing of", "accused of an ambush in which").
    `serious`: the text calls the injuries grave.
    """

    start: int
    end: int
    effect: Effect
    quantity: Quantity | None
    bound: Bound
    trigger_start: int
    trigger_end: int
    word: str | None = None
    side: Side = "unknown"
    who_start: int | None = None
    who_end: int | None = None
    serious: bool = False
    modal: bool = False
    aggregate: bool = False
    reference: bool = False


def reading(
    clause: Clause,
    index: int,
    after: int,
    effect: Effect,
    people: People | None,
    *,
    number: int | None,
    named: bool = True,
    word: str | None = None,
) -> tuple[CasualtyReading, ...]:
    """The reading of the effect told by tokens [index, after) on `people`.

    `number` stands for the count of the phrase where it has none ("the mayor" is one). `named` False: the phrase is the
    number alone and names nobody.
    """
    tokens = clause.tokens
    trigger = tokens[index].start, tokens[after - 1].end
    quantity, bound, said = _number(people, number)
    if quantity is None:
        said = word or (clause.word(people.after - 1) if people else clause.word(index))
    first = min(trigger[0], tokens[people.first].start) if people else trigger[0]
    last = max(trigger[1], tokens[people.after - 1].end) if people else trigger[1]
    told = named and people is not None and not people.nobody
    around = clause.words[max(0, index - 5) : after + 6]
    who = clause.words[people.first : people.after] if people else []
    return (
        CasualtyReading(
            start=first, end=last, effect=effect, quantity=quantity, bound=bound, trigger_start=trigger[0], trigger_end=trigger[1], word=said,
            side="civilian" if any(w in CIVILIAN for w in who) else "unknown",
            who_start=tokens[people.first].start if told and people else None, who_end=tokens[people.after - 1].end if told and people else None,
            serious=effect != "killed" and any(w in SERIOUS for w in around), modal=_modal(clause, index, people), aggregate=clause.aggregate, reference=_reference(clause, index),
        ),
    )  # fmt: skip


def _number(people: People | None, number: int | None) -> tuple[Quantity | None, Bound, str | None]:
    if people is None:
        return None, "word", None
    if people.nobody:
        return Quantity.exactly(0), "exactly", None
    if people.count is not None:
        return people.count.quantity, people.count.bound, people.count.word
    return (Quantity.exactly(number), "exactly", None) if number is not None else (None, "word", None)


def _modal(clause: Clause, index: int, people: People | None) -> bool:
    """Whether the words before the effect (in its clause) make it possible, planned or feared."""
    first = max(0, index - 9)
    for at in range(index - 1, first - 1, -1):
        if clause.word(at) in (";", ".", ":") or (
            clause.word(at) in ("and", "but", "when", "after") and clause.word(at + 1) not in ("to",)
        ):
            first = at + 1
            break
    before = " ".join(clause.words[first:index])
    far = " ".join(clause.words[max(0, index - 18) : index])
    if people is not None and people.nobody:
        return False
    if before.endswith(" to") and clause.word(index) in PRESENT:
        return True
    return MODAL.search(before) is not None or FAR_MODAL.search(far) is not None


def _reference(clause: Clause, index: int) -> bool:
    return REFERENCE.search(" ".join(clause.words[max(0, index - 30) : index])) is not None
