"""What the encoder says of a sentence and of a marked event, by token, with probabilities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vedette.coding.base import Sentence

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Tokens `first` to `last` (exclusive) of one sentence, what they are, and the probability that this is right to the word."""

    first: int
    last: int
    label: str
    confidence: float

    def chars(self, sentence: Sentence) -> tuple[int, int]:
        """The span as document offsets."""
        return sentence.tokens[self.first].start, sentence.tokens[self.last - 1].end


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words that tell an event: `kinds` and `statuses` hold the probability of every label, the likeliest first.

    `confidence` is the probability that these very words tell an event of this kind; `again` that they only point back to one ("the blast").
    """

    first: int
    last: int
    kinds: Mapping[str, float]
    statuses: Mapping[str, float]
    again: float
    confidence: float

    @property
    def kind(self) -> str:
        """The likeliest root."""
        return next(iter(self.kinds))

    @property
    def status(self) -> str:
        """The likeliest status."""
        return next(iter(self.statuses))

    @property
    def repeats(self) -> bool:
        """Whether the words more likely point back to an event than tell one of the likeliest root."""
        return self.again > (1 - self.again) * self.kinds[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One sentence as the encoder reads it without a mark.

    `entities` (labels as in `labels.json`: Organisation, Person, Location, Weapon, Temporal, Quantity …) never overlap; `cues` are the triggers; `fillers` are
    the fillers of an incident's roles in news that names no single trigger (PerpInd, PerpOrg, Target, Victim, Weapon; they may overlap);
    `incidents` is the probability of every incident type of MUC-4 (attack, bombing, kidnapping, arson, robbery, forced work stoppage), `kinds` that
    of every root being told in the sentence. A sentence that the encoder did not read (beyond its caps) has none of all this.
    """

    sentence: Sentence
    entities: tuple[Span, ...]
    cues: tuple[Cue, ...]
    fillers: tuple[Span, ...]
    incidents: Mapping[str, float]
    kinds: Mapping[str, float]
    inside: Mapping[str, Floats]
    """For every filler role, the probability of each token to be inside such a filler."""

    def support(self, role: str, first: int, last: int) -> float:
        """How far the encoder holds the tokens to fill a role: the mean probability over them; 0 for a role it does not know."""
        return _mean(self.inside.get(role), first, last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The words that tell the event asked about: tokens `first` to `last` (exclusive) of the sentence at place `sentence`."""

    sentence: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One argument of a marked event: `sentence` is the place of its sentence in the sequence that was given."""

    sentence: int
    span: Span

    @property
    def role(self) -> str:
        """actor, target, place, from, when, weapon, killed, injured, missing, outcome, by or condition."""
        return self.span.label


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the encoder says of one marked event; every mapping holds all labels with their probabilities, the likeliest first.

    `real` is the probability that the marked words tell an event at all. `modes` are "KIND.mode"; `attributions` stated, claimed, accused,
    suspected, denied. `arguments` may lie in the sentences beside the marked one (at most the one before and the one after are looked at).
    """

    mark: Mark
    real: float
    kinds: Mapping[str, float]
    modes: Mapping[str, float]
    statuses: Mapping[str, float]
    attributions: Mapping[str, float]
    arguments: tuple[Argument, ...]
    inside: Mapping[int, Mapping[str, Floats]]
    """For the place of every sentence looked at and every role, the probability of each token to be inside such an argument."""

    def support(self, role: str, sentence: int, first: int, last: int) -> float:
        """How far the encoder holds the tokens of a sentence to fill a role of this event: the mean probability over them."""
        return _mean(self.inside.get(sentence, {}).get(role), first, last)

    def of(self, role: str) -> tuple[Argument, ...]:
        """The arguments of one role, the surest first."""
        found = [one for one in self.arguments if one.role == role]
        return tuple(sorted(found, key=lambda one: -one.span.confidence))


def _mean(values: Floats | None, first: int, last: int) -> float:
    if values is None or first >= min(last, len(values)):
        return 0.0
    return float(np.mean(values[first : min(last, len(values))]))
