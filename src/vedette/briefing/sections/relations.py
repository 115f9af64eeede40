"""Who stands how to whom in the region, by what they did and said."""

from __future__ import annotations

from typing import Final

from vedette.briefing.facts import Facts
from vedette.briefing.phrases import say
from vedette.briefing.telling import reckoned, told
from vedette.model.assessment import Relation
from vedette.model.brief import Section, Sentence, Table

MOST: Final = 15
"""Ties that the table holds; the ledger has all."""
COLUMNS: Final = ("Who", "To whom", "How often", "Tone", "What", "Last")


def regional(facts: Facts) -> Section | None:
    """The busiest ties between named sides, hostile or friendly; None where the reports name no two sides together."""
    ties = [(n, one) for n, one in enumerate(facts.assessment.relations) if _named(facts, one)][:MOST]
    if not ties:
        return None
    lead = say(
        "Counted is what the reports tell of named sides doing or saying things to each other; the tone is the balance of the kinds."
    )
    table = Table(
        caption="Acts and words between sides", columns=COLUMNS, rows=tuple(_row(facts, n, one) for n, one in ties)
    )
    return Section(key="relations", title="Regional links", sentences=(lead,), tables=(table,))


def _named(facts: Facts, one: Relation) -> bool:
    """Whether both are actors with ids: a depot that was hit is no side."""
    telling = facts.mentions[one.mentions[0]]
    return all(side is not None and side.value.id is not None for side in (telling.actor, telling.target))


def _row(facts: Facts, n: int, one: Relation) -> tuple[Sentence, ...]:
    item = f"relation:{n}"
    telling = facts.mentions[one.mentions[0]]
    last = say(reckoned(one, item, "last")) if one.last else say("unknown")
    cells = (say(reckoned(one, item, name)) for name in ("total", "tone", "kinds"))
    return (say(told(telling, "actor")), say(told(telling, "target")), *cells, last)
