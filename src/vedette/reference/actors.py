"""Who acts in reports: named groups, states and their agents, bodies of states, leaders; and how they belong together."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal

from vedette.reference.names import fold, unpossessed
from vedette.reference.tables import rows

Tie = Literal["same", "parent", "umbrella", "backed_by"]

SAID = "the phrase itself"
"""Source of a backing that the words state ("Iran-backed militias")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A doer or one done to.

    `country` is ISO 3166-1 alpha-3, or UNO, EUR, IGO for bodies of states; `sector` a PLOVER sector, None for a state at
    large; `parent` and `umbrella` are ids; `backed_by` holds pairs of an id and the source that says so.
    """

    id: str
    name: str
    kind: str
    country: str | None = None
    sector: str | None = None
    parent: str | None = None
    umbrella: tuple[str, ...] = ()
    backed_by: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A sector that somebody was in, from one day until another; open ends are None."""

    sector: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row of the tables: the actor as of now, its surface forms, and its terms where its sector changed."""

    actor: Actor
    forms: tuple[str, ...]
    terms: tuple[Term, ...] = ()

    def on(self, day: date | None) -> Actor:
        """The actor as it was on a day; without a day, in its latest term; out of every term a person is ELI."""
        if not self.terms:
            return self.actor
        term = self.terms[-1] if day is None else next((t for t in self.terms if _within(day, t)), None)
        sector = term.sector if term else "ELI" if self.actor.kind == "person" else self.terms[-1].sector
        if self.actor.kind == "person" and ":" not in self.actor.id:
            return replace(self.actor, id=f"{self.actor.country}/{sector}", sector=sector)
        return replace(self.actor, sector=sector)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state with the words that mean it: names, demonyms, and capitals that speak for its government."""

    iso2: str
    iso3: str
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]


class ActorTable:
    """The tables in memory, with look-up by name, by id and by phrase."""

    def __init__(self) -> None:
        self.states = {state.iso3: state for state in _states()}
        self.sectors = {row["sector"]: row for row in rows("sectors.csv")}
        self.roles = {fold(unpossessed(row["role"])): row["sector"] for row in rows("roles.csv")}
        for role, sector in tuple(self.roles.items()):
            if " " not in role and not role.endswith(("s", "men", "police", "people", "y")):
                self.roles.setdefault(plural(role), sector)
        self.entries = (*_actors(), *_people())
        self._by_id: dict[str, Entry] = {}
        self._by_form: dict[str, list[Entry]] = {}
        for entry in self.entries:
            self._by_id.setdefault(entry.actor.id, entry)
            for form in entry.forms:
                self._by_form.setdefault(fold(form), []).append(entry)

    def resolve(self, text: str, *, on: date | None = None, near: str | None = None) -> Actor | None:
        """The actor that a noun phrase means, or None.

        A named group, body or person wins over "Turkish soldiers" (a state and a role), that over a role alone. `on` is
        the day the report speaks of (sectors change hands); `near` is the country, ISO alpha-2 or alpha-3, whose army "the
        army" is. A place is no actor; a capital speaks for its government.
        """
        from vedette.reference.actor_phrases import read  # the reader needs the table's types

        return read(self, text, on=on, near=near)

    def named(self, text: str) -> tuple[Actor, ...]:
        """Every named actor that has exactly this surface form."""
        return tuple(entry.actor for entry in self._by_form.get(fold(text), ()))

    def get(self, actor_id: str) -> Actor | None:
        """The actor of an id, composed where no row has it ("TUR/MIL", "generic:iran-backed-militias"), or None."""
        entry = self._by_id.get(actor_id)
        if entry is not None:
            return entry.actor
        kind, colon, slug = actor_id.partition(":")
        if colon:
            return self._generic(slug) if kind == "generic" else None
        iso3, _, sector = actor_id.partition("/")
        if iso3 not in self.states or (sector and sector not in self.sectors):
            return None
        return self.agent(iso3, sector) if sector else self.state(iso3)

    def names(self) -> tuple[str, ...]:
        """All surface forms of named actors, states, demonyms and capitals, the longest first."""
        found = {form for entry in self.entries for form in entry.forms}
        for state in self.states.values():
            found.update((state.name, *state.aliases, *state.demonyms, *state.capitals))
        return tuple(sorted(found, key=lambda form: (-len(form), form)))

    def role_nouns(self) -> tuple[str, ...]:
        """All role nouns in folded form, the longest first."""
        return tuple(sorted(self.roles, key=lambda role: (-len(role), role)))

    def state(self, iso3: str) -> Actor:
        """A state at large."""
        return Actor(id=iso3, name=self.states[iso3].name, kind="state", country=iso3)

    def agent(self, iso3: str, sector: str) -> Actor:
        """The agents of a state, or its people, of one sector: "TUR", "MIL" -> Turkish armed forces."""
        entry = self._by_id.get(f"{iso3}/{sector}")
        if entry is not None and entry.actor.kind != "person":
            return entry.actor
        state = self.states[iso3]
        name = f"{state.demonyms[0] if state.demonyms else state.name} {self.sectors[sector]['label']}"
        return Actor(id=f"{iso3}/{sector}", name=name, kind="state_agent", country=iso3, sector=sector, parent=iso3)

    def proxies(self, iso3: str) -> Actor:
        """The unnamed armed groups that a state backs, a node of its own above the named ones."""
        name = "US" if iso3 == "USA" else self.states[iso3].name
        return Actor(
            id=f"generic:{fold(name).replace(' ', '-')}-backed-militias",
            name=f"{name}-backed militias",
            kind="generic",
            sector="REB",
            backed_by=((iso3, SAID),),
        )

    def ancestors(self, actor_id: str) -> tuple[str, ...]:
        """Ids above this one, nearest first: parent, umbrellas, the node of groups that its backers back, its state."""
        found: dict[str, None] = {}
        queue = [actor_id]
        while queue:
            for above in self._above(queue.pop(0)):
                if above not in found and above != actor_id:
                    found[above] = None
                    queue.append(above)
        return tuple(found)

    def related(self, a: str, b: str) -> Tie | None:
        """How two ids belong together, whichever way round; "backed_by" also between a group and its backer's agents."""
        if a == b:
            return "same"
        for low, high in ((a, b), (b, a)):
            above = self.ancestors(low)
            if high in above:
                actor = self.get(low)
                direct = actor is not None and (high == actor.parent or high == low.rpartition("/")[0])
                return "parent" if direct or ":" not in low else "umbrella"
            if high.partition("/")[0] in self._backers((low, *above)):
                return "backed_by"
        return None

    def _above(self, actor_id: str) -> Iterator[str]:
        actor = self.get(actor_id)
        if actor is not None:
            if actor.parent:
                yield actor.parent
            yield from actor.umbrella
            if actor.kind != "generic":
                yield from (self.proxies(state).id for state, _ in actor.backed_by if state in self.states)
        if "/" in actor_id and ":" not in actor_id:
            yield actor_id.rpartition("/")[0]

    def _backers(self, ids: tuple[str, ...]) -> set[str]:
        actors = (self.get(actor_id) for actor_id in ids)
        return {state for actor in actors if actor is not None for state, _ in actor.backed_by}

    def _generic(self, slug: str) -> Actor | None:
        if slug.endswith("-backed-militias"):
            wanted = f"generic:{slug}"
            return next((p for p in map(self.proxies, self.states) if p.id == wanted), None)
        role = slug.replace("-", " ")
        sector = "CVL" if role == "civilians" else self.roles.get(role)
        return Actor(id=f"generic:{slug}", name=role, kind="generic", sector=sector) if sector else None


