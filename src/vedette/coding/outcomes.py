"""What became of an attack: hit, missed, intercepted, dud, damage; each only when the words say it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from vedette.coding import words
from vedette.coding.chunks import Phrases
from vedette.model.mention import Outcome


@dataclass(frozen=True, slots=True)
class OutcomeSpan:
    """An outcome at tokens `first`..`last` (exclusive)."""

    first: int
    last: int
    value: Outcome


_VERBS: Final[dict[str, Outcome]] = {
    "hit": "hit", "strike": "hit", "slam into": "hit", "land inside": "hit", "impact": "hit", "land on": "hit",
    "miss": "missed", "fall short": "missed", "overshoot": "missed",
    "intercept": "intercepted", "shoot down": "intercepted", "down": "intercepted", "bring down": "intercepted",
    "destroy": "destroyed", "demolish": "destroyed", "raze": "destroyed", "flatten": "destroyed", "burn down": "destroyed",
    "reduce to ashes": "destroyed", "burn out": "destroyed",
    "get through": "hit", "reach its target": "hit", "hit home": "hit", "shoot out of the sky": "intercepted", "knock down": "intercepted",
    "jam": "intercepted", "neutralise": "intercepted", "neutralize": "intercepted", "defeat": "intercepted",
    "tear up": "damage", "shatter": "damage", "wreck": "damage_major", "fail to go off": "dud",
    "damage": "damage", "vandalise": "damage", "vandalize": "damage",
    "malfunction": "dud", "fail to detonate": "dud", "fail to explode": "dud", "misfire": "dud",
}  # fmt: skip
_FIXED: Final[dict[str, Outcome]] = {
    "did not explode": "dud", "did not detonate": "dud", "didn't explode": "dud", "without exploding": "dud", "without detonating": "dud",
    "failing to detonate": "dud", "failing to explode": "dud", "never exploded": "dud", "was a dud": "dud", "a dud": "dud", "one dud": "dud",
    "did not go off": "dud", "without going off": "dud", "failing to go off": "dud", "did not burst": "dud",
    "open area": "missed", "open areas": "missed", "open field": "missed", "open ground": "missed", "uninhabited area": "missed", "wide of": "missed",
    "in the open": "missed", "short of its target": "missed", "short of their target": "missed", "short of the base": "missed",
    "fell in the desert": "missed", "fell in the sea": "missed", "splashed into": "missed", "fell into the sea": "missed",
    "got through": "hit", "gets through": "hit", "found its mark": "hit", "a direct hit": "hit", "direct hits": "hit",
    "no damage": "damage_none", "no material damage": "damage_none", "no property damage": "damage_none", "no reports of damage": "damage_none",
    "without damage": "damage_none", "without causing damage": "damage_none", "without causing any damage": "damage_none", "any damage": "damage_none",
    "neither damage": "damage_none", "nor damage": "damage_none", "not damaged": "damage_none", "no losses": "damage_none",
    "nothing was damaged": "damage_none", "fell harmlessly": "damage_none", "no significant damage": "damage_minor", "no major damage": "damage_minor",
    "property damage": "damage", "material damage": "damage", "caused damage": "damage", "causing damage": "damage", "structural damage": "damage",
    "some damage": "damage", "material losses": "damage",
}  # fmt: skip
_OPENERS: Final = frozenset({*(phrase.split()[0] for phrase in _FIXED), "damage", "damages", "damaged"})
"""Words with which an outcome may begin that is no verb."""
_FLYING: Final = frozenset(
    "drone drones uav uavs rocket rockets missile missiles projectile projectiles target targets shell shells quadcopter quadcopters vehicle "
    "vehicles munition munitions shahed shaheds launches device devices salvo volley machine machines one both threat threats launch attack "
    "attacks attempt aerial unmanned uncrewed balloon object objects it them they that which another".split()
)
_MANNED: Final = frozenset(
    "helicopter helicopters plane planes jet jets mig warplane warplanes fighter gunship airliner su-25 f-16".split()
)
_SECOND: Final = frozenset("second third another unmanned hostile enemy".split())
_COUNTERS: Final = frozenset(
    "one two three four five six all both most some several many the others other rest another first second third fourth".split()
)
_MINOR: Final = frozenset("minor slight slightly light lightly limited minimal superficial partially little".split())
_NO: Final = frozenset("no not without neither nor never n't didn't nothing".split())
_MAJOR: Final = frozenset(
    "major heavy heavily serious seriously extensive extensively severe severely significant considerable considerably massive badly substantial great".split()
)


def read(phrases: Phrases) -> tuple[OutcomeSpan, ...]:
    """The outcomes of a sentence, in order; possible and negated ones are left out."""
    found: list[OutcomeSpan] = []
    taken = 0
    verbs = _table()
    for at, word in enumerate(phrases.lower):
        if at < taken or (word not in _OPENERS and word not in verbs):
            continue
        span = _fixed(phrases, at) or _damage(phrases, at) or _verb(phrases, at, word)
        if span is not None:
            found.append(span)
            taken = span.last
    return tuple(found)


def _fixed(phrases: Phrases, at: int) -> OutcomeSpan | None:
    for size in (4, 3, 2):
        value = _FIXED.get(" ".join(phrases.lower[at : at + size]))
        if value is not None and at + size <= len(phrases.lower):
            negated = (
                value == "damage_none"
                and phrases.lower[at] == "any"
                and not {"no", "not", "without"} & set(phrases.lower[max(0, at - 6) : at])
            )
            if value == "damage" and (
                {"no", "not", "without", "neither", "nor"} & set(phrases.lower[max(0, at - 4) : at])
                or _denied_from_afar(phrases, at)
            ):
                value = "damage_none"
            return OutcomeSpan(at, at + size, "damage" if negated else value)
    return None


def _damage(phrases: Phrases, at: int) -> OutcomeSpan | None:
    """The noun "damage" with the word for how much."""
    if phrases.lower[at] not in ("damage", "damages", "damaged"):
        return None
    first = max(0, at - 3)
    near = set(phrases.lower[first:at])
    if phrases.lower[at] == "damaged" and {"could", "may", "might", "would"} & near:
        return None
    if _NO & near or _denied_from_afar(phrases, at):
        return OutcomeSpan(first, at + 1, "damage_none")
    if near & _MINOR:
        return OutcomeSpan(next(i for i in range(first, at) if phrases.lower[i] in _MINOR), at + 1, "damage_minor")
    if near & _MAJOR:
        return OutcomeSpan(next(i for i in range(first, at) if phrases.lower[i] in _MAJOR), at + 1, "damage_major")
    caused = near & {
        "left",
        "leaving",
        "some",
        "led",
        "reported",
        "caused",
        "causing",
        "causes",
        "inflicting",
        "inflicted",
        "suffered",
        "cause",
        "sustained",
    }
    return OutcomeSpan(at, at + 1, "damage") if phrases.lower[at] == "damaged" or caused else None


def _denied_from_afar(phrases: Phrases, at: int) -> bool:
    """Whether "neither", "none" or "nobody" opens the clause of the damage ("neither left material damage")."""
    for i in range(at - 1, max(-1, at - 10), -1):
        if phrases.lower[i] in (";", ".", ":", "but", "which"):
            return False
        if phrases.lower[i] in ("neither", "none", "nor"):
            return True
    return False


def _verb(phrases: Phrases, at: int, word: str) -> OutcomeSpan | None:
    for pattern, value in _table().get(word, ()):
        if phrases.lower[at : at + len(pattern)] != pattern or phrases.tags[at] not in "VGBE":
            continue
        verb = phrases.verb(at)
        if (
            verb.modal not in (None, "will")
            or (verb.negated and value != "dud")
            or (verb.infinitive and value in ("hit", "missed", "intercepted"))
        ):
            return None
        stopped = value == "intercepted"
        return (
            _stopped(phrases, at, at + len(pattern), verb.passive)
            if stopped
            else OutcomeSpan(at, at + len(pattern), value)
        )
    return None


def _stopped(phrases: Phrases, first: int, last: int, passive: bool) -> OutcomeSpan | None:
    """What was brought down decides: a weapon in flight was intercepted, a manned aircraft was hit, a man or a house is neither."""
    span = phrases.subject(first) if passive or phrases.reduced(first) else phrases.object(last - 1)
    words_ = set(phrases.lower[slice(*span)]) if span is not None else set()
    if words_ & _FLYING or not words_ or (span is not None and all(phrases.tags[i] in "O#DQAZC" for i in range(*span))):
        return OutcomeSpan(first, last, "intercepted")
    if words_ & _MANNED or "aircraft" in words_:
        return OutcomeSpan(first, last, "intercepted" if words_ & _SECOND else "hit")
    return OutcomeSpan(first, last, "intercepted") if words_ <= _COUNTERS else None


@cache
def _table() -> dict[str, tuple[tuple[tuple[str, ...], Outcome], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], Outcome]]] = {}
    for pattern, value in _patterns():
        found.setdefault(pattern[0], []).append((pattern, value))
    return {word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in found.items()}


def _patterns() -> Iterator[tuple[tuple[str, ...], Outcome]]:
    for phrase, value in _VERBS.items():
        first, *rest = phrase.split()
        for form in words.forms_of(first):
            yield (form, *rest), value
