"""The window and the day of a total, and who counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from vedette.coding.base import Sentence
from vedette.coding.tallies import lexicon as lex
from vedette.coding.times import TimeExpression

_WITHIN: Final = re.compile(
    r"\b(?:in|within|over|during|across|inside)\s(?:(?:just|only|barely|about|nearly|almost|roughly|some|the|a\slittle|a\sbit|less\sthan|more\sthan|under|over|(?:the\s)?(?:space|span|course)\sof)\s){0,3}$"
)
_LENGTH: Final = re.compile(r"P(?:(T)(?=\d+H))?(\d+)([HDWMY])")
_DAYS: Final = {"D": 1, "W": 7, "M": 30, "Y": 365}
_PARTLY: Final = re.compile(r"\b(?:mid|middle|early|late|end)\b")
_AFTER: Final = re.compile(r"\b(?:after|following)\s(?:the\s)?$")
_SPOKEN: Final = re.compile(
    r"\b(?:said|says|told(?:\s[a-z]+){0,3}|reported|announced|confirmed|statement|reporters|briefing|interview|published|released|given)\s(?:(?:late|early)\s)?(?:on\s)?$"
)
_SO_MANY: Final = re.compile(r"\b(?:in|over)\sas\smany\s(?P<unit>days|nights|weeks|months)\b")
_VERSION: Final = re.compile(r"['’]s\s(?:version|account|statement|report|figures|data|records)$|['’]s$")
_OF_DAY: Final = re.compile(r"\b(?:of|in\sthe\scourse\sof)\sthe\sday\b")
_IN_YEAR: Final = re.compile(r"(?<!\bas\s)\b(?:in|during|of|throughout|for|since|between|and|through)\s$")
_FOUR: Final = re.compile(r"((?:of\s|in\s)?)\d{4}")
_AS_OF: Final = re.compile(r"\b(?:as\sof|by|up\sto|until|through|till|to)\s(?:the\s)?(?:end\sof\s)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What the words around a total say of its time.

    `windowed`: it has a window, also one whose first day is not told ("since mid-October"). `own`: the window is a length or opens with
    "since", so that it cannot date one act. `single`: one day dates it.
    """

    from_day: date | None
    to_day: date | None
    as_of: date
    windowed: bool = False
    own: bool = False
    single: bool = False

    @property
    def days(self) -> int | None:
        """The length of the window in days, None where its beginning is unknown."""
        return (self.to_day - self.from_day).days if self.from_day and self.to_day else None


def frame(
    sentence: Sentence, lower: str, expressions: Sequence[TimeExpression], *, number: int = 0, cumulative: bool = False
) -> Frame:
    """The time of the total that the expressions stand beside.

    `lower` is the sentence, `number` what the total counts ("the third in as many days"); a `cumulative` total told for a day was true on that day.
    """
    published = sentence.document.published
    as_of = _as_of(sentence, lower, expressions, published, cumulative=cumulative)
    for one in expressions:
        made = _opened(sentence, lower, one, as_of)
        if made is not None:
            return made
    many = _SO_MANY.search(lower)
    if many and number > 1:
        return _back(as_of, number, {"d": "D", "n": "D", "w": "W", "m": "M"}[many["unit"][0]]) or Frame(
            from_day=None, to_day=as_of, as_of=as_of
        )
    day = next(
        (e.when.latest for e in expressions if e.role == "date" and e.when is not None and e.when.span == 0), None
    )
    if _OF_DAY.search(lower) and day is not None:
        return Frame(from_day=day, to_day=day, as_of=published, windowed=True, own=True)
    named = next(
        (
            e.when
            for e in expressions
            if e.role == "date" and e.when is not None and e.when.granularity != "day" and _spans(sentence, lower, e)
        ),
        None,
    )
    if named is not None and named.earliest is not None and named.earliest <= as_of:
        return Frame(from_day=named.earliest, to_day=min(named.latest, as_of), as_of=as_of, windowed=True)
    recent = any(e.value == "PAST_REF" and e.text.lower().startswith("recent ") for e in expressions)
    single = any(_dates(sentence, lower, e) for e in expressions)
    return Frame(from_day=None, to_day=as_of, as_of=as_of, windowed=recent, single=single)


