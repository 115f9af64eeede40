"""Places in a sentence, resolved with the document's other places as context."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from vedette.coding import words
from vedette.coding.chunks import Phrases
from vedette.model import Where
from vedette.reference.actors import actors
from vedette.reference.gazetteer import Gazetteer, Place, gazetteer
from vedette.reference.names import fold

LOCATING: Final = frozenset(
    "in at near on outside inside around within into over across to toward towards from of off against between along through north south east west between".split()
)
BEFORE_KIND: Final = frozenset(
    "village town city district province department governorate region state area camp base base's airport municipality block neighborhood neighbourhood".split()
)
_PARTS: Final = frozenset(
    "edge edges outskirts south north east west suburb suburbs vicinity centre center heart villages towns hills town village hamlet city".split()
)
KIND_WORDS: Final = {
    "village": "town", "town": "town", "city": "town", "district": "district", "tehsil": "district", "mandal": "district", "block": "district",
    "province": "province", "governorate": "province", "department": "province", "state": "province", "oblast": "province", "region": "region",
    "camp": "facility", "base": "facility", "airbase": "facility", "airport": "facility", "municipality": "town", "area": "town", "county": "district",
    "neighborhood": "town", "neighbourhood": "town", "forest": "region", "forests": "region", "valley": "region", "crossing": "point", "checkpoint": "point",
    "sub-division": "district", "panchayat": "town", "hamlet": "town", "island": "region", "mountains": "region", "canton": "district", "bazaar": "point", "market": "point",
}  # fmt: skip
_TOO_WIDE: Final = frozenset(
    {
        "middle east",
        "horn of africa",
        "west",
        "east",
        "north",
        "south",
        "gulf",
        "union",
        "central",
        "liberty",
        "victory",
    }
)
"""Names that reports use for a part of the world or a thing; a town of that name needs the words for its kind."""
FACILITIES: Final = frozenset(
    "base bases airbase airfield airfields airport garrison outpost post camp field runway airstrip barracks station plant refinery dam prison "
    "crossing depot installation compound headquarters site strip facility".split()
)
"""Nouns for a place with a fence around it: next to a name they mean the facility of that name, not the town."""
_FACILITY_HEADS: Final = FACILITIES - frozenset("bases airfields site facility station post camp".split())
_OF_FACILITY: Final = frozenset("oil gas air military power naval nuclear landing border refugee army steel".split())
_TIME_WORDS: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight last early late this morning night".split()
)
_NO_PLACES: Final = frozenset(
    "parliament congress ramadan eid christmas easter arabic english french spanish russian hebrew twitter telegram facebook custody god allah "
    "reuters state states operation telegraph internet operations ukrainian passover ashura friday defence defense interior foreign ministry "
    "gmt utc am pm phase covid cop gaza-support".split()
)
"""Capitalised words that follow "in" or "at" and name no place."""
_LINKS: Final = frozenset(
    ", in the of far deep remote rural northern southern eastern western central north south east west north-east north-west south-east south-west northeast northwest southeast southwest "
    "north-eastern north-western south-eastern south-western northeastern northwestern southeastern southwestern countryside desert part corner".split()
)
"""Words between a place and the province that it lies in."""
_ARTICLED: Final = re.compile(r"[a-z]{1,3}-[A-Z]")
_NOT_NAMES: Final = frozenset(
    "the a an monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december president minister prime police army forces government military air general colonel captain major "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "mr mrs dr god islam muslim christian un us eu nato first second third text begin end recording he she it they we i in on at of "
    "if but and or as so this that these those there here what who why how when where while after before since no not yes two three "
    "one four five six seven eight nine ten group force party front movement democratic national united people republic".split()
)
_TITLES: Final = words.TITLES | frozenset(
    "secretary chairman leader spokesman spokeswoman commander brigadier admiral senator governor mayor judge father bishop archbishop king prince imam mullah".split()
)


@dataclass(frozen=True, slots=True)
class PlaceSpan:
    """A place name at tokens `first`..`last` (exclusive) and the place it means in this document."""

    first: int
    last: int
    start: int
    end: int
    place: Place | None
    name: str
    kind: str
    preposition: str | None

    def where(self, gaz: Gazetteer, *, basis: str = "explicit") -> Where:
        """The place as a record, its holders and claimants with it."""
        place = self.place
        if place is None:
            return Where(name=self.name, precision=None, basis=basis)
        return Where(
            name=place.name, id=place.id, country=place.country, lat=place.lat, lon=place.lon, radius_km=place.radius_km,
            precision=place.kind, basis=basis, within=tuple(holder.id for holder in gaz.within(place)),  # type: ignore[arg-type]
            claimants=place.claimants, disputed=place.disputed,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A span of tokens that may name a place, with all places of that name."""

    first: int
    last: int
    candidates: tuple[Place, ...]
    kind_word: str | None
    preposition: str | None


