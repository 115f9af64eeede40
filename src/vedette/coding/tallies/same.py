"""One total told twice in a document is one tally."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from vedette.coding.tallies.reading import TallyReading


def once(found: Iterable[TallyReading], headline: int) -> tuple[TallyReading, ...]:
    """The totals with repetitions left out, in order of the text.

    The same number of the same acts or people is one total unless the body tells two windows (a headline rounds); of several tellings the one with a window
    stands, the body before the headline (which ends at `headline`), and takes from the others the counter and parts that it leaves unsaid.
    """
    kept: list[TallyReading] = []
    at: dict[tuple[object, ...], list[int]] = {}
    for one in found:
        places = at.setdefault((one.kind, one.effect, one.quantity.figure), [])
        index = next(
            (i for i in places if _same(kept[i], one) or (kept[i].end <= headline) != (one.end <= headline)), None
        )
        if index is None:
            places.append(len(kept))
            kept.append(one)
        else:
            kept[index] = _joined(kept[index], one, headline)
    return tuple(sorted(kept, key=lambda tally: (tally.start, tally.end)))


def _same(one: TallyReading, other: TallyReading) -> bool:
    return (
        one.from_day is None or other.from_day is None or (one.from_day, one.to_day) == (other.from_day, other.to_day)
    )


def _joined(first: TallyReading, second: TallyReading, headline: int) -> TallyReading:
    better, worse = (second, first) if _worth(second, headline) > _worth(first, headline) else (first, second)
    who = (
        (better.counter_start, better.counter_end)
        if better.counter_start is not None
        else (worse.counter_start, worse.counter_end)
    )
    return replace(better, counter_start=who[0], counter_end=who[1], split=better.split or worse.split)


def _worth(tally: TallyReading, headline: int) -> tuple[bool, bool, bool]:
    return tally.end > headline, tally.from_day is not None, bool(tally.split)
