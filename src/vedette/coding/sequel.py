"""What later sentences add to acts told before: who claims them, what they did or did not do, and the base that they struck."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from vedette.coding import attribution, binding, users
from vedette.coding.drafts import Draft, actor_id
from vedette.coding.places import FACILITIES, PlaceSpan
from vedette.coding.scene import Scene
from vedette.model import Attribution, Casualty, Party, Reading
from vedette.model.mention import INCIDENT_KINDS, Outcome
from vedette.reference.gazetteer import gazetteer

_NEAR: Final = 3
"""How many sentences after an act a claim may still mean it."""
_SEVERAL: Final = frozenset("both either neither none any all each operations attacks".split())
_SAME: Final = frozenset("the same this that its".split())
_EMPTY: Final = frozenset("damage damage_none damage_minor damage_major".split())
_TOWARDS: Final = frozenset("at on near against towards toward into inside over around for under in from of".split())


def further(drafts: list[Draft], seen: Scene) -> list[Draft]:
    """Drafts with the claim, the toll and the damage that a sentence without an act of its own adds to the last acts before it.

    A sentence that speaks of several ("none of the attacks", "both operations") adds to all acts shortly before it.
    """
    recent = [i for i, d in enumerate(drafts) if _open(d) and 0 <= seen.sentence.index - max(d.sentences) <= _NEAR]
    if not recent:
        return drafts
    latest = max(max(drafts[i].sentences) for i in recent)
    several = bool(_SEVERAL & set(seen.phrases.lower))
    chosen = recent if several else [i for i in recent if max(drafts[i].sentences) == latest]
    claims = attribution.standalone(seen)
    found = list(drafts)
    for i in chosen:
        near = (several or seen.sentence.index - max(drafts[i].sentences) <= 1) and not _elsewhere(drafts[i], seen)
        toll = binding.casualties(seen, (), alone=True, attacker=actor_id(drafts[i].actor)) if near else ()
        if i != recent[-1] and len(chosen) > 1 and not several:
            toll = ()
        damage = _damage(seen) if near else ()
        found[i] = _used(_joined(drafts[i], claims, toll, damage), seen)
    return found


def _used(draft: Draft, seen: Scene) -> Draft:
    """The draft with the users of what was struck as its target, where a sentence after it names them."""
    if draft.target is not None and draft.target.value.id is not None:
        return draft
    user = users.read(seen, actor_id(draft.actor))
    return replace(draft, target=user) if user is not None else draft


def _elsewhere(draft: Draft, seen: Scene) -> bool:
    """Whether a sentence has a weapon and a place of its own, as the next line of a log has."""
    mine = draft.place.value.id if draft.place is not None else None
    other = any(n.candidates and all(c.id != mine for c in n.candidates) for n in seen.named)
    return bool(seen.weapons) and other


def facility(spans: tuple[PlaceSpan, ...], before: PlaceSpan | None) -> PlaceSpan | None:
    """The facility last named, after a sentence with these places."""
    return next((span for span in reversed(spans) if span.kind == "facility" and span.place is not None), before)


def housed(drafts: list[Draft], seen: Scene, named: PlaceSpan | None, home: Scene | None) -> list[Draft]:
    """Drafts that say only "the base", "the same field", "its runway", at the facility `named` before in the sentence `home`."""
    if named is None or home is None or not _points_to_facility(seen):
        return drafts
    found = []
    for draft in drafts:
        bare = draft.place is None or (
            draft.place.value.id is not None
            and named.place is not None
            and any(holder.id == draft.place.value.id for holder in gazetteer().within(named.place))
        )
        if not bare or draft.kind not in INCIDENT_KINDS or draft.status not in ("occurred", "foiled"):
            found.append(draft)
            continue
        passage = home.sentence.passage(named.start, named.end)
        where = named.where(gazetteer(), basis="context")
        found.append(replace(draft, place=Reading(value=where, passages=(passage,), confidence=0.6, basis="context")))
    return found


def claimant(claims: tuple[Reading[Attribution], ...]) -> Reading[Party] | None:
    """The party that claims an act, as its doer."""
    for reading in claims:
        if reading.value.how == "claimed" and reading.value.actor is not None:
            return Reading(value=reading.value.actor, passages=reading.passages, confidence=0.85)
    return None


def _open(draft: Draft) -> bool:
    return draft.kind == "ASSAULT" and draft.status in ("occurred", "foiled")


def _joined(
    draft: Draft,
    claims: tuple[Reading[Attribution], ...],
    toll: tuple[Reading[Casualty], ...],
    damage: tuple[Reading[Outcome], ...],
) -> Draft:
    told = {c.value.effect for c in draft.casualties}
    more = () if any(o.value in _EMPTY or o.value == "destroyed" for o in draft.outcomes) else damage
    return replace(
        draft,
        attributions=(*draft.attributions, *claims),
        casualties=(*draft.casualties, *(c for c in toll if c.value.effect not in told)),
        outcomes=(*draft.outcomes, *more),
        actor=draft.actor or claimant(claims),
    )


def _damage(seen: Scene) -> tuple[Reading[Outcome], ...]:
    """What a sentence says of damage, with its words."""
    readings: list[Reading[Outcome]] = []
    for span in seen.outcomes:
        if span.value in _EMPTY:
            passage = seen.sentence.passage(*seen.phrases.chars((span.first, span.last)))
            readings.append(Reading(value=span.value, passages=(passage,), confidence=0.8))
    return tuple(readings[:1])


def _points_to_facility(seen: Scene) -> bool:
    """Whether "the base" or the like stands in the sentence as what is struck or where, with no name of its own and not as a speaker."""
    lower, tags = seen.phrases.lower, seen.phrases.tags
    for at, word in enumerate(lower):
        if word not in FACILITIES or word in ("site", "facility", "station") or tags[at] != "N":
            continue
        start = at
        while start > 0 and tags[start - 1] in "NA" and lower[start - 1] not in _SAME:
            start -= 1
        before = lower[start - 1] if start else ""
        names = any(n.first <= at < n.last or 0 <= n.first - at <= 3 for n in seen.named if n.candidates)
        spoken = seen.speech is not None and seen.speech.span[0] <= at < seen.speech.span[1]
        if before in _SAME and not names and not spoken and _in_role(seen, start - 1):
            return True
    return False


def _in_role(seen: Scene, at: int) -> bool:
    """Whether a noun group that begins at a token is where something happens: after a preposition, or done to by an act."""
    if at > 0 and (seen.phrases.lower[at - 1] in _TOWARDS or seen.phrases.lower[at - 1] in _SAME):
        return True
    return any(frame.done is not None and frame.done[0] <= at < frame.done[1] for frame in seen.frames)
