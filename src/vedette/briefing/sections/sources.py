"""Who reported, how independent they are, and what this cannot tell you."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Final

from vedette.briefing import phrases
from vedette.briefing.facts import Facts, Grade
from vedette.briefing.phrases import UNNAMED, counted, say, spread
from vedette.briefing.telling import reckoned, shared, stated, told
from vedette.model import Incident
from vedette.model.assessment import Refusal
from vedette.model.brief import Section, Sentence, Table
from vedette.model.flood import Flood

CROWD: Final = 5
"""Incidents of one outlet alone at one place and day from which they are said to be perhaps fewer."""


def sources(facts: Facts) -> Section:
    """Outlets with their reports, copies and flags."""
    by_outlet: dict[str, list[str]] = defaultdict(list)
    for id in facts.documents:
        by_outlet[facts.outlet(id)].append(id)
    rows = tuple(_row(facts, name, ids) for name, ids in sorted(by_outlet.items()))
    reports, outlets = len(facts.documents), len(by_outlet)
    lead = [
        say(
            counted(facts.documents), f" {phrases.plural(reports, 'report')} from ", counted(ids[0] for ids in by_outlet.values()),
            f" {phrases.plural(outlets, 'outlet')}.",
        )
    ]  # fmt: skip
    copied = [id for id in facts.documents if id in facts.copies]
    if copied:
        verb = phrases.plural(len(copied), "repeats", "repeat")
        lead.append(
            say(counted(copied), f" of them {verb} another report nearly word for word; a copy adds no source.")
        )
    points = (*(_flood(facts, one) for one in facts.floods), *(
        say("Flagged: ", told(one, "outlet"), ", ", told(one, "published"), ": ", told(one, "flags", phrases.flag(flag)), ".")
        for one in facts.documents.values()
        for flag in one.flags
    ))  # fmt: skip
    columns = ("Outlet", "Reliability", "Reports", "Of them copies", "Incidents told", "Alone", "First", "Last")
    table = Table(caption="Outlets", columns=columns, rows=rows)
    return Section(key="sources", title="Sources", sentences=tuple(lead), points=points, tables=(table,))


def limits(facts: Facts) -> Section:
    """What this briefing cannot tell."""
    incidents = facts.incidents
    undated = [one.id for one in incidents if one.when.value is None or one.when.value.earliest is None]
    single = [one.id for one in incidents if one.independent_sources == 1]
    flooded = [one.id for one in incidents if one.independent_sources == 1 and len(one.sources) >= 10]
    differing = [one.id for one in incidents if one.disagreements]
    failed = [one.id for one in facts.failures]
    points: list[Sentence] = [
        say(
            "The ledger knows only what these reports say. What nobody reported is not in it, and a report can be wrong."
        ),
        say("A map point is the middle of a place with a radius, never an impact point."),
        say(
            "The reports were coded by machine, and a machine misreads. Every value leads to the words it was read in: check them."
        ),
    ]
    if undated:
        points.append(
            say(
                "For ",
                counted(undated),
                f" {_incidents(undated)} the reports give no day; only the day of the report bounds it.",
            )
        )
    if single:
        points.append(
            say(
                counted(single),
                f" {_incidents(single)} {phrases.plural(len(single), 'rests', 'rest')} on a single independent source.",
            )
        )
    if flooded:
        points.append(
            say(
                counted(flooded),
                f" {_incidents(flooded)} {phrases.plural(len(flooded), 'is', 'are')} told again and again by a single source: repetition is no confirmation.",
            )
        )
    points += _crowds(incidents)
    if differing:
        points.append(
            say("On ", counted(differing), f" {_incidents(differing)} the sources disagree; every figure is kept.")
        )
    if failed:
        points.append(
            say(
                counted(failed),
                f" {phrases.plural(len(failed), 'item')} could not be read; the ledger says which and why.",
            )
        )
    points += unanswered(facts)
    return Section(key="limits", title="What this cannot tell you", points=tuple(points))


def unanswered(facts: Facts) -> list[Sentence]:
    """The questions that cannot be answered, those with one reason together."""
    by_reason: dict[str, list[tuple[str, Refusal]]] = {}
    for n, one in enumerate(facts.assessment.refusals):
        by_reason.setdefault(one.reason, []).append((f"refusal:{n}", one))
    out = []
    for refused in by_reason.values():
        asked = spread([(reckoned(one, item, "question"),) for item, one in refused])
        item, one = refused[0]
        out.append(say("Not answered: ", *asked, ", because ", reckoned(one, item, "reason"), "."))
    return out


def _flood(facts: Facts, one: Flood) -> Sentence:
    """What an outlet that floods published, and what rests on it alone."""
    held = sorted((facts.documents[id] for id in one.documents), key=lambda document: (document.published, document.id))
    outlet = told(held[0], "outlet") if held[0].outlet else UNNAMED
    rest = (
        ("; ", counted(one.incidents), f" {_incidents(list(one.incidents))} {phrases.plural(len(one.incidents), 'rests', 'rest')} on them alone.")
        if one.incidents else (".",)
    )  # fmt: skip
    return say(
        "Flood: ", outlet, " published ", counted(one.documents), " reports that say nearly the same, from ", told(held[0], "published"),
        " to ", told(held[-1], "published"), *rest,
    )  # fmt: skip


def _crowds(incidents: tuple[Incident, ...]) -> list[Sentence]:
    """Places where one outlet alone tells of many incidents on one day: one event in many wordings may have come apart."""
    found: defaultdict[tuple[str | None, str | None, date], list[Incident]] = defaultdict(list)
    for one in incidents:
        outlets = {outlet for _, outlet, _ in one.sources}
        if len(outlets) == 1 and one.place.value is not None and one.when.value is not None:
            found[outlets.pop(), one.place.value.id, one.when.value.latest].append(one)
    return [
        say(
            counted(one.id for one in held), " incidents of the same day at ", told(held[0], "place"),
            " are told by the same outlet and by nobody else; they may be fewer, told in many wordings.",
        )
        for held in found.values() if len(held) >= CROWD
    ]  # fmt: skip


def _incidents(ids: list[str]) -> str:
    return phrases.plural(len(ids), "incident")


def _row(facts: Facts, name: str, ids: list[str]) -> tuple[Sentence, ...]:
    held = sorted((facts.documents[id] for id in ids), key=lambda one: (one.published, one.id))
    first, last = held[0], held[-1]
    letter = facts.reliability.get(name)
    graded = stated(Grade(outlet=name, letter=letter), f"grade:{name}", "letter") if letter else "not graded"
    mine = set(ids)
    telling = [one for one in facts.incidents if any(document in mine for document, _, _ in one.sources)]
    return (
        say(shared(held, "outlet", name)),
        say(graded),
        say(counted(ids)),
        say(counted(id for id in ids if id in facts.copies)),
        say(counted(one.id for one in telling)),
        say(counted(one.id for one in telling if all(document in mine for document, _, _ in one.sources))),
        say(told(first, "published", phrases.short_day(first.published))),
        say(told(last, "published", phrases.short_day(last.published))),
    )
