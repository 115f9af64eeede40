"""Read our own annotated passages and check them against the vocabulary of the manual.

    python -m training.corpus.markup [FILE ...]

prints what the corpus holds and every error in it; the exit status is 1 if there is one. The markup is in README.md.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vedette.reference import ontology
from vedette.reference.tables import rows

HOME = Path(__file__).resolve().parent
STYLES = frozenset(("wire", "longread", "press", "monitor", "communique", "local", "radio", "social", "brief"))
STATUSES = frozenset(("occurred", "foiled", "announced", "hypothetical", "denied", "background"))
SIDES = frozenset(("actor", "target", "civilian", "unknown"))
OUTCOMES = frozenset(("hit", "missed", "intercepted", "dud", "destroyed", "damage"))
GRADED_DAMAGE = frozenset(("damage_none", "damage_minor", "damage_major"))
WEAPONS = frozenset(
    """one_way_drone drone rocket ballistic_missile cruise_missile missile anti_tank_missile tank chemical mortar artillery
    small_arms ied mine grenade vehicle_bomb suicide_vest aircraft_bomb knife fire other""".split()
)
BARE = frozenset(("by", "condition"))
"""Tags that mark words and carry no value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One tag on some words: `name` is `trigger`, `more` (further words), `total` or the tag's own; `of` is e1 or t1."""

    name: str
    of: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One annotated passage; the offsets of its tags are indices into `text`."""

    id: str
    style: str
    published: date
    text: str
    tags: tuple[Tag, ...]

    @property
    def triggers(self) -> tuple[Tag, ...]:
        """One tag for each event, with `KIND.mode/status` as its value."""
        return tuple(tag for tag in self.tags if tag.name == "trigger")

    @property
    def totals(self) -> tuple[Tag, ...]:
        """One tag for each total, with `KIND,n,FROM/TO` as its value."""
        return tuple(tag for tag in self.tags if tag.name == "total")


def files(home: Path = HOME) -> tuple[Path, ...]:
    """The files of the corpus, in the order of their names."""
    return tuple(sorted(home.glob("*-*.txt")))


def read(path: Path) -> tuple[tuple[Passage, ...], tuple[str, ...]]:
    """The passages of one file, and its errors as `file:line: what is wrong`; a broken passage is left out."""
    passages: list[Passage] = []
    errors: list[str] = []
    for line, head, body in _blocks(path.read_text(encoding="utf-8")):
        try:
            passage = parse(head, body)
        except ValueError as error:
            errors.append(f"{path.name}:{line}: {error}")
            continue
        errors.extend(f"{path.name}:{line}: {passage.id}: {what}" for what in check(passage))
        passages.append(passage)
    return tuple(passages), tuple(errors)


def parse(head: str, body: str) -> Passage:
    """One passage from its header line and the lines under it; ValueError says what cannot be read."""
    found = _HEAD.fullmatch(head)
    if not found:
        raise ValueError(f"header not understood: {head}")
    if found["style"] not in STYLES:
        raise ValueError(f"{found['id']}: unknown style {found['style']}")
    paragraphs = (re.sub(r"\s+", " ", part).strip() for part in re.split(r"\n\s*\n", body))
    try:
        text, tags = _unmark("\n\n".join(part for part in paragraphs if part))
    except ValueError as error:
        raise ValueError(f"{found['id']}: {error}") from None
    if not text:
        raise ValueError(f"{found['id']}: no text")
    published = date.fromisoformat(found["published"])
    return Passage(id=found["id"], style=found["style"], published=published, text=text, tags=tags)


def check(passage: Passage) -> Iterator[str]:
    """What is wrong with the tags of a passage, in words."""
    defined = Counter(tag.of for tag in passage.tags if tag.name in {"trigger", "total"})
    yield from (f"{of} is defined {count} times" for of, count in defined.items() if count > 1)
    for tag in passage.tags:
        words = passage.text[tag.start : tag.end]
        if tag.of not in defined:
            yield f"{tag.of} has no trigger ({tag.name} on {words!r})"
        if tag.name == "part_of" and tag.value not in defined:
            yield f"{tag.of} is part of {tag.value}, which has no trigger"
        if not _sound(tag):
            yield f"{tag.name}:{tag.of}={tag.value} is not in the vocabulary (on {words!r})"


def main(arguments: list[str]) -> int:
    """Print counts and errors of the given files, or of the whole corpus; 1 if there is an error."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("theatre", "style", "kind", "mode", "status")}
    ids: Counter[str] = Counter()
    errors: list[str] = []
    bare = totals = words = 0
    for path in [Path(one) for one in arguments] or files():
        passages, wrong = read(path)
        errors.extend(wrong)
        counts["theatre"][path.stem] += len(passages)
        for passage in passages:
            ids[passage.id] += 1
            counts["style"][passage.style] += 1
            bare += not passage.tags
            totals += bool(passage.totals)
            words += len(passage.text.split())
            for tag in passage.triggers:
                act, _, status = tag.value.partition("/")
                counts["kind"][act.partition(".")[0]] += 1
                counts["mode"][act] += 1
                counts["status"][status] += 1
    errors.extend(f"{name} is the id of {count} passages" for name, count in ids.items() if count > 1)
    events = sum(counts["kind"].values())
    print(f"{sum(ids.values())} passages, {words} words, {events} events, {totals} with a total, {bare} without a tag")
    for name, counter in counts.items():
        print(f"{name}: " + ", ".join(f"{key} {count}" for key, count in counter.most_common()))
    print("\n".join(errors) if errors else "no errors")
    return 1 if errors else 0