@cache
def actors() -> ActorTable:
    """The shared table, read on first use."""
    return ActorTable()


def plural(noun: str) -> str:
    """The plural of an English role noun, as ids spell it."""
    if noun.endswith("man"):
        return f"{noun[:-3]}men"
    return f"{noun}es" if noun.endswith(("ch", "sh", "x")) else f"{noun}s"


def _states() -> Iterator[State]:
    for row in rows("states.csv"):
        yield State(
            iso2=row["iso2"],
            iso3=row["iso3"],
            name=row["name"],
            aliases=_split(row["aliases"]),
            demonyms=_split(row["demonyms"]),
            capitals=_split(row["capitals"]),
        )


def _actors() -> Iterator[Entry]:
    for row in rows("actors.csv"):
        terms = _terms(row["sector"])
        backers = (pair.partition("=") for pair in _split(row["backed_by"]))
        actor = Actor(
            id=row["id"],
            name=row["name"],
            kind=row["kind"],
            country=row["country"] or None,
            sector=terms[-1].sector if terms else None,
            parent=row["parent"] or None,
            umbrella=_split(row["umbrella"]),
            backed_by=tuple((state, source) for state, _, source in backers),
        )
        yield Entry(actor=actor, forms=(row["name"], *_split(row["aliases"])), terms=terms if len(terms) > 1 else ())


def _people() -> Iterator[Entry]:
    for row in rows("people.csv"):
        terms = _terms(row["terms"])
        actor = Actor(
            id=row["member_of"] or f"{row['country']}/{terms[-1].sector}",
            name=row["name"],
            kind="person",
            country=row["country"],
            sector=terms[-1].sector,
            parent=row["member_of"] or None,
        )
        yield Entry(actor=actor, forms=(row["name"], *_split(row["aliases"])), terms=terms)


def _terms(cell: str) -> tuple[Term, ...]:
    """ "REB::2024-12-08;GOV:2024-12-08:" -> rebel until that day, government from it."""
    found = []
    for part in filter(None, cell.split(";")):
        sector, since, until = (*part.split(":"), "", "")[:3]
        found.append(Term(sector=sector, since=_day(since), until=_day(until)))
    return tuple(found)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _within(day: date, term: Term) -> bool:
    return (term.since is None or term.since <= day) and (term.until is None or day < term.until)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))
