"""Claims and counts: what each counter says, beside what the ledger holds."""

from __future__ import annotations

from vedette.briefing import phrases
from vedette.briefing.facts import Facts
from vedette.briefing.phrases import computed, counted, said, say
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
    rows = tuple(_row(facts, tally, held.get(tally.id)) for tally in ordered)
    table = Table(
        caption="Totals as stated, and what the ledger holds of each",
        columns=("As of", "Total", "What is counted", "Counter", "Window", "Ledger holds", "Reported by", "Notes"),
        rows=rows,
    )
    lead = say("A total is a claim, not a list of incidents: it is set beside the ledger and never turned into incidents. "
               "Totals of different counters are not merged.")  # fmt: skip
    return Section(
        key="claims", title="Claims and counts", sentences=(lead,), points=tuple(reversed(points)), tables=(table,)
    )


def _point(facts: Facts, tally: Tally, held: Reconciliation) -> Sentence:
    item = f"reconciliation:{tally.id}"
    who = (
        [said(tally.counter.value.name, tally.id)]
        if tally.counter
        else [said(facts.outlet(tally.document), tally.document), ", naming no counter,"]
    )
    window = f" to {phrases.day(tally.to_day or tally.as_of)}"
    number = phrases.claimed(tally.count.value, tally.bound)
    return say("The ledger holds ", computed(str(held.held), item), " of ", said(number, tally.id), " ", computed(held.scope, item),
               " counted by ", *who, said(window, tally.id), ".")  # fmt: skip


def _row(facts: Facts, tally: Tally, held: Reconciliation | None) -> tuple[Sentence, ...]:
    window = " to ".join(one.isoformat() if one else "?" for one in (tally.from_day, tally.to_day or tally.as_of))
    item = f"reconciliation:{tally.id}"
    counter: Sentence = say(said(tally.counter.value.name, tally.id)) if tally.counter else say("not stated")
    notes: list[str | Part] = [computed("; ".join(held.flags), item)] if held and held.flags else ["–"]
    ledger = say(computed(str(held.held), item)) if held else say(counted(()))
    return (
        say(said(tally.as_of.isoformat(), tally.id)), say(said(phrases.claimed(tally.count.value, tally.bound), tally.id)),
        say(computed(held.scope, item)) if held else say("–"), counter, say(said(window, tally.id)), ledger,
        say(said(facts.outlet(tally.document), tally.document)), say(*notes),
    )  # fmt: skip
