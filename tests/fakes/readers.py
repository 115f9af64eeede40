"""A reader of sentences that says what it is told to say, for tests of what the coder makes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from vedette.coding.base import Sentence
from vedette.coding.local.readings import Argument, Cue, Floats, Mark, Read, Span, Told
from vedette.model.mention import KINDS, STATUSES

ROLES: Final = ("PerpInd", "PerpOrg", "Target", "Victim", "VictimDescription", "Weapon")


@dataclass(kw_only=True)
class FakeReader:
    """Hears an assault in every word of `cues`, a filler in every word of `fillers`, and incidents in sentences that hold a word of `incidents`.

    Each maps a word to a probability, a filler's to its role and a probability. `real` is what is said of every marked event, and `places` are
    the words that are its place, each as likely as it says; None says nothing of places. `calls` counts the readings of a document.
    """

    cues: Mapping[str, float] = field(default_factory=dict)
    fillers: Mapping[str, tuple[str, float]] = field(default_factory=dict)
    incidents: Mapping[str, float] = field(default_factory=dict)
    real: float = 1.0
    places: Mapping[str, float] | None = None
    calls: int = 0
    marks: list[Mark] = field(default_factory=list)

    def read(self, sentences: Sequence[Sentence], *, upper: bool = False) -> tuple[Read, ...]:  # noqa: ARG002  # a Reader's
        """One reading for each sentence."""
        self.calls += 1
        return tuple(self._read(sentence) for sentence in sentences)

    def mark(
        self,
        sentences: Sequence[Sentence],
        marks: Sequence[Mark],
        *,
        upper: bool = False,  # noqa: ARG002  # a Reader's
    ) -> tuple[Told, ...]:
        """Of every mark that it tells an assault which occurred, as likely as `real`."""
        self.marks.extend(marks)
        return tuple(
            Told(
                mark=mark, real=self.real, kinds=_sure("ASSAULT", KINDS), modes={}, statuses=_sure("occurred", STATUSES),
                attributions={}, arguments=self._places(mark, sentences), inside=self._inside(mark, sentences),
            )
            for mark in marks
        )  # fmt: skip

    def _places(self, mark: Mark, sentences: Sequence[Sentence]) -> tuple[Argument, ...]:
        known, words = self.places or {}, [token.text for token in sentences[mark.sentence].tokens]
        return tuple(
            Argument(sentence=mark.sentence, span=Span(first=at, last=at + 1, label="place", confidence=known[word]))
            for at, word in enumerate(words)
            if word in known
        )

    def _inside(self, mark: Mark, sentences: Sequence[Sentence]) -> dict[int, dict[str, Floats]]:
        if self.places is None:
            return {}
        shares = [self.places.get(token.text, 0.0) for token in sentences[mark.sentence].tokens]
        return {mark.sentence: {"place": np.array(shares, dtype=np.float32)}}

    def _read(self, sentence: Sentence) -> Read:
        words = [token.text for token in sentence.tokens]
        found = [(at, *self.fillers[word]) for at, word in enumerate(words) if word in self.fillers]
        inside = {role: np.zeros(len(words), dtype=np.float32) for role in ROLES}
        for at, role, share in found:
            inside[role][at] = share
        told = max((self.incidents.get(word, 0.0) for word in words), default=0.0)
        heard = any(word in self.cues for word in words)
        return Read(
            sentence=sentence, entities=(),
            cues=tuple(
                Cue(first=at, last=at + 1, kinds=_sure("ASSAULT", KINDS), statuses=_sure("occurred", STATUSES), again=0.0, confidence=self.cues[word])
                for at, word in enumerate(words) if word in self.cues
            ),
            fillers=tuple(Span(first=at, last=at + 1, label=role, confidence=share) for at, role, share in found),
            incidents={"attack": told}, kinds={"ASSAULT": 1.0 if heard else told}, inside=inside,
        )  # fmt: skip


def _sure(label: str, labels: Sequence[str]) -> dict[str, float]:
    return {label: 1.0, **{other: 0.0 for other in labels if other != label}}
