"""The causes of errors in incidents' templates, places and times, where telling them takes more than comparing labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

Row = dict[str, Any]
Found = Iterator[tuple[str, str]]

ROLES: Final = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
FAR: Final = {"country": 2000, "admin1": 450, "area": 2000}
"""Kilometres from which on a place of a kind counts as another one; 161 for all other kinds."""
_VAGUE: Final = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_SENTENCE: Final = re.compile(r"[.!?]\s|\n\s*\n")


def muc4(gold: Row, got: Row) -> Found:
    """Templates too many or too few, and role fillers by slot; `gold` is the GTT form, with the `text` where it is known."""
    right, found = gold["templates"], got.get("templates") or []
    if bool(right) != bool(found):
        yield ("irrelevant document with templates" if found else "relevant document without templates"), ""
    elif right:
        yield from _types(right, found)
    sentences = [_plain(one) for one in _SENTENCE.split(gold.get("text") or "")]
    for template in right:
        for role in ROLES:
            for entity in template[role]:
                mentions = [_plain(one) for one in entity]
                why = _missed(role, mentions, template, found, sentences)
                if why is not None:
                    yield f"{role} {why}", f"wanted “{mentions[0]}”"
    for role in ROLES:
        wanted = [_plain(one) for template in right for entity in template[role] for one in entity]
        for entity in (one for template in found for one in template.get(role, ())):
            if not any(_near(_plain(one), wanted) for one in entity):
                yield f"{role} invented", f"read “{_plain(entity[0])}”"


def timex(gold: Row, got: Row) -> Found:
    """Expressions not found, invented, or with another value."""
    right = {(t["start"], t["end"]): t for t in gold["timexes"]}
    found = {(t["start"], t["end"]): t for t in got.get("timexes") or ()}
    for (start, end), wanted in right.items():
        beside = [t for s, t in found.items() if s[0] < end and start < s[1]]
        words = f"“{gold['text'][start:end]}”"
        if not beside:
            yield f"{wanted['type']} not found", words
        elif all(t["value"] != wanted["value"] for t in beside):
            why = _value(wanted["value"], beside[0]["value"])
            yield f"{wanted['type']}: {why}", f"{words} is {wanted['value']}, read {beside[0]['value']}"
    for (start, end), extra in found.items():
        if not any(s[0] < end and start < s[1] for s in right):
            yield f"{extra['type']} invented: {_shape(extra)}", f"“{gold['text'][start:end]}”"


def places(gold: Row, got: Row) -> Found:
    """Names that nothing is filed under, and names resolved far away: whether the gazetteer has the right one."""
    from benchmarks.places import candidates_of
    from vedette.reference.geo import distance_km

    found = {(t["start"], t["end"]): t for t in got.get("toponyms") or ()}
    for name in gold["toponyms"]:
        point, words, limit = found.get((name["start"], name["end"])), name["name"], FAR.get(name["kind"], 161)
        candidates = candidates_of(gold["text"][name["start"] : name["end"]])
        if point is None:
            short = "." in words or len(words) <= 3
            why = "not read in its sentence" if candidates else "an abbreviation" if short else "not in the gazetteer"
            yield f"{_noun(name['kind'])} not found: {why}", f"“{words}”"
            continue
        apart = distance_km(name["lat"], name["lon"], point["lat"], point["lon"])
        if apart <= limit:
            continue
        meant = [c for c in candidates if distance_km(name["lat"], name["lon"], c.lat, c.lon) <= limit]
        taken = min(candidates, key=lambda c: distance_km(point["lat"], point["lon"], c.lat, c.lon), default=None)
        if not meant or taken is None:
            why = "the one that is meant is not in the gazetteer"
        else:
            why = f"another of that name taken, in {'the same' if taken.country == meant[0].country else 'another'} country"
        yield f"{_noun(name['kind'])}: {why}", f"“{words}”, {apart:.0f} km away"


def _noun(kind: str) -> str:
    return {"admin1": "state or province", "area": "area", "country": "country"}.get(kind, "place")


def _types(right: Sequence[Row], found: Sequence[Row]) -> Found:
    wanted, read = (Counter(t["incident_type"] for t in one) for one in (right, found))
    for type in sorted(set(wanted) | set(read)):
        a, b = wanted[type], read[type]
        said = f"{type}: wanted {a}, read {b}"
        if a and not b:
            yield "an incident of another type missed", said
        elif b and not a:
            yield "an incident of a type that is not told", said
        elif a > b:
            yield "several incidents of one type told as one", said
        elif b > a:
            yield "one incident told as several", said


def _missed(
    role: str, mentions: Sequence[str], template: Row, found: Sequence[Row], sentences: Sequence[str]
) -> str | None:
    """Why a filler was missed; None where it was found."""
    given = {r: [[_plain(m) for m in entity] for t in found for entity in t.get(r, ())] for r in ROLES}
    if any(all(m in mentions for m in entity) for entity in given[role]):
        return None
    if not found:
        return "missed: the document was taken for irrelevant"
    if any(_near(m, mentions) for entity in given[role] for m in entity):
        return "cut otherwise than in the key"
    other = next((r for r in ROLES if any(m in mentions for entity in given[r] for m in entity)), None)
    if other is not None:
        return f"read as {other}"
    if all(t.get("incident_type") != template["incident_type"] for t in found):
        return "missed: no incident of its type was read"
    beside = [_plain(m) for r in ROLES for entity in template[r] for m in entity if _plain(m) not in mentions]
    told = [one for one in sentences if any(m in one for m in mentions)]
    if any(m in one for one in told for m in beside):
        return "missed beside others of its incident"
    return "missed: named apart from its incident"


def _near(mention: str, others: Sequence[str]) -> bool:
    return any(mention in one or one in mention for one in others)


def _value(wanted: str, read: str) -> str:
    """How one TIMEX3 value differs from another."""
    if _bare(wanted) == _bare(read):
        return "the same, written otherwise in the key"
    if wanted in _VAGUE or read in _VAGUE:
        return "a vague reference for a day" if read in _VAGUE else "a day for a vague reference"
    if wanted.startswith("P") != read.startswith("P"):
        return "a length of time for a date" if read.startswith("P") else "a date for a length of time"
    if wanted.startswith("P"):
        return "another length of time"
    if wanted.startswith(read) or read.startswith(wanted):
        return "coarser than the words" if len(read) < len(wanted) else "finer than wanted"
    if _unit(wanted) != _unit(read):
        return "another unit (day, week, month, year)"
    if wanted[4:] == read[4:]:
        return "another year"
    one, other = _DAY.match(wanted), _DAY.match(read)
    if one and other and not (date.fromisoformat(one[0]) - date.fromisoformat(other[0])).days % 7:
        return "the weekday of another week"
    return "counted from another day"


def _bare(value: str) -> str:
    """A value without places that are left open and without leading zeros of weeks."""
    return re.sub(r"(-XX)+$", "", value).replace("-W0", "-W")


def _unit(value: str) -> str:
    return re.sub(r"\d", "0", value[:10])


def _shape(expression: Row) -> str:
    value = expression["value"]
    if value in _VAGUE:
        return "a vague word"
    if re.fullmatch(r"\d{4}", value):
        return "a bare year"
    return "no number in it" if "X" in value else "marked by nobody"


def _plain(text: str) -> str:
    kept = "".join(char for char in text.lower() if char.isalnum() or char == " ")
    return " ".join(word for word in kept.split() if word not in ("a", "an", "the"))
