"""Who reported, how independent they are, and what this cannot tell you."""

from __future__ import annotations

from collections import defaultdict

from vedette.briefing import phrases
from vedette.briefing.facts import Facts
from vedette.briefing.phrases import computed, counted, said, say
from vedette.model.brief import Section, Sentence, Table


def sources(facts: Facts) -> Section:
    """Outlets with their reports, copies and flags."""
    by_outlet: dict[str, list[str]] = defaultdict(list)
    for id in facts.documents:
        by_outlet[facts.outlet(id)].append(id)
    rows = tuple(_row(facts, name, ids) for name, ids in sorted(by_outlet.items()))
    copied = [id for id in facts.documents if id in facts.copies]
    lead = [say(counted(facts.documents), f" {phrases.plural(len(facts.documents), 'report')} from ", said(str(len(by_outlet)), "outlets"),
                f" {phrases.plural(len(by_outlet), 'outlet')}.")]  # fmt: skip
    if copied:
        lead.append(
            say(counted(copied), " of them repeat another report nearly word for word and count as the same source.")
        )
    flagged = [(id, flag) for id, one in facts.documents.items() for flag in one.flags]
    points = tuple(
        say(
            said(facts.outlet(id), id),
            ", ",
            said(phrases.day(facts.documents[id].published), id),
            ": ",
            said(flag, id),
            ".",
        )
        for id, flag in flagged
    )
    table = Table(caption="Outlets", columns=("Outlet", "Reports", "Of them copies", "First", "Last"), rows=rows)
    return Section(key="sources", title="Sources", sentences=tuple(lead), points=points, tables=(table,))


def limits(facts: Facts) -> Section:
    """What this briefing cannot tell."""
    points: list[Sentence] = [
        say(
            "The ledger knows only what these reports say. What nobody reported is not in it, and a report can be wrong."
        ),
        say("A map point is the middle of a place with a radius, never an impact point."),
        say(
            "The reports were coded by machine; every value links to the words it was read in, so that a reader can check it."
        ),
    ]
    undated = [one.id for one in facts.incidents if one.when.value is None or one.when.value.earliest is None]
    if undated:
        points.append(
            say(
                "For ",
                counted(undated),
                f" {phrases.plural(len(undated), 'incident')} the reports give no day; only the day of the report bounds it.",
            )
        )
    single = [one.id for one in facts.incidents if one.independent_sources == 1]
    if single:
        points.append(
            say(
                counted(single),
                f" {phrases.plural(len(single), 'incident rests', 'incidents rest')} on a single independent source.",
            )
        )
    differing = [one.id for one in facts.incidents if one.disagreements]
    if differing:
        points.append(
            say(
                "On ",
                counted(differing),
                f" {phrases.plural(len(differing), 'incident')} the sources disagree; every figure is kept.",
            )
        )
    if facts.failures:
        ids = [one.id for one in facts.failures]
        points.append(
            say(counted(ids), f" {phrases.plural(len(ids), 'item')} could not be read; the ledger says which and why.")
        )
    for n, one in enumerate(facts.assessment.refusals):
        points.append(
            say(
                "Not answered: ",
                computed(one.question, f"refusal:{n}"),
                " (",
                computed(one.reason, f"refusal:{n}"),
                ").",
            )
        )
    return Section(key="limits", title="What this cannot tell you", points=tuple(points))


def _row(facts: Facts, name: str, ids: list[str]) -> tuple[Sentence, ...]:
    days = sorted(facts.documents[id].published for id in ids)
    return (
        say(said(name, ids[0])), say(counted(ids)), say(counted(id for id in ids if id in facts.copies)),
        say(said(days[0].isoformat(), *ids)), say(said(days[-1].isoformat(), *ids)),
    )  # fmt: skip
