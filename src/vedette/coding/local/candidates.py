"""Who and what may fill a role of the incidents that a document tells: every phrase the encoder leans to, with what speaks for and against it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

import numpy as np

from vedette.coding import nouns
from vedette.coding.local.readings import Floats, Read
from vedette.coding.local.weighing import Features, log_odds, steps

ROLES: Final = ("PerpInd", "PerpOrg", "Target", "Victim", "VictimDescription", "Weapon")
FAINT: Final = 0.2
"""From where on words are looked at as a filler, though more likely none."""
MOST: Final = 300
"""Candidates of one role that are weighed, the likeliest: no report has as many, and each is compared with all likelier ones."""
MANY: Final = 200
"""Candidates of one role in one document: those told first. Real reports have some ten."""
OFTEN: Final = 200
"""Occurrences of one word that are looked at."""
LONGEST: Final = 14
"""Words of the longest filler."""
_SHED: Final = frozenset("a an the ( [ ) ] , ; : \" ' -- - . / of".split())
_EDGES: Final = (-4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One occurrence of a candidate: tokens `first` to `last` of the reading at place `at`, and how far they are held to fill the role."""

    at: int
    first: int
    last: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A phrase that may fill a role, wherever the document says it; `places` the likeliest first, `features` for the weights."""

    role: str
    words: tuple[str, ...]
    places: tuple[Place, ...]
    features: Features

    @property
    def best(self) -> Place:
        """Where it is likeliest to fill the role."""
        return self.places[0]


def read(
    reads: Sequence[Read], told: AbstractSet[int], further: Mapping[str, Iterable[tuple[str, ...]]] | None = None
) -> tuple[Candidate, ...]:
    """The candidates of a document in the order of the roles and of the text.

    `told` are the places of readings in which an act is told; `further` are phrases (lower-case words) that are candidates for a role wherever
    the document says them.
    """
    lines = [tuple(token.lower for token in one.sentence.tokens) for one in reads]
    index: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, line in enumerate(lines):
        for i, word in enumerate(line[: _read_words(reads[at])]):
            if len(index[word]) < OFTEN:
                index[word].append((at, i))
    found: list[Candidate] = []
    for role in ROLES:
        spans: dict[tuple[str, ...], None] = {}
        for at, one in enumerate(reads):
            for first, last in _spans(one, role, lines[at]):
                if len(spans) < MANY:
                    spans.setdefault(lines[at][first:last])
        for words in (further or {}).get(role, ()):
            spans.setdefault(words)
        drawn = [(words, places) for words in spans if (places := _places(words, role, reads, lines, index))]
        found += _described(role, drawn, reads, lines, told)
    return tuple(found)


def _spans(one: Read, role: str, line: Sequence[str]) -> Iterator[Span]:
    """The spans that the encoder reads, and beside them those it only leans to."""
    sure = [(span.first, span.last) for span in one.fillers if span.label == role]
    faint = list(_runs(one.inside.get(role), FAINT))
    for first, last in (*sure, *(run for run in faint if not any(a < run[1] and run[0] < b for a, b in sure))):
        while first < last and line[first] in _SHED:
            first += 1
        while first < last and line[last - 1] in _SHED:
            last -= 1
        if first < last <= first + LONGEST and any(any(c.isalpha() for c in word) for word in line[first:last]):
            yield first, last


def _runs(shares: Floats | None, least: float) -> Iterator[Span]:
    if shares is None or not (within := shares >= least).any():
        return
    held = np.concatenate([[False], within, [False]])
    edges = np.flatnonzero(held[1:] != held[:-1]).tolist()
    yield from zip(edges[::2], edges[1::2], strict=True)


def _read_words(one: Read) -> int:
    """How many words of a sentence were read: none of those beyond the encoder's bounds."""
    return min(map(len, one.inside.values()), default=0)


def _support(one: Read, role: str, first: int, last: int) -> float:
    """As `Read.support`, for the many times that it is asked here."""
    shares = one.inside.get(role)
    own = shares[first:last] if shares is not None else ()
    return float(np.add.reduce(own)) / len(own) if len(own) else 0.0


def _places(
    words: tuple[str, ...],
    role: str,
    reads: Sequence[Read],
    lines: Sequence[tuple[str, ...]],
    index: Mapping[str, list[tuple[int, int]]],
) -> tuple[Place, ...]:
    found = [
        Place(at=at, first=i, last=i + len(words), share=_support(reads[at], role, i, i + len(words)))
        for at, i in index.get(words[0], ())
        if lines[at][i : i + len(words)] == words
    ]
    return tuple(sorted(found, key=lambda place: (-place.share, place.at, place.first)))


def _described(
    role: str,
    drawn: Sequence[tuple[tuple[str, ...], tuple[Place, ...]]],
    reads: Sequence[Read],
    lines: Sequence[tuple[str, ...]],
    told: AbstractSet[int],
) -> Iterator[Candidate]:
    ranked = sorted(drawn, key=lambda one: -one[1][0].share)[:MOST]
    rank = {words: at for at, (words, _) in enumerate(ranked)}
    whole = [max(one.incidents.values(), default=0.0) for one in reads]
    types = {type_ for one in reads for type_ in one.incidents}
    tops = {type_: max(one.incidents.get(type_, 0.0) for one in reads) for type_ in types}
    for words, places in drawn:
        if words not in rank:
            continue
        features = {
            **_weight(role, places, reads),
            **_around(places[0], lines),
            **_words(words),
            **_site(places, reads, told, whole, tops),
            **_named(places, reads),
            **_rivals(words, rank[words], ranked),
        }
        yield Candidate(role=role, words=words, places=places, features=features)


