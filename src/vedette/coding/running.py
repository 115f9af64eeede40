"""What runs on from sentence to sentence: the day, the place and the time past that a passage has opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from vedette.coding.chunks import VERBS
from vedette.coding.drafts import Draft
from vedette.coding.places import PlaceSpan
from vedette.coding.scene import Scene
from vedette.coding.status import BACKGROUND_DAYS
from vedette.coding.times import TimeExpression
from vedette.model import Reading, When, Where
from vedette.model.mention import INCIDENT_KINDS
from vedette.reference.gazetteer import gazetteer

_LINE: Final = 14
"""Words of a line without a verb that can head a paragraph ("Friday.", "Omar oil field, eastern Syria.")."""
_PRESENT: Final = frozenset("now today currently nowadays present recent recently".split())


@dataclass(slots=True)
class Running:
    """The day last told, and what the head line of the paragraph says of day and place; changes as the document is read."""

    anchor: date | None = None
    _when: Reading[When] | None = field(default=None)
    _place: Reading[Where] | None = field(default=None)
    _end: int = 0
    _old: Draft | None = field(default=None)

    def open(self, scene: Scene) -> None:
        """Begin a sentence: a new paragraph forgets the head line and the time past of the one before."""
        sentence = scene.sentence
        if "\n\n" in sentence.document.text[self._end : sentence.start]:
            self._when = self._place = self._old = None
        self._end = sentence.end

    def hear(
        self, scene: Scene, expressions: Sequence[TimeExpression], places: Sequence[PlaceSpan], *, acts: bool
    ) -> None:
        """End a sentence: keep the day that it told, and day and place where it is a head line."""
        days = [e for e in expressions if e.role == "date" and e.when is not None and e.when.span == 0]
        self.anchor = next((e.when.latest for e in days if e.when is not None), self.anchor)
        if acts or not is_line(scene):
            return
        for expression in days[:1]:
            assert expression.when is not None
            passage = scene.sentence.passage(expression.start, expression.end)
            self._when = Reading(value=expression.when, passages=(passage,), confidence=0.75)
        best = max(places, key=lambda span: (span.kind != "country", -span.first), default=None)
        if best is not None:
            where = replace(best.where(gazetteer()), basis="context")
            passage = scene.sentence.passage(best.start, best.end)
            self._place = Reading(value=where, passages=(passage,), confidence=0.6, basis="context")

    def filled(self, draft: Draft) -> Draft:
        """The act with the day and place of its head line, or with the time past that the passage is about."""
        if draft.kind not in INCIDENT_KINDS or draft.status not in ("occurred", "foiled"):
            return draft
        history = self._old
        draft = replace(draft, when=draft.when or self._when, place=draft.place or self._place)
        if (
            draft.when is None
            and history is not None
            and draft.first - max(history.sentences) <= 1
            and not (draft.kind == "COERCE" and draft.first in history.sentences)
            and not _PRESENT & set(draft.scene.phrases.lower)
        ):
            assert history.when is not None
            draft = replace(draft, when=replace(history.when, confidence=0.5, basis="context"))
        self._old = draft if _is_old(draft) else None
        return draft


def is_line(scene: Scene) -> bool:
    """Whether a sentence is a short line without a verb."""
    tags = scene.phrases.tags
    return len(tags) <= _LINE and not any(tag in VERBS or tag in "XHM" for tag in tags)


def _is_old(draft: Draft) -> bool:
    return (
        draft.when is not None
        and (draft.scene.sentence.document.published - draft.when.value.latest).days > BACKGROUND_DAYS
    )
