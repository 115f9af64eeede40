"""Acts that the grammar of their clause takes back: contrary to fact, of no particular day, only asked about, or only aimed at."""

from __future__ import annotations

from typing import Final

from vedette.coding import words
from vedette.coding.chunks import Phrases, Span
from vedette.coding.frames import Frame, base_of

_IMPLIED: Final = frozenset(
    "manage continue begin start go come return proceed use employ dare help succeed force compel cease stop resume rush move turn join advance be".split()
)
"""Verbs (and "the first to …") whose infinitive tells what was done."""
_ANYBODY: Final = frozenset("a an any every those anyone everyone everybody anybody whoever no each all".split())
_ADJUNCT: Final = frozenset("after in during following by from of to before with amid".split())
_OPEN: Final = frozenset("would could might may should can must".split())


def read(phrases: Phrases, frame: Frame) -> Span | None:
    """The tokens that take an act back, None where it is told as done."""
    at = frame.governor
    return (
        _inverted(phrases, frame)
        or _as_long_as(phrases, frame)
        or _how_many(phrases, frame)
        or (_generic(phrases, at) if at is not None else None)
        or _in_open_clause(phrases, frame)
    )


def aimed(phrases: Phrases, frame: Frame) -> Span | None:
    """The governor of an infinitive that tells only an aim ("were trained to attack", "stopped cars to rob them")."""
    if frame.trigger.rule.noun:
        return None
    verb = phrases.verb(frame.trigger.at)
    if not verb.infinitive or verb.tag != "B":
        return None
    back = verb.start - 1
    while back >= 0 and phrases.tags[back] in "AQCZ":
        back -= 1
    if back < 0:
        return 0, verb.at + 1
    if phrases.lower[back] in ("first", "last", "second", "third", "only", "on"):
        return None
    if phrases.tags[back] in "N#O":
        group = phrases.group(back)
        if {"first", "last", "second", "third", "only"} & set(phrases.lower[slice(*group)]):
            return None
    governor = next((i for i in range(back, -1, -1) if phrases.tags[i] in "VBGEX"), None)
    if governor is not None and (base_of(phrases, governor) in _IMPLIED or phrases.tags[governor] == "X"):
        return None
    return back, verb.at + 1


def _inverted(phrases: Phrases, frame: Frame) -> Span | None:
    """ "Had its warhead gone off, …", "Should they attack, …"."""
    at = frame.governor
    if at is None or phrases.lower[-1] == "?":
        return None
    comma = next((i for i in range(at, len(phrases.tags)) if phrases.tags[i] == ","), None)
    for i in range(at - 1, -1, -1):
        if phrases.tags[i] in "V;S":
            return None
        if phrases.lower[i] in ("had", "should", "were") and (i == 0 or phrases.tags[i - 1] in ",;QC"):
            subject = i + 1 < at and phrases.tags[i + 1] in "DN#O"
            return (i, at + 1) if subject and (comma is not None or i > 0) else None
    return None


def _as_long_as(phrases: Phrases, frame: Frame) -> Span | None:
    start = frame.region[0]
    return (
        (start - 3, start)
        if phrases.lower[max(0, start - 3) : start] in (("as", "long", "as"), ("so", "long", "as"))
        else None
    )


def _how_many(phrases: Phrases, frame: Frame) -> Span | None:
    start = frame.region[0]
    asked = (
        start > 0
        and phrases.lower[start - 1] == "how"
        and phrases.lower[start : start + 1] in (("many",), ("much",), ("often",))
    )
    return (start - 1, start + 1) if asked else None


def _generic(phrases: Phrases, at: int) -> Span | None:
    """A relative clause in the present about anybody or anything of a kind ("everyone who launches …", "drones that are brought down")."""
    if phrases.tags[at] not in "VBGE":
        return None
    start = phrases.verb(at).start
    relative = start - 1
    if relative < 1 or phrases.lower[relative] not in ("who", "that", "which") or not _present(phrases, start, at):
        return None
    last = relative - 1
    if phrases.tags[last] not in "NO#D":
        return None
    group = phrases.group(last)
    first, head = phrases.lower[group[0]], phrases.tokens[last].text
    plural = phrases.tags[group[0]] == "N" and head.islower() and head.endswith("s")
    return (group[0], at + 1) if first in _ANYBODY or plural else None


def _present(phrases: Phrases, start: int, at: int) -> bool:
    if any(phrases.lower[i] in ("was", "were", "had", "did", "been", "has", "have") for i in range(start, at)):
        return False
    if any(phrases.lower[i] in ("is", "are", "do", "does") for i in range(start, at)):
        return True
    form = words.verb_forms().get(phrases.lower[at])
    return form is not None and "past" not in form.kinds and bool({"s", "base"} & form.kinds)


def _in_open_clause(phrases: Phrases, frame: Frame) -> Span | None:
    """ "What he would do after an attack (that killed many)": an indefinite act beside what only might be."""
    first = frame.group[0] if frame.trigger.rule.noun else _antecedent(phrases, frame.trigger.at)
    if (
        first is None
        or first < 2
        or phrases.lower[first] not in ("a", "an", "another")
        or phrases.lower[first - 1] not in _ADJUNCT
    ):
        return None
    for i in range(first - 2, max(-1, first - 9), -1):
        if phrases.tags[i] == "M":
            return (i, first) if phrases.lower[i] in _OPEN else None
        if phrases.tags[i] in "V;":
            return None
    return None


def _antecedent(phrases: Phrases, at: int) -> int | None:
    """The first token of the noun group that the relative clause of a verb belongs to."""
    relative = phrases.verb(at).start - 1
    if relative < 1 or phrases.lower[relative] not in ("that", "which", "who") or phrases.tags[relative - 1] != "N":
        return None
    return phrases.group(relative - 1)[0]
