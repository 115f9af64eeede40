"""Records of every kind that can be built, for property tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from typing import Any, TypeVar, get_args

from hypothesis import strategies as st

from vedette.model import (
    Act,
    Attribution,
    Casualty,
    Copy,
    Counted,
    Decision,
    Document,
    Failure,
    Instrument,
    Mention,
    Override,
    Party,
    Passage,
    Prediction,
    Quantity,
    Reading,
    Run,
    Severity,
    Share,
    Tally,
    When,
    Where,
)
from vedette.model.judgement import Verdict
from vedette.model.mention import KINDS, OUTCOMES, STATUSES, WEAPONS, Effect, How, Side
from vedette.model.quantity import Bound
from vedette.model.when import Granularity, TimeBasis
from vedette.model.where import Precision

T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[Any]], Any]

days = st.dates(min_value=date(1900, 1, 2), max_value=date(2100, 12, 30))
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.builds(datetime.combine, days, st.times(), tzinfo=st.just(UTC) | offsets)
texts = st.text(max_size=20)
words = st.text(min_size=1, max_size=20).filter(lambda text: bool(text.strip()))
shares = st.floats(0, 1)
coordinates = st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.floats(0.001, 5000))


@st.composite
def documents(draw: Draw) -> Document:
    """A document, its text of any signs."""
    text = draw(st.text(min_size=1, max_size=200).filter(lambda text: bool(text.strip())))
    cuts = sorted(set(draw(st.lists(st.integers(0, len(text)), max_size=6))))
    published, outlet, url = draw(days), draw(st.none() | words), draw(st.none() | texts)
    return Document(
        id=Document.id_for(text, published, outlet, url),
        text=text,
        published=published,
        outlet=outlet,
        origin=draw(texts),
        recorded_at=draw(moments),
        url=url,
        title=draw(st.none() | texts),
        headline=draw(st.integers(0, len(text))),
        language=draw(texts),
        sentences=tuple(pairwise(cuts)),
        flags=tuple(draw(st.lists(texts, max_size=2))),
    )


def passages(document: Document) -> st.SearchStrategy[Passage]:
    """Any words of the document."""
    size = len(document.text)
    starts = st.integers(0, size - 1)
    return starts.flatmap(lambda start: st.integers(start + 1, size).map(lambda end: document.passage(start, end)))


def readings(document: Document, values: st.SearchStrategy[T], *, told: bool = False) -> st.SearchStrategy[Reading[T]]:
    """A value with words, or (unless `told`) with a basis alone."""
    some = st.lists(passages(document), min_size=1, max_size=3).map(tuple)
    read: st.SearchStrategy[Reading[T]] = st.builds(
        Reading, value=values, passages=some, confidence=shares, basis=st.none() | words
    )
    if told:
        return read
    return read | st.builds(Reading, value=values, passages=st.just(()), confidence=shares, basis=words)


@st.composite
def quantities(draw: Draw) -> Quantity:
    """A quantity of which something is known."""
    numbers = sorted(draw(st.lists(st.integers(0, 10**12), min_size=3, max_size=3)))
    known = draw(st.lists(st.booleans(), min_size=3, max_size=3).filter(any))
    low, best, high = (n if k else None for n, k in zip(numbers, known, strict=True))
    return Quantity(low=low, best=best, high=high)


parties = st.builds(Party, name=words, id=st.none() | texts, role=st.none() | texts)


@st.composite
def places(draw: Draw) -> Where:
    """A place, with or without a point."""
    point = draw(st.none() | coordinates)
    lat, lon, radius = point or (None, None, draw(st.none() | st.floats(0, 100)))
    return Where(
        name=draw(words),
        id=draw(texts if point else st.none() | texts),
        country=draw(st.none() | st.sampled_from(["IQ", "SY"])),
        lat=lat,
        lon=lon,
        radius_km=radius,
        precision=draw(st.none() | st.sampled_from(get_args(Precision))),
        basis=draw(texts),
        within=tuple(draw(st.lists(texts, max_size=2))),
        claimants=tuple(draw(st.lists(texts, max_size=2))),
        disputed=draw(st.booleans()),
    )


@st.composite
def intervals(draw: Draw) -> When:
    """An interval of days, open to the past or not."""
    first, last = sorted((draw(days), draw(days)))
    return When(
        earliest=draw(st.sampled_from([None, first])),
        latest=last,
        granularity=draw(st.sampled_from(get_args(Granularity))),
        basis=draw(st.sampled_from(get_args(TimeBasis))),
    )


counts = st.none() | quantities()
instruments = st.builds(Instrument, weapon=st.sampled_from(WEAPONS), count=counts)
effects, sides = st.sampled_from(get_args(Effect)), st.sampled_from(get_args(Side))
casualties = st.builds(Casualty, effect=effects, side=sides, count=quantities(), word=st.none() | words) | st.builds(
    Casualty, effect=effects, side=sides, word=words
)
attributions = st.builds(
    Attribution, actor=st.none() | parties, how=st.sampled_from(get_args(How)), by=st.none() | parties
)
acts = st.builds(Act, kind=st.sampled_from(KINDS), mode=st.none() | texts)
tags = st.lists(st.sampled_from(["R1", "R2", "R3", "D1", "D2"]), unique=True).map(tuple)
severities = st.builds(Severity, level=st.integers(0, 7), tags=tags)


@st.composite
def mentions(draw: Draw, document: Document, *, coder: str = "rules/1", recorded_at: datetime | None = None) -> Mention:
    """A mention in this document."""

    def some(values: st.SearchStrategy[Any], *, told: bool = False) -> tuple[Any, ...]:
        return tuple(draw(st.lists(readings(document, values, told=told), max_size=2)))

    def maybe(values: st.SearchStrategy[Any]) -> Any:
        return draw(st.none() | readings(document, values))

    act = draw(readings(document, acts, told=True))
    statuses = ["announced", "background", "denied"] if act.value.kind == "THREATEN" else STATUSES
    return Mention(
        id=Mention.id_for(document.id, coder, act),
        document=document.id,
        coder=coder,
        act=act,
        status=draw(readings(document, st.sampled_from(statuses))),
        when=draw(readings(document, intervals())),
        severity=draw(severities),
        confidence=draw(shares),
        recorded_at=recorded_at or draw(moments),
        actor=maybe(parties),
        target=maybe(parties),
        other_targets=some(parties),
        place=maybe(places()),
        launched_from=maybe(places()),
        instruments=some(instruments),
        casualties=some(casualties, told=True),
        outcomes=some(st.sampled_from(OUTCOMES)),
        multiplicity=maybe(st.integers(1, 50)),
        condition=maybe(texts),
        attributions=some(attributions),
        part_of=draw(st.none() | texts),
    )


@st.composite
def tallies(draw: Draw, document: Document, *, coder: str = "rules/1", recorded_at: datetime | None = None) -> Tally:
    """A tally in this document."""
    count = draw(readings(document, quantities(), told=True))
    first, last = sorted((draw(days), draw(days)))
    shared = st.builds(Share, place=places(), count=quantities())
    counted = st.builds(
        Counted,
        kind=st.sampled_from(KINDS),
        effect=st.none() | effects,
        actor=st.none() | readings(document, parties),
        target=st.none() | readings(document, parties),
        places=st.lists(readings(document, places()), max_size=2).map(tuple),
    )
    return Tally(
        id=Tally.id_for(document.id, coder, count),
        document=document.id,
        coder=coder,
        counted=draw(counted),
        count=count,
        bound=draw(st.sampled_from(get_args(Bound))),
        as_of=draw(days),
        recorded_at=recorded_at or draw(moments),
        from_day=draw(st.sampled_from([None, first])),
        to_day=draw(st.sampled_from([None, last])),
        counter=draw(st.none() | readings(document, parties)),
        split=tuple(draw(st.lists(readings(document, shared), max_size=2))),
        confidence=draw(shares),
    )


copies = st.builds(
    Copy, document=texts.map(lambda t: "a" + t), of=texts.map(lambda t: "b" + t), similarity=shares, recorded_at=moments
)
decisions = st.builds(
    Decision,
    id=texts,
    first=texts.map(lambda t: "a" + t),
    second=texts.map(lambda t: "b" + t),
    verdict=st.sampled_from(get_args(Verdict)),
    by=words,
    reason=words,
    recorded_at=moments,
    person=st.booleans(),
    weight=st.none() | st.floats(allow_nan=False),
    features=st.lists(st.tuples(texts, st.floats(allow_nan=False)), max_size=3).map(tuple),
)
overrides = st.builds(
    Override, id=texts, incident=texts, field=texts, value=texts, by=words, reason=words, recorded_at=moments
)
failures = st.builds(
    Failure,
    id=texts,
    stage=texts,
    item=texts,
    code=texts,
    reason=words,
    way_out=texts,
    recorded_at=moments,
    document=st.none() | texts,
)
runs = st.builds(Run, id=texts, started_at=moments, recorded_at=moments, fingerprint=texts, items=st.integers(0, 10**9))
draws = st.dictionaries(st.integers(0, 10**6), st.integers(1, 10**4), max_size=3).map(
    lambda d: tuple(sorted(d.items()))
)
predictions = st.builds(
    lambda as_of, ahead, **values: Prediction(as_of=as_of, start=as_of + timedelta(days=ahead), **values),
    as_of=st.dates(max_value=date(9000, 1, 1)),
    ahead=st.integers(1, 30),
    id=texts, key=texts, target=texts, counter=texts, method=texts, baseline=texts, fingerprint=texts,
    days=st.integers(1, 30), threshold=st.integers(0, 10**6), chance=shares, baseline_chance=shares,
    draws=draws, baseline_draws=draws, recorded_at=moments,
)  # fmt: skip
records = st.one_of(
    predictions,
    documents(),
    documents().flatmap(mentions),
    documents().flatmap(tallies),
    copies,
    decisions,
    overrides,
    failures,
    runs,
)
