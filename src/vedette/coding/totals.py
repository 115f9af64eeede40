"""Tallies as records: what a total counts, by whom, against whom and where, resolved in its clause and the sentences before it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from vedette.coding import check, counters
from vedette.coding.actors import ActorSpan
from vedette.coding.assemble import Assembled
from vedette.coding.chunks import Span
from vedette.coding.names import iso2_of
from vedette.coding.places import PlaceSpan
from vedette.coding.scene import Scene
from vedette.coding.signals import party
from vedette.coding.tallies import SplitReading, TallyReading
from vedette.errors import RecordError
from vedette.model import Counted, Document, Failure, Party, Reading, Share, Tally, Where
from vedette.reference.gazetteer import gazetteer

_KEPT: Final = frozenset("count list reckoning tally tracker log figures figure total estimate".split())


def read(
    document: Document, assembled: Assembled, coder: str, recorded_at: datetime
) -> tuple[tuple[Tally, ...], tuple[Failure, ...]]:
    """The tallies of a document, and a Failure for each that could not be built."""
    found, failures = [], []
    scenes = {scene.sentence.index: scene for scene in reversed(assembled.scenes)}
    for reading in assembled.totals:
        try:
            found.append(_tally(document, reading, scenes, assembled, coder, recorded_at))
        except RecordError as error:
            failures.append(check.failure(document, error, recorded_at))
    return tuple(found), tuple(failures)


def _tally(
    document: Document,
    reading: TallyReading,
    scenes: dict[int, Scene],
    assembled: Assembled,
    coder: str,
    recorded_at: datetime,
) -> Tally:
    count = Reading(value=reading.quantity, passages=(document.passage(reading.start, reading.end),), confidence=0.85)
    actor, target, places = _scope(reading, scenes, assembled)
    counter = None
    if reading.counter_start is not None and reading.counter_end is not None:
        counter = counters.resolve(document, (reading.counter_start, reading.counter_end), scenes.values(), target)
    return Tally(
        id=Tally.id_for(document.id, coder, count), document=document.id, coder=coder, count=count, bound=reading.bound,
        counted=Counted(kind=reading.kind, effect=reading.effect, actor=actor, target=target, places=places),
        as_of=reading.as_of, recorded_at=recorded_at, from_day=reading.from_day, to_day=reading.to_day, counter=counter,
        split=_split(document, reading, scenes, assembled), confidence=0.8,
    )  # fmt: skip


def _scope(
    reading: TallyReading, scenes: dict[int, Scene], assembled: Assembled
) -> tuple[Reading[Party] | None, Reading[Party] | None, tuple[Reading[Where], ...]]:
    """Doer, those done to and places: from the clause of the total, else from the nearest sentence before it that has them."""
    actor: Reading[Party] | None = None
    target: Reading[Party] | None = None
    places: tuple[Reading[Where], ...] = ()
    for index in (reading.sentence, *reading.context):
        scene = scenes.get(index)
        if scene is None:
            continue
        own = index == reading.sentence
        doer, done = _sides(scene, reading, own=own)
        actor, target = actor or doer, target or done
        if own or done:
            places = places or _places(scene, reading, assembled, own=own)
        if own and (actor or target):
            break
    return actor, target, places


def _sides(scene: Scene, reading: TallyReading, *, own: bool) -> tuple[Reading[Party] | None, Reading[Party] | None]:
    for frame in scene.frames:
        if frame.trigger.kind != reading.kind:
            continue
        start, end = scene.phrases.chars(frame.region)
        if own and not (start < reading.scope_end and end > reading.scope_start):
            continue
        if not own and not (frame.trigger.rule.noun and scene.phrases.lower[frame.trigger.at].endswith("s")):
            continue
        doer, done = _side(scene, frame.doer), _side(scene, frame.done)
        if doer or done:
            return party(scene, doer) if doer else None, party(scene, done) if done else None
    for at, word in enumerate(scene.phrases.lower if own else ()):
        if (
            word in ("on", "against", "targeting")
            and reading.noun_start < scene.phrases.tokens[at].start < reading.scope_end
        ):
            done = _side(scene, scene.phrases.noun_group(at + 1) if at + 1 < len(scene.phrases.tags) else None)
            if done is not None:
                return None, party(scene, done)
    if not own:
        armed = [scene.cast.known(a) for a in scene.actors if a.irregular]
        return (party(scene, armed[0]) if armed else None), None
    return None, None


def _side(scene: Scene, span: Span | None) -> ActorSpan | None:
    """The party that a noun group names; what somebody keeps ("its own list", "its reckoning") is none."""
    if span is None or (
        scene.phrases.lower[span[0]] in ("its", "their") and _KEPT & set(scene.phrases.lower[slice(*span)])
    ):
        return None
    return scene.actor_in(span)


def _places(scene: Scene, reading: TallyReading, assembled: Assembled, *, own: bool) -> tuple[Reading[Where], ...]:
    found = []
    for span in scene.resolve_places(assembled.countries):
        inside = not own or (reading.scope_start <= span.start < reading.scope_end)
        counter = reading.counter_start is not None and reading.counter_start <= span.start < (reading.counter_end or 0)
        if (
            inside
            and not counter
            and span.preposition in ("in", "at", "near", "across", "of", "on", "inside", "and", "from", "over")
        ):
            found.append(
                Reading(
                    value=span.where(gazetteer()),
                    passages=(scene.sentence.passage(span.start, span.end),),
                    confidence=0.8,
                )
            )
    return tuple({reading.value.id or reading.value.name: reading for reading in found}.values())


def _split(
    document: Document, reading: TallyReading, scenes: dict[int, Scene], assembled: Assembled
) -> tuple[Reading[Share], ...]:
    found = []
    for part in reading.split:
        spans = [
            s
            for scene in scenes.values()
            for s in scene.resolve_places(assembled.countries)
            if s.start < part.place_end and s.end > part.place_start
        ]
        where = spans[0].where(gazetteer()) if spans else _country(part, scenes)
        if where is not None:
            share = Share(place=where, count=part.quantity)
            found.append(Reading(value=share, passages=(document.passage(part.start, part.end),), confidence=0.8))
    return tuple(found)


def _country(part: SplitReading, scenes: dict[int, Scene]) -> Where | None:
    """The country that an adjective names ("on Iraqi soil")."""
    for scene in scenes.values():
        for actor in scene.actors:
            place = (
                gazetteer().country(iso2_of().get(actor.state or "", ""))
                if actor.start == part.place_start and actor.bare_state
                else None
            )
            if place is not None:
                return PlaceSpan(
                    actor.first, actor.last, actor.start, actor.end, place, place.name, place.kind, "on"
                ).where(gazetteer())
    return None
