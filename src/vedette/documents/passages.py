"""Sentences as passages: where each begins and ends in the clean text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_ABBREVIATED: Final = frozenset(
    "mr mrs ms dr prof rev hon st sr jr gen lt col maj capt cpt cmdr cdr adm sgt cpl pvt brig comdr ret gov sen rep amb pres atty dist supt insp "
    "msgr fr al sh mt ft no nos art sec fig vs v etc e.g i.e cf ca approx est dept div bn bde regt sq jan feb mar apr jun jul aug sep sept oct nov "
    "dec mon tue tues wed thu thur thurs fri sat sun inc ltd co corp bros univ assn ave blvd rd km lb lbs oz min hrs pp vol ed eds ph.d u.s u.k u.n e.u "
    "u.a.e u.s.a d.c a.m p.m approx mil cal ald det pfc spc sfc lcpl cpo ofc atty spox".split()
)
"""Words whose full stop ends no sentence by itself, without that full stop."""

# States of the United States as newspapers shorten them; in small letters several are plain words.
_CAPITAL_ONLY: Final = frozenset(
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mont neb nev okla ore pa tenn tex va vt wash wis wyo".split()
)
# These end a sentence when a capital follows, unless a name or a word of rank goes on ("U.S. Army", "a.m. Friday").
_MAY_END: Final = frozenset("u.s u.k u.n e.u u.s.a u.a.e d.c a.m p.m etc inc ltd co corp ph.d km lb lbs jr sr".split())
_STARTERS: Final = frozenset(
    "the a an he she it they we i in on at but and this that these those there his her its their after before when while as if for "
    "since meanwhile however according no one two three four several some many at both".split()
)
_END: Final = re.compile(r"(?:[.!?…]+|[。！？؟]+)[\"'”’»)\]]*(?: ”(?=\s|$))?")
_GLUED: Final = re.compile(r"(?=([A-Z][a-z]))")
_AFTER: Final = re.compile(r"\s+(?:[\"'“‘«(\[]|--?\s|[-–—•]\s)*(?=(.))", re.DOTALL)
_WORD_BEFORE: Final = re.compile(r"[^\s\"'“‘«(\[—–/]+\Z")
_LONGEST_WORD: Final = 40
_LONGEST: Final = 2000
"""Characters; what runs on longer without a stop is a table or rubbish, and is cut at a space so that no reader chokes on it."""
_NEXT_WORD: Final = re.compile(r"[\s\"'“‘«(\[–—-]*([^\W_]+(?:['’][^\W_]+)?)")
_BREAK: Final = re.compile(r"[^\n]+")
_DATELINE: Final = re.compile(
    r"\s*(?:\[[A-Z ]{3,20}\]\s*)*(?P<place>[A-Z][^\n]{0,120}?)(?:\s(?:--|—|–)|(?<=\))\s?-)\s+(?:\[[^\]\n]{1,60}\]\s*)*(?=\S)",
)
_DATELINE_WORDS: Final = re.compile(
    r"\d{1,2}\s+[A-Z]{3,9}|\b[A-Z]{3,9}\.?\s+\d{1,2}\b|\((?:Reuters|AP|AFP|UPI|EFE|DPA|Xinhua|[A-Z][A-Z /-]{1,30})\)|^[A-Z][A-Z .,'-]{2,60}$|^[A-Z]{3}[A-Z .,'’-]{0,40}[^()]{0,30}\([A-Z][^()]{1,40}\)$|"
    r"^[A-Z][\w .'’/-]{1,40},(?: [A-Z][\w.]{1,20},)? (?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?(?: \d{1,2})?(?:,? \d{4})?$"
)
_ITEM_NUMBER: Final = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})[.)]$")


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The (start, end) of the sentences of a text, in order; together they hold every character that is not white.

    A sentence never crosses a line break: `clean` has joined the lines of a paragraph. A wire dateline ("BOGOTA, 3 FEB 90 (AFP) --
    [TEXT]") is a sentence of its own, because it tells where the reporter was and not where things happened.
    """
    found: list[tuple[int, int]] = []
    first = True
    for line in _BREAK.finditer(text):
        start, end = _trim(text, *line.span())
        if start >= end:
            continue
        dateline = _dateline(text, start, end) if first or len(found) < 4 else None
        first = False
        if dateline:
            found.append(_trim(text, start, dateline))
            start = dateline
        found.extend(_split(text, start, end))
    return tuple(found)


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of one line."""
    begin = start
    for stop in _END.finditer(text, start, end):
        if begin < stop.start() and stop.end() < end and _ends(text, begin, stop, end):
            yield from _bounded(text, begin, stop.end())
            begin = _trim(text, stop.end(), end)[0]
    if begin < end:
        yield from _bounded(text, begin, end)


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The range, in pieces where it is too long."""
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = cut if cut > 0 else start + _LONGEST
        piece = _trim(text, start, cut)
        if piece[0] < piece[1]:
            yield piece
        start = cut
    piece = _trim(text, start, end)
    if piece[0] < piece[1]:
        yield piece


