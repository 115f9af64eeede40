"""A question as a structured query, and the query in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal, TypeAlias

from vedette.briefing import phrases
from vedette.model.mention import Effect, Kind, Weapon

Sort: TypeAlias = Literal[
    "count", "sum", "exists", "list", "order", "days", "where", "who", "target", "weapons", "claimed", "compare", "tallies", "said", "response",
    "trend", "chance", "forecast", "sources", "reports", "disagree", "about",
]  # fmt: skip
"""The sorts of questions; "order" asks for the first, last or worst."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A party as the question names it: its name, its id where it was resolved, and the words."""

    name: str
    id: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place as the question names it: the ids that mean it, its name and kind."""

    ids: tuple[str, ...]
    name: str
    kind: str = ""

    def words(self) -> str:
        """The name, with its kind where that tells it from a town of the same name."""
        return f"{self.name} province" if self.kind == "province" and "province" not in self.name.lower() else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days, both included; None is open. `days` is the length of a window ahead ("in the next 30 days")."""

    first: date | None = None
    last: date | None = None
    days: int | None = None

    def words(self) -> str:
        """The days in words, with the preposition."""
        if self.first is not None and self.first == self.last:
            return f"on {phrases.day(self.first)}"
        if self.first is not None and self.last is not None:
            return f"from {phrases.day(self.first)} to {phrases.day(self.last)}"
        if self.first is not None:
            return f"since {phrases.day(self.first)}"
        return f"up to {phrases.day(self.last)}" if self.last is not None else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for; every filter that is None or empty lets everything through.

    `noun` is what is counted in words. `speech` are the kinds of signals asked for. `sides` are the two queries of a
    comparison. `pieces` asks for weapons instead of attacks. `read_as` are words of the question that were read as others.
    """

    sort: Sort
    noun: str = "attacks"
    kinds: tuple[Kind, ...] = ("ASSAULT",)
    modes: tuple[str, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    actor: Side | None = None
    claimant: Side | None = None
    target: Side | None = None
    spots: tuple[Spot, ...] = ()
    span: Span | None = None
    status: str | None = None
    outcomes: tuple[str, ...] = ()
    effect: Effect | None = None
    harmed: bool = False
    level: int | None = None
    upwards: bool = False
    unclaimed: bool = False
    harmless: bool = False
    order: str = ""
    speaker: Side | None = None
    addressee: Side | None = None
    speech: tuple[str, ...] = ()
    counter: Side | None = None
    outlet: str | None = None
    pieces: bool = False
    conditional: bool = False
    topic: tuple[str, ...] = ()
    days: int | None = None
    event: str = ""
    sides: tuple[Query, ...] = ()
    read_as: tuple[tuple[str, str], ...] = ()

    @property
    def label(self) -> str:
        """The rung asked for, as people write it."""
        return "" if self.level is None else f"L{self.level}"

    def until(self, day: date) -> Query:
        """The same with its windows ended by this day, for nothing is held of later ones; one that begins later stays as it is."""
        span, sides = self.span, tuple(one.until(day) for one in self.sides)
        if span is not None and span.last is not None and (span.first or day) <= day < span.last:
            span = replace(span, last=day)
        return replace(self, span=span, sides=sides)

    def scope(self) -> str:
        """What is counted, in words: "foiled drone attacks on United States forces in Syria since 24 October 2023"."""
        parts = [{"foiled": "foiled ", "occurred": "completed "}.get(self.status or "", "") + self.noun]
        if self.actor is not None:
            parts.append(f"by {phrases.the(self.actor.name)}{self.actor.name}")
        if self.claimant is not None:
            parts.append(f"claimed by {phrases.the(self.claimant.name)}{self.claimant.name}")
        if self.target is not None:
            parts.append(f"on {phrases.the(self.target.name)}{self.target.name}")
        if self.spots:
            at = "at" if all(one.kind in ("facility", "point") for one in self.spots) else "in"
            parts.append(f"{at} {phrases.listing([one.words() for one in self.spots])}")
        if self.outcomes:
            parts.append(f"where {OUTCOME_SCOPE.get(self.outcomes[0], self.outcomes[0])}")
        if self.harmed and self.effect:
            parts.append(HARM_SCOPE[self.effect])
        if self.unclaimed:
            parts.append("that nobody claims")
        if self.harmless:
            parts.append("of which reports say that they hurt nobody")
        if self.level is not None:
            parts.append(f"of severity {self.label}{' or worse' if self.upwards else ''}")
        if self.outlet is not None:
            parts.append(f"reported by {self.outlet}")
        if self.span is not None and (words := self.span.words()):
            parts.append(words)
        return " ".join(parts)


OUTCOME_SCOPE = {
    "intercepted": "a weapon was intercepted",
    "dud": "a weapon did not explode",
    "missed": "it missed",
    "damage": "damage was reported",
    "hit": "it hit",
}
HARM_SCOPE: dict[Effect, str] = {
    "killed": "that killed somebody",
    "injured": "that injured or killed somebody",
    "missing": "after which somebody is missing",
    "harmed": "that harmed somebody",
}
_SPOKEN = {
    "THREATEN": "threats and warnings",
    "ACCUSE": "blame and condemnation",
    "REJECT": "refusals",
    "REQUEST": "appeals and demands",
    "CONSULT": "talks",
    "AGREE": "agreements",
    "SUPPORT": "backing",
    "AID": "aid",
    "RETREAT": "truces and withdrawals",
    "MOBILIZE": "movements of forces",
    "SANCTION": "sanctions",
}


def in_words(query: Query) -> str:
    """What was looked up, as a sentence that says everything that was read in the question."""
    text = _WORDS[query.sort](query)
    asides = "; ".join(f"I read “{typed}” as “{read}”" for typed, read in query.read_as)
    return f"{text} ({asides})." if asides else f"{text}."


def speech_words(query: Query) -> str:
    """The statements asked for, in words."""
    what = phrases.listing([_SPOKEN[one] for one in query.speech if one in _SPOKEN]) if query.speech else ""
    parts = [what if what and len(query.speech) < len(_SPOKEN) else "statements and acts short of attacks"]
    if query.speaker is not None:
        parts.append(f"by {phrases.the(query.speaker.name)}{query.speaker.name}")
    if query.addressee is not None:
        parts.append(f"towards {phrases.the(query.addressee.name)}{query.addressee.name}")
    if query.conditional:
        parts.append("that hang on a condition")
    if query.topic:
        parts.append(f"that speak of {phrases.listing(list(query.topic))}")
    if query.span is not None and (words := query.span.words()):
        parts.append(words)
    return " ".join(parts)


def _ordered(query: Query) -> str:
    word = {"first": "first", "last": "latest", "worst": "gravest", "deadliest": "deadliest"}[query.order]
    return f"I looked for the {word} of the {query.scope()}"


def _compared(query: Query) -> str:
    return "I compared " + " with ".join(one.scope() for one in query.sides)


def _tallied(query: Query) -> str:
    who = f" by {phrases.the(query.counter.name)}{query.counter.name}" if query.counter else ""
    what = f"people {query.effect}" if query.effect else "attacks"
    return f"I looked for totals of {what} stated{who}" + (
        f" {query.span.words()}" if query.span and query.span.words() else ""
    )


def _chance(query: Query) -> str:
    where = f" in {query.spots[0].name}" if query.spots else ""
    event = {
        "L2": "an attack",
        "L3": "an attack that injures somebody",
        "L5": "an attack that kills",
        "L6": "a mass-casualty attack",
    }
    return f"I looked for the chance of {event.get(query.event, query.event)}{where} within {query.days} days"


_WORDS: Final[dict[Sort, Callable[[Query], str]]] = {
    "count": lambda query: f"I counted {'the weapons of ' if query.pieces else ''}{query.scope()}",
    "sum": lambda query: f"I summed the people {query.effect or 'killed or injured'} in {query.scope()}",
    "exists": lambda query: f"I looked whether there were {query.scope()}",
    "list": lambda query: f"I listed {query.scope()}",
    "order": _ordered,
    "days": lambda query: f"I looked for the days of {query.scope()}",
    "where": lambda query: f"I looked for the places of {query.scope()}",
    "who": lambda query: f"I looked for the doers of {query.scope()}",
    "target": lambda query: f"I looked for the targets of {query.scope()}",
    "weapons": lambda query: f"I looked for the weapons of {query.scope()}",
    "claimed": lambda query: f"I looked for claims of responsibility for {query.scope()}",
    "compare": _compared,
    "tallies": _tallied,
    "said": lambda query: f"I looked for {speech_words(query)}",
    "response": lambda query: (
        f"I looked for answers{_by(query.speaker)} to {'appeals' if query.event == 'appeal' else 'attacks'}"
    ),
    "trend": lambda query: f"I compared the rate of {query.scope()} in the newest week with the weeks before",
    "chance": _chance,
    "forecast": lambda query: f"I looked for a forecast of {query.scope()}",
    "sources": lambda query: f"I looked for the reports behind {query.scope()}",
    "reports": lambda _: "I counted the reports of the ledger",
    "disagree": lambda query: f"I looked for what sources say differently about {query.scope()}",
    "about": lambda query: f"I searched the reports for “{' '.join(query.topic)}”",
}


def _by(side: Side | None) -> str:
    return f" by {phrases.the(side.name)}{side.name}" if side else ""
