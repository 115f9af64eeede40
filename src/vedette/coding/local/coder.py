"""The coder `local`: the rules, and beside them one small encoder that hears what the lexicon lacks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from vedette.coding import shipped, totals, triage
from vedette.coding.assemble import assemble
from vedette.coding.local.encoder import Reader, encoder
from vedette.coding.local.looking import Looking
from vedette.coding.local.options import LocalOptions
from vedette.model import Document, Mention
from vedette.reference.profiles import Profile, profile
from vedette.store.base import Coding

NAME: Final = "local/1"
CARD: Final = "local/data/card.json"
"""Names the files of the network by their digests."""
DEFAULT: Final = LocalOptions()


@dataclass(frozen=True, slots=True)
class LocalCoder:
    """Reads a document by the rules and a small encoder, each field by whichever measured better; see `coding.base.Coder`.

    `reader` makes the encoder, which is loaded at the first document that tells of an act.
    """

    kept: Profile | None = None
    options: LocalOptions = DEFAULT
    reader: Callable[[], Reader] = encoder

    @property
    def name(self) -> str:
        """The coder with its version, the digest of its data files and its network, its options where they are not the default, and its profile."""
        mark = (self.kept or profile()).mark
        own = self.options.mark
        return f"{NAME}-{shipped.digest(CARD)}{own}" + (f"+{mark}" if mark else "")

    def code(self, document: Document, *, recorded_at: datetime) -> Coding:
        """All mentions and tallies of a document; empty when it is about something else."""
        if not triage.relevant(document.text):
            return Coding(document=document.id, coder=self.name, recorded_at=recorded_at)
        second = Looking(self.reader(), self.options)
        found = assemble(document, self.name, recorded_at, self.kept, second)
        tallies, failures = totals.read(document, found, self.name, recorded_at)
        mentions = bounded(found.mentions, self.options.min_confidence)
        return Coding(
            document=document.id, coder=self.name, recorded_at=recorded_at, mentions=mentions, tallies=tallies,
            failures=(*found.failures, *failures),
        )  # fmt: skip


def bounded(mentions: Sequence[Mention], least: float) -> tuple[Mention, ...]:
    """The mentions of at least this confidence, without the parts of those that fall below it."""
    sure = {one.id for one in mentions if one.confidence >= least}
    return tuple(one for one in mentions if one.id in sure and (one.part_of is None or one.part_of in sure))
