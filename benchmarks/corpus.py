"""The coder on our own annotated passages: incidents found and wanted, by theatre, and the kinds and statuses of all mentions.

    python -m benchmarks.corpus [-v] [--all | --held] [THEATRE ...]

Without a theatre the open ones are read. The held-out theatres are read for their numbers only: their errors are never printed, so that
no rule is written to them.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from training.corpus.markup import HOME, Passage, files, read

from benchmarks.coder import mentions
from benchmarks.documents import exact
from vedette.model import Document, Mention
from vedette.model.mention import INCIDENT_KINDS

_SPLITS: Final = tomllib.loads((HOME / "splits.toml").read_text(encoding="utf-8"))["splits"]
HELD: Final = frozenset(_SPLITS["test"])
"""Theatres whose errors nobody looks at."""
DEV: Final = tuple(_SPLITS["dev"])
"""Theatres that nothing is trained on and whose errors are looked at."""
_DONE: Final = frozenset({"occurred", "foiled"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event as it was annotated: its trigger, the further words that mean it, and the name of its place."""

    kind: str
    status: str
    spans: tuple[tuple[int, int], ...]
    place: str | None
    words: str

    @property
    def is_incident(self) -> bool:
        """Whether the manual counts it as an incident."""
        return self.kind in INCIDENT_KINDS and self.status in _DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One passage: what was wanted and found, and which went together."""

    passage: Passage
    document: Document
    wanted: tuple[Event, ...]
    found: tuple[Mention, ...]
    pairs: tuple[tuple[Event, Mention], ...]
    likes: tuple[tuple[Event, Mention], ...]


def events(passage: Passage) -> tuple[Event, ...]:
    """The annotated events of a passage, in the order of their triggers."""
    found = []
    for tag in passage.triggers:
        act, _, status = tag.value.partition("/")
        mine = [one for one in passage.tags if one.of == tag.of]
        spans = tuple((one.start, one.end) for one in (tag, *(one for one in mine if one.name == "more")))
        place = next((one.value.partition(",")[0] for one in mine if one.name == "place" and one.value != "?"), None)
        found.append(
            Event(
                kind=act.partition(".")[0],
                status=status,
                spans=spans,
                place=place,
                words=passage.text[tag.start : tag.end],
            )
        )
    return tuple(found)


def results(theatres: Sequence[str]) -> Iterator[tuple[str, Result]]:
    """Theatre and result of every passage; of all theatres where none is named."""
    for path in files():
        theatre = path.stem.rpartition("-")[0]
        if theatre not in theatres:
            continue
        for passage in read(path)[0]:
            document = exact(passage.text, passage.published)
            if document is not None:
                yield theatre, matched(passage, document, mentions(document))


def matched(passage: Passage, document: Document, found: tuple[Mention, ...]) -> Result:
    """The events of a passage beside the mentions found in it."""
    wanted = events(passage)
    incidents = [one for one in found if one.is_incident]
    pairs = _paired(document, [one for one in wanted if one.is_incident], incidents)
    return Result(
        passage=passage,
        document=document,
        wanted=wanted,
        found=found,
        pairs=pairs,
        likes=_paired(document, wanted, found),
    )


def errors(result: Result) -> Iterator[tuple[str, str]]:
    """What went wrong in one passage: the class of every error of incidents, kinds and statuses, with the sentence it stands in."""
    paired = {id(one) for pair in result.pairs for one in pair} | {id(one) for pair in result.likes for one in pair}
    for event in result.wanted:
        if id(event) not in paired and event.is_incident:
            yield f"{event.kind} ({event.status}) missed", _quoted(result.document, event.spans[0][0], event.words)
    for mention in result.found:
        if id(mention) not in paired and mention.is_incident:
            words = mention.act.passages[0]
            yield f"{mention.kind} ({mention.status.value}) invented", _quoted(result.document, words.start, words.text)
    for event, mention in result.likes:
        said = _quoted(result.document, event.spans[0][0], event.words)
        if event.kind != mention.kind:
            yield f"{event.kind} read as {mention.kind}", said
        elif event.status != mention.status.value:
            yield f"status {event.status} read as {mention.status.value}", said


def main() -> None:
    """Print the scores, and with -v the errors of the open theatres."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-v", action="store_true", help="print the errors of the open theatres")
    parser.add_argument("--all", action="store_true", help="the held-out theatres as well")
    parser.add_argument("--held", action="store_true", help="the held-out theatres alone")
    parser.add_argument("theatre", nargs="*")
    given = parser.parse_args()
    known = [path.stem.rpartition("-")[0] for path in files()]
    chosen = given.theatre or [one for one in known if given.all or (one in HELD) == given.held]
    scores: dict[str, Counter[str]] = {}
    for theatre, result in results(chosen):
        score = scores.setdefault(theatre, Counter())
        score.update(_counts(result))
        if given.v and theatre not in HELD:
            print("\n".join(_errors(result)), end="")
    for theatre, score in scores.items():
        print(_line(theatre, score))
    print(_line("all", sum(scores.values(), Counter())))


