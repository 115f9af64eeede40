"""A second reader beside the rules: it may tell of triggers that the lexicon lacks, and of parties that the rules did not find."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from vedette.coding.drafts import Draft
from vedette.coding.scene import Scene
from vedette.model import Mention, Reading


class Look(Protocol):
    """What a second reader made of one document."""

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """The scenes of the document, in order, with the frames of what the second reader found beside the lexicon's."""
        ...

    @property
    def political(self) -> bool:
        """Whether it hears an act of a conflict in any sentence: what it holds to be crime it does not hear."""
        ...

    def judged(self, drafts: list[Draft], totalled: Callable[[Draft], bool]) -> list[Draft]:
        """The acts of the sentences, as told one by one, without those it holds to be none and with the status it gives them.

        What is `totalled` makes no record: it is not worth a long look.
        """
        ...

    def told(self, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
        """The acts of the document without those of which it hears nothing in any sentence that tells them."""
        ...

    def filled(self, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
        """The acts of the document, each with the parties that the rules left out."""
        ...

    def vouched(self, name: str, reading: Reading[Any], mention: Mention) -> Mapping[str, float]:
        """How far the second reader bears out one reading of a mention ("mention" is the act as a whole): shares from 0 to 1, by name."""
        ...


class Second(Protocol):
    """Reads the scenes of a document; pure: the same scenes give the same look."""

    def look(self, scenes: tuple[Scene, ...], *, upper: bool) -> Look:
        """Look at a document; `upper` says that it is written in capitals throughout."""
        ...
