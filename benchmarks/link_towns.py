"""Towns that a report names, and how it names them: the clues by which the town of a shooting is chosen among them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import log10
from typing import Final

from vedette.linking.states import states_in
from vedette.reference.gazetteer import Place, gazetteer
from vedette.reference.geo import distance_km
from vedette.reference.names import fold

LEAD: Final = 4
"""Sentences after the headline that count as the lead."""

BODY: Final = 20
"""Sentences that are read at all."""

NEAR_KM: Final = 25.0
"""How far a quarter may lie from the point of its city."""

_TOKEN: Final = re.compile(
    r"[A-Z]\.(?:[A-Z]\.)+|St\.|Ft\.|Mt\.|['’]s\b|[^\W\d_]+(?:['’-](?!s\b)[^\W\d_]+)*|\d+(?:[-,.]\d+)*|[^\w\s]"
)
_STATES: Final = frozenset(
    """alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas
    kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada new north south rhode
    ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia washington west wisconsin wyoming ala ariz ark calif colo conn
    del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo d.c n.c s.c n.j n.y n.h n.m
    al ak az ca co ct ia ks ma mi mn ms mt nc nd ne nh nj nm nv ny oh ok or ri sc sd tn tx ut wa wi wv""".split()
)
_AFTER: Final = {
    "police": "police officers officer pd cops fire sheriff mayor authorities detectives firefighters",
    "people": "man woman boy girl teen teenager couple mother father family resident residents child toddler native students student youth men women",
    "home": "home house apartment apartments street mall park bar club nightclub motel hotel school church shooting shootings homicide murder case incident",
    "care": "hospital medical regional memorial general children's university clinic health trauma",
    "quarter": "neighborhood neighbourhood section district area community projects side ward",
    "road": "street avenue road drive boulevard lane st ave rd dr blvd ln court ct place way parkway highway pike circle terrace",
    "county": "county parish township twp co",
    "press": "news times tribune post herald gazette journal sun star tv weather online chronicle observer",
}  # fmt: skip
_BEFORE: Final = {
    "in": "in near at outside inside around within across", "of": "of", "from": "from", "to": "to through toward", "city": "city",
    "care": "hospital center",
}  # fmt: skip
_HARM: Final = re.compile(
    r"\b(?:shot|shoot\w*|kill\w*|wound\w*|injur\w*|dead|died|gun\w*|bullet\w*|homicide|murder\w*)\b", re.IGNORECASE
)
_TOLD_BY: Final = frozenset(
    {"dateline", "in", "police", "people", "state", "home", "person", "county", "quarter", "coded", "road", "care"}
)
_SIDES: Final = frozenset("north south east west northeast northwest southeast southwest upper lower downtown".split())
_NAMED: Final = {"D.C.": "Washington", "DC": "Washington"}
_WORD_AFTER: Final = {word: sort for sort, words in _AFTER.items() for word in words.split()}
_WORD_BEFORE: Final = {word: sort for sort, words in _BEFORE.items() for word in words.split()}


@dataclass(slots=True)
class Town:
    """A town as one report names it."""

    name: str
    clues: set[str] = field(default_factory=set)
    times: int = 0


def towns_of(title: str, sentences: Iterable[str], coded: Iterable[str] = ()) -> dict[str, Town]:
    """Every town or county that a report names, by folded name, with the clues of its namings; `coded` are the places of its incidents."""
    found: dict[str, Town] = {}
    first = False
    for text, where in ((title, "title"), *_placed(sentences)):
        harm = bool(_HARM.search(text))
        for name, clues in _namings(text):
            if harm and "in" in clues:
                clues.add("in, with harm")
            town = found.setdefault(fold(name), Town(name))
            town.times += 1
            if where != "title" and not first and not clues & {"person", "road", "tail", "press", "care"}:
                first = True
                town.clues.add("named first")
            town.clues.update(f"{clue}@{where}" for clue in clues)
    for name in coded:
        found.setdefault(fold(name), Town(name, times=1)).clues.add("coded")
    for town in found.values():
        coarse = sorted({clue.partition("@")[0] for clue in town.clues} & _TOLD_BY)
        town.clues.update(f"{a} and {b}" for n, a in enumerate(coarse) for b in coarse[n + 1 :])
    total = sum(town.times for town in found.values())
    for town in found.values():
        share = town.times / total
        town.clues.add(
            "named most"
            if share > 0.5
            else "named often"
            if share > 0.25
            else "named once"
            if town.times == 1
            else "named again"
        )
    return found


def features(reports: Iterable[Mapping[str, Town]], texts: Iterable[str]) -> dict[str, dict[str, float]]:
    """The features of each town that some report of a cluster names: the share of reports with each clue, and what is known of the town."""
    held = list(reports)
    states = Counter(state for text in texts for state in states_in(text))
    names = {key: town.name for report in held for key, town in report.items()}
    places = _places(names.values(), states)
    made: dict[str, dict[str, float]] = {}
    counties = _counties(names.values())
    for key, name in names.items():
        shares: Counter[str] = Counter()
        for report in held:
            if key in report:
                shares.update(report[key].clues)
        known = {clue: count / len(held) for clue, count in shares.items()}
        known |= {f"any {clue}": 1.0 for clue in shares}
        known["reports"] = sum(key in report for report in held) / len(held)
        made[name] = known | _known(name, places[name], states, counties)
    _beside(made, places)
    return made


def state_of(town: str | None, texts: Iterable[str]) -> str | None:
    """The state of a town that reports name, or the state that they name most; None where they name none."""
    states = Counter(state for text in texts for state in states_in(text))
    place = _places([town], states)[town] if town else None
    held = next((w.name for w in gazetteer().within(place) if w.id.startswith("adm1:")), None) if place else None
    return held or next((state for state, _ in states.most_common(1)), None)


def _beside(made: dict[str, dict[str, float]], places: Mapping[str, Place | None]) -> None:
    """Mark towns with a smaller one inside or beside them: a quarter, or a suburb, and whose police came."""
    for name, place in places.items():
        for other, inner in places.items():
            if place is None or inner is None or place.id == inner.id or not _near(place, inner):
                continue
            if (place.population or 0) <= 4 * (inner.population or 0):
                continue
            made[name]["a smaller town beside it"] = made[other]["a larger town beside it"] = 1.0
            for whose, clue in ((name, "police of the larger"), (other, "police of the smaller")):
                if any(key.startswith("any police@") for key in made[whose]):
                    made[name][f"{clue}, being it"] = made[other][f"{clue}, beside it"] = 1.0


def _placed(sentences: Iterable[str]) -> Iterator[tuple[str, str]]:
    for n, text in enumerate(sentences):
        if n >= BODY:
            return
        yield text, "first" if n == 0 else "lead" if n < LEAD else "body"


def _namings(text: str) -> Iterator[tuple[str, set[str]]]:
    """(name, clues) of each town named in a sentence."""
    tokens = _TOKEN.findall(text)
    shouted = sum(t.isupper() for t in tokens if t.isalpha()) > 0.8 * max(1, sum(t.isalpha() for t in tokens))
    at = 0
    while at < len(tokens):
        if not tokens[at][0].isupper():
            at += 1
            continue
        length = _length(tokens, at, shouted=shouted)
        if not length:
            at += 1
            continue
        words = [_NAMED.get(word, word) for word in tokens[at : at + length]]
        name = " ".join(w.title() if w.isupper() and len(w) > 2 else w for w in words)
        clues = _clues(tokens, at, at + length)
        if "county" in clues and not shouted:
            yield f"{name} (county)", {*clues, "as county"}
        yield name, clues
        if length > 1 and words[0].lower() in _SIDES:
            yield " ".join(words[1:]), {*clues, "side"}
        at += length


def _length(tokens: list[str], at: int, *, shouted: bool) -> int:
    """How many tokens name a town here: the longest that the gazetteer knows, else capitalised words in a place that only a town takes."""
    if tokens[at] in _NAMED:
        return 1
    for length in (4, 3, 2, 1):
        words = tokens[at : at + length]
        if len(words) < length or not (words[-1][0].isupper() and all(w[0].isalpha() for w in words)):
            continue
        name = " ".join(words)
        if len(name) > 3 and _town(name) and not (shouted and length == 1 and gazetteer().common(fold(name))):
            return length
    length = 0
    while (
        at + length < len(tokens) and tokens[at + length][0].isupper() and tokens[at + length].isalpha() and length < 3
    ):
        length += 1
    if not length or shouted:
        return 0
    last = at + length
    following = tokens[last].lower() if last < len(tokens) else ""
    before = tokens[at - 1].lower() if at else ""
    if (
        _state_follows(tokens, last)
        or following in ("police", "township", "county", "parish")
        or (before in ("in", "near") and following not in _STATES)
    ):
        return length
    return 0


def _clues(tokens: list[str], at: int, last: int) -> set[str]:
    found: set[str] = set()
    before, after = tokens[at - 1] if at else "", tokens[last] if last < len(tokens) else ""
    if before.lower() in _WORD_BEFORE:
        cared = before.lower() in ("in", "at") and any(
            t.lower() in ("hospital", "center", "hospitals", "court", "jail") for t in tokens[max(0, at - 4) : at]
        )
        found.add("care" if cared else _WORD_BEFORE[before.lower()])
    if before.lower() == "of" and at > 1 and (tokens[at - 2] == "," or tokens[at - 2].isdigit()):
        found.add("lives")
    if before.lower() == "of" and at > 1 and tokens[at - 2].lower() == "city":
        found.add("city")
    if after.lower() in _WORD_AFTER:
        found.add(_WORD_AFTER[after.lower()])
    if after in ("'s", "’s"):
        found.add("owns")
    if _state_follows(tokens, last):
        found.add("state")
    if at == 0 and _dateline(tokens, last):
        found.add("dateline")
    name = _person(tokens, at, last)
    if name:
        found.add("person")
    if any(t in "|-–—:" for t in tokens[max(0, at - 3) : at]) or after in ("|",):
        found.add("tail")
    return found or {"bare"}


def _state_follows(tokens: list[str], last: int) -> bool:
    return last + 1 < len(tokens) and tokens[last] == "," and tokens[last + 1].lower().strip(".") in _STATES


def _dateline(tokens: list[str], last: int) -> bool:
    """Whether the name stands in capitals before a dash, perhaps with a state or an agency between them."""
    if not any(word.isupper() and len(word) > 2 for word in tokens[:last]):
        return False
    rest = tokens[last : last + 7]
    return any(word in "-–—" for word in rest) and not any(word.islower() and len(word) > 2 for word in rest[:2])


def _person(tokens: list[str], at: int, last: int) -> bool:
    """Whether another capitalised word beside it makes it a part of a person's name."""
    after = tokens[last] if last < len(tokens) else ""
    before = tokens[at - 1] if at else ""
    behind = at > 1 and before[:1].isupper() and before.isalpha() and before.lower() not in _WORD_BEFORE
    ahead = after[:1].isupper() and after.isalpha() and after.lower() not in _WORD_AFTER
    aged = after == "," and last + 1 < len(tokens) and tokens[last + 1].isdigit()
    return behind or ahead or aged


