"""Dates that the calendar knows: "18 October 2023", "Oct. 18", "10 NOV 89", "in early October", "2020", "Christmas Day"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final, Literal, TypeAlias

from vedette.coding.times import almanac, found
from vedette.coding.times.found import Found, Scene
from vedette.coding.times.lexicon import DAY, MONTH, PART, PART_VALUE, SHORT_WEEKDAY, YEAR

Handler: TypeAlias = Callable[[re.Match[str], Scene], Found | None]
Table: TypeAlias = tuple[tuple[str, Handler, str], ...]
"""Patterns, what reads each, and the plain words one of which every match holds (split by "|", any digit as 0, any blank as one space)."""
Part: TypeAlias = Literal["early", "mid", "late"]

_PART_OF: Final = r"(?:(?P<part>early|mid|late|the\s(?:beginning|start|middle|end|eve)\sof)(?:[\s-](?:in\s)?))?"
_YEAR_TAIL: Final = rf"(?:\s*,?\s+(?:of\s)?(?:(?P<year>{YEAR})\b|(?P<then>last|this|next)\syear\b))?"
PARTS: Final[dict[str, Part]] = {
    "early": "early",
    "mid": "mid",
    "late": "late",
    "beginning": "early",
    "start": "early",
    "middle": "mid",
    "end": "late",
}
A_FEW_DAYS: Final = 3


def part_of(text: str | None) -> Part | None:
    """ "late" for "late" and "the end of"."""
    return next((PARTS[word] for word in (text or "").split() if word in PARTS), None)


def _iso(m: re.Match[str], _scene: Scene) -> Found | None:
    day = almanac.day(int(m["y"]), int(m["m"]), int(m["d"]))
    return found.one_day(day, basis="explicit") if day else None


def _slashed(m: re.Match[str], scene: Scene) -> Found | None:
    first, second, written = int(m["a"]), int(m["b"]), m["y"]
    year = int(written) if len(written) == 4 else almanac.century_year(int(written), scene.published)
    as_day_month, as_month_day = almanac.day(year, second, first), almanac.day(year, first, second)
    one = as_month_day if as_day_month is None else as_day_month if as_month_day is None else None
    if as_day_month is None and as_month_day is None:
        return None
    if one is None and as_day_month == as_month_day:
        one = as_day_month
    if one is not None:
        return found.one_day(one, basis="explicit")
    return found.reference(as_month_day.isoformat() if as_month_day else "")


def _month_day(m: re.Match[str], scene: Scene) -> Found | None:
    if not _is_month(m, scene):
        return None
    number, written = int(re.sub(r"\D", "", m["day"])), m["year"]
    month = almanac.month_number(m["month"])
    day = _dated(scene, month, number, written, m.start())
    if day is None:
        return None
    basis: Literal["explicit", "relative"] = "explicit" if written else "relative"
    last = m.groupdict().get("last")
    until = almanac.day(day.year, month, int(re.sub(r"\D", "", last))) if last else None
    if until and until > day:
        return Found(timex="DATE", value=day.isoformat(), lo=day, hi=until, basis=basis)
    part = m.groupdict().get("daypart")
    if part in PART_VALUE:
        end = almanac.plus(day, 1) if part == "night" else day
        return Found(timex="TIME", value=f"{day.isoformat()}T{PART_VALUE[part]}", lo=day, hi=end, basis=basis)
    return found.one_day(day, basis=basis, value=None if written else _shown(day, scene).isoformat())


def _shown(day: date, scene: Scene) -> date:
    """The day of that number nearest to publication: a far day of the past is hardly told without its year."""
    coming = almanac.day(day.year + 1, day.month, day.day)
    far = (scene.published - day).days > 250
    return coming if far and coming and (coming - scene.published).days < 110 else day


def _dated(scene: Scene, month: int, number: int, written: str | None, at: int) -> date | None:
    if written:
        year = int(written) if len(written) == 4 else almanac.century_year(int(written), scene.published)
        return almanac.day(year, month, number)
    candidates = [almanac.day(scene.published.year + shift, month, number) for shift in (-4, -1, 0, 1)]
    days = [day for day in candidates if day is not None]
    return _nearest(days, scene, at)


def _nearest(days: list[date], scene: Scene, at: int) -> date | None:
    """The latest day not after publication by more than a few days, unless the words speak of what is to come."""
    past = [day for day in days if (day - scene.published).days <= A_FEW_DAYS]
    coming = [day for day in days if (day - scene.published).days >= 0]
    near_past = bool(past) and (scene.published - past[-1]).days <= 20
    if coming and not near_past and (coming[0] - scene.published).days < 300 and scene.future(at):
        return coming[0]
    return past[-1] if past else None


def _month(m: re.Match[str], scene: Scene) -> Found | None:
    if not _is_month(m, scene):
        return None
    number, written, part = almanac.month_number(m["month"]), m["year"], part_of(m["part"])
    if written:
        return found.month(int(written), number, basis="explicit", part=part)
    said = m["rel"]
    published = scene.published
    year = published.year
    if m["then"]:
        return found.month(year + {"last": -1, "this": 0, "next": 1}[m["then"]], number, basis="relative", part=part)
    if said in ("last", "this past", "this last", "past"):
        year -= number >= published.month
    elif said in ("next", "this coming"):
        year += number <= published.month
    elif said is None and number > published.month:
        year -= not scene.future(m.start())
    elif said is None and number < published.month - 1 and scene.future(m.start()):
        year += 1
    return found.month(year, number, basis="relative", part=part)


def _is_month(m: re.Match[str], scene: Scene) -> bool:
    """Whether "may", "march", "mar", "jan", "dec" is a month here and no other word."""
    name = m["month"]
    if name[:3] not in ("may", "mar") and len(name) > 3:
        return True
    raw = scene.raw[m.start("month") : m.end("month")]
    if raw[0].islower():
        return False
    with_number = any(m.groupdict().get(key) for key in ("day", "year", "part", "rel"))
    if with_number:
        return True
    if raw in ("May", "March", "MAY", "MARCH"):
        before = scene.text[max(0, m.start() - 12) : m.start()]
        led = re.search(
            r"\b(?:in|since|until|till|by|of|for|from|through|during|and|to|between|before|after|every|each)\s+$",
            before,
        )
        return bool(led) or (
            raw == "March"
            and before.strip() != ""
            and not re.match(r"\s+(?:of|for|on|to)\b", scene.text[m.end() : m.end() + 6])
        )
    return name.endswith(".") or raw.isupper()


def _year(m: re.Match[str], scene: Scene) -> Found | None:
    number = int(m["year"])
    led = m["led"] or m["part"] or m["fiscal"]
    after = scene.text[m.end() : m.end() + 14]
    before = scene.text[max(0, m.start("year") - 2) : m.start("year")]
    if before[-1:] in tuple("$£€#.,/-–'") and not (before[-1:] in "-–" and before[:1].isdigit()):
        return None
    if re.match(
        r"[,.]\d|%|-?(?:km|mm|kg|lb|hours?|gmt)\b|\s(?:hours|gmt|local|people|troops|soldiers|men|women|points|miles|feet|percent|shares|[a-z]+ers)\b",
        after,
    ):
        return None
    if not led and number > scene.published.year + 60:
        return None
    result = found.year(number, basis="explicit", part=part_of(m["part"]))
    return (
        result
        if led
        else Found(timex="DATE", value=result.value, lo=result.lo, hi=result.hi, granularity="year", basis="explicit")
    )


def _decade(m: re.Match[str], scene: Scene) -> Found | None:
    if m["word"]:
        first = 1900 + 10 * {"fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8, "nineties": 9}[m["word"]]
    elif m["short"]:
        first = almanac.century_year(int(m["short"]), scene.published)
    else:
        first = int(m["decade"])
    if first % 10:
        return None
    lo, hi = almanac.day(first, 1, 1), almanac.day(first + 9, 12, 31)
    return Found(timex="DATE", value=f"{first // 10}X", lo=lo, hi=hi, granularity="year", basis="explicit")


def _century(m: re.Match[str], _scene: Scene) -> Found | None:
    number = int(m["n"])
    if not 2 <= number <= 21:
        return None
    return Found(timex="DATE", value=f"{number - 1:02d}", role="reference")


def _holiday(m: re.Match[str], scene: Scene) -> Found | None:
    name = m["name"].replace("’", "'")
    if m["year"]:
        day = almanac.holiday(name, int(m["year"]))
        return found.one_day(day, basis="explicit") if day else None
    days = [d for shift in (-1, 0, 1) if (d := almanac.holiday(name, scene.published.year + shift))]
    day = _nearest(days, scene, m.start())
    return found.one_day(day) if day else None


def _ordinal_day(m: re.Match[str], scene: Scene) -> Found | None:
    """ "on the 18th": the latest day of that number not after publication."""
    number = int(m["n"])
    year, month = scene.published.year, scene.published.month
    for back in range(3):
        y, mo = almanac.shift_months(year, month, -back)
        day = almanac.day(y, mo, number)
        if day and day <= scene.published:
            return found.one_day(day)
    return None


def _spelled_year(m: re.Match[str], _scene: Scene) -> Found | None:
    tens = {
        "ten": 10,
        "twenty": 20,
        "thirty": 30,
        "forty": 40,
        "fifty": 50,
        "sixty": 60,
        "seventy": 70,
        "eighty": 80,
        "ninety": 90,
    }[m["tens"]]
    ones = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}.get(
        m["ones"] or "", 0
    )
    return found.year(1900 + tens + ones, basis="explicit")


_HOLIDAY: Final = "|".join(
    name.replace("'", "['’]")
    for name in sorted((*almanac.FIXED_HOLIDAYS, *almanac.MOVING_HOLIDAYS), key=len, reverse=True)
)
_HOLIDAYS: Final = "|".join({name.partition("'")[0] for name in (*almanac.FIXED_HOLIDAYS, *almanac.MOVING_HOLIDAYS)})
PATTERNS: Final[Table] = (
    (r"\b(?P<y>1[5-9]\d\d|20\d\d)-(?P<m>[01]?\d)-(?P<d>[0-3]?\d)(?:t[\d:]+z?)?\b", _iso, "0000-0"),
    (r"\b(?P<y>1[5-9]\d\d|20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])\b", _iso, "00000000"),
    (r"(?<![\d/.-])(?P<a>[0-3]?\d)[/.-](?P<b>[0-3]?\d)[/.-](?P<y>1[89]\d\d|20\d\d|\d\d)(?![\d/])(?!\.\d)", _slashed, "0/0|0.0|0-0"),
    (
        (
            rf"\b(?:{SHORT_WEEKDAY},?\s)?(?P<month>{MONTH})\s(?:the\s)?(?P<day>{DAY})\b(?:\s?(?:-|–|to)\s?(?P<last>{DAY})\b)?(?!:?\d)"
            rf"(?:\s*,?\s+(?P<year>{YEAR})\b)?(?:,?\s(?P<daypart>{PART}))?"
        ),
        _month_day,
        "0",
    ),
    (
        (
            rf"\b(?:{SHORT_WEEKDAY},?\s(?:the\s)?)?(?P<day>{DAY})(?:\s?(?:-|–|to|and)\s?(?P<last>{DAY}))?[\s-](?:of\s)?(?P<month>{MONTH})(?![a-z])"
            rf"(?:[\s,-]{{1,2}}(?P<year>{YEAR})(?![\d%]|[:,]\d))?"
        ),
        _month_day,
        "0",
    ),
    (r"\b(?P<day>[0-3]?\d)[\s-](?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[\s-](?P<year>\d\d)(?=[\s(\].,;]|$)(?!\s[a-z])", _month_day, "00"),
    (rf"\b{_PART_OF}(?:(?P<rel>last|next|this(?:\s(?:past|coming|last))?|past)\s)?(?P<month>{MONTH})(?![\w-])(?!\s\d{{1,2}}\b){_YEAR_TAIL}", _month, "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"),
    (rf"\b(?:(?P<part>early|mid|late|the\s(?:beginning|start|middle|end)\sof)[\s-])?(?P<led>(?:in|of|since|until|by|during|for|from)\s)?(?P<fiscal>(?:the\s)?(?:fiscal|year|calendar)\s)?(?P<year>{YEAR})\b", _year, "0000"),
    (r"\b(?:the\s)?(?:(?:early|mid|late)[\s-])?(?:(?P<decade>1[5-9]\d0|20\d0)['’]?s\b|(?P<word>fifties|sixties|seventies|eighties|nineties)\b)(?P<short>(?!))?", _decade, "0s|0's|0’s|ties"),
    (r"(?:the\s)?(?P<decade>(?!))?(?P<word>(?!))?['’](?P<short>\d0)s\b", _decade, "00s"),
    (r"\b(?:the\s)?(?P<n>\d{1,2})(?:st|nd|rd|th)[\s-]century\b", _century, "century"),
    (rf"\b(?P<name>{_HOLIDAY})(?!\w)(?:,?\s(?P<year>{YEAR})\b)?", _holiday, _HOLIDAYS),
    (r"\bon\sthe\s(?P<n>[0-3]?\d)(?:st|nd|rd|th)\b(?!\s(?:day|floor|anniversary|century|street|avenue|of\b|[a-z]+))", _ordinal_day, "0st|0nd|0rd|0th"),
    (r"\bnineteen\s(?P<tens>ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s-](?P<ones>one|two|three|four|five|six|seven|eight|nine))?\b", _spelled_year, "nineteen"),
)  # fmt: skip
