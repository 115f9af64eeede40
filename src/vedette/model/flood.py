"""One voice that says nearly the same thing many times in a few days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vedette.model._check import require


@dataclass(frozen=True, slots=True, kw_only=True)
class Flood:
    """The reports of a flood, the outlet that they are by, the incidents that nobody else tells, and the first and last day of publication."""

    outlet: str | None
    documents: tuple[str, ...]
    incidents: tuple[str, ...]
    first: date
    last: date

    def __post_init__(self) -> None:
        require(bool(self.documents), "no flood without a report")
        require(self.first <= self.last, "a flood ends after it begins")
