"""The fields of the events that the coder finds in our own annotated passages, by theatre.

    python -m benchmarks.corpus_fields [-v FIELD] [--held] [THEATRE ...]

Only incidents that were found are judged. A field that no tag gives must stay open. The held-out theatres are read for their numbers
only: their errors are never printed.
"""

from __future__ import annotations

import argparse
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from training.corpus.markup import Passage, Tag, files

from benchmarks.corpus import HELD, Event, Result, results
from vedette.model import Mention, Party, Reading, When
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


def borne_out(result: Result) -> Iterator[tuple[Mention, str, bool]]:
    """Whether each mention is one the annotation has ("mention"), and whether each reading of those that are says the same.

    Readings are named as `coding.sureness` names them: "place", "casualties.0". A mention of an incident is right when it is one of
    the incidents annotated, any other when an event of its kind is; fields are judged where the words tell the same event. A day read
    from the publication is right where no day is annotated, or where the annotated one lies in it; a toll by its figure, without its side;
    a party that is named no nearer than by its words ("gunmen", a state at large) where these words are annotated as that party.
    """
    paired = {id(mention) for _, mention in result.pairs}
    alike = {id(mention): event for event, mention in result.likes}
    for mention in result.found:
        event = alike.get(id(mention))
        told = id(mention) in paired if mention.is_incident else event is not None and event.kind == mention.kind
        yield mention, "mention", told
        if event is None:
            continue
        tags = _tags(result.passage, event)
        wanted, found = _wanted(event, tags), _found(mention)
        yield mention, "act", event.kind == mention.kind and wanted["mode"] == found["mode"]
        yield mention, "status", wanted["status"] == found["status"]
        if mention.place is not None:
            yield mention, "place", agree("place", wanted["place"], found["place"])
        yield from ((mention, name, right) for name, right in _others(mention, tags))


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


def _others(mention: Mention, tags: list[Tag]) -> Iterator[tuple[str, bool]]:
    """Which of the remaining readings of a mention the tags of its event bear out."""
    yield "when", _dated(mention.when.value, _values(tags, "when"))
    if mention.actor is not None:
        yield "actor", _party_is(mention.actor.value, mention.actor, tags, _CLAIMS)
    if mention.target is not None:
        yield "target", _party_is(mention.target.value, mention.target, tags, frozenset({"target"}))
    if mention.launched_from is not None:
        where = mention.launched_from.value
        yield "launched_from", any(agree("place", one, (where.id, where.name)) for one in _values(tags, "from"))
    if mention.multiplicity is not None:
        yield "multiplicity", str(mention.multiplicity.value) in _values(tags, "mult")
    if mention.condition is not None:
        yield "condition", _touches(mention.condition, tags, frozenset({"condition"}))
    for at, party in enumerate(mention.other_targets):
        yield f"other_targets.{at}", _touches(party, tags, frozenset({"target"}))
    weapons = {value.partition("*")[0] for value in _values(tags, "weapon")}
    for at, one in enumerate(mention.instruments):
        yield f"instruments.{at}", one.value.weapon in weapons
    for at, hurt in enumerate(mention.casualties):
        count = hurt.value.count
        figure = _figure(count.low, count.high) if count else f'"{hurt.value.word}"'
        yield f"casualties.{at}", figure in {v.partition("/")[0] for v in _values(tags, hurt.value.effect)}
    for at, came in enumerate(mention.outcomes):
        yield f"outcomes.{at}", came.value in _values(tags, "outcome")
    for at, said in enumerate(mention.attributions):
        names = frozenset({"actor" if said.value.how == "stated" else said.value.how})
        doer = said.value.actor
        right = not any(t.name in names for t in tags) if doer is None else _party_is(doer, said, tags, names)
        yield f"attributions.{at}", right


def _values(tags: list[Tag], name: str) -> tuple[str, ...]:
    return tuple(tag.value for tag in tags if tag.name == name)


def _touches(reading: Reading[object], tags: list[Tag], names: frozenset[str]) -> bool:
    return any(t.name in names and t.start < p.end and p.start < t.end for t in tags for p in reading.passages)


def _party_is(party: Party, reading: Reading[object], tags: list[Tag], names: frozenset[str]) -> bool:
    """Whether a party is one annotated under these names: by its id, or by its words where its id says no more than they do."""
    given = [tag for tag in tags if tag.name in names]
    if any(tag.value == party.id for tag in given):
        return True
    if party.id is None or party.id.startswith("generic:"):
        return _touches(reading, tags, names)
    near = [tag for tag in given if tag.value.startswith(f"{party.id}/")]
    return "/" not in party.id and ":" not in party.id and _touches(reading, near, names)


def _dated(found: When, wanted: tuple[str, ...]) -> bool:
    """Whether an interval is one of those annotated; one that rests on the publication need only hold it."""
    if not wanted:
        return found.basis == "publication"
    for value in wanted:
        first, _, last = value.partition("/")
        earliest, latest = _bound(first, end=False), _bound(last or first, end=True)
        if found.basis == "publication":
            open_ = found.earliest is None or (earliest is not None and found.earliest <= earliest)
            if open_ and latest is not None and latest <= found.latest:
                return True
        elif (earliest, latest) == (found.earliest, found.latest):
            return True
    return False


def _bound(edtf: str, *, end: bool) -> date | None:
    """The first or the last day of an EDTF date; None where it is open."""
    parts = [int(part) for part in edtf.rstrip("~?%").split("-") if part.isdigit()]
    if not parts:
        return None
    year, month = parts[0], parts[1] if len(parts) > 1 else 12 if end else 1
    last = monthrange(year, month)[1] if end else 1
    return date(year, month, parts[2] if len(parts) > 2 else last)


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
