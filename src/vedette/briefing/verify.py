"""No sentence without its records: every number, name, day and quotation is found again, or the briefing is refused.

A part that cites `id#field` must be one of the ways in which that field is told, letter for letter. Beside that, its numbers,
days and names must stand in the record whatever the wording, so that neither a wrong text nor a wrong wording passes alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Final

from vedette.briefing import phrases
from vedette.briefing.facts import Facts, cited
from vedette.briefing.telling import EFFECT_WORDS, RUNGS, tellings, toll
from vedette.errors import VerifyError
from vedette.model import Document, Incident, Mention, Tally
from vedette.model.brief import Briefing, Part, Sentence

DAY: Final = re.compile(
    r"\b(\d{1,2}) (Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:tember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
    r" (\d{4})\b|\b(\d{4})-(\d\d)-(\d\d)\b"
)
NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
NUMBER_WORD: Final = re.compile(
    r"\b(zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety"
    r"|dozens?|scores|hundreds?|thousands?|millions?|half|twice|thrice|double[ds]?|tripled?)\b",
    re.I,
)
NAME: Final = re.compile(r"\b[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’]+")
WORD: Final = re.compile(r"(?=\b(\w[\w'’]*))")
"""Each word from each of its beginnings: "d'Ivoire" is also "Ivoire"."""
MONTHS: Final = {date(2000, month, 1).strftime("%b"): month for month in range(1, 13)}
OWN_WORDS: Final = frozenset(
    word.lower()
    for text in (
        *phrases.MODE_WORDS.values(),
        *phrases.OUTCOME_WORDS.values(),
        *phrases.KIND_WORDS.values(),
        *EFFECT_WORDS.values(),
        *RUNGS,
        "On Between A An L No None Foiled Act",
    )
    for word in text.split()
)
PLAIN_INTERVAL: Final = "80 % interval"
"""The one number that plain words may hold: the level of every interval of the assessment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What can be cited, and the names that only a citation may print."""

    records: dict[str, object]
    names: frozenset[str]


def verify(briefing: Briefing, facts: Facts) -> None:
    """Raise VerifyError with every sentence that its records do not carry."""
    known = known_in(facts)
    wrong = list(_frame(briefing, facts))
    wrong += [f"{text!r}: {reason}" for text in _fixed(briefing) if (reason := _plain(Part(text=text), [], known))]
    wrong += [
        f"{sentence.text!r}: {reason}" for sentence in briefing.sentences() for reason in objections(sentence, known)
    ]
    if wrong:
        raise VerifyError(f"{len(wrong)} statements are not carried by their records: " + "; ".join(wrong[:5]))


def known_in(facts: Facts, items: Mapping[str, object] | None = None) -> Known:
    """What can be cited from these facts, with further items by name."""
    return Known(records={**facts.records, **(items or {})}, names=frozenset(_names(facts)))


def objections(sentence: Sentence, known: Known) -> Iterator[str]:
    """What is wrong with a sentence, part by part."""
    for part in sentence.parts:
        missing = [name for name in part.records if cited(name)[0] not in known.records]
        if missing:
            yield f"cites {missing[0]}, which is not a record"
            continue
        records = [known.records[cited(name)[0]] for name in part.records]
        reason = _untold(part, records) or _CHECKS[part.how](part, records, known)
        if reason:
            yield reason


def _frame(briefing: Briefing, facts: Facts) -> Iterator[str]:
    """What is wrong with the head of the briefing."""
    if briefing.as_of != facts.as_of:
        yield f"the briefing is dated {briefing.as_of}, its facts {facts.as_of}"
    if briefing.fingerprint != facts.fingerprint:
        yield f"the briefing names the fingerprint {briefing.fingerprint}, its facts {facts.fingerprint}"
    if briefing.first_day != facts.first_day:
        yield f"the briefing begins on {briefing.first_day}, its incidents on {facts.first_day}"


def _fixed(briefing: Briefing) -> Iterator[str]:
    """Labels, titles and questions: words that may state nothing."""
    for figure in briefing.figures:
        yield from (figure.label, figure.note)
    for section in briefing.sections:
        yield section.title
        for table in section.tables:
            yield from (table.caption, *table.columns)
    yield from (one.question for one in briefing.questions)


def _names(facts: Facts) -> Iterator[str]:
    """The names of actors, places and outlets in the ledger which are told from common words by a capital."""
    found: set[str] = {facts.outlet(id) for id in facts.documents}
    for one in facts.mentions.values():
        readings = (one.actor, one.target, one.place, one.launched_from)
        found |= {reading.value.name for reading in readings if reading is not None}
    for tally in facts.tallies:
        parties = (tally.counter, tally.counted.actor, tally.counted.target, *tally.counted.places)
        found |= {reading.value.name for reading in parties if reading is not None}
    # A capital alone proves no name at the start of a sentence: a group or town called "Most" must not forbid the word.
    return (name for name in found if name[:1].isupper() and name.rstrip(" :;,.") not in OPENINGS)


OPENINGS: Final = frozenset(
    "A An Act Admiralty After Against Aid As Asked At Attacks Because Before Between By Casualties Chosen Claims Counter Earlier Every First"
    " Flagged For Forecast Forecasts Frequently From How Id In Incidents It Key Last Ledger Most Named No None Not Notes Of On Outcome Outlets"
    " Outlook Over Places Reported Reports Severity Situation Sources Summed Tempo The There Total Totals Under Until What When Where Who Why"
    " Window With Within".split()
)
"""Words with which our own sentences, labels and columns begin."""


def _untold(part: Part, records: list[object]) -> str | None:
    """Why this is no way to tell the fields that the part cites; None where it is, or where no field is cited."""
    names = [cited(name)[1] for name in part.records]
    if not any(names) or part.how == "quoted":
        return None
    incidents = [one for one in records if isinstance(one, Incident)]
    if set(names) <= set(EFFECT_WORDS) and len(set(names)) == 1 and len(incidents) == len(records):
        whole = toll(incidents, names[0])
        if whole is not None and part.text == phrases.quantity(whole):
            return None
    for record, name in zip(records, names, strict=True):
        known = tellings(record, name)
        if known is None:
            return f"cites the field {name!r}, which its record does not have"
        if part.text not in known and part.text not in {phrases.capital(one) for one in known}:
            return f"{part.text!r} is not what {name} of the record says ({' / '.join(known) or 'unknown'})"
    return None


def _plain(part: Part, _: list[object], known: Known) -> str | None:
    free = part.text.replace(PLAIN_INTERVAL, "")
    if NUMBER.search(free) or NUMBER_WORD.search(free):
        return f"{part.text!r} holds a number that cites nothing"
    name = next(
        (one for one in known.names if one in free and re.search(rf"(?<!\w){re.escape(one)}(?!\w)", free)), None
    )
    return f"{part.text!r} holds the name {name!r} and cites nothing" if name else None


def _counted(part: Part, records: list[object], _: Known) -> str | None:
    if not part.text.isdigit():
        return f"{part.text!r} is no count"
    number = len(set(part.records))
    return (
        None
        if int(part.text) == number and number == len(part.records)
        else f"says {part.text} and cites {len(records)} records"
    )


def _said(part: Part, records: list[object], _: Known) -> str | None:
    numbers, days, words = _content(records)
    return _missing(part.text, numbers, days, words)


def _computed(part: Part, records: list[object], _: Known) -> str | None:
    if not all(cited(name)[1] for name in part.records):
        return f"{part.text!r} names no field of its item"
    numbers, days, words = _content(records)
    numbers |= {f"{value * scale:.{digits}f}" for value in _floats(records) for scale in (1, 100) for digits in (0, 1)}
    numbers |= {f"{(1 - value) * 100:.0f}" for value in _floats(records) if 0 <= value <= 1}
    return _missing(part.text, numbers, days, words)


def _quoted(part: Part, records: list[object], _: Known) -> str | None:
    """A quotation is a whole sentence, passage or condition, or says with an ellipsis on which side it was cut."""
    inner = part.text.removeprefix("“").removesuffix("”")
    body = inner.removeprefix("… ").removesuffix(" …")
    cut_left, cut_right = inner.startswith("… "), inner.endswith(" …")
    if not body.strip():
        return "quotes nothing"
    if len(body.split()) > phrases.QUOTE_WORDS:
        return f"quotes more than {phrases.QUOTE_WORDS} words"
    for record in records:
        for whole in _quotable(record):
            begins, ends = cut_left or whole.startswith(body), cut_right or whole.endswith(body)
            if begins and ends and f" {body} " in f" {whole} ":
                return None
    return f"{body!r} does not stand so in its source"


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
    return date(int(match[3]), MONTHS[match[2][:3]], int(match[1]))


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
                words |= {word.lower() for word in WORD.findall(value)}
                days |= {_day(match) for match in DAY.finditer(value) if _possible(match)}
    for effect in EFFECT_WORDS:
        whole = toll([one for one in records if isinstance(one, Incident)], effect)
        numbers |= {str(bound) for bound in (whole.low, whole.high) if bound is not None} if whole else set()
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


def _quotable(record: object) -> Iterator[str]:
    """The stretches of text that may be quoted from a record, each on one line."""
    if isinstance(record, Document):
        yield from (" ".join(record.text[start:end].split()) for start, end in record.sentences)
    elif isinstance(record, Mention):
        yield from (" ".join(passage.text.split()) for passage in record.passages())
        if record.condition is not None:
            yield " ".join(record.condition.value.split())
