"""From a question to a reply: read, looked up, written, and verified as the briefing is."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from vedette.briefing.asking.counting import compare, count, exists, people
from vedette.briefing.asking.ground import ASKED, FOUND, Ground, Outcome
from vedette.briefing.asking.lexicon import Lexicon
from vedette.briefing.asking.listing import (
    claimed,
    days,
    disagree,
    listed,
    ordered,
    reports,
    sources,
    target,
    weapons,
    where,
    who,
)
from vedette.briefing.asking.outlooks import chance, forecast, trend
from vedette.briefing.asking.passages import about
from vedette.briefing.asking.query import Query, Sort, in_words
from vedette.briefing.asking.readers import Clock, Search, no_clock, no_search
from vedette.briefing.asking.reading import Unread, read
from vedette.briefing.asking.selecting import attacks
from vedette.briefing.asking.speaking import response, said
from vedette.briefing.asking.totals import tallies
from vedette.briefing.facts import Facts
from vedette.briefing.phrases import say
from vedette.briefing.verify import known_in, objections
from vedette.errors import VerifyError
from vedette.model.question import Reply

log = logging.getLogger(__name__)

ASSESSED: Final = frozenset({"trend", "chance", "forecast", "tallies"})
"""The sorts of questions that need the assessment."""
SPOKEN_OF: Final = frozenset({"said", "about", "who", "list", "exists", "where", "response", "order", "days", ""})
"""The sorts of questions whose words may be looked for in the reports where no record answers."""
_ANSWERS: Final[dict[Sort, Callable[[Ground, Query], Outcome]]] = {
    "count": count, "sum": people, "exists": exists, "compare": compare, "list": listed, "order": ordered, "days": days, "where": where, "who": who,
    "target": target, "weapons": weapons, "claimed": claimed, "sources": sources, "reports": reports, "disagree": disagree, "tallies": tallies, "said": said,
    "response": response, "trend": trend, "chance": chance, "forecast": forecast,
}  # fmt: skip
_WHY: Final = {
    "targets": "Not answered: this describes and warns, and does not choose targets or plan the use of force.",
    "opinion": "Not answered: this asks for a judgement that no record carries; ask what was done, said or counted.",
}
WITHHELD: Final = "An answer was written, but its records do not carry every word of it, so it is not given."
EXAMPLES: Final = (
    "How many attacks were there in the last two weeks?",
    "Which places were attacked most often?",
    "What was the worst attack?",
    "Who claims the attacks?",
    "Is it getting worse?",
    "What is the chance of a deadly attack next week?",
)
"""Questions of the kind that can be answered, for whoever asked one that cannot."""


def interpret(
    question: str, facts: Facts, clock: Clock = no_clock, search: Search = no_search
) -> tuple[Query | Unread, Lexicon]:
    """What a question is read as."""
    lexicon = Lexicon(facts=facts)
    return read(question, lexicon, clock, facts.as_of, search), lexicon


def answer(
    question: str, facts: Facts, *, clock: Clock = no_clock, search: Search = no_search, items: bool = True
) -> Reply:
    """The reply to a question; an answer that its records do not carry is withheld, and the reply says so.

    With `items` False the sentences cite the ledger's records and the assessment's items alone, as those of a briefing do.
    """
    read_as, lexicon = interpret(question, facts, clock, search)
    return reply(question, read_as, Ground(facts=facts, lexicon=lexicon, search=search, items=items))


def reply(question: str, read_as: Query | Unread, ground: Ground) -> Reply:
    """The reply to a question that was read."""
    if isinstance(read_as, Unread):
        return _unread(question, read_as, ground)
    query = read_as
    outcome = (
        (about(ground, query.topic) or _silent()) if query.sort == "about" else _ANSWERS[query.sort](ground, query)
    )
    if outcome.standing == "not_in_ledger" and query.sort in ("said", "response", "who"):
        found = about(ground, _words(query))
        if found is not None:
            outcome = replace(outcome, standing="passages", quotes=found.quotes)
    made = Reply(
        question=question, standing=outcome.standing, kind=query.sort, query=in_words(query), sentences=outcome.sentences, notes=outcome.notes,
        quotes=outcome.quotes, value=outcome.value, rest=() if outcome.standing == "answered" else EXAMPLES[:3],
    )  # fmt: skip
    try:
        check(made, ground.facts, query, outcome)
    except VerifyError as error:
        log.error("the answer to %r is withheld: %s", question, error)
        return replace(made, standing="not_in_ledger", sentences=(say(WITHHELD),), notes=(), quotes=(), value=None)
    return made


def check(made: Reply, facts: Facts, query: Query | None = None, outcome: Outcome | None = None) -> None:
    """Raise VerifyError with the sentences of a reply that their records do not carry."""
    items: dict[str, object] = {ASKED: query} if query is not None else {}
    if query is not None and outcome is not None and outcome.found:
        held = {one.id: one for one in facts.incidents}
        for sum_ in outcome.found:
            if attacks([held[id] for id in sum_.incidents]) != sum_.attacks:
                raise VerifyError(f"a sum of {sum_.attacks} attacks is not that of its incidents")
            for id, number in sum_.weapons:
                if number != sum(
                    one.count.figure or 0
                    for one in held[id].instruments.value or ()
                    if one.count and one.weapon in query.weapons
                ):
                    raise VerifyError(f"{number} weapons are not those of {id}")
        items[FOUND] = outcome.found
    known = known_in(facts, items)
    wrong = [
        f"{one.text!r}: {reason}"
        for one in (*made.sentences, *made.notes, *made.quotes)
        for reason in objections(one, known)
    ]
    if wrong:
        raise VerifyError(
            f"{len(wrong)} statements of an answer are not carried by their records: " + "; ".join(wrong[:5])
        )


def _unread(question: str, unread: Unread, ground: Ground) -> Reply:
    if unread.why in _WHY:
        return Reply(question=question, standing="refused", sentences=(say(_WHY[unread.why]),), rest=EXAMPLES[:3])
    named = ", ".join(f"“{one}”" for one in unread.unknown)
    named_ = any(word[:1].isupper() or word[:1].isdigit() for word in unread.topic[1:] or unread.topic) or any(
        len(one) > 7 for one in unread.topic
    )
    if named_ and unread.sort in SPOKEN_OF and (found := about(ground, unread.topic)) is not None:
        made = Reply(
            question=question, standing="passages", kind="about", query=f"I did not understand {named}, and searched the reports for “{' '.join(unread.topic)}”.",
            sentences=found.sentences, quotes=found.quotes, value=found.value, unknown=unread.unknown, rest=EXAMPLES[:3],
        )  # fmt: skip
        check(made, ground.facts)
        return made
    return Reply(
        question=question, standing="not_understood", kind=unread.sort, query=f"I did not understand {named}, and answer nothing rather than another question.",
        unknown=unread.unknown, rest=EXAMPLES,
    )  # fmt: skip


def _silent() -> Outcome:
    return Outcome(standing="not_in_ledger", sentences=(say("No report of the ledger holds these words."),))


def _words(query: Query) -> tuple[str, ...]:
    """The words that name something in a question: the sides and places."""
    sides = [
        one.words or one.name for one in (query.speaker, query.actor, query.target, query.addressee) if one is not None
    ]
    places = [one.name for one in query.spots]
    return (*sides, *places) if len(sides) + len(places) > 1 else ()
