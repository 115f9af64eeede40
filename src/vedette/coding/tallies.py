"""Tallies: aggregate claims such as "at least 40 attacks in the past three weeks".

A total of acts is a tally when the text gives it a window, says that somebody counts, or calls it a total; a number of acts on
one day belongs to their mention (MANUAL 5). A sum of people harmed is a tally when its window is longer than three days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from vedette.coding import base, casualties, counts, times
from vedette.coding.base import Sentence
from vedette.coding.casualties import CasualtyReading
from vedette.coding.counts import Count
from vedette.coding.times import TimeExpression
from vedette.model import Document, Quantity
from vedette.model.mention import Effect, Kind
from vedette.model.quantity import Bound


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitReading:
    """A part of a total: its number, and the words that name its place."""

    start: int
    end: int
    quantity: Quantity
    place_start: int
    place_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyReading:
    """One aggregate claim; offsets count in the document, days are days.

    `start`..`end` is the evidence: number, bound word and counted noun; `noun_start`..`noun_end` the counted noun ("attacks") or the
    words of the effect. `scope_start`..`scope_end` is the clause in which actor, target and places stand; `sentence` its index, and
    `context` the indices of the sentences before it, nearest first, where what the clause leaves unsaid may be told.
    `counter_start`..`counter_end` name who counts, None where nobody or the outlet itself does. `effect` is set where people are counted.
    """

    start: int
    end: int
    kind: Kind
    effect: Effect | None
    quantity: Quantity
    bound: Bound
    noun_start: int
    noun_end: int
    scope_start: int
    scope_end: int
    sentence: int
    as_of: date
    from_day: date | None = None
    to_day: date | None = None
    counter_start: int | None = None
    counter_end: int | None = None
    split: tuple[SplitReading, ...] = ()
    context: tuple[int, ...] = ()


_ACTS: Final[dict[Kind, str]] = {
    "ASSAULT": r"attacks|assaults|strikes|airstrikes|air\sstrikes|raids|bombings|shootings|ambushes|incidents|explosions|blasts|clashes|killings|kidnappings|abductions|launches|barrages"
    r"|suicide\sbombings|sorties|bombardments|drone\sstrikes|incursions|attempts|violations",
    "PROTEST": r"protests|demonstrations|riots|rallies|marches",
    "COERCE": r"arrests|detentions|evictions|demolitions",
}
_NOUN: Final = re.compile("|".join(f"(?P<{kind}>\\b(?:{nouns})\\b)" for kind, nouns in _ACTS.items()))
_VAGUE_NOUNS: Final = frozenset({"incidents", "attempts", "launches", "violations"})
_TIMES: Final = re.compile(r"\s+(?:separate\s+|different\s+|more\s+)?times\b")
_STRUCK: Final = re.compile(r"\b(?:attack(?:s|ed)?|target(?:ed|s)?|hit|struck|shelled|bombed|raided|fired\s(?:at|on|upon)|bombarded|ambushed|assaulted|strikes?|come\sunder\s(?:fire|attack)|came\sunder\s(?:fire|attack))\b")
_COUNTING: Final = re.compile(
    r"\b(?:reported|recorded|counted|documented|tallied|registered|logged|tracked|tally|total(?:s|ed|led)?|number\sof|count\b|counts|bring(?:s|ing)|raising|in\sall|so\sfar|to\sdate|confirmed|acknowledged"
    r"|claimed\s(?:responsibility\sfor\s)?(?:at\sleast|more\sthan|over|some|about|nearly|\d)|carried\sout\s(?:at\sleast|more\sthan|over|some|about|nearly|\d)|there\s(?:have|had)\sbeen|overall|cumulative)\b"
)
_TOTAL: Final = re.compile(
    r"\b(?:(?:the\s)?(?:total\s)?(?:number|count|tally)\sof\s(?:[a-z-]+\s){0,4}?(?P<noun>attacks|strikes|assaults|incidents|raids|bombings|airstrikes|clashes|protests|arrests)\b[^.;]{0,80}?|(?:the|a|its|their)\s(?:[a-z-]+\s)?(?P<total>total|tally|count)\b[^.;,]{0,40}?)"
    r"\s(?:to|at|of|is|was|reached|hit|now|exceeds|exceeded|passed|stands\sat)\s$"
)
_AGAINST: Final = re.compile(r"\b(?:could|might|may|would|plans?|planned|threat\w*|vow\w*|if|risk)\b")
_SAYS: Final = r"(?:(?:has\s|have\s|had\s)?(?:said|counted|recorded|documented|reported|registered|tracked|confirmed|acknowledged|tallied|logged)|says|reports?|counted|counts|recorded|records|documented|registered|tallied|tracked|confirmed|acknowledged|announced|told|estimates?|estimated|puts?|put)"
_ACCORDING: Final = re.compile(r"\b[Aa]ccording\s+to\s+(?P<who>(?:the\s+|a\s+|an\s+)?[^,.;:()]{2,70}?)(?=\s*(?:[,.;:()]|$|\s(?:since|in|from|between|on|as|there|at)\b))")
_SAYING: Final = re.compile(rf"(?:^|[,;]\s+|[\"”]\s*|\bthat\s)(?P<who>(?:[Tt]he\s+|[Aa]n?\s+)?(?:[A-Z][\w.'’-]*|[a-z][\w'’-]*)(?:\s+(?:of\s+|the\s+|for\s+)*[\w.'’-]+){{0,6}}?)\s+{_SAYS}\b")
_NO_COUNTER: Final = re.compile(
    r"\d|^(?:he|she|they|it|who|which|that|this|we|i|there|with|in|on|at|by|of|for|since|and|but|as|about|some|more|another|others)\b|\b(?:was|were|is|are|be|been|attacks?|incidents|at\sleast|times)\b"
)
"""Words that name nobody who could count."""
_PART: Final = re.compile(r"\s*(?:of\s(?:them|which|those)\s)?(?:attacks\s|times\s|strikes\s|incidents\s)?(?:were\s|occurred\s|took\splace\s)?(?:in|on|inside|at|near|against)\s+(?P<place>(?:the\s+)?(?:[A-Z][\w’'-]*)(?:\s+[A-Z][\w’'-]*){0,3})")
_SMALL_WORDS: Final = frozenset({"several", "some", "a few", "a number of", "a handful"})
_LONG_DAYS: Final = 3
_CONTEXT: Final = 2
_MANY: Final = 5
"""Acts that one sentence without a window may still tell one by one; twice as many are told as a total."""
_REACH: Final = 400
"""Characters around a number in which its sentence may say what it counts."""
_PARTS: Final = 6
"""Numbers after a total that may be its parts."""
_EXPRESSIONS: Final = 40
"""Time expressions of one sentence that are looked at: no sentence of a report holds more."""


def read(document: Document, sentences: Iterable[Sentence] | None = None) -> tuple[TallyReading, ...]:
    """All tallies of a document, in order; the same total of the same window told again is read once.

    `sentences` saves splitting the document again where the caller holds them. Time grows linearly with the text.
    """
    found: dict[tuple[object, ...], TallyReading] = {}
    anchor: date | None = None
    recent: list[str] = []
    for sentence in base.sentences(document) if sentences is None else sentences:
        text = sentence.text
        lower = text.lower()
        if _WORTH.search(lower) and (_NOUN.search(lower) or _SUMMED.search(lower)):
            expressions = times.read(sentence, anchor=anchor)
            for tally in _sentence(sentence, expressions, recent):
                found.setdefault((tally.kind, tally.effect, tally.quantity, tally.bound, tally.from_day, tally.to_day), tally)
            anchor = next((e.when.latest for e in reversed(expressions) if e.role == "date" and e.when and e.when.span == 0), anchor)
        recent = [text, *recent[: _CONTEXT - 1]]
    return tuple(sorted(found.values(), key=lambda tally: (tally.start, tally.end)))


_WORTH: Final = re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{2,9}teen|\w{2,6}ty|dozens?|scores|hundreds?|thousands?|several|few|handful)\b")
_SUMMED: Final = re.compile(r"\btimes\b|\btotal|\btally\b|\bcount\b|\bsince\b|\bso\sfar\b|\bto\sdate\b|\boverall\b|\bin\sall\b|\bpast\b|\blast\b|\bthis\s(?:year|month)\b|\bcumulative\b|\bbetween\b|\bduring\b|\bcourse\b|\bwar\b")
"""Words without which a sentence that names no acts holds no total."""


@dataclass(slots=True)
class _Scene:
    """A sentence in lower case, what its times amount to, and the sentences before it."""

    sentence: Sentence
    lower: str
    recent: Sequence[str]
    expressions: Sequence[TimeExpression]
    windowed: bool
    single_day: bool
    framed: tuple[tuple[date | None, date | None, date], tuple[int, int] | None] | None = None

    def frame(self) -> tuple[tuple[date | None, date | None, date], tuple[int, int] | None]:
        """The window and the counter, which all totals of the sentence share."""
        if self.framed is None:
            self.framed = _window(self.sentence, self.lower, self.expressions), _counter(self.sentence)
        return self.framed


def _sentence(sentence: Sentence, expressions: Sequence[TimeExpression], recent: Sequence[str]) -> Iterator[TallyReading]:
    numbers = _numbers(sentence, expressions)
    if not numbers:
        return
    text = sentence.text
    lower = text.lower() if len(text.lower()) == len(text) else text
    scene = _Scene(sentence, lower, [before[:_REACH].lower() for before in recent], expressions[:_EXPRESSIONS], _windowed(expressions), _single_day(expressions))
    reach = 0
    for index, count in enumerate(numbers):
        if count.start < reach or (count.quantity.figure or 0) < 2:
            continue
        noun = _acts(scene, count)
        if noun is None:
            continue
        split = _split(sentence, count, numbers[index + 1 : index + 1 + _PARTS])
        reach = max((part.end for part in split), default=count.end)
        yield _tally(scene, count, noun, split)
    yield from _sums(scene)


def _numbers(sentence: Sentence, expressions: Sequence[TimeExpression]) -> list[Count]:
    """The numbers that count things and stand in no time expression; both lists run in order."""
    kept: list[Count] = []
    at = 0
    for count in counts.read(sentence):
        while at < len(expressions) and expressions[at].end < count.end:
            at += 1
        inside = at < len(expressions) and expressions[at].start <= count.start
        if count.counts and not inside:
            kept.append(count)
    return kept


def _acts(scene: _Scene, count: Count) -> tuple[int, int, Kind] | None:
    """(start, end, kind) of the acts that the number counts, in the sentence; None where it counts no aggregate of acts."""
    lower = scene.lower
    start, end = count.start - scene.sentence.start, count.end - scene.sentence.start
    if _AGAINST.search(lower, max(0, start - 40), start):
        return None
    total = _TOTAL.search(lower[max(0, start - 160) : start])
    if total:
        return _total(total, lower, start, scene.recent)
    counting = _COUNTING.search(lower, max(0, start - 200), end + 200) is not None
    many = count.quantity.figure or 0
    repeated = _TIMES.match(lower, end)
    if repeated:
        struck = _STRUCK.search(lower, max(0, start - 120), start)
        if not struck or not (scene.windowed or ((counting or many > 3) and not scene.single_day)):
            return None
        return repeated.end() - len("times"), repeated.end(), "ASSAULT"
    noun = _noun_after(lower, end)
    if noun is None or (count.word in _SMALL_WORDS and not scene.windowed):
        return None
    near = lower[max(0, start - _REACH) : end + _REACH]
    if noun.group() in _VAGUE_NOUNS and not any(_STRUCK.search(told) for told in (near, *scene.recent)):
        return None
    if not (scene.windowed or (many >= (_MANY if counting else 2 * _MANY) and not scene.single_day)):
        return None
    return noun.start(), noun.end(), _kind(noun)


def _noun_after(lower: str, end: int) -> re.Match[str] | None:
    """The counted noun within six words after the number, no clause between."""
    noun = _NOUN.search(lower, end, end + 70)
    if noun is None:
        return None
    between = lower[end : noun.start()]
    words = between.split()
    if len(words) > 6 or any(mark in between for mark in ",;.:()"):
        return None
    blocked = {"in", "by", "during", "after", "from", "were", "was", "have", "had", "people", "killed", "injured", "soldiers", "civilians", "troops", "drones", "rockets", "missiles", "men", "militants"}
    return None if blocked.intersection(words) else noun


def _kind(noun: re.Match[str]) -> Kind:
    return next(kind for kind in _ACTS if noun[kind])


def _total(total: re.Match[str], lower: str, start: int, recent: Sequence[str]) -> tuple[int, int, Kind] | None:
    """ "the number of attacks rose to 46", "the total now stands at 46" (what is counted told shortly before)."""
    base = max(0, start - 160)
    noun = total["noun"]
    group = "noun" if noun else "total"
    if noun is None:
        told = lower[max(0, start - _REACH) : start + _REACH] + " " + " ".join(recent)
        if not _NOUN.search(told) or re.search(r"\b(?:dead|deaths?|killed|died|casualt|wounded|injured|arrest)", told):
            return None
    kind: Kind = next((k for k, nouns in _ACTS.items() if noun and re.fullmatch(nouns, noun)), "ASSAULT")
    return base + total.start(group), base + total.end(group), kind


def _windowed(expressions: Sequence[TimeExpression]) -> bool:
    return any(
        e.from_day is not None or (e.role == "date" and e.when is not None and e.when.granularity != "day") or (e.value == "PAST_REF" and e.text.lower().startswith("recent "))
        for e in expressions
    )  # fmt: skip


def _single_day(expressions: Sequence[TimeExpression]) -> bool:
    return any(e.role == "date" and e.when is not None and e.when.granularity == "day" for e in expressions)


def _tally(scene: _Scene, count: Count, noun: tuple[int, int, Kind], split: tuple[SplitReading, ...]) -> TallyReading:
    start, end = scene.sentence.start + noun[0], scene.sentence.start + noun[1]
    span = min(start, count.start), max(end, count.end)
    return _made(scene, (count.quantity, count.bound), span, (start, end), noun[2], None, split)


def _made(
    scene: _Scene, said: tuple[Quantity, Bound], span: tuple[int, int], noun: tuple[int, int], kind: Kind, effect: Effect | None, split: tuple[SplitReading, ...]
) -> TallyReading:
    sentence = scene.sentence
    (from_day, to_day, as_of), counter = scene.frame()
    return TallyReading(
        start=span[0], end=span[1], kind=kind, effect=effect, quantity=said[0], bound=said[1], noun_start=noun[0], noun_end=noun[1],
        scope_start=sentence.start, scope_end=sentence.end, sentence=sentence.index, as_of=as_of, from_day=from_day, to_day=to_day,
        counter_start=counter[0] if counter else None, counter_end=counter[1] if counter else None, split=split,
        context=tuple(range(sentence.index - 1, max(-1, sentence.index - 1 - _CONTEXT), -1)),
    )  # fmt: skip


def _window(sentence: Sentence, lower: str, expressions: Sequence[TimeExpression]) -> tuple[date | None, date | None, date]:
    """(from, to, as of): the window that the sentence opens, else the week, month or year it names."""
    published = sentence.document.published
    as_of = published
    for e in expressions:
        if e.role == "until" and e.to_day is not None and lower[max(0, e.start - sentence.start - 7) : e.start - sentence.start].strip().endswith("as of"):
            as_of = min(e.to_day, published)
    from_day, to_day = times.window(expressions)
    if from_day is not None:
        to_day = min(to_day or as_of, as_of) if to_day is None or to_day >= as_of else to_day
        return (from_day, to_day, as_of) if from_day <= to_day else (from_day, None, as_of)
    named = next((e.when for e in expressions if e.role == "date" and e.when is not None and e.when.granularity != "day"), None)
    if named is not None and named.earliest is not None and named.earliest <= as_of:
        return named.earliest, min(named.latest, as_of), as_of
    return None, None, as_of


def _counter(sentence: Sentence) -> tuple[int, int] | None:
    """Who counts: "according to X", "X said", "X has counted"; document offsets, None where nobody is named."""
    text = sentence.text[:5_000]
    found = [*_ACCORDING.finditer(text), *_SAYING.finditer(text)]
    match = next((one for one in found if not _NO_COUNTER.search(one["who"].lower())), None)
    if match is None:
        return None
    start, end = match.span("who")
    return sentence.start + start, sentence.start + end


def _split(sentence: Sentence, main: Count, numbers: Sequence[Count]) -> tuple[SplitReading, ...]:
    """ "27 in Iraq and 28 in Syria" after the total; parts that do not fit into the total are none."""
    parts: list[SplitReading] = []
    for count in numbers:
        if count.start <= main.end or count.quantity.figure is None:
            continue
        place = _PART.match(sentence.text, count.end - sentence.start)
        if place and count.quantity.figure <= (main.quantity.figure or 0):
            start, end = place.span("place")
            parts.append(
                SplitReading(start=count.start, end=sentence.start + place.end(), quantity=count.quantity, place_start=sentence.start + start, place_end=sentence.start + end)
            )  # fmt: skip
    total = sum(part.quantity.figure or 0 for part in parts)
    open_ended = main.bound in ("at_least", "more_than", "about", "word")
    return tuple(parts) if total <= (main.quantity.figure or 0) or open_ended else ()


def _sums(scene: _Scene) -> Iterator[TallyReading]:
    """People harmed over more than three days."""
    for one in casualties.read(scene.sentence):
        if one.quantity is None or (one.quantity.figure or 0) < 2 or one.modal or one.reference or not _long(one, scene.expressions):
            continue
        yield _made(scene, (one.quantity, one.bound), (one.start, one.end), (one.trigger_start, one.trigger_end), "ASSAULT", one.effect, ())


def _long(one: CasualtyReading, expressions: Sequence[TimeExpression]) -> bool:
    from_day, to_day = times.window(expressions)
    if from_day is not None and to_day is not None:
        return one.aggregate and (to_day - from_day).days > _LONG_DAYS
    return one.aggregate
