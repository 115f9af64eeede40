"""Entities of the re3d set: what the product's encoder finds, and beside it what its readers of actors, places, weapons, times and numbers do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final

from benchmarks import rows
from benchmarks.documents import UNDATED, exact
from vedette.coding import actors, counts, places, times, weapons
from vedette.coding.actors import ActorSpan
from vedette.coding.base import Sentence, Token
from vedette.coding.chunks import Phrases, analyse
from vedette.coding.local.encoder import encoder
from vedette.coding.places import PlaceSpan
from vedette.reference.gazetteer import gazetteer

Found = tuple[int, int, str]
"""Document offsets and a type of the set."""
Entity = tuple[int, int, str]
"""First token, last token + 1 and a type of the set."""

FIRST: Final = frozenset({"Person"})
"""Types on which the readers are right more often than the encoder."""
ALSO: Final = frozenset({"Nationality", "Person", "Temporal", "Weapon"})
"""Types of which the readers find what the encoder misses, more often rightly than not."""
LEAST: Final = 0.3
"""Confidence below which an entity of the encoder costs more than it brings."""

PLATFORMS: Final = frozenset({"tank", "drone", "one_way_drone"})
"""Weapon classes that the set calls a military platform: they carry a weapon or crew."""

PRONOUNS: Final = {
    **dict.fromkeys("we us they them".split(), "Organisation"),
    **dict.fromkeys("i me he she him".split(), "Person"),
}
"""The set marks pronouns as what they stand for; these stand for it nearly always."""

HUMANS: Final = frozenset(
    "president minister premier secretary spokesman spokeswoman spokesperson commander leader general colonel captain major "
    "lieutenant sergeant admiral ambassador envoy governor mayor senator chief director official officer soldier man woman boy "
    "girl king prince emir sheikh cleric imam pope bishop priest judge lawyer journalist reporter doctor teacher student chairman "
    "politician lawmaker legislator deputy prisoner activist fighter militant gunman bomber attacker worker citizen refugee".split()
)
"""Roles in the singular that the set marks as a person; other roles are bodies of people."""

TEMPORAL: Final = frozenset({"date", "since", "until", "duration", "time_of_day"})
"""Roles of time expressions that the set marks; ages, habits and bare references it does not."""

DIRECTIONS: Final = frozenset(
    "north south east west central northern southern eastern western northeastern northwestern".split()
)

COUNTRY_SHORT: Final = frozenset({"UK", "US", "U.S.", "U.K.", "USA", "UAE"})

LED_IN: Final = re.compile(r"(?:since|in|on|over|during|for|by|until|from|at|within|after|before)\s+", re.IGNORECASE)
"""The set leaves the preposition of a time out."""

TIGHT: Final = frozenset("- / ’ ' –".split())
NO_SPACE_BEFORE: Final = frozenset(". , ; : ! ? ) ] % ’s 's".split())
NO_SPACE_AFTER: Final = frozenset("( [ $ £ €".split())


def predict(data: Path) -> Iterator[rows.Row]:
    """Typed spans of tokens for every sentence of `re3d/sentences.jsonl`."""
    for row in rows.read(data, "re3d/sentences.jsonl"):
        yield {"id": row["id"], "entities": [list(entity) for entity in entities(row["tokens"])]}


@dataclass(frozen=True)
class Given(Sentence):
    """A sentence whose tokens are those of the set."""

    given: tuple[Token, ...] = ()

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the set, with their offsets in the joined text."""
        return self.given


def entities(tokens: Sequence[str]) -> tuple[Entity, ...]:
    """Entities as (first token, last token + 1, type), none overlapping."""
    text, offsets = joined(tokens)
    document = exact(text)
    if document is None:
        return ()
    given = tuple(Token(word, *at) for word, at in zip(tokens, offsets, strict=True))
    (read,) = encoder().read([Given(document, 0, 0, len(text), given)])
    learned = {(span.first, span.last, span.label): span.confidence for span in read.entities}
    by_rule = read_by_rule(Sentence(document, 0, 0, len(text)), offsets)
    return tuple(sorted(_apart(ranked(learned, by_rule))))


def ranked(learned: Mapping[Entity, float], by_rule: Sequence[Entity]) -> Iterator[Entity]:
    """All that was found, the surest first: what both say, then as `FIRST` has it, then the rest."""
    yield from (one for one in by_rule if one in learned or one[2] in FIRST)
    yield from (one for one, sure in learned.items() if sure >= LEAST)
    yield from (one for one in by_rule if one[2] in ALSO)


def read_by_rule(sentence: Sentence, offsets: Sequence[tuple[int, int]]) -> tuple[Entity, ...]:
    """What the readers find, as spans of the set's tokens, none overlapping."""
    found = []
    for start, end, kind in spans(analyse(sentence)):
        inside = [i for i, (a, b) in enumerate(offsets) if a < end and start < b]
        if inside:
            found.append((inside[0], inside[-1] + 1, kind))
    return tuple(_apart(found))


def _apart(found: Iterable[Entity]) -> Iterator[Entity]:
    """Those that overlap none before them."""
    taken: set[int] = set()
    for first, last, kind in found:
        inside = set(range(first, last))
        if not taken & inside:
            taken |= inside
            yield first, last, kind


