"""Reading of a noun phrase as an actor: names, states with roles, sponsors with proxies, roles alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from vedette.reference.actors import Actor, ActorTable, Entry, State, plural
from vedette.reference.gazetteer import gazetteer
from vedette.reference.names import fold, unpossessed

LONGEST = 9
"""Tokens of the longest name that is tried."""

BACKED = frozenset("backed aligned allied sponsored supported funded linked affiliated proxy armed trained".split())
PROXY_HEADS = frozenset("groups group forces elements proxies proxy force factions faction cells units".split())
PROXY_SECTORS = frozenset({"REB", "PRM", "UAF"})
FORMER = frozenset({"former", "ex", "ousted", "disgraced", "deposed", "retired", "late"})
BREAKS = frozenset(
    "of in for at to from with by near across who that which on against inside outside over after and".split()
)
VAGUE = frozenset({"unknown", "unidentified", "masked", "heavily", "two"})
TAKEN = frozenset("hostage captive prisoner".split())
"""What somebody is made, behind who he is ("taking three officers hostage")."""
CRAFT = frozenset("ship ships vessel vessels boat boats".split())
"""What the arms of a state go in as others do ("coast guard ships")."""
OFFICES = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"})

_CRAFT = re.compile(r"(?:[A-Z]{1,3}-\d{1,3}[A-Z]*s?|MiG-?\d*s?)$")
"""The designation of an aircraft ("F-16", "Su-25s"): beside it "fighters" are not men."""
_FLYERS = frozenset({"fighter", "fighters", "bombers", "bomber"})

_PIECE = re.compile(r"[^\s,;:()\[\]\"“”]+|[,;:]")


@dataclass(frozen=True, slots=True)
class Token:
    """A folded token, the piece of text it comes from, and the clause of the phrase that it stands in."""

    folded: str
    surface: str
    clause: int


@dataclass(frozen=True, slots=True)
class Found:
    """A name found in the phrase: tokens start..end, and the row or the state it means (`capital`: by its capital)."""

    start: int
    end: int
    entry: Entry | None = None
    state: State | None = None
    capital: bool = False


def read(table: ActorTable, text: str, *, on: date | None, near: str | None) -> Actor | None:
    """The actor of a phrase; see `ActorTable.resolve`."""
    tokens = _tokens(text)
    if not tokens:
        return None
    found = tuple(_find(table, tokens))
    entries = [f for f in found if f.entry is not None]
    states = [f for f in found if f.state is not None]
    taken = {i for f in entries for i in range(f.start, f.end)}
    role = _role(table, tokens, taken)
    former = role is not None and bool(FORMER & {t.folded for t in tokens})
    proxies = _proxies(table, tokens, states, role)
    state = states[0].state if states else None
    if entries and not (role and state and _abroad(entries[0], states[0])):
        return _named(table, entries, role, on=on, former=former)
    if proxies is not None:
        return proxies
    if role is None:
        if state is None:
            return None
        if states[0].capital:
            return table.agent(state.iso3, "GOV") if tokens[states[0].start].clause == 0 else None
        return table.state(state.iso3)
    sector = "ELI" if former and role[1] in OFFICES else role[1]
    if state is None:
        state = _state_of_place(table, tokens, taken) or _state_near(table, near, sector)
    return table.agent(state.iso3, sector) if state else _generic(role[0], sector, table)


def _abroad(entry: Found, state: Found) -> bool:
    """Whether the name is only the post of a state's agent ("the Canadian ambassador to the United Nations")."""
    assert entry.entry is not None
    return state.end <= entry.start and entry.entry.actor.id.startswith("org:")


def _named(
    table: ActorTable, entries: list[Found], role: tuple[str, str] | None, *, on: date | None, former: bool
) -> Actor:
    """The first name of the phrase; a role turns a body into its own ("EU legislators"), "former" takes the office away."""
    entry = entries[0].entry
    assert entry is not None
    actor = entry.on(on)
    if role is None:
        return actor
    if former and actor.sector in OFFICES and ":" not in actor.id and actor.country in table.states:
        return replace(table.agent(actor.country, "ELI"), name=actor.name)
    if (
        actor.id.startswith("org:")
        and role[1] in OFFICES
        and actor.country in ("EUR", "UNO", "IGO")
        and actor.sector is None
    ):
        return replace(actor, sector=role[1])
    return actor


def _tokens(text: str) -> tuple[Token, ...]:
    made: list[Token] = []
    clause = 0
    for piece in _PIECE.findall(unpossessed(text)):
        if piece in ",;:":
            clause += 1
            continue
        for part in fold(piece).split():
            if part in BREAKS:
                clause += 1
            made.append(Token(part, piece, clause))
    return tuple(made)


def _find(table: ActorTable, tokens: tuple[Token, ...]) -> Iterator[Found]:
    """Names from left to right, the longest first; a form written with capitals must stand with capitals."""
    forms = _forms(table)
    start = 0
    while start < len(tokens):
        for end in range(min(len(tokens), start + LONGEST), start, -1):
            key = " ".join(token.folded for token in tokens[start:end])
            hit = next((f for surface, f in forms.get(key, ()) if _written(surface, tokens[start:end])), None)
            if hit is not None:
                yield Found(start, end, hit.entry, hit.state, hit.capital)
                start = end
                break
        else:
            start += 1


