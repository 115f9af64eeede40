"""Parties of an act from the words that the encoder holds to fill a role of an incident, wherever the news names them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from vedette.coding import bearing, beside
from vedette.coding.chunks import Span
from vedette.coding.drafts import Draft, actor_id
from vedette.coding.local import candidates
from vedette.coding.local.options import LocalOptions
from vedette.coding.local.readings import Read
from vedette.coding.local.readings import Span as Filler
from vedette.coding.local.weighing import learned
from vedette.coding.scene import Scene
from vedette.model import Attribution, Instrument, Party, Reading
from vedette.reference.weapons import weapons

REACH: Final = 6
"""Sentences after an act within which a filler still belongs to it, where no other act is told nearer."""
_FAINT: Final = 0.5
"""How likely another occurrence of the words must be, beside the likeliest, to say which act they belong to."""
_LEAST: Final = {"PerpInd": 0.6, "PerpOrg": 0.6}
"""A doer changes what a record says more than one more victim does: it has to be surer."""
_DONE: Final = frozenset({"occurred", "foiled", "announced", "background"})
_ROLES: Final = {"Target": "thing", "Victim": "person", "VictimDescription": "people"}
"""What the fillers of those hurt name."""


def filled(
    drafts: tuple[Draft, ...], scenes: Sequence[Scene], reads: Mapping[int, Read], options: LocalOptions
) -> tuple[Draft, ...]:
    """The assaults, each with the fillers that stand nearest to it; all else as it was."""
    if options.filler > 1 or not any(draft.kind == "ASSAULT" for draft in drafts):
        return drafts
    found, held = list(drafts), learned()
    known = [scene for scene in scenes if scene.sentence.start in reads]
    told = {sentence for draft in drafts if _tells(draft) for sentence in draft.sentences}
    acts = _acts(drafts)
    at = frozenset(i for i, scene in enumerate(known) if scene.sentence.index in told)
    for phrase in candidates.read([reads[scene.sentence.start] for scene in known], at, held.known):
        sure = held.weights[phrase.role].probability(phrase.features)
        if sure < max(options.filler, _LEAST.get(phrase.role, 0.0)):
            continue
        likely = [place for place in phrase.places if place.share >= _FAINT * phrase.best.share]
        place, act = min(
            ((p, _nearest(acts, known[p.at].sentence.index)) for p in likely), key=lambda one: _rank(one[1])
        )
        if act is not None:
            span = Filler(first=place.first, last=place.last, label=phrase.role, confidence=round(sure, 3))
            found[act.draft] = _with(found[act.draft], known[place.at], span)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Near:
    """An act, and how many sentences lie between it and a filler; one told later comes after one told before."""

    apart: int
    later: bool
    draft: int


def _acts(drafts: Sequence[Draft]) -> dict[int, int]:
    """By sentence, the first assault that is told in it."""
    found: dict[int, int] = {}
    for at, draft in enumerate(drafts):
        for sentence in draft.sentences if _tells(draft) else ():
            found.setdefault(sentence, at)
    return found


def _nearest(acts: Mapping[int, int], sentence: int) -> _Near | None:
    """The assault told in the sentence, else the last before it, else the first after it, within reach."""
    for apart in range(REACH + 1):
        for other in (sentence - apart, sentence + apart):
            if other in acts:
                return _Near(apart, other > sentence, acts[other])
    return None


def _rank(act: _Near | None) -> tuple[int, bool, int]:
    return (act.apart, act.later, act.draft) if act is not None else (REACH + 1, True, 0)


def _tells(draft: Draft) -> bool:
    return draft.kind == "ASSAULT" and draft.status in _DONE


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
    if found is None and bearing.thing(scene.phrases.lower[span[1] - 1]):
        return draft
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