def _town(name: str) -> bool:
    return any(p.country == "US" and p.kind == "town" for p in gazetteer().named(name))


def _places(names: Iterable[str], states: Mapping[str, int]) -> dict[str, Place | None]:
    """The town that each name means: in a state that the reports name, near other towns that they name, else the largest."""
    towns = {name: _towns(name) for name in names}
    counties = _counties(towns)
    found: dict[str, Place | None] = {}
    for name, some in towns.items():
        others = [p for other, more in towns.items() if other != name for p in more if (p.population or 0) > 20_000]

        def believed(place: Place, others: list[Place] = others) -> tuple[int, bool, int, int]:
            holders = {w.name for w in gazetteer().within(place)}
            stated = max((states.get(holder, 0) for holder in holders), default=0)
            near = sum(abs(o.lat - place.lat) < 0.5 and _near(o, place) for o in others)
            return stated, bool(holders & counties), near, place.population or 0

        found[name] = max(some, key=believed, default=None)
    return found


def _counties(names: Iterable[str]) -> set[str]:
    """The counties that the reports name, as the gazetteer files them."""
    return {
        name.replace("(county)", kind) for name in names if name.endswith("(county)") for kind in ("County", "Parish")
    }


def _towns(name: str) -> list[Place]:
    return [p for p in gazetteer().named(name) if p.country == "US" and p.kind == "town"]


def _near(one: Place, other: Place) -> bool:
    return distance_km(one.lat, one.lon, other.lat, other.lon) <= NEAR_KM


def _known(name: str, place: Place | None, states: Mapping[str, int], counties: set[str]) -> dict[str, float]:
    """What is known of a town apart from how it is named."""
    if place is None:
        return {"unknown": 1.0, "county name": float(name.endswith("(county)"))}
    size = log10(max(place.population or 0, 100) / 100) / 4
    holders = {w.name for w in gazetteer().within(place)}
    stated = any(states.get(holder) for holder in holders)
    made = {"size": size, "in a named state": float(stated), "in no named state": float(bool(states) and not stated)}
    made |= {
        "in a named county": float(bool(holders & counties)),
        "in no named county": float(bool(counties - holders)),
    }
    made["named as a state"] = float(any(word in states for word in (name, f"New {name}", f"West {name}")))
    made["common"] = float(gazetteer().common(fold(name)))
    return made
