"""The coder `rules`: hand-written, deterministic, and the measure for all others."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from vedette.coding import totals, triage
from vedette.coding.assemble import assemble
from vedette.model import Document
from vedette.store.base import Coding

NAME: Final = "rules/1"


class RulesCoder:
    """Reads a document by lexicon, light phrase structure and rules of binding; see `coding.base.Coder`."""

    @property
    def name(self) -> str:
        """The coder and its version."""
        return NAME

    def code(self, document: Document, *, recorded_at: datetime) -> Coding:
        """All mentions and tallies of a document; empty when it is about something else."""
        if not triage.relevant(document.text):
            return Coding(document=document.id, coder=NAME, recorded_at=recorded_at)
        found = assemble(document, NAME, recorded_at)
        tallies, failures = totals.read(document, found, NAME, recorded_at)
        return Coding(
            document=document.id, coder=NAME, recorded_at=recorded_at, mentions=found.mentions, tallies=tallies,
            failures=(*found.failures, *failures),
        )  # fmt: skip
