"""A question read as a query: every word of it counts, or is named as not understood."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from vedette.briefing.asking import tokens
from vedette.briefing.asking.lexicon import Lexicon
from vedette.briefing.asking.query import Query, Side, Sort, Span, Spot
from vedette.briefing.asking.readers import Clock, Search, no_search
from vedette.briefing.asking.roles import assign
from vedette.briefing.asking.tagging import Tagged, side_of, tag
from vedette.briefing.asking.vocabulary import (
    ACT,
    ACTS,
    ALWAYS,
    BASES,
    BOMBED,
    FILTERS,
    HARMLESS,
    OPINION,
    OWN,
    PICKS,
    RUNG,
    SORTS,
    SPEECH,
    UNCLAIMED,
    WEAPON_CLASSES,
)
from vedette.model.mention import Effect, Weapon
from vedette.reference.gazetteer import gazetteer

_ORDERS: Final = (
    (r"\b(deadliest|bloodiest)\b", "deadliest"),
    (r"\b(worst|gravest|biggest|most (?:severe|serious|grave))\b", "worst"),
    (r"\b(first|earliest|begin|start)\b", "first"),
    (r"\b(last|latest|newest|recent|recently)\b", "last"),
)
_LOOSE: Final = r"\b(?:since|after|before|until|till|following|during)\b(?! (?:the |about |around |early |late )*@T)"
"""A word that ties an act to another one instead of to a day."""
_COUNTED: Final = frozenset(
    {"count", "exists", "list", "order", "days", "where", "who", "target", "weapons", "sources", "disagree", "compare"}
)
"""The sorts of questions that pick incidents."""
_INCIDENT: Final = ("actor", "level", "claimant", "weapons", "modes", "outcomes", "status", "harmed")
_UNUSED: Final[dict[Sort, tuple[str, ...]]] = {
    "said": ("actor", "claimant", "weapons", "modes", "outlet", "level"), "response": ("actor", "claimant", "weapons", "outlet", "level"),
    "tallies": (*_INCIDENT, "outlet"), "reports": (*_INCIDENT, "target", "spots", "span"), "trend": ("outlet", "claimant", "level"),
    "chance": ("outlet", "claimant", "modes", "outcomes", "status", "level"), "forecast": ("outlet", "claimant", "level"),
}  # fmt: skip
"""What a sort of question does not filter by: named as not understood instead of being ignored."""
_BASE: Final = "|".join(sorted(BASES, key=len, reverse=True))
_EVENTS: Final = (
    (r"\bmass[- ]casualt(y|ies)\b|\bmany (people|soldiers|americans)\b", "L6"),
    (r"\b(kill\w*|deadly|fatal|lethal|deaths?|die)\b", "L5"),
    (r"\b(injur\w*|wound\w*|hurts?|casualt\w*)\b", "L3"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Why a question was not read: it asks for what is not done ("targets", "opinion"), or words of it mean nothing here."""

    why: str
    unknown: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    sort: str = ""
    named: bool = False


def read(question: str, lexicon: Lexicon, clock: Clock, day: date, search: Search = no_search) -> Query | Unread:
    """The query that a question asks for, seen from a day."""
    raw = tokens.plain(question)
    if PICKS.search(raw):
        return Unread(why="targets")
    if OPINION.search(raw):
        return Unread(why="opinion")
    tagged = tag(question, lexicon, clock, day, search)
    sort = _sort(tagged.flat) or ("list" if re.search(rf"\b{ACT}\b", tagged.flat) or _bare(tagged.flat) else None)
    if sort is None or tagged.unclear:
        unknown = (*tagged.unclear, *_strange(tagged.flat, "list"))
        named = any(mark[1] in "ASPODR" for mark in tagged.values)
        return Unread(why="unknown", unknown=unknown or (question,), topic=_topic(tagged), sort=sort or "", named=named)
    if sort == "about":
        return Query(sort="about", topic=_topic(tagged), read_as=tuple(tagged.read_as))
    return _Reader(tagged, lexicon, sort, search).read()


def _sort(flat: str) -> Sort | None:
    if re.match(r"(please )?count\b", flat):
        return "count"
    return next((sort for sort, pattern in SORTS if re.search(pattern, flat)), None)


