"""What the names of a question may mean: the ledger's own places, parties and outlets first, then those of the tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from vedette.briefing.asking.query import Side, Spot
from vedette.briefing.asking.vocabulary import ACTS, BASES
from vedette.briefing.facts import Facts
from vedette.briefing.verify import Known, known_in
from vedette.model import Party, Where
from vedette.model.mention import Weapon
from vedette.reference.actor_phrases import BACKED, PROXY_HEADS
from vedette.reference.actors import State, actors
from vedette.reference.gazetteer import Place, gazetteer
from vedette.reference.names import ARTICLES, fold
from vedette.reference.weapons import weapons

_CAPITALS = re.compile(r"(?!The |A )[A-Z]\w+(?: [A-Z]\w+)+")
_BASE_WORDS = frozenset(
    "air base airbase garrison airport airfield field landing zone camp outpost international military".split()
)
WIDER = ("province", "governorate", "region")


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """The names that questions to this ledger may hold."""

    facts: Facts

    def outlet(self, folded: str) -> str | None:
        """The outlet of this name."""
        return self._outlets.get(folded)

    def party(self, surface: str, folded: str) -> Side | None:
        """The party of this name: one of the ledger, a named actor of the tables, or a person of the ledger by the last name."""
        held = self._parties.get(folded) or self._counters.get(folded)
        if held is not None:
            return Side(name=held.name, id=held.id, words=surface)
        found = actors().named(surface)
        if found:
            actor = actors().resolve(surface) or found[0]
            return Side(name=actor.name, id=actor.id, words=surface)
        return None

    def state(self, surface: str, folded: str) -> tuple[State, bool] | None:
        """The state of this name, and whether the word is its demonym; short forms count in capitals only."""
        found = self._states.get(folded)
        return None if found is None or (len(folded) <= 3 and not surface.isupper()) else found

    def composed(self, tokens: list[str]) -> Side | None:
        """A state's agents by a phrase such as "US troops", "Iran-backed militias", "the Prime Minister of Iraq"."""
        pieces = fold(" ".join(tokens)).split()
        # "the" within a phrase is no part of a name.
        states = [(i, n, s) for i, n, s in self._states_in(pieces, tokens)]
        if len(states) != 1:
            return None
        at, length, state = states[0]
        rest = [word for i, word in enumerate(pieces) if not at <= i < at + length]
        content = [word for word in rest if word not in ("of", "the", "s")]
        if not content:
            return None
        if all(word in BASES for word in content):
            actor = actors().agent(state.iso3, "MIL")
            return Side(name=actor.name, id=actor.id, words=" ".join(tokens))
        backed = [word for word in content if word in BACKED]
        roles = " ".join(word for word in content if word not in BACKED and word not in BASES)
        heads = bool(backed or "proxies" in content) and all(word in PROXY_HEADS for word in roles.split())
        if not roles or not (self._role(roles) or heads):
            return None
        phrase = f"{state.name}-{backed[0]} {roles}" if backed else f"{state.name} {roles}"
        read = actors().resolve(phrase)
        return Side(name=read.name, id=read.id, words=" ".join(tokens)) if read else None

    def role(self, folded: str) -> Side | None:
        """A party by its role alone ("the militias", "the prime minister"): the ledger's only one in it, else all in it."""
        if not self._role(folded):
            return None
        held = self._holders.get(_singular(folded))
        if held is not None:
            return Side(name=held.name, id=held.id, words=folded)
        actor = actors().resolve(folded)
        return Side(name=actor.name, id=actor.id, words=folded) if actor else None

    def struck(self, iso3: str) -> bool:
        """Whether an incident of the ledger hit this state or its agents."""
        targets = (one.target.value for one in self.facts.incidents)
        return any(one is not None and one.id is not None and one.id.partition("/")[0] == iso3 for one in targets)

    def coalition(self) -> Side | None:
        """The coalition, where the ledger speaks of one alone."""
        ids = {party.id for party in self._everybody if party.id and party.id.startswith("org:")}
        held = [actor for id in sorted(ids) if (actor := actors().get(id)) is not None and actor.kind == "coalition"]
        return Side(name=held[0].name, id=held[0].id) if len(held) == 1 else None

    def capital(self, surface: str) -> Side | None:
        """The government that a capital speaks for."""
        actor = actors().resolve(surface)
        return Side(name=actor.name, id=actor.id, words=surface) if actor and actor.kind != "generic" else None

    def spot(self, surface: str, *, capital: bool) -> Spot | None:
        """The place of this name: the one that the ledger speaks of, else (for a name with a capital) the likeliest."""
        own = self._places.get(fold(surface)) or self._bases.get(fold(surface))
        if own is not None and own.precision in ("facility", "point"):
            return Spot(ids=(own.id or own.name,), name=own.name, kind="facility")
        found = gazetteer().named(surface)
        known = [one for one in found if one.id in self._ids]
        if not known:
            wider = (one for kind in WIDER for one in gazetteer().named(f"{surface} {kind}"))
            known = [one for one in wider if one.id in self._ids][:1]
        if not known and own is not None:
            return Spot(ids=(own.id or own.name,), name=own.name, kind=own.precision or "")
        if not known and (not capital or not found):
            return None
        best = min(known, key=self._preference) if known else found[0]
        # The same place can be filed twice, by two sources.
        twins = tuple(one.id for one in found if one.id != best.id and one.kind == best.kind and _near(one, best))
        return Spot(ids=(best.id, *twins), name=self._named.get(best.id, best.name), kind=best.kind)

    def weapon(self, folded: str) -> Weapon | None:
        """The class of the weapon of exactly this name; "air strike" is what is done, not with what."""
        act = re.fullmatch(ACTS, folded.rpartition(" ")[2])
        return weapons().classify(folded) if folded in self._weapons and not act else None

    @cached_property
    def known(self) -> Known:
        """What sentences about this ledger may cite, and the names that only a citation may print."""
        return known_in(self.facts)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of a name of this ledger, of a state and of a weapon, for mistyped ones."""
        names = [*self._parties, *self._places, *self._states, *self._outlets]
        names += [fold(form) for party in self._parties.values() if party.id for form in _forms(party.id)]
        return frozenset(word for name in names for word in name.split() if len(word) > 3)

    def coalition_of(self, id: str) -> frozenset[str]:
        """The coalitions that this state leads by their name ("US-led coalition")."""
        return self._led.get(id.partition("/")[0], frozenset())

    @cached_property
    def _led(self) -> dict[str, frozenset[str]]:
        led: dict[str, set[str]] = {}
        for entry in actors().entries:
            for form in entry.forms:
                head, mark, _ = fold(form).partition(" led ")
                if mark and head in self._states and entry.actor.kind == "coalition":
                    led.setdefault(self._states[head][0].iso3, set()).add(entry.actor.id)
        return {state: frozenset(ids) for state, ids in led.items()}

    def _preference(self, place: Place) -> tuple[int, int]:
        """A place where something happened before one that merely holds such places, a base before its town."""
        direct = self._direct.get(place.id, 0)
        return (0 if direct else 1, -direct)

    def _states_in(self, pieces: list[str], tokens: list[str]) -> Iterator[tuple[int, int, State]]:
        upper = {fold(token): token for token in tokens}
        at = 0
        while at < len(pieces):
            for length in (3, 2, 1):
                name = " ".join(pieces[at : at + length])
                found = self._states.get(name)
                if found is not None and (len(name) > 3 or upper.get(name, name.upper()).isupper()):
                    yield at, length, found[0]
                    at += length
                    break
            else:
                at += 1

    def _role(self, folded: str) -> bool:
        """Whether these words are a role, or roles one behind the other ("militia commanders")."""
        roles = actors().roles
        return folded in roles or all(word in roles or _singular(word) in roles for word in folded.split())

    @cached_property
    def _outlets(self) -> dict[str, str]:
        return {fold(one.outlet): one.outlet for one in self.facts.documents.values() if one.outlet}

    @cached_property
    def _everybody(self) -> list[Party]:
        mentions = self.facts.mentions.values()
        readings = [one for mention in mentions for one in (mention.actor, mention.target)]
        readings += [tally.counter for tally in self.facts.tallies]
        claimed = [one.value.actor for mention in mentions for one in mention.attributions if one.value.actor]
        return [one.value for one in readings if one is not None] + claimed

    @cached_property
    def _parties(self) -> dict[str, Party]:
        found: dict[str, Party] = {}
        for party in self._everybody:
            if party.id is None or party.name[:1].islower():
                continue
            last = fold(party.name).rpartition(" ")[2]
            if not last:
                continue
            found.setdefault(fold(party.name), party)
            actor = next(iter(actors().named(party.name)), None)
            if actor is not None and actor.kind == "person":
                found.setdefault(last, party)
        return found

    @cached_property
    def _counters(self) -> dict[str, Party]:
        """Who counts, by the names that stand in the words that tell it ("a tracker kept at the Washington Institute")."""
        found: dict[str, Party] = {}
        for tally in self.facts.tallies:
            if tally.counter is None:
                continue
            for passage in tally.counter.passages:
                for name in _CAPITALS.findall(passage.text):
                    found.setdefault(fold(name), tally.counter.value)
                    last = fold(name).rpartition(" ")[2]
                    if len(last) > 6 and last not in actors().roles:
                        found.setdefault(last, tally.counter.value)
        return found

    @cached_property
    def _holders(self) -> dict[str, Party]:
        """The one named party that the ledger gives each office."""
        held: dict[str, Counter[tuple[str, str]]] = {}
        for party in self._everybody:
            if party.role and party.id and party.name[:1].isupper():
                held.setdefault(_singular(fold(party.role)), Counter())[party.name, party.id] += 1
        out: dict[str, Party] = {}
        for role, counted in held.items():
            sector = actors().roles.get(role)
            if sector == "GOV" and len({id for _, id in counted}) >= 1:
                (name, id), _ = counted.most_common(1)[0]
                out[role] = Party(name=name, id=id)
        return out

    @cached_property
    def _where(self) -> list[Where]:
        mentions = self.facts.mentions.values()
        readings = [one for mention in mentions for one in (mention.place, mention.launched_from)]
        readings += [place for tally in self.facts.tallies for place in tally.counted.places]
        found = [one.value for one in readings if one is not None]
        return found + [one.place.value for one in self.facts.incidents if one.place.value is not None]

    @cached_property
    def _ids(self) -> frozenset[str]:
        own = {one.id for one in self._where if one.id}
        held = {id for one in self._where for id in one.within}
        return frozenset(own | held | {f"iso:{one.country}" for one in self._where if one.country})

    @cached_property
    def _direct(self) -> Counter[str]:
        return Counter(one.place.value.id for one in self.facts.incidents if one.place.value and one.place.value.id)

    @cached_property
    def _named(self) -> dict[str, str]:
        return {one.id: one.name for one in self._where if one.id}

    @cached_property
    def _places(self) -> dict[str, Where]:
        return {fold(one.name): one for one in self._where}

    @cached_property
    def _bases(self) -> dict[str, Where]:
        """The bases of the ledger by their names without the words for a base ("Erbil" for "Erbil air base")."""
        found: dict[str, Where] = {}
        for one in self._where:
            words = fold(one.name).split()
            while len(words) > 1 and words[-1] in _BASE_WORDS:
                words.pop()
            if one.precision in ("facility", "point"):
                found.setdefault(" ".join(word for word in words if word not in ARTICLES) or one.name, one)
                found.setdefault(" ".join(words), one)
        return found

    @cached_property
    def _states(self) -> dict[str, tuple[State, bool]]:
        found: dict[str, tuple[State, bool]] = {}
        for state in actors().states.values():
            for name in (state.name, *state.aliases):
                found.setdefault(fold(name), (state, False))
            for name in state.demonyms:
                found.setdefault(fold(name), (state, True))
        return found

    @cached_property
    def _weapons(self) -> frozenset[str]:
        return frozenset(fold(form) for form in weapons().names())


def _near(one: Place, other: Place) -> bool:
    return abs(one.lat - other.lat) < 0.2 and abs(one.lon - other.lon) < 0.2


def _singular(role: str) -> str:
    return role.removesuffix("s")


def _forms(id: str) -> tuple[str, ...]:
    return next((entry.forms for entry in actors().entries if entry.actor.id == id), ())
