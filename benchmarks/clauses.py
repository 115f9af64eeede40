"""Every clause of a sentence with its parties, for codebooks that also code what the product keeps no record of.

The lexicon's triggers come as the product's frames read them; other verbs come with their subject, their object and the phrases after
them. What a clause hangs on (who says, wants or promises it) is kept with it: codebooks of dyads code the telling.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from vedette.coding import scene, words
from vedette.coding.actors import ActorSpan, Cast
from vedette.coding.base import sentences
from vedette.coding.chunks import VERBS, Span
from vedette.coding.events import LIGHT
from vedette.coding.frames import Frame, base_of
from vedette.coding.scene import SPEECH, Scene
from vedette.model import Document
from vedette.model.mention import Kind
from vedette.reference.actors import actors

Stance = Literal["says", "wants", "promises", "agrees"]

_WANTS: Final = frozenset("want wish hope seek intend plan prepare consider desire".split())
_PROMISES: Final = frozenset("pledge promise vow offer swear undertake threaten".split())
_STANCES: Final[dict[str, Stance]] = {
    **dict.fromkeys(SPEECH, "says"), **dict.fromkeys(("believe", "think", "hope", "fear", "allege", "accuse"), "says"),
    **dict.fromkeys(_WANTS, "wants"), **dict.fromkeys(_PROMISES, "promises"), "agree": "agrees",
}  # fmt: skip
_BACKWARD: Final = frozenset("after before since as while when until because although though whereas".split())
_TIMES: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december today yesterday tomorrow week month year morning evening night afternoon weekend condition".split()
)
_THERE: Final = frozenset(
    "in at near over on across inside into outside to from for along around of towards toward".split()
)
_WHERE: Final = frozenset("in at near from across inside outside along around during after before since".split())
"""Prepositions that name a place or a time rather than another side."""
_PASSED_OVER: Final = frozenset("AQ")
_NO_PARTY: Final = frozenset("people person child children woman women baby babies victim victims".split())
_LONGEST: Final = 8
"""So many words of a clause are kept."""
_INVERSE: Final = frozenset("receive face get obtain accept".split())
"""Verbs whose subject is done to by the one after "from"."""
_POSSESSIVES: Final = frozenset("its their his her".split())
_INSIDE: Final = frozenset("in at inside".split())
_NEVER: Final = frozenset("be do have get".split())
_LIST: Final = frozenset({("and",), ("or",), (",", "and"), (",",)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """What one clause tells of its parties.

    `kind` and `mode` are the lexicon's, None for a verb outside it; `base` is the verb or noun; `words` are the plain words of what is
    done, the parties left out. `sites` are the states (ISO 3166 alpha-3) where it is done. `stance` says how `teller` tells it.
    `under` is the token of the verb that it hangs on, `at` its own.
    `behind` marks clauses that only give a time, a cause or a description; `inside` what stands within the object of another act.
    """

    base: str
    kind: Kind | None
    mode: str | None
    flags: frozenset[str]
    words: tuple[str, ...]
    doers: tuple[ActorSpan, ...]
    done_to: tuple[ActorSpan, ...]
    beside: tuple[ActorSpan, ...]
    sites: tuple[str, ...]
    negated: bool
    modal: str | None
    passive: bool
    stance: Stance | None
    teller: tuple[ActorSpan, ...]
    own: bool
    under: int | None
    finite: bool
    behind: bool
    inside: bool
    at: int


def read(document: Document) -> Iterator[tuple[Clause, ...]]:
    """The clauses of every sentence of a document, in order."""
    cast = Cast()
    for sentence in sentences(document):
        seen = scene.read(sentence, document.published, cast, upper=document.text.isupper())
        told = [_of_frame(seen, frame) for frame in seen.frames]
        met = {i for frame in seen.frames for i in range(frame.trigger.first, frame.trigger.last)}
        told += [
            _of_verb(seen, verb.at) for verb in seen.phrases.verbs
            if verb.at not in met and base_of(seen.phrases, verb.at) not in _NEVER
        ]  # fmt: skip
        yield tuple(sorted(told, key=lambda clause: clause.at))
        cast.hear(seen.actors)


def _of_frame(seen: Scene, frame: Frame) -> Clause:
    rule, phrases = frame.trigger.rule, seen.phrases
    at = frame.governor if frame.governor is not None else frame.trigger.at
    doer, done = frame.doer, frame.done
    doers = parties(seen, doer)
    if rule.noun and not doers:
        doers = parties(seen, (frame.group[0], frame.trigger.last))
    if done is not None and _is_time(seen, done):
        done = None
    after = frame.other if rule.noun else phrases.prepositions(frame.trigger.last - 1)
    others = [(prep, first, last) for prep, first, last in after if not _is_time(seen, (first, last))]
    done_to = tuple(a for a in parties(seen, done) if not _same(a, doers))
    return _clause(
        seen, at, base=base_of(phrases, frame.trigger.at), kind=rule.kind, mode=rule.mode, flags=rule.flags,
        doers=doers, done_to=done_to, others=others, passive=frame.passive, span=(frame.trigger.first, frame.trigger.last),
        inside=rule.noun and _within_object(seen, frame),
    )  # fmt: skip


def _of_verb(seen: Scene, at: int) -> Clause:
    phrases = seen.phrases
    verb = phrases.verb(at)
    subject, direct = phrases.subject(at), phrases.object(at)
    after = [row for row in phrases.prepositions(at) if not _is_time(seen, row[1:])]
    by = next(((first, last) for prep, first, last in after if prep == "by"), None)
    doers = parties(seen, by if verb.passive else subject)
    done = subject if verb.passive else direct
    spoken_of = () if verb.passive or direct is None else _governed(seen, at)
    giver = next(((first, last) for prep, first, last in after if prep == "from"), None)
    if base_of(phrases, at) in _INVERSE and giver is not None and not verb.passive:
        doers, done = parties(seen, giver), subject
    done_to = spoken_of or (() if done is None or _is_time(seen, done) else parties(seen, done))
    return _clause(
        seen, at, base=base_of(phrases, at), kind=None, mode=None, flags=frozenset(), doers=doers,
        done_to=tuple(a for a in done_to if not _same(a, doers)), others=after, passive=verb.passive, span=(at, at + 1), inside=False,
    )  # fmt: skip


def _clause(
    seen: Scene, at: int, *, base: str, kind: Kind | None, mode: str | None, flags: frozenset[str], doers: tuple[ActorSpan, ...],
    done_to: tuple[ActorSpan, ...], others: list[tuple[str, int, int]], passive: bool, span: Span, inside: bool,
) -> Clause:  # fmt: skip
    phrases = seen.phrases
    said = seen.speech
    if said is not None and at < said.span[0]:
        others = [row for row in others if row[1] < said.span[0]]
    is_verb = phrases.tags[at] in VERBS
    verb = phrases.verb(at) if is_verb else None
    stance, teller, own, under = _told_by(seen, at, doers) if is_verb else _UNTOLD
    beside = _beside(seen, at, others, doers) if is_verb else _beside(seen, span[1] - 1, others, doers)
    return Clause(
        base=base, kind=kind, mode=mode, flags=flags, words=_words(seen, at, span), doers=doers, done_to=done_to, beside=beside,
        sites=_sites(seen, others), negated=verb is not None and (verb.negated or _barred(seen, verb.start)),
        modal=verb.modal if verb is not None else None, passive=passive, stance=stance, teller=teller, own=own, under=under, finite=verb is not None and not verb.infinitive and (verb.tag != "G" or verb.start < at),
        behind=is_verb and _behind(seen, at), inside=inside, at=span[0],
    )  # fmt: skip


def _beside(
    seen: Scene, at: int, others: list[tuple[str, int, int]], doers: tuple[ActorSpan, ...]
) -> tuple[ActorSpan, ...]:
    """The parties of the phrase after a verb that most likely names the other side, else of the clause that it governs.

    "by" after an active verb tells whose act its object is ("condemned a raid by X").
    """
    passive = seen.phrases.tags[at] in VERBS and seen.phrases.verb(at).passive
    found = [
        (prep in _WHERE, i, told) for i, (prep, first, last) in enumerate(others)
        if not (passive and prep == "by") and (told := tuple(a for a in parties(seen, (first, last)) if not _same(a, doers)))
    ]  # fmt: skip
    stated = [row for row in found if any(a.state is not None for a in row[2])]
    best = min(stated or found, default=None, key=lambda row: row[:2])
    return best[2] if best is not None else tuple(a for a in _governed(seen, at) if not _same(a, doers))


def _governed(seen: Scene, at: int) -> tuple[ActorSpan, ...]:
    """The parties of the clause after a verb: its subject ("believes that X can cope"), else those of an infinitive ("tried to stop X")."""
    phrases = seen.phrases
    start = at + 1
    while (
        start < len(phrases.tags)
        and phrases.tags[start] in "AQN"
        and phrases.lower[start] != "that"
        and not _named_at(seen, start)
    ):
        start += 1
    if start < len(phrases.tags) and phrases.lower[start] == "that":
        start += 1
    end = start
    while end < len(phrases.tags) and (phrases.tags[end] in "DN#QC" or phrases.lower[end] == "of"):
        end += 1
    if start < end < len(phrases.tags) and phrases.tags[end] in "VXHMA":
        return parties(seen, (start, end))
    if start < len(phrases.tags) and phrases.tags[start] == "T":
        verb = next((i for i in range(start, min(start + 4, len(phrases.tags))) if phrases.tags[i] == "B"), None)
        return parties(seen, phrases.object(verb)) if verb is not None else ()
    return ()


def _named_at(seen: Scene, at: int) -> bool:
    return any(a.first <= at < a.last for a in seen.actors)


def parties(seen: Scene, span: Span | None) -> tuple[ActorSpan, ...]:
    """All parties that a noun phrase names, roles with the states that they share or are said to be of."""
    if span is None:
        return ()
    lower = seen.phrases.lower
    inside = [
        seen.cast.known(a)
        for a in seen.actors
        if a.first < span[1] and a.last > span[0] and lower[a.last - 1] not in _NO_PARTY
    ]
    inside = [
        a
        for a in inside
        if not (a.bare_state and a.first > span[0] + 1 and a is inside[0] and lower[a.first - 1] in _INSIDE)
    ]
    found = _with_states(seen, _shared(seen, tuple(_commanding(seen, a) for a in inside)))
    headed = tuple(a for i, a in enumerate(found) if not (i and a.bare_state and _only_where(seen, found[:i], a)))
    if headed:
        return headed
    single = seen.actor_in(span) if lower[span[0]] not in _POSSESSIVES or span[1] - span[0] == 1 else None
    return (single,) if single is not None and single.party.id is not None else ()


def _commanding(seen: Scene, actor: ActorSpan) -> ActorSpan:
    """A commander of a state is of its forces."""
    head = seen.phrases.lower[actor.last : actor.last + 1]
    led = actor.bare_state and head in (("commander",), ("commanders",)) and not _owns(seen, actor)
    return replace(actor, sector="MIL", bare_state=False) if led else actor


def _shared(seen: Scene, found: tuple[ActorSpan, ...]) -> tuple[ActorSpan, ...]:
    """Members of a list that share the noun of the last or the state of the first ("US and British activists", "X media and government")."""
    shared: list[ActorSpan] = list(found)
    for i in range(len(shared) - 1, 0, -1):
        one, two = shared[i - 1], shared[i]
        of_a_state = two.state is not None and two.party.role is not None and not two.bare_state and not two.person
        if one.bare_state and of_a_state and not _owns(seen, one) and _listed(seen, one, two):
            shared[i - 1] = replace(
                one, sector=two.sector, bare_state=False, party=replace(one.party, role=two.party.role)
            )
    agent: ActorSpan | None = None
    for i in range(len(shared) - 1):
        one, two = shared[i], shared[i + 1]
        if one.state is not None and one.state == two.state and two.bare_state and not one.bare_state:
            agent = one if seen.phrases.lower[one.last : two.first] in (("of",), ("of", "the")) else None
        elif agent is not None and two.bare_state and _listed(seen, one, two):
            shared[i + 1] = replace(
                agent, first=two.first, last=two.last, state=two.state, party=replace(agent.party, id=two.party.id)
            )
            continue
        else:
            agent = None
        role = two.state is None and not two.named and two.sector is not None
        if role and one.state is not None and not one.bare_state and not one.person and _listed(seen, one, two):
            shared[i + 1] = replace(two, state=one.state)
    return tuple(shared)


def _owns(seen: Scene, actor: ActorSpan) -> bool:
    return seen.phrases.lower[actor.last - 1].endswith("'s")


def _listed(seen: Scene, one: ActorSpan, two: ActorSpan) -> bool:
    return seen.phrases.lower[one.last : two.first] in _LIST


def _with_states(seen: Scene, found: tuple[ActorSpan, ...]) -> tuple[ActorSpan, ...]:
    """Roles with the states that they are said to be of ("soldiers from X", "lawmakers and officials in X and Y")."""
    roles = tuple(a for a in found if a.state is None and not a.named and a.sector)
    states = tuple(a for a in found if a.bare_state)
    lower = seen.phrases.lower
    if not roles:
        return found
    apart = bool(states) and len(roles) + len(states) == len(found) and roles[-1].last <= states[0].first
    if apart and lower[roles[-1].last : roles[-1].last + 1] in (("from",), ("of",), ("in",)):
        return tuple(replace(role, state=state.state) for state in states for role in roles)
    return tuple(_placed(seen, a) if a in roles else a for a in found)


def _placed(seen: Scene, role: ActorSpan) -> ActorSpan:
    """A role with the state of the place that it is said to be of ("the mayor of the northern city of Nablus")."""
    lower, tags = seen.phrases.lower, seen.phrases.tags
    if lower[role.last : role.last + 1] not in (("of",), ("in",), ("from",)):
        return role
    end = role.last + 1
    while end < len(tags) and (tags[end] in "DN#Q" or lower[end] == "of"):
        end += 1
    state = next((s for n in seen.named if role.last < n.first < end for s in _states_of(n.candidates)), None)
    return replace(role, state=state) if state is not None else role


def _only_where(seen: Scene, before: tuple[ActorSpan, ...], state: ActorSpan) -> bool:
    """Whether a state only says where the party before it is or goes ("the commander in X")."""
    word = seen.phrases.lower[state.first - 1]
    further = seen.phrases.lower[state.first - 2] if word == "the" else word
    return further in ("in", "at", "near", "from", "to", "of", "across", "inside") and not before[-1].bare_state


def _same(actor: ActorSpan, doers: tuple[ActorSpan, ...]) -> bool:
    return any(actor.party.id == doer.party.id and actor.state == doer.state for doer in doers)


def _is_time(seen: Scene, span: Span) -> bool:
    return bool(_TIMES & set(seen.phrases.lower[span[0] : span[1]])) and not any(
        span[0] <= a.first < span[1] for a in seen.actors
    )


def _sites(seen: Scene, others: list[tuple[str, int, int]]) -> tuple[str, ...]:
    """The states of the places that the phrases of a clause name."""
    found: list[str] = []
    for prep, first, last in others:
        if prep not in _THERE:
            continue
        found += [a.state for a in seen.actors if first <= a.first < last and a.bare_state and a.state]
        found += [s for n in seen.named if first <= n.first < last for s in _states_of(n.candidates)]
    return tuple(dict.fromkeys(found))


def _states_of(candidates: tuple[object, ...]) -> tuple[str, ...]:
    """The state that the likeliest place of a name lies in."""
    country = getattr(candidates[0], "country", None) if candidates else None
    return tuple(iso3 for iso3, state in actors().states.items() if country is not None and state.iso2 == country)[:1]


def _words(seen: Scene, at: int, span: Span) -> tuple[str, ...]:
    """The plain words from the verb to the end of its clause, without the parties."""
    phrases = seen.phrases
    taken = {i for a in seen.actors for i in range(a.first, a.last)}
    start = min(span[0], phrases.verb(at).start if phrases.tags[at] in VERBS else at)
    found: list[str] = []
    for i in range(start, len(phrases.tags)):
        if (
            len(found) >= _LONGEST
            or (i > span[1] and phrases.tags[i] in ";S")
            or (i >= span[1] and i in taken and found)
        ):
            break
        if i not in taken and phrases.tags[i] not in ",;Q#":
            form = words.verb_forms().get(phrases.lower[i])
            found.append(form.base if form is not None and phrases.tags[i] in VERBS else phrases.lower[i])
    return tuple(found)


def _within_object(seen: Scene, frame: Frame) -> bool:
    """Whether a noun stands in the object of a verb that tells an act of its own ("welcomed the talks between A and B")."""
    phrases = seen.phrases
    before = frame.carrier
    if before is None:
        before = frame.trigger.first - 1
        while before >= 0 and phrases.tags[before] in "DNA#Q":
            before -= 1
    if (
        before < 0
        or before > frame.trigger.at
        or phrases.tags[before] not in VERBS
        or base_of(phrases, before) in LIGHT
    ):
        return False
    return any(f.trigger.at == before and not f.trigger.rule.noun for f in seen.frames)


def _left_of_clause(seen: Scene, at: int) -> int:
    """The last token before a clause: before its subject where that stands before it, else before its verb."""
    phrases = seen.phrases
    verb = phrases.verb(at)
    subject = None if verb.infinitive or verb.tag == "G" else phrases.subject(at)
    start = (
        subject[0]
        if subject is not None and subject[1] <= verb.start and _adjoins(seen, subject[1], verb.start)
        else verb.start
    )
    before = start - 1
    while before >= 0 and phrases.tags[before] in _PASSED_OVER:
        before -= 1
    return before


def _adjoins(seen: Scene, end: int, start: int) -> bool:
    return all(seen.phrases.tags[i] in "AQR" for i in range(end, start))


def _behind(seen: Scene, at: int) -> bool:
    """Whether a clause only gives a time, a cause or a description ("five years after …", "X, which had …")."""
    phrases = seen.phrases
    verb = phrases.verb(at)
    before = _left_of_clause(seen, at)
    if before < 0:
        return False
    if phrases.tags[before] == "S" or (verb.tag == "G" and phrases.lower[before] in _BACKWARD):
        return True
    if (
        verb.tag == "E"
        and verb.passive
        and phrases.reduced(at)
        and verb.start > 0
        and phrases.tags[verb.start - 1] in "N#"
    ):
        return True  # "memos sent by X"
    direct = verb.start - 1
    return direct > 0 and phrases.tags[direct] == "R" and phrases.tags[direct - 1] in "N#,"


_Told = tuple[Stance | None, tuple[ActorSpan, ...], bool, int | None]
_UNTOLD: Final[_Told] = (None, (), False, None)


def _told_by(seen: Scene, at: int, doers: tuple[ActorSpan, ...]) -> _Told:
    """How the verb that a clause hangs on tells it, by whom, whether the teller is the doer, and that verb."""
    phrases = seen.phrases
    verb = phrases.verb(at)
    before = _left_of_clause(seen, at)
    if before > 0 and phrases.lower[before] == "that":
        before -= 1
    elif before >= 0 and phrases.tags[before] in "N#O" and verb.infinitive:
        subject = phrases.subject(at)
        before = subject[0] - 1 if subject is not None and subject[1] == verb.start else -1
    if before < 0 or phrases.tags[before] not in VERBS:
        return _UNTOLD
    stance = _STANCES.get(base_of(phrases, before))
    if stance is None:
        further = _told_by(seen, before, doers) if verb.infinitive else _UNTOLD
        return (*further[:3], before)
    teller = parties(seen, phrases.subject(before))
    subject = phrases.subject(at)
    own = verb.infinitive and phrases.tags[verb.start - 1] not in "N#O"
    pointed = subject is not None and subject[1] - subject[0] == 1 and phrases.lower[subject[0]] in words.PRONOUNS
    return stance, teller, own or pointed or bool(doers and all(_same(d, teller) for d in doers)), before


def _barred(seen: Scene, start: int) -> bool:
    """Whether what the clause hangs on is denied ("did not want to")."""
    phrases = seen.phrases
    before = next((i for i in range(start - 1, max(-1, start - 4), -1) if phrases.tags[i] in VERBS), None)
    return before is not None and phrases.tags[start] == "T" and phrases.verb(before).negated
