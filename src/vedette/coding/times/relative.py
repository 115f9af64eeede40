"""Dates told from another day: "on Thursday", "last night", "two days earlier", "last week", "the past three weeks"."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from vedette.coding.times import almanac, found, lexicon
from vedette.coding.times.absolute import Part, Table, part_of
from vedette.coding.times.found import Found, Scene
from vedette.coding.times.lexicon import CLOCK_VALUE, NUMBER, PART, PART_VALUE, SEASON, UNIT, WEEKDAY
from vedette.model.when import Granularity

_MODIFIED: Final = r"(?:(?P<mod>late|early|mid|later|earlier)[\s-](?:on\s)?)?"


def _weekday(m: re.Match[str], scene: Scene) -> Found | None:
    number = almanac.WEEKDAYS[m["weekday"][:3]]
    rel, part = m["rel"], m["part"] or m["part2"]
    day = _which_weekday(number, rel, scene)
    if day is None:
        return None
    late = m["mod"] in ("late", "later") and part not in ("morning", "afternoon") and m["mod"] != "later"
    into = late or part == "night" or bool(m["over"])
    when = _two_days(day, into=into, published=scene.published)
    owned = scene.text[m.end() : m.end() + 2] in ("'s", "’s")
    coming = rel is None and not owned and number != scene.published.weekday() and scene.future(m.start())
    shown = almanac.plus(day, 7) if coming else day
    if shown is None:
        return None
    if part in PART_VALUE or m["over"]:
        return Found(timex="TIME", value=f"{shown.isoformat()}T{PART_VALUE.get(part, 'NI')}", lo=when[0], hi=when[1])
    if part in CLOCK_VALUE:
        return Found(timex="TIME", value=shown.isoformat() + CLOCK_VALUE[part], lo=when[0], hi=when[1])
    return Found(timex="DATE", value=shown.isoformat(), lo=when[0], hi=when[1])


def _which_weekday(number: int, rel: str | None, scene: Scene) -> date | None:
    """The day that "Thursday", "last Thursday" or "next Thursday" names, seen from publication."""
    published = scene.published
    if rel is None or rel.startswith("this past"):
        return almanac.weekday_before(number, published)
    ahead = (number - published.weekday()) % 7
    if rel.startswith(("next", "this coming", "coming")):
        return almanac.plus(published, ahead or 7)
    if rel == "this":
        return almanac.plus(published, ahead) if scene.future(0) else almanac.weekday_before(number, published)
    day = almanac.weekday_before(number, published)
    return almanac.plus(day, -7) if day == published else day


def _two_days(day: date, *, into: bool, published: date) -> tuple[date, date]:
    """The day, or the night that runs into the next one, never past a publication that came after it began."""
    end = (almanac.plus(day, 1) or day) if into else day
    return day, max(day, min(end, published)) if day <= published else end


def _named_day(m: re.Match[str], scene: Scene) -> Found | None:
    shift = {"today": 0, "yesterday": -1, "tomorrow": 1}[m["day"]]
    if m["before"]:
        shift *= 2
    day = almanac.plus(scene.published, shift)
    if day is None:
        return None
    part = m["part"]
    into = part == "night" or (m["mod"] == "late" and part is None)
    lo, hi = _two_days(day, into=into, published=scene.published)
    if part in PART_VALUE or part in CLOCK_VALUE:
        value = f"T{PART_VALUE[part]}" if part in PART_VALUE else CLOCK_VALUE[part]
        return Found(timex="TIME", value=day.isoformat() + value, lo=lo, hi=hi)
    return Found(timex="DATE", value=day.isoformat(), lo=lo, hi=hi)


def _part_of_day(m: re.Match[str], scene: Scene) -> Found | None:
    """ "this morning", "last night", "tonight", "overnight"."""
    published = scene.published
    yesterday = almanac.plus(published, -1)
    if yesterday is None:
        return None
    said = m[0]
    if said.endswith("tonight"):
        return found.one_day(published, timex="TIME", value=f"{published.isoformat()}TNI")
    if "last" in said or "overnight" in said or "previous" in said:
        code = PART_VALUE.get(m["part"] or "night", "NI")
        hi = published if code == "NI" else yesterday
        return Found(timex="TIME", value=f"{yesterday.isoformat()}T{code}", lo=yesterday, hi=hi)
    code = PART_VALUE.get(m["part"] or "", "")
    return found.one_day(published, timex="TIME", value=f"{published.isoformat()}T{code}") if code else None


def _unit(m: re.Match[str], scene: Scene) -> Found | None:
    """ "last week", "this month", "earlier this year", "late last year", "next spring"."""
    rel, unit = m["rel"].split()[-1], lexicon.unit(m["unit"])
    shift = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(rel, 0)
    made = _shifted(unit, shift, scene.published, part_of(m["mod"]))
    if made is None or made.lo is None or made.hi is None:
        return made
    if shift == 0 and made.hi > scene.published >= made.lo and not scene.future(m.start()):
        return Found(timex=made.timex, value=made.value, lo=made.lo, hi=scene.published, granularity=made.granularity)
    return made


def _shifted(unit: str, shift: int, published: date, part: Part | None = None) -> Found | None:
    if unit in ("week", "weekend", "fortnight"):
        monday = almanac.plus(almanac.monday(published), 7 * shift)
        sunday = almanac.plus(monday, 6) if monday else None
        saturday = almanac.plus(monday, 5) if monday else None
        if monday is None or sunday is None or saturday is None:
            return None
        if unit == "weekend":
            return Found(
                timex="DATE", value=f"{almanac.week_value(monday)}-WE", lo=saturday, hi=sunday, granularity="week"
            )
        return found.week(monday, sunday)
    year, month = published.year, published.month
    if unit == "month":
        y, mo = almanac.shift_months(year, month, shift)
        return found.month(y, mo, basis="relative", part=part) if 1 <= y <= 9998 else None
    if unit == "quarter":
        return _quarter(*_quarter_of(year, month, shift))
    if unit == "year":
        return found.year(year + shift, basis="relative", part=part) if 1 <= year + shift <= 9998 else None
    if unit == "decade":
        return found.reference(f"{year // 10 + shift}X")
    if unit == "century":
        return found.reference(f"{year // 100 + shift:02d}")
    day = almanac.plus(published, shift) if unit == "day" else None
    return found.one_day(day) if day else None


def _quarter_of(year: int, month: int, shift: int) -> tuple[int, int]:
    index = year * 4 + (month - 1) // 3 + shift
    return index // 4, index % 4 + 1


def _quarter(year: int, number: int) -> Found:
    first = date(year, 3 * number - 2, 1)
    return Found(
        timex="DATE",
        value=f"{year}-Q{number}",
        lo=first,
        hi=almanac.last_of_month(year, 3 * number),
        granularity="month",
    )


def _season(m: re.Match[str], scene: Scene) -> Found | None:
    code = lexicon.SEASON_CODE[m["season"]]
    published = scene.published
    first, last = lexicon.SEASON_MONTHS[code]
    if m["year"]:
        year = int(m["year"])
    else:
        rel = m["rel"] or "this"
        year = published.year + {"last": -1, "past": -1, "next": 1}.get(rel.split()[-1], 0)
        if rel == "last" and published.month > last:
            year = published.year
    end_year, end_month = almanac.shift_months(year, 1, last - 1)
    return Found(
        timex="DATE",
        value=f"{year}-{code}",
        lo=date(year, first, 1),
        hi=almanac.last_of_month(end_year, end_month),
        granularity="month",
    )


def _ago(m: re.Match[str], scene: Scene) -> Found | None:
    """ "two days ago", "a week earlier", "three months later": from publication, or from the day told before."""
    unit, amount, way = lexicon.unit(m["unit"]), lexicon.number(m["number"]) if m["number"] else None, m["way"]
    if unit == "year" and amount == 1 and way in ("ago", "earlier") and scene.compares_quarters(m.start(), m.end()):
        return found.reference(almanac.last_quarter(scene.published, back=1))
    forward = way in ("later", "after", "afterwards", "from now", "hence", "on")
    told = way not in ("ago", "from now", "hence")
    base = scene.anchor if told and scene.anchor else scene.published
    if amount is None or unit in ("second", "minute", "hour", "weekend"):
        return _vaguely_ago(amount, unit, told=told, forward=forward, base=base, scene=scene)
    made = _displaced(base, unit, amount if forward else -amount)
    if made is None:
        return None
    if told and scene.anchor is None:
        return found.reference(made.value)
    return made


def _vaguely_ago(
    amount: float | None, unit: str, *, told: bool, forward: bool, base: date, scene: Scene
) -> Found | None:
    if unit in ("second", "minute", "hour") and not told:
        yesterday = almanac.plus(base, -1)
        far = amount is None or (unit == "hour" and amount > 1)
        value = scene.published.isoformat()
        return Found(timex="DATE", value=value, lo=yesterday if far else base, hi=base)
    if told or unit in ("second", "minute", "hour"):
        return found.reference(lexicon.duration(amount, unit), "DURATION", "duration")
    return found.reference("FUTURE_REF" if forward else "PAST_REF")


def _displaced(base: date, unit: str, amount: float) -> Found | None:
    """The day, week, month or year so many units from `base`, as wide as the unit leaves it."""
    if unit == "day":
        day = almanac.plus(base, int(amount))
        return found.one_day(day) if day else None
    if unit in ("week", "fortnight"):
        middle = almanac.plus(base, int(amount * (7 if unit == "week" else 14)))
        lo, hi = (almanac.plus(middle, -3), almanac.plus(middle, 3)) if middle else (None, None)
        if middle is None or lo is None or hi is None:
            return None
        return Found(timex="DATE", value=almanac.week_value(middle), lo=lo, hi=hi, granularity="week")
    if unit in ("month", "quarter"):
        y, mo = almanac.shift_months(base.year, base.month, int(amount * (1 if unit == "month" else 3)))
        return found.month(y, mo, basis="relative") if 1 <= y <= 9998 else None
    years = int(amount * {"year": 1, "decade": 10, "century": 100}[unit])
    if not 1 <= base.year + years <= 9998:
        return None
    if unit != "year":
        value = f"{(base.year + years) // 10}X" if unit == "decade" else f"{(base.year + years) // 100:02d}"
        return found.reference(value)
    return found.year(base.year + years, basis="relative")


def _beside(m: re.Match[str], scene: Scene) -> Found | None:
    """ "the day before", "the next day", "the same day", "that night": told from the day before it in the text."""
    shift = {
        "previous": -1,
        "preceding": -1,
        "before": -1,
        "earlier": -1,
        "next": 1,
        "following": 1,
        "after": 1,
        "later": 1,
    }
    step = shift.get(m["a"] or "", 0) or shift.get(m["b"] or "", 0)
    base = scene.anchor or scene.published
    day = almanac.plus(base, step)
    if day is None:
        return None
    part = m["part"]
    timex, value = (
        ("TIME", f"{day.isoformat()}T{PART_VALUE[part]}") if part in PART_VALUE else ("DATE", day.isoformat())
    )
    if scene.anchor is None:
        return found.reference(value, "TIME" if timex == "TIME" else "DATE")
    hi = almanac.plus(day, 1) if part == "night" else day
    return Found(timex="TIME" if timex == "TIME" else "DATE", value=value, lo=day, hi=hi)


_GRAIN: Final[dict[str, Granularity]] = {"hour": "day", "day": "day", "week": "week", "month": "month", "year": "year"}


def _window(m: re.Match[str], scene: Scene) -> Found | None:
    """ "in the past three weeks", "over the last 24 hours", "in the next two days"."""
    unit = lexicon.unit(m["unit"])
    amount = lexicon.number(m["number"]) if m["number"] else None
    value = lexicon.duration(amount, unit)
    if amount is None or unit in ("second", "minute"):
        return found.reference(value, "DURATION", "duration")
    days = max(1, round(amount / 24)) if unit == "hour" else round(amount * lexicon.UNIT_DAYS[unit])
    if m["rel"] in ("next", "coming", "following"):
        hi = almanac.plus(scene.published, days)
        return Found(timex="DURATION", value=value, lo=scene.published, hi=hi, role="until", days=days)
    lo = almanac.plus(scene.published, -days)
    return Found(
        timex="DURATION",
        value=value,
        lo=lo,
        hi=scene.published,
        granularity=_GRAIN.get(unit, "year"),
        role="since",
        days=days,
    )


PATTERNS: Final[Table] = (
    (
        (
            rf"\b{_MODIFIED}(?:(?P<over>overnight)\s(?:on\s)?)?(?:(?P<part2>noon|midnight|midday|{PART})\s(?:on\s|of\s)?)?"
            rf"(?:(?P<rel>last|this(?:\s(?:past|coming))?|next|coming|past)\s)?(?P<weekday>{WEEKDAY})(?!s\b)(?:\s(?P<part>{PART}))?\b"
        ),
        _weekday,
        "day",
    ),
    (rf"\b(?:(?P<mod>late|early|mid|earlier|later)[\s-])?(?P<before>(?:the\s)?day\s(?:before|after)\s)?(?P<day>today|yesterday|tomorrow)\b(?:['’]s)?(?:\s(?P<part>{PART})\b)?", _named_day, "today|yesterday|tomorrow"),
    (r"\b(?:mid-?(?P<mod>\s)?(?:afternoon|morning)\s)(?P<before>(?!))?(?P<day>today|yesterday|tomorrow)\b(?P<part>(?!))?", _named_day, "today|yesterday|tomorrow"),
    (rf"\b(?:earlier\s|later\s|late\s|early\s)?(?:(?:this|last|(?:the\s)?previous)\s(?P<part>{PART})|tonight|overnight)\b", _part_of_day, "this|last|previous|night"),
    (
        (
            r"\b(?:(?P<mod>early|earlier|late|later|mid|sometime|the\s(?:beginning|start|middle|end)\sof|much\sof|all|most\sof|in)\s(?:in\s)?)?"
            r"(?:the\s)?(?P<rel>last|this(?:\s(?:past|coming))?|next|past|previous|current|coming|following)\s"
            r"(?P<unit>week(?:end)?|month|quarter|year|decade|century)\b(?![\s-]?(?:old|long))"
        ),
        _unit,
        "last|this|next|past|previous|current|coming|following",
    ),
    (rf"\b(?:early\s|late\s|mid-?|the\s)?(?:(?P<rel>last|this(?:\spast)?|next|past)\s)(?P<season>{SEASON})\b(?P<year>(?!))?", _season, "spring|summer|autumn|fall|winter"),
    (r"\b(?P<rel>(?!))?(?:early\s|late\s|mid-?|the\s)?(?:in\s)?(?:the\s)?(?P<season>spring|summer|autumn|fall|winter)\s(?:of\s)?(?P<year>1[89]\d\d|20\d\d)\b", _season, "spring|summer|autumn|fall|winter"),
    (
        (
            rf"\b(?:(?:more|less)\sthan\s|about\s|nearly\s|almost\s|some\s|just\s|only\s|over\s)?(?:(?P<number>{NUMBER})[\s-](?:more\s)?)?(?P<unit>{UNIT})\s"
            rf"(?P<way>ago|earlier|before|later|afterwards?|after|from\snow|hence)\b"
        ),
        _ago,
        "ago|earlier|before|later|after|from|hence",
    ),
    (rf"\b(?:on\s)?the\s(?P<a>previous|preceding|next|following|same)\s(?:day|(?P<part>{PART}))\b(?P<b>(?!))?", _beside, "previous|preceding|next|following|same"),
    (r"\b(?:the|a|one)\s(?:day|(?P<part>night|evening))\s(?P<b>before|earlier|after|later)\b(?P<a>(?!))?(?!\syesterday)", _beside, "before|earlier|after|later"),
    (rf"\b(?:later\s)?that\s(?:same\s)?(?:day|(?P<part>{PART}))\b(?P<a>(?!))?(?P<b>(?!))?", _beside, "that"),
    (
        (
            rf"\b(?:(?:in|over|during|within|for|throughout)\s)?(?:at\sleast\s)?(?:(?:the|these|those)\s)?(?P<rel>past|last|previous|preceding|next|coming|following|latest)\s(?P<number>{NUMBER})[\s-]"
            rf"(?:\d\d?\sto\s\d\d?\s)?(?:calendar\s|trading\s|business\s|more\s)?(?P<unit>seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|decades?|centuries)\b"
        ),
        _window,
        "past|last|previous|preceding|next|coming|following|latest",
    ),
)  # fmt: skip
