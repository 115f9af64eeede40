"""The records that a query means: certain, likely and open, by the fields that filter them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from vedette.briefing.asking.lexicon import Lexicon
from vedette.briefing.asking.query import Query, Side, Span, Spot
from vedette.briefing.asking.vocabulary import WEAPON_MODES
from vedette.briefing.facts import Facts
from vedette.briefing.telling import toll
from vedette.model import Incident, Mention, Party, Where
from vedette.reference.actors import actors
from vedette.reference.gazetteer import gazetteer
from vedette.reference.names import fold

LONGEST: Final = 7
"""Days of the longest interval that is put on its middle day."""
ENOUGH: Final = 2
"""Attacks with a named target from which a country's other bases are judged."""
_ARMED: Final = frozenset({"REB", "UAF", "PRM", "SEP"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """What fits a query: `named` by every field, `likely` where the target is unnamed but the site is known to be the target's, and
    `open` where the target, the place or the day is unknown."""

    named: tuple[Incident, ...] = ()
    likely: tuple[Incident, ...] = ()
    open: tuple[Incident, ...] = ()

    @property
    def best(self) -> tuple[Incident, ...]:
        """What is counted: named and likely, by day."""
        return tuple(sorted((*self.named, *self.likely), key=lambda one: (last_day(one), one.id)))


def select(query: Query, facts: Facts, lexicon: Lexicon) -> Selected:
    """The incidents that fit a query; the parts of an operation count in place of the whole."""
    named: list[Incident] = []
    likely: list[Incident] = []
    unclear: list[Incident] = []
    sites, lands = _grounds(query.target, facts, lexicon) if query.target is not None else (frozenset(), frozenset())
    for one in facts.incidents:
        if not _fits(query, one, lexicon):
            continue
        where, when, whom = _place(query.spots, one), _day(query.span, one), _target(query, one, lexicon)
        if False in (where, when, whom):
            continue
        if None in (where, when):
            unclear.append(one)
        elif whom is None:
            place = one.place.value
            (
                likely
                if place is not None and (place.id in sites or (_based(place) and place.country in lands))
                else unclear
            ).append(one)
        else:
            named.append(one)
    if query.target is not None and not named and not likely:
        unclear = []  # nothing speaks for this target at all
    wholes = {one.part_of for one in (*named, *likely) if one.part_of}
    return Selected(
        named=tuple(one for one in named if one.id not in wholes), likely=tuple(one for one in likely if one.id not in wholes), open=tuple(unclear)
    )  # fmt: skip


def _fits(query: Query, one: Incident, lexicon: Lexicon) -> bool:
    """Whether an incident passes every filter but those of place, day and target, which it may leave open."""
    level = one.severity.level
    checks = (
        _act(query, one), _doer(query, one, lexicon), _claim(query, one), _harm(query, one), _outcome(query, one), _weapon(query, one),
        query.status is None or one.status.value == query.status,
        query.level is None or level == query.level or (query.upwards and level > query.level),
        not (query.unclaimed and claimants(one)),
        not query.harmless or _harmless(one),
        query.outlet is None or any(outlet == query.outlet for _, outlet, _ in one.sources),
    )  # fmt: skip
    return all(checks)


def attacks(incidents: Iterable[Incident]) -> int:
    """How many separate attacks these incidents stand for."""
    return sum(one.multiplicity.value or 1 for one in incidents)


def last_day(one: Incident) -> date:
    """The last day on which an incident can have happened."""
    return one.when.value.latest if one.when.value else date.max


def covers(side: Side, party: Party | None, lexicon: Lexicon | None = None) -> bool:
    """Whether a side is this party or stands above it: a state above its agents, an umbrella above its members, a role above
    who has it, a state above the coalition that it leads by name."""
    if party is None:
        return False
    if side.id is None or party.id is None:
        return fold(side.name) == fold(party.name)
    if side.id == party.id or party.id.startswith(f"{side.id}/") or side.id in _above(party.id):
        return True
    if lexicon is not None and party.id in lexicon.coalition_of(side.id):
        return side.id.partition("/")[2] in ("", "MIL")
    if not side.id.startswith("generic:"):
        return False
    sector = _sector(side.id)
    if sector in _ARMED:
        return (
            side.id in ("generic:militias", "generic:armed-groups", "generic:groups")
            and _sector(party.id) in _ARMED
            and "/" not in party.id
        )
    return "/" in party.id and party.id.split("/")[1] == sector


def _above(id: str) -> tuple[str, ...]:
    return tuple(one for one in actors().ancestors(id) if ":" in one or "/" in one or "/" in id)


def _sector(id: str) -> str | None:
    actor = actors().get(id)
    return actor.sector if actor else None


def signals(query: Query, facts: Facts, lexicon: Lexicon) -> tuple[Mention, ...]:
    """The statements and acts short of attacks that fit, by the day of their report."""
    found = []
    for one in facts.signals:
        if one.kind in ("ASSAULT", "COERCE", "PROTEST") or one.status.value in ("background", "hypothetical", "denied"):
            continue
        if query.speech and one.kind not in query.speech:
            continue
        if query.speaker is not None and not _speaks(query.speaker, _value(one.actor), lexicon):
            continue
        if query.addressee is not None and not covers(query.addressee, _value(one.target), lexicon):
            continue
        if query.conditional and (one.condition is None or not one.condition.value.strip()):
            continue
        if not _speaks_of(query.topic, one, facts):
            continue
        published = facts.documents[one.document].published
        if query.span is not None and not _within(query.span, published):
            continue
        found.append(one)
    return tuple(found)


def _speaks(side: Side, party: Party | None, lexicon: Lexicon) -> bool:
    """Whether a side is who speaks; a state at large speaks by its government."""
    state = (
        party is not None and side.id is not None and side.id.endswith("/GOV") and party.id == side.id.partition("/")[0]
    )
    return state or covers(side, party, lexicon)


def _speaks_of(topic: tuple[str, ...], one: Mention, facts: Facts) -> bool:
    """Whether the sentence that tells a statement holds these words."""
    document = facts.documents[one.document]
    start, end = next(
        ((s, e) for s, e in document.sentences if s <= one.trigger.start < e), (one.trigger.start, one.trigger.end)
    )
    return all(fold(word) in fold(document.text[start:end]) for word in topic)


def _value(reading: object) -> Party | None:
    return getattr(reading, "value", None)


def _within(span: Span, day: date) -> bool:
    return (span.first is None or day >= span.first) and (span.last is None or day <= span.last)


def _act(query: Query, one: Incident) -> bool:
    act = one.act.value
    if act is None or act.kind not in query.kinds:
        return False
    return not query.modes or act.mode in query.modes


def _doer(query: Query, one: Incident, lexicon: Lexicon) -> bool:
    return query.actor is None or covers(query.actor, one.actor.value, lexicon)


def _claim(query: Query, one: Incident) -> bool:
    return query.claimant is None or any(covers(query.claimant, party) for party in claimants(one))


def claimants(one: Incident) -> tuple[Party, ...]:
    """Who claims an incident, once each."""
    values = [told.reading.value for told in one.attributions]
    found = {value.actor.name: value.actor for value in values if value.how == "claimed" and value.actor is not None}
    return tuple(found.values())


def _harm(query: Query, one: Incident) -> bool:
    if not query.harmed or query.effect is None:
        return True
    wanted = {"injured": ("injured", "killed"), "harmed": ("injured", "killed", "harmed")}.get(
        query.effect, (query.effect,)
    )
    values = [account.value for account in one.casualties if account.value is not None]
    return any(value.effect in wanted and (value.count is None or value.count.high != 0) for value in values)


def _harmless(one: Incident) -> bool:
    """Whether reports say that nobody was hurt, and none says otherwise."""
    counts = [account.value.count for account in one.casualties if account.value is not None]
    return bool(counts) and all(count is not None and count.high == 0 for count in counts)


def _outcome(query: Query, one: Incident) -> bool:
    held = set(one.outcomes.value or ())
    if query.outcomes == ("damage",):
        return bool(held & {"damage", "damage_minor", "damage_major", "destroyed"})
    return not query.outcomes or bool(held & set(query.outcomes))


def _weapon(query: Query, one: Incident) -> bool:
    if not query.weapons:
        return True
    held = {instrument.weapon for instrument in one.instruments.value or ()}
    if held:
        return bool(held & set(query.weapons))
    act = one.act.value
    return (
        act is not None
        and act.mode is not None
        and any(act.mode in WEAPON_MODES.get(weapon, ()) for weapon in query.weapons)
    )


def _place(spots: tuple[Spot, ...], one: Incident) -> bool | None:
    """Whether an incident lies in one of the places; None where its place is unknown, or only a wider one that holds them."""
    if not spots:
        return True
    where = one.place.value
    if where is None:
        return None
    if any(_holds(spot, where) for spot in spots):
        return True
    wider = where.precision in ("country", "region", "province") and any(_inside(spot, where) for spot in spots)
    return None if wider else False


def _holds(spot: Spot, where: Where) -> bool:
    if where.id is not None and (where.id in spot.ids or set(spot.ids) & set(where.within)):
        return True
    if where.country is not None and f"iso:{where.country}" in spot.ids:
        return True
    if where.id is None:
        return where.name in spot.ids
    if spot.kind in ("region", "sea", "district"):
        outer, inner = gazetteer().get(spot.ids[0]), gazetteer().get(where.id)
        return outer is not None and inner is not None and gazetteer().contains(outer, inner)
    return False


def _inside(spot: Spot, where: Where) -> bool:
    place = gazetteer().get(spot.ids[0])
    if place is None:
        return False
    if where.precision == "country":
        return place.country == where.country
    return where.id in {one.id for one in gazetteer().within(place)}


def _day(span: Span | None, one: Incident) -> bool | None:
    """Whether an incident lies in the days: by its whole interval, else by its middle day; None where that is unknown."""
    if span is None or (span.first is None and span.last is None):
        return True
    when = one.when.value
    if when is None:
        return None
    first, last = span.first or date.min, span.last or date.max
    if when.latest < first or (when.earliest is not None and when.earliest > last):
        return False
    if when.earliest is None or when.span is None or when.span > LONGEST:
        return True if when.earliest is None and span.first is None and when.latest <= last else None
    middle = when.earliest + (when.latest - when.earliest) // 2
    return first <= middle <= last


def _target(query: Query, one: Incident, lexicon: Lexicon) -> bool | None:
    """Whether an incident hit this side; None where no report says whom it hit."""
    if query.target is None:
        return True
    if covers(query.target, one.target.value, lexicon):
        return True
    if one.target.value is not None and one.target.value.id is not None:
        return False
    doer = one.actor.value
    # Nobody strikes his own.
    return False if doer is not None and covers(query.target, doer, lexicon) else None


def _grounds(side: Side, facts: Facts, lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    """Where an unnamed target is likely this side: the bases, and the countries, in which reports name no other target of such attacks."""
    sites: dict[str, list[bool]] = {}
    lands: dict[str, list[bool]] = {}
    for one in facts.incidents:
        where, whom = one.place.value, one.target.value
        if (
            where is None
            or whom is None
            or whom.id is None
            or not _act(Query(sort="count"), one)
            or covers(side, one.actor.value, lexicon)
        ):
            continue
        fits = covers(side, whom, lexicon)
        if where.id is not None and _based(where):
            sites.setdefault(where.id, []).append(fits)
        if where.country is not None:
            lands.setdefault(where.country, []).append(fits)
    sure = (id for id, fits in sites.items() if all(fits))
    return frozenset(sure), frozenset(country for country, fits in lands.items() if all(fits) and len(fits) >= ENOUGH)


def _based(where: Where) -> bool:
    return where.precision in ("facility", "point")


def held_sum(incidents: Iterable[Incident], effect: str) -> int | None:
    """The least sum of an effect over the incidents that number it."""
    whole = toll(list(incidents), effect)
    return None if whole is None else whole.low or 0


def without(query: Query, **changes: object) -> Query:
    """The query with some filters changed."""
    values: Mapping[str, object] = changes
    return replace(query, **values)  # type: ignore[arg-type]
