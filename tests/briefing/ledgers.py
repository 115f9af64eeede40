"""Views of ledgers that were never on a disk, for tests of what a briefing says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.linking.reports import FORCES, MILITIA, report

from vedette.app.config import Config
from vedette.app.reporting import brief_view
from vedette.app.workspace import View, link_options
from vedette.briefing import Facts
from vedette.linking import link
from vedette.model import Attribution, Counted, Document, Mention, Party, Quantity, Reading, Tally
from vedette.model.brief import Briefing
from vedette.store.base import AsOf

MOMENT = datetime(2023, 12, 24, 12, tzinfo=UTC)


def view(documents: Iterable[Document], mentions: Sequence[Mention], tallies: Sequence[Tally] = ()) -> View:
    """What a ledger of these records shows."""
    held = {one.id: one for one in documents}
    decisions = tuple(link(mentions, documents=held, copies=(), standing=(), options=link_options(Config(), MOMENT)))
    return View(
        as_of=AsOf(), config=Config(), documents=held, mentions=tuple(mentions), tallies=tuple(tallies), copies=(), decisions=decisions,
        overrides=(), failures=(), runs=(),
    )  # fmt: skip


def brief(
    documents: Iterable[Document], mentions: Sequence[Mention], tallies: Sequence[Tally] = ()
) -> tuple[Briefing, Facts]:
    """The briefing of these records and its facts."""
    return brief_view(view(documents, mentions, tallies))


def campaign() -> tuple[Briefing, Facts]:
    """Six weeks of drone attacks with tolls, claims, a threat with its condition, aid, and two totals."""
    pairs = []
    killed: dict[int, int | Quantity] = {7: 4, 8: Quantity.at_least(2), 22: 1, 24: 9}
    for number in range(40):
        day = date(2023, 10, 1) + timedelta(days=number)
        claim = (Attribution(actor=MILITIA, how="claimed"),) if number % 5 == 0 else ()
        pairs.append(
            report(
                f"Outlet {'ABC'[number % 3]} {number}", month=day.month, day=day.day, place=("erbil", "harir", "tanf", None)[number % 4],
                actor=(MILITIA, None, Party(name="Ansar Brigade", id="group:ansar"))[number % 3], target=FORCES if number % 2 else None,
                status="foiled" if number % 6 == 0 else "occurred", outcomes=("dud",) if number % 6 == 0 else ("hit",) if number % 2 else (),
                killed=killed.get(number), injured={3: 17, 9: 6, 24: 31}.get(number),
                attributions=claim, outlet=f"Outlet {'ABC'[number % 3]}",
            )
        )  # fmt: skip
    documents, mentions = [one for one, _ in pairs], [one for _, one in pairs]
    words = "Ansar Brigade vowed to strike on until the siege ends. At least 40 attacks were counted by Pentagon. A total of 55 was given."
    spoken, threat = report("Outlet D", text=words, kind="THREATEN", mode=None, status="announced", actor=Party(name="Ansar Brigade"), place=None, month=11, day=10)  # fmt: skip

    def read(value: Any, text: str) -> Reading[Any]:
        return Reading(value=value, passages=(spoken.passage(words.index(text), words.index(text) + len(text)),))

    threat = Mention(
        **{name: getattr(threat, name) for name in Mention.__slots__}
        | {"condition": read("until the siege ends", "until the siege ends")}
    )
    totals = [
        Tally(
            id=f"t{number}", document=spoken.id, coder="test/1", counted=Counted(kind="ASSAULT"), count=read(Quantity.at_least(low), text),
            bound="at_least", as_of=date(2023, 11, number), recorded_at=MOMENT, from_day=date(2023, 10, 17), counter=counter,
        )
        for number, low, text, counter in ((9, 40, "At least 40", read(Party(name="Pentagon"), "Pentagon")), (10, 55, "55", None))
    ]  # fmt: skip
    return brief([*documents, spoken], [*mentions, threat], totals)