def _paired(document: Document, wanted: Sequence[Event], found: Sequence[Mention]) -> tuple[tuple[Event, Mention], ...]:
    """One to one: the same words first, then the same kind and place, then the same kind in one sentence."""
    pairs: list[tuple[Event, Mention]] = []
    left, free = list(wanted), list(found)
    tests: tuple[Callable[[Event, Mention], bool], ...] = (
        lambda one, other: _overlaps(one.spans[:1], other) and one.kind == other.kind,
        lambda one, other: _overlaps(one.spans, other),
        lambda one, other: (
            one.kind == other.kind
            and one.place is not None
            and other.place is not None
            and _same(one.place, other.place.value.name)
        ),
        lambda one, other: (
            one.kind == other.kind and _sentence(document, one.spans[0][0]) == _sentence(document, other.trigger.start)
        ),
    )
    for test in tests:
        for one in tuple(left):
            other = next((other for other in free if test(one, other)), None)
            if other is not None:
                pairs.append((one, other))
                left.remove(one)
                free.remove(other)
    return tuple(pairs)


def _overlaps(spans: Sequence[tuple[int, int]], mention: Mention) -> bool:
    return any(start < p.end and p.start < end for start, end in spans for p in mention.act.passages)


def _same(one: str, other: str) -> bool:
    return one.lower() == other.lower()


def _sentence(document: Document, at: int) -> int:
    return next((i for i, (start, end) in enumerate(document.sentences) if start <= at < end), -1)


def _quoted(document: Document, at: int, words: str) -> str:
    start, end = document.sentences[_sentence(document, at)]
    return f"{' '.join(document.text[start:end].split())} (“{words}”)"


def _counts(result: Result) -> Counter[str]:
    return Counter(
        passages=1,
        wanted=sum(one.is_incident for one in result.wanted),
        found=sum(one.is_incident for one in result.found),
        matched=len(result.pairs),
        events=len(result.wanted),
        mentions=len(result.found),
        met=len(result.likes),
        kind=sum(one.kind == other.kind for one, other in result.likes),
        status=sum(one.status == other.status.value for one, other in result.likes),
    )


def _errors(result: Result) -> Iterator[str]:
    text = result.document.text
    spurious = [one for one in result.found if one.is_incident and all(one is not other for _, other in result.pairs)]
    missed = [one for one in result.wanted if one.is_incident and all(one is not other for other, _ in result.pairs)]
    if not spurious and not missed:
        return
    yield f"\n{result.passage.id} {result.passage.published} {text}"
    for mention in spurious:
        yield f"   + {mention.kind}.{mention.mode}/{mention.status.value} {[p.text for p in mention.act.passages]} {mention.place and mention.place.value.name} {mention.when.value.edtf()}"
    for event in missed:
        yield f"   - {event.kind}/{event.status} {event.words!r} {event.place}"
    yield ""


def _line(name: str, score: Counter[str]) -> str:
    precision, recall = _share(score["matched"], score["found"]), _share(score["matched"], score["wanted"])
    return (
        f"{name:24} incidents P {precision:.2f} R {recall:.2f} F1 {_share(2 * score['matched'], score['found'] + score['wanted']):.2f} "
        f"({score['matched']} of {score['found']} found, {score['wanted']} wanted) | all mentions P {_share(score['met'], score['mentions']):.2f} "
        f"R {_share(score['met'], score['events']):.2f}, kind {_share(score['kind'], score['met']):.2f}, status {_share(score['status'], score['met']):.2f}"
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


if __name__ == "__main__":
    main()
