"""Coders for tests: one that reads a word as an attack, one that is newer, and one that breaks."""

from __future__ import annotations

from datetime import datetime

from vedette.model import Act, Document, Mention, Party, Quantity, Reading, Severity, Tally, When, ids
from vedette.model.tally import Counted
from vedette.store.base import Coding


class Words:
    """Reads "bomb" as a bomb attack by whom the text names first, and "total" as a total of three."""

    name = "words/1"

    def code(self, document: Document, *, recorded_at: datetime) -> Coding:
        """Read one document."""
        mentions, tallies = [], []
        at = document.text.find("bomb")
        if at >= 0:
            here = (document.passage(at, at + 4),)
            act = Reading(value=Act(kind="ASSAULT", mode="ied_mine"), passages=here)
            first = document.passage(0, document.text.index(" "))
            mentions.append(
                Mention(
                    id=Mention.id_for(document.id, self.name, act), document=document.id, coder=self.name, act=act,
                    status=Reading(value="occurred", passages=here), when=Reading(value=When(earliest=document.published, latest=document.published), passages=here),
                    severity=Severity(level=2), confidence=0.8, recorded_at=recorded_at, actor=Reading(value=Party(name=first.text), passages=(first,)),
                )
            )  # fmt: skip
        at = document.text.find("total")
        if at >= 0:
            count = Reading(value=Quantity.exactly(3), passages=(document.passage(at, at + 5),))
            tallies.append(
                Tally(
                    id=ids.make("tally", document.id, self.name), document=document.id, coder=self.name, counted=Counted(kind="ASSAULT"), count=count,
                    bound="exactly", as_of=document.published, recorded_at=recorded_at,
                )
            )  # fmt: skip
        return Coding(
            document=document.id,
            coder=self.name,
            recorded_at=recorded_at,
            mentions=tuple(mentions),
            tallies=tuple(tallies),
        )


class NewerWords(Words):
    """The same under a later version."""

    name = "words/2"


class Breaking(Words):
    """Breaks on every text that holds the word "trap"."""

    name = "breaking/1"

    def code(self, document: Document, *, recorded_at: datetime) -> Coding:
        """Read one document, or break."""
        if "trap" in document.text:
            raise ZeroDivisionError("fell into it")
        return Words.code(self, document, recorded_at=recorded_at)