def spans(phrases: Phrases) -> Iterator[Found]:
    """What the readers find in a sentence, the surest first."""
    sentence = phrases.sentence
    for expression in times.read(sentence):
        if expression.role in TEMPORAL:
            led = LED_IN.match(expression.text)
            yield expression.start + (led.end() if led else 0), expression.end, "Temporal"
    numbers = counts.read(sentence)
    for number in numbers:
        if number.unit == "money":
            yield number.start, number.end, "Money"
    spoken = actors.read(phrases, UNDATED)
    for actor in spoken:
        if not actor.bare_state and (actor.named or actor.party.role):
            yield from _actor(phrases, actor)
    taken = [(a.first, a.last) for a in spoken if not a.bare_state and a.named]
    named = places.names(phrases, taken, upper=False)
    for place in _with_holders(places.resolve(named, phrases, places.countries_of(named))):
        yield _whole(phrases, place)
    for state in spoken:
        if state.bare_state:
            yield from _state(phrases, state)
    for weapon in weapons.read(phrases, lambda: numbers):
        kind = "MilitaryPlatform" if weapon.instrument.weapon in PLATFORMS else "Weapon"
        yield phrases.tokens[weapon.first].start, phrases.tokens[weapon.last - 1].end, kind
    for token in phrases.tokens:
        if token.lower in PRONOUNS:
            yield token.start, token.end, PRONOUNS[token.lower]
    for number in numbers:
        if (
            number.word is None
            and (number.counts or number.unit in ("percent", "measure"))
            and _counts_something(phrases, number.end)
        ):
            yield number.start, number.end, "Quantity"


def _with_holders(spoken: Sequence[PlaceSpan]) -> Iterator[PlaceSpan]:
    """The set marks a town and the country after its comma as one place."""
    skip = -1
    for index, place in enumerate(spoken):
        following = spoken[index + 1] if index + 1 < len(spoken) else None
        if index == skip:
            continue
        if following is not None and following.first == place.last + 1 and _inside(place, following):
            skip = index + 1
            yield replace(place, last=following.last, end=following.end)
        else:
            yield place


def _inside(inner: PlaceSpan, outer: PlaceSpan) -> bool:
    return inner.place is not None and outer.place is not None and gazetteer().contains(outer.place, inner.place)


def _whole(phrases: Phrases, place: PlaceSpan) -> Found:
    """A place with its article, direction and kind ("the city of Mosul", "eastern Aleppo")."""
    first = place.first
    if first > 1 and phrases.lower[first - 1] == "of" and phrases.lower[first - 2] in places.KIND_WORDS:
        first -= 2
    while first > 0 and (phrases.lower[first - 1] == "the" or phrases.lower[first - 1] in DIRECTIONS):
        first -= 1
    return phrases.tokens[first].start, place.end, "Location"


def _actor(phrases: Phrases, actor: ActorSpan) -> Iterator[Found]:
    """An actor with its noun group ("the Iraqi security forces") and what "of" adds to its name ("the Ministry of Culture")."""
    first, last = phrases.group(actor.first)
    first, last = min(first, actor.first), max(actor.last, last)
    if actor.named and not actor.party.role and not actor.person:
        first = actor.first - (actor.first > 0 and phrases.lower[actor.first - 1] == "the")
    while first < actor.first and phrases.tags[first] == "#":
        first += 1
    own = next((i for i in range(actor.first, last - 1) if phrases.lower[i].endswith(("'s", "s'"))), None)
    last = own + 1 if own is not None else last
    while last + 1 < len(phrases.tokens) and phrases.lower[last] == "of" and phrases.tags[last + 1] in "DN":
        following = phrases.group(last + 1)
        if not any(phrases.tokens[i].text[:1].isupper() for i in range(*following)):
            break
        last = following[1]
    while last > actor.first + 1 and not phrases.tokens[last - 1].text[-1].isalnum():
        last -= 1
    end = phrases.tokens[last - 1].end
    end -= 2 if phrases.lower[last - 1].endswith("'s") else 0
    yield phrases.tokens[first].start, end, "Person" if _one_human(phrases, actor) else "Organisation"


def _one_human(phrases: Phrases, actor: ActorSpan) -> bool:
    if actor.person:
        return True
    said = phrases.lower[actor.first : actor.last]
    return bool(actor.party.role) and any(word in HUMANS for word in said)


def _counts_something(phrases: Phrases, end: int) -> bool:
    return any(
        token.start >= end and phrases.tags[i] in "N" and token.start - end <= 1
        for i, token in enumerate(phrases.tokens)
    )


def _state(phrases: Phrases, state: ActorSpan) -> Iterator[Found]:
    """A state's name is a place, or a body where it does something; its demonym is a nationality."""
    name = phrases.words((state.first, state.last))
    if name.removesuffix("'s") != state.party.name and name not in COUNTRY_SHORT:
        yield state.start, state.end, "Nationality"
        return
    first = state.first - (state.first > 0 and phrases.lower[state.first - 1] == "the")
    acts = any(
        (subject := phrases.subject(verb.at)) is not None and subject[0] <= state.first < subject[1]
        for verb in phrases.verbs
    )
    led = state.first > 0 and phrases.tags[state.first - 1 - (first < state.first)] == "P"
    yield phrases.tokens[first].start, state.end, "Organisation" if acts and not led else "Location"


def joined(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """The sentence as it was once written, and where each token stands in it."""
    text, offsets = "", []
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else ""
        broken = index > 1 and token.isdigit() and tokens[index - 2].isdigit()
        decimal = broken and (before == "." or (before == "," and len(token) == 3))
        tight = token in TIGHT or before in TIGHT or token in NO_SPACE_BEFORE or before in NO_SPACE_AFTER or decimal
        if text and not tight:
            text += " "
        offsets.append((len(text), len(text) + len(token)))
        text += token
    return text, offsets