def _weight(role: str, places: Sequence[Place], reads: Sequence[Read]) -> Features:
    """How sure the encoder is: at the best place, at all places together, at the edges, and of other roles there."""
    best = places[0]
    own = reads[best.at].inside[role][best.first : best.last]
    sure = log_odds(best.share)
    total = sum(place.share for place in places)
    shares = reads[best.at].inside[role]
    before = float(shares[best.first - 1]) if best.first else 0.0
    after = float(shares[best.last]) if best.last < len(shares) else 0.0
    features = {
        "sure": sure, "least": log_odds(float(np.min(own))), "total": math.log1p(total), "mean": total / len(places),
        "often": math.log(len(places)), "sentences": math.log(len({place.at for place in places})), "before": before, "after": after,
        "second": log_odds(places[1].share if len(places) > 1 else 0.05), **steps("sure", sure, _EDGES),
    }  # fmt: skip
    for other in ROLES:
        if other != role:
            rival = max(_support(reads[p.at], other, p.first, p.last) for p in places[:4])
            features[f"rival:{other}"] = rival
            features[f"beaten:{other}"] = float(rival > best.share)
    return features


def _site(
    places: Sequence[Place],
    reads: Sequence[Read],
    told: AbstractSet[int],
    whole: Sequence[float],
    tops: Mapping[str, float],
) -> Features:
    """Where it stands: in which sentences, how far from an act that is told, what those sentences and the `whole` document tell, and what type of
    incident at most (`tops`)."""
    best, first = places[0], min(place.at for place in places)
    inc = [whole[p.at] for p in places]
    away = min((abs(best.at - at) for at in told), default=9)
    features = {
        "news": log_odds(max(inc)), "here": log_odds(inc[0]), "top": log_odds(max(whole)), "all": math.log1p(sum(whole)),
        "assault": reads[best.at].kinds.get("ASSAULT", 0.0), "first": math.log1p(first), "late": first / max(1, len(reads)),
        "within": float(any(place.at in told for place in places)), "untold": float(not told),
        "size": math.log1p(len(reads)), **steps("away", min(away, 9), (1, 2, 4, 7)), **steps("top", max(whole), (0.3, 0.5, 0.7, 0.9)),
    }  # fmt: skip
    for type_, share in reads[best.at].incidents.items():
        features[f"here:{type_}"] = share
        features[f"anywhere:{type_}"] = tops[type_]
    features |= {f"kind:{kind}": share for kind, share in reads[best.at].kinds.items()}
    return features


def _named(places: Sequence[Place], reads: Sequence[Read]) -> Features:
    """What the encoder holds its words to name, where it is likeliest to fill the role ("is") and at its likeliest places together."""
    features: Features = {}
    for place in places[:4]:
        for span in reads[place.at].entities:
            if span.first < place.last and place.first < span.last:
                exact = float((span.first, span.last) == (place.first, place.last))
                features[f"any:{span.label}"] = max(features.get(f"any:{span.label}", 0.0), span.confidence)
                features[f"exact:{span.label}"] = max(features.get(f"exact:{span.label}", 0.0), exact)
                if place is places[0]:
                    features[f"is:{span.label}"] = 1.0
    return features


def _around(best: Place, lines: Sequence[tuple[str, ...]]) -> Features:
    line = lines[best.at]
    before = line[best.first - 1] if best.first else "^"
    further = line[best.first - 2] if best.first > 1 else "^"
    after = line[best.last] if best.last < len(line) else "$"
    return {f"before={before}": 1.0, f"further={further}": 1.0, f"after={after}": 1.0}


def _words(words: tuple[str, ...]) -> Features:
    head = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    sort = nouns.sort(" ".join(word for word in words if word[0].isalnum()).upper())
    return {
        f"head={head}": 1.0, f"opens={words[0]}": 1.0, f"sort={sort}": 1.0, "length": math.log(len(words)),
        "one": float(len(words) == 1), "marked": float(any(not word[0].isalnum() for word in words)),
        "plural": float(head.endswith("s")), **{f"word={word}": 1.0 for word in words if len(word) > 3},
    }  # fmt: skip


def _rivals(
    words: tuple[str, ...],
    rank: int,
    ranked: Sequence[tuple[tuple[str, ...], tuple[Place, ...]]],
) -> Features:
    """Its rank among the candidates of its role, and whether a likelier one holds it or is held by it."""
    likelier = [other for other, _ in ranked[:rank]]
    return {
        "rank": math.log1p(rank), "leads": float(rank == 0), "among": math.log1p(len(ranked)),
        "held": float(any(_holds(other, words) for other in likelier)), "holds": float(any(_holds(words, other) for other in likelier)),
    }  # fmt: skip


def _holds(longer: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return len(longer) > len(words) and any(
        longer[i : i + len(words)] == words for i in range(len(longer) - len(words) + 1)
    )