_HEAD = re.compile(
    r"## (?P<id>[a-z0-9][a-z0-9-]*-\d{4}) \| style: (?P<style>\w+) \| published: (?P<published>\d{4}-\d{2}-\d{2})"
)
_MARK = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")
_TAG = re.compile(r"(?:(?P<more>\+)|(?P<name>[a-z_]+):)?(?P<of>[et]\d+)(?:=(?P<value>.+))?")
_NUMBER = r"(?:(?:>=|<=|>|<|~)?\d+|\d+-\d+|\"[^\"]+\")"
_DAY = r"\d{4}(?:-\d{2}(?:-\d{2})?)?[~?]?"
_SPAN = rf"(?:{_DAY}|\.\.)/(?:{_DAY}|\.\.)"
_COUNT = re.compile(rf"(?P<n>{_NUMBER})/(?P<side>\w+)")
_TOTAL = re.compile(rf"(?P<counted>[A-Za-z]+(?:\.\w+)?),(?P<n>{_NUMBER}),{_SPAN}")
_EDTF = re.compile(rf"{_DAY}|{_SPAN}")
_PLACE = re.compile(r"\?|(?P<name>[^,|]+),(?P<country>[A-Z]{2}|\?)")
_ACTOR = re.compile(
    r"\?|(?:group|generic|org):[a-z0-9-]+|(?P<state>[A-Z]{3})(?:/(?P<sector>[A-Z]{3})(?:/[a-z0-9-]+)?)?"
)
_STATES = {row["iso3"] for row in rows("states.csv")}
_SECTORS = {row["sector"] for row in rows("sectors.csv")}
_TOTALLED = frozenset(("killed", "injured", "missing", "harmed"))


def _blocks(text: str) -> Iterator[tuple[int, str, str]]:
    """Line number, header and body of every passage."""
    head, first, body = "", 0, list[str]()
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("## "):
            if head:
                yield first, head, "\n".join(body)
            head, first, body = line.rstrip(), number, []
        else:
            body.append(line)
    if head:
        yield first, head, "\n".join(body)


def _unmark(marked: str) -> tuple[str, tuple[Tag, ...]]:
    """The bare text and its tags; ValueError for a brace out of place or a tag that cannot be read."""
    text, tags, here = "", list[Tag](), 0
    for mark in _MARK.finditer(marked):
        text += _plain(marked[here : mark.start()])
        start, end, here = len(text), len(text) + len(mark[1]), mark.end()
        if mark[1] != mark[1].strip():
            raise ValueError(f"space at the edge of {mark[1]!r}")
        text += mark[1]
        for raw in mark[2].split(";"):
            tags.append(_tag(raw.strip(), start, end))
    return text + _plain(marked[here:]), tuple(tags)


def _plain(text: str) -> str:
    if out_of_place := re.search(r".{0,20}[{}|].{0,20}", text):
        raise ValueError(f"unbalanced or nested braces near {out_of_place[0]!r}")
    return text


def _tag(raw: str, start: int, end: int) -> Tag:
    found = _TAG.fullmatch(raw)
    if not found:
        raise ValueError(f"tag not understood: {raw}")
    own = "total" if found["of"].startswith("t") else "trigger"
    name = "more" if found["more"] else found["name"] or own
    return Tag(name=name, of=found["of"], value=found["value"] or "", start=start, end=end)


def _sound(tag: Tag) -> bool:
    """Whether a tag's name, bearer and value are in the vocabulary."""
    if tag.name == "more" or tag.name in BARE:
        return not tag.value and tag.of.startswith("e")
    rule = _RULES.get(tag.name)
    return rule is not None and tag.of[0] in rule[0] and rule[1](tag.value)


def _is_act(value: str) -> bool:
    act, _, status = value.partition("/")
    kind, _, mode = act.partition(".")
    return kind in ontology.kinds() and (not mode or mode in ontology.modes(kind)) and status in STATUSES


def _is_actor(value: str) -> bool:
    found = _ACTOR.fullmatch(value)
    if not found:
        return False
    return (not found["state"] or found["state"] in _STATES) and (not found["sector"] or found["sector"] in _SECTORS)


def _is_count(value: str) -> bool:
    found = _COUNT.fullmatch(value)
    return found is not None and found["side"] in SIDES


def _is_weapon(value: str) -> bool:
    name, _, count = value.partition("*")
    return name in WEAPONS and (not count or re.fullmatch(_NUMBER, count) is not None)


def _is_total(value: str) -> bool:
    found = _TOTAL.fullmatch(value)
    if not found:
        return False
    kind, _, mode = found["counted"].partition(".")
    return kind in _TOTALLED if kind.islower() else _is_act(f"{kind}{'.' if mode else ''}{mode}/occurred")


def _is_split(value: str) -> bool:
    count, _, place = value.partition("@")
    return re.fullmatch(_NUMBER, count) is not None and _PLACE.fullmatch(place) is not None


_RULES = {
    "trigger": ("e", _is_act),
    "total": ("t", _is_total),
    **dict.fromkeys(("actor", "target"), ("et", _is_actor)),
    **dict.fromkeys(("claimed", "accused", "suspected", "denied"), ("e", _is_actor)),
    "counter": ("t", _is_actor),
    "place": ("et", lambda value: _PLACE.fullmatch(value) is not None),
    "from": ("e", lambda value: _PLACE.fullmatch(value) is not None),
    "when": ("e", lambda value: _EDTF.fullmatch(value) is not None),
    "weapon": ("e", _is_weapon),
    **dict.fromkeys(("killed", "injured", "missing", "harmed"), ("e", _is_count)),
    "outcome": ("e", lambda value: value in OUTCOMES | GRADED_DAMAGE),
    "mult": ("e", lambda value: re.fullmatch(_NUMBER, value) is not None),
    "part_of": ("e", lambda value: re.fullmatch(r"e\d+", value) is not None),
    "split": ("t", _is_split),
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
