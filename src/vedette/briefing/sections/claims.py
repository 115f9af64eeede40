"""Claims and counts: what each counter says, beside what the ledger holds."""

from __future__ import annotations

from vedette.briefing import phrases
from vedette.briefing.facts import Facts
from vedette.briefing.phrases import say
from vedette.briefing.telling import reckoned, told
from vedette.model import Tally
from vedette.model.assessment import Reconciliation
from vedette.model.brief import Part, Section, Sentence, Table


def claims(facts: Facts) -> Section:
    """Each tally with its counter, window and share held; totals of different counters are never merged."""
    if not facts.tallies:
        return Section(key="claims", title="Claims and counts", sentences=(say("No report gives a running total."),))
    held = {one.tally: one for one in facts.assessment.reconciliations}
    ordered = sorted(facts.tallies, key=lambda one: (one.as_of, one.id))
    points = [_point(facts, tally, held[tally.id]) for tally in ordered[-3:] if tally.id in held]
    table = Table(
        caption="Totals as stated, and what the ledger holds that fits each",
        columns=("As of", "Total", "What is counted", "Counter", "Window", "Ledger holds", "Reported by", "Notes"),
        rows=tuple(_row(facts, tally, held.get(tally.id)) for tally in ordered),
    )
    lead = (
        say(
            "A total is a claim, not a list of incidents: it is set beside the ledger and never turned into incidents."
        ),
        say("Totals of different counters are not merged."),
    )
    return Section(
        key="claims", title="Claims and counts", sentences=lead, points=tuple(reversed(points)), tables=(table,)
    )


def _point(facts: Facts, tally: Tally, held: Reconciliation) -> Sentence:
    item = f"reconciliation:{tally.id}"
    number, scope = told(tally, "count"), reckoned(held, item, "scope")
    claim: list[str | Part] = [
        told(facts.documents[tally.document], "outlet"),
        " gave a total of ",
        number,
        " ",
        scope,
        ", naming no counter",
    ]
    if tally.counter is not None:
        claim = [phrases.the(tally.counter.value.name), told(tally, "counter"), " counted ", number, " ", scope]
    return say(
        "Up to ", told(tally, "until"), ", ", *claim, "; the ledger counts ", reckoned(held, item, "held"), " that fit."
    )


def _row(facts: Facts, tally: Tally, held: Reconciliation | None) -> tuple[Sentence, ...]:
    item = f"reconciliation:{tally.id}"
    return (
        say(told(tally, "as_of", phrases.short_day(tally.as_of))),
        say(told(tally, "count")),
        say(reckoned(held, item, "scope") if held else "–"),
        say(told(tally, "counter") if tally.counter else "not stated"),
        say(told(tally, "window")),
        say(reckoned(held, item, "held") if held else "–"),
        say(told(facts.documents[tally.document], "outlet")),
        say(reckoned(held, item, "flags") if held and held.flags else "–"),
    )
