"""Short reports written for the tests of linking: each is a document and the mention that a coder would read in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from vedette.linking import LinkOptions
from vedette.model import (
    Act,
    Attribution,
    Casualty,
    Decision,
    Document,
    Instrument,
    Mention,
    Party,
    Quantity,
    Reading,
    Severity,
    When,
    Where,
)
from vedette.model.judgement import Verdict

START = datetime(2023, 11, 1, 12, tzinfo=UTC)
ERBIL = Where(
    name="Erbil air base", id="oa:ORER", country="IQ", lat=36.24, lon=43.96, radius_km=6, precision="facility",
    within=("adm1:IQ.11", "iso:IQ"),
)  # fmt: skip
HARIR = Where(
    name="Harir",
    id="oa:ORBR",
    country="IQ",
    lat=36.53,
    lon=44.34,
    radius_km=5,
    precision="facility",
    within=("adm1:IQ.11", "iso:IQ"),
)
TANF = Where(
    name="Al-Tanf",
    id="vd:tanf",
    country="SY",
    lat=33.51,
    lon=38.62,
    radius_km=10,
    precision="facility",
    within=("iso:SY",),
)
KURDISTAN = Where(
    name="Erbil province",
    id="adm1:IQ.11",
    country="IQ",
    lat=36.3,
    lon=44.0,
    radius_km=90,
    precision="province",
    within=("iso:IQ",),
)
PLACES = {"erbil": ERBIL, "harir": HARIR, "tanf": TANF, "kurdistan": KURDISTAN}
FORCES = Party(name="United States forces", id="USA/MIL")
MILITIA = Party(name="Iran-backed militias", id="generic:iran-backed-militias")
OPTIONS = LinkOptions(recorded_at=START + timedelta(days=40))


def at(hours: float) -> datetime:
    """A moment this many hours after the first."""
    return START + timedelta(hours=hours)


def report(
    name: str,
    *,
    day: int | None = 9,
    month: int = 11,
    span: int = 0,
    place: str | Where | None = "erbil",
    actor: Party | None = MILITIA,
    target: Party | None = FORCES,
    mode: str | None = "drone",
    kind: Any = "ASSAULT",
    status: Any = "occurred",
    weapons: Iterable[Any] = ("drone",),
    killed: int | Quantity | None = None,
    injured: int | Quantity | None = None,
    side: Any = "target",
    outcomes: Iterable[Any] = (),
    attributions: Iterable[Attribution] = (),
    outlet: str | None = "",
    published: date | None = None,
    hours: float = 0.0,
    text: str | None = None,
    basis: Any = "explicit",
    part_of: str | None = None,
    confidence: float = 0.8,
    document: Document | None = None,
    ordinal: int = 0,
    start: int = 0,
) -> tuple[Document, Mention]:
    """A document of an outlet (by default its own) and its one mention; `day` None leaves the earliest day open."""
    latest = date(2023, month, day if day is not None else 9) + timedelta(days=span)
    words = text or f"A drone attack was told by {name} on that day."
    printed = published or latest + timedelta(days=1)
    if document is None:
        id = Document.id_for(words, printed, name, None)
        document = Document(
            id=id, text=words, published=printed, outlet=name if outlet == "" else outlet, origin=name, recorded_at=at(hours),
            sentences=((0, len(words)),),
        )  # fmt: skip

    def read(value: Any) -> Reading[Any]:
        return Reading(value=value, passages=(document.passage(start, start + 7),), confidence=confidence)

    earliest = None if day is None else date(2023, month, day)
    act = read(Act(kind=kind, mode=mode))
    casualties = []
    for effect, count in (("killed", killed), ("injured", injured)):
        if count is not None:
            quantity = count if isinstance(count, Quantity) else Quantity.exactly(count)
            casualties.append(read(Casualty(effect=effect, side=side, count=quantity)))  # type: ignore[arg-type]
    where = PLACES[place] if isinstance(place, str) else place
    mention = Mention(
        id=Mention.id_for(document.id, "test/1", act, ordinal),
        document=document.id,
        coder="test/1",
        act=act,
        status=read(status),
        when=read(When(earliest=earliest, latest=latest, basis=basis)),
        severity=Severity(level=2),
        confidence=confidence,
        recorded_at=at(hours),
        actor=read(actor) if actor else None,
        target=read(target) if target else None,
        place=read(where) if where else None,
        instruments=tuple(read(w if isinstance(w, Instrument) else Instrument(weapon=w)) for w in weapons),
        casualties=tuple(casualties),
        outcomes=tuple(read(o) for o in outcomes),
        attributions=tuple(read(a) for a in attributions),
        part_of=part_of,
    )
    return document, mention


def ruling(a: Mention, b: Mention, verdict: Verdict, *, hours: float = 100.0) -> Decision:
    """A person's decision on a pair."""
    first, second = sorted((a.id, b.id))
    moment = at(hours)
    return Decision(
        id=Decision.id_for(first, second, verdict, "ana", True, moment), first=first, second=second, verdict=verdict, by="ana",
        reason="read both", recorded_at=moment, person=True,
    )  # fmt: skip


def filed(pairs: Iterable[tuple[Document, Mention]]) -> tuple[dict[str, Document], tuple[Mention, ...]]:
    """The documents by id and the mentions, in the order given."""
    held = list(pairs)
    return {d.id: d for d, _ in held}, tuple(m for _, m in held)