def _bare(flat: str) -> bool:
    """Whether a question is but a place or a weapon, perhaps with a day: "al-Tanf 10 November"."""
    words = flat.removesuffix(" ?").split()
    return bool(words) and all(word[:2] in ("@P", "@T", "@S", "@W") for word in words)


def _topic(tagged: Tagged) -> tuple[str, ...]:
    """The words of the question that a search may look for."""
    shown = [tagged.words.get(one, one) for one in tagged.flat.split()]
    small = ALWAYS | {"say", "says", "think", "thinks", "does", "know", "known", "said", "written", "about"}
    return tuple(word for word in shown if word.lower() not in small and word != "?")


def _strange(flat: str, sort: Sort) -> tuple[str, ...]:
    known = ALWAYS | set(OWN[sort].split())
    return tuple(word for word in flat.split() if not word.startswith("@") and word not in known)


def _said(value: Any) -> str:
    """A filter in words."""
    if isinstance(value, Side | Spot):
        return value.name
    if isinstance(value, Span):
        return value.words()
    return ", ".join(map(_said, value)) if isinstance(value, tuple) else str(value).replace("_", " ")


def _length(span: Span) -> int:
    """The days of a window."""
    if span.days is not None or span.first is None or span.last is None:
        return span.days or 7
    return (span.last - span.first).days + 1


