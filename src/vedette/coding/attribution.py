"""Who is said to have done it, and how it is said: stated, claimed, accused, suspected, denied."""

from __future__ import annotations

from typing import Final

from vedette.coding import bearing
from vedette.coding.actors import ActorSpan
from vedette.coding.chunks import VERBS, Span
from vedette.coding.frames import Frame, base_of
from vedette.coding.scene import Scene, Speech
from vedette.model import Attribution, Party, Reading
from vedette.model.mention import How

_SUSPECT: Final = frozenset(
    "suspected alleged presumed allegedly reportedly apparently presumably purported believed probably suspects likely".split()
)
_OWN: Final = frozenset("claim take assume admit accept announce declare acknowledge".split())
_DEEDS: Final = frozenset(
    "attack attacks operation operations raid raids strike strikes bombing bombings blast killing killings ambush assault shooting "
    "targeting launch launches attempt it them explosion abduction salvo".split()
)
_MEN: Final = frozenset("fighters men forces mujahideen members militants soldiers drones rockets units".split())
_DID: Final = frozenset(
    "fired launched sent carried struck targeted attacked hit bombed shelled planted detonated behind ambushed killed conducted staged abducted".split()
)
_ITS_OWN: Final = frozenset(
    {("were", "its", "own"), ("was", "its", "own"), ("had", "been", "its"), ("were", "theirs", ".")}
)
_POINT: Final = frozenset("blame suspect attribute pin point".split())
_BLAME: Final = frozenset("blame accuse".split())


def read(scene: Scene, frame: Frame, doer: ActorSpan | None, anchor: Span) -> tuple[Reading[Attribution], ...]:
    """The attributions of one act in its sentence, the best supported first."""
    found = [*_claims(scene), *_denials(scene), *_accusations(scene, frame)]
    named = {reading.value.actor.id for reading in found if reading.value.actor}
    if doer is not None and doer.party.id not in named:
        how = _how(scene, doer)
        by = scene.speech.actor.party if scene.speech and scene.speech.actor and how != "claimed" else None
        found.append(_reading(scene, doer.party, how, by, (doer.first, doer.last)))
    elif (
        doer is None and not found and scene.speech and scene.speech.verb == "according" and scene.speech.actor is None
    ):
        said = bearing.doer(scene, scene.speech.span)
        if said is not None:
            found.append(_reading(scene, None, "stated", Party(name=scene.phrases.words(said)), anchor))
    return tuple(found)


def standalone(scene: Scene) -> tuple[Reading[Attribution], ...]:
    """Claims and denials of responsibility for an act told elsewhere."""
    said = (*_claims(scene), *_denials(scene))
    return said or tuple(_suspicions(scene))


def speaker(scene: Scene, speech: Speech) -> Reading[Party]:
    """The speaker as a party: one that the tables know, else by name."""
    if speech.actor is not None and speech.actor.party.id is not None and speech.actor.named:
        return Reading(
            value=speech.actor.party,
            passages=(scene.sentence.passage(speech.actor.start, speech.actor.end),),
            confidence=0.85,
        )
    span = bearing.doer(scene, speech.span) or _name(scene, speech.span)
    passage = scene.sentence.passage(*scene.phrases.chars(span))
    return Reading(value=Party(name=passage.text), passages=(passage,), confidence=0.75)


def _how(scene: Scene, doer: ActorSpan) -> How:
    phrases = scene.phrases
    around = set(phrases.lower[max(0, doer.first - 4) : doer.last + 1])
    if around & _SUSPECT:
        return "suspected"
    speech = scene.speech
    if (
        speech is not None
        and speech.actor is not None
        and speech.actor.party.id == doer.party.id
        and doer.party.id is not None
        and (speech.span[0] != doer.first or speech.verb in ("claim",))
    ):
        return "claimed"
    return "stated"


def _claims(scene: Scene) -> list[Reading[Attribution]]:
    """ "X claimed responsibility", "X said it was behind", "an attack claimed by X"."""
    phrases, found = scene.phrases, []
    for at, tag in enumerate(phrases.tags):
        before = next((a for a in scene.actors if a.last == at), None)
        if tag not in VERBS and not (phrases.lower[at] == "claims" and before is not None):
            continue
        base, rest = base_of(phrases, at), phrases.lower[at + 1 : at + 4]
        verb = phrases.verb(at)
        if base in _OWN and "responsibility" in rest and not verb.negated:
            who = scene.actor_in(_by(scene, at)) if verb.passive else scene.actor_in(phrases.subject(at))
        elif base in ("claim", "adopt", "adopted") and verb.passive:
            who = scene.actor_in(_by(scene, at))
        elif _owns(scene, at, base) and not verb.negated:
            who = scene.actor_in(phrases.subject(at)) if tag in VERBS else before
            who = who or before
            who = who if who is not None and (who.irregular or who.sector in ("MIL", None)) else None
        else:
            continue
        if who is not None and not _nobody(scene, at):
            found.append(_reading(scene, who.party, "claimed", None, (min(at, who.first), max(at + 1, who.last))))
    return found