def names(phrases: Phrases, taken: Iterable[tuple[int, int]], *, upper: bool) -> tuple[Named, ...]:
    """The spans of a sentence that may name a place; `taken` are token spans that name something else.

    `upper` says that the document is written in capitals throughout, so that a capital letter proves nothing.
    """
    blocked = {i for first, last in taken for i in range(first, last)}
    found: list[Named] = []
    at = 0
    while at < len(phrases.tokens):
        named = None if at in blocked or not _may_begin(phrases, at, upper) else _longest(phrases, at, blocked, upper)
        if named is not None:
            found.append(named)
            at = named.last
        else:
            at += 1
    return tuple(found)


def resolve(
    named: Iterable[Named], phrases: Phrases, countries: Counter[str], meant: frozenset[str] = frozenset()
) -> tuple[PlaceSpan, ...]:
    """Each name with the place it means: by what stands beside it, then by the countries the document speaks of, then by size.

    `meant` are the ids of facilities that the document means by a name that a town shares; one name has one sense in a document.
    One span for each name.
    """
    listed = tuple(named)
    found: list[PlaceSpan] = []
    for index, name in enumerate(listed):
        span = _resolved(_in_sense(name, meant), _beside(listed, index), phrases, countries)
        found.append(_widened(span, name, found[-1], phrases) if found else span)
    return tuple(found)


def _widened(span: PlaceSpan, name: Named, before: PlaceSpan, phrases: Phrases) -> PlaceSpan:
    """A town read as the province of its name where that holds the place named just before: "al-Tanf, in the far south of Homs"."""
    between = phrases.lower[before.last : span.first]
    linked = between[:1] in ((",",), ("in",)) and _LINKS.issuperset(between)
    if not linked or before.place is None or span.kind != "town":
        return span
    inner, gaz = before.place, gazetteer()
    wider = next((p for p in name.candidates if p.kind in ("province", "district") and gaz.contains(p, inner)), None)
    within = span.place is not None and gaz.contains(span.place, inner)
    return span if wider is None or within else replace(span, place=wider, kind=wider.kind)


def told(
    named: Iterable[Named], phrases: Phrases, countries: Counter[str], meant: frozenset[str] = frozenset()
) -> tuple[PlaceSpan, ...]:
    """As `resolve`, without names that only chance to be those of small places in countries the document never speaks of."""
    listed = tuple(named)
    spans = []
    for index, span in enumerate(resolve(listed, phrases, countries, meant)):
        if not _elsewhere(listed[index], span, _beside(listed, index), countries):
            spans.append(span)
        elif phrases.lower[max(0, span.first - 2) : span.first] in {(kind, "of") for kind in BEFORE_KIND}:
            spans.append(replace(span, place=None, kind="town", preposition="at"))
    return tuple(spans)


def _beside(listed: tuple[Named, ...], index: int) -> list[Named]:
    name = listed[index]
    return [n for n in listed[max(0, index - 1) : index + 3] if n is not name and abs(n.first - name.last) <= 4]


def facilities(named: Iterable[Named], phrases: Phrases) -> frozenset[str]:
    """The ids of facilities that the words of a sentence mean outright ("Harir airfield"), not a town of the same name."""
    return frozenset(
        name.candidates[0].id
        for name in named
        if name.candidates
        and name.candidates[0].kind == "facility"
        and (_at_facility(phrases, name.first, name.last) or phrases.lower[name.last - 1] in FACILITIES)
    )


def _in_sense(name: Named, meant: frozenset[str]) -> Named:
    known = tuple(place for place in name.candidates if place.id in meant)
    return replace(name, candidates=known) if known else name


