"""Read the totals of a document: find claims, give each its window and counter, and keep those that are totals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from vedette.coding import base, casualties, counts, times
from vedette.coding.base import Sentence
from vedette.coding.casualties import CasualtyReading
from vedette.coding.counts import Count
from vedette.coding.tallies import lexicon as lex
from vedette.coding.tallies import same
from vedette.coding.tallies.claims import MANY, Claim, Scene, Told, find
from vedette.coding.tallies.frame import Frame, counters, frame
from vedette.coding.tallies.parts import following, split
from vedette.coding.tallies.reading import SplitReading, TallyReading
from vedette.coding.times import TimeExpression
from vedette.model import Document

_CONTEXT: Final = 2
_LONG_DAYS: Final = 3
_EXPRESSIONS: Final = 40
"""Time expressions of one sentence that are looked at: no sentence of a report holds more."""
_SPEECH: Final = 5_000
"""Longer sentences are lists, in which nobody is quoted."""
_CLAIMS: Final = 60
"""Totals of one sentence that are looked at."""
_AGAIN: Final = 4
"""Totals after which what follows is read anew, since a total says what the bare numbers after it count."""
_WORTH: Final = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{2,9}teen|\w{2,6}ty(?:-\w{3,5})?|dozens?|scores|hundreds?|thousands?|several|few|handful|none|no|second|third|\w{2,9}th)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """How a sentence's numbers, casualties and times are read; a caller that has read them already hands them over instead."""

    counts: Callable[[Sentence], Sequence[Count]] = counts.read
    casualties: Callable[[Sentence, Sequence[Count]], Sequence[CasualtyReading]] = casualties.read
    times: Callable[[Sentence, date | None], Sequence[TimeExpression]] = lambda sentence, anchor: times.read(
        sentence, anchor=anchor
    )


def read(
    document: Document, sentences: Iterable[Sentence] | None = None, readers: Readers | None = None
) -> tuple[TallyReading, ...]:
    """All tallies of a document, in order; the same total of the same window told again is read once.

    `sentences` and `readers` save splitting and reading again where the caller holds the results. Time grows linearly with the text.
    """
    readers = readers or Readers()
    found: list[TallyReading] = []
    told, anchor = Told(), None
    for sentence in base.sentences(document) if sentences is None else sentences:
        lower = sentence.text.lower()
        lower = lower if len(lower) == len(sentence.text) else sentence.text
        named = counters(sentence, told.counter) if len(lower) < _SPEECH else ()
        if _WORTH.search(lower):
            expressions = readers.times(sentence, anchor)
            scene = _scene(sentence, lower, expressions, readers, told)
            found = _hear(found, tuple(_totals(scene, named)), scene)
            told.last = found[-1] if found else None
            anchor = next(
                (e.when.latest for e in reversed(expressions) if e.role == "date" and e.when and e.when.span == 0),
                anchor,
            )
        told.counter = named[0] if named else told.counter
        told.recent = (lower[:400], *told.recent[:_CONTEXT])
        told.acts = told.acts or (lex.TOLD.search(lower[:5_000]) or lex.STRUCK.search(lower[:5_000])) is not None
    return same.once(found, document.headline)


def _hear(found: list[TallyReading], made: tuple[TallyReading, ...], scene: Scene) -> list[TallyReading]:
    """The totals so far with those of one more sentence, and with the parts that it tells of the last of them."""
    if not made and found and scene.sentence.index - found[-1].sentence == 1 and not found[-1].split:
        parts = following(scene.sentence, found[-1], scene.numbers)
        if parts:
            return [*found[:-1], replace(found[-1], split=parts)]
    return [*found, *made]


def _scene(
    sentence: Sentence, lower: str, expressions: Sequence[TimeExpression], readers: Readers, told: Told
) -> Scene:
    masked, at = [], 0
    for one in expressions:
        start, end = one.start - sentence.start, one.end - sentence.start
        led = re.match(r"(?:on|in|over|during|for|since|between|by|until|at)\s", lower[start:end])
        start += led.end() if led else 0
        masked += [lower[at:start], "~" * (end - start)]
        at = end
    numbers = readers.counts(sentence)
    harmed = readers.casualties(sentence, numbers)
    return Scene(
        sentence,
        lower,
        "".join((*masked, lower[at:])),
        _numbers(numbers, expressions),
        expressions[:_EXPRESSIONS],
        harmed,
        told,
    )


