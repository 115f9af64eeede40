"""Entities of the re3d set: what the product's readers of actors, places, weapons, times and numbers find, as spans of its tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from benchmarks import rows
from benchmarks.documents import UNDATED, exact
from vedette.coding import actors, counts, places, times, weapons
from vedette.coding.actors import ActorSpan
from vedette.coding.base import Sentence
from vedette.coding.chunks import Phrases, analyse

Found = tuple[int, int, str]
"""Document offsets and a type of the set."""

PLATFORMS: Final = frozenset({"tank", "drone", "one_way_drone"})
"""Weapon classes that the set calls a military platform: they carry a weapon or crew."""

PRONOUNS: Final = {
    **dict.fromkeys("we us they them".split(), "Organisation"),
    **dict.fromkeys("i me he she him".split(), "Person"),
}
"""The set marks pronouns as what they stand for; these stand for it nearly always."""

TEMPORAL: Final = frozenset({"date", "since", "until", "duration", "time_of_day"})
"""Roles of time expressions that the set marks; ages, habits and bare references it does not."""

TIGHT: Final = frozenset("- / ’ ' –".split())
NO_SPACE_BEFORE: Final = frozenset(". , ; : ! ? ) ] % ’s 's".split())
NO_SPACE_AFTER: Final = frozenset("( [ $ £ €".split())


def predict(data: Path) -> Iterator[rows.Row]:
    """Typed spans of tokens for every sentence of `re3d/sentences.jsonl`."""
    for row in rows.read(data, "re3d/sentences.jsonl"):
        yield {"id": row["id"], "entities": [list(entity) for entity in entities(row["tokens"])]}


def entities(tokens: Sequence[str]) -> tuple[tuple[int, int, str], ...]:
    """Entities as (first token, last token + 1, type), none overlapping."""
    text, offsets = joined(tokens)
    document = exact(text)
    if document is None:
        return ()
    taken: set[int] = set()
    found = []
    phrases = analyse(Sentence(document, 0, 0, len(text)))
    for start, end, kind in spans(phrases):
        inside = [i for i, (a, b) in enumerate(offsets) if a < end and start < b]
        if inside and not taken & set(inside):
            taken |= set(inside)
            found.append((inside[0], inside[-1] + 1, kind))
    return tuple(sorted(found))


def spans(phrases: Phrases) -> Iterator[Found]:
    """What the readers find in a sentence, the surest first."""
    sentence = phrases.sentence
    for expression in times.read(sentence):
        if expression.role in TEMPORAL:
            yield expression.start, expression.end, "Temporal"
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
    for place in places.resolve(named, phrases, places.countries_of(named)):
        yield place.start, place.end, "Location"
    for state in spoken:
        if state.bare_state:
            yield from _state(phrases, state)
    for weapon in weapons.read(phrases, numbers):
        kind = "MilitaryPlatform" if weapon.instrument.weapon in PLATFORMS else "Weapon"
        yield phrases.tokens[weapon.first].start, phrases.tokens[weapon.last - 1].end, kind
    for token in phrases.tokens:
        if token.lower in PRONOUNS:
            yield token.start, token.end, PRONOUNS[token.lower]
    for number in numbers:
        if number.counts or number.unit in ("percent", "measure"):
            yield number.start, number.end, "Quantity"


def _actor(phrases: Phrases, actor: ActorSpan) -> Iterator[Found]:
    """An actor with the words of its noun group that stand before it ("the Iraqi security forces")."""
    first = phrases.group(actor.first)[0]
    start = phrases.tokens[min(first, actor.first)].start
    yield start, actor.end, "Person" if actor.person else "Organisation"


def _state(phrases: Phrases, state: ActorSpan) -> Iterator[Found]:
    """A state's name is a place, its demonym a nationality."""
    name = phrases.words((state.first, state.last))
    yield state.start, state.end, "Location" if name.removesuffix("'s") == state.party.name else "Nationality"


def joined(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """The sentence as it was once written, and where each token stands in it."""
    text, offsets = "", []
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else ""
        tight = token in TIGHT or before in TIGHT or token in NO_SPACE_BEFORE or before in NO_SPACE_AFTER
        if text and not tight:
            text += " "
        offsets.append((len(text), len(text) + len(token)))
        text += token
    return text, offsets
