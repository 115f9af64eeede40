"""Drafts of what is said and agreed: threats, accusations, refusals, appeals, talks, support."""

from __future__ import annotations

from typing import Final

from vedette.coding import attribution, bearing, status
from vedette.coding.actors import ActorSpan
from vedette.coding.chunks import Span
from vedette.coding.drafts import Draft
from vedette.coding.frames import Frame, base_of, wished
from vedette.coding.scene import Scene
from vedette.model import Party, Reading
from vedette.model.mention import Kind

VERBAL: Final = frozenset("THREATEN ACCUSE REJECT REQUEST AGREE CONSULT SUPPORT COOPERATE".split())
_VOICES: Final = frozenset("MED EDU JRN NGO HLH BUS SOC LAB UNK IGO AGR CRM".split())
"""Sectors whose verdicts are comment, not conduct."""
_VERDICTS: Final = frozenset({"ACCUSE", "REJECT"})
_THREAT_CONTENT: Final = frozenset(
    "will would retaliate retaliation revenge consequences response respond spared pay price regret destroy attack strike target war escalate force unless until if hell fire punish punishment".split()
)
_UNTOLD: Final = frozenset(
    "comment details elaborate say speculate discuss disclose identify specify confirm name reveal give".split()
)
_REVENGE: Final = frozenset("attack attacks retaliate revenge".split())
_CONSEQUENCES: Final = frozenset("consequences retaliate response respond action hesitate".split())
_DISMISSED: Final = frozenset("claims accusations request demand demands offer reports".split())
_SETTLED: Final = frozenset(
    "accord accords agreement agreements ceasefire cease-fire cessation charter deal law memorandum pact peace plan proposal release settlement summit talks terms treaty truce understanding withdraw".split()
)
_CONDITIONS: Final = frozenset("until unless if".split())
_FRIENDLY: Final = frozenset(
    "withdraw release support help cooperate aid provide investigate protect defend assist rebuild".split()
)
_TOGETHER: Final = frozenset("AGREE CONSULT COOPERATE SUPPORT".split())
_OPEN: Final = frozenset("ACCUSE AGREE CONSULT REJECT REQUEST SUPPORT THREATEN".split())
"""What anybody does by saying it, whether a table knows them or not."""
_ADDRESSED: Final = frozenset("the these those this".split())


def read(scene: Scene) -> list[Draft]:
    """The signals of a sentence, one draft for each."""
    drafts = []
    for frame in scene.frames:
        if frame.trigger.kind in VERBAL:
            draft = _draft(scene, frame)
            if draft is not None:
                drafts.append(draft)
    return drafts


def _draft(scene: Scene, frame: Frame) -> Draft | None:
    rule, phrases = frame.trigger.rule, scene.phrases
    if (rule.noun and "nominal" not in rule.flags and frame.carrier is None) or wished(phrases, frame):
        return None
    actor, target = _sides(scene, frame)
    before = phrases.lower[phrases.verb(frame.trigger.at).start - 1 : phrases.verb(frame.trigger.at).start]
    if not rule.noun and phrases.tags[frame.trigger.at] == "G" and before in (("in",), ("for",), ("of",)):
        return None
    speaker = _speaker(scene, frame, actor)
    aim = party(scene, target) if target is not None else None if rule.noun else _unknown(scene, frame.done)
    if speaker is None or not _fits(scene, frame, actor, target, aim):
        return None
    judged = status.judge_words(phrases, frame)
    passage = scene.sentence.passage(*phrases.chars((frame.trigger.first, frame.trigger.last)))
    because = () if judged.because is None else (scene.sentence.passage(*phrases.chars(judged.because)),)
    return Draft(
        scene=scene, kind=rule.kind, mode=rule.mode, status=judged.status, triggers=(passage,), because=because,
        actor=speaker, target=aim,
        condition=_condition(scene, frame) if rule.kind in ("THREATEN", "AGREE", "REJECT", "REQUEST") else None,
        attributions=attribution.read(scene, frame, actor, (frame.trigger.first, frame.trigger.last)),
        sentences=frozenset({scene.sentence.index}),
    )  # fmt: skip


