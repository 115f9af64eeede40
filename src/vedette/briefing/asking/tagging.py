"""The question with its names and times marked: what is left is grammar, or not understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from vedette.briefing.asking import tokens
from vedette.briefing.asking.lexicon import Lexicon
from vedette.briefing.asking.query import Side, Span, Spot
from vedette.briefing.asking.readers import Clock, Search, Time
from vedette.briefing.asking.vocabulary import ALWAYS, BASES, BOMBED, FILTERS, GUARD, OWN, SORTS, SPEECH
from vedette.reference.actors import State
from vedette.reference.names import fold

LONGEST: Final = 6
"""Words of the longest name that is tried."""
_BEFORE: Final = re.compile(r"\b(before|until|till|up to|by|to|after|since|from|as of|following)\s+(?:the\s+)?$")
_PLAIN: Final = frozenset(
    word for pattern in (*(one.pattern for one in FILTERS), *(pattern for _, pattern in SORTS)) for word in re.findall(r"[a-z]{4,}", pattern)
) | frozenset(word for text in OWN.values() for word in text.split()) | ALWAYS | BASES | {"severity", "level", "rung", "unclaimed", "harmless", "casualties"}  # fmt: skip
_TYPED: Final = frozenset(one for one in _PLAIN if len(one) > 3) | frozenset(
    "attacked attacks attack attacking strikes strike bombed bombing intercepted injured wounded threatened threaten claimed responded responsibility weapons happened".split()
)


@dataclass(slots=True)
class Tagged:
    """A question as words and marks: `flat` holds "@A0" where a party stands, "@P1" a place, "@S2" a state, "@D3" a demonym,
    "@R4" a role, "@W5" a weapon, "@O6" an outlet, "@T7" a time; `values` what each mark means."""

    flat: str
    values: dict[str, Any] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    read_as: list[tuple[str, str]] = field(default_factory=list)

    def of(self, kind: str) -> Iterator[str]:
        """The marks of one kind, in order."""
        return (mark for mark in self.values if mark[1] == kind)


def tag(question: str, lexicon: Lexicon, clock: Clock, day: date, search: Search) -> Tagged:
    """Mark the times and names of a question, and set words right that are mistyped and stand in no report."""
    text = tokens.plain(question)
    made = Tagged(flat="")
    text = _times(text, clock, day, made)
    words = [match.group() for match in re.finditer(r"@T\d+|" + tokens.TOKEN.pattern, text)]
    out: list[str] = []
    at = 0
    while at < len(words):
        if words[at].startswith("@T"):
            out.append(words[at])
            at += 1
            continue
        length, mark = _named(words, at, lexicon, made)
        if not mark:
            fixed = None if search(words[at], 1) else _fixed(words, at, lexicon, made)
            if fixed is not None:
                words[at] = fixed
                continue
            mark, length = words[at].lower(), 1
        out.append(mark)
        at += length
    made.flat = " ".join(out)
    return made


def _times(text: str, clock: Clock, day: date, made: Tagged) -> str:
    found = [one for one in clock(text, day) if not (one.role == "reference" and one.when is None)]
    pieces: list[str] = []
    at = 0
    for number, one in enumerate(found):
        mark, said = f"@T{number}", text[one.start : one.end]
        before = _BEFORE.search(text[: one.start].lower())
        span = _span(one, before.group(1) if before else "", day, said.lower())
        if span is None and one.role != "set":
            continue
        if span is None:
            made.unclear.append(said)
        elif made.spans and one.role == "since" and pieces and _same(one, found[number - 1]):
            made.values[mark] = span
        else:
            made.spans.append(span)
            made.values[mark] = span
        made.words[mark] = said
        pieces.append(text[at : one.start] + mark)
        at = one.end
    return "".join(pieces) + text[at:]


def _same(one: Time, other: Time) -> bool:
    """Whether two times are the ends of one window ("from 24 October to 13 November")."""
    return (one.from_day, one.to_day) == (other.from_day, other.to_day) and one.from_day is not None


def _span(one: Time, before: str, day: date, said: str) -> Span | None:
    """The days of a time expression, by its own words and the word before it."""
    if one.role == "set" or (one.when is None and one.from_day is None and one.days is None):
        return None
    if one.days is not None:
        if one.to_day is not None and one.to_day > day:
            return Span(first=day + timedelta(days=1), last=day + timedelta(days=one.days), days=one.days)
        return Span(first=day - timedelta(days=one.days - 1), last=day)
    when = one.when
    if when is None:
        return Span(first=one.from_day, last=one.to_day)
    if "week" in said and when.earliest is not None and when.earliest > day:
        return Span(first=day + timedelta(days=1), last=day + timedelta(days=7), days=7)
    if one.role == "until":
        return Span(last=when.latest - timedelta(days=1) if before == "before" else when.latest)
    if one.role == "since" and one.from_day is not None:
        first = one.from_day + timedelta(days=1) if before in ("after", "following") else one.from_day
        return Span(first=first, last=one.to_day if one.to_day != day else None)
    return Span(first=when.earliest, last=when.latest)


def _named(words: list[str], at: int, lexicon: Lexicon, made: Tagged) -> tuple[int, str]:
    """The longest name from here and its mark; (0, "") where none begins."""
    for length in range(min(LONGEST, len(words) - at), 0, -1):
        part = words[at : at + length]
        if any(word.startswith("@") or word == "?" for word in part):
            continue
        found = _meaning(part, at, lexicon)
        if found is not None:
            kind, value = found
            mark = f"@{kind}{sum(1 for one in made.values if one[1] == kind)}"
            made.values[mark], made.words[mark] = value, " ".join(part)
            return length, mark
    return 0, ""


def _meaning(part: list[str], at: int, lexicon: Lexicon) -> tuple[str, Any] | None:
    """What these words name: kind and value."""
    surface = " ".join(part).removesuffix(" 's")
    folded = fold(surface)
    lower = surface.lower()
    if (
        len(part) == 1
        and surface != "US"
        and grammar(lower)
        and (BOMBED.fullmatch(lower) or lexicon.weapon(folded) is None)
    ):
        return ("R", role) if lower in _ROLES and (role := lexicon.role(lower)) else None
    inside = at > 0 and part[0][:1].isupper()
    if (
        (part[0].lower() in ALWAYS and not inside and surface[:2] != "US")
        or (part[-1].lower() in ALWAYS and part[-1] != "US")
        or part[-1] == "'s"
    ):
        return None
    tries: tuple[tuple[str, Callable[[], Any]], ...] = (
        ("O", lambda: lexicon.outlet(folded)),
        ("A", lambda: lexicon.composed(part) if len(part) > 1 else None),
        ("S", lambda: lexicon.state(surface, folded)),
        ("A", lambda: lexicon.party(surface, folded) if len(folded) > 3 or surface.isupper() else None),
        ("P", lambda: _place(part, at, lexicon)),
        ("W", lambda: lexicon.weapon(folded)),
        ("A", lambda: lexicon.coalition() if folded == "coalition" else None),
        ("R", lambda: lexicon.role(folded)),
    )
    for kind, look in tries:
        value = look()
        if value is None:
            continue
        if kind == "S":
            return ("D" if value[1] else "S"), value[0]
        return kind, value
    return None


_ROLES: Final = frozenset("militia militias soldiers troops civilians".split())


def _place(part: list[str], at: int, lexicon: Lexicon) -> Spot | None:
    capital = all(word[:1].isupper() or word[:1].isdigit() or "-" in word for word in part) and part[0][:1].isupper()
    return lexicon.spot(" ".join(part), capital=capital and (at > 0 or len(part) > 1))


def _fixed(words: list[str], at: int, lexicon: Lexicon, made: Tagged) -> str | None:
    """The word that was meant by a mistyped one, with the note of it; None where the word may stand.

    A name is read only where one may stand: with a capital, or after a word that leads to one.
    """
    word, lower = words[at], words[at].lower()
    if grammar(lower) or lower in GUARD or not lower.isalpha() or any(word == read for _, read in made.read_as):
        return None
    meant = tokens.nearest(lower, _TYPED)
    if meant is None and (word[:1].isupper() or (at > 0 and words[at - 1].lower() in _LEADS)):
        meant = tokens.nearest(lower, lexicon.words)
    if meant is None or meant == lower:
        return None
    made.read_as.append((word, meant))
    return meant


_LEADS: Final = frozenset(
    "in on at by from of near and or compare than the did has have to against with versus vs does al".split()
)
"""Words after which a name may stand."""


@cache
def grammar(word: str) -> bool:
    """Whether a word in lower case is one of those that questions are made of."""
    if word in _PLAIN or BOMBED.fullmatch(word) or re.fullmatch("l[0-7]", word):
        return True
    patterns = (
        *(one.pattern for one in FILTERS),
        *(pattern for _, pattern in SORTS),
        *(pattern for pattern, _ in SPEECH),
    )
    return any(match.group() == word for pattern in patterns if (match := re.search(pattern, word)))


def side_of(value: Any, lexicon: Lexicon) -> Side:
    """The party that a mark means; a place speaks where it is a capital."""
    if isinstance(value, Side):
        return value
    if isinstance(value, Spot):
        return lexicon.capital(value.name) or Side(name=value.name)
    state: State = value
    return Side(name=state.name, id=state.iso3)
