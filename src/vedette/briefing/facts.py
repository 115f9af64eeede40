"""Everything that a briefing may say, by record id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from vedette.model import Document, Failure, Incident, Mention, Tally
from vedette.model.assessment import Assessment


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One view of a ledger with its assessment; `copies` maps a document to the one it repeats."""

    as_of: date
    documents: Mapping[str, Document]
    incidents: tuple[Incident, ...]
    mentions: Mapping[str, Mention]
    tallies: tuple[Tally, ...]
    assessment: Assessment
    copies: Mapping[str, str]
    failures: tuple[Failure, ...] = ()
    fingerprint: str = ""

    @cached_property
    def records(self) -> dict[str, object]:
        """Every record by id; items of the assessment go by the names in `named`."""
        found: dict[str, object] = dict(self.documents)
        found |= self.mentions
        found |= {one.id: one for one in self.incidents}
        found |= {one.id: one for one in self.tallies}
        found |= {one.id: one for one in self.failures}
        return found | named(self.assessment)

    @cached_property
    def signals(self) -> tuple[Mention, ...]:
        """Mentions that are no incidents, by the day of their report."""
        found = [one for one in self.mentions.values() if not one.is_incident]
        return tuple(
            sorted(found, key=lambda one: (self.documents[one.document].published, one.document, one.trigger.start))
        )

    def outlet(self, document: str) -> str:
        """The outlet of a document, in words."""
        return self.documents[document].outlet or "an unnamed outlet"


def named(assessment: Assessment) -> dict[str, object]:
    """The items of an assessment by names that a sentence can cite."""
    found: dict[str, object] = {"assessment": assessment}
    found |= {f"series:{one.key}": one for one in assessment.series}
    found |= {f"rate:{one.key}": one for one in assessment.rates}
    found |= {f"change:{one.key}:{one.day}": one for one in assessment.change_points}
    found |= {f"forecast:{one.key}:{one.days}": one for one in assessment.forecasts}
    found |= {f"risk:{one.level}:{one.days}": one for one in assessment.severity}
    found |= {f"reconciliation:{one.tally}": one for one in assessment.reconciliations}
    found |= {f"refusal:{number}": one for number, one in enumerate(assessment.refusals)}
    if assessment.coverage is not None:
        found["coverage"] = assessment.coverage
    return found