class _Reader:
    """Reads one tagged question: who plays which part, what is filtered, and what is left over."""

    def __init__(self, tagged: Tagged, lexicon: Lexicon, sort: Sort, search: Search) -> None:
        self.tagged, self.lexicon, self.sort, self.search = tagged, lexicon, sort, search
        self.played = {
            mark: self._object(mark) if role == "object" else role for mark, role in assign(tagged, sort).items()
        }
        self.left = tagged.flat
        self.second: list[str] = []
        self.spoken = re.sub(r"@\w+", " ", tagged.flat)

    def _object(self, mark: str) -> str:
        """A state that was struck: the one hit where the ledger tells of such, else the place."""
        return "target" if self.lexicon.struck(self.tagged.values[mark].iso3) else "place"

    def read(self) -> Query | Unread:
        made: dict[str, Any] = {"sort": self.sort, "read_as": tuple(self.tagged.read_as)}
        made |= self._sum() if self.sort in ("sum", "tallies") else {}
        made |= self._chance() if self.sort in ("chance", "forecast") else {}
        made |= self._speech() if self.sort in ("said", "response") else {}
        if self.sort == "order":
            made["order"] = next(order for pattern, order in _ORDERS if re.search(pattern, self.spoken))
        made |= self._filters(made)
        made |= self._parties()
        made |= self._things(made)
        unknown = self._unknown(made)
        if (
            unknown
            and self.sort == "said"
            and all(word.islower() and len(word) > 3 and self.search(word, 1) for word in unknown)
        ):
            made["topic"], unknown = (*made.get("topic", ()), *unknown), ()
        if unknown:
            return Unread(why="unknown", unknown=unknown, topic=_topic(self.tagged), sort=self.sort)
        query = Query(**made)
        idle = tuple(name for name in _UNUSED.get(self.sort, ()) if getattr(query, name))
        if idle:
            words = tuple(_said(getattr(query, name)) for name in idle)
            return Unread(why="unknown", unknown=words, topic=_topic(self.tagged), sort=self.sort)
        return self._compared(query) if self.sort == "compare" else query

    def _sum(self) -> dict[str, Any]:
        effect: Effect | None = None
        if re.search(r"\b(killed|dead|died) (or|and) (injured|wounded|hurt)\b", self.spoken):
            pass
        elif re.search(r"\b(kill\w*|dead|deaths?|die|died|fatalities|death toll)\b", self.spoken):
            effect = "killed"
        elif re.search(r"\b(injur\w*|wound\w*|hurt)\b", self.spoken):
            effect = "injured"
        self._use(r"\b(kill\w*|dead|deaths?|die|died|fatalities|injur\w*|wound\w*|hurt|harmed|casualties)\b")
        return {"effect": effect}

    def _chance(self) -> dict[str, Any]:
        level = next((level for pattern, level in _EVENTS if re.search(pattern, self.spoken)), "L2")
        if self.sort == "chance":
            self._use(
                r"\b(mass[- ]casualt(y|ies)|kill\w*|deadly|fatal|lethal|deaths?|injur\w*|wound\w*|hurts?|casualt\w*)\b"
            )
        ahead = [_length(span) for span in self.tagged.spans]
        return {"event": level, "days": ahead[0] if ahead else 7}

    def _speech(self) -> dict[str, Any]:
        kinds: list[str] = []
        for pattern, found in SPEECH:
            if re.search(pattern, self.spoken):
                kinds += found
        if self.sort != "said":
            return {}
        return {"speech": tuple(dict.fromkeys(kinds)), "conditional": bool(re.search(r"\bconditions?\b", self.spoken))}

    def _filters(self, made: dict[str, Any]) -> dict[str, Any]:
        """What the words narrow; each is used up."""
        out: dict[str, Any] = {}
        rung = re.search(RUNG, self.left)
        if rung:
            out |= {"level": int(rung[1]), "upwards": bool(rung[2])}
            self._use(RUNG)
        for name, pattern in (("unclaimed", UNCLAIMED), ("harmless", HARMLESS)):
            if self.sort in _COUNTED and re.search(pattern, self.left):
                out[name] = True
                self._use(pattern)
        bombed = BOMBED.search(self.left)
        for one in FILTERS:
            if self.sort in ("said", "response", "tallies", "chance") and (one.effect or one.outcomes or one.status):
                continue
            if not re.search(one.pattern, self.left):
                continue
            self._use(one.pattern)
            if one.noun and not (self.sort in ("said", "response") and one.noun != "air strikes"):
                out |= {"noun": one.noun, "modes": one.modes}
                out |= {"kinds": one.kinds} if one.kinds else {}
            out |= {"outcomes": one.outcomes} if one.outcomes else {}
            out |= {"status": one.status} if one.status else {}
            if one.effect and "effect" not in made:
                out |= {"effect": one.effect, "harmed": True}
        if bombed and "modes" not in out:
            doers = [mark for mark, role in self.played.items() if role == "actor"]
            out |= {
                "noun": "air strikes" if doers else "bombings",
                "modes": ("air_strike",) if doers else ("air_strike", "ied_mine", "suicide", "vehicle"),
            }
            self._use(BOMBED.pattern)
        return out

    def _parties(self) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for mark, role in self.played.items():
            if role == "place" or mark[1] not in "ASDRP":
                continue
            side = side_of(self.tagged.values[mark], self.lexicon)
            part = self._part(role)
            if part in out and out[part].id != side.id:
                self.second.append(self.tagged.words[mark])
            out.setdefault(part, replace(side, words=self.tagged.words[mark]))
        if self.sort == "response" and (
            "requester" in self.played.values() or re.search(r"\b(appeal|plea)s?\b", self.spoken)
        ):
            out["event"] = "appeal"
        return out

    def _part(self, role: str) -> str:
        """The filter that a part in the question is, by the sort of question."""
        if role == "requester":
            return "speaker" if self.sort == "said" else "addressee"
        if self.sort == "response" and role == "addressee" and "requester" in self.played.values():
            return "speaker"
        if self.sort == "tallies":
            return {"speaker": "counter", "addressee": "target"}.get(role, role)
        return role

    def _things(self, made: dict[str, Any]) -> dict[str, Any]:
        """Places, times, weapons and outlets."""
        out: dict[str, Any] = {}
        spots = tuple(dict.fromkeys(self._spot(mark) for mark in self.tagged.values if self._placed(mark)))
        if spots and self.sort in ("said", "response"):
            out["topic"] = tuple(self.tagged.words[mark] for mark in self.tagged.values if self._placed(mark))
        elif spots:
            out["spots"] = spots
        spans = self.tagged.spans
        if spans and self.sort not in ("chance", "forecast", "compare"):
            out["span"] = spans[0]
        weapons = [self.tagged.values[mark] for mark in self.tagged.of("W")]
        if weapons and self.sort not in ("compare", "weapons"):
            out["weapons"] = tuple(one for weapon in weapons for one in WEAPON_CLASSES.get(weapon, (weapon,)))
            words = list(
                dict.fromkeys(self.tagged.words[mark].lower().removesuffix("s") for mark in self.tagged.of("W"))
            )
            pieces = re.search(rf"\b(?:how many|number of) @W\d\b(?! {ACTS}\b)", self.tagged.flat)
            if pieces and self.sort == "count":
                out["pieces"] = True
            if "noun" not in made:
                out["noun"] = f"{' or '.join(words)} attacks"
        outlets = [self.tagged.values[mark] for mark in self.tagged.of("O")]
        if outlets:
            out["outlet"] = outlets[0]
        return out

    def _placed(self, mark: str) -> bool:
        if mark[1] == "P":
            return self.played.get(mark) not in ("speaker", "addressee")
        loose = (
            mark[1] == "S"
            and mark not in self.played
            and self.sort in ("trend", "compare", "forecast", "chance", "list", "where", "weapons")
        )
        return self.played.get(mark) == "place" or loose

    def _spot(self, mark: str) -> Spot:
        value = self.tagged.values[mark]
        if isinstance(value, Spot):
            return value
        country = gazetteer().country(value.iso2)
        return Spot(ids=(f"iso:{value.iso2}",), name=country.name if country else value.name, kind="country")

    def _unknown(self, made: dict[str, Any]) -> tuple[str, ...]:
        """The words of the question that nothing used."""
        self._use(rf"(?<=@P\d )(?:air )?(?:{_BASE}|air)\b")
        self._use(rf"\b(?:air )?(?:{_BASE})\b(?= (?:at|in|near|of|on|by|beside) (?:the )?@)")
        if self.sort in ("said", "response"):
            self._use(r"\b(?:militia|commanders?|leaders?)\b")
        if self.sort == "count" and made.get("modes") == ("abduction",):
            self._use(r"\b(people|persons?)\b")
        if "claimant" in self.played.values():
            self._use(r"\bclaim\w*\b")
        if made.get("pieces"):
            self._use(r"\b(fired|flown|flew|dropped|sent)\b")
        if made.get("harmed"):
            self._use(r"\b(any(one|body)|some(one|body)|people|soldiers?|nobody)\b")
        strange = [*_strange(self.left, self.sort), *self.second]
        if self.sort != "trend":
            strange += [self._shown(match.start()) for match in re.finditer(_LOOSE, self.tagged.flat)]
        narrowed = self.tagged.values or made.keys() - {"sort", "read_as", "event", "effect"}
        if self.sort == "exists" and not narrowed and not re.search(rf"\b{ACT}\b|\banything\b", self.tagged.flat):
            strange.append("what this asks about")
        for mark, value in self.tagged.values.items():
            idle = mark[1] in "ASDR" and mark not in self.played and not self._placed(mark)
            if idle and not (self.sort == "sum" and isinstance(value, Side) and value.id == "generic:troops"):
                strange.append(self.tagged.words[mark])
        if len(self.tagged.spans) > 1 and self.sort != "compare":
            strange.append("two periods at once")
        return tuple(dict.fromkeys(strange))

    def _shown(self, at: int, most: int = 4) -> str:
        """A few words of the question from here on, as they were typed."""
        words = self.tagged.flat[at:].split()[:most]
        return " ".join(self.tagged.words.get(word, word) for word in words if word != "?")

    def _compared(self, query: Query) -> Query | Unread:
        """The two sides of a comparison: places, periods, weapons or doers."""
        base = replace(query, sort="count", spots=(), span=None, sides=())
        spots, spans = query.spots, self.tagged.spans
        weapons: list[Weapon] = [self.tagged.values[mark] for mark in self.tagged.of("W")]
        if len(spots) == 2:
            span: Span | None = spans[0] if spans else None
            sides = tuple(replace(base, spots=(one,), span=span) for one in spots)
        elif len(spans) == 2:
            sides = tuple(replace(base, span=one, spots=spots) for one in spans)
        elif len(weapons) == 2:
            words = [self.tagged.words[mark].lower().removesuffix("s") for mark in self.tagged.of("W")]
            sides = tuple(
                replace(
                    base,
                    weapons=WEAPON_CLASSES.get(one, (one,)),
                    noun=f"{word} attacks",
                    spots=spots,
                    span=spans[0] if spans else None,
                )
                for one, word in zip(weapons, words, strict=True)
            )
        else:
            return Unread(why="unknown", unknown=("the two sides of the comparison",), sort="compare")
        return replace(query, sides=sides)

    def _use(self, pattern: str) -> None:
        self.left = re.sub(pattern, " ", self.left)