def _sides(scene: Scene, frame: Frame) -> tuple[ActorSpan | None, ActorSpan | None]:
    """Who speaks, and to or about whom."""
    rule = frame.trigger.rule
    if "deaf" in rule.flags:
        actor, target = _deaf(scene, frame)
    elif "duty" in rule.flags and rule.doer == "-":
        actor, target = (scene.speech.actor if scene.speech else None), scene.actor_in(frame.done)
    else:
        actor = scene.actor_in(frame.doer) or (_possessor(scene, frame) if rule.noun else None)
        target = scene.actor_in(frame.done) or _addressee(scene, frame) or _partner(scene, frame, actor)
    if rule.noun and actor is None:
        actor = _sentence_subject(scene, target)
    if target is not None and actor is not None and target.party.id == actor.party.id:
        target = None
    if rule.noun and rule.kind == "REQUEST" and target is None and actor is not None:
        target = next((a for a in _all(scene) if a.party.id != actor.party.id), None)
    return actor, target


def _speaker(scene: Scene, frame: Frame, actor: ActorSpan | None) -> Reading[Party] | None:
    """Who speaks, as a reading: an actor whose words are conduct, else people, a body or a name that no table knows."""
    if actor is not None:
        return party(scene, actor) if _speaks(actor, frame.trigger.kind) else None
    rule = frame.trigger.rule
    if rule.noun or rule.kind not in _OPEN or rule.flags & {"weak", "deaf", "duty"}:
        return None
    return _unknown(scene, frame.doer)


def _unknown(scene: Scene, span: Span | None) -> Reading[Party] | None:
    """People, a body or a name by their own words."""
    said = bearing.doer(scene, span) if span is not None else None
    if said is None:
        return None
    passage = scene.sentence.passage(*scene.phrases.chars(said))
    return Reading(value=Party(name=passage.text), passages=(passage,), confidence=0.5)


def party(scene: Scene, actor: ActorSpan) -> Reading[Party]:
    """A reading of an actor with its words; one told by a pronoun or by "the group" is less sure."""
    sure = 0.9 if actor.named else 0.75
    return Reading(value=actor.party, passages=(scene.sentence.passage(actor.start, actor.end),), confidence=sure)


def _speaks(actor: ActorSpan, kind: Kind) -> bool:
    """Whether the words of this actor are conduct; verdicts are it only of a state, its agents, an armed group, a body of states, a party."""
    if actor.party.id is None or actor.modifies is not None:
        return False
    if kind not in _VERDICTS:
        return True
    return actor.sector not in _VOICES and (
        actor.named or actor.irregular or actor.sector in ("GOV", "MIL", "LEG", "REB", "PTY", "OPP")
    )


def _fits(
    scene: Scene, frame: Frame, actor: ActorSpan | None, target: ActorSpan | None, aim: Reading[Party] | None
) -> bool:
    """Whether enough stands around the words that they say what their kind says."""
    rule, rest = frame.trigger.rule, _rest(scene, frame)
    if rule.kind == "THREATEN":
        return _threatens(scene, frame, actor, target)
    if rule.kind == "REJECT" and not _refuses(scene, frame, target):
        return False
    if rule.kind == "REQUEST" and rule.mode == "urge" and frame.done is not None and (actor is None or actor.named):
        return True
    if rule.kind == "COOPERATE" and rule.noun:
        return target is not None
    if rule.kind == "SUPPORT" and not rule.noun and frame.done is not None:
        return True
    if rule.kind == "CONSULT":
        return aim is not None and (actor is not None or aim.value.id is not None)
    if rule.kind == "AGREE" and "person" not in rule.flags:
        return target is not None or frame.done is not None or bool(rest & _SETTLED)
    return "person" not in rule.flags or aim is not None


def _threatens(scene: Scene, frame: Frame, actor: ActorSpan | None, target: ActorSpan | None) -> bool:
    """Whether a warning threatens rather than foretells, and a vow is not one of help."""
    phrases, at, rest = scene.phrases, frame.trigger.at, _rest(scene, frame)
    if "warn" not in frame.trigger.rule.flags:
        kind = base_of(phrases, at) == "vow" and bool(rest & _FRIENDLY) and not rest & _REVENGE
        return not kind
    if at + 3 > len(phrases.lower) or phrases.subject(at) is None or not rest & _THREAT_CONTENT:
        rest = set(phrases.lower) - {"warned", "if"}
    told = (actor is not None and actor.sector != "GOV") or target is not None or bool(rest & _CONSEQUENCES)
    return not rest & {"risk", "famine"} and bool(rest & _THREAT_CONTENT) and told


def _refuses(scene: Scene, frame: Frame, target: ActorSpan | None) -> bool:
    """Whether more is refused than a comment, and what is dismissed is a claim or a wish and no minister."""
    rule, phrases = frame.trigger.rule, scene.phrases
    if set(phrases.lower[frame.trigger.last : frame.trigger.last + 3]) & _UNTOLD:
        return False
    plain = not rule.noun and "literal" not in rule.flags
    dismissed = plain and base_of(phrases, frame.trigger.at) == "dismiss"
    return not dismissed or target is not None or bool(_rest(scene, frame) & _DISMISSED)


