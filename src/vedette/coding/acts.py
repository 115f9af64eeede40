"""Drafts of what is done: assaults, coercion, protest, mobilisation, sanctions, aid, concessions, retreats."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Final

from vedette.coding import attribution, binding, counts, status
from vedette.coding import frames as frames_
from vedette.coding.actors import ActorSpan
from vedette.coding.chunks import Span
from vedette.coding.drafts import Draft
from vedette.coding.events import LIGHT
from vedette.coding.frames import Frame, base_of
from vedette.coding.places import PlaceSpan
from vedette.coding.scene import Scene
from vedette.coding.signals import VERBAL, party
from vedette.coding.times import TimeExpression
from vedette.coding.weapons import MODE_OF
from vedette.model import Attribution, Instrument, Party, Reading

_THINGS: Final = frozenset(
    "explosion blast bomb attack attacks strike strikes shell shells rocket rockets missile missiles drone drones device fire gunfire bullet bullets fighting clash clashes violence "
    "incident incidents shelling bombing car truck vehicle mine landmine operation raid grenade mortar mortars projectile projectiles it which that situation ".split()
)
_NO_TARGET: Final = frozenset("responsibility fire bullets shots credit place war it them him her".split())
_AID_WORDS: Final = frozenset("aid assistance weapons weapon arms ammunition funding relief food medicine medicines supplies equipment howitzers tanks munitions loan loans grant package support training".split())
_AID_MODE: Final = {
    "military": frozenset("military weapons weapon arms ammunition howitzers tanks munitions missiles security defense defence training".split()),
    "humanitarian": frozenset("humanitarian relief food medicine medicines medical blankets".split()),
    "economic": frozenset("economic financial loan loans grant funding".split()),
}
_TROOPS: Final = frozenset("troops forces soldiers units battalion brigade warships warship ships carrier fighters army reinforcements personnel police navy jets systems".split())
_CROWD: Final = frozenset(
    "thousands hundreds dozens people protesters protestors demonstrators students workers residents crowds crowd supporters activists farmers villagers women families youths men relatives teachers "
    "unionists employees migrants mourners settlers inmates prisoners opposition anti-government rioters mob citizens".split()
)
_CAPTIVES: Final = frozenset("sailors sailor nationals citizens fishermen hostage hostages prisoner prisoners captive captives detainee detainees people journalist journalists soldiers crew women children".split())
_MANY: Final = frozenset("many several numerous repeated frequent regular most all such more recent previous similar further dozens hundreds scores".split())
_POINTS_BACK: Final = frozenset("the this that these those its their his both".split())
_ANCHORS: Final = frozenset("since".split())
_AFTER: Final = frozenset("days weeks months years hours day week month year".split())
_AIMS: Final = frozenset("appear seem aim intend mean design".split())
_PLACED: Final = frozenset("ASSAULT COERCE PROTEST MOBILIZE RETREAT CONCEDE".split())


def read(scene: Scene, places: tuple[PlaceSpan, ...], expressions: tuple[TimeExpression, ...]) -> list[Draft]:
    """The acts of a sentence, one draft for each; words that only say what an act did join it."""
    frames = [f for f in scene.frames if f.trigger.kind not in VERBAL and not _anchor(scene, f) and not _content(scene, f)]
    clusters = [*_assaults(scene, [f for f in frames if f.trigger.kind == "ASSAULT"], places), *_others(frames)]
    alone = len(clusters) == 1
    drafts = [_judgement(scene, cluster) or _draft(scene, cluster, places, expressions, alone=alone) for cluster in clusters]
    return [draft for draft in drafts if draft is not None]


def _judgement(scene: Scene, frames: tuple[Frame, ...]) -> Draft | None:
    """What somebody holds acts to be meant for ("the attacks appear to be aimed at …, according to X"): kept, as a judgement."""
    lead = frames[0]
    speech = scene.speech
    if not lead.trigger.rule.noun or lead.carrier is None or speech is None or lead.carrier < lead.trigger.at or base_of(scene.phrases, lead.carrier) not in _AIMS:
        return None
    phrases = scene.phrases
    words = scene.sentence.passage(*phrases.chars((lead.group[0], lead.carrier + 1)))
    known = attribution.speaker(scene, speech)
    told = scene.cast.armed
    later = next((a for a in scene.actors if a.first > lead.carrier and a.armed and a.first not in range(*speech.span)), None)
    return Draft(
        scene=scene, kind="ASSAULT", mode=None, status="hypothetical",
        triggers=(scene.sentence.passage(*phrases.chars((lead.trigger.first, lead.trigger.last))),), because=(words,),
        actor=Reading(value=told.party, passages=(words,), confidence=0.5, basis="context") if told is not None else None,
        target=party(scene, later) if later is not None else None,
        attributions=(Reading(value=Attribution(actor=told.party if told else None, how="stated", by=known.value), passages=known.passages, confidence=0.8),),
        sentences=frozenset({scene.sentence.index}),
    )  # fmt: skip


def _anchor(scene: Scene, frame: Frame) -> bool:
    """ "since X attacked Y", "three weeks after X attacked Y": a time, not an act that is told."""
    phrases = scene.phrases
    start = min(frame.region[0], frame.group[0])
    before = phrases.lower[max(0, start - 2) : start + 1]
    if _ANCHORS & set(before[-2:]):
        return True
    told_apart = any(not c.modal and binding.token_at(scene, c.trigger_start) in range(*frame.region) for c in scene.casualties)
    if start > 1 and phrases.lower[start - 1] in ("after", "before") and phrases.lower[start - 2] in _AFTER and not told_apart:
        return True
    group = frame.group[0]
    if not frame.trigger.rule.noun or group == 0:
        return False
    if phrases.lower[group - 1] in ("since", "until"):
        return True
    told = any(f.trigger.kind == "ASSAULT" and f is not frame and not f.trigger.rule.flags & {"effect", "weak", "light"} and not f.trigger.rule.noun for f in scene.frames)
    cause = phrases.lower[group - 1] in ("after", "following", "over") or phrases.lower[max(0, group - 2) : group] in (("response", "to"), ("retaliation", "for"), ("revenge", "for"))
    return told and cause


def _content(scene: Scene, frame: Frame) -> bool:
    """Whether an act is only what is threatened, asked for, refused or agreed ("vowed to continue their assault")."""
    phrases, at = scene.phrases, frame.trigger.at
    for other in scene.frames:
        if other.trigger.kind not in ("THREATEN", "REQUEST", "REJECT", "AGREE", "CONSULT") or other.trigger.at >= at:
            continue
        governed = frame.governor
        if governed is None:
            continue
        verb = phrases.verb(governed)
        inner = verb.start > other.trigger.at and frame.trigger.at != other.trigger.at
        if inner and (verb.infinitive or verb.modal in ("will", "would", "could", "may", "might", "should") or (verb.tag == "G" and not _finite_aux(scene, governed))):
            return True
        if frame.trigger.rule.noun and governed == other.trigger.at and other.trigger.kind != "AGREE":
            return not frame.done
    start = frame.region[0]
    if frame.trigger.rule.noun and any(o.trigger.kind in ("PROTEST", "SUPPORT") and o.region == frame.region and o.trigger.at < at for o in scene.frames) and _points_back(scene, frame):
        return True
    return frames_.wished(phrases, frame) or (start > 0 and phrases.lower[start - 1] in ("until", "unless", "if"))


def _finite_aux(scene: Scene, at: int) -> bool:
    verb = scene.phrases.verb(at)
    return any(tag in "XHM" for tag in scene.phrases.tags[verb.start : at])


def _others(frames: list[Frame]) -> list[tuple[Frame, ...]]:
    """Each act other than an assault by itself; aid and its verb, and equal kinds in one clause, together."""
    clusters: list[list[Frame]] = []
    for frame in frames:
        if frame.trigger.kind == "ASSAULT":
            continue
        mate = next((c for c in clusters if c[0].trigger.kind == frame.trigger.kind and c[0].region == frame.region), None)
        if mate is not None:
            mate.append(frame)
        else:
            clusters.append([frame])
    return [tuple(cluster) for cluster in clusters]


def _assaults(scene: Scene, frames: list[Frame], places: tuple[PlaceSpan, ...]) -> list[tuple[Frame, ...]]:
    """Frames of one assault together: those that say what it did join the nearest that says what it was."""
    strong = [f for f in frames if not f.trigger.rule.flags & {"weak", "effect", "foil", "light", "missile"} or _launches(scene, f)]
    clusters: list[list[Frame]] = []
    for frame in strong:
        if clusters and not _apart(scene, clusters[-1], frame, places):
            clusters[-1].append(frame)
        else:
            clusters.append([frame])
    for frame in frames:
        if frame in strong or "light" in frame.trigger.rule.flags or ("missile" in frame.trigger.rule.flags and not _launches(scene, frame)):
            continue
        near = [c for c in clusters if not _apart(scene, c, frame, places)]
        if near:
            min(near, key=lambda c: min(abs(f.trigger.at - frame.trigger.at) for f in c)).append(frame)
        else:
            clusters.append([frame])
    return [tuple(sorted(cluster, key=lambda f: (f not in strong, f.trigger.at))) for cluster in clusters]


def _launches(scene: Scene, frame: Frame) -> bool:
    """Whether "fired", "launched", "threw" has a weapon as what is fired, or its passive subject."""
    if "missile" not in frame.trigger.rule.flags or "weak" in frame.trigger.rule.flags:
        return False
    phrases, at = scene.phrases, frame.trigger.at
    spans = [phrases.subject(at) if frame.passive else phrases.object(at)]
    heads = [w for w in scene.weapons if w.last >= len(phrases.tags) or phrases.tags[w.last] not in "N#C" or (phrases.lower[w.last] in ("and", "or") and not _names_act(scene, w.last))]
    return any(span and span[0] <= w.first < span[1] for span in spans for w in heads)


def _names_act(scene: Scene, at: int) -> bool:
    """Whether the noun group that goes on at "and" names an act ("drone and rocket attacks")."""
    group = scene.phrases.group(at + 1) if at + 1 < len(scene.phrases.tags) else (at, at)
    return any(group[0] <= f.trigger.at < group[1] and f.trigger.rule.noun for f in scene.frames)


def _apart(scene: Scene, cluster: list[Frame], frame: Frame, places: tuple[PlaceSpan, ...]) -> bool:
    """Whether a frame tells another assault than the cluster: another clause with a place or weapons and a target of its own."""
    if "abduction" in (frame.trigger.rule.mode, cluster[0].trigger.rule.mode) and frame.trigger.rule.mode != cluster[0].trigger.rule.mode and "effect" not in frame.trigger.rule.flags:
        return True
    start = frame.region[0]
    if start > 1 and scene.phrases.lower[start - 1] in ("after", "before") and scene.phrases.lower[start - 2] in _AFTER and frame.region not in {f.region for f in cluster}:
        return True
    statuses = {status.judge(scene.phrases, f).status for f in (*cluster, frame)}
    if "hypothetical" in statuses and len(statuses) > 1:
        return True
    regions = {f.region for f in cluster}
    if frame.region in regions or (frame.trigger.rule.noun and _points_back(scene, frame)):
        return False
    mine = {p.place.id for p in places if p.place and p.place.kind not in ("country",) and frame.region[0] <= p.first < frame.region[1]}
    theirs = {p.place.id for p in places if p.place and p.place.kind not in ("country",) and any(f.region[0] <= p.first < f.region[1] for f in cluster)}
    if mine and theirs and not mine & theirs:
        return True
    weapons = [any(r[0] <= w.first < r[1] for w in scene.weapons) for r in (frame.region, cluster[0].region)]
    return all(weapons) and frame.done is not None and cluster[0].done is not None


def _points_back(scene: Scene, frame: Frame) -> bool:
    return scene.phrases.lower[frame.group[0]] in _POINTS_BACK


def _draft(scene: Scene, frames: tuple[Frame, ...], places: tuple[PlaceSpan, ...], expressions: tuple[TimeExpression, ...], *, alone: bool) -> Draft | None:
    lead = frames[0]
    if not _holds(scene, lead):
        return None
    phrases = scene.phrases
    doer, target = _parties(scene, frames)
    judged = _status(scene, frames)
    where, launched = binding.place(scene, places, frames, alone=alone)
    weapons = binding.instruments(scene, frames, alone=alone) if lead.trigger.kind == "ASSAULT" else ()
    toll = binding.casualties(scene, frames, alone=alone, attacker=doer.party.id if doer else None) if lead.trigger.kind in ("ASSAULT", "PROTEST") else ()
    main = scene.sentence.passage(*phrases.chars((lead.trigger.first, lead.trigger.last)))
    times = counts.multiplicity(scene.sentence, (main.start, main.end))
    draft = Draft(
        scene=scene, kind=lead.trigger.kind, mode=_mode(scene, frames, weapons), status=judged.status,
        triggers=tuple(scene.sentence.passage(*phrases.chars((f.trigger.first, f.trigger.last))) for f in frames),
        because=() if judged.because is None else (scene.sentence.passage(*phrases.chars(judged.because)),),
        actor=party(scene, doer) if doer else _unnamed(scene, frames), target=target, place=where if lead.trigger.kind in _PLACED else None, launched_from=launched,
        when=binding.when(scene, expressions, frames, alone=alone), instruments=weapons, casualties=toll,
        outcomes=binding.outcomes(scene, frames, alone=alone, stopped=frozenset(f.trigger.first for f in frames if _stops(scene, f))) if lead.trigger.kind == "ASSAULT" else (),
        multiplicity=Reading(value=times.quantity.figure, passages=(scene.sentence.passage(times.start, times.end),), confidence=0.8) if times and times.quantity.figure else None,
        attributions=attribution.read(scene, max(frames, key=lambda f: f.trigger.at), doer, (lead.trigger.first, lead.trigger.last)),
        anaphoric=_anaphoric(scene, frames), plural=_plural(scene, lead), armed=_armed(scene, doer, frames), sentences=frozenset({scene.sentence.index}),
    )  # fmt: skip
    return _weighed(scene, frames, draft)


def _weighed(scene: Scene, frames: tuple[Frame, ...], draft: Draft) -> Draft | None:
    """Mark or drop what is too bare: a noun without a predicate, a weak word without a weapon, victims or arms."""
    rules = [f.trigger.rule for f in frames]
    cue = draft.armed or scene.heavy or bool(draft.casualties) or bool(draft.instruments)
    if all("weak" in r.flags or "cue" in r.flags for r in rules) and not cue and draft.kind == "ASSAULT":
        draft = replace(draft, bare=True)
    if draft.kind != "ASSAULT" and all("weak" in r.flags for r in rules):
        return None
    if all(r.noun for r in rules):
        told = any(f.carrier is not None for f in frames) or scene.sentence.is_headline
        own = draft.place or draft.when or draft.casualties
        carried = any(f.carrier is not None and f.doer is not None and base_of(scene.phrases, f.carrier) in LIGHT for f in frames)
        if draft.plural and draft.when is None and set(scene.phrases.lower[slice(*frames[0].group)]) & _MANY:
            return None
        if draft.plural and not (draft.when and draft.place) and not draft.multiplicity and not (carried and (draft.place or draft.when)):
            return None
        if (not told and not own) or (draft.anaphoric and not draft.specific) or (not own and not draft.actor):
            draft = replace(draft, bare=True)
    if draft.status == "hypothetical" and not (draft.actor or draft.place):
        return None
    return draft


def _holds(scene: Scene, frame: Frame) -> bool:
    """Whether the words around fit what the rule asks for (aid that is given, troops that are deployed)."""
    phrases, flags = scene.phrases, frame.trigger.rule.flags
    around = set(phrases.lower[frame.trigger.last : frame.trigger.last + 7])
    if "aid" in flags:
        direct = phrases.object(frame.trigger.at)
        given = set(phrases.lower[slice(*direct)]) if direct else set()
        done = frame.done
        placed = done is not None and any(n.first < done[1] and n.last > done[0] for n in scene.named)
        armed = direct is not None and any(direct[0] <= w.first < direct[1] for w in scene.weapons)
        doer = scene.actor_in(frame.doer)
        return (bool(given & _AID_WORDS) or armed) and (placed or scene.actor_in(done) is not None or (doer is not None and doer.sector == "GOV"))
    if "aidnoun" in flags:
        return frame.carrier is not None and frame.done is not None
    if "force" in flags:
        subject = phrases.subject(frame.trigger.at)
        doer = scene.actor_in(frame.doer)
        return bool(_TROOPS & (around | (set(phrases.lower[slice(*subject)]) if subject else set()))) or (doer is not None and doer.armed)
    if "people" in flags:
        return bool(_CAPTIVES & around)
    if "evacuate" in flags:
        return bool({"embassy", "staff", "citizens", "nationals", "diplomats", "residents", "civilians"} & around)
    if "protest" in flags:
        crowd = set(phrases.lower[: frame.trigger.first]) if frame.trigger.rule.noun else set(phrases.lower[slice(*(phrases.subject(frame.trigger.at) or (0, 0)))])
        return bool(crowd & _CROWD) and not {"strong", "formal", "diplomatic"} & crowd
    if "arms" in flags:
        return bool({"weapons", "arms", "explosives", "rifles", "cache", "ammunition", "gun", "guns", "ied", "ieds", "rockets", "pistol", "landmine", "landmines", "detonators", "bombs", "cartridges"} & around) or bool(scene.weapons)
    if "capture" in flags and not frame.trigger.rule.noun:
        return _captures(scene, frame)
    return True


def _captures(scene: Scene, frame: Frame) -> bool:
    """Territory is captured; people are arrested and goods are seized."""
    done = frame.done
    if done is None:
        return False
    words = set(scene.phrases.lower[slice(*done)])
    named = any(n.first < done[1] and n.last > done[0] for n in scene.named)
    return named or bool(words & {"town", "city", "village", "territory", "base", "camp", "checkpoint", "control", "airport", "bridge", "district", "positions", "area", "post"})


def _parties(scene: Scene, frames: tuple[Frame, ...]) -> tuple[ActorSpan | None, Reading[Party] | None]:
    lead = frames[0]
    doer: ActorSpan | None = None
    for frame in frames:
        if _stops(scene, frame) or frame.trigger.rule.doer == "-" or _runs_onto(scene, frame):
            continue
        inside = frame.doer is not None and any(frame.doer[0] <= f.trigger.first < frame.doer[1] and f.trigger.rule.noun for f in scene.frames)
        found = (None if inside else scene.actor_in(frame.doer)) or (_premodifier(scene, frame) if frame.trigger.rule.noun else None)
        if found is not None and not _is_thing(scene, frame.doer, found):
            doer = found
            break
    fallback: Reading[Party] | None = None
    other = next((_other_side(scene, f, doer) for f in frames if "mutual" in f.trigger.rule.flags), None)
    if other is not None:
        return doer, party(scene, other)
    if doer is None and lead.trigger.rule.noun and "mutual" in lead.trigger.rule.flags:
        hurt = next((scene.actor_in(f.done) for f in frames if "effect" in f.trigger.rule.flags and f.passive), None)
        against = scene.actor_in(lead.done)
        doer = hurt if hurt is not None and against is not None and hurt.party.id != against.party.id and hurt.armed else None
    for frame in (*[f for f in frames if not f.trigger.rule.flags & {"effect"}], *frames):
        target = _target(scene, frame, doer)
        if target is not None and (target.value.id is not None or fallback is None):
            if target.value.id is not None:
                return doer, target
            fallback = target
    if fallback is not None:
        return doer, fallback
    stopped = next((f for f in frames if _stops(scene, f) and not f.trigger.rule.noun), None)
    defender = scene.actor_in(stopped.doer or scene.phrases.subject(stopped.trigger.at)) if stopped is not None and not stopped.passive else None
    doer = doer or (_sender(scene, stopped) if stopped is not None else None)
    if lead.trigger.kind == "ASSAULT" and defender is not None and defender.armed and (doer is None or defender.party.id != doer.party.id):
        return doer, party(scene, defender)
    return doer, None


_FLYING: Final = frozenset("drone one_way_drone rocket missile ballistic_missile cruise_missile".split())


def _stops(scene: Scene, frame: Frame) -> bool:
    """Whether the verb says that a weapon in flight was stopped ("shot down a drone", "destroyed two naval drones")."""
    if "foil" in frame.trigger.rule.flags:
        return True
    if "effect" not in frame.trigger.rule.flags or base_of(scene.phrases, frame.trigger.at) not in ("destroy", "disable"):
        return False
    done = frame.done
    return done is not None and any(done[0] <= w.first < done[1] and w.instrument.weapon in _FLYING and w.last == done[1] for w in scene.weapons)


def _sender(scene: Scene, frame: Frame) -> ActorSpan | None:
    """Whose weapon was stopped: "a Houthi drone", "two Ukrainian naval drones"."""
    span = scene.phrases.subject(frame.trigger.at) if frame.passive else scene.phrases.object(frame.trigger.last - 1)
    if span is None or not any(span[0] <= w.first < span[1] for w in scene.weapons):
        return None
    return next((a for a in scene.actors if span[0] <= a.first < span[1] and (a.bare_state or a.irregular)), None)


def _runs_onto(scene: Scene, frame: Frame) -> bool:
    """ "Their vehicle struck a mine": who runs onto a bomb is done to."""
    done = frame.done
    if done is None or base_of(scene.phrases, frame.trigger.at) not in ("strike", "hit"):
        return False
    return any(done[0] <= w.first < done[1] and w.instrument.weapon in ("ied", "mine") for w in scene.weapons)


def _other_side(scene: Scene, frame: Frame, doer: ActorSpan | None) -> ActorSpan | None:
    """The second of two sides named together: "Israel and Hezbollah traded fire", "clashes between A and B"."""
    if frame.doer is None or doer is None:
        return None
    inside = [a for a in scene.actors if frame.doer[0] <= a.first < frame.doer[1] and a.party.id != doer.party.id and a.modifies is None]
    return scene.cast.known(inside[0]) if inside else None


def _is_thing(scene: Scene, span: Span | None, actor: ActorSpan) -> bool:
    """A doer that is only named as the owner of a thing ("a Houthi missile" is the Houthis; "the Baghdad blast" is nobody)."""
    if span is None:
        return False
    head = scene.phrases.lower[min(span[1], actor.last + 3) - 1]
    return head in _THINGS and actor.bare_state and not actor.armed


def _premodifier(scene: Scene, frame: Frame) -> ActorSpan | None:
    """The doer that stands before the noun: "Israel's bombardment", "a Houthi drone attack", "the militants' ambush"."""
    first, at = frame.group[0], frame.trigger.last
    inside = [scene.cast.known(a) for a in scene.actors if first <= a.first < at]
    found = next((a for a in inside if a.armed or a.bare_state or a.person), None)
    if found is not None and found.sector in ("MIL", "COP") and not found.named:
        return None
    if found is None and scene.phrases.lower[first] in ("its", "their") and frame.trigger.first > first:
        return scene.cast.pronoun(scene.phrases, (first, frame.trigger.first))
    return found


def _target(scene: Scene, frame: Frame, doer: ActorSpan | None) -> Reading[Party] | None:
    span = frame.done
    if span is None:
        return None
    phrases = scene.phrases
    head = phrases.lower[span[1] - 1]
    if any(span[0] <= w.first < span[1] and w.last == span[1] for w in scene.weapons) or (span[1] - span[0] <= 2 and head in _NO_TARGET):
        return None
    actor = scene.actor_in(span)
    if actor is not None and actor.bare_state and (actor.party.id or "").endswith("/GOV"):
        return None  # a capital that is attacked is a place
    if actor is not None and not actor.site and not (doer is not None and doer.party.id == actor.party.id):
        return party(scene, actor)
    end = span[0]
    while end < span[1] and phrases.tags[end] in "DN#QA":
        end += 1
    first = span[0]
    while first < end and phrases.tags[first] in "DQA":
        first += 1
    placed = any(n.first < end and n.last > first for n in scene.named)
    if first >= end or placed or end - first > 7 or phrases.lower[first] in _THINGS | _AFTER or phrases.lower[end - 1].endswith("day"):
        return None
    passage = scene.sentence.passage(*phrases.chars((first, end)))
    return Reading(value=Party(name=passage.text), passages=(passage,), confidence=0.6)


def _unnamed(scene: Scene, frames: tuple[Frame, ...]) -> Reading[Party] | None:
    """A doer that no table knows, by its own words: a name, or people told by what they are."""
    for frame in frames:
        span = frame.doer
        if span is None or (frame.trigger.rule.doer != "subj" and not frame.passive) or "foil" in frame.trigger.rule.flags:
            continue
        words = scene.phrases.lower[slice(*span)]
        if set(words) & _THINGS or any(span[0] <= w.first < span[1] for w in scene.weapons) or scene.phrases.tags[span[0]] == "O" or span[1] - span[0] > 8:
            continue
        if any(span[0] <= f.trigger.first < span[1] for f in scene.frames) or any(n.first <= span[0] and n.last >= span[1] for n in scene.named):
            continue
        if not any(scene.phrases.tags[i] == "N" for i in range(*span)):
            continue
        passage = scene.sentence.passage(*scene.phrases.chars(span))
        return Reading(value=Party(name=passage.text), passages=(passage,), confidence=0.5)
    return None


def _status(scene: Scene, frames: tuple[Frame, ...]) -> status.Judged:
    """The status of the leading words, unless others say that it failed and hurt nobody, or that it did not happen."""
    judged = [status.judge(scene.phrases, frame) for frame in frames]
    judged = [status.Judged("foiled", (f.trigger.first, f.trigger.last)) if j.status == "occurred" and _stops(scene, f) else j for f, j in zip(frames, judged, strict=True)]
    lead = judged[0]
    if lead.status not in ("occurred", "foiled"):
        return lead
    hurt = any(c.effect in ("killed", "injured") and not c.modal and (c.quantity is None or c.quantity.figure) for c in scene.casualties)
    if lead.status == "foiled" and hurt and len(frames) > 1:
        return next((j for j in judged[1:] if j.status == "occurred"), lead)
    told = {o.value for o in scene.outcomes}
    if lead.status == "foiled" and len(frames) > 1 and told & {"hit", "damage_minor", "damage", "damage_major"} and any(j.status == "occurred" for j in judged[1:]):
        return next(j for j in judged[1:] if j.status == "occurred")
    for other in judged[1:]:
        if other.status == "foiled" and not any(c.effect in ("killed", "injured") and (c.quantity is None or c.quantity.figure) for c in scene.casualties):
            return other
    return lead


def _mode(scene: Scene, frames: tuple[Frame, ...], weapons: tuple[Reading[Instrument], ...]) -> str | None:
    lead = frames[0].trigger
    if lead.kind == "AID":
        words = set(scene.phrases.lower[max(0, lead.first - 3) : lead.last + 7])
        return next((f.trigger.rule.mode for f in frames if f.trigger.rule.mode), None) or next((m for m, w in _AID_MODE.items() if w & words), None)
    if lead.kind != "ASSAULT":
        return lead.rule.mode
    told = [f.trigger.rule.mode for f in frames if f.trigger.rule.mode and "effect" not in f.trigger.rule.flags]
    by_weapon = Counter(MODE_OF[r.value.weapon] for r in weapons if r.value.weapon in MODE_OF)
    named = any("bomb" in f.trigger.rule.flags for f in frames)
    if told and told[0] not in ("other", "raid_ambush", "ied_mine") and not (told[0] == "killing" and by_weapon):
        return told[0]
    if by_weapon:
        return by_weapon.most_common(1)[0][0]
    if named and not told:
        flown = {"jets", "warplanes", "planes", "aircraft", "helicopters", "air", "plane", "jet"} & set(scene.phrases.lower)
        return "air_strike" if flown else "ied_mine"
    return told[0] if told else next((f.trigger.rule.mode for f in frames if f.trigger.rule.mode), None)


def _anaphoric(scene: Scene, frames: tuple[Frame, ...]) -> bool:
    """Whether the act points back: "the attack", "the device failed to detonate", "it hit the base"."""
    lead = frames[0]
    if lead.trigger.rule.noun:
        return _points_back(scene, lead)
    if any(f.trigger.rule.noun and not _points_back(scene, f) for f in frames):
        return False
    subject = scene.phrases.subject(lead.trigger.at)
    if subject is None:
        return False
    word = scene.phrases.lower[subject[0]]
    head = {scene.phrases.lower[i] for i in range(*subject)}
    return word in ("it", "they") or (word in _POINTS_BACK and bool(head & _THINGS)) or bool(lead.trigger.rule.flags & {"effect"} and word in _POINTS_BACK and head & {"dead", "victims", "wounded"})


def _plural(scene: Scene, lead: Frame) -> bool:
    phrases = scene.phrases
    word = phrases.lower[lead.trigger.at]
    return lead.trigger.rule.noun and word.endswith("s") and word not in ("clashes",)


def _armed(scene: Scene, doer: ActorSpan | None, frames: tuple[Frame, ...]) -> bool:
    """Whether an armed party stands on either side."""
    if doer is not None and doer.armed:
        return True
    return any(actor is not None and actor.armed for actor in (scene.actor_in(f.done) for f in frames))
