"""Casualties of one incident: every source's figure kept, best = the latest of the most reliable, low and high = the range."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from vedette.linking.telling import Telling, latest_of_each_source, told
from vedette.model import Account, Casualty, Quantity, Reading
from vedette.model.mention import Effect, Side

_RULE = "the latest figure of the most reliable independent source; low and high are the range over sources"


def tolls(tellings: Sequence[Telling]) -> tuple[Account[Casualty], ...]:
    """One account for each effect and side told.

    Where one source names the side of a toll and another leaves it open, the open figure counts as that side's: it would
    otherwise be counted twice.
    """
    named: defaultdict[Effect, set[Side]] = defaultdict(set)
    for telling in tellings:
        for reading in telling.mention.casualties:
            if reading.value.side != "unknown":
                named[reading.value.effect].add(reading.value.side)
    found: defaultdict[tuple[Effect, Side], list[tuple[Telling, Reading[Casualty]]]] = defaultdict(list)
    for telling in tellings:
        for reading in telling.mention.casualties:
            effect, side = reading.value.effect, reading.value.side
            sides = named[effect]
            if side == "unknown" and len(sides) == 1 and not _tells(telling, effect, min(sides)):
                side = min(sides)
            found[effect, side].append((telling, reading))
    return tuple(_toll(effect, side, found[effect, side]) for effect, side in sorted(found))


def _tells(telling: Telling, effect: Effect, side: Side) -> bool:
    return any((r.value.effect, r.value.side) == (effect, side) for r in telling.mention.casualties)


def _toll(effect: Effect, side: Side, pairs: list[tuple[Telling, Reading[Casualty]]]) -> Account[Casualty]:
    behind = tuple(told(t, r) for t, r in pairs)
    counted = [(t, r.value.count) for t, r in pairs if r.value.count is not None]
    if not counted:
        word = min(pairs, key=lambda p: p[0].belief)[1].value.word
        return Account(
            value=Casualty(effect=effect, side=side, word=word), told=behind, rule="no source gives a number"
        )
    worded = _contradicts(pairs)
    if worded is not None:
        value = Casualty(effect=effect, side=side, word=worded)
        return Account(
            value=value,
            told=behind,
            rule="harm without a number, told after it was said that there was none",
            disagreement=True,
        )
    last = latest_of_each_source(counted)
    chosen = last[0][1]
    word = next((r.value.word for t, r in pairs if r.value.count is chosen), None)
    value = Casualty(effect=effect, side=side, count=_range(chosen, [q for _, q in last]), word=word)
    return Account(value=value, told=behind, rule=_RULE, disagreement=_differ([q for _, q in last]))


def _range(chosen: Quantity, each: Sequence[Quantity]) -> Quantity:
    """The chosen figure as best, the least and the most that any source allows; one open bound leaves the range open.

    An approximate figure ("about 70") is no bound on itself: it bounds only what another source says. Where others widen the range of
    a figure that is itself a bound ("at least 80", elsewhere 70), that figure is the best, for it is the one told last.
    """
    if len(each) == 1:
        return chosen
    lows = [q.low if q.low is not None else q.best for q in each]
    highs = [q.high if q.high is not None else q.best for q in each]
    low = None if None in lows else min(n for n in lows if n is not None)
    high = None if None in highs else max(n for n in highs if n is not None)
    best = chosen.best
    if best is None and low is not None and chosen.low is not None and low < chosen.low:
        best = chosen.low
    if low is not None and low == best and all(q.low is None for q in each if _low(q) == low):
        low = None
    if high is not None and high == best and all(q.high is None for q in each if q.best == high):
        high = None
    return Quantity(low=low, best=best, high=high) if (low, best, high) != (None, None, None) else chosen


def _low(quantity: Quantity) -> int | None:
    return quantity.low if quantity.low is not None else quantity.best


def _differ(each: Sequence[Quantity]) -> bool:
    """Whether two sources give figures that cannot both be true."""
    for position, a in enumerate(each):
        for b in each[position + 1 :]:
            if _above(a, b) or _above(b, a):
                return True
    return False


def _above(a: Quantity, b: Quantity) -> bool:
    low, high = _low(a), b.high if b.high is not None else b.best
    return low is not None and high is not None and low > high


def _contradicts(pairs: Sequence[tuple[Telling, Reading[Casualty]]]) -> str | None:
    """The word for harm that a source at least as late tells where all figures are none; None where a figure tells of harm."""
    figures = [(t, r.value.count) for t, r in pairs if r.value.count is not None]
    if any(_low(count) != 0 or count.high != 0 for _, count in figures):
        return None
    last = max(t.document.published for t, _ in figures)
    later = [
        (t, r.value.word) for t, r in pairs if r.value.count is None and r.value.word and t.document.published >= last
    ]
    return min(later, key=lambda pair: pair[0].belief)[1] if later else None
