"""No sentence without its records: every number, name, day and quotation is found again, or the briefing is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Final

from vedette.briefing import phrases
from vedette.briefing.facts import Facts
from vedette.errors import VerifyError
from vedette.model import Incident, Mention, Tally
from vedette.model.assessment import SeverityRisk
from vedette.model.brief import Briefing, Part, Sentence
from vedette.reference.words import LADDER, word

DAY: Final = re.compile(
    r"\b(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})\b|\b(\d{4})-(\d\d)-(\d\d)\b"
)
NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
NAME: Final = re.compile(r"\b[A-Z][\w'’-]+")
MONTHS: Final = {date(2000, month, 1).strftime("%B"): month for month in range(1, 13)}
OWN_WORDS: Final = frozenset(
    word.lower()
    for text in (
        *phrases.MODE_WORDS.values(),
        *phrases.OUTCOME_WORDS.values(),
        *phrases.KIND_WORDS.values(),
        "On Between A An L",
    )
    for word in text.split()
)


def verify(briefing: Briefing, facts: Facts) -> None:
    """Raise VerifyError with every sentence that its records do not carry."""
    known = {**facts.records, "outlets": tuple({facts.outlet(id) for id in facts.documents})}
    wrong = [
        f"{sentence.text!r}: {reason}" for sentence in briefing.sentences() for reason in objections(sentence, known)
    ]
    if wrong:
        raise VerifyError(f"{len(wrong)} statements are not carried by their records: " + "; ".join(wrong[:5]))


def objections(sentence: Sentence, known: dict[str, object]) -> Iterator[str]:
    """What is wrong with a sentence, part by part."""
    for part in sentence.parts:
        missing = [id for id in part.records if id not in known]
        if missing:
            yield f"cites {missing[0]}, which is not a record"
            continue
        reason = _CHECKS[part.how](part, [known[id] for id in part.records])
        if reason:
            yield reason


def _plain(part: Part, _: list[object]) -> str | None:
    free = part.text.replace("80 % interval", "")
    return f"{part.text!r} holds a number that cites nothing" if NUMBER.search(free) else None


def _counted(part: Part, records: list[object]) -> str | None:
    if part.text in ("no", "none", "No") or part.text == str(len(set(part.records))):
        return None if bool(records) == part.text.isdigit() else "counts nothing"
    return f"says {part.text} and cites {len(records)} records"


def _said(part: Part, records: list[object]) -> str | None:
    numbers, days, words = _content(records)
    return _missing(part.text, numbers, days, words)


def _computed(part: Part, records: list[object]) -> str | None:
    numbers, days, words = _content(records)
    numbers |= {f"{value * scale:.{digits}f}" for value in _floats(records) for scale in (1, 100) for digits in (0, 1)}
    numbers |= {f"{(1 - value) * 100:.0f}" for value in _floats(records) if 0 <= value <= 1}
    right = {word(one.probability.best) for one in records if isinstance(one, SeverityRisk)}
    if right and part.text in {name for _, name in LADDER} and part.text not in right:
        return f"{part.text!r} is not the word for this probability"
    return _missing(part.text, numbers, days, words)


def _quoted(part: Part, records: list[object]) -> str | None:
    body = part.text.strip("“”").removeprefix("… ").removesuffix(" …")
    if len(body.split()) > phrases.QUOTE_WORDS:
        return f"quotes more than {phrases.QUOTE_WORDS} words"
    found = any(body in " ".join(text.split()) for record in records for text in _strings(record))
    return None if found else f"{body!r} does not stand in its source"


_CHECKS: Final = {"plain": _plain, "counted": _counted, "said": _said, "computed": _computed, "quoted": _quoted}


def _missing(text: str, numbers: set[str], days: set[date], words: set[str]) -> str | None:
    for match in DAY.finditer(text):
        if _day(match) not in days:
            return f"the day {match.group()} is not in its records"
    rest = DAY.sub(" ", text)
    for match in NUMBER.finditer(rest):
        if match.group() not in numbers:
            return f"the number {match.group()} is not in its records"
    for match in NAME.finditer(rest):
        if match.group().lower() not in words and match.group().lower() not in OWN_WORDS:
            return f"the name {match.group()} is not in its records"
    return None


def _day(match: re.Match[str]) -> date:
    if match[4]:
        return date(int(match[4]), int(match[5]), int(match[6]))
    return date(int(match[3]), MONTHS[match[2]], int(match[1]))


def _content(records: list[object]) -> tuple[set[str], set[date], set[str]]:
    """The numbers, days and words that these records hold, sums of their casualties included."""
    numbers: set[str] = set()
    days: set[date] = set()
    words: set[str] = set()
    for record in records:
        for value in _values(record):
            if isinstance(value, date):
                days.add(value)
            elif isinstance(value, bool):
                continue
            elif isinstance(value, int | float):
                numbers |= {str(value), f"{value:.0f}"}
            elif isinstance(value, str):
                numbers |= set(NUMBER.findall(value))
                words |= {word.lower() for word in re.findall(r"[\w'’-]+", value)}
                days |= {_day(match) for match in DAY.finditer(value) if _possible(match)}
    for effect in ("killed", "injured", "missing"):
        lows = [c.value.count.low or 0 for one in records if isinstance(one, Incident) for c in one.casualties
                if c.value and c.value.effect == effect and c.value.count]  # fmt: skip
        numbers.add(str(sum(lows)))
    numbers |= {str(len(record)) for record in records if isinstance(record, tuple)}
    return numbers, days, words


def _possible(match: re.Match[str]) -> bool:
    try:
        _day(match)
    except ValueError:
        return False
    return True


def _floats(records: list[object]) -> list[float]:
    return [v for one in records for v in _values(one) if isinstance(v, int | float) and not isinstance(v, bool)]


def _values(value: object) -> Iterator[object]:
    """Every scalar inside a record; of a resolved field only the value that stands, not every telling."""
    if isinstance(value, Incident | Mention | Tally) or (is_dataclass(value) and not isinstance(value, type)):
        skip = {"told", "text", "recorded_at", "samples", "records", "sources"}
        for one in fields(value):
            if one.name not in skip:
                yield from _values(getattr(value, one.name))
        for extra in ("label", "end", "word"):
            if hasattr(type(value), extra):
                yield getattr(value, extra)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _values(item)
    elif isinstance(value, datetime):
        return
    elif value is not None:
        yield value


def _strings(record: object) -> Iterator[str]:
    text = getattr(record, "text", None)
    if isinstance(text, str):
        yield text
    for value in _values(record):
        if isinstance(value, str):
            yield value
