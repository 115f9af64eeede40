"""The texts that may train what ships: our own passages, MUC-4 dev-muc3, event_location train, and the open part of re3d."""

from __future__ import annotations

import gzip
import json
import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from training.corpus import markup
from training.encoder import labels
from training.encoder.examples import Example, example, spans
from training.encoder.openness import open_sentence, open_texts

CORPUS: Final = markup.HOME


def theatres(split: str) -> list[markup.Passage]:
    """Our own passages of the theatres of one split (train, dev or test)."""
    names = set(tomllib.loads((CORPUS / "splits.toml").read_text("utf-8"))["splits"][split])
    return [
        passage for path in markup.files() if path.stem.rsplit("-", 1)[0] in names for passage in markup.read(path)[0]
    ]


def corpus(split: str, seed: int) -> Iterator[Example]:
    """Unmarked and marked examples of our own passages; the marks that tell no event are drawn by `seed`."""
    draw = random.Random(seed)
    for passage in theatres(split):
        yield plain(passage)
        yield from marks(passage, draw)


def marks(passage: markup.Passage, draw: random.Random | None = None) -> Iterator[Example]:
    """One marked example for each event of a passage, and one or two for words that tell none."""
    for tag in passage.triggers:
        if marked := _marked(passage, tag):
            yield marked
    yield from _unreal(passage, _told(), draw or random.Random(passage.id))


def plain(passage: markup.Passage) -> Example:
    """A passage without a mark: the words that tell its events, their status, and the kinds told in every sentence."""
    one = example("corpus", passage.text)
    names = labels.token_heads()["cue"]
    cue, status = one.blank("cue"), one.blank("status", labels.IGNORED)
    kinds: list[set[int]] = [set() for _ in one.words]
    for tag in sorted(passage.tags, key=lambda tag: tag.name != "trigger"):
        place = one.at(tag.start, tag.end) if tag.name in ("trigger", "more") else None
        if place is None:
            continue
        sentence, first, last = place
        kind, state = _act(tag.value)
        for i in range(first, last):
            if cue[sentence][i]:
                continue
            cue[sentence][i] = names.index(kind) if kind else names.index("again")
            if state:
                status[sentence][i] = labels.STATUSES.index(state)
        if kind:
            kinds[sentence].add(labels.kinds().index(kind))
    one.told["kinds"] = [tuple(sorted(found)) for found in kinds]
    return one.prepare()


def event_location(data: Path, split: str) -> Iterator[Example]:
    """Sentences with one marked event and the names of its place; nothing else is known of them."""
    for row in _rows(data / "event_location" / "rows.jsonl.gz"):
        if row["split"] != split:
            continue
        one = example("event_location", row["text"], whole=True)
        mark = one.at(*row["event"][0][:2]) if row["event"] else None
        if mark is None:
            continue
        one.mark = mark
        places = [place for start, end in row["locations"] if (place := one.at(start, end))]
        spans(one.blank("role:place"), places)
        yield one.prepare()


def re3d(data: Path, split: str) -> Iterator[Example]:
    """Sentences with their entities. For training only those that can be shown to come from an open source."""
    texts = open_texts(_rows(data / "re3d" / "documents.jsonl.gz"))
    index = {tag: i for i, tag in enumerate(labels.token_heads()["entity"])}
    for row in _rows(data / "re3d" / "sentences.jsonl.gz"):
        if row["split"] != split or (split == "train" and not open_sentence(row["tokens"], texts)):
            continue
        one = Example(source="re3d", words=[list(row["tokens"])], offsets=[[(0, 0)] * len(row["tokens"])])
        one.tokens["entity"] = [[index[tag] for tag in row["tags"]]]
        yield one.prepare()


def muc4(data: Path, split: str) -> Iterator[Example]:
    """News in capitals with the strings that fill the roles of its incidents, wherever they stand in the text."""
    for one, _ in muc4_texts(data, split):
        yield one


def muc4_texts(data: Path, split: str) -> Iterator[tuple[Example, str]]:
    """The same, each with the text that its words were cut from."""
    keys = {row["docid"]: row["templates"] for row in _rows(data / "muc4" / "keys.jsonl.gz")}
    for row in _rows(data / "muc4" / "docs.jsonl.gz"):
        if row["split"] == split:
            text = _unwrapped(row["text"])
            yield _incidents(text, keys[row["docid"]], row["docid"]), text


