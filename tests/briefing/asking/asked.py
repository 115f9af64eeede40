"""A small ledger of known attacks, and questions to it."""

from __future__ import annotations

from datetime import date

from tests.briefing.ledgers import view
from tests.linking.reports import FORCES, MILITIA, report

from vedette.app.asking import ask
from vedette.app.workspace import View
from vedette.model import Attribution, Party
from vedette.model.question import Reply

GUARDS = Party(name="Islamic Revolutionary Guard Corps", id="IRN/MIL/irgc")
KATAIB = Party(name="Kata'ib Hezbollah", id="group:kataib-hezbollah")


def small() -> View:
    """Seven attacks of November 2023, one American raid, a threat and an appeal that is refused."""
    said = (Attribution(actor=KATAIB, how="claimed"),)
    pairs = [
        report("A", day=1, place="erbil", injured=2),
        report("B", day=3, place="erbil", target=None, outcomes=("dud",), status="foiled"),
        report("C", day=5, place="tanf", actor=KATAIB, attributions=said),
        report("D", day=7, place="tanf", killed=3),
        report("E", day=9, place="harir", actor=None, target=None, weapons=("rocket",), mode="rocket_missile"),
        report("F", day=11, place=None),
        report("G", day=12, place="tanf", actor=FORCES, target=GUARDS, mode="air_strike", weapons=("aircraft_bomb",)),
        report("H", day=14, place="tanf", outcomes=("intercepted",), status="foiled"),
        report("I", day=13, kind="THREATEN", mode=None, status="announced", actor=KATAIB, place=None, text="Kataib Hezbollah threatened US forces over the truce."),
        report("J", day=13, kind="REQUEST", mode="appeal", actor=Party(name="Iraqi government", id="IRQ/GOV"), target=MILITIA, place=None,
               text="Baghdad appealed to the militias to stop."),
    ]  # fmt: skip
    return view([one for one, _ in pairs], [one for _, one in pairs])


def reply(held: View, question: str, day: date | None = None) -> Reply:
    """The reply of a view to a question."""
    return ask(held, question, as_of=day)