def _numbers(found: Sequence[Count], expressions: Sequence[TimeExpression]) -> list[Count]:
    """The numbers that count things and stand in no time expression; both lists run in order."""
    kept: list[Count] = []
    at = 0
    for count in found:
        while at < len(expressions) and expressions[at].end < count.end:
            at += 1
        inside = at < len(expressions) and expressions[at].start <= count.start
        if count.counts and not inside:
            kept.append(count)
    return kept


def _totals(scene: Scene, named: Sequence[tuple[int, int]]) -> Iterator[TallyReading]:
    """The totals of one sentence in order; a later number may be a part of an earlier one, or stand for the same noun."""
    reach, before = 0, scene.told.last
    done: list[tuple[Claim, Frame]] = []
    claims = _ordered(find(scene))
    while claims:
        claim = claims.pop(0)
        if claim.start < reach:
            continue
        region = _region(scene, claim, done[-1][0].end if done else 0, claims[0].start if claims else len(scene.lower))
        timed = _timed(scene, claim, region, leading=min(done[0][0].start, done[0][0].noun[0]) if done else 0)
        if not _total(scene, claim, timed, bool(done)):
            continue
        parts = split(scene.sentence, claim, scene.numbers)
        tally = _made(scene, claim, timed, region, named, parts)
        reach = max((part.end - scene.sentence.start for part in parts), default=max(claim.end, claim.noun[1]))
        done.append((claim, timed))
        scene.told.last = tally
        scene.told.long = tally if _long(tally) else scene.told.long
        yield tally
        if len(done) < _AGAIN:
            claims = _ordered(c for c in find(scene) if c.start >= reach)
    scene.told.last = before


