"""Noun phrases as the fillers of a template: parted at "and", trimmed of article and number, told apart by what they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, Literal

from vedette.reference.actors import actors

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

_PART: Final = re.compile(r"\s*(?:,|;|\band\b|\bas well as\b|&)\s*", re.IGNORECASE)
_BRACKET: Final = re.compile(r"\s*[\[(][^\])]*[\])]?")
_AFTER: Final = re.compile(r"\s+(?:who|whom|which|that|where|when|while|from|in|on|at|near|with|by|during|after|for|to|was|were|had|riding|carrying|wearing)\s.*", re.IGNORECASE | re.DOTALL)


def parts(phrase: str) -> Iterator[str]:
    """The fillers in a noun phrase."""
    for part in _PART.split(_BRACKET.sub("", phrase)):
        trimmed = trim(_AFTER.sub("", part))
        if trimmed:
            yield trimmed


def trim(phrase: str) -> str:
    """A phrase without the articles, numbers and forms of address before it."""
    words = phrase.split()
    while words and (words[0].lower().strip(".,") in LEADING or words[0][0].isdigit()):
        words = words[1:]
    return " ".join(words).strip(" .,;:-\"'")


def sort(phrase: str) -> Sort:
    """Whether a filler is a thing, people told by what they are, or a personal name."""
    words = [word.lower().strip(".,'\"") for word in phrase.split()]
    if not words:
        return "people"
    head = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    if head in THINGS:
        return "thing"
    if len(words) == 1 or head in roles() or head in TITLES or _plural(head):
        return "people"
    return "name"


def named(phrase: str) -> tuple[str, str]:
    """A personal name and the description that stands before it: ("CARLOS PEREZ", "PRESIDENTIAL CANDIDATE")."""
    words = phrase.split()
    at = 0
    while at < len(words) - 1 and (words[at].lower().strip(".,") in TITLES or words[at].lower() in roles()):
        at += 1
    return " ".join(words[at:]), trim(" ".join(words[:at]))


def organisation(phrase: str) -> str | None:
    """The name of an armed group or body in a phrase, as it stands there, or None."""
    lower = phrase.lower()
    found = [form for form in _forms() if form in lower]
    best = max(found, key=len, default=None)
    if best is None:
        return None
    at = re.search(rf"(?<!\w){re.escape(best)}(?!\w)", lower)
    return phrase[at.start() : at.end()] if at else None


@cache
def roles() -> frozenset[str]:
    """One-word role nouns of the product, with their plurals."""
    single = {role for role in actors().roles if " " not in role}
    return frozenset(single | {f"{role}s" for role in single})


@cache
def _forms() -> tuple[str, ...]:
    return tuple(sorted({form.lower() for entry in actors().entries if entry.actor.kind != "person" for form in entry.forms if len(form) > 2}))


def _plural(word: str) -> bool:
    return word in ("people", "men", "women", "children", "persons", "civilians", "peasants") or (word.endswith("ers") and len(word) > 5)
