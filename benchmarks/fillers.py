"""Noun phrases as the fillers of a template: parted at "and", trimmed of article and number, told apart by what they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from vedette.reference.actors import actors

LEADING: Final = frozenset(
    "a an the this that these those his her its their our several some many various numerous other another all both each two three "
    "four five six seven eight nine ten eleven twelve dozens hundreds scores least at about approximately over more than around nearly "
    "almost one late mr mrs ms dr of".split()
)
"""Words before a noun that belong to no filler: articles, numbers, pronouns, forms of address."""

_OF: Final = re.compile(r"\s+(?:of|from|in)\s+(?:the\s+)?$", re.IGNORECASE)
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


def members(phrase: str) -> str:
    """What a phrase says of the people of a body without the body's name ("FMLN urban guerrillas" -> "urban guerrillas"); "" for a bare name."""
    named = organisation(phrase)
    if named is None:
        return phrase
    before, _, after = phrase.partition(named)
    rest = after.strip(" ])[(,") or _OF.sub("", before)
    return rest if trim(rest) else ""


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


def known(phrase: str) -> str | None:
    """The id of the armed group or body that a phrase names by one of its names and no more, or None."""
    return _ids().get(phrase.lower())


@cache
def _ids() -> dict[str, str]:
    return {form.lower(): id_ for id_, forms in _forms_of().items() for form in forms}


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
