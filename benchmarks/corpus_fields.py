"""The fields of the events that the coder finds in our own annotated passages, by theatre.

    python -m benchmarks.corpus_fields [-v FIELD] [--held] [THEATRE ...]

Only incidents that were found are judged. A field that no tag gives must stay open. The held-out theatres are read for their numbers
only: their errors are never printed.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from typing import Final

from training.corpus.markup import Passage, Tag, files

from benchmarks.corpus import HELD, Event, Result, results
from vedette.model import Mention
from vedette.reference.gazetteer import gazetteer
from vedette.reference.names import fold

FIELDS: Final = ("mode", "status", "place", "actor", "target", "weapons", "outcome", "killed", "injured")
_CLAIMS: Final = frozenset({"actor", "claimed"})


def judged(result: Result) -> Iterator[tuple[Event, Mention, str, object, object]]:
    """Event, mention, field, the value wanted and the value found, for every field of every incident found."""
    for event, mention in result.pairs:
        tags = _tags(result.passage, event)
        wanted, found = _wanted(event, tags), _found(mention)
        for field in FIELDS:
            yield event, mention, field, wanted[field], found[field]


def agree(field: str, wanted: object, found: object) -> bool:
    """Whether the two values say the same; places by any of their names."""
    if field == "place" and isinstance(wanted, str) and isinstance(found, tuple):
        name, _, country = wanted.rpartition(",")
        ids = {place.id for place in gazetteer().named(name) if country in ("?", place.country)}
        return found[0] in ids or fold(found[1]) == fold(name)
    return wanted == found


def main() -> None:
    """Print the share right of each field, and with -v the errors of one field in the open theatres."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-v", choices=FIELDS, help="print the errors of this field in the open theatres")
    parser.add_argument("--held", action="store_true", help="the held-out theatres alone")
    parser.add_argument("theatre", nargs="*")
    given = parser.parse_args()
    known = [path.stem.rpartition("-")[0] for path in files()]
    chosen = given.theatre or [one for one in known if (one in HELD) == given.held]
    right, of = Counter[str](), Counter[str]()
    for theatre, result in results(chosen):
        for event, mention, field, wanted, found in judged(result):
            good = agree(field, wanted, found)
            right[field] += good
            of[field] += 1
            if field == given.v and not good and theatre not in HELD:
                start, end = _around(result, event)
                print(f"{result.passage.id} {event.words!r} wanted {wanted} found {found}", mention.id)
                print(f"      {result.document.text[start:end]!r}")
    for field in FIELDS:
        print(f"{field:10} {right[field]:5} {of[field]:5} {right[field] / max(1, of[field]):.3f}")


def _around(result: Result, event: Event) -> tuple[int, int]:
    at = next(i for i, (_, end) in enumerate(result.document.sentences) if event.spans[0][0] < end)
    sentences = result.document.sentences
    return sentences[max(0, at - 1)][0], sentences[min(len(sentences) - 1, at + 1)][1]


def _tags(passage: Passage, event: Event) -> list[Tag]:
    trigger = next(tag for tag in passage.triggers if (tag.start, tag.end) == event.spans[0])
    return [tag for tag in passage.tags if tag.of == trigger.of]


def _wanted(event: Event, tags: list[Tag]) -> dict[str, object]:
    act = next(tag.value for tag in tags if tag.name == "trigger")
    return {
        "mode": act.partition("/")[0].partition(".")[2] or None,
        "status": event.status,
        "place": next((tag.value for tag in tags if tag.name == "place"), None),
        "actor": _party(tags, _CLAIMS),
        "target": _party(tags, frozenset({"target"})),
        "weapons": frozenset(tag.value.partition("*")[0] for tag in tags if tag.name == "weapon"),
        "outcome": frozenset(tag.value for tag in tags if tag.name == "outcome"),
        "killed": frozenset(tag.value.partition("/")[0] for tag in tags if tag.name == "killed"),
        "injured": frozenset(tag.value.partition("/")[0] for tag in tags if tag.name == "injured"),
    }


def _party(tags: list[Tag], names: frozenset[str]) -> str | None:
    given = [tag.value for tag in tags if tag.name in names]
    named = [value for value in given if value != "?"]
    return next(iter(named or given), None) if given else None


def _found(mention: Mention) -> dict[str, object]:
    place = mention.place.value if mention.place else None
    return {
        "mode": mention.act.value.mode,
        "status": mention.status.value,
        "place": (place.id, place.name) if place else None,
        "actor": (mention.actor.value.id or "?") if mention.actor else None,
        "target": (mention.target.value.id or "?") if mention.target else None,
        "weapons": frozenset(one.value.weapon for one in mention.instruments),
        "outcome": frozenset(one.value for one in mention.outcomes),
        "killed": _figures(mention, "killed"),
        "injured": _figures(mention, "injured"),
    }


def _figures(mention: Mention, effect: str) -> frozenset[str]:
    found = set()
    for reading in mention.casualties:
        count = reading.value.count
        if reading.value.effect == effect:
            found.add(_figure(count.low, count.high) if count else f'"{reading.value.word}"')
    return frozenset(found)


def _figure(low: int | None, high: int | None) -> str:
    if low == high:
        return str(low)
    return f">={low}" if high is None else f"<={high}" if low is None else f"{low}-{high}"


if __name__ == "__main__":
    main()