def _ends(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """Whether a sentence ends at this sign, given what stands before and after it."""
    after = _AFTER.match(text, stop.end(), end)
    if (
        after is None
        and text[stop.start() - 2 : stop.start()].isalpha()
        and text[stop.start() - 2 : stop.start()].islower()
    ):
        after = _GLUED.match(text, stop.end(), end)  # "were hurt.Police said": the page lost a line break here
    if after is None:
        return False
    following = after.group(1)[0]
    if following.islower() or following in ",;:)]":
        return False
    sign = stop.group()
    if not sign.startswith(".") or sign.startswith(".."):
        return True
    word = _WORD_BEFORE.search(text, max(begin, stop.start() - _LONGEST_WORD), stop.start())
    if word is None or len(sign.rstrip("\"'”’»)]")) != len(sign):
        return word is not None or len(sign) > 1
    return not _abbreviated(text, begin, word, stop.end(), following)


def _abbreviated(text: str, begin: int, word: re.Match[str], after: int, following: str) -> bool:
    """Whether the full stop after this word belongs to an abbreviation, an initial or the number of a list item."""
    bare = word.group()
    if word.start() <= begin + 1 and _ITEM_NUMBER.match(bare + "."):
        return True
    lower = bare.lower().strip("-")
    if lower in _MAY_END:
        return not _starts_sentence(text, after, following)
    if lower in {"no", "nos", "art", "sec", "fig", "min", "cal", "co", "mar", "sun", "sat", "ed", "al", "mil"}:
        # Also plain words: "No." and "sat." end a sentence unless a number or, for "al.", a capital follows.
        return following.isdigit() or (lower in {"al", "mar"} and following.isupper() and bare[0].isupper())
    if lower in _ABBREVIATED or (lower in _CAPITAL_ONLY and bare[0].isupper()):
        return True
    if len(bare) == 1 and bare.isalpha():
        return bare.isupper() and not _starts_sentence(text, after, following)
    # "J.F." and "S.A.": initials with inner stops.
    return bool(re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", bare)) and not _starts_sentence(text, after, following)


def _starts_sentence(text: str, after: int, following: str) -> bool:
    """Whether what follows looks like the first word of a sentence rather than a name."""
    word = _NEXT_WORD.match(text, after)
    return word is not None and following.isupper() and word.group(1).lower() in _STARTERS


def _dateline(text: str, start: int, end: int) -> int | None:
    """Where the text begins after a dateline at the start of a line, or None."""
    found = _DATELINE.match(text, start, min(end, start + 260))
    if not found or found.end() >= end:
        return None
    place = found["place"].strip()
    return found.end() if _DATELINE_WORDS.search(place) and not re.search(r"[.!?]\s+[A-Z][a-z]", place) else None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The same range without the white characters at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
