"""The coder `rules`: hand-written, deterministic, and the measure for all others."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from vedette.coding import shipped, totals, triage
from vedette.coding.assemble import assemble
from vedette.model import Document
from vedette.reference.profiles import Profile, profile
from vedette.store.base import Coding

NAME: Final = "rules/1"


class RulesCoder:
    """Reads a document by lexicon, light phrase structure and rules of binding; see `coding.base.Coder`."""

    def __init__(self, kept: Profile | None = None) -> None:
        self._kept = kept or profile()

    @property
    def name(self) -> str:
        """The coder, its version with the digest of its data files, and the profile that it reads for."""
        return f"{NAME}-{shipped.digest()}" + (f"+{self._kept.mark}" if self._kept.mark else "")

    def code(self, document: Document, *, recorded_at: datetime) -> Coding:
        """All mentions and tallies of a document; empty when it is about something else."""
        if not triage.relevant(document.text):
            return Coding(document=document.id, coder=self.name, recorded_at=recorded_at)
        found = assemble(document, self.name, recorded_at, self._kept)
        tallies, failures = totals.read(document, found, self.name, recorded_at)
        return Coding(
            document=document.id, coder=self.name, recorded_at=recorded_at, mentions=found.mentions, tallies=tallies,
            failures=(*found.failures, *failures),
        )  # fmt: skip
