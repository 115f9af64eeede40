"""How many: numbers with their bound words, and what kind of number each is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from vedette.coding import numerals
from vedette.coding.base import Sentence, Token
from vedette.model import Quantity
from vedette.model.quantity import Bound

Unit: TypeAlias = Literal[
    "money", "percent", "measure", "age", "duration", "time", "date", "year", "name", "rank", "phone", "decimal"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number as the text bounds it; `start` and `end` cover number and bound word, in document offsets.

    `word` is the vague word behind a range ("dozens"). `unit` None means a plain count of things; otherwise it says
    what the number measures, and it counts nothing ("aged 22", "107mm", "Tower 22").
    """

    start: int
    end: int
    quantity: Quantity
    bound: Bound
    word: str | None = None
    unit: Unit | None = None

    @property
    def counts(self) -> bool:
        """Whether the number counts things."""
        return self.unit is None


VAGUE: Final = {
    ("dozens",): (24, 99), ("scores",): (40, 99), ("hundreds",): (200, 999), ("thousands",): (2_000, 9_999),
    ("tens", "of", "thousands"): (20_000, 99_999), ("hundreds", "of", "thousands"): (200_000, 999_999),
    ("several",): (3, 9), ("some",): (3, 9), ("a", "number", "of"): (3, 9), ("a", "few"): (2, 5), ("a", "handful"): (3, 6),
    ("several", "dozen"): (36, 99), ("several", "hundred"): (300, 999), ("a", "few", "dozen"): (24, 60),
    ("a", "few", "hundred"): (200, 500), ("several", "thousand"): (3_000, 9_999),
}  # fmt: skip
"""Vague words and the ranges the manual gives them; those above "hundreds" follow its pattern."""

