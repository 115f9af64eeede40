"""The place of an act where the rules leave it open or chose it loosely: the encoder is asked about the words that tell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from vedette.coding import places
from vedette.coding.chunks import VERBS
from vedette.coding.drafts import Draft
from vedette.coding.local.encoder import Reader
from vedette.coding.local.readings import Mark, Span, Told
from vedette.coding.scene import Scene
from vedette.model import Reading, Where
from vedette.model.mention import INCIDENT_KINDS
from vedette.reference.gazetteer import gazetteer

ASKED: Final = 3
"""Acts of one document that the encoder is asked about for their place: each costs as much as two sentences, the first tell the news."""
_LEADING: Final = frozenset("in at near on inside outside around within across against off of".split())
"""Prepositions after which the place of an act stands."""
_NEVER: Final = 0.1
"""Below this share of belief in its words a place that the rules chose is none of the act's."""
_DONE: Final = frozenset({"occurred", "foiled"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguing:
    """Asks the encoder about acts of one document; arguments less sure than `least` count for nothing, and what is `known` is not asked again."""

    reader: Reader
    scenes: tuple[Scene, ...]
    upper: bool
    least: float
    known: Mapping[Mark, Told]

    def placed(self, drafts: Sequence[Draft], totalled: Callable[[Draft], bool]) -> list[Draft]:
        """The acts, those of which the encoder knows the place better with that place; it is not asked about what is only `totalled`."""
        if self.least > 1:
            return list(drafts)
        index = {scene.sentence.start: at for at, scene in enumerate(self.scenes)}
        asked = [at for at, draft in enumerate(drafts) if _open(draft) and draft.scene.sentence.start in index][:ASKED]
        asked = [at for at in asked if not totalled(drafts[at])]
        marks = [_mark(drafts[at], index[drafts[at].scene.sentence.start]) for at in asked]
        sentences = [scene.sentence for scene in self.scenes]
        new = [mark for mark in dict.fromkeys(marks) if mark not in self.known]
        told = {**self.known, **dict(zip(new, self.reader.mark(sentences, new, upper=self.upper), strict=True))}
        found = {at: told[mark] for at, mark in zip(asked, marks, strict=True)}
        countries = sum((places.countries_of(scene.named) for scene in self.scenes), Counter[str]())
        return [self._placed(draft, found, at, countries) for at, draft in enumerate(drafts)]

    def _placed(self, draft: Draft, found: Mapping[int, Told], at: int, countries: Counter[str]) -> Draft:
        told = found.get(at)
        if told is None:
            return draft
        where = next(self._named(draft, told, countries), None)
        if where is None:
            return replace(draft, place=None) if _unheard(draft, told) else draft
        if _same(where, draft.place) or _same(where, draft.launched_from):
            return draft
        return replace(draft, place=where)

    def _named(self, draft: Draft, told: Told, countries: Counter[str]) -> Iterator[Reading[Where]]:
        """The places that the encoder's arguments in the act's own sentence name, the surest first."""
        scene = draft.scene
        for one in told.of("place"):
            own = self.scenes[one.sentence].sentence.start == scene.sentence.start
            if own and one.span.confidence >= self.least:
                where = _where(scene, one.span, countries)
                if where is not None:
                    yield where


def _open(draft: Draft) -> bool:
    """Whether the rules leave the place of an incident open, though its sentence has names, or chose it loosely."""
    if draft.kind not in INCIDENT_KINDS or draft.status not in _DONE or draft.anaphoric or draft.bare:
        return False
    names = sum(1 for word in draft.scene.phrases.tokens[1:] if word.text[:1].isupper())
    return _loose(draft) if draft.place is not None else names > 0


def _loose(draft: Draft) -> bool:
    """Whether no preposition of place leads to the place that the rules chose: it may be a speaker ("which Caracas denied") or a goal."""
    if draft.place is None or draft.place.basis == "context" or not draft.place.passages:
        return False
    phrases, words = draft.scene.phrases, draft.place.passages[0]
    first = next((i for i, token in enumerate(phrases.tokens) if token.start >= words.start), 0)
    while first > 0 and phrases.tags[first - 1] in "DAQN":
        first -= 1
    return first == 0 or not (phrases.lower[first - 1] in _LEADING or phrases.tags[first - 1] in VERBS)


def _unheard(draft: Draft, told: Told) -> bool:
    """Whether the encoder is sure that the place which the rules chose in the act's own sentence is not that of the act."""
    if draft.place is None or draft.place.basis == "context":
        return False
    words, tokens = draft.place.passages[0], draft.scene.phrases.tokens
    inside = [i for i, token in enumerate(tokens) if token.start < words.end and words.start < token.end]
    heard = "place" in told.inside.get(told.mark.sentence, {})
    return bool(heard and inside) and told.support("place", told.mark.sentence, inside[0], inside[-1] + 1) < _NEVER


def _mark(draft: Draft, sentence: int) -> Mark:
    words = draft.triggers[0]
    inside = [i for i, t in enumerate(draft.scene.phrases.tokens) if t.start < words.end and words.start < t.end]
    return (
        Mark(sentence=sentence, first=inside[0], last=inside[-1] + 1)
        if inside
        else Mark(sentence=sentence, first=0, last=1)
    )


def _where(scene: Scene, span: Span, countries: Counter[str]) -> Reading[Where] | None:
    """The place that words name: one of the gazetteer, else a name of its own that stands for nobody."""
    start, end = span.chars(scene.sentence)
    for one in scene.resolve_places(countries):
        if one.start < end and start < one.end:
            passage = scene.sentence.passage(one.start, one.end)
            return Reading(value=one.where(gazetteer()), passages=(passage,), confidence=span.confidence)
    words = scene.phrases.tokens[span.first : span.last]
    said = any(a.first < span.last and span.first < a.last and not a.bare_state for a in scene.actors)
    if said or not all(word.text[0].isupper() for word in words) or scene.phrases.lower[span.first] in ("the", "a"):
        return None
    passage = scene.sentence.passage(start, end)
    return Reading(value=Where(name=passage.text), passages=(passage,), confidence=span.confidence)


def _same(one: Reading[Where], other: Reading[Where] | None) -> bool:
    if other is None:
        return False
    return one.value.name == other.value.name or (one.value.id is not None and one.value.id == other.value.id)
