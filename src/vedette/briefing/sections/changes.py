"""What is different from an earlier briefing: what came to light, what was corrected, what was withdrawn."""

from __future__ import annotations

from typing import Final

from vedette.briefing import phrases
from vedette.briefing.facts import Facts, Revised, Revision, Since
from vedette.briefing.phrases import counted, say, spread
from vedette.briefing.telling import stated, tellings, told
from vedette.model import Incident
from vedette.model.brief import Part, Section, Sentence

MOST: Final = 12
"""Corrected incidents told one by one; the ledger's own difference lists all."""
CLAUSES: Final[tuple[tuple[Revised, str, str], ...]] = (
    ("new", " is new", " are new"),
    ("told again", " was told by a further report", " were told by further reports"),
    ("merged", " went up in another", " went up in others"),
    ("split", " came out of another", " came out of others"),
    ("withdrawn", " is no longer held to be one", " are no longer held to be any"),
)


def changes(facts: Facts) -> Section | None:
    """What changed since the earlier briefing; None where none is named."""
    if facts.since is None:
        return None
    since = facts.since
    points = tuple(_corrections(facts, since))
    return Section(key="changes", title="What changed", sentences=tuple(_summary(since)), points=points)


def fresh(facts: Facts, chosen: tuple[Incident, ...]) -> Sentence | None:
    """How many of these incidents are new since the earlier briefing; None where none is named."""
    if facts.since is None:
        return None
    held = {one.incident for _, one in facts.since.of("new")}
    new = counted(one.id for one in chosen if one.id in held)
    return say(new, " new since ", stated(facts.since, "since", "day"))


def _summary(since: Since) -> list[Sentence]:
    lead = ("Since ", stated(since, "since", "day"), ": ")
    groups: list[tuple[str | Part, ...]] = []
    for what, one, many in CLAUSES:
        found = [name for name, _ in since.of(what)]
        if found:
            noun = phrases.plural(len(found), "incident")
            groups.append((counted(found), f" {noun}{one if len(found) == 1 else many}"))
    if not groups and not since.of("revised"):
        return [say(*lead, "nothing that the ledger holds is different.")]
    out = [say(*lead, *spread(groups), ".")] if groups else []
    revised = [name for name, _ in since.of("revised")]
    if revised:
        verb = phrases.plural(len(revised), "value of a known incident reads", "values of known incidents read")
        out.append(say(counted(revised), f" {verb} differently."))
    return out


def _corrections(facts: Facts, since: Since) -> list[Sentence]:
    """The known incidents that read differently now, each with its corrected values."""
    by_incident: dict[str, list[tuple[str, Revision]]] = {}
    for name, one in since.of("revised"):
        by_incident.setdefault(one.incident, []).append((name, one))
    out: list[Sentence] = []
    for id, revisions in list(by_incident.items())[:MOST]:
        incident = facts.records[id]
        when: tuple[str | Part, ...] = (" ", told(incident, "when")) if tellings(incident, "when") else ()
        where: tuple[str | Part, ...] = (" at ", told(incident, "place")) if tellings(incident, "place") else ()
        what = told(incident, "act", phrases.act(incident)) if isinstance(incident, Incident) else ""
        groups = [
            (
                stated(one, name, "field"),
                " is now ",
                stated(one, name, "after"),
                " (was ",
                stated(one, name, "before"),
                ")",
            )
            for name, one in revisions
        ]
        out.append(say("The ", what, *when, *where, ": ", *spread(groups), "."))
    return out