def _owns(scene: Scene, at: int, base: str) -> bool:
    """ "X claimed the attack", "X adopted both operations", "X put its name to it", "X says the drones were its own"."""
    lower = scene.phrases.lower
    rest = lower[at + 1 : at + 6]
    if base == "put":
        return rest[:3] in (("its", "name", "to"), ("their", "name", "to"))
    if base in ("say", "announce", "state", "claim") and _did(lower, at):
        return True
    if base in ("say", "announce", "state"):
        return any(
            lower[i : i + 3] in _ITS_OWN or lower[i : i + 3] == ("it", "was", "behind")
            for i in range(at + 1, min(len(lower), at + 12))
        )
    if base not in ("claim", "adopt", "adopted") or scene.phrases.tags[at] == "G":
        return False
    head = scene.phrases.object(at) or (at + 1, at + 4)
    return bool(_DEEDS & set(lower[slice(*head)]))


def _did(lower: tuple[str, ...], at: int) -> bool:
    """Whether "it had fired", "its fighters struck" follows a verb of saying."""
    for i in range(at + 1, min(len(lower) - 1, at + 11)):
        end = (
            i + 1
            if lower[i] in ("it", "they")
            else i + 2
            if lower[i] in ("its", "their") and lower[i + 1] in _MEN
            else 0
        )
        if end:
            return next(
                (w in _DID for w in lower[end : end + 3] if w not in ("had", "have", "has", "was", "were")), False
            )
    return False


def _nobody(scene: Scene, at: int) -> bool:
    return bool({"no", "nobody", "none"} & set(scene.phrases.lower[max(0, at - 5) : at]))


def _denials(scene: Scene) -> list[Reading[Attribution]]:
    phrases, found = scene.phrases, []
    for at, tag in enumerate(phrases.tags):
        if (
            tag in VERBS
            and base_of(phrases, at) == "deny"
            and {"responsibility", "involvement", "role", "behind", "charge", "accusation", "carrying", "being"}
            & set(phrases.lower[at + 1 : at + 7])
        ):
            who = scene.actor_in(phrases.subject(at))
            if who is not None:
                found.append(_reading(scene, who.party, "denied", who.party, (min(at, who.first), at + 1)))
    return found


def _accusations(scene: Scene, frame: Frame) -> list[Reading[Attribution]]:
    """ "X blamed Y for the attack", "X accused Y of …", "the attack was blamed on Y"."""
    phrases, found = scene.phrases, []
    for at, tag in enumerate(phrases.tags):
        if tag not in VERBS or base_of(phrases, at) not in _BLAME:
            continue
        if not (at < frame.trigger.at or phrases.verb(at).passive):
            continue
        if phrases.verb(at).passive:
            span = next(((a, b) for p, a, b in phrases.prepositions(at) if p == "on"), None) or phrases.subject(at)
            who, by = scene.actor_in(span), scene.actor_in(_by(scene, at))
        else:
            who, by = scene.actor_in(phrases.object(at)), scene.actor_in(phrases.subject(at))
            if (
                base_of(phrases, at) == "blame"
                and "on" in phrases.lower[at + 1 : frame.trigger.last + 8]
                and (who is None or scene.phrases.object(at) == frame.group)
            ):
                who = scene.actor_in(next(((a, b) for p, a, b in phrases.prepositions(at) if p == "on"), None))
        if who is not None:
            found.append(_reading(scene, who.party, "accused", by.party if by else None, (who.first, who.last)))
    return found


def _suspicions(scene: Scene) -> list[Reading[Attribution]]:
    """ "X is suspected", "police suspect X", "X was blamed", "officials attributed it to X", of an act told before."""
    phrases, found = scene.phrases, []
    for at, tag in enumerate(phrases.tags):
        if phrases.lower[at] == "suspected" and phrases.tags[at - 1 : at] == ("X",):
            held = next((a for a in scene.actors if a.last == at - 1 and (a.irregular or a.named)), None)
            found += [_reading(scene, held.party, "suspected", None, (held.first, at + 1))] if held is not None else []
            continue
        base = base_of(phrases, at) if tag in VERBS else ""
        verb = phrases.verb(at) if base in _POINT else None
        if verb is None or verb.negated or verb.modal is not None:
            continue
        onto = next(((a, b) for p, a, b in phrases.prepositions(at) if p in ("on", "to", "at")), None)
        if base in ("blame", "suspect") and onto is None:
            who = scene.actor_in(phrases.subject(at) if verb.passive else phrases.object(at))
        else:
            who = scene.actor_in(onto)
        accuser = scene.actor_in(_by(scene, at) if verb.passive else phrases.subject(at))
        if (
            who is None
            or (accuser is not None and accuser.party.id == who.party.id)
            or not (who.irregular or who.named)
        ):
            continue
        how: How = "suspected" if base == "suspect" else "accused"
        found.append(_reading(scene, who.party, how, accuser.party if accuser else None, (who.first, who.last)))
    return found


def _by(scene: Scene, at: int) -> Span | None:
    return next(((a, b) for p, a, b in scene.phrases.prepositions(at) if p == "by"), None)


def _name(scene: Scene, span: Span) -> Span:
    """The first name of a noun group: capitalised words at its start, behind its article."""
    start = span[0]
    while start < span[1] - 1 and scene.phrases.tags[start] == "D":
        start += 1
    end = start
    while end < span[1] and scene.phrases.tokens[end].text[:1].isupper():
        end += 1
    return (start, end) if end > start else span


def _reading(scene: Scene, actor: Party | None, how: How, by: Party | None, span: Span) -> Reading[Attribution]:
    passage = scene.sentence.passage(*scene.phrases.chars(span))
    return Reading(
        value=Attribution(actor=actor, how=how, by=by),
        passages=(passage,),
        confidence=0.8 if how in ("stated", "claimed") else 0.7,
    )
