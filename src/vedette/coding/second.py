"""A second reader beside the rules: it may tell of triggers that the lexicon lacks, and of parties that the rules did not find."""

from __future__ import annotations

from typing import Protocol

from vedette.coding.drafts import Draft
from vedette.coding.scene import Scene


class Look(Protocol):
    """What a second reader made of one document."""

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """The scenes of the document, in order, with the frames of what the second reader found beside the lexicon's."""
        ...

    def judged(self, drafts: list[Draft]) -> list[Draft]:
        """The acts of the sentences, as told one by one, without those it holds to be none and with the status it gives them."""
        ...

    def filled(self, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
        """The acts of the document, each with the parties that the rules left out."""
        ...


class Second(Protocol):
    """Reads the scenes of a document; pure: the same scenes give the same look."""

    def look(self, scenes: tuple[Scene, ...], *, upper: bool) -> Look:
        """Look at a document; `upper` says that it is written in capitals throughout."""
        ...