_BOUND_WORDS: Final[tuple[tuple[str, Bound], ...]] = (
    ("at least", "at_least"), ("no fewer than", "at_least"), ("no less than", "at_least"), ("not less than", "at_least"),
    ("not fewer than", "at_least"), ("a minimum of", "at_least"), ("minimum of", "at_least"), ("atleast", "at_least"),
    ("more than", "more_than"), ("over", "more_than"), ("upwards of", "more_than"), ("in excess of", "more_than"),
    ("exceeding", "more_than"), ("well over", "more_than"), ("greater than", "more_than"),
    ("about", "about"), ("around", "about"), ("some", "about"), ("approximately", "about"), ("roughly", "about"),
    ("nearly", "about"), ("almost", "about"), ("close to", "about"), ("an estimated", "about"), ("estimated", "about"),
    ("up to", "at_most"), ("as many as", "at_most"), ("at most", "at_most"), ("no more than", "at_most"),
    ("not more than", "at_most"), ("a maximum of", "at_most"),
    ("fewer than", "less_than"), ("less than", "less_than"), ("under", "less_than"), ("exactly", "exactly"),
)  # fmt: skip
_BOUNDS: Final[dict[str, tuple[tuple[tuple[str, ...], Bound], ...]]] = {
    first: tuple((tuple(words.split()), bound) for words, bound in _BOUND_WORDS if words.split()[0] == first)
    for first in {words.split()[0] for words, _ in _BOUND_WORDS}
}
"""Bound words by their first word, in the order in which they are tried."""
_OPENERS: Final = frozenset({"between", "from", "no", "none", "zero", *_BOUNDS, *(words[0] for words in VAGUE)})
"""Words with which a count may begin that are no numbers themselves."""
_MONTHS: Final = frozenset(
    "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_ABBREVIATED: Final = _MONTHS | {"no", "rs", "st", "rt"}
_DURATIONS: Final = frozenset("second minute hour day week month year decade century quarter".split())
_MEASURES: Final = frozenset(
    "km kilometre kilometer mile metre meter m cm centimetre centimeter mm millimetre millimeter foot feet yard inch kg kilogram gram g ton"
    " tonne pound lb litre liter gallon barrel acre hectare degree mph kph knot kw mw gb caliber calibre sqft".split()
)
_MONEY: Final = frozenset(
    "dollar euro pound rupee cent pence yen yuan dinar riyal lira shekel peso franc ruble rouble naira".split()
)
_NUMBERED: Final = frozenset(
    "tower brigade division battalion regiment unit route highway road phase page article section chapter no number"
    " resolution flight level area zone block sector channel room gate building class grade type mark round checkpoint"
    " hill point base interstate group camp squadron wing corps army apartment age aged ages version day week".split()
)
_PEOPLE: Final = re.compile(r"(?:people|men|women|children|troops|police|personnel|civilians|[a-z]{3,}s)$")
_EXACTLY: Final[Bound] = "exactly"
_TAILS: Final[dict[str, Bound]] = {"more": "at_least", "so": "about", "fewer": "at_most", "less": "at_most"}
_TOLLED: Final = frozenset("injured wounded dead killed missing deaths injuries attacks strikes".split())
"""Words after which a number between commas is no age ("the injured, 56")."""
_UNVAGUE: Final = frozenset("of the this that these those it more one way other such time kind sort".split())


def read(sentence: Sentence) -> tuple[Count, ...]:
    """All numbers of a sentence, in order; articles are not read as numbers, ordinals never.

    Time grows linearly with the sentence.
    """
    tokens = sentence.tokens
    words = [token.lower for token in tokens]
    found: list[Count] = []
    index = 0
    while index < len(words):
        if words[index] not in _OPENERS and not numerals.begins(words[index]):
            index += 1
            continue
        step = _ranged(tokens, words, index) or _numbered(tokens, words, index) or _vague(tokens, words, index)
        if step is None:
            index += 1
            continue
        count, index = step
        found.append(count)
    return tuple(found)


def quantity(number: int, bound: Bound) -> Quantity:
    """The quantity that a number says under its bound word ("at least 3": low 3, best and high unknown)."""
    if bound in ("at_least", "more_than"):
        return Quantity(low=number)
    if bound in ("at_most", "less_than"):
        return Quantity(high=number)
    if bound == "about":
        return Quantity(best=number)
    return Quantity.exactly(number)


_TIMES: Final = re.compile(
    r"\b(?P<once>once)\b|\b(?P<twice>twice)\b|\b(?P<thrice>thrice)\b"
    r"|\b(?P<n>\d{1,4}|[a-z]+(?:-[a-z]+)?)\s+(?:separate\s+|different\s+|more\s+)?times\b"
    r"|\b(?P<m>\d{1,4}|[a-z]+(?:-[a-z]+)?)\s+(?:separate|different|simultaneous|successive|consecutive|other|additional|near-simultaneous)\s+"
    r"(?:[a-z-]+\s+){0,3}(?:attacks|strikes|incidents|assaults|raids|blasts|explosions|bombings|ambushes|shootings|operations|airstrikes|clashes)\b"
)


def multiplicity(sentence: Sentence, trigger: tuple[int, int]) -> Count | None:
    """How many separate acts the trigger covers ("twice", "three times", "two separate attacks"), or None where nothing says.

    `trigger` holds document offsets. Of several such words the nearest within a dozen words counts; "Two drones hit the base" says one attack.
    """
    best: tuple[int, Count] | None = None
    for match in _TIMES.finditer(sentence.text.lower()):
        if match["once"]:
            continue  # "once" is more often "when" or "in former days" than "one time", and one is the default
        number = 2 if match["twice"] else 3 if match["thrice"] else _small(match["n"] or match["m"])
        if number is None:
            continue
        start, end = sentence.start + match.start(), sentence.start + match.end()
        distance = max(start - trigger[1], trigger[0] - end, 0)
        if distance <= 80 and (best is None or distance < best[0]):
            best = distance, Count(start=start, end=end, quantity=Quantity.exactly(number), bound="exactly")
    return best[1] if best else None


def _small(text: str) -> int | None:
    value = numerals.figure(text) if text[0].isdigit() else numerals.word(text)
    return int(value) if value is not None and value >= 1 else None


def _ranged(tokens: Sequence[Token], words: Sequence[str], at: int) -> tuple[Count, int] | None:
    """ "between 3 and 5", "from 3 to 5", "3-5", "3 to 5", "three or four"."""
    opened = words[at] in ("between", "from")
    first_at = at + 1 if opened else at
    if first_at >= len(words):
        return None
    joined = re.fullmatch(r"(\d{1,6})[-–](\d{1,6})", words[first_at])
    if joined:
        low, high, after = int(joined[1]), int(joined[2]), first_at + 1
    else:
        first = numerals.parse(words, first_at)
        if (
            first is None
            or first[1] + 1 >= len(words)
            or words[first[1]] not in (("and", "to") if opened else ("to", "or", "-", "–"))
        ):
            return None
        second = numerals.parse(words, first[1] + 1)
        if second is None:
            return None
        low, high, after = first[0], second[0], second[1]
    if (
        low >= high
        or (not opened and high > 20 * max(low, 1))
        or (first_at and words[first_at - 1].rstrip(".") in _MONTHS)
        or _abbreviated(words, first_at)
    ):
        return None
    unit = _unit(tokens, words, first_at, after)
    return _count(tokens, at, after, Quantity(low=low, high=high), "about", unit=unit), after


def _abbreviated(words: Sequence[str], at: int) -> bool:
    """Whether the number is the day of a month ("Oct. 17 to 46")."""
    return at > 1 and words[at - 1] == "." and words[at - 2] in _MONTHS


def _numbered(tokens: Sequence[Token], words: Sequence[str], at: int) -> tuple[Count, int] | None:
    begin, bound = at, _EXACTLY
    for prefix, name in _BOUNDS.get(words[at], ()):
        if tuple(words[at : at + len(prefix)]) == prefix:
            begin, bound = at + len(prefix), name
            break
    if begin >= len(words):
        return None
    if words[begin] in ("no", "none", "zero") and begin == at:
        return (_count(tokens, at, at + 1, Quantity.exactly(0), "exactly"), at + 1) if _denies(words, at) else None
    parsed = numerals.parse(words, begin)
    if parsed is None:
        if begin > at and (vague := _vague(tokens, words, begin)):
            low, high = vague[0].quantity.low, vague[0].quantity.high
            kept = Quantity(low=low) if bound in ("at_least", "more_than") else Quantity(low=low, high=high)
            return _count(tokens, at, vague[1], kept, "word", word=vague[0].word), vague[1]
        decimal = numerals.figure(words[begin])
        if decimal is not None:
            return _count(
                tokens,
                at,
                begin + 1,
                Quantity.exactly(int(decimal)),
                "exactly",
                unit=_unit(tokens, words, begin, begin + 1) or "decimal",
            ), begin + 1
        return None
    number, after = parsed
    unit = _unit(tokens, words, begin, after)
    tail = tuple(words[after : after + 2])
    if tail in (("or", "more"), ("or", "so"), ("or", "fewer"), ("or", "less")) and bound == "exactly":
        bound, after = _TAILS[tail[1]], after + 2
    elif tail[:1] == ("+",):
        bound, after = "at_least", after + 1
    return _count(tokens, at, after, quantity(number, bound), bound, unit=unit), after


def _denies(words: Sequence[str], at: int) -> bool:
    """Whether "no" here counts something, and is not "no longer", "no doubt", "No. 5"."""
    following = words[at + 1] if at + 1 < len(words) else ""
    return words[at] != "no" or following not in (
        "longer",
        "doubt",
        "matter",
        "way",
        "more",
        "less",
        "fewer",
        ".",
        ",",
        "wonder",
        "idea",
        "",
    )


def _vague(tokens: Sequence[Token], words: Sequence[str], at: int) -> tuple[Count, int] | None:
    for size in (3, 2, 1):
        key = tuple(words[at : at + size])
        if len(key) < size or key not in VAGUE:
            continue
        following = words[at + size] if at + size < len(words) else ""
        if key == ("some",) and (following in _UNVAGUE or not _PEOPLE.search(following)):
            return None
        if key == ("scores",) and following != "of":
            return None
        low, high = VAGUE[key]
        unit = _unit(tokens, words, at, at + size)
        return _count(
            tokens, at, at + size, Quantity(low=low, high=high), "word", word=" ".join(key), unit=unit
        ), at + size
    return None


def _count(
    tokens: Sequence[Token],
    first: int,
    after: int,
    amount: Quantity,
    bound: Bound,
    *,
    word: str | None = None,
    unit: Unit | None = None,
) -> Count:
    return Count(
        start=tokens[first].start, end=tokens[after - 1].end, quantity=amount, bound=bound, word=word, unit=unit
    )


def _unit(tokens: Sequence[Token], words: Sequence[str], first: int, after: int) -> Unit | None:
    """What the number words[first:after] measures; None when it counts things."""
    before = words[first - 1] if first else ""
    if before == "." and first > 1 and words[first - 2] in _ABBREVIATED:
        before = words[first - 2]
    following = words[after] if after < len(words) else ""
    glued = first > 0 and tokens[first - 1].end == tokens[first].start
    digits = words[first][0].isdigit()
    if (before in "$€£¥₹" and before) or before in ("usd", "inr", "rs", "rs.", "eur", "us$"):
        return "money"
    if following in ("%", "percent", "percentage") or words[after : after + 2] == ["per", "cent"]:
        return "percent"
    if glued and digits and (before in "-–#/:" or before[-1:].isalpha()) and not before.endswith("."):
        return "name"
    hyphened = following in ("-", "–") and after + 1 < len(words) and tokens[after].start == tokens[after - 1].end
    measured = words[after + 1] if hyphened else following
    unit = _measured(measured, words, after + (1 if hyphened else 0))
    if unit is not None:
        return unit
    return _placed(words, first, before, following) if digits else None


def _measured(measured: str, words: Sequence[str], at: int) -> Unit | None:
    stem = measured[:-1] if measured.endswith("s") and len(measured) > 2 else measured
    head = stem.partition("-")[0]
    if (
        measured.startswith(("year-old", "years-old"))
        or head == "yr"
        or (head == "year" and words[at + 1 : at + 2] == ["old"])
    ):
        return "age"
    if head in _DURATIONS:
        return "duration"
    if stem in _MONEY or head in _MONEY:
        return "money"
    if stem in _MEASURES or measured in _MEASURES or head in _MEASURES:
        return "measure"
    if measured in ("a.m.", "p.m.", "am", "pm", "o'clock", "gmt", "utc", "hrs", "hours"):
        return "time"
    return None


def _placed(words: Sequence[str], first: int, before: str, following: str) -> Unit | None:
    text = words[first]
    if re.fullmatch(r"\d{1,2}:\d\d", text):
        return "time"
    if re.fullmatch(r"\d{3,4}-\d{3,4}(?:-\d{3,4})?", text):
        return "phone"
    if before.rstrip(".") in _MONTHS or following.rstrip(".") in _MONTHS:
        return "date"
    if re.fullmatch(r"1[89]\d\d|20[0-4]\d", text) and not _PEOPLE.search(following):
        return "year"
    if before.rstrip(".") in ("aged", "age", "ages"):
        return "age"
    if before == "(" and following == ")":
        return "age" if len(text) <= 2 else "name"
    if (
        before == ","
        and following in (",", ".", "")
        and first >= 2
        and len(text) <= 2
        and words[first - 2].isalpha()
        and words[first - 2] not in _TOLLED
        and text.isdigit()
    ):
        return "age"
    if before.rstrip(".") in _NUMBERED:
        return "name"
    return None