def _ordered(claims: Iterable[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda claim: (claim.start, claim.form == "people"))[:_CLAIMS]


def _region(scene: Scene, claim: Claim, after: int, until: int) -> tuple[int, int]:
    """The part of the sentence whose times belong to a claim: from the claim before it to the clause of the next."""
    first, last = min(claim.start, claim.noun[0]), max(claim.end, claim.noun[1])
    low = max(scene.masked.rfind(mark, after, first) for mark in (",", ";", " and ")) if after else 0
    cut = (
        max(scene.masked.rfind(mark, last, until) for mark in (",", ";", ":", " and "))
        if last < until < len(scene.lower)
        else len(scene.lower)
    )
    if claim.form == "ordinal":
        low = claim.start
        stop = re.compile(r"[,;:]").search(scene.masked, last)
        cut = min(cut if cut > last else until, stop.start() if stop else len(scene.lower))
    return max(low, after), cut if cut > last else max(until, last)


def _timed(scene: Scene, claim: Claim, region: tuple[int, int], *, leading: int) -> Frame:
    """The window of a claim: in its own region, else the one with which the sentence opens."""
    offset = scene.sentence.start
    inside = [e for e in scene.expressions if region[0] <= e.start - offset < region[1]]
    if claim.form == "part" and lex.AFTER.search(scene.masked, claim.end, region[1]):
        day = next((e.when.earliest for e in inside if e.when is not None and e.when.span == 0), None)
        published = scene.sentence.document.published
        return Frame(from_day=day, to_day=published, as_of=published, windowed=True, own=True)
    figure = claim.quantity.figure or 0
    cumulative = claim.form in ("apart", "bare")
    made = frame(scene.sentence, scene.lower, inside, number=figure, cumulative=cumulative)
    if not made.windowed and claim.form != "people" and lex.SINCE.match(scene.masked, max(claim.end, claim.noun[1])):
        return replace(made, windowed=True, own=True)
    if not made.windowed and leading:
        opening = frame(
            scene.sentence,
            scene.lower,
            [e for e in scene.expressions if e.end - offset <= leading and e.role == "since"],
        )
        return opening if opening.windowed else made
    if not made.windowed and claim.form == "ordinal":
        dates = [e for e in scene.expressions if e.role == "date"]
        rest = scene.lower[region[0] : region[1]]
        if re.search(r"\bof\sthe\sday\b|\bin\sas\smany\s", rest):
            return frame(scene.sentence, rest, dates, number=figure)
    return made


def _total(scene: Scene, claim: Claim, timed: Frame, coordinated: bool) -> bool:
    """Whether a claim is a total, and not a number of acts told one by one or harmed on one day."""
    figure = claim.quantity.figure or 0
    if claim.form == "people":
        return _sum(scene, claim, timed)
    if claim.form == "ordinal":
        return timed.own or (timed.windowed and timed.days is not None and timed.days <= 31)
    if claim.form == "apart" and claim.effect:
        return (timed.windowed and (timed.days or 99) > _LONG_DAYS) or _summed(scene, 3) is not None
    if claim.form in ("apart", "part"):
        return True
    if claim.form == "bare":
        return timed.windowed or scene.told.since(scene.sentence.index) is not None or figure >= MANY
    if claim.word in lex.SMALL_WORDS and not timed.windowed:
        return False
    if timed.windowed:
        return True
    near = scene.masked[max(0, claim.start - 200) : claim.end + 200]
    counting = lex.COUNTING.search(near) is not None
    if claim.form == "times":
        return (counting or figure > 3) and not timed.single
    beside = (
        coordinated
        and re.fullmatch(
            r"\s?(?:,|and)?\s?(?:and\s)?", scene.masked[scene.masked.rfind(",", 0, claim.start) : claim.start]
        )
        is not None
    )
    return not timed.single and (beside or figure >= (MANY if counting else 2 * MANY))


def _sum(scene: Scene, claim: Claim, timed: Frame) -> bool:
    """Whether people harmed are a sum over more than three days: by its window, or as part of a total just told."""
    nominal = lex.NOMINAL.match(scene.masked, claim.start) is not None
    if timed.own and (claim.quantity.figure or 0) >= 2 and not (nominal and (claim.quantity.figure or 0) < 2 * MANY):
        return (timed.days is None or timed.days > _LONG_DAYS) and (
            claim.aggregate or timed.from_day is None or not timed.single
        )
    if (
        claim.aggregate
        and (claim.quantity.figure or 0) >= 2
        and (timed.days is None or timed.days > _LONG_DAYS)
        and not timed.single
        and not nominal
    ):
        return True
    last = _summed(scene, 2)
    words = scene.masked[claim.start : claim.end]
    if last is None or timed.single or nominal:
        return False
    if lex.IN_THEM.match(scene.masked, claim.end):
        return True
    if (claim.quantity.figure or 0) < 2:
        return (
            claim.quantity.high == 0
            and last.effect is not None
            and re.search(r"\bha(?:s|ve)\sbeen\b", words) is not None
        )
    if re.search(r"\bof\swhom\s$", scene.masked[max(0, claim.start - 9) : claim.start]):
        return last.effect is not None
    perfect = re.search(r"\bha(?:s|ve|d)\s(?:now\s|so\sfar\s)?(?:been|suffered|died|lost)\b", words) is not None
    return perfect or (
        scene.told.last is not None
        and scene.told.last.sentence == scene.sentence.index
        and not lex.AFRESH.search(words)
    )


def _summed(scene: Scene, reach: int) -> TallyReading | None:
    """The last total over more than a few days, where it stands at most so many sentences before."""
    long = scene.told.long
    return long if long is not None and scene.sentence.index - long.sentence <= reach else None


def _long(total: TallyReading | None) -> bool:
    """Whether a total sums up more than a few days, or so many that it must."""
    if total is None:
        return False
    if total.from_day is not None and total.to_day is not None:
        return (total.to_day - total.from_day).days > _LONG_DAYS
    return (total.quantity.figure or 0) >= 2 * MANY


def _made(
    scene: Scene,
    claim: Claim,
    timed: Frame,
    region: tuple[int, int],
    named: Sequence[tuple[int, int]],
    parts: tuple[SplitReading, ...],
) -> TallyReading:
    sentence = scene.sentence
    noun = sentence.start + claim.noun[0], sentence.start + claim.noun[1]
    start, end = min(noun[0], sentence.start + claim.start), max(noun[1], sentence.start + claim.end)
    last = scene.told.since(sentence.index, 1)
    who = next(
        (one for one in reversed(named) if region[0] <= one[0] - sentence.start and one[1] <= start),
        named[0] if named else None,
    )
    if (
        who is None
        and last is not None
        and (claim.follows or claim.form == "people" or last.sentence == sentence.index)
        and last.counter_start is not None
        and last.counter_end is not None
    ):
        who = last.counter_start, last.counter_end
    whole = claim.form in ("noun", "times", "apart", "people") and region[0] == 0
    scope = (0, len(scene.lower)) if whole else region
    return TallyReading(
        start=start, end=end, kind=claim.kind, effect=claim.effect, quantity=claim.quantity, bound=claim.bound, noun_start=noun[0], noun_end=noun[1],
        scope_start=sentence.start + scope[0], scope_end=sentence.start + scope[1], sentence=sentence.index, as_of=timed.as_of, from_day=timed.from_day,
        to_day=timed.to_day, counter_start=who[0] if who else None, counter_end=who[1] if who else None, split=parts,
        context=tuple(range(sentence.index - 1, max(-1, sentence.index - 1 - _CONTEXT), -1)),
    )  # fmt: skip
