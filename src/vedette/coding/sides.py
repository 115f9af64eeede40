"""Who did an act and to whom, from the parts that its words play."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from vedette.coding import bearing, follow, owners
from vedette.coding.actors import ActorSpan
from vedette.coding.binding import token_at
from vedette.coding.chunks import Span
from vedette.coding.frames import Frame, base_of
from vedette.coding.scene import Scene
from vedette.coding.signals import party
from vedette.model import Party, Reading

THINGS: Final = frozenset(
    "explosion blast bomb attack attacks strike strikes shell shells rocket rockets missile missiles drone drones device fire gunfire bullet bullets fighting clash clashes violence "
    "incident incidents shelling bombing car truck vehicle mine landmine operation raid grenade mortar mortars projectile projectiles it which that situation ".split()
)


_NO_TARGET: Final = frozenset("responsibility fire bullets shots credit place war it them him her".split())


def parties(scene: Scene, frames: tuple[Frame, ...]) -> tuple[ActorSpan | None, Reading[Party] | None]:
    lead = frames[0]
    both = next((pair for f in frames if (pair := _opponents(scene, f)) is not None), None)
    if both is not None:
        return both[0], party(scene, both[1])
    doer: ActorSpan | None = None
    for frame in frames:
        if stops(scene, frame) or frame.trigger.rule.doer == "-" or _runs_onto(scene, frame):
            continue
        inside = frame.doer is not None and any(
            frame.doer[0] <= f.trigger.first < frame.doer[1] and f.trigger.rule.noun for f in scene.frames
        )
        found = (None if inside else scene.actor_in(_acting(scene, frame))) or (
            _premodifier(scene, frame) if frame.trigger.rule.noun else None
        )
        if (
            found is not None
            and not _is_thing(scene, frame.doer, found)
            and not (_works(found) and lead.trigger.kind != "PROTEST")
        ):
            doer = found
            break
    doer = doer or _planter(scene, frames)
    fallback: Reading[Party] | None = None
    other = next((_other_side(scene, f, doer) for f in frames if "mutual" in f.trigger.rule.flags), None)
    if other is not None:
        return doer, party(scene, other)
    fight = next((f for f in frames if f.trigger.rule.noun and "mutual" in f.trigger.rule.flags), None)
    if doer is None and fight is not None:
        hurt, against = _fallen(scene), scene.actor_in(fight.done)
        if hurt is not None and (against is None or hurt.party.id != against.party.id):
            return against, party(scene, hurt)
    doer = doer or _carrying(scene, lead)
    for frame in (*[f for f in frames if not f.trigger.rule.flags & {"effect"}], *frames):
        target = _target(scene, frame, doer)
        if target is not None and (target.value.id is not None or fallback is None):
            if target.value.id is not None:
                return doer, target
            fallback = target
    if fallback is not None:
        return doer, fallback
    stopped = next((f for f in frames if stops(scene, f) and not f.trigger.rule.noun), None)
    defender = (
        scene.actor_in(stopped.doer or scene.phrases.subject(stopped.trigger.at))
        if stopped is not None and not stopped.passive
        else None
    )
    doer = doer or (_sender(scene, stopped) if stopped is not None else None)
    if (
        lead.trigger.kind == "ASSAULT"
        and defender is not None
        and defender.armed
        and (defender.sector != "COP" or any(w.instrument.weapon in _FLYING for w in scene.weapons))
        and (doer is None or defender.party.id != doer.party.id)
    ):
        return doer, party(scene, defender)
    return doer, None


_PLANTS: Final = frozenset(
    "plant place lay trigger set detonate explode engineer hide bury rig leave carry throw hurl lob fire launch".split()
)


def _planter(scene: Scene, frames: tuple[Frame, ...]) -> ActorSpan | None:
    """Who laid, set off or fired the weapon of an act that is told without its doer ("a mine planted by rebels went off", "a blast triggered by them")."""
    if not any(
        f.trigger.rule.flags & {"blast", "bomb", "effect", "foil"} or f.trigger.rule.mode == "ied_mine" for f in frames
    ):
        return None
    phrases = scene.phrases
    for at, tag in enumerate(phrases.tags):
        if (
            tag not in "EV"
            or base_of(phrases, at) not in _PLANTS
            or not (phrases.verb(at).passive or phrases.reduced(at))
        ):
            continue
        by = next(((a, b) for prep, a, b in phrases.prepositions(at) if prep == "by"), None)
        found = scene.actor_in(by)
        if found is not None and found.armed and not found.bare_state:
            return found
    return None


_FLYING: Final = frozenset("drone one_way_drone rocket missile ballistic_missile cruise_missile".split())


def stops(scene: Scene, frame: Frame) -> bool:
    """Whether the verb says that a weapon in flight was stopped ("shot down a drone", "destroyed two naval drones")."""
    if "foil" in frame.trigger.rule.flags:
        return True
    if "effect" not in frame.trigger.rule.flags or base_of(scene.phrases, frame.trigger.at) not in (
        "destroy",
        "disable",
    ):
        return False
    done = frame.done
    flying = [w for w in scene.weapons if w.instrument.weapon in _FLYING]
    direct = done is not None and any(done[0] <= w.first < done[1] and w.last == done[1] for w in flying)
    return direct or (frame.passive and bool(flying) and follow.leads(scene, frame.trigger.at))


def _sender(scene: Scene, frame: Frame) -> ActorSpan | None:
    """Whose weapon or plan was stopped: "a Houthi drone", "a plot by al-Shabaab"."""
    span = scene.phrases.subject(frame.trigger.at) if frame.passive else scene.phrases.object(frame.trigger.last - 1)
    if span is None:
        return None
    by = next(((a, b) for prep, a, b in scene.phrases.prepositions(span[1] - 1) if prep == "by"), None)
    planner = None if frame.passive else scene.actor_in(by)
    if planner is not None and planner.irregular:
        return planner
    if not any(span[0] <= w.first < span[1] for w in scene.weapons):
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
    inside = [
        a
        for a in scene.actors
        if frame.doer[0] <= a.first < frame.doer[1] and a.party.id != doer.party.id and a.modifies is None
    ]
    return scene.cast.known(inside[0]) if inside else None


def _is_thing(scene: Scene, span: Span | None, actor: ActorSpan) -> bool:
    """A doer that is only named as the place of a thing ("the Baghdad blast" is nobody; "a Houthi missile", "an Israeli drone" are their owners')."""
    if span is None or not actor.bare_state or actor.armed or scene.phrases.tags[span[0]] == "O":
        return False
    head = scene.phrases.lower[min(span[1], actor.last + 3) - 1]
    return head in THINGS and not owners.owns(actor.party.id or "", scene.phrases.words((actor.first, actor.last)))


def _acting(scene: Scene, frame: Frame) -> Span | None:
    """The part of a subject that acts: what stands after a preposition only says where a thing was ("a bomb outside a bank").

    Of a clause that hangs on a noun the whole is kept, for it may hang on the last one ("shot at students who threw stones").
    """
    span, phrases = frame.doer, scene.phrases
    if span is None:
        return None
    end = next((i for i in range(*span) if phrases.tags[i] == "P" and phrases.lower[i] != "of"), span[1])
    if end < span[1] and phrases.lower[end] == "by":
        return end + 1, span[1]
    head = phrases.lower[end - 1] if end > span[0] and phrases.tags[end - 1] == "N" else ""
    hangs = phrases.tags[frame.trigger.at] == "G" or "R" in phrases.tags[span[1] : frame.trigger.first]
    return span if not head or hangs or bearing.people(head) or head in bearing.BODIES else (span[0], end)


def _works(actor: ActorSpan) -> bool:
    """A house, a school, a bank that no name tells: they stand for their people when they are struck, but do nothing."""
    return not (actor.named or actor.armed) and bearing.works((actor.party.role or "").split()[-1:])


def _fallen(scene: Scene) -> ActorSpan | None:
    """The armed side that lost men in a fight, told beside it ("two soldiers died in clashes with X")."""
    for reading in scene.casualties:
        if reading.who_start is None or reading.who_end is None or reading.modal or reading.aggregate:
            continue
        found = scene.actor_in((token_at(scene, reading.who_start), token_at(scene, reading.who_end - 1) + 1))
        if found is not None and (found.armed or found.sector == "CRM"):
            return found
    return None


_VERSUS: Final = frozenset({"vs", "v", "versus"})
_LOSES: Final = frozenset("lose suffer die fall perish survive escape sustain say report claim deny".split())


def _opponents(scene: Scene, frame: Frame) -> tuple[ActorSpan, ActorSpan] | None:
    """The two sides of a fight named together after its noun ("clashes between A and B", "a clash, A vs B")."""
    rule, lower = frame.trigger.rule, scene.phrases.lower
    if not rule.noun or "mutual" not in rule.flags:
        return None
    first = frame.trigger.last
    end = next((i for i in range(first, len(lower)) if scene.phrases.tags[i] in "VX;"), len(lower))
    between = "between" in lower[first : first + 4]
    named = [scene.cast.known(a) for a in scene.actors if first <= a.first < end and a.modifies is None]
    for one, other in pairwise(named):
        inside = lower[one.last : other.first]
        joined = (between and "and" in inside) or bool(_VERSUS & set(inside))
        if joined and one.party.id != other.party.id:
            return one, other
    return None


def _carrying(scene: Scene, frame: Frame) -> ActorSpan | None:
    """Who did what was done in an attack of theirs ("soldiers freed captives in a dawn attack on a camp")."""
    phrases, first = scene.phrases, frame.group[0]
    if not frame.trigger.rule.noun or frame.trigger.kind != "ASSAULT" or phrases.lower[first - 1 : first] != ("in",):
        return None
    at = phrases.finite_before(first)
    if at is None or phrases.verb(at).passive or base_of(phrases, at) in _LOSES or phrases.object(at) is None:
        return None
    found = scene.actor_in(phrases.subject(at))
    return found if found is not None and found.armed else None


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
    span = frame.done or _within(frame)
    if span is None:
        return None
    phrases = scene.phrases
    head = phrases.lower[span[1] - 1]
    if any(span[0] <= w.first < span[1] and w.last == span[1] for w in scene.weapons) or (
        span[1] - span[0] <= 2 and head in _NO_TARGET
    ):
        return None
    actor = scene.actor_in(span)
    if actor is not None and actor.bare_state and (actor.party.id or "").endswith("/GOV"):
        return None  # a capital that is attacked is a place
    if actor is not None and actor.bare_state:
        owned = _owned(scene, span, actor)
        if owned is not None:
            return owned
    if actor is not None and not actor.site and not (doer is not None and doer.party.id == actor.party.id):
        return party(scene, actor)
    said = bearing.done(scene, span)
    if said is None or any(n.first < said[1] and n.last > said[0] for n in scene.named):
        return None
    if frame.trigger.rule.mode == "capture" and not bearing.people(phrases.lower[said[1] - 1]):
        return None  # ground that is taken is the place, not whom it was taken from
    passage = scene.sentence.passage(*phrases.chars(said))
    return Reading(value=Party(name=passage.text), passages=(passage,), confidence=0.6)


def _within(frame: Frame) -> Span | None:
    """The words between the ends of a verb of several words: "took three officers hostage"."""
    trigger = frame.trigger
    held = trigger.rule.mode in ("abduction", "arrest") and not trigger.rule.noun and not frame.passive
    return (trigger.at + 1, trigger.last) if held and trigger.last - trigger.at > 2 else None


def _owned(scene: Scene, span: Span, state: ActorSpan) -> Reading[Party] | None:
    """The agents or the people of a state whose things or people were struck ("Pakistani posts", "Albanian villages")."""
    said = bearing.done(scene, span)
    if said is None or said[1] <= state.last or state.first > said[0]:
        return None
    found = owners.held(state.party.id or "", scene.phrases.lower[state.last : said[1]])
    passage = scene.sentence.passage(*scene.phrases.chars(said))
    party = Party(name=found.name, id=found.id) if found is not None else None
    return Reading(value=party, passages=(passage,), confidence=0.6, basis="state named") if party else None


def unnamed(scene: Scene, frames: tuple[Frame, ...]) -> Reading[Party] | None:
    """A doer that no table knows, by its own words: a name, or people told by what they are."""
    for frame in frames:
        span = frame.doer
        if (
            span is None
            or (frame.trigger.rule.doer != "subj" and not frame.passive)
            or "foil" in frame.trigger.rule.flags
        ):
            continue
        if any(span[0] <= f.trigger.first < span[1] for f in scene.frames):
            continue
        crowd = frame.trigger.kind == "PROTEST" and bearing.many(scene, span)
        said = span if crowd else bearing.doer(scene, span)
        if said is None:
            continue
        passage = scene.sentence.passage(*scene.phrases.chars(said))
        role = owners.CROWD if crowd else None
        return Reading(value=Party(name=passage.text, role=role), passages=(passage,), confidence=0.5)
    return None