def countries_of(named: Iterable[Named]) -> Counter[str]:
    """How often each country is named, outright or by a name that means one place only."""
    found: Counter[str] = Counter()
    for name in named:
        if not name.candidates:
            continue
        best = name.candidates[0]
        if best.kind == "country" and best.country:
            found[best.country] += 3
        elif best.country and (len({c.country for c in name.candidates}) == 1 or (best.population or 0) > 500_000):
            found[best.country] += 1
    return found


def _may_begin(phrases: Phrases, at: int, upper: bool) -> bool:
    token, lower = phrases.tokens[at], phrases.lower[at]
    if not token.text[0].isalpha() or lower in _NOT_NAMES or lower.removesuffix("'s").removesuffix("’s") in _NOT_NAMES:
        return False
    if not upper and token.text.isupper() and 1 < len(token.text) <= 4 and token.text not in ("US", "UK", "UAE", "DRC"):
        return False
    capital = token.text[0].isupper() or (
        lower.startswith(("al-", "el-", "ash-", "ain", "ein"))
        and len(token.text) > 3
        and any(c.isupper() for c in token.text)
    )
    if not capital or (phrases.tags[at] not in "N" and not (phrases.tags[at] in "VBGAD" and at > 0)):
        return False
    previous = phrases.lower[at - 1] if at else ""
    if previous in _TITLES or (at > 1 and previous == "." and phrases.lower[at - 2] in _TITLES):
        return False
    if (
        not upper
        and at
        and previous[:1].isalpha()
        and phrases.tokens[at - 1].text[:1].isupper()
        and phrases.tags[at - 1] == "N"
        and not _introduces(phrases, at - 1)
    ):
        return False
    return not upper or _cued(phrases, at)


def _introduces(phrases: Phrases, at: int) -> bool:
    """Whether a capitalised word may stand before a place name: the first of a sentence, a direction, a people or a possessor."""
    word = phrases.lower[at]
    return (
        at == 0
        or word in KIND_WORDS
        or word.endswith(("ern", "'s", "ian", "ese", "ish", "i", "an"))
        or word in _NOT_NAMES
        or word in ("east", "west", "north", "south", "central", "new", "greater", "upper", "lower")
    )


def _cued(phrases: Phrases, at: int) -> bool:
    previous = phrases.lower[at - 1] if at else ""
    before = phrases.lower[at - 2] if at > 1 else ""
    return (
        previous in LOCATING
        or previous == ","
        or (
            previous in ("the", "and", "northern", "southern", "eastern", "western", "central", "city", "town")
            and (before in LOCATING or at > 1)
        )
        or at == 0
    )


def _longest(phrases: Phrases, at: int, blocked: set[int], upper: bool) -> Named | None:
    gaz = gazetteer()
    limit = at
    while limit < len(phrases.tokens) and limit - at < 6 and limit not in blocked and _may_continue(phrases, limit, at):
        limit += 1
    text = phrases.sentence.document.text
    for last in range(limit, at, -1):
        if (
            phrases.lower[last - 1] in ("of", "de", "del", "la", "el", "'")
            or not phrases.tokens[last - 1].text[0].isalnum()
        ):
            continue
        folded = fold(_bare(text[phrases.tokens[at].start : phrases.tokens[last - 1].end]))
        if len(folded) < 3 or not _known(folded):
            continue
        return _accept(phrases, at, last, folded, gaz, upper)
    return _unknown(phrases, at, limit, upper)


def _may_continue(phrases: Phrases, i: int, at: int) -> bool:
    token = phrases.tokens[i]
    if i == at:
        return True
    if token.text[0].isupper() or token.text[0].isdigit() or _ARTICLED.match(token.text):
        return phrases.lower[i] not in ("and",)
    following = phrases.tokens[i + 1].text[:1].isupper() if i + 1 < len(phrases.tokens) else False
    return (
        (phrases.lower[i] in ("of", "de", "del", "la", "el", "al", "-") and following)
        or phrases.lower[i] in KIND_WORDS
        or _facility_tail(phrases, i)
    )


