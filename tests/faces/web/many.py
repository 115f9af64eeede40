"""Large ledgers that were never on a disk: incidents built by rule, so that what a page costs can be measured."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from vedette.app.config import Config
from vedette.app.served import Shown
from vedette.app.workspace import View
from vedette.model import (
    Account,
    Act,
    Casualty,
    Document,
    Grading,
    Incident,
    Instrument,
    Party,
    Passage,
    Quantity,
    Reading,
    Severity,
    Told,
    When,
    Where,
)
from vedette.store.base import NOW, AsOf

MOMENT = datetime(2024, 1, 1, tzinfo=UTC)
FIRST = date(2019, 1, 1)
WEAPONS = ("drone", "rocket", "ied", "small_arms", "mortar")


class Still:
    """What `Served` offers for looking, over one view that never changes."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown
        self.path = Path("still.ledger")

    def at(self, as_of: AsOf = NOW) -> Shown:
        """The same, whenever it is looked from."""
        assert as_of == NOW
        return self._shown

    def at_hand(self, as_of: AsOf = NOW) -> Shown:
        """The same, without reading."""
        return self.at(as_of)


def many(count: int, places: int = 2500) -> Still:
    """A ledger of this many incidents at this many places over five years."""
    chance = random.Random(7)
    spots = [_spot(chance, n) for n in range(places)]
    weight = [1 / (n + 1) ** 0.7 for n in range(places)]
    documents = {one.id: one for one in (_document(n) for n in range(max(count // 20, bool(count))))}
    ids = list(documents)
    chosen = chance.choices(spots, weights=weight, k=count)
    incidents = tuple(
        sorted((_incident(chance, n, where, documents[ids[n % len(ids)]]) for n, where in enumerate(chosen)), key=_day)
    )
    view = View(
        as_of=NOW, config=Config(), documents=documents, mentions=(), tallies=(), copies=(), decisions=(), overrides=(), failures=(), runs=(),
    )  # fmt: skip
    view.__dict__["incidents"] = incidents
    shown = Shown(view, head="head", entries=1)
    return Still(shown)


def _day(one: Incident) -> tuple[date, str]:
    assert one.when.value is not None
    return one.when.value.latest, one.id


def _spot(chance: random.Random, n: int) -> Where:
    lat, lon = 33 + chance.gauss(0, 4), 43 + chance.gauss(0, 6)
    return Where(
        name=f"Town {n}",
        id=f"gn:{n + 1}",
        country=chance.choice(("IQ", "SY", "IR")),
        lat=lat,
        lon=lon,
        radius_km=chance.choice((3.0, 8.0, 60.0)),
        precision="town",
    )


def _document(n: int) -> Document:
    text = f"Drones struck a town, report number {n} says."
    published = FIRST + timedelta(days=n % 1700)
    return Document(
        id=Document.id_for(text, published, f"Wire {n % 40}", None), text=text, published=published, outlet=f"Wire {n % 40}", origin=f"{n}.txt", recorded_at=MOMENT,
        title=f"Report {n}", sentences=((0, len(text)),),
    )  # fmt: skip


def _incident(chance: random.Random, n: int, where: Where, document: Document) -> Incident:
    passage = Passage(document=document.id, start=0, end=6, text=document.text[:6])

    def account(value: Any) -> Account[Any]:
        reading = Reading(value=value, passages=(passage,))
        return Account(value=value, told=(Told(mention=f"m{n:016x}", document=document.id, reading=reading),))

    day = FIRST + timedelta(days=int(1700 * chance.random()))
    level = chance.choices(range(8), weights=(4, 20, 40, 12, 6, 10, 6, 1))[0]
    killed = Casualty(effect="killed", side="target", count=Quantity.exactly(max(level - 3, 0)))
    return Incident(
        id=f"i{n:016x}", mentions=(f"m{n:016x}",), act=account(Act(kind="ASSAULT", mode="drone")), status=account("occurred"),
        when=account(When(earliest=day, latest=day)), severity=Severity(level=level), confidence=0.8,
        sources=((document.id, document.outlet, document.id),), independent_sources=1 + n % 3, grading=Grading(reliability="F", credibility=3, reason="one source"),
        recorded_at=MOMENT, revision=1, actor=account(Party(name=f"Group {n % 30}", id=f"group:g{n % 30}")),
        target=account(Party(name="Army", id="IRQ/MIL")), place=account(where), instruments=account((Instrument(weapon=WEAPONS[n % 5]),)),  # type: ignore[arg-type]
        casualties=(account(killed),),
    )  # fmt: skip