def _rest(scene: Scene, frame: Frame) -> set[str]:
    """The words after those that tell the signal."""
    return set(scene.phrases.lower[frame.trigger.last : frame.trigger.last + 30])


def _possessor(scene: Scene, frame: Frame) -> ActorSpan | None:
    """The owner of a noun trigger: "the prime minister's plea"."""
    first, at = frame.group[0], frame.trigger.first
    return scene.actor_in((first, at)) if at > first else None


def _partner(scene: Scene, frame: Frame, actor: ActorSpan | None) -> ActorSpan | None:
    """The other side of what two do together ("The United States and the Taliban signed a pact")."""
    if actor is None or frame.doer is None or frame.trigger.kind not in _TOGETHER:
        return None
    joined = (a for a in scene.actors if frame.doer[0] <= a.first < frame.doer[1] and a.modifies is None)
    return next((a for a in joined if a.first >= actor.last and a.party.id not in (None, actor.party.id)), None)


def _addressee(scene: Scene, frame: Frame) -> ActorSpan | None:
    """Who a threat or an appeal is meant for when the words say it only in the clause they govern."""
    if frame.trigger.kind != "THREATEN":
        return None
    start = frame.trigger.last
    stop = next(
        (i for i in range(start, len(scene.phrases.tags)) if scene.phrases.lower[i] in _CONDITIONS),
        len(scene.phrases.tags),
    )
    inside = [a for a in scene.actors if start <= a.first < min(stop, start + 6) and a.named]
    return inside[0] if inside else None


def _sentence_subject(scene: Scene, target: ActorSpan | None) -> ActorSpan | None:
    """Who a bare "a meeting with the commanders" is held by: the subject of the sentence, or the owner of it."""
    for verb in scene.phrases.verbs:
        if verb.tag == "V":
            subject = scene.phrases.subject(verb.at)
            found = scene.actor_in(subject)
            if found is not None and (target is None or found.party.id != target.party.id):
                return found
    return None


def _deaf(scene: Scene, frame: Frame) -> tuple[ActorSpan | None, ActorSpan | None]:
    """Whose ears were deaf, and whose plea it was: "X's plea to Y fell on deaf ears"."""
    subject = scene.phrases.subject(frame.trigger.at)
    asker = scene.actor_in(subject)
    others = [a for a in _all(scene) if asker is None or a.party.id != asker.party.id]
    return (others[0] if others else None), asker


def _all(scene: Scene) -> list[ActorSpan]:
    """The actors of a sentence, those pointed back to included."""
    found = [scene.cast.known(a) for a in scene.actors]
    for at, word in enumerate(scene.phrases.lower):
        if word in _ADDRESSED:
            group: Span = scene.phrases.group(at)
            told = scene.cast.pronoun(scene.phrases, group)
            if told is not None:
                found.append(told)
    return found


def _condition(scene: Scene, frame: Frame) -> Reading[str] | None:
    """The words that a threat, a pledge or a refusal hangs on: "until …", "unless …", "if …"."""
    phrases = scene.phrases
    for at in range(frame.trigger.last, len(phrases.lower)):
        if phrases.lower[at] in _CONDITIONS and not (
            phrases.lower[at] == "if" and phrases.lower[at - 1] in ("even", "as")
        ):
            end = at + 1
            while end < len(phrases.tags) and not (
                phrases.tags[end] == ";" or (phrases.tags[end] == "," and _closes(phrases.lower, end))
            ):
                end += 1
            passage = scene.sentence.passage(*phrases.chars((at, end)))
            return Reading(value=passage.text, passages=(passage,), confidence=0.85)
    if phrases.lower[0] in ("if", "unless"):
        comma = next((i for i, tag in enumerate(phrases.tags) if tag == ","), None)
        if comma is not None and comma < frame.trigger.first:
            passage = scene.sentence.passage(*phrases.chars((0, comma)))
            return Reading(value=passage.text, passages=(passage,), confidence=0.75)
    return None


def _closes(lower: tuple[str, ...], comma: int) -> bool:
    """Whether a comma ends the conditional clause: the speaker follows (", he said")."""
    return any(
        word in ("said", "says", "adding", "according", "warned", "added") for word in lower[comma + 1 : comma + 6]
    )
