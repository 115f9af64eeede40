"""What comparing looks at: the values of one mention, made flat once so that a million pairs can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from vedette.model import Document, Mention
from vedette.reference.names import fold

FINE: Final = frozenset({"point", "facility", "town", "district"})
"""Precisions at which a place's point says where the event was."""

_NONE: Final[frozenset[str]] = frozenset()
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")
_STOP: Final = frozenset(
    """a about after against all also an and any are as at be been before but by can could did do does for from had has have he her
    him his how if in into is it its more most near no not of off on one or other our out over said say says saying she so some such
    than that the their them then there these they this those through to two under up us was we were what when where which while who
    whom whose will with would you your told according reported reports report news officials official police source sources
    statement spokesman spokesperson monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december today yesterday""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """The comparable values of one mention; None and empty sets are unknown.

    Days are ordinals; `precise` says that the text itself gives the day. `killed` and `injured` are sums over sides.
    `fine` says that the point tells where it was, `site` that it is one site. `words` are the content words
    of the sentence that tells the act, `names` its capitalised words, both without those of its place and parties.
    """

    id: str
    document: str
    part_of: str | None
    headline: bool
    kind: str
    mode: str | None
    status: str
    first: int | None
    last: int
    precise: bool
    published: int
    place: str | None
    lat: float | None
    lon: float | None
    radius: float
    fine: bool
    site: bool
    country: str | None
    within: frozenset[str]
    actor: str | None
    target: str | None
    weapons: frozenset[str]
    weapon_count: int | None
    killed: int | None
    injured: int | None
    outcomes: frozenset[str]
    multiplicity: int | None
    words: frozenset[str]
    names: frozenset[str]
    turn: int | None


def traits_of(
    mention: Mention, document: Document | None = None, turn: int | None = None, *, wording: bool = True
) -> Traits:
    """The traits of a mention; without its document there are no words, and the rest stands.

    `turn` is its place among the acts that its document tells of one place and day, None where it tells one. Without
    `wording` the words are left out: vetoes do not ask for them.
    """
    when, place = mention.when.value, mention.place.value if mention.place else None
    words, names = _sentence(mention, document) if wording else (_NONE, _NONE)
    counted = [i.value.count.figure for i in mention.instruments if i.value.count is not None]
    return Traits(
        id=mention.id,
        document=mention.document,
        part_of=mention.part_of,
        headline=document is not None and mention.trigger.end <= document.headline,
        kind=mention.kind,
        mode=mention.mode,
        status=mention.status.value,
        first=when.earliest.toordinal() if when.earliest else None,
        last=when.latest.toordinal(),
        precise=when.granularity == "day" and when.earliest is not None and when.basis != "publication",
        published=document.published.toordinal() if document else when.latest.toordinal(),
        place=place.id if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        radius=(place.radius_km or 0.0) if place else 0.0,
        fine=place is not None and place.precision in FINE and place.lat is not None,
        site=place is not None and place.precision in ("point", "facility"),
        country=place.country if place else None,
        within=frozenset(place.within) if place else frozenset(),
        actor=mention.actor.value.id if mention.actor else None,
        target=mention.target.value.id if mention.target else None,
        weapons=frozenset(i.value.weapon for i in mention.instruments) - {"other"},
        weapon_count=counted[0] if len(counted) == 1 else None,
        killed=_total(mention, "killed"),
        injured=_total(mention, "injured"),
        outcomes=frozenset(o.value for o in mention.outcomes),
        multiplicity=mention.multiplicity.value if mention.multiplicity else None,
        words=words,
        names=names,
        turn=turn,
    )


def traits_by_id(mentions: Iterable[Mention], documents: Mapping[str, Document]) -> dict[str, Traits]:
    """The traits of many mentions, by id; all mentions of a document must be among them for their turns to be known."""
    held = list(mentions)
    turns = _turns(held)
    return {mention.id: traits_of(mention, documents.get(mention.document), turns.get(mention.id)) for mention in held}


def content_words(text: str) -> frozenset[str]:
    """Folded words of a text that carry content; numbers are kept."""
    return frozenset(w for w in map(fold, _WORD.findall(text)) if len(w) > 1 and w not in _STOP)


def proper_words(text: str) -> frozenset[str]:
    """Folded capitalised words of a text, its first word left out (a capital says nothing there)."""
    found = [m for m in _WORD.finditer(text) if m.start() > 0 and m.group()[0].isupper()]
    return frozenset(w for w in (fold(m.group()) for m in found) if len(w) > 2 and w not in _STOP)


def _turns(mentions: Iterable[Mention]) -> dict[str, int]:
    told: dict[tuple[str, str | None, date], list[Mention]] = {}
    for m in mentions:
        if m.place is not None:
            told.setdefault((m.document, m.place.value.id, m.when.value.latest), []).append(m)
    several = [sorted(group, key=lambda m: (m.trigger.start, m.id)) for group in told.values() if len(group) > 1]
    return {m.id: turn for group in several for turn, m in enumerate(group)}


def _sentence(mention: Mention, document: Document | None) -> tuple[frozenset[str], frozenset[str]]:
    """Words and names of the telling sentence, without those of the fields: what they say is compared as what it is."""
    if document is None:
        return frozenset(), frozenset()
    at = mention.trigger.start
    start, end = next(
        ((s, e) for s, e in document.sentences if s <= at < e), (mention.trigger.start, mention.trigger.end)
    )
    text = document.text[start:end]
    known = [r for r in (mention.actor, mention.target, mention.place) if r is not None]
    said = [r.value.name for r in known] + [
        p.text for r in known for p in r.passages if p is not mention.trigger and len(p.text) < 60
    ]
    fields = frozenset(word for name in said for word in fold(name).split())
    return content_words(text) - fields, proper_words(text) - fields


def _total(mention: Mention, effect: str) -> int | None:
    counts = [
        c.value.count.figure for c in mention.casualties if c.value.effect == effect and c.value.count is not None
    ]
    known = [count for count in counts if count is not None]
    return sum(known) if known else None