def _written(form: str, tokens: tuple[Token, ...]) -> bool:
    surface = tokens[0].surface
    if form.isupper() and len(form) <= 5:
        return any(token.surface.isupper() for token in tokens)
    return not form[0].isupper() or surface[:1].isupper() or not surface[:1].isalpha() or "-" in surface


@cache
def _forms(table: ActorTable) -> dict[str, tuple[tuple[str, Found], ...]]:
    """Folded form -> (form as written, what it means); rows before states, states before capitals."""
    made: dict[str, list[tuple[str, Found]]] = {}
    for entry in table.entries:
        for form in entry.forms:
            made.setdefault(fold(unpossessed(form)), []).append((form, Found(0, 0, entry=entry)))
    for state in table.states.values():
        for form in (state.name, *state.aliases, *state.demonyms):
            made.setdefault(fold(unpossessed(form)), []).append((form, Found(0, 0, state=state)))
    for state in table.states.values():
        for form in state.capitals:
            made.setdefault(fold(unpossessed(form)), []).append((form, Found(0, 0, state=state, capital=True)))
    return {key: tuple(found) for key, found in made.items()}


def _role(table: ActorTable, tokens: tuple[Token, ...], taken: set[int]) -> tuple[str, str] | None:
    """The role noun that heads the phrase and its sector: the last one of the first clause that holds any."""
    for clause in sorted({token.clause for token in tokens}):
        inside = [i for i, token in enumerate(tokens) if token.clause == clause and i not in taken]
        best: tuple[str, str] | None = None
        at = 0
        while at < len(inside):
            for width in range(min(6, len(inside) - at), 0, -1):
                words = " ".join(tokens[i].folded for i in inside[at : at + width])
                if words in table.roles and not (best is not None and _only_trails(words, best[1])):
                    best = words, table.roles[words]
                    at += width
                    break
            else:
                at += 1
        if best is not None:
            return ("jets", "MIL") if best[0] in _FLYERS and any(_CRAFT.match(t.surface) for t in tokens) else best
    return None


def _only_trails(words: str, before: str) -> bool:
    """Whether a role noun behind one of this sector only says what became of somebody, or what an arm of the state goes in."""
    return words in TAKEN or (words in CRAFT and before in OFFICES)


def _proxies(
    table: ActorTable, tokens: tuple[Token, ...], states: list[Found], role: tuple[str, str] | None
) -> Actor | None:
    """ "<state>-backed militias", "pro-<state> groups": the node of that state's proxies."""
    words = [token.folded for token in tokens]
    for found in states:
        backed = found.end < len(words) and words[found.end] in BACKED
        pro = found.start > 0 and words[found.start - 1] == "pro"
        armed = (role is not None and role[1] in PROXY_SECTORS) or bool(PROXY_HEADS & set(words))
        if found.state is not None and armed and (backed or pro or {"proxies", "proxy"} & set(words)):
            return table.proxies(found.state.iso3)
    return None


def _state_near(table: ActorTable, near: str | None, sector: str) -> State | None:
    """The state whose army "the army" is, where the sector acts for a state."""
    if near is None or table.sectors[sector]["of_state"] != "1":
        return None
    return table.states.get(near) or next((s for s in table.states.values() if s.iso2 == near), None)


def _state_of_place(table: ActorTable, tokens: tuple[Token, ...], taken: set[int]) -> State | None:
    """The state of the place that stands in the phrase ("Kano State government"), unless the name is an everyday word."""
    places = gazetteer()
    for start in range(len(tokens)):
        for end in range(min(len(tokens), start + 4), start, -1):
            part = tokens[start:end]
            if taken & set(range(start, end)) or not all(t.surface[:1].isupper() for t in part):
                continue
            name = " ".join(t.folded for t in part)
            if name in table.roles or name.split()[0] in ("the", "a", "an", "two"):
                continue
            least = 500_000 if places.common(name) else 20_000
            found = [p for p in places.named(name)[:1] if p.country and (p.population or 0) > least]
            state = next((s for s in table.states.values() if found and s.iso2 == found[0].country), None)
            if state is not None:
                return state
    return None


def _generic(role: str, sector: str, table: ActorTable) -> Actor:
    """A role without a state: civilians are one node, men with arms another; other roles go by their plural, a mob is one."""
    if sector == "UAF" and role.rsplit(maxsplit=1)[-1] in ("men", "persons"):
        role = "gunmen"
    while role.partition(" ")[0] in VAGUE and role.partition(" ")[2] in table.roles:
        role = role.partition(" ")[2]
    one = role.removesuffix("s") if sector == "MOB" else plural(role)
    name = "civilians" if sector == "CVL" else one if one in table.roles else role
    return Actor(id=f"generic:{name.replace(' ', '-')}", name=name, kind="generic", sector=sector)
