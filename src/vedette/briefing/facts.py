"""Everything that a briefing may say, by record id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal, TypeAlias

from vedette.briefing.phrases import UNNAMED
from vedette.model import Document, Failure, Incident, Mention, Tally
from vedette.model.assessment import Assessment
from vedette.model.flood import Flood
from vedette.reference.words import Yardstick

Revised: TypeAlias = Literal["new", "told again", "revised", "merged", "split", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One difference to an earlier briefing: `incident` is the one it is about, `before` and `after` are the words of `field`."""

    what: Revised
    incident: str
    field: str | None = None
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """The day of the earlier briefing, and everything that has become different since."""

    day: date
    revisions: tuple[Revision, ...] = ()

    def of(self, what: Revised) -> tuple[tuple[str, Revision], ...]:
        """The revisions of one sort with the names that a sentence can cite."""
        return tuple((f"revision:{n}", one) for n, one in enumerate(self.revisions) if one.what == what)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """How reliable an analyst holds an outlet to be, on the Admiralty scale from A to F."""

    outlet: str
    letter: str


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One view of a ledger with its assessment.

    `copies` maps a document to the one it repeats; `reliability` an outlet to its Admiralty letter, where an analyst graded it;
    `since` says what is different from an earlier briefing; `yardstick` picks the words of probability; `floods` are the outlets that say
    one thing again and again.
    """

    as_of: date
    documents: Mapping[str, Document]
    incidents: tuple[Incident, ...]
    mentions: Mapping[str, Mention]
    tallies: tuple[Tally, ...]
    assessment: Assessment
    copies: Mapping[str, str]
    failures: tuple[Failure, ...] = ()
    fingerprint: str = ""
    reliability: Mapping[str, str] = field(default_factory=dict)
    since: Since | None = None
    yardstick: Yardstick = "icd203"
    floods: tuple[Flood, ...] = ()

    @cached_property
    def records(self) -> dict[str, object]:
        """Every record by id; items of the assessment go by the names in `named`."""
        found: dict[str, object] = dict(self.documents)
        found |= self.mentions
        found |= {one.id: one for one in self.incidents}
        found |= {one.id: one for one in self.tallies}
        found |= {one.id: one for one in self.failures}
        if self.since is not None:
            found |= {"since": self.since} | {f"revision:{n}": one for n, one in enumerate(self.since.revisions)}
        found |= {f"grade:{name}": Grade(outlet=name, letter=letter) for name, letter in self.reliability.items()}
        return found | named(self.assessment)

    @cached_property
    def signals(self) -> tuple[Mention, ...]:
        """Mentions that are no incidents, by the day of their report."""
        found = [one for one in self.mentions.values() if not one.is_incident]
        return tuple(
            sorted(found, key=lambda one: (self.documents[one.document].published, one.document, one.trigger.start))
        )

    @cached_property
    def dated(self) -> tuple[Incident, ...]:
        """The incidents whose day is known to within three days."""
        return tuple(
            one
            for one in self.incidents
            if one.when.value and (one.when.value.span or 0) <= 2 and one.when.value.earliest
        )

    @property
    def first_day(self) -> date | None:
        """The earliest day on which a dated incident is said to have happened; None while there is none."""
        days = [one.when.value.earliest for one in self.dated if one.when.value and one.when.value.earliest]
        return min(days, default=None)

    def outlet(self, document: str) -> str:
        """The outlet of a document, in words."""
        return self.documents[document].outlet or UNNAMED


def cited(name: str) -> tuple[str, str]:
    """The id and the field of a citation `id#field`; the field is "" where the whole record is cited."""
    id, _, field = name.partition("#")
    return id, field


def named(assessment: Assessment) -> dict[str, object]:
    """The items of an assessment by names that a sentence can cite."""
    found: dict[str, object] = {"assessment": assessment}
    found |= {f"series:{one.key}": one for one in assessment.series}
    found |= {f"rate:{one.key}": one for one in assessment.rates}
    found |= {f"change:{one.key}:{one.day}": one for one in assessment.change_points}
    found |= {f"forecast:{one.key}:{one.days}": one for one in assessment.forecasts}
    found |= {f"risk:{one.level}:{one.days}": one for one in assessment.severity}
    found |= {f"reconciliation:{one.tally}": one for one in assessment.reconciliations}
    found |= {f"relation:{number}": one for number, one in enumerate(assessment.relations)}
    found |= {f"refusal:{number}": one for number, one in enumerate(assessment.refusals)}
    if assessment.coverage is not None:
        found["coverage"] = assessment.coverage
    return found