def _opened(sentence: Sentence, lower: str, one: TimeExpression, as_of: date) -> Frame | None:
    """The window of one expression: "since …", "between … and …", "in two weeks"."""
    before = _before(sentence, lower, one)
    if one.from_day is not None:
        to_day = as_of if one.to_day is None or one.to_day >= as_of else one.to_day
        vague = (
            one.when is not None
            and one.when.granularity != "day"
            and _PARTLY.search(f"{before[-9:]} {one.text.lower().replace('-', ' ')}") is not None
        )
        if one.from_day > to_day:
            return None
        own = not _AFTER.search(before)
        return Frame(
            from_day=None if vague else one.from_day,
            to_day=to_day,
            as_of=as_of if to_day >= as_of else to_day,
            windowed=True,
            own=own,
        )
    length = _LENGTH.fullmatch(one.value) if one.role == "duration" else None
    if length and (_WITHIN.search(before) or re.match(r"the\s", one.text.lower())):
        return _back(as_of, int(length[2]), "h" if length[1] else length[3])
    return None


def _before(sentence: Sentence, lower: str, one: TimeExpression) -> str:
    """The words before an expression, as far as they can lead it."""
    end = one.start - sentence.start
    return lower[max(0, end - 80) : end]


def _back(as_of: date, number: int, unit: str) -> Frame | None:
    """So many units back from the day of the total; days count it in."""
    days = -(-number // 24) if unit == "h" else number * _DAYS[unit] - (unit == "D")
    try:
        first = as_of - timedelta(days=days)
    except OverflowError:
        return None
    return Frame(from_day=first, to_day=as_of, as_of=as_of, windowed=True, own=True)


def _as_of(
    sentence: Sentence, lower: str, expressions: Sequence[TimeExpression], published: date, *, cumulative: bool
) -> date:
    for one in sorted(expressions, key=lambda e: e.role != "until"):
        before = _before(sentence, lower, one)
        last = (
            one.to_day
            if one.role == "until"
            else one.when.latest
            if one.role == "date" and one.when and one.when.granularity == "day"
            else None
        )
        if last is None or last > published or _SPOKEN.search(before):
            continue
        if one.role == "until" or _AS_OF.search(before) or cumulative:
            return last
    return published


def _spans(sentence: Sentence, lower: str, one: TimeExpression) -> bool:
    """Whether a week, month or year holds what is told: not "a week ago", and not four figures alone, which may be an hour."""
    before = _before(sentence, lower, one)
    bare = _FOUR.fullmatch(one.text.lower())
    return not one.text.lower().endswith("ago") and (bare is None or _IN_YEAR.search(before + bare[1]) is not None)


def _dates(sentence: Sentence, lower: str, one: TimeExpression) -> bool:
    """Whether an expression names the day of what is told, not the day on which it was said."""
    if one.role != "date" or one.when is None or one.when.granularity != "day":
        return False
    before = _before(sentence, lower, one)
    return _SPOKEN.search(before) is None and _AS_OF.search(before) is None


def counters(sentence: Sentence, told: tuple[int, int] | None) -> tuple[tuple[int, int], ...]:
    """Those who count, in document offsets, the likeliest first: "according to X", "X's count", "X said".

    `told` is the one named before, to whom "she said" and "by its count" point.
    """
    found: dict[tuple[int, int], None] = {}
    for pattern in (lex.KEPT, lex.ACCORDING, lex.OWNED, lex.SAYING, lex.INVERTED):
        for match in pattern.finditer(sentence.text):
            who = _VERSION.sub("", match["who"].strip())
            if told is not None and lex.BACK.match(who):
                found[told] = None
            elif not lex.NO_COUNTER.search(who.lower()):
                start = sentence.start + match.start("who")
                found[start, start + len(who)] = None
    if not found and told is not None and lex.OWN.search(sentence.text):
        found[told] = None
    return tuple(found)