def _rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@cache
def _told() -> Counter[str]:
    """The words that tell an event somewhere in the training theatres."""
    return Counter(
        passage.text[tag.start : tag.end].lower() for passage in theatres("train") for tag in passage.triggers
    )


def _marked(passage: markup.Passage, trigger: markup.Tag) -> Example | None:
    one = example("corpus", passage.text)
    one.mark = one.at(trigger.start, trigger.end)
    if one.mark is None:
        return None
    act, _, state = trigger.value.partition("/")
    kind = act.partition(".")[0]
    how = next(
        (tag.name for tag in passage.tags if tag.of == trigger.of and tag.name in labels.ATTRIBUTIONS[1:]), "stated"
    )
    one.marked = {
        "real": 1,
        "kind": labels.kinds().index(kind),
        "mode": labels.modes().index(act),
        "told": labels.STATUSES.index(state),
        "attribution": labels.ATTRIBUTIONS.index(how),
    }
    for role in labels.ROLES:
        own = [tag for tag in passage.tags if tag.of == trigger.of and tag.name == role]
        spans(one.blank(f"role:{role}"), [place for tag in own if (place := one.at(tag.start, tag.end))])
    return one.prepare()


def _unreal(passage: markup.Passage, told: Counter[str], draw: random.Random) -> Iterator[Example]:
    """Marks on words that tell no event: first those that elsewhere do, then any other."""
    one = example("corpus", passage.text)
    taken = {
        (place[0], i)
        for tag in passage.tags
        if tag.name in ("trigger", "more", "total") and (place := one.at(tag.start, tag.end))
        for i in range(place[1], place[2])
    }
    free = [
        (s, i)
        for s, sentence in enumerate(one.words)
        for i, word in enumerate(sentence)
        if (s, i) not in taken and len(word) > 3 and word.isalpha()
    ]
    like = [(s, i) for s, i in free if one.words[s][i].lower() in told]
    chosen = like[:2] or (draw.sample(free, 1) if free else [])
    for sentence, first in chosen:
        marked = example("corpus", passage.text)
        marked.mark = (sentence, first, first + 1)
        marked.marked = {"real": 0}
        yield marked.prepare()


def _act(value: str) -> tuple[str, str]:
    act, _, state = value.partition("/")
    return act.partition(".")[0], state


_SLOTS: Final = {
    "PerpInd": "perp_individual",
    "PerpOrg": "perp_organization",
    "Target": "phys_target",
    "Victim": "hum_name",
    "VictimDescription": "hum_description",
    "Weapon": "instrument",
}
_TYPES: Final = {name.upper(): index for index, name in enumerate(labels.INCIDENTS)}


def _incidents(text: str, templates: list[dict[str, Any]], docid: str) -> Example:
    one = example("muc4:" + docid, text, upper=True)
    told: list[set[int]] = [set() for _ in one.words]
    rows = {role: one.blank(f"filler:{role}") for role in labels.FILLERS}
    for template in templates:
        types = {_TYPES[name] for name in template["type"] if name in _TYPES}
        for role, slot in _SLOTS.items():
            strings = {string for filler in template[slot] for string in filler.get("strings", ())}
            for string in sorted(strings, key=len, reverse=True):
                found = list(_occurrences(one.words, string))
                spans(rows[role], found)
                for sentence, _, _ in found:
                    told[sentence] |= types
    one.told["incidents"] = [tuple(sorted(types)) for types in told]
    return one.prepare()


def _unwrapped(text: str) -> str:
    """Lines joined to paragraphs, so that sentences are whole."""
    return re.sub(r"(?<!\n)\n(?!\s*\n|   )[ \t]*", " ", text)


def _occurrences(words: list[list[str]], string: str) -> Iterator[tuple[int, int, int]]:
    sought = [
        word.lower()
        for word in re.findall(r"[^\W_]+(?:['’.-][^\W_]+)*\.?(?<=\.[A-Za-z]\.)|[^\W_]+(?:['’-][^\W_]+)*|\S", string)
    ]
    for s, sentence in enumerate(words):
        lower = [word.lower() for word in sentence]
        for i in range(len(lower) - len(sought) + 1):
            if lower[i : i + len(sought)] == sought:
                yield s, i, i + len(sought)
