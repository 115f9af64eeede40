"""What counters say: the newest total of each, beside the ledger; totals of different counters are never merged."""

from __future__ import annotations

from vedette.briefing import phrases
from vedette.briefing.asking.ground import Ground, Outcome, covered
from vedette.briefing.asking.query import Query, Side, Spot
from vedette.briefing.asking.selecting import covers
from vedette.briefing.phrases import say, the
from vedette.briefing.telling import reckoned, told
from vedette.model import Tally, Where
from vedette.model.brief import Part, Sentence
from vedette.model.mention import Effect
from vedette.reference.names import fold

MOST = 6


def tallies(ground: Ground, query: Query) -> Outcome:
    """The newest total of the counter that was asked for, or of each."""
    held = newest(ground, query, effect=query.effect)
    if query.counter is not None:
        held = [one for one in held if _counts(query.counter, one, ground)] and _of(query.counter, query, ground)[:1]
    if not held:
        who = (
            Part(text=f"by {the(query.counter.name)}{query.counter.name} ", how="said", records=("asked",))
            if query.counter
            else ""
        )
        nothing = say("The ledger holds no such total ", who, "that a report states.")
        return Outcome(standing="not_in_ledger", sentences=(nothing,), notes=(covered(ground),))
    sentences = [*stated(ground, held[:MOST]), *_reconciled(ground, held[0])]
    caution = say(
        "A total is a claim of who counts; totals of different counters follow different rules and are not merged."
    )
    figure = held[0].count.value.figure
    return Outcome(sentences=tuple(sentences), notes=(caution,), value=None if figure is None else str(figure))


def newest(ground: Ground, query: Query, effect: Effect | None = None) -> list[Tally]:
    """The newest total of each counter that fits the places, the target and the days of the query, newest first."""
    best: dict[str, Tally] = {}
    for one in _fitting(ground, query, effect):
        key = _key(one)
        known = best.get(key)
        if known is None or _rank(one) > _rank(known):
            best[key] = one
    named = [one for one in best.values() if one.counter is not None]
    return sorted(named or best.values(), key=_rank, reverse=True)


def stated(ground: Ground, held: list[Tally]) -> list[Sentence]:
    """Each total in a sentence: who counts, how many of what, up to when, and who reports it."""
    return [_sentence(ground, one) for one in held]


def _of(side: Side, query: Query, ground: Ground) -> list[Tally]:
    """The totals of one counter, newest first; those in whose words its name stands before those of its kind."""
    fitting = [one for one in _fitting(ground, query, query.effect) if _counts(side, one, ground)]
    wanted = fold(side.words or side.name)
    literal = [
        one for one in fitting if one.counter and any(wanted in fold(passage.text) for passage in one.counter.passages)
    ]
    return sorted(literal or fitting, key=_rank, reverse=True)


def _counts(side: Side, one: Tally, ground: Ground) -> bool:
    return one.counter is not None and covers(side, one.counter.value, ground.lexicon)


def _fitting(ground: Ground, query: Query, effect: Effect | None) -> list[Tally]:
    out = []
    for one in ground.facts.tallies:
        if one.counted.kind not in query.kinds or one.counted.effect != effect:
            continue
        if not _aimed(ground, query, one):
            continue
        doer = one.counted.actor.value.id if one.counted.actor else None
        if query.actor is None and doer is not None and "/" in doer:
            continue  # what a state's forces did is another total
        places = [reading.value for reading in one.counted.places]
        if query.spots and not (places and all(any(_in(spot, place) for spot in query.spots) for place in places[:1])):
            continue
        if query.spots and len({place.country for place in places}) > 1:
            continue
        if query.span is not None and query.span.last is not None and one.as_of > query.span.last:
            continue
        out.append(one)
    return out


def _aimed(ground: Ground, query: Query, one: Tally) -> bool:
    """Whether a total can count what was done to the side that is asked for."""
    target = one.counted.target.value if one.counted.target else None
    if query.target is None or target is None or target.id is None or target.id.startswith("generic:"):
        return True
    return covers(query.target, target, ground.lexicon) or target.id == (query.target.id or "").partition("/")[0]


def _in(spot: Spot, place: Where) -> bool:
    return (place.id in spot.ids) or (place.country is not None and f"iso:{place.country}" in spot.ids)


def _key(one: Tally) -> str:
    if one.counter is None:
        return ""
    return one.counter.value.id or fold(one.counter.value.name)


def _rank(one: Tally) -> tuple[object, ...]:
    """Newest first; of one day the largest, for a total since the beginning holds the others; then the outlet's order."""
    return one.as_of, one.count.value.figure or 0, one.from_day is not None, one.confidence, one.id


def _sentence(ground: Ground, one: Tally) -> Sentence:
    document = ground.facts.documents[one.document]
    noun = f" people {one.counted.effect}" if one.counted.effect else " attacks"
    window: list[str | Part] = []
    if one.from_day is not None and one.from_day < one.as_of:
        window = [" since ", Part(text=phrases.day(one.from_day), how="said", records=(one.id,))]
    who: list[str | Part] = (
        [the(one.counter.value.name), told(one, "counter"), " counted "] if one.counter else ["a total was given of "]
    )
    return say(
        "As of ", told(one, "as_of"), ", ", *who, told(one, "count"), noun, *window, " (reported by ", told(document, "outlet"), ", ",
        told(document, "published"), ").",
    )  # fmt: skip


def _reconciled(ground: Ground, one: Tally) -> list[Sentence]:
    held = next((item for item in ground.facts.assessment.reconciliations if item.tally == one.id), None)
    if held is None:
        return []
    what = "people " if one.counted.effect else ""
    return [
        say(
            f"Against the first of these the ledger counts {what}",
            reckoned(held, f"reconciliation:{one.id}", "held"),
            " that fit.",
        )
    ]
