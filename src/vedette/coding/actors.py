"""Actors in a sentence: named groups, states and their agents, role nouns; and who a later "the group" is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from vedette.coding import words
from vedette.coding.chunks import Phrases, Span
from vedette.coding.names import ARMED, IRREGULAR, Entry, names
from vedette.model import Party
from vedette.reference.actor_phrases import TAKEN
from vedette.reference.actors import Actor, actors

_ARTICLED: Final = re.compile(r"[a-z]{1,3}-[A-Z]")
_SPONSOR: Final = re.compile(
    r"^(?:pro-(?P<pro>\w+)|(?P<by>[\w.]+)-(?:backed|aligned|allied|supported|sponsored|linked|funded|armed|trained))$"
)
_TRAILING: Final = frozenset(
    "north south east west near today yesterday tonight northeast northwest southeast southwest dead alive hostage captive prisoner overnight early late".split()
)
_SITES: Final = frozenset(
    {
        "base",
        "air base",
        "naval base",
        "military base",
        "camp",
        "police station",
        "embassy",
        "consulate",
        "station",
        "garrison",
    }
)
_DEFINITE: Final = frozenset("the these those this that its their his both".split())
_ONE_PERSON: Final = frozenset("he she him her his".split())
_OFFICES: Final = frozenset(
    "president premier minister spokesman spokeswoman spokesperson official commander general colonel leader governor mayor king prince secretary "
    "chief chairman envoy ambassador senator judge ayatollah imam cleric".split()
)
"""Role nouns for one person, to whom "he" and "she" may point."""
_PERSONAL: Final = frozenset("he she they it him her them who".split())
_RANKS: Final = frozenset(
    "member members leader leaders commander commanders chief head cell unit units branch wing".split()
)
"""Role nouns for who belongs to the body named after "of"."""
_COLLECTIVE: Final = frozenset(
    "group groups movement organization organisation faction factions militia militias rebels militants fighters insurgents attackers assailants jihadists terrorists extremists perpetrators attacker assailant militant rebel jihadist terrorist extremist insurgent fighter".split()
)


@dataclass(frozen=True, slots=True)
class ActorSpan:
    """An actor at tokens `first`..`last` (exclusive); offsets in the document; `party` is what it resolves to.

    `sector` is a PLOVER sector. `named` is a name of its own or of a state, not a role noun. `definite` points back.
    """

    first: int
    last: int
    start: int
    end: int
    party: Party
    sector: str | None
    state: str | None
    named: bool
    definite: bool
    person: bool = False
    bare_state: bool = False
    modifies: str | None = None

    @property
    def armed(self) -> bool:
        """Whether the actor bears arms."""
        return self.sector in ARMED

    @property
    def site(self) -> bool:
        """Whether the words name a place of an unnamed owner ("the air base") rather than people."""
        return not self.named and (self.party.role or "") in _SITES

    @property
    def irregular(self) -> bool:
        """Whether the actor bears arms outside the state."""
        return self.sector in IRREGULAR or (
            (self.party.id or "").startswith("group:") and self.sector in (None, *IRREGULAR)
        )


@dataclass(frozen=True, slots=True)
class _Hit:
    first: int
    last: int
    entry: Entry


def read(phrases: Phrases, day: date) -> tuple[ActorSpan, ...]:
    """The actors of a sentence in order, one for each noun group or joined name; `day` decides who holds an office."""
    hits = _hits(phrases)
    found: list[ActorSpan] = []
    index = 0
    while index < len(hits):
        cluster = [hits[index]]
        group = (phrases.group(hits[index].first)[0], phrases.group(hits[index].last - 1)[1])
        while index + 1 < len(hits) and hits[index + 1].first < group[1]:
            index += 1
            cluster.append(hits[index])
        index += 1
        found += _spans(phrases, cluster, group, day)
    following = [*found[1:], None][: len(found)]
    return tuple(
        _of_group(phrases, _shared_head(phrases, span, after, day), after)
        for span, after in zip(found, following, strict=True)
    )


def _of_group(phrases: Phrases, span: ActorSpan, following: ActorSpan | None) -> ActorSpan:
    """ "Fighters of the M23", "members of Hamas": the group after "of" is whose they are."""
    if following is None or span.named or not following.named or following.bare_state or following.person:
        return span
    between = phrases.lower[span.last : following.first]
    role = (span.party.role or "").split()[-1:]
    if between not in (("of",), ("of", "the")) or not (span.armed or set(role) & _RANKS):
        return span
    party = replace(following.party, role=span.party.role)
    start, end = phrases.chars((span.first, span.last))
    return replace(
        span,
        start=start,
        end=end,
        party=party,
        sector=following.sector,
        state=following.state,
        named=True,
        definite=False,
    )


def _shared_head(phrases: Phrases, span: ActorSpan, following: ActorSpan | None, day: date) -> ActorSpan:
    """ "US and coalition forces": the state shares the noun after "and"."""
    if (
        following is None
        or not span.bare_state
        or following.sector != "MIL"
        or phrases.lower[span.last : span.last + 1] != ("and",)
        or following.first - span.last > 3
    ):
        return span
    actor = _resolved(f"{span.party.name} forces", day)
    return (
        span
        if actor is None
        else replace(
            span,
            party=Party(name=actor.name, id=actor.id, role=following.party.role),
            sector=actor.sector,
            bare_state=False,
        )
    )


def _hits(phrases: Phrases) -> list[_Hit]:
    table = names()
    found: list[_Hit] = []
    at = 0
    while at < len(phrases.tokens):
        word = phrases.lower[at]
        hit = _hit(phrases, at, table[word]) if word in table else None
        if hit is None and ("'" in word or "-" in word):
            hit = _possessive(phrases, at)
        if hit is not None:
            found.append(hit)
            at = hit.last
        else:
            at += 1
    return found


def _hit(phrases: Phrases, at: int, candidates: tuple[tuple[tuple[str, ...], Entry], ...]) -> _Hit | None:
    for key, entry in candidates:
        last = at + len(key)
        if phrases.lower[at:last] != key and not (
            phrases.lower[at : last - 1] == key[:-1]
            and last <= len(phrases.lower)
            and phrases.lower[last - 1] in (key[-1] + "'s", key[-1] + "'")
        ):
            continue
        text = phrases.tokens[at].text
        if entry.exact and (not text.isupper() or phrases.tags[at] == "O"):
            continue
        if entry.sort != "role" and not any(_capital(token.text) for token in phrases.tokens[at:last]):
            continue
        if entry.sort == "role" and phrases.tags[last - 1] not in "NG":
            continue
        if (
            entry.sort == "person"
            and last < len(phrases.tokens)
            and len(key) == 1
            and phrases.tokens[last].text[:1].isupper()
            and phrases.tags[last] == "N"
            and not text.isupper()
        ):
            continue
        return _Hit(at, last, entry)
    return None


def _capital(word: str) -> bool:
    """Whether a word is written as a name ("Hamas", "al-Shabaab")."""
    return word[:1].isupper() or _ARTICLED.match(word) is not None


def _possessive(phrases: Phrases, at: int) -> _Hit | None:
    word = phrases.lower[at]
    for tail in ("'s", "'"):
        if word.endswith(tail) and len(word) > len(tail) + 2:
            single = [pair for pair in names().get(word.removesuffix(tail), ()) if len(pair[0]) == 1]
            if single and (single[0][1].sort == "role" or phrases.tokens[at].text[0].isupper()):
                return _Hit(at, at + 1, single[0][1])
    match = _SPONSOR.match(word)
    if match:
        sponsor = _entry_of(match["pro"] or match["by"])
        if sponsor is not None:
            return _Hit(at, at + 1, Entry("role", word, None, sponsor.state, "sponsored"))
    return None


def _entry_of(word: str) -> Entry | None:
    return next((entry for key, entry in names().get(word, ()) if len(key) == 1 and entry.sort == "state"), None)


def _spans(phrases: Phrases, cluster: list[_Hit], group: Span, day: date) -> list[ActorSpan]:
    """The actors in one noun group: possessor, sponsor, role and name are read together ("Israel's army")."""
    roles = [h for h in cluster if h.entry.sort == "role"]
    people = [h for h in cluster if h.entry.sort == "person"]
    if all(h.entry.sort in ("state", "capital") for h in cluster):
        return [_state(phrases, h) for h in cluster]
    first, last = cluster[0].first, max(h.last for h in cluster)
    tail = _name_after(phrases, last, group) if roles or people else last
    text = phrases.words((first, tail))
    of = _state_after(phrases, tail)
    actor = _resolved(f"{text} of {of}" if of else text, day)
    if actor is None:
        return [_state(phrases, h) for h in cluster if h.entry.sort in ("state", "capital")]
    who = [hit for hit in roles if hit.entry.shown not in TAKEN] or roles
    role = who[-1].entry.shown if who else None
    person = bool(people) or (tail > last and actor.kind != "generic")
    generic = actor.kind == "generic" and not actor.backed_by
    start, end = phrases.chars((first, tail))
    name = text if generic or (person and actor.kind == "state_agent") else actor.name
    sponsored = bool(actor.backed_by) and actor.kind == "generic"
    return [ActorSpan(
        first, tail, start, end, Party(name=name, id=actor.id, role=role), actor.sector, actor.country, not generic,
        phrases.lower[group[0]] in _DEFINITE and (generic or sponsored), person, False, _modified(phrases, tail, group, person or not generic),
    )]  # fmt: skip


def _modified(phrases: Phrases, last: int, group: Span, named: bool) -> str | None:
    """The noun that a role only describes ("military intervention", "police station"), None where the role is the head."""
    if (
        named
        or last >= group[1]
        or phrases.lower[last] in _TRAILING
        or phrases.tags[last] != "N"
        or not phrases.lower[last].isalpha()
        or phrases.lower[last - 1].endswith("'s")
    ):
        return None
    return phrases.lower[last]


def _state(phrases: Phrases, hit: _Hit) -> ActorSpan:
    start, end = phrases.chars((hit.first, hit.last))
    entry = hit.entry
    id = f"{entry.id}/GOV" if entry.sort == "capital" else entry.id
    return ActorSpan(
        hit.first, hit.last, start, end, Party(name=entry.shown, id=id), "GOV", entry.state, True, False, False, True
    )


@lru_cache(maxsize=16384)
def _resolved(text: str, day: date) -> Actor | None:
    return actors().resolve(text, on=day)


def _name_after(phrases: Phrases, last: int, group: Span) -> int:
    """The end of a personal name that follows a title ("Prime Minister Mohammed Shia Al-Sudani")."""
    upper = phrases.tokens[last - 1].text.isupper() and len(phrases.tokens[last - 1].text) > 3
    while last < group[1] and phrases.tags[last] == "N" and not upper and _capital(phrases.tokens[last].text):
        last += 1
    return last


def _state_after(phrases: Phrases, last: int) -> str | None:
    """The state in "the army of Sudan", by name."""
    if last + 1 < len(phrases.lower) and phrases.lower[last] == "of":
        for at in (last + 1, last + 2):
            hit = _hit(phrases, at, names().get(phrases.lower[at], ())) if at < len(phrases.lower) else None
            if hit is not None and hit.entry.sort == "state":
                return hit.entry.shown
    return None


class Cast:
    """Who a document has spoken of so far, to tell who "the prime minister", "Sudani", "the group" or "they" is."""

    def __init__(self) -> None:
        self._surnames: dict[str, ActorSpan] = {}
        self._offices: dict[str, ActorSpan] = {}
        self._armed: ActorSpan | None = None
        self._last: ActorSpan | None = None
        self._person: ActorSpan | None = None

    def copy(self) -> Cast:
        """The cast as it stands, to keep with a sentence."""
        twin = Cast()
        twin._surnames, twin._offices = self._surnames, self._offices
        twin._armed, twin._last, twin._person = self._armed, self._last, self._person
        return twin

    @property
    def armed(self) -> ActorSpan | None:
        """The armed group last spoken of."""
        return self._armed

    def hear(self, spans: tuple[ActorSpan, ...]) -> None:
        """Remember the actors of a sentence."""
        for span in spans:
            if span.person:
                for part in span.party.name.split()[-1:]:
                    self._surnames[part.lower().removeprefix("al-")] = span
            if span.party.role and span.named and not span.irregular:
                self._offices[span.party.role.lower()] = span
            if span.irregular and (span.named or self._armed is None):
                self._armed = span
            if span.person or set((span.party.role or "").lower().split()[-1:]) & _OFFICES:
                self._person = span
        leading = next(
            (s for s in spans if s.party.id and s.modifies is None and s.sector not in ("CVL", "MED", "EDU", "JRN")),
            None,
        )
        self._last = leading or self._last

    def known(self, span: ActorSpan) -> ActorSpan:
        """The same words with the actor they point back to, where they do."""
        role = (span.party.role or "").lower()
        told = self._offices.get(role)
        if (
            told is not None
            and not span.named
            and (span.definite or "'" in span.party.name)
            and span.sector == told.sector
        ):
            return replace(span, party=replace(told.party, role=span.party.role), state=told.state, sector=told.sector)
        collective = set(role.split()) & _COLLECTIVE
        if span.irregular and not span.named and span.definite and collective and self._armed is not None:
            return replace(span, party=replace(self._armed.party, role=span.party.role), sector=self._armed.sector)
        return span

    def surname(self, phrases: Phrases, at: int) -> ActorSpan | None:
        """The person told earlier whose last name stands at a token."""
        word = phrases.lower[at].removesuffix("'s").removeprefix("al-")
        told = self._surnames.get(word) if phrases.tokens[at].text[:1].isupper() and len(word) > 3 else None
        if told is None:
            return None
        start, end = phrases.chars((at, at + 1))
        return replace(told, first=at, last=at + 1, start=start, end=end)

    def pronoun(self, phrases: Phrases, span: Span) -> ActorSpan | None:
        """Who "it", "they", "its fighters" or "the group" is: the actor last spoken of."""
        word = phrases.lower[span[0]]
        told = self._person if word in _ONE_PERSON else self._last
        if told is None:
            return None
        plain = {phrases.lower[i] for i in range(*span)}
        if word in ("its", "their") and span[1] - span[0] > 1:
            told = (
                self._armed
                if self._armed is not None and plain & {"fighters", "members", "forces", "militants"}
                else told
            )
        elif word in ("the", "these", "those", "this") and plain & _COLLECTIVE:
            told = self._armed or (told if told.named else None)
        elif word not in _PERSONAL:
            return None
        if told is None:
            return None
        start, end = phrases.chars(span)
        return replace(told, first=span[0], last=span[1], start=start, end=end)


def within(phrases: Phrases, spans: tuple[ActorSpan, ...], span: Span | None) -> ActorSpan | None:
    """The actor that a noun group names: the first of its head group, else the first in it."""
    if span is None:
        return None
    inside = [
        s for s in spans if s.first < span[1] and s.last > span[0] and not (s.bare_state and _located(phrases, span, s))
    ]
    return inside[0] if inside else None


def _located(phrases: Phrases, span: Span, state: ActorSpan) -> bool:
    """Whether a state in a noun group only says where ("a base west of Baghdad", "troops in Syria")."""
    between = phrases.lower[span[0] : state.first]
    return (
        any(word in ("in", "at", "near", "of", "from", "across", "inside", "outside", "over") for word in between)
        and state.first > span[0]
    )


def proper(phrases: Phrases, span: Span) -> bool:
    """Whether a noun group is a name that no table knows ("Goutam Hapoi")."""
    words_ = [i for i in range(*span) if phrases.tags[i] == "N"]
    return (
        bool(words_)
        and all(phrases.tokens[i].text[:1].isupper() for i in words_)
        and phrases.lower[words_[0]] not in words.TITLES
    )
