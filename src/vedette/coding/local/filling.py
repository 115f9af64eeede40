"""Parties of an act from the words that the encoder holds to fill a role of an incident, wherever the news names them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from vedette.coding import beside
from vedette.coding.chunks import Span
from vedette.coding.drafts import Draft, actor_id
from vedette.coding.local.options import LocalOptions
from vedette.coding.local.readings import Read
from vedette.coding.local.readings import Span as Filler
from vedette.coding.scene import Scene
from vedette.model import Attribution, Instrument, Party, Reading
from vedette.reference.weapons import weapons

REACH: Final = 6
"""Sentences after an act within which a filler still belongs to it, where no other act is told nearer."""
_LEAST: Final = {
    "PerpInd": 0.5,
    "PerpOrg": 0.55,
    "Target": 0.7,
    "Victim": 0.6,
    "VictimDescription": 0.65,
    "Weapon": 0.5,
}
"""From where on the fillers of a role are right often enough (half of them, on the development documents)."""
_DONE: Final = frozenset({"occurred", "foiled", "announced", "background"})
_ROLES: Final = {"Target": "thing", "Victim": "person", "VictimDescription": "people"}
"""What the fillers of those hurt name."""


def filled(
    drafts: tuple[Draft, ...], scenes: Sequence[Scene], reads: Mapping[int, Read], options: LocalOptions
) -> tuple[Draft, ...]:
    """The assaults, each with the fillers that stand nearest to it; all else as it was."""
    if options.filler > 1:
        return drafts
    found = list(drafts)
    for scene in scenes:
        read = reads.get(scene.sentence.start)
        for filler in read.fillers if read is not None else ():
            if filler.confidence < max(options.filler, _LEAST[filler.label]):
                continue
            at = _nearest(found, scene.sentence.index)
            if at is not None:
                found[at] = _with(found[at], scene, filler)
    return tuple(found)


def _nearest(drafts: Sequence[Draft], sentence: int) -> int | None:
    """The assault told in the sentence, else the last before it, else the first after it, within reach."""
    apart = [
        (min((abs(sentence - s), s > sentence) for s in draft.sentences), at)
        for at, draft in enumerate(drafts)
        if draft.kind == "ASSAULT" and draft.status in _DONE and draft.sentences
    ]
    best = min(apart, default=None)
    return best[1] if best is not None and best[0][0] <= REACH else None


def _with(draft: Draft, scene: Scene, filler: Filler) -> Draft:
    span = _trimmed(scene, (filler.first, filler.last))
    if span is None:
        return draft
    if filler.label in _ROLES:
        return _hurt(draft, scene, span, filler)
    if filler.label == "Weapon":
        return _armed(draft, scene, span, filler.confidence)
    return _done_by(draft, scene, span, filler.confidence)


def _trimmed(scene: Scene, span: Span) -> Span | None:
    first, last = span
    while first < last and (scene.phrases.tags[first] in "DQA#" or not scene.phrases.lower[first][0].isalpha()):
        first += 1
    return (first, last) if first < last <= len(scene.phrases.tokens) else None


def _hurt(draft: Draft, scene: Scene, span: Span, filler: Filler) -> Draft:
    party = beside.party_of(scene, span, filler.confidence) or _plain(scene, span, filler.confidence)
    party = replace(party, value=replace(party.value, role=_ROLES[filler.label]))
    known = {
        r.passages[0].text.casefold() for r in (*draft.others, *((draft.target,) if draft.target else ())) if r.passages
    }
    if party.passages[0].text.casefold() in known:
        return draft
    return replace(draft, others=(*draft.others, party))


def _armed(draft: Draft, scene: Scene, span: Span, confidence: float) -> Draft:
    passage = scene.sentence.passage(*scene.phrases.chars(span))
    weapon = weapons().classify(passage.text) or weapons().classify(passage.text.split()[-1])
    if weapon is None or any(r.value.weapon == weapon for r in draft.instruments):
        return draft
    return replace(
        draft,
        instruments=(
            *draft.instruments,
            Reading(value=Instrument(weapon=weapon), passages=(passage,), confidence=confidence),
        ),
    )


def _done_by(draft: Draft, scene: Scene, span: Span, confidence: float) -> Draft:
    """The doer where there is none, or only an unnamed one; one that is known already stands, and the other is one more attribution."""
    found = scene.actor_in(span)
    party = (
        _plain(scene, span, confidence)
        if found is None or found.bare_state
        else Reading(
            value=found.party, passages=(scene.sentence.passage(*scene.phrases.chars(span)),), confidence=confidence
        )
    )
    mine = actor_id(draft.actor)
    if draft.actor is None or (mine in (None,) and party.value.id is not None):
        return replace(draft, actor=party)
    if mine is not None and mine == party.value.id:
        return replace(
            draft, actor=replace(draft.actor, passages=tuple(dict.fromkeys((*draft.actor.passages, *party.passages))))
        )
    if (
        (mine or "generic:").startswith("generic:")
        and party.value.id is not None
        and not party.value.id.startswith("generic:")
    ):
        told = Reading(
            value=Attribution(actor=draft.actor.value, how="stated"),
            passages=draft.actor.passages,
            confidence=draft.actor.confidence,
        )
        return replace(
            draft, actor=party, attributions=(*draft.attributions, told) if draft.actor.passages else draft.attributions
        )
    told = Reading(value=Attribution(actor=party.value, how="stated"), passages=party.passages, confidence=confidence)
    return replace(draft, attributions=(*draft.attributions, told))


def _plain(scene: Scene, span: Span, confidence: float) -> Reading[Party]:
    passage = scene.sentence.passage(*scene.phrases.chars(span))
    return Reading(value=Party(name=passage.text), passages=(passage,), confidence=confidence)
