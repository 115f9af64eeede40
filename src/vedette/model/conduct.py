"""What happened to a run of the machine: runs, and the items that failed on the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vedette.model import ids
from vedette.model._check import aware, require


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One item that could not be processed: the stage, the item, why, and what to do about it.

    `code` is a short stable word ("language", "no_date", "empty"); `document` is set when a document exists.
    """

    id: str
    stage: str
    item: str
    code: str
    reason: str
    way_out: str
    recorded_at: datetime
    document: str | None = None

    def __post_init__(self) -> None:
        require(bool(self.reason.strip()), "a failure says why")
        aware(self.recorded_at, "recorded_at")

    @staticmethod
    def id_for(stage: str, item: str, code: str, reason: str) -> str:
        """The same failure of the same item is one failure, however often it is tried again."""
        return ids.make("failure", stage, item, code, reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run over some paths: when, with which settings and reference data (`fingerprint`), and what it added."""

    id: str
    started_at: datetime
    recorded_at: datetime
    fingerprint: str
    items: int = 0
    documents: int = 0
    mentions: int = 0
    tallies: int = 0
    failures: int = 0

    def __post_init__(self) -> None:
        aware(self.started_at, "started_at")
        aware(self.recorded_at, "recorded_at")