def _facility_tail(phrases: Phrases, i: int) -> bool:
    """Whether lower-case words that name a facility go on here ("Omar oil field", "Harir airfield", "al-Tanf garrison")."""
    following = phrases.lower[i + 1] if i + 1 < len(phrases.lower) else ""
    if phrases.lower[i] in _OF_FACILITY and (following in FACILITIES or following == "zone"):
        return True
    return phrases.lower[i] in _FACILITY_HEADS or (phrases.lower[i] == "zone" and phrases.lower[i - 1] == "landing")


def _bare(text: str) -> str:
    return text[:-2] if text.endswith(("'s", "’s")) else text


@lru_cache(maxsize=65536)
def _known(folded: str) -> bool:
    return (
        bool(gazetteer().named(folded))
        if folded.rsplit(" ", maxsplit=1)[-1] in KIND_WORDS or " of " in folded
        else gazetteer().knows(folded)
    )


def _accept(phrases: Phrases, at: int, last: int, folded: str, gaz: Gazetteer, upper: bool) -> Named | None:
    candidates = gaz.named(folded)
    cued = _preposition(phrases, at)
    following = phrases.lower[last] if last < len(phrases.lower) else ""
    kind_word = following if following in KIND_WORDS else None
    if not candidates or folded in _TOO_WIDE:
        return None
    if (
        last < len(phrases.tokens)
        and phrases.tokens[last].text[:1].isupper()
        and phrases.tags[last] == "N"
        and not kind_word
        and not upper
    ):
        return None
    if (
        upper
        and following
        and phrases.tags[last] == "N"
        and not kind_word
        and following not in words.verb_forms()
        and following not in _TIME_WORDS
        and (candidates[0].population or 0) < 1_000_000
        and candidates[0].kind not in ("country", "province")
    ):
        return None
    small = candidates[0].kind not in ("country", "province", "sea") and (candidates[0].population or 0) < 100_000
    if (
        gaz.common(folded)
        and not (kind_word or (cued in ("in", "at", "near") and not upper))
        and not _beyond_doubt(phrases, at)
    ):
        return None
    if _at_facility(phrases, at, last):
        candidates = tuple(sorted(candidates, key=lambda place: place.kind != "facility"))
    object_of = at > 0 and phrases.tags[at - 1] in "VBG"
    if (
        small
        and cued is None
        and not (kind_word or object_of or last - at > 1 or candidates[0].kind == "facility")
        and not (at and phrases.lower[at - 1] == ",")
    ):
        return None
    return Named(at, last, candidates, kind_word, cued)


def _beyond_doubt(phrases: Phrases, at: int) -> bool:
    """Whether a place word governs a name ("the edge of Sake", "around Sake")."""
    before = phrases.lower[max(0, at - 2) : at]
    return before[-1:] in (("around",), ("outside",)) or (before[-1:] == ("of",) and before[0] in _PARTS)


def _at_facility(phrases: Phrases, at: int, last: int) -> bool:
    """Whether words for a facility govern or follow a name ("the base of Harir", "a site at Harir", "Harir airfield")."""
    if phrases.lower[last : last + 1] and (phrases.lower[last] in FACILITIES or _facility_tail(phrases, last)):
        return True
    if at < 2 or phrases.lower[at - 1] not in ("of", "at", "in", "beside"):
        return False
    return phrases.lower[at - 2] in FACILITIES and phrases.lower[at - 2] not in (
        "post",
        "station",
        "prison",
        "crossing",
        "camp",
    )


def _unknown(phrases: Phrases, at: int, limit: int, upper: bool) -> Named | None:
    """A name that the gazetteer lacks, told to be a place by the word for its kind ("in Palnar village") or where it stands ("near Palnar")."""
    end = at
    while end < limit and phrases.tokens[end].text[0].isupper() and phrases.lower[end] not in KIND_WORDS:
        end += 1
    following = phrases.lower[end] if end < len(phrases.lower) else ""
    if end == at or end - at > 3 or phrases.lower[at] in words.verb_forms():
        return None
    if following in KIND_WORDS and following not in ("state", "base", "camp", "checkpoint", "market", "region"):
        governed = _preposition(phrases, at) in ("in", "at", "near", "of", "from", "outside", "on")
        return Named(at, end, (), following, _preposition(phrases, at)) if governed else None
    return None if upper else _placed(phrases, at, end)


