"""Which of the values in a sentence belong to which act: by clause, by preposition, by nearness."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from vedette.coding import weapons
from vedette.coding.actors import ActorSpan
from vedette.coding.casualties import CasualtyReading
from vedette.coding.casualties.lexicon import CIVILIAN
from vedette.coding.frames import Frame
from vedette.coding.places import PlaceSpan
from vedette.coding.scene import Scene
from vedette.coding.times import TimeExpression
from vedette.model import Casualty, Instrument, Reading, When, Where
from vedette.model.mention import Outcome, Side, Weapon
from vedette.reference.gazetteer import gazetteer

_AT: Final = frozenset("in at near on outside inside around within into across over between along off through".split())
_NOT_AT: Final = frozenset("by with than like against for".split())
_LAUNCH: Final = frozenset("fire launch shoot".split())
_ATTACKERS: Final = frozenset(
    "attacker attackers assailant assailants bomber bombers gunman gunmen militant militants insurgent insurgents terrorist terrorists rebel rebels guerrilla guerrillas extremist extremists jihadist jihadists".split()
)
_TROOPS: Final = frozenset(
    "soldier soldiers troops troop police policeman policemen officer officers guard guards personnel serviceman servicemen marine marines constable jawan jawans member members service".split()
)
_CARE: Final = frozenset(
    "treated hospital hospitalized hospitalised rushed flown admitted clinic evacuated transferred".split()
)
_ANSWERS: Final = frozenset("answer response retaliation reply revenge reprisal".split())
_OTHERS: Final = frozenset(
    "others other more another one two three four five six seven eight nine ten several some dozens at least 1 2 3 4 5 6 7 8 9 10".split()
)
_CIVIL: Final = frozenset("CVL AGR BUS LAB EDU MED REL JRN".split())
"""Sectors of people who take no part in a fight."""
_ANYBODY: Final = frozenset("people persons person man men others driver drivers".split())
"""Words for people that do not say whether they take part."""
_FAMILY: Final = frozenset(
    "wife wives husband husbands son sons daughter daughters child children brother brothers sister sisters mother father parents grandmother grandfather baby infant family".split()
)
_FINE: Final = {"point": 7, "facility": 6, "town": 5, "district": 4, "province": 3, "sea": 3, "region": 2, "country": 1}


def tokens_of(frames: Iterable[Frame]) -> frozenset[int]:
    """The tokens of the clauses of some frames."""
    return frozenset(i for frame in frames for i in range(*frame.region))


def token_at(scene: Scene, offset: int) -> int:
    """The token that a document offset falls in, or the last before it."""
    return max(0, bisect_right(scene.phrases.tokens, offset, key=lambda token: token.start) - 1)


def place(
    scene: Scene, places: tuple[PlaceSpan, ...], frames: tuple[Frame, ...], *, alone: bool
) -> tuple[Reading[Where] | None, Reading[Where] | None]:
    """The place of an act and where it was launched from; `alone` says that the sentence tells no other act."""
    region = tokens_of(frames)
    scored = sorted(
        ((_score(scene, p, frames, region), -i, p) for i, p in enumerate(places)), key=lambda row: (-row[0], -row[1])
    )
    launched = next((p for p in places if _launch(scene, p)), None)
    usable = [(score, p) for score, _, p in scored if p is not launched and score > 0 and (alone or p.first in region)]
    if not usable:
        return None, _where(scene, launched, 0.8)
    score, best = usable[0]
    for other_score, other in usable[1:]:
        if _holds(best, other) and other_score > score - 3.5:
            best = other
    if best.kind == "country" and any(
        p.kind == "country" and p.place != best.place and s > score - 1.0 and abs(p.first - best.last) <= 2
        for s, p in usable
    ):
        return None, _where(scene, launched, 0.8)
    return _where(scene, best, min(0.95, 0.5 + score / 14)), _where(scene, launched, 0.8)


def _where(scene: Scene, span: PlaceSpan | None, confidence: float) -> Reading[Where] | None:
    if span is None:
        return None
    return Reading(
        value=span.where(gazetteer()), passages=(scene.sentence.passage(span.start, span.end),), confidence=confidence
    )


def _holds(outer: PlaceSpan, inner: PlaceSpan) -> bool:
    if outer.place is None or _FINE.get(inner.kind, 5) <= _FINE.get(outer.kind, 5):
        return False
    return inner.place is None or gazetteer().contains(outer.place, inner.place)


def _launch(scene: Scene, span: PlaceSpan) -> bool:
    """ "fired from Lebanon", "launched from Gaza"."""
    if span.preposition != "from":
        return False
    before = scene.phrases.lower[max(0, span.first - 7) : span.first]
    return any(word.startswith(stem) for word in before for stem in _LAUNCH)


def _score(scene: Scene, span: PlaceSpan, frames: tuple[Frame, ...], region: frozenset[int]) -> float:
    phrases = scene.phrases
    score = 1.0 + _FINE.get(span.kind, 5) * 0.3
    score += 2.5 if span.first in region else 0.0
    if span.preposition in _AT or span.preposition == "of":
        score += 2.0
    elif span.preposition in _NOT_AT:
        score -= 3.0
    elif span.preposition == "from":
        score -= 1.5
    for frame in frames:
        if frame.done is not None and frame.done[0] <= span.first < frame.done[1]:
            score += -4.0 if frame.trigger.kind == "PROTEST" else 2.5
        if frame.doer is not None and frame.doer[0] <= span.first < frame.doer[1]:
            score -= 3.0
    distance = min(abs(span.first - frame.trigger.at) for frame in frames)
    score -= min(3.0, distance * 0.08)
    word = phrases.lower[span.last - 1]
    if word.endswith("'s"):
        score -= 1.0 if span.kind != "country" else 3.0
    speech = scene.speech
    if speech is not None and (
        speech.span[0] <= span.first < speech.span[1]
        or (0 < span.first - speech.at <= 5 and speech.at > max(f.trigger.at for f in frames))
    ):
        score -= 6.0
    if _CARE & set(phrases.lower[max(0, span.first - 6) : span.first]):
        score -= 4.0
    if (
        span.preposition is None
        and span.kind == "country"
        and not any(f.done and f.done[0] <= span.first < f.done[1] for f in frames)
    ):
        score -= 5.0
    return score


def when(
    scene: Scene, expressions: tuple[TimeExpression, ...], frames: tuple[Frame, ...], *, alone: bool
) -> Reading[When] | None:
    """The day of an act: an expression of its clause, the nearest first, else of its sentence where it tells no other act."""
    region = tokens_of(frames)
    best: tuple[float, TimeExpression] | None = None
    for expression in expressions:
        if expression.role != "date" or expression.when is None or _to_come(scene, expression.when):
            continue
        at = token_at(scene, expression.start)
        inside = at in region
        if not inside and not alone:
            continue
        if frames[0].trigger.kind == "COERCE" and _of_crime(scene, at, frames[0].trigger.at):
            continue
        cost = min(abs(at - frame.trigger.at) for frame in frames) + (0 if inside else 15) + _said(scene, at, frames)
        if cost < 60 and (best is None or cost < best[0]):
            best = (cost, expression)
    if best is None:
        return None
    expression = best[1]
    assert expression.when is not None
    return Reading(
        value=expression.when,
        passages=(scene.sentence.passage(expression.start, expression.end),),
        confidence=0.9 if best[0] < 20 else 0.75,
    )


_CRIMES: Final = frozenset(
    "involved wanted accused connection role responsible convicted suspected killing killings murder murders attack attacks blast ambush incident massacre case encounter bombing escaped absconding since".split()
)


def _of_crime(scene: Scene, at: int, trigger: int) -> bool:
    """Whether a day dates what somebody is arrested for ("wanted for the 2009 killing of a judge"), and not the arrest."""
    lower, tags = scene.phrases.lower, scene.phrases.tags
    if _CRIMES & set(lower[at : at + 3]):
        return True
    for i in range(at, max(-1, at - 14), -1):
        if i == trigger or tags[i] in ";":
            return False
        if lower[i] in _CRIMES:
            return True
    return False


def _to_come(scene: Scene, told: When) -> bool:
    """Whether the days lie after publication: no act that was done has such a day."""
    return (told.earliest or told.latest) > scene.sentence.document.published


def _said(scene: Scene, at: int, frames: tuple[Frame, ...]) -> float:
    """The day on which something was said does not date what was said."""
    speech = scene.speech
    if speech is None or any(frame.trigger.at == speech.at for frame in frames):
        return 0.0
    return 100.0 if 0 < at - speech.at <= 4 else 0.0


def instruments(scene: Scene, frames: tuple[Frame, ...], *, alone: bool) -> tuple[Reading[Instrument], ...]:
    """The weapons of an act: those that its clause names, else the aircraft that did it, else what its verb says."""
    region = tokens_of(frames)
    found = []
    for span in scene.weapons:
        if (
            not (alone or span.first in region)
            or _defence(scene, span.first, span.last)
            or _of_another(scene, span.first, frames)
        ):
            continue
        found.append(
            Reading(value=span.instrument, passages=(scene.sentence.passage(span.start, span.end),), confidence=0.9)
        )
    if not found:
        found = [reading for reading in (_flown(scene, frames), _implied(scene, frames)) if reading is not None][:1]
    unique = {reading.value.weapon: reading for reading in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda r: r.passages[0].start))


def _flown(scene: Scene, frames: tuple[Frame, ...]) -> Reading[Instrument] | None:
    """Bombs, where aircraft are the doers of a strike."""
    strikes = (
        f
        for f in frames
        if f.doer is not None and f.trigger.rule.mode in (None, "air_strike") and "foil" not in f.trigger.rule.flags
    )
    at = next((found for found in (weapons.flown(scene.phrases, f.doer) for f in strikes) if found is not None), None)
    return _said_weapon(scene, at, "aircraft_bomb") if at is not None else None


def _implied(scene: Scene, frames: tuple[Frame, ...]) -> Reading[Instrument] | None:
    """The weapon that the words of the act say without naming it; its basis tells that it was not named ("shot dead", "set on fire")."""
    lead = frames[0].trigger
    said = weapons.implied(scene.phrases, lead.first, lead.last, lead.at)
    if said is None or "foil" in lead.rule.flags or (said[2] == "vehicle_bomb" and lead.rule.mode == "vehicle"):
        return None
    return replace(_said_weapon(scene, said[:2], said[2]), basis="words of the act")


def _said_weapon(scene: Scene, at: tuple[int, int], weapon: Weapon) -> Reading[Instrument]:
    passage = scene.sentence.passage(*scene.phrases.chars(at))
    return Reading(value=Instrument(weapon=weapon), passages=(passage,), confidence=0.8)


def _of_another(scene: Scene, at: int, frames: tuple[Frame, ...]) -> bool:
    """Whether a weapon belongs to what the act answers ("the first answer to ten days of rocket attacks"), not to the act."""
    lower = scene.phrases.lower
    lead = frames[0].trigger.at
    for i in range(max(lead, at - 9), at):
        if (lower[i] in ("to", "for") and lower[i - 1] in _ANSWERS) or (
            lower[i] == "of" and lower[i - 1] in ("days", "weeks", "months")
        ):
            return True
    return False


def _defence(scene: Scene, first: int, last: int) -> bool:
    """Weapons of those attacked, or taken from somebody."""
    phrases = scene.phrases
    before = phrases.lower[max(0, first - 6) : first]
    return bool(
        {"recovered", "seized", "confiscated", "interceptor", "recovering", "found", "discovered"} & set(before)
    ) or phrases.lower[last : last + 1] in (("interceptor",), ("interceptors",))


def outcomes(
    scene: Scene, frames: tuple[Frame, ...], *, alone: bool, stopped: frozenset[int] = frozenset()
) -> tuple[Reading[Outcome], ...]:
    """What became of an act; at the tokens in `stopped`, "destroyed" says that a weapon in flight was stopped."""
    region = tokens_of(frames)
    found = []
    for span in scene.outcomes:
        if alone or span.first in region:
            value: Outcome = "intercepted" if span.value == "destroyed" and span.first in stopped else span.value
            found.append(
                Reading(
                    value=value,
                    passages=(scene.sentence.passage(*scene.phrases.chars((span.first, span.last))),),
                    confidence=0.85,
                )
            )
    values = {reading.value for reading in found}
    if ("intercepted" in values or "missed" in values) and not {"other", "others", "second", "rest"} & set(
        scene.phrases.lower
    ):
        found = [reading for reading in found if reading.value != "hit"]
    return tuple({reading.value: reading for reading in reversed(found)}.values())


def casualties(
    scene: Scene, frames: tuple[Frame, ...], *, alone: bool, attacker: str | None
) -> tuple[Reading[Casualty], ...]:
    """The casualties of an act with their side, sums over a longer time and mere possibilities left out."""
    region = tokens_of(frames)
    found: list[Reading[Casualty]] = []
    told: list[CasualtyReading] = []
    for reading in scene.casualties:
        at = token_at(scene, reading.trigger_start)
        if reading.modal or reading.aggregate or not (alone or at in region):
            continue
        word = reading.word or ("serious" if reading.serious else None)
        if not (reading.quantity or word):
            continue
        side = _same_side(scene, reading, found) or _side(scene, reading, attacker)
        value = Casualty(effect=reading.effect, side=side, count=reading.quantity, word=word)
        one = Reading(value=value, passages=(scene.sentence.passage(reading.start, reading.end),), confidence=0.85)
        whole = _together(scene, told[-1], reading, found[-1], one) if told else None
        if whole is None:
            found.append(one)
        else:
            found[-1] = whole
        told.append(reading)
    return tuple(found)


def _together(
    scene: Scene, before: CasualtyReading, after: CasualtyReading, one: Reading[Casualty], other: Reading[Casualty]
) -> Reading[Casualty] | None:
    """People of one side whom one word says were hurt, counted together: "a mother and her four children" are five."""
    first, second = one.value, other.value
    listed = before.trigger_start == after.trigger_start and before.who_end is not None and after.who_start is not None
    if not listed or first.effect != second.effect or not (first.count and second.count):
        return None
    side = second.side if first.side == "unknown" else first.side
    if first.side != second.side and not ("unknown" in (first.side, second.side) and _kin(scene, after)):
        return None
    if _opposed(_hurt(scene, before), _hurt(scene, after)):
        return None
    passage = scene.sentence.passage(min(before.start, after.start), max(before.end, after.end))
    count = first.count.plus(second.count)
    return replace(other, value=replace(second, side=side, count=count, word=None), passages=(passage,))


def _hurt(scene: Scene, reading: CasualtyReading) -> ActorSpan | None:
    """The party that those hurt are, where the words name one."""
    if reading.who_start is None or reading.who_end is None:
        return None
    return scene.actor_in((token_at(scene, reading.who_start), token_at(scene, reading.who_end - 1) + 1))


def _opposed(one: ActorSpan | None, other: ActorSpan | None) -> bool:
    """Whether two parties may stand on different sides: of two states, or under arms in and outside the service of one, or not at all."""
    if one is None or other is None:
        return False
    states = one.state is not None and other.state is not None and one.state != other.state
    return states or one.irregular != other.irregular or one.armed != other.armed


def _kin(scene: Scene, reading: CasualtyReading) -> bool:
    """Whether those hurt are told as the family of somebody ("his wife", "two daughters")."""
    words = scene.sentence.document.text[reading.who_start or 0 : reading.who_end or 0].lower().split()
    return bool(_FAMILY & set(words[-1:]))


def _same_side(scene: Scene, reading: CasualtyReading, before: list[Reading[Casualty]]) -> Side | None:
    """ "killing a soldier and injuring three others": the others stand on the same side."""
    if not before or reading.side != "unknown":
        return None
    words = (
        scene.sentence.document.text[reading.who_start or reading.start : reading.who_end or reading.end]
        .lower()
        .split()
    )
    bare = reading.who_start is None
    return before[-1].value.side if bare or set(words) <= _OTHERS else None


def _side(scene: Scene, reading: CasualtyReading, attacker: str | None) -> Side:
    if reading.side != "unknown" or reading.who_start is None or reading.who_end is None:
        return reading.side
    first, last = token_at(scene, reading.who_start), token_at(scene, reading.who_end - 1) + 1
    words = set(scene.phrases.lower[first:last])
    actor = _hurt(scene, reading)
    if actor is not None and attacker is not None and actor.party.id == attacker:
        return "actor"
    if words & CIVILIAN or (actor is not None and actor.sector in _CIVIL and not words & _ANYBODY):
        return "civilian"
    if words & {"attacker", "attackers", "assailant", "assailants", "bomber", "bombers"}:
        return "actor"
    if words & _TROOPS or (actor is not None and actor.armed):
        return "target" if not (words & _ATTACKERS and attacker is None) else "unknown"
    return "unknown"
