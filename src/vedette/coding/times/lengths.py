"""Times that date nothing by themselves: durations, sets, clock times, ages, quarters told in passing, "now" and "recently"."""

from __future__ import annotations

import re
from typing import Final

from vedette.coding.times import almanac, found, lexicon
from vedette.coding.times.absolute import Table
from vedette.coding.times.expression import Role
from vedette.coding.times.found import Found, Scene
from vedette.coding.times.lexicon import NUMBER, UNIT, WEEKDAY, YEAR

_REFERENCES: Final = {
    "now": "PRESENT_REF", "right now": "PRESENT_REF", "currently": "PRESENT_REF", "current": "PRESENT_REF", "at present": "PRESENT_REF",
    "presently": "PRESENT_REF", "recently": "PAST_REF", "recent": "PAST_REF", "the past": "PAST_REF", "long ago": "PAST_REF", "the future": "FUTURE_REF",
    "near future": "FUTURE_REF", "the near future": "FUTURE_REF", "the present": "PRESENT_REF", "at the moment": "PRESENT_REF", "more recently": "PAST_REF",
    "lately": "PAST_REF", "nowadays": "PRESENT_REF", "these days": "PRESENT_REF",
}  # fmt: skip
_EVERY: Final = {
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "annually": "P1Y",
    "yearly": "P1Y",
    "hourly": "PT1H",
}


def _length(m: re.Match[str], _scene: Scene) -> Found | None:
    unit = lexicon.unit(m["unit"])
    amount = lexicon.number(m["number"]) if m["number"] else None
    if m["half"] and amount is not None:
        amount += 0.5
    days = round(amount * lexicon.UNIT_DAYS[unit]) if amount is not None and unit in lexicon.UNIT_DAYS else None
    return Found(timex="DURATION", value=lexicon.duration(amount, unit), role="duration", days=days)


def _hyphenated(m: re.Match[str], _scene: Scene) -> Found | None:
    unit = lexicon.unit(m["unit"])
    amount = lexicon.number(m["number"])
    days = round(amount * lexicon.UNIT_DAYS[unit]) if amount is not None and unit in lexicon.UNIT_DAYS else None
    role: Role = "age" if m["old"] else "duration"
    return Found(timex="DURATION", value=lexicon.duration(amount, unit), role=role, days=days)


def _plural(m: re.Match[str], _scene: Scene) -> Found | None:
    return Found(timex="DURATION", value=lexicon.duration(None, lexicon.unit(m["unit"])), role="duration")


def _recent(m: re.Match[str], _scene: Scene) -> Found | None:
    return found.reference("FUTURE_REF" if m["way"] in ("coming", "next") else "PAST_REF")


def _every(m: re.Match[str], _scene: Scene) -> Found | None:
    said = m["word"]
    if said:
        return found.reference(_EVERY[said], "SET", "set")
    what = m["what"]
    if what.endswith("day") and what != "day":
        return found.reference(f"XXXX-WXX-{almanac.WEEKDAYS[what[:3]] + 1}", "SET", "set")
    return found.reference(lexicon.duration(1, lexicon.unit(what)), "SET", "set")


def _weekdays(m: re.Match[str], _scene: Scene) -> Found | None:
    return found.reference(f"XXXX-WXX-{almanac.WEEKDAYS[m['what'][:3]] + 1}", "SET", "set")


def _clock(m: re.Match[str], scene: Scene) -> Found | None:
    hour, minute = int(m["hour"]), int(m["minute"] or 0)
    half = (m["half"] or "")[:1]
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    if hour > 24 or minute > 59:
        return None
    return found.reference(
        f"{(scene.anchor or scene.published).isoformat()}T{hour:02d}:{minute:02d}", "TIME", "time_of_day"
    )


def _named_clock(m: re.Match[str], scene: Scene) -> Found | None:
    return found.reference(
        scene.published.isoformat() + lexicon.CLOCK_VALUE.get(m["word"], "TAF"), "TIME", "time_of_day"
    )


def _reference(m: re.Match[str], _scene: Scene) -> Found | None:
    return found.reference(_REFERENCES[m[0]])


def _ordinal_quarter(m: re.Match[str], scene: Scene) -> Found | None:
    number = lexicon.ORDINAL[m["n"]]
    year = int(m["year"]) if m["year"] else scene.published.year
    if not m["year"] and 3 * number - 2 > scene.published.month + 3:
        year -= 1
    return found.reference(f"{year}-Q{number}")


def _latest_quarter(m: re.Match[str], scene: Scene) -> Found | None:
    return found.reference(almanac.last_quarter(scene.published, back=1 if m["ago"] else 0))


def _year_ago(m: re.Match[str], scene: Scene) -> Found | None:
    """The year before, or its quarter where the sentence sets results of a quarter beside those of a year before."""
    if "quarter" in m[0] or scene.compares_quarters(m.start(), m.end()):
        return found.reference(almanac.last_quarter(scene.published, back=1))
    return found.reference(str(scene.published.year - 1))


def _the_quarter(_m: re.Match[str], scene: Scene) -> Found | None:
    return found.reference(almanac.last_quarter(scene.published, back=0))


def _fiscal(_m: re.Match[str], scene: Scene) -> Found | None:
    return found.reference(str(scene.published.year))