def _placed(phrases: Phrases, at: int, end: int) -> Named | None:
    """A name right after a preposition of place, or after "the village of", that no table knows."""
    previous = phrases.lower[at - 1] if at else ""
    before = phrases.lower[at - 2] if at > 1 else ""
    word = phrases.tokens[at].text
    if (
        any(phrases.lower[i] in _NO_PLACES | words.TITLES or phrases.tokens[i].text.isupper() for i in range(at, end))
        or len(word) < 4
    ):
        return None
    if end < len(phrases.tokens) and phrases.tags[end] == "N" and phrases.lower[end] not in _TIME_WORDS:
        return None
    if gazetteer().common(fold(word)) or word.endswith(("'s", "’s")) or fold(word) in _role_words():
        return None
    if previous == "of" and before in BEFORE_KIND | _PARTS:
        return Named(at, end, (), None, "at")
    return Named(at, end, (), None, previous) if previous in ("near", "outside", "around", "at", "in") else None


@lru_cache(maxsize=1)
def _role_words() -> frozenset[str]:
    return frozenset(actors().role_nouns())


def _preposition(phrases: Phrases, at: int) -> str | None:
    """The preposition that governs a name, over "the", adjectives of direction and words for the kind."""
    i = at - 1
    steps = 0
    while i >= 0 and steps < 5:
        if phrases.tags[i] == "P" or phrases.lower[i] == "to":
            return phrases.lower[i]
        if phrases.tags[i] not in "DNQA,C" or (phrases.tags[i] == "," and steps):
            return None
        i, steps = i - 1, steps + 1
    return None


def _resolved(name: Named, beside: list[Named], phrases: Phrases, countries: Counter[str]) -> PlaceSpan:
    start, end = phrases.tokens[name.first].start, phrases.tokens[name.last - 1].end
    text = _bare(phrases.sentence.document.text[start:end])
    end = start + len(text)
    if not name.candidates:
        shown = f"{text} {name.kind_word}" if name.kind_word else text
        last = name.last if name.kind_word else name.last - 1
        end = phrases.tokens[last].end
        kind = KIND_WORDS.get(name.kind_word or "", "town")
        return PlaceSpan(name.first, name.last, start, end, None, shown, kind, name.preposition)
    best = max(enumerate(name.candidates[:40]), key=lambda pair: _score(pair[0], pair[1], name, beside, countries))[1]
    return PlaceSpan(name.first, name.last, start, end, best, text, best.kind, name.preposition)


def _elsewhere(name: Named, span: PlaceSpan, beside: list[Named], countries: Counter[str]) -> bool:
    """Whether a name only chances to be another name of a small place in a country that the document never speaks of."""
    best = span.place
    wide = best is not None and best.kind in ("country", "province", "region", "sea", "facility")
    if best is None or best.country is None or wide or (best.population or 0) > 150_000:
        return False
    own = len({place.country for place in name.candidates}) == 1
    alternate = fold(span.name) != fold(best.name)
    if countries[best.country] > own or sum(countries.values()) - countries[best.country] < 4:
        return False
    return alternate and not any(
        other.candidates and gazetteer().contains(other.candidates[0], best) for other in beside
    )


def _score(rank: int, place: Place, name: Named, beside: list[Named], countries: Counter[str]) -> float:
    gaz = gazetteer()
    score = -0.35 * min(rank, 8)
    total = sum(countries.values()) or 1
    namesake = name.candidates[0].kind == "country" and _small(place)
    if place.country and not namesake:
        score += 6.0 * countries[place.country] / total
    if place.kind == "country":
        score += 3.0
    for other in beside:
        holders = other.candidates[:3]
        if any(
            holder.kind in ("country", "province", "district", "region")
            and holder.id != place.id
            and not (namesake and holder.kind == "country")
            and gaz.contains(holder, place)
            for holder in holders
        ):
            score += 4.0
    if name.candidates[0].kind == "facility" and place.kind == "facility" and rank == 0:
        score += 2.0
    if name.kind_word:
        score += 2.0 if KIND_WORDS[name.kind_word] == place.kind else -0.5
    return score


def _small(place: Place) -> bool:
    """Whether a place is a small town: one that bears a country's name ("Russia, Ohio") is meant only where its own state stands beside it."""
    return place.kind not in ("country", "province", "region") and (place.population or 0) < 100_000
