"""What an answer is made from, and the shapes that answers share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vedette.briefing import phrases
from vedette.briefing.asking.lexicon import Lexicon
from vedette.briefing.asking.query import Query, Side, speech_words
from vedette.briefing.asking.readers import Search, no_search
from vedette.briefing.facts import Facts
from vedette.briefing.phrases import counted, plural, say
from vedette.briefing.telling import told
from vedette.briefing.verify import Known
from vedette.model import Incident
from vedette.model.brief import Part, Sentence
from vedette.model.question import Standing

ASKED, FOUND = "asked", "found"
"""What a sentence cites where it repeats the query or a sum over records."""


@dataclass(frozen=True, kw_only=True)
class Ground:
    """The facts, the names, and a search; `items` is False where sentences may cite the ledger's records alone."""

    facts: Facts
    lexicon: Lexicon
    search: Search = no_search
    items: bool = True

    @property
    def known(self) -> Known:
        """What can be cited, and the names that only a citation may print."""
        return self.lexicon.known


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A sum over records that a sentence states: attacks, and weapons by incident; computed again when it is verified."""

    attacks: int
    incidents: tuple[str, ...]
    weapons: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a sort of question came to: its standing, sentences, notes and quotes, the value for machines, the sums cited, and the
    queries beside the one asked whose words the sentences repeat."""

    standing: Standing = "answered"
    sentences: tuple[Sentence, ...] = ()
    notes: tuple[Sentence, ...] = ()
    quotes: tuple[Sentence, ...] = ()
    value: str | None = None
    found: tuple[Found, ...] = ()
    asked: tuple[Query, ...] = ()


def scope(ground: Ground, query: Query, number: int = 2) -> Part:
    """What the query asks for, in words that cite it."""
    text = query.scope()
    if number == 1:
        text = text.replace(query.noun, one_of(query.noun), 1)
    return Part(text=text, how="said", records=(ASKED,)) if ground.items else Part(text=text)


def one_of(noun: str) -> str:
    """One of many: "attacks" -> "attack"."""
    return noun.removesuffix("es") if noun.endswith("shes") else noun.removesuffix("s")


def side(ground: Ground, named: Side) -> Part:
    """A side as the question names it, in words that cite the query."""
    text = f"{phrases.the(named.name)}{named.name}"
    return Part(text=text, how="said", records=(ASKED,)) if ground.items else Part(text=text)


def repeats(query: Query) -> set[str]:
    """Every wording of a query that a sentence may repeat."""
    sides = (query.actor, query.claimant, query.target, query.speaker, query.addressee, query.counter)
    named = {f"{phrases.the(one.name)}{one.name}" for one in sides if one is not None}
    singular = query.scope().replace(query.noun, one_of(query.noun), 1)
    return {
        query.scope(),
        singular,
        speech_words(query),
        *named,
        *(text for one in query.sides for text in repeats(one)),
    }


def missing(ground: Ground, query: Query, value: str | None = "0") -> Outcome:
    """The answer where nothing fits: what was looked for, and what the ledger covers."""
    sentence = say("The ledger holds no ", scope(ground, query, 1), ".")
    return Outcome(
        standing="not_in_ledger", sentences=(sentence,), notes=(covered(ground),), value=value, asked=(query,)
    )


def covered(ground: Ground) -> Sentence:
    """From when to when the ledger's reports run, and that silence is not absence."""
    reports = sorted(ground.facts.documents.values(), key=lambda one: (one.published, one.id))
    if not reports:
        return say("It holds no report.")
    first, last = reports[0], reports[-1]
    return say(
        "It rests on ", counted(one.id for one in reports), f" {plural(len(reports), 'report')} published from ", told(first, "published"), " to ",
        told(last, "published"), "; what nobody reported is not in it.",
    )  # fmt: skip


def ids(incidents: Sequence[Incident]) -> list[str]:
    """The ids of incidents."""
    return [one.id for one in incidents]


def join(parts: Sequence[Sequence[str | Part]]) -> list[str | Part]:
    """Groups of parts as people list them."""
    return phrases.spread(parts)
