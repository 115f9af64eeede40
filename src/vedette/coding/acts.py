"""Drafts of what is done: assaults, coercion, protest, mobilisation, sanctions, aid, concessions, retreats."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import Final

from vedette.coding import attribution, beside, binding, counts, follow, nominal, status, users
from vedette.coding.actors import ActorSpan
from vedette.coding.clusters import POINTS_BACK, assaults, is_anchor, is_content, is_ranked, others, points_back
from vedette.coding.drafts import Draft
from vedette.coding.events import CLEAR, HEARD, LIGHT
from vedette.coding.fitting import holds, literal
from vedette.coding.frames import Frame, base_of
from vedette.coding.places import PlaceSpan
from vedette.coding.scene import Scene
from vedette.coding.sides import THINGS, parties, stops, unnamed
from vedette.coding.signals import VERBAL, party
from vedette.coding.times import TimeExpression
from vedette.coding.weapons import MODE_OF
from vedette.model import Attribution, Instrument, Reading

_AID_MODE: Final = {
    "military": frozenset(
        "military weapons weapon arms ammunition howitzers tanks munitions missiles security defense defence training".split()
    ),
    "humanitarian": frozenset("humanitarian relief food medicine medicines medical blankets".split()),
    "economic": frozenset("economic financial loan loans grant funding".split()),
}


_MANY: Final = frozenset(
    "many several numerous repeated frequent regular most all such more recent previous similar further dozens hundreds scores".split()
)


_AIMS: Final = frozenset("appear seem aim intend mean design".split())


_UNREST: Final = frozenset({None, "demonstration", "riot", "obstruct"})
"""The ways of protests and of the force against them in which people are killed."""
VOUCHED: Final = "vouched"
"""The flag of a frame that is taken for told without the marks by which the rules know an act."""
_PLACED: Final = frozenset("ASSAULT COERCE PROTEST MOBILIZE RETREAT CONCEDE".split())


def read(scene: Scene, places: tuple[PlaceSpan, ...], expressions: tuple[TimeExpression, ...]) -> list[Draft]:
    """The acts of a sentence, one draft for each; words that only say what an act did join it."""
    frames = [f for f in scene.frames if f.trigger.kind not in VERBAL and literal(scene, f)]
    frames = [f for f in frames if not is_anchor(scene, f) and not is_content(scene, f) and not is_ranked(scene, f)]
    clusters = [*assaults(scene, [f for f in frames if f.trigger.kind == "ASSAULT"], places), *others(frames)]
    alone = len(clusters) == 1
    drafts = [
        _judgement(scene, cluster) or _draft(scene, cluster, places, expressions, alone=alone) for cluster in clusters
    ]
    return _tolled([draft for draft in drafts if draft is not None])


def _tolled(drafts: list[Draft]) -> list[Draft]:
    """The drafts with those killed by nobody named as the toll of the protest, or of the force against it, that the sentence tells."""
    crowd = next(
        (d for d in drafts if d.kind in ("PROTEST", "COERCE") and d.mode in _UNREST and d.status == "occurred"), None
    )
    harm = [d for d in drafts if d.adds == "harm" and d.mode != "arson_destruction" and not d.anaphoric]
    if crowd is None or not harm or any(d.kind == "ASSAULT" and d not in harm for d in drafts):
        return drafts
    told = replace(
        crowd, casualties=(*crowd.casualties, *(c for d in harm for c in d.casualties if c not in crowd.casualties))
    )
    return [told if d is crowd else d for d in drafts if d not in harm]


def single(
    scene: Scene, frame: Frame, places: tuple[PlaceSpan, ...], expressions: tuple[TimeExpression, ...]
) -> Draft | None:
    """The act of one frame, taken for told however the words around it stand: for a frame that something else vouches for."""
    vouched = replace(
        frame,
        trigger=replace(frame.trigger, rule=replace(frame.trigger.rule, flags=frame.trigger.rule.flags | {VOUCHED})),
    )
    return _draft(scene, (vouched,), places, expressions, alone=True)


def _judgement(scene: Scene, frames: tuple[Frame, ...]) -> Draft | None:
    """What somebody holds acts to be meant for ("the attacks appear to be aimed at …, according to X"): kept, as a judgement."""
    lead = frames[0]
    speech = scene.speech
    if (
        not lead.trigger.rule.noun
        or lead.carrier is None
        or speech is None
        or lead.carrier < lead.trigger.at
        or base_of(scene.phrases, lead.carrier) not in _AIMS
    ):
        return None
    phrases = scene.phrases
    words = scene.sentence.passage(*phrases.chars((lead.group[0], lead.carrier + 1)))
    known = attribution.speaker(scene, speech)
    told = scene.cast.armed
    later = next(
        (a for a in scene.actors if a.first > lead.carrier and a.armed and a.first not in range(*speech.span)), None
    )
    return Draft(
        scene=scene, kind="ASSAULT", mode=None, status="hypothetical",
        triggers=(scene.sentence.passage(*phrases.chars((lead.trigger.first, lead.trigger.last))),), because=(words,),
        actor=Reading(value=told.party, passages=(words,), confidence=0.5, basis="context") if told is not None else None,
        target=party(scene, later) if later is not None else None,
        attributions=(Reading(value=Attribution(actor=told.party if told else None, how="stated", by=known.value), passages=known.passages, confidence=0.8),),
        sentences=frozenset({scene.sentence.index}),
    )  # fmt: skip


def _draft(
    scene: Scene,
    frames: tuple[Frame, ...],
    places: tuple[PlaceSpan, ...],
    expressions: tuple[TimeExpression, ...],
    *,
    alone: bool,
) -> Draft | None:
    lead = frames[0]
    if not holds(scene, lead):
        return None
    phrases = scene.phrases
    doer, target = parties(scene, frames)
    if lead.trigger.kind == "ASSAULT" and (target is None or target.value.id is None):
        target = users.read(scene, doer.party.id if doer else None) or target
    judged = _status(scene, frames)
    where, launched = binding.place(scene, places, frames, alone=alone)
    weapons = binding.instruments(scene, frames, alone=alone) if lead.trigger.kind == "ASSAULT" else ()
    toll = (
        binding.casualties(scene, frames, alone=alone, attacker=doer.party.id if doer else None)
        if lead.trigger.kind in ("ASSAULT", "PROTEST")
        else ()
    )
    main = scene.sentence.passage(*phrases.chars((lead.trigger.first, lead.trigger.last)))
    times = counts.multiplicity(scene.sentence, (main.start, main.end))
    draft = Draft(
        scene=scene, kind=lead.trigger.kind, mode=_mode(scene, frames, weapons), status=judged.status,
        triggers=tuple(scene.sentence.passage(*phrases.chars((f.trigger.first, f.trigger.last))) for f in frames),
        because=() if judged.because is None else (scene.sentence.passage(*phrases.chars(judged.because)),),
        actor=party(scene, doer) if doer else unnamed(scene, frames), target=target, others=beside.read(scene, frames, alone=alone),
        place=where if lead.trigger.kind in _PLACED else None, launched_from=launched,
        when=binding.when(scene, expressions, frames, alone=alone), instruments=weapons, casualties=toll,
        outcomes=binding.outcomes(scene, frames, alone=alone, stopped=frozenset(f.trigger.first for f in frames if stops(scene, f))) if lead.trigger.kind == "ASSAULT" else (),
        multiplicity=Reading(value=times.quantity.figure, passages=(scene.sentence.passage(times.start, times.end),), confidence=0.8) if times and times.quantity.figure else None,
        attributions=attribution.read(scene, max(frames, key=lambda f: f.trigger.at), doer, (lead.trigger.first, lead.trigger.last)),
        anaphoric=_anaphoric(scene, frames), plural=_plural(scene, lead), armed=_armed(scene, doer, frames), clear=any(CLEAR in f.trigger.rule.flags for f in frames), sentences=frozenset({scene.sentence.index}),
    )  # fmt: skip
    return _weighed(scene, frames, follow.mark(scene, frames, draft))


def _weighed(scene: Scene, frames: tuple[Frame, ...], draft: Draft) -> Draft | None:
    """Mark or drop what is too bare: a noun without a predicate, a weak word without a weapon, victims or arms."""
    rules, lead = [f.trigger.rule for f in frames], frames[0]
    if any(VOUCHED in r.flags for r in rules):
        return replace(draft, bare=False, anaphoric=False)
    cue = draft.armed or scene.heavy or bool(draft.casualties) or bool(draft.instruments)
    cue = cue or (any(HEARD in r.flags for r in rules) and not scene.sentence.is_headline)
    cue = cue or bool(draft.when and draft.place and not all("weak" in r.flags for r in rules))
    if all("weak" in r.flags or "cue" in r.flags for r in rules) and not cue and draft.kind == "ASSAULT":
        draft = replace(draft, bare=True)
    if (
        draft.kind != "ASSAULT"
        and all("weak" in r.flags and HEARD not in r.flags for r in rules)
        and not nominal.imposed(scene, lead)
        and not (draft.kind == "COERCE" and draft.armed and not lead.trigger.rule.noun)
    ):
        return None
    if draft.kind == "ASSAULT" and _habitual(scene, draft):
        return None
    if all(r.noun for r in rules):
        return _nominal(scene, frames, draft)
    if draft.status == "hypothetical" and not (draft.actor or draft.place):
        return None
    return draft


def _standing(draft: Draft) -> bool:
    """Whether an act that points back has enough of its own: its day and place, or victims and one of the two."""
    hurt = any(r.value.count is None or r.value.count.figure != 0 for r in draft.casualties)
    return bool(draft.when and draft.place) or bool(hurt and (draft.when or draft.place))


def _habitual(scene: Scene, draft: Draft) -> bool:
    """ "Night after night", "every day": no act of a day of its own."""
    lower = scene.phrases.lower
    again = any(
        lower[i] == "after" and 0 < i < len(lower) - 1 and lower[i - 1] == lower[i + 1] for i in range(len(lower))
    )
    each = any(
        a in ("every", "each") and b in ("day", "night", "week", "morning", "evening") for a, b in pairwise(lower)
    )
    return (again or each) and draft.when is None and not draft.casualties


def _nominal(scene: Scene, frames: tuple[Frame, ...], draft: Draft) -> Draft | None:
    """A noun stands alone only with a predicate that says it happened, or as a headline or a log that names act and place."""
    own = draft.place or draft.when or draft.casualties
    carried = any(
        f.carrier is not None and f.doer is not None and base_of(scene.phrases, f.carrier) in LIGHT for f in frames
    )
    if draft.plural and draft.when is None and set(scene.phrases.lower[slice(*frames[0].group)]) & _MANY:
        return None
    if (
        draft.plural
        and not (draft.when and draft.place)
        and not (draft.kind == "PROTEST" and draft.casualties)
        and not draft.multiplicity
        and not (carried and (draft.place or draft.when))
    ):
        return None
    if scene.sentence.is_headline:
        told = bool(draft.mode or draft.instruments) and bool(draft.place or draft.target or draft.casualties)
    else:
        real = draft.status in ("occurred", "foiled")
        told = (
            not real
            or draft.kind != "ASSAULT"
            or bool(draft.casualties)
            or any(nominal.tells(scene, f) for f in frames)
        )
    known = any(nominal.of_somebody(scene, f) for f in frames)
    heard = any(HEARD in f.trigger.rule.flags for f in frames)
    named = bool(own or draft.actor or heard)
    if not known and (not told or (draft.anaphoric and not _standing(draft)) or not named):
        draft = replace(draft, bare=True)
    if draft.status == "hypothetical" and not (draft.actor or draft.place):
        return None
    return draft


def _status(scene: Scene, frames: tuple[Frame, ...]) -> status.Judged:
    """The status of the leading words, unless others say that it failed and hurt nobody, or that it did not happen."""
    judged = [status.judge(scene.phrases, frame) for frame in frames]
    judged = [
        status.Judged("foiled", (f.trigger.first, f.trigger.last)) if j.status == "occurred" and stops(scene, f) else j
        for f, j in zip(frames, judged, strict=True)
    ]
    lead = judged[0]
    if lead.status not in ("occurred", "foiled"):
        return lead
    hurt = any(
        c.effect in ("killed", "injured") and not c.modal and (c.quantity is None or c.quantity.figure)
        for c in scene.casualties
    )
    if lead.status == "foiled" and hurt and len(frames) > 1:
        return next((j for j in judged[1:] if j.status == "occurred"), lead)
    told = {o.value for o in scene.outcomes}
    if (
        lead.status == "foiled"
        and len(frames) > 1
        and told & {"hit", "damage_minor", "damage", "damage_major"}
        and any(j.status == "occurred" for j in judged[1:])
    ):
        return next(j for j in judged[1:] if j.status == "occurred")
    for other in judged[1:]:
        if other.status == "foiled" and not any(
            c.effect in ("killed", "injured") and (c.quantity is None or c.quantity.figure) for c in scene.casualties
        ):
            return other
    return lead


def _mode(scene: Scene, frames: tuple[Frame, ...], weapons: tuple[Reading[Instrument], ...]) -> str | None:
    lead = frames[0].trigger
    if lead.kind == "AID":
        words = set(scene.phrases.lower[max(0, lead.first - 3) : lead.last + 7])
        return next((f.trigger.rule.mode for f in frames if f.trigger.rule.mode), None) or next(
            (m for m, w in _AID_MODE.items() if w & words), None
        )
    if lead.kind != "ASSAULT":
        return lead.rule.mode
    told = [f.trigger.rule.mode for f in frames if f.trigger.rule.mode and "effect" not in f.trigger.rule.flags]
    by_weapon = Counter(MODE_OF[r.value.weapon] for r in weapons if r.value.weapon in MODE_OF)
    named = any("bomb" in f.trigger.rule.flags for f in frames)
    if (
        named
        and not told
        and (_flown(scene) or _state_force(scene, frames))
        and not by_weapon.keys() & {"ied_mine", "suicide", "rocket_missile", "drone"}
    ):
        return "air_strike"
    if told and told[0] not in ("other", "raid_ambush", "ied_mine") and not (told[0] == "killing" and by_weapon):
        return told[0]
    if by_weapon:
        return by_weapon.most_common(1)[0][0]
    if named and not told:
        return "ied_mine"
    return told[0] if told else next((f.trigger.rule.mode for f in frames if f.trigger.rule.mode), None)


def _flown(scene: Scene) -> bool:
    return bool(
        {"jets", "warplanes", "planes", "aircraft", "helicopters", "air", "plane", "jet", "drones"}
        & set(scene.phrases.lower)
    )


def _state_force(scene: Scene, frames: tuple[Frame, ...]) -> bool:
    """Whether a state or its forces bombed: they do it from the air."""
    doer = next((a for a in (scene.actor_in(f.doer) for f in frames) if a is not None), None)
    return doer is not None and (doer.bare_state or doer.sector == "MIL") and not doer.irregular


def _anaphoric(scene: Scene, frames: tuple[Frame, ...]) -> bool:
    """Whether the act points back: "the attack", "the device failed to detonate", "it hit the base"."""
    lead = frames[0]
    if lead.trigger.rule.noun:
        return points_back(scene, lead)
    if any(f.trigger.rule.noun and not points_back(scene, f) for f in frames):
        return False
    subject = scene.phrases.subject(lead.trigger.at)
    if subject is None:
        return False
    word = scene.phrases.lower[subject[0]]
    head = {scene.phrases.lower[i] for i in range(*subject)}
    return (
        word in ("it", "they")
        or (word in POINTS_BACK and bool(head & THINGS))
        or bool(lead.trigger.rule.flags & {"effect"} and word in POINTS_BACK and head & {"dead", "victims", "wounded"})
    )


def _plural(scene: Scene, lead: Frame) -> bool:
    phrases = scene.phrases
    word = phrases.lower[lead.trigger.at]
    return lead.trigger.rule.noun and word.endswith("s") and word not in ("clashes",)


def _armed(scene: Scene, doer: ActorSpan | None, frames: tuple[Frame, ...]) -> bool:
    """Whether an armed party stands on either side."""
    if doer is not None and doer.armed:
        return True
    return any(actor is not None and actor.armed for actor in (scene.actor_in(f.done) for f in frames))
