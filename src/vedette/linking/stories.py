"""Whole reports compared, for collections in which every report tells one event and nothing has been coded.

The same machinery as for mentions: named features with levels, log-odds from a file, average link. Rarity of words is
counted in the collection itself.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import log, sqrt
from typing import Final

from vedette.linking.states import states_in
from vedette.linking.traits import content_words
from vedette.reference.names import fold

Vector = Mapping[str, float]

LEAST: Final = 0.08
"""Stories whose words agree less are not compared."""

_TOKEN: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|[.!?\n]")
_AGE: Final = re.compile(
    r"\b(\d{1,2})(?:-|\s)(?:year|month)s?(?:-|\s)olds?\b|, (\d{1,2}),|\bages? (\d{1,2})\b|\((\d{1,2})\)"
)
_STREET: Final = re.compile(
    r"\b(?:(\d{2,5})(?:th|st|nd|rd)? block of )?((?:[NSEW]\.? |North |South |East |West )?(?:[A-Z][a-z]+|\d+(?:th|st|nd|rd))(?: [A-Z][a-z]+)?) "
    r"(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Boulevard|Blvd|Lane|Ln|Court|Ct|Circle|Place|Pl|Way|Parkway|Highway|Hwy|Terrace)\b"
)
_NOT_NAMES: Final = frozenset(
    """police department county sheriff office officer officers sgt lt capt detective chief city state street avenue road north south east
    west news monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december associated press hospital medical center university high school court district attorney judge photo posted
    updated copyright all rights reserved facebook twitter email share the a an in on at of and crime stoppers new fox abc cbs nbc local
    apartments apartment drive lane boulevard am pm mr mrs ms dr jr sr deputy deputies investigators authorities witnesses anyone
    """.split()
)
_DAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAY: Final = re.compile(
    r"\b(?:(?P<week>" + "|".join(_DAYS) + r")|(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? (?P<day>\d{1,2})"
    r"(?:,? (?P<year>(?:19|20)\d\d))?\b)", re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What comparing whole reports looks at; vectors have length one."""

    id: str
    published: int
    words: Vector
    title: Vector
    lead: Vector
    names: Vector
    capitals: Vector
    ages: frozenset[str]
    streets: frozenset[str]
    states: frozenset[str]
    days: frozenset[int]
    dead: bool


def stories(reports: Iterable[tuple[str, date, str, str]]) -> dict[str, Story]:
    """Stories by id, from (id, published, title, text) of a whole collection."""
    held = list(reports)
    parts = {
        id: (_words(f"{title}\n{text}"), _words(title), _words(_lead(text)), _names(f"{title}.\n{text}"))
        for id, _, title, text in held
    }
    seen: Counter[str] = Counter()
    for words, _, _, names in parts.values():
        seen.update(set(words) | set(names))
    rare = {word: log(len(held) / (1 + count)) + 1 for word, count in seen.items()}
    found: dict[str, Story] = {}
    for id, published, title, text in held:
        words, heading, lead, names = parts[id]
        full = f"{title}\n{text}"
        found[id] = Story(
            id=id,
            published=published.toordinal(),
            words=_unit(words, rare),
            title=_unit(heading, rare),
            lead=_unit(lead, rare),
            names=_unit(Counter(n for n in names if " " in n), rare),
            capitals=_unit(Counter(n for n in names if " " not in n), rare),
            ages=frozenset(a for m in _AGE.finditer(full) for a in m.groups() if a),
            streets=frozenset(fold(m.group(2)) for m in _STREET.finditer(full)),
            states=states_in(full),
            days=_told_days(text[:3000], published),
            dead=bool(
                re.search(r"\b(?:dead|killed|died|dies|fatal|fatally|homicide|murder|death)\b", full, re.IGNORECASE)
            ),
        )
    return found


def meetings(held: Mapping[str, Story]) -> Iterator[tuple[str, str]]:
    """Pairs of stories worth comparing, in ascending order of id: those whose words have a cosine over 0.08.

    Words that more than a fifth of the collection holds are passed over in looking for them.
    """
    seen = Counter(word for story in held.values() for word in story.words)
    holders: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for id in sorted(held):
        shared: defaultdict[str, float] = defaultdict(float)
        for word, weight in held[id].words.items():
            if seen[word] <= max(2, 0.2 * len(held)):
                for other, theirs in holders[word]:
                    shared[other] += weight * theirs
                holders[word].append((id, weight))
        yield from ((other, id) for other, cosine in shared.items() if cosine > LEAST)


def dot(a: Vector, b: Vector) -> float:
    """The cosine of two vectors of length one."""
    if len(a) > len(b):
        a, b = b, a
    return sum(value * b[key] for key, value in a.items() if key in b)


def _lead(text: str) -> str:
    return text[:700]


def _words(text: str) -> Counter[str]:
    allowed = content_words(text)
    found = [fold(m.group()) for m in re.finditer(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+", text)]
    kept = [w for w in found if w in allowed]
    return Counter(kept)


def _names(text: str) -> Counter[str]:
    """Capitalised words and pairs of them that stand side by side inside a sentence."""
    found: Counter[str] = Counter()
    previous = ""
    for m in _TOKEN.finditer(text):
        word = m.group()
        low = fold(word.removesuffix("'s").removesuffix("’s"))
        if word[0].isupper() and len(low) > 1 and low not in _NOT_NAMES:
            found[low] += 1
            if previous:
                found[f"{previous} {low}"] += 1
            previous = low
        elif not (len(word) == 1 and word.isupper()):
            previous = ""
    return found


def _unit(counts: Counter[str], rare: Mapping[str, float]) -> Vector:
    weights = {word: (1 + log(count)) * rare.get(word, 1.0) for word, count in counts.items()}
    length = sqrt(sum(w * w for w in weights.values()))
    return {word: w / length for word, w in weights.items()} if length else {}


def _told_days(text: str, published: date) -> frozenset[int]:
    found: set[int] = set()
    for m in _DAY.finditer(text):
        if m["week"]:
            back = (published.weekday() - _DAYS.index(m["week"].lower())) % 7
            found.add((published - timedelta(days=back)).toordinal())
        else:
            month = _MONTHS.index(m["month"][:3].lower()) + 1
            try:
                day = date(int(m["year"] or published.year), month, int(m["day"]))
                if not m["year"] and day > published:
                    day = day.replace(year=day.year - 1)
            except ValueError:
                continue
            found.add(day.toordinal())
    return frozenset(found)
