"""From a question to a reply: read, looked up, written, and verified as the briefing is."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from vedette.briefing.asking.counting import compare, count, exists, people
from vedette.briefing.asking.ground import ASKED, FOUND, Found, Ground, Outcome, repeats
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
from vedette.briefing.asking.readers import no_clock
from vedette.briefing.asking.reading import Unread, read
from vedette.briefing.asking.selecting import attacks
from vedette.briefing.asking.speaking import response, said
from vedette.briefing.asking.totals import tallies
from vedette.briefing.facts import Facts
from vedette.briefing.phrases import say
from vedette.briefing.verify import objections
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
LONG: Final = 7
"""Letters beyond which a single word is worth a search of the reports."""
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


def answers(questions: Iterable[str], facts: Facts) -> Iterator[Reply]:
    """The replies to questions that name no day; their sentences cite records and items of the assessment alone, as a briefing's do."""
    lexicon = Lexicon(facts=facts)
    ground = Ground(facts=facts, lexicon=lexicon, items=False)
    return (reply(question, read(question, lexicon, no_clock, facts.as_of), ground) for question in questions)


def reply(question: str, read_as: Query | Unread, ground: Ground) -> Reply:
    """The reply to a question that was read."""
    if isinstance(read_as, Unread):
        return _unread(question, read_as, ground)
    query = read_as.until(ground.facts.as_of)
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
        check(made, ground, query, outcome)
    except VerifyError as error:
        log.error("the answer to %r is withheld: %s", question, error)
        return replace(made, standing="not_in_ledger", sentences=(say(WITHHELD),), notes=(), quotes=(), value=None)
    return made


def check(made: Reply, ground: Ground, query: Query | None = None, outcome: Outcome | None = None) -> None:
    """Raise VerifyError with the statements of a reply that their records do not carry.

    Beside what a briefing is held to, words that repeat the question must be those of the query, and sums those of their records.
    """
    found = outcome.found if outcome is not None else ()
    items: dict[str, object] = (
        {} if query is None else {ASKED: (query, *(outcome.asked if outcome else ())), FOUND: found}
    )
    known = replace(ground.known, records={**ground.known.records, **items}) if items else ground.known
    every = (*made.sentences, *made.notes, *made.quotes)
    wrong = [f"{one.text!r}: {reason}" for one in every for reason in objections(one, known)]
    asked = (query, *(outcome.asked if outcome is not None else ())) if query is not None else ()
    allowed = {ASKED: {text for one in asked for text in repeats(one)}, FOUND: _sums(ground, query, found)}
    for part in (part for one in every for part in one.parts):
        name = part.records[0] if part.records else ""
        if name in allowed and part.text not in allowed[name]:
            wrong.append(f"{part.text!r} is neither what was asked nor a sum of its records")
    if wrong:
        raise VerifyError(
            f"{len(wrong)} statements of an answer are not carried by their records: " + "; ".join(wrong[:5])
        )


def _sums(ground: Ground, query: Query | None, found: tuple[Found, ...]) -> set[str]:
    """The sums that may be stated, computed from the records anew."""
    held = {one.id: one for one in ground.facts.incidents}
    out: set[str] = set()
    for one in found:
        out.add(str(attacks(held[id] for id in one.incidents)))
        arms = [
            arm
            for id, _ in one.weapons
            for arm in held[id].instruments.value or ()
            if query is not None and arm.weapon in query.weapons
        ]
        out.add(str(sum(arm.count.figure or 0 for arm in arms if arm.count is not None)))
    return out


def _unread(question: str, unread: Unread, ground: Ground) -> Reply:
    if unread.why in _WHY:
        return Reply(question=question, standing="refused", sentences=(say(_WHY[unread.why]),), rest=EXAMPLES[:3])
    named = ", ".join(f"“{one}”" for one in unread.unknown)
    words = unread.topic[1:] or unread.topic
    telling = unread.named or any(word[:1].isupper() or word[:1].isdigit() or len(word) > LONG for word in words)
    if telling and unread.sort in SPOKEN_OF and (found := about(ground, unread.topic)) is not None:
        made = Reply(
            question=question, standing="passages", kind="about", query=f"I did not understand {named}, and searched the reports for “{' '.join(unread.topic)}”.",
            sentences=found.sentences, quotes=found.quotes, value=found.value, unknown=unread.unknown, rest=EXAMPLES[:3],
        )  # fmt: skip
        check(made, ground)
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
