"""What models and people decided about the records: appended, never edited; a later one outweighs an earlier one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias, get_args

from vedette.model import ids
from vedette.model._check import aware, require

Verdict: TypeAlias = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Whether two mentions tell one event: by a model or a person, with the reason.

    `weight` is the log-odds that they do, None for a person's decision; `features` are the named parts of that sum.
    """

    id: str
    first: str
    second: str
    verdict: Verdict
    by: str
    reason: str
    recorded_at: datetime
    person: bool = False
    weight: float | None = None
    features: tuple[tuple[str, float], ...] = ()

    def __post_init__(self) -> None:
        require(
            self.first < self.second, "a decision names its pair in ascending order of id, and two different mentions"
        )
        require(self.verdict in get_args(Verdict), "unknown verdict {!r}", self.verdict)
        require(bool(self.by.strip()) and bool(self.reason.strip()), "a decision names who took it and why")
        aware(self.recorded_at, "recorded_at")

    @staticmethod
    def id_for(first: str, second: str, verdict: Verdict, by: str, person: bool, recorded_at: datetime) -> str:
        """A model's decision has one id however often it is taken again; a person's has one for each time."""
        return ids.make("decision", first, second, verdict, by, recorded_at.isoformat() if person else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A person's value for one field of one incident, as JSON text, with the reason."""

    id: str
    incident: str
    field: str
    value: str
    by: str
    reason: str
    recorded_at: datetime

    def __post_init__(self) -> None:
        require(bool(self.by.strip()) and bool(self.reason.strip()), "an override names who made it and why")
        aware(self.recorded_at, "recorded_at")

    @staticmethod
    def id_for(incident: str, field: str, value: str, by: str, recorded_at: datetime) -> str:
        """The id of this override."""
        return ids.make("override", incident, field, value, by, recorded_at.isoformat())
