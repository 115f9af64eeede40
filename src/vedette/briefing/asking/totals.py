"""What counters say: the newest total of each, beside the ledger; totals of different counters are never merged."""

from __future__ import annotations

from vedette.briefing.asking.ground import Ground, Outcome, covered, side
from vedette.briefing.asking.query import Query, Side, Span
from vedette.briefing.asking.selecting import covers
from vedette.briefing.phrases import say, the
from vedette.briefing.telling import reckoned, told
from vedette.model import Tally
from vedette.model.brief import Part, Sentence
from vedette.model.mention import Effect
from vedette.reference.names import fold

MOST = 6


def tallies(ground: Ground, query: Query) -> Outcome:
    """The newest total of the counter that was asked for, or of each."""
    held = newest(ground, query, effect=query.effect)
    if query.counter is not None:
        held = _of(query.counter, query, ground)[:1]
    if not held:
        who: list[str | Part] = ["by ", side(ground, query.counter), " "] if query.counter else []
        nothing = say("The ledger holds no such total ", *who, "that a report states.")
        return Outcome(standing="not_in_ledger", sentences=(nothing,), notes=(covered(ground),))
    sentences = [*stated(ground, held[:MOST]), *_reconciled(ground, held[0])]
    caution = say(
        "A total is a claim of who counts; totals of different counters follow different rules and are not merged."
    )
    figure = held[0].count.value.figure
    return Outcome(sentences=tuple(sentences), notes=(caution,), value=None if figure is None else str(figure))


def newest(ground: Ground, query: Query, effect: Effect | None = None, *, named: bool = False) -> list[Tally]:
    """The newest total of each counter that fits the places, the target and the days of the query, newest first.

    With `named` a total must name the target that is asked for.
    """
    best: dict[str, Tally] = {}
    for one in _fitting(ground, query, effect):
        if named and query.target is not None and one.counted.target is None:
            continue
        key = _key(one)
        if key not in best or _rank(one) > _rank(best[key]):
            best[key] = one
    known = [one for one in best.values() if one.counter is not None]
    return sorted(known or best.values(), key=_rank, reverse=True)


def stated(ground: Ground, held: list[Tally]) -> list[Sentence]:
    """Each total in a sentence: who counts, how many of what, up to when, and who reports it."""
    return [_sentence(ground, one) for one in held]


def _of(side: Side, query: Query, ground: Ground) -> list[Tally]:
    """The totals of one counter, newest first; those in whose words its name stands, whole or shortened, before those of its kind."""
    fitting = _fitting(ground, query, query.effect)
    wanted = fold(side.words or side.name)
    literal = [
        one for one in fitting if one.counter and any(_names(wanted, passage.text) for passage in one.counter.passages)
    ]
    return sorted(literal or [one for one in fitting if _counts(side, one, ground)], key=_rank, reverse=True)


def _names(wanted: str, text: str) -> bool:
    """Whether words name the counter that is wanted: by its name, or by no other words than its ("the Observatory")."""
    told = fold(text)
    content = [word for word in told.split() if word not in ("the", "a", "an", "s", "its")]
    short = bool(content) and wanted.endswith(content[-1]) and set(content) <= set(wanted.split())
    return wanted in told or short


def _counts(side: Side, one: Tally, ground: Ground) -> bool:
    return one.counter is not None and covers(side, one.counter.value, ground.lexicon)


def _fitting(ground: Ground, query: Query, effect: Effect | None) -> list[Tally]:
    out = []
    for one in ground.facts.tallies:
        if one.counted.kind not in query.kinds or one.counted.effect != effect or not _aimed(ground, query, one):
            continue
        doer = one.counted.actor.value.id if one.counted.actor else None
        if query.actor is None and doer is not None and "/" in doer:
            continue  # what a state's forces did is another total
        places = {reading.value.id for reading in one.counted.places}
        if query.spots and places != {spot.ids[0] for spot in query.spots}:
            continue  # a total of other places says nothing of these
        if query.span is None or _in_days(query.span, one):
            out.append(one)
    return out


def _in_days(span: Span, one: Tally) -> bool:
    """Whether a total is of these days: stated in them, or counted since the day that opens them."""
    if span.last is not None and one.as_of > span.last:
        return False
    if span.first is None:
        return True
    return one.as_of >= span.first if span.last is not None else one.from_day == span.first


def _aimed(ground: Ground, query: Query, one: Tally) -> bool:
    """Whether a total can count what was done to the side that is asked for."""
    target = one.counted.target.value if one.counted.target else None
    if query.target is None or target is None or target.id is None or target.id.startswith("generic:"):
        return True
    return covers(query.target, target, ground.lexicon) or target.id == (query.target.id or "").partition("/")[0]


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
    what: list[str | Part] = []
    if one.counted.target is not None and not one.counted.target.value.name.islower():
        what += [" in attacks " if one.counted.effect else " ", told(one, "whom")]
    if one.counted.places:
        what += [" ", told(one, "where")]
    window: list[str | Part] = []
    if one.from_day is not None and one.from_day < one.as_of:
        window = [" since ", told(one, "since")]
    who: list[str | Part] = (
        [the(one.counter.value.name), told(one, "counter"), " counted "] if one.counter else ["a total was given of "]
    )
    return say(
        "As of ", told(one, "as_of"), ", ", *who, told(one, "count"), noun, *what, *window, " (reported by ", told(document, "outlet"), ", ",
        told(document, "published"), ").",
    )  # fmt: skip


def _reconciled(ground: Ground, one: Tally) -> list[Sentence]:
    held = next((item for item in ground.facts.assessment.reconciliations if item.tally == one.id), None)
    if held is None:
        return []
    what = "people in incidents" if one.counted.effect else "attacks"
    count = reckoned(held, f"reconciliation:{one.id}", "held")
    return [say("Beside the first of these the ledger holds ", count, f" {what} that fit.")]