def _first_months(m: re.Match[str], _scene: Scene) -> Found | None:
    amount = lexicon.number(m["number"])
    return found.reference(lexicon.duration(amount, lexicon.unit(m["unit"])), "DURATION", "duration")


def _weekend(_m: re.Match[str], scene: Scene) -> Found | None:
    """ "over the weekend": the latest one that has begun."""
    saturday = almanac.weekday_before(5, scene.published)
    sunday = almanac.plus(saturday, 1)
    if sunday is None:
        return None
    hi = min(sunday, scene.published)
    return Found(timex="DATE", value=f"{almanac.week_value(saturday)}-WE", lo=saturday, hi=hi, granularity="week")


def _aged(m: re.Match[str], _scene: Scene) -> Found | None:
    return found.reference(f"P{m['n']}Y", "DURATION", "age")


_LED: Final = r"(?:(?:at\sleast|more\sthan|less\sthan|up\sto|no\smore\sthan|nearly|almost|about|over|around|some|an\sadditional|another|the\sfirst|the)\s)?"
PATTERNS: Final[Table] = (
    (rf"\b{_LED}(?P<number>{NUMBER})\s(?:\d\d?\s|to\s(?:\d\d?|[a-z]+)\s)?(?:more\s|full\s|trading\s|straight\s|consecutive\s|additional\s|long\s|whole\s)?(?P<unit>{UNIT})\b(?P<half>\sand\sa\shalf)?", _length, " second| minute| hour| day| week| fortnight| month| quarter| year| decade| centur"),
    (rf"\b(?P<number>{NUMBER})-(?P<unit>second|minute|hour|day|week|month|quarter|year|decade)s?\b(?P<old>-old)?(?:-long)?", _hyphenated, "-second|-minute|-hour|-day|-week|-month|-quarter|-year|-decade"),
    (rf"\b(?P<number>{NUMBER})\s(?P<unit>years?|months?|weeks?|days?)(?P<old>\sold)\b", _hyphenated, " old"),
    (r"\baged?\s(?P<n>\d{1,3})\b", _aged, "age"),
    (r"\b(?P<unit>seconds|minutes|hours|days|weeks|months|years|decades|centuries)\b(?:-long)?(?!-old)", _plural, "seconds|minutes|hours|days|weeks|months|years|decades|centuries"),
    (r"\b(?P<way>recent|coming)\s(?:days|weeks|months|years|quarters|decades)\b", _recent, "recent|coming"),
    (rf"\b(?:(?P<word>daily|nightly|weekly|monthly|annually|yearly|hourly)|(?:each|every)\s(?:other\s|single\s)?(?P<what>second|minute|hour|day|week|month|quarter|year|{WEEKDAY}))\b", _every, "daily|nightly|weekly|monthly|annually|yearly|hourly|each|every"),
    (rf"\b(?:on\s)?(?P<what>{WEEKDAY})s\b", _weekdays, "days"),
    (r"\b(?P<hour>[012]?\d)(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap]\.?m\b\.?)(?:\s(?:est|edt|gmt|pst|local\stime))?", _clock, "0am|0pm|0 am|0 pm|0a.m|0p.m|0 a.m|0 p.m"),
    (r"\b(?P<hour>[012]?\d):(?P<minute>[0-5]\d)(?::[0-5]\d)?\b(?P<half>(?!))?", _clock, "0:0"),
    (r"\b(?P<hour>[012]\d)(?P<minute>[0-5]\d)(?=\s?(?:hours|hrs|gmt|local|utc|z\b))(?P<half>(?!))?", _clock, "0000"),
    (r"\b(?P<word>noon|midday|midnight)\b", _named_clock, "noon|midday|midnight"),
    (r"\b(?:right\snow|now|currently|current|at\spresent|presently|more\srecently|recently|recent|the\spast|long\sago|the\snear\sfuture|near\sfuture|the\sfuture|the\spresent|at\sthe\smoment|lately|nowadays|these\sdays)\b(?!-)", _reference, "now|current|present|recent|past|long|future|moment|lately|these"),
    (rf"\b(?:the\s|this\s|its\s|fiscal\s)?(?P<n>first|second|third|fourth)[\s-]quarter\b(?:\s(?:of\s)?(?P<year>{YEAR}))?", _ordinal_quarter, "quarter"),
    (r"\bthe\s(?:(?P<ago>year-(?:ago|earlier))\s|latest\s)(?:quarter|period)\b", _latest_quarter, "quarter|period"),
    (r"\b(?:the\s|an?\s)?year-(?:ago|earlier)(?:\s(?:first|second|third|fourth)?\s?quarter)?\b", _year_ago, "year-"),
    (r"\b(?:in\s)?(?:the|that)\squarter\b(?!-)", _the_quarter, "quarter"),
    (r"\b(?:the\s)?(?:fiscal\syear|full\syear|year[\s-]end|end\sof\sthe\syear)\b", _fiscal, "year"),
    (rf"\bthe\s(?:first|latest)\s(?P<number>{NUMBER})\s(?P<unit>{UNIT})\b", _first_months, "first|latest"),
    (r"\b(?:over\s|during\s|at\s)?the\s(?:past\s|last\s)?weekend\b", _weekend, "weekend"),
)  # fmt: skip
