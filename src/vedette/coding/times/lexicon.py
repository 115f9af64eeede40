"""The words of time: fragments of patterns over lower-case text, and the numbers they hold."""

from __future__ import annotations

import re
from typing import Final

from vedette.coding import numerals

MONTH: Final = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
WEEKDAY: Final = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
SHORT_WEEKDAY: Final = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|wed|thur?s?|fri|sat|sun)\b\.?)"
PART: Final = r"(?:morning|afternoon|evening|night|midday|noon|midnight|dawn|dusk|daybreak|sunrise|sunset)"
YEAR: Final = r"(?:1[5-9]\d\d|20\d\d)"
DAY: Final = r"(?:[0-2]?\d|3[01])(?:st|nd|rd|th)?"
SEASON: Final = r"(?:spring|summer|autumn|fall|winter)"
UNIT: Final = (
    r"(?:seconds?|minutes?|hours?|days?|weeks?|fortnights?|weekends?|months?|quarters?|years?|decades?|centur(?:y|ies))"
)
NUMBER: Final = (
    r"(?:\d{1,4}\s1/2|\d{1,4}(?:,\d{3})?(?:\.\d)?|half\san?|a\s(?:few|couple(?:\sof)?|dozen|hundred|thousand)|couple(?:\sof)?|several|many|few|an?"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?(?:\s(?:hundred|thousand))?)"
)
ORDINAL: Final = {
    name: number
    for number, name in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth"
        " seventeenth eighteenth nineteenth twentieth twenty-first".split(),
        1,
    )
}
PART_VALUE: Final = {
    "morning": "MO", "dawn": "MO", "daybreak": "MO", "sunrise": "MO", "afternoon": "AF", "evening": "EV", "dusk": "EV", "sunset": "EV", "night": "NI",
}  # fmt: skip
CLOCK_VALUE: Final = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}
UNIT_CODE: Final = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "weekend": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "E", "century": "C",
}  # fmt: skip
UNIT_DAYS: Final = {
    "day": 1,
    "week": 7,
    "fortnight": 14,
    "weekend": 7,
    "month": 30,
    "quarter": 91,
    "year": 365,
    "decade": 3652,
    "century": 36525,
}
SEASON_CODE: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
SEASON_MONTHS: Final = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}

HINT: Final = re.compile(
    r"\d{4}|\d:\d\d|\d[/-]\d|\d\s?[ap]\.?m|day|week|month|year|decade|centur|quarter|hour|minute|second|night|morning|evening|noon|dawn"
    r"|\bnow\b|recent|\bpast\b|future|current|present|\bsoon\b|\bonce\b|previous|former|spring|summer|autumn|\bfall\b|winter"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)|annual|\bdaily|christmas|easter|thanksgiving"
    r"|tomorrow|halloween|nowruz|period|\dth\b|\dst\b|\dnd\b|\drd\b|nineteen|'\d0s|sixties|seventies|eighties|nineties|long ago|\btime\b|latest"
)
"""Where a time expression may stand: everything else is not looked at."""


def number(text: str) -> float | None:
    """The number in "three", "a couple of", "2 1/2", "half an"; None for "several" and "a few"."""
    words = text.split()
    if words[0] == "half":
        return 0.5
    if text.endswith("1/2"):
        return float(words[0]) + 0.5
    if "couple" in words:
        return 2
    if words[-1] in ("few", "several", "many"):
        return None
    if text in ("a", "an"):
        return 1
    parsed = numerals.parse(words, 0) if len(words) > 1 or not words[0][0].isdigit() else None
    return parsed[0] if parsed else numerals.figure(words[0])


def unit(text: str) -> str:
    """The unit in the singular ("weeks" -> "week", "centuries" -> "century")."""
    return "century" if text.startswith("centur") else text.removesuffix("s")


def duration(amount: float | None, of: str) -> str:
    """A TIMEX3 duration: (3, "day") -> "P3D", (None, "week") -> "PXW", (2.5, "year") -> "P2Y6M"."""
    if of == "fortnight":
        return "P2W"
    clock = "T" if of in ("second", "minute", "hour") else ""
    if of == "decade" and amount is not None:
        return f"P{int(amount * 10)}Y"
    if of == "century" and amount is not None:
        return f"P{int(amount * 100)}Y"
    if amount is None:
        return f"P{clock}X{UNIT_CODE[of]}"
    whole, rest = int(amount), amount - int(amount)
    if rest and of in ("year", "hour"):
        tail = f"{round(rest * 12)}M" if of == "year" else f"{round(rest * 60)}M"
        return f"P{clock}{f'{whole}{UNIT_CODE[of]}' if whole else ''}{tail}"
    return f"P{clock}{whole if not rest else amount}{UNIT_CODE[of]}"
