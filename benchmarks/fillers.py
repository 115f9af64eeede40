"""Noun phrases as the fillers of a template: parted at "and", trimmed of article and number, told apart by what they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, Literal

from vedette.coding import words
from vedette.reference.actors import actors
from vedette.reference.gazetteer import gazetteer
from vedette.reference.names import fold

Sort = Literal["thing", "people", "name"]

LEADING: Final = frozenset(
    "a an the this that these those his her its their our several some many various numerous other another all both each two three "
    "four five six seven eight nine ten eleven twelve dozens hundreds scores least at about approximately over more than around nearly "
    "almost one late mr mrs ms dr of".split()
)
"""Words before a noun that belong to no filler: articles, numbers, pronouns, forms of address."""

THINGS: Final = frozenset(
    "building buildings house houses home homes residence residences office offices embassy embassies consulate bus buses car cars truck "
    "trucks vehicle vehicles train trains plane planes aircraft helicopter helicopters bridge bridges road roads highway pipeline pipelines "
    "tower towers pylon pylons pole poles post posts plant plants station stations substation substations installation installations "
    "facility facilities headquarters barracks base bases church churches cathedral school schools university hospital hospitals clinic bank "
    "banks store stores shop shops market hotel hotels restaurant restaurants theater premises center centre newspaper factory warehouse "
    "transformer transformers railway tracks line lines dam port airport farm farms ranch camp property mayoralty town towns village "
    "villages neighborhood city temple ambulance motorcycle ship ships boat tanker tankers antenna refinery supermarket field fields".split()
)
"""Heads of noun phrases that are physical targets."""

TITLES: Final = frozenset(
    "president vice minister deputy former senator general colonel major captain lieutenant sergeant corporal admiral judge bishop "
    "archbishop father priest monsignor msgr gen col maj capt lt sgt governor mayor ambassador consul attorney prosecutor secretary "
    "director leader leaders chief candidate presidential presidency doctor professor engineer journalist magistrate councilman congressman "
    "party member commander citizen businessman industrialist union peasant worker student rector retired reverend sister dr mr mrs "
    "guerrilla rebel policeman policemen soldier soldiers officer agent".split()
)
"""Words before a personal name that say what the person is."""

PERSONS: Final = frozenset(
    "person persons people individual individuals man men woman women child children boy girl youth youths civilian civilians peasant "
    "peasants resident residents victim victims family relatives wife son daughter brother bodyguard bodyguards driver passenger passengers "
    "jesuit jesuits priest priests nun nuns magnate cattleman newsman banker comrade businessman lawyer technician employee "
    "national nationals foreigner foreigners assassin assassins terrorist guerrilla guerrillas rebel rebels gang commando commandos "
    "troops hitmen elements criminals".split()
)

SMALL: Final = (
    words.DETERMINERS | words.PREPOSITIONS | words.PRONOUNS | words.ADVERBS | words.COORDINATORS
    | frozenset("one ones none night morning week month year area areas sector sectors objective organizations documents power".split())
)  # fmt: skip
"""Words that no personal name holds."""

_PART: Final = re.compile(r"\s*(?:,|;|\band\b|\bas well as\b|&)\s*", re.IGNORECASE)
_BRACKET: Final = re.compile(r"\s*[\[(][^\])]*[\])]?")
_CLAUSE: Final = re.compile(r",?\s+(?:who|whom|whose|which|that)\s.*", re.IGNORECASE | re.DOTALL)
_AFTER: Final = re.compile(
    r"\s+(?:who|whom|which|that|where|when|while|from|in|on|at|near|with|by|during|after|for|to|was|were|had|riding|carrying|wearing)\s.*",
    re.IGNORECASE | re.DOTALL,
)


def parts(phrase: str) -> Iterator[str]:
    """The fillers in a noun phrase."""
    for part in _PART.split(_CLAUSE.sub("", _BRACKET.sub("", phrase))):
        trimmed = trim(_AFTER.sub("", part))
        if trimmed:
            yield trimmed


def trim(phrase: str) -> str:
    """A phrase without the articles, numbers and forms of address before it."""
    said = phrase.split()
    while said and (said[0].lower().strip(".,") in LEADING or said[0][0].isdigit()):
        said = said[1:]
    return " ".join(said).strip(" .,;:-\"'")


def sort(phrase: str) -> Sort | None:
    """Whether a filler is a thing, people told by what they are, or a personal name; None for what is none of them."""
    said = [word.lower().strip(".,'\"") for word in phrase.split()]
    head = said[said.index("of") - 1] if "of" in said[1:] else said[-1]
    if head in THINGS:
        return "thing"
    if human(head):
        return "people"
    name = named(phrase)[0].lower().split()
    if (
        len(name) < 2
        or len(name) > 5
        or any(_no_name(word) for word in name)
        or gazetteer().knows(fold(" ".join(name)))
    ):
        return None
    return "name"


def named(phrase: str) -> tuple[str, str]:
    """A personal name and the description that stands before it: ("CARLOS PEREZ", "PRESIDENTIAL CANDIDATE")."""
    said = phrase.split()
    at = max((i + 1 for i, word in enumerate(said[:-1]) if human(word.lower().strip(".,"))), default=0)
    return " ".join(said[at:]), trim(" ".join(said[:at]))


def human(word: str) -> bool:
    """Whether a word says what a person is."""
    return (
        word in roles()
        or word in TITLES
        or word in PERSONS
        or word in _demonyms()
        or (word.endswith(("ers", "ists", "men", "ors", "ants")) and len(word) > 5)
    )


def _no_name(word: str) -> bool:
    return (
        word in SMALL
        or not word.replace(".", "").replace("-", "").isalpha()
        or word.endswith("'s")
        or word in words.verb_forms()
        or word in THINGS
    )


def organisation(phrase: str) -> str | None:
    """The name of an armed group or body in a phrase, as it stands there, or None."""
    lower = phrase.lower()
    found = [form for form in _forms() if form in lower]
    best = max(found, key=len, default=None)
    if best is None:
        return None
    at = re.search(rf"(?<!\w){re.escape(best)}(?!\w)", lower)
    return phrase[at.start() : at.end()] if at else None


def spelled(actor_id: str, text: str) -> str | None:
    """The longest name of an actor that stands in a text, as it stands there."""
    for form in _forms_of().get(actor_id, ()):
        at = re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text, re.IGNORECASE)
        if at:
            return at.group()
    return None


@cache
def roles() -> frozenset[str]:
    """One-word role nouns of the product, with their plurals."""
    single = {role for role in actors().roles if " " not in role}
    return frozenset(single | {f"{role}s" for role in single})


@cache
def _forms_of() -> dict[str, tuple[str, ...]]:
    return {
        e.actor.id: tuple(sorted(e.forms, key=len, reverse=True)) for e in actors().entries if e.actor.kind != "person"
    }


@cache
def _forms() -> tuple[str, ...]:
    return tuple(
        sorted(
            {
                form.lower()
                for entry in actors().entries
                if entry.actor.kind != "person"
                for form in entry.forms
                if len(form) > 2
            }
        )
    )


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(word.lower() for state in actors().states.values() for word in state.demonyms if " " not in word)
