"""All that the readers find in one sentence, side by side."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final

from vedette.coding import actors, casualties, counts, events, frames, outcomes, places, times, weapons
from vedette.coding.actors import ActorSpan, Cast
from vedette.coding.base import Sentence
from vedette.coding.casualties import CasualtyReading
from vedette.coding.chunks import VERBS, Phrases, Span, analyse
from vedette.coding.counts import Count
from vedette.coding.frames import Frame, base_of
from vedette.coding.outcomes import OutcomeSpan
from vedette.coding.places import Named, PlaceSpan
from vedette.coding.times import Spans, TimeExpression
from vedette.coding.weapons import WeaponSpan

SPEECH: Final = frozenset(
    "say tell report announce state add note claim confirm declare explain quote insist allege assert maintain acknowledge admit stress remark reveal disclose argue reiterate "
    "tweet write post indicate inform".split()
)
FACILITIES: Final = frozenset(
    "station stations post posts base bases camp camps checkpoint checkpoints convoy convoys patrol patrols vehicle vehicles van headquarters barracks outpost outposts truck trucks jeep team academy "
    "building buildings compound position positions personnel officer officers officials official chief commander commanders leader leaders member members party unit units bus helicopter plane car aircraft spokesman "
    "group groups squad cell fighter fighters target targets site sites facility facilities installation installations complex".split()
)
"""Things that stand for their owner when they are attacked ("an army base", "a police van")."""
HEAVY: Final = frozenset(
    "drone one_way_drone rocket ballistic_missile cruise_missile missile anti_tank_missile mortar artillery ied mine grenade vehicle_bomb suicide_vest aircraft_bomb chemical tank".split()
)
"""Weapons whose use is never plain crime."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Who says what the sentence tells: the speaker's words, the actor they name (if any), and the verb's base form."""

    span: Span
    actor: ActorSpan | None
    verb: str
    at: int


@dataclass(frozen=True)
class Scene:
    """One sentence with everything that was read in it."""

    sentence: Sentence
    phrases: Phrases
    actors: tuple[ActorSpan, ...]
    named: tuple[Named, ...]
    frames: tuple[Frame, ...]
    cast: Cast

    @cached_property
    def weapons(self) -> tuple[WeaponSpan, ...]:
        """Weapons that the words name, with their number."""
        return weapons.read(self.phrases, lambda: self.counts)

    @cached_property
    def outcomes(self) -> tuple[OutcomeSpan, ...]:
        """Outcomes that the words tell."""
        return outcomes.read(self.phrases)

    @cached_property
    def casualties(self) -> tuple[CasualtyReading, ...]:
        """Casualties that the words tell."""
        return casualties.read(self.sentence, self.counts)

    @cached_property
    def speech(self) -> Speech | None:
        """The speaker of the sentence, where it reports speech."""
        return _speech(self)

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        """Numbers that the words tell; a number set by a sign ("killed=9") is code and no telling."""
        text = self.sentence.document.text
        return tuple(one for one in counts.read(self.sentence) if text[max(0, one.start - 1) : one.start] != "=")

    def times(self, anchor: date | None) -> tuple[TimeExpression, ...]:
        """Time expressions, those that count from an earlier day read from `anchor`; read once for each anchor."""
        if anchor not in self._times:
            self._times[anchor] = times.read(self.sentence, anchor=anchor, spans=self._time_spans)
        return self._times[anchor]

    @cached_property
    def _times(self) -> dict[date | None, tuple[TimeExpression, ...]]:
        return {}

    @cached_property
    def _time_spans(self) -> Spans:
        return times.find(self.sentence)

    def resolve_places(self, countries: Counter[str], meant: frozenset[str] = frozenset()) -> tuple[PlaceSpan, ...]:
        """The places of the sentence in the light of the document's countries and of the facilities it means by bare names."""
        return places.told(self.named, self.phrases, countries, meant)

    def actor_in(self, span: Span | None) -> ActorSpan | None:
        """The actor that a noun group means, by name, by surname or by pointing back."""
        if span is None:
            return None
        found = actors.within(self.phrases, self.actors, span)
        if found is not None and found.modifies is not None and found.modifies not in FACILITIES:
            found = actors.within(self.phrases, tuple(a for a in self.actors if a.modifies is None), span)
        told = self._pointed(span)
        if found is not None:
            possessed = (
                self.phrases.lower[span[0]] in ("its", "their") and told is not None and not found.named and found.armed
            )
            return told if possessed else self.cast.known(found)
        for at in range(*span):
            named = self.cast.surname(self.phrases, at)
            if named is not None:
                return named
        return told

    def _pointed(self, span: Span) -> ActorSpan | None:
        """Who a pronoun or "the group" means: the first actor of the sentence before it, else of the document."""
        told = self.cast.pronoun(self.phrases, span)
        here = next(
            (
                a
                for a in self.actors
                if a.last <= span[0] and a.modifies is None and a.sector not in ("CVL", "MED", "EDU")
            ),
            None,
        )
        if self.phrases.lower[span[0]] in ("it", "its", "they", "their", "he", "she", "his") and here is not None:
            return replace(
                here, first=span[0], last=span[1], start=self.phrases.chars(span)[0], end=self.phrases.chars(span)[1]
            )
        return told

    @property
    def heavy(self) -> bool:
        """Whether a weapon of war is named."""
        return any(w.instrument.weapon in HEAVY for w in self.weapons)


