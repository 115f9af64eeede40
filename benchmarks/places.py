"""Places: the point of each marked place name, in the light of the document; and names looked up alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from benchmarks import rows
from benchmarks.documents import exact
from vedette.coding import places
from vedette.coding.base import Sentence
from vedette.coding.chunks import Phrases, analyse
from vedette.coding.places import Named
from vedette.model import Document
from vedette.reference.actors import State, actors
from vedette.reference.gazetteer import Place, gazetteer
from vedette.reference.names import fold

Span = tuple[int, int]


def predict(data: Path) -> Iterator[rows.Row]:
    """A point for every marked name of `places/docs.jsonl` that the gazetteer knows."""
    for row in rows.read(data, "places/docs.jsonl"):
        spans = [(t["start"], t["end"]) for t in row["toponyms"]]
        document = exact(row["text"])
        found = resolved(document, spans) if document else {}
        yield {
            "docid": row["docid"],
            "toponyms": [{"start": s, "end": e, "lat": p.lat, "lon": p.lon} for (s, e), p in found.items()],
        }


def look_up(data: Path) -> Iterator[rows.Row]:
    """The likeliest place of the first spelling that the gazetteer knows, for every row of `places/in_domain.csv`."""
    for row in rows.read(data, "places/in_domain.csv"):
        found = next((p for spelling in row["spellings"].split("|") for p in gazetteer().named(spelling)), None)
        yield {"id": row["id"], "lat": found.lat if found else None, "lon": found.lon if found else None}


def resolved(document: Document, spans: Sequence[Span]) -> dict[Span, Place]:
    """The places that marked names mean; names that nothing is filed under are left out."""
    by_sentence: dict[int, list[tuple[Span, Named]]] = {}
    phrases: dict[int, Phrases] = {}
    for start, end in spans:
        index = _sentence_at(document, start)
        if index not in phrases:
            first, last = document.sentences[index]
            phrases[index] = analyse(Sentence(document, index, first, last))
        named = _named(phrases[index], start, end)
        if named is not None:
            by_sentence.setdefault(index, []).append(((start, end), named))
    countries = places.countries_of(name for found in by_sentence.values() for _, name in found)
    points: dict[Span, Place] = {}
    for index, found in by_sentence.items():
        found.sort(key=lambda pair: pair[0])
        spoken = places.resolve([name for _, name in found], phrases[index], countries)
        for (span, _), place in zip(found, spoken, strict=True):
            if place.place is not None:
                points[span] = place.place
    return points


def _named(phrases: Phrases, start: int, end: int) -> Named | None:
    """A marked span as the coder's place reader would hand it on, with all places of that name."""
    at = [i for i, token in enumerate(phrases.tokens) if token.start < end and start < token.end]
    candidates = candidates_of(phrases.sentence.document.text[start:end])
    if not at or not candidates:
        return None
    following = phrases.lower[at[-1] + 1] if at[-1] + 1 < len(phrases.lower) else ""
    kind_word = following if following in places.KIND_WORDS else None
    return Named(at[0], at[-1] + 1, candidates, kind_word, None)


@cache
def candidates_of(name: str) -> tuple[Place, ...]:
    """All places of a name; a demonym means its country, whatever small place bears the same name."""
    bare = name.removesuffix("'s").removesuffix("’s")
    return _demonyms().get(fold(bare)) or gazetteer().named(bare) or _aliases().get(fold(bare), ())


@cache
def _demonyms() -> dict[str, tuple[Place, ...]]:
    return {fold(word): (place,) for state, place in _countries() for word in state.demonyms}


@cache
def _aliases() -> dict[str, tuple[Place, ...]]:
    return {fold(word): (place,) for state, place in _countries() for word in (*state.aliases, state.name)}


def _countries() -> Iterator[tuple[State, Place]]:
    for state in actors().states.values():
        place = gazetteer().country(state.iso2)
        if place is not None:
            yield state, place


def _sentence_at(document: Document, offset: int) -> int:
    return next((i for i, (_, end) in enumerate(document.sentences) if offset < end), len(document.sentences) - 1)
