"""Find the time expressions of a sentence, settle overlaps, and say what each may date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Final, TypeAlias

from vedette.coding.base import Sentence
from vedette.coding.times import absolute, lengths, relative
from vedette.coding.times.absolute import Handler
from vedette.coding.times.expression import Role, TimeExpression
from vedette.coding.times.found import Found, Scene
from vedette.coding.times.lexicon import HINT
from vedette.model import Document, Reading, When

_MARGIN: Final = 48
"""Characters around a hint that belong to its expression: the longest pattern fits."""
_NEWS_DAYS: Final = 2
_LEAD: Final = 2
"""Sentences after the headline that tell the news."""

_SINCE: Final = re.compile(
    r"\b(?:since|ever since|starting|beginning|from)\s+(?:(?:at least|about|around|the|early|late|on)\s+){0,2}$"
)
_AFTER: Final = re.compile(r"\b(?:after|following)\s+(?:the\s+)?$")
_UNTIL: Final = re.compile(r"\b(?:until|till|up to|by|before|ahead of|prior to|through|as of)\s+(?:the\s+)?$")
_JOINED: Final = re.compile(r"\s*(?:,\s*)?(?:and|to|until|till|through|-|–)\s+$|\s*[-–]\s*$")
_OPENED: Final = re.compile(r"\b(?:between|from)\s+(?:the\s+)?$")
_DIGIT: Final = re.compile(r"\d")


Spans: TypeAlias = tuple[tuple[re.Match[str], Handler], ...]
"""Where the time expressions of a sentence stand, and what reads each: the same whatever day they count from."""


def read(sentence: Sentence, *, anchor: date | None = None, spans: Spans | None = None) -> tuple[TimeExpression, ...]:
    """The time expressions of a sentence, in order, none overlapping.

    `anchor` is the last day told before the sentence ("two days earlier", "the next day" count from it); a day told
    earlier in the sentence takes its place. `spans` are the sentence's own, where they were found before. Time grows
    linearly with the sentence.
    """
    text = _lower(sentence.text)
    scene = Scene(text, sentence.text, sentence.document.published, anchor)
    expressions: list[TimeExpression] = []
    for match, handler in find(sentence) if spans is None else spans:
        start, end = match.span()
        found = handler(match, scene)
        if found is None:
            continue
        if found.lo is not None and found.lo == found.hi and found.role == "date":
            scene.anchor = found.lo
        expressions.append(_expression(sentence, start, end, found, text))
    return tuple(_paired(expressions, sentence))


def find(sentence: Sentence) -> Spans:
    """Where the time expressions of a sentence stand."""
    return tuple(_settle(_matches(_lower(sentence.text))))


def default(document: Document, sentence: Sentence) -> Reading[When]:
    """When an event took place that the text does not date: the news is at most two days old."""
    told_as_news = sentence.is_headline or sentence.index <= _headline_sentences(document) + _LEAD - 1
    earliest = document.published - timedelta(days=_NEWS_DAYS) if told_as_news else None
    when = When(earliest=earliest, latest=document.published, granularity="day", basis="publication")
    return Reading(value=when, confidence=0.6 if told_as_news else 0.4, basis="publication")


def window(expressions: Iterable[TimeExpression]) -> tuple[date | None, date | None]:
    """The window [from, to] that the expressions of one sentence open; (None, None) where none does."""
    for expression in expressions:
        if expression.from_day is not None:
            return expression.from_day, expression.to_day
    return None, None


def _headline_sentences(document: Document) -> int:
    return sum(1 for _, end in document.sentences[:8] if end <= document.headline)


def _lower(text: str) -> str:
    """Lower case with every character in its place, and no-break spaces and line ends as plain spaces."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lower.replace("\n", " ").replace("\r", " ").replace("\u00a0", " ").replace("\t", " ")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Handler, tuple[str, ...]], ...]:
    tables = (*absolute.PATTERNS, *relative.PATTERNS, *lengths.PATTERNS)
    return tuple((re.compile(pattern), handler, tuple(needs.split("|"))) for pattern, handler, needs in tables)