def read(sentence: Sentence, day: date, cast: Cast, *, upper: bool) -> Scene:
    """Read a sentence; `cast` is who the document has spoken of before it, and hears of this sentence's actors after."""
    phrases = analyse(sentence)
    spoken = actors.read(phrases, day)
    blocked = [
        (a.first, a.last) for a in spoken if not a.bare_state and (a.named or a.sector != "MIL") and not _base_only(a)
    ]
    named = places.names(phrases, blocked, upper=upper)
    found = tuple(frames.frame(phrases, trigger) for trigger in events.read(phrases))
    return Scene(sentence, phrases, spoken, named, found, cast)


def light(sentence: Sentence, day: date, *, upper: bool) -> tuple[tuple[ActorSpan, ...], tuple[Named, ...]]:
    """Only the actors and place names of a sentence that tells no act, for the document's context."""
    phrases = analyse(sentence)
    spoken = actors.read(phrases, day)
    return spoken, places.names(phrases, [(a.first, a.last) for a in spoken if not a.bare_state], upper=upper)


def _base_only(actor: ActorSpan) -> bool:
    """A base is a place before it is an actor."""
    return actor.site


def _speech(scene: Scene) -> Speech | None:
    phrases = scene.phrases
    for at in range(len(phrases.lower) - 1):
        if phrases.lower[at] == "according" and phrases.lower[at + 1] == "to" and at + 2 < len(phrases.lower):
            span = phrases.noun_group(at + 2)
            if span is not None:
                return Speech(span, scene.actor_in(span), "according", at)
    for at, tag in enumerate(phrases.tags):
        if tag not in VERBS or base_of(phrases, at) not in SPEECH or phrases.verb(at).passive:
            continue
        span = phrases.subject(at)
        if _inverted(phrases, at):
            span = phrases.noun_group(at + 1)
        if span is not None:
            return Speech(span, scene.actor_in(span), base_of(phrases, at), at)
    return None


def _inverted(phrases: Phrases, at: int) -> bool:
    """ "…," said the minister."""
    before = at - 1
    while before >= 0 and phrases.tags[before] == "Q":
        before -= 1
    return (
        before >= 0
        and phrases.tags[before] == ","
        and at + 1 < len(phrases.tags)
        and phrases.tags[at + 1] in "DN"
        and phrases.subject(at) is None
    )