def _matches(text: str) -> list[tuple[int, int, int, re.Match[str]]]:
    """(start, -length, rank of the pattern, match) of all that any pattern finds near a hint."""
    found: list[tuple[int, int, int, re.Match[str]]] = []
    patterns = _patterns()
    for lo, hi in _regions(text):
        plain = _DIGIT.sub("0", " ".join(text[lo:hi].split()))
        for rank, (pattern, _, needs) in enumerate(patterns):
            for need in needs:
                if need in plain:
                    found += [(m.start(), m.start() - m.end(), rank, m) for m in pattern.finditer(text, lo, hi)]
                    break
    return found


def _regions(text: str) -> list[tuple[int, int]]:
    regions: list[tuple[int, int]] = []
    for hint in HINT.finditer(text):
        lo, hi = max(0, hint.start() - _MARGIN), min(len(text), hint.end() + _MARGIN)
        if regions and lo <= regions[-1][1]:
            regions[-1] = regions[-1][0], hi
        else:
            regions.append((lo, hi))
    return regions


def _settle(found: list[tuple[int, int, int, re.Match[str]]]) -> list[tuple[re.Match[str], Handler]]:
    """Of overlapping finds keep the first, the longer before the shorter, the earlier pattern before the later."""
    patterns = _patterns()
    kept: list[tuple[re.Match[str], Handler]] = []
    reach = -1
    for start, _, rank, match in sorted(found, key=lambda f: f[:3]):
        if start >= reach:
            kept.append((match, patterns[rank][1]))
            reach = match.end()
    return kept


def _expression(sentence: Sentence, start: int, end: int, found: Found, text: str) -> TimeExpression:
    published = sentence.document.published
    when = None
    if found.hi is not None and found.lo is not None:
        when = When(earliest=found.lo, latest=found.hi, granularity=found.granularity, basis=found.basis)
    role = _role(found, text[max(0, start - 40) : start], text[start:end])
    from_day = to_day = None
    if when is not None and role == "since":
        closed = (
            (when.span or 0) > 0
            and found.granularity == "day"
            and _OPENED.search(text, max(0, start - 12), start) is not None
        )
        from_day, to_day = when.earliest, when.latest if closed else max(published, when.latest)
    elif when is not None and role == "until":
        to_day = when.latest
    return TimeExpression(
        start=sentence.start + start, end=sentence.start + end, text=sentence.text[start:end], role=role, timex=found.timex, value=found.value,
        when=when, days=found.days, from_day=from_day, to_day=to_day,
    )  # fmt: skip


def _role(found: Found, before: str, said: str) -> Role:
    if found.role != "date":
        return found.role
    if said[:1].isdigit() and found.lo != found.hi and found.granularity == "day" and _OPENED.search(before):
        return "since"
    if _SINCE.search(before) or said.startswith("since ") or _AFTER.search(before):
        return "since"
    if _UNTIL.search(before) or said.startswith(("until ", "by ")):
        return "until"
    return "date"


def _paired(expressions: Sequence[TimeExpression], sentence: Sentence) -> list[TimeExpression]:
    """ "between 17 October and 30 October": both ends carry the whole window."""
    made = list(expressions)
    for index in range(len(made) - 1):
        first, second = made[index], made[index + 1]
        if first.when is None or second.when is None or first.when.earliest is None:
            continue
        lead = sentence.text[max(0, first.start - sentence.start - 12) : first.start - sentence.start].lower()
        link = sentence.text[first.end - sentence.start : second.start - sentence.start].lower()
        if (
            len(link) <= 10
            and _OPENED.search(lead)
            and _JOINED.search(link)
            and first.when.earliest <= second.when.latest
        ):
            ends = {"role": "since", "from_day": first.when.earliest, "to_day": second.when.latest}
            made[index] = replace(first, **ends)  # type: ignore[arg-type]  # the three fields named above
            made[index + 1] = replace(second, **ends)  # type: ignore[arg-type]
    return made
