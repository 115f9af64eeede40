"""The split of our own annotated passages into training, development and test theatres."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

from training.corpus import markup

SPLITS = markup.HOME / "splits.toml"


def splits(path: Path = SPLITS) -> dict[str, list[str]]:
    with path.open("rb") as file:
        found: dict[str, list[str]] = tomllib.load(file)["splits"]
    return found


def theatre(path: Path) -> str:
    return path.stem.rpartition("-")[0]


def test_the_parts_are_train_dev_and_test_and_none_is_empty() -> None:
    assert set(splits()) == {"train", "dev", "test"}
    assert all(splits().values())


def test_no_theatre_is_in_two_parts() -> None:
    counts = Counter(name for names in splits().values() for name in names)
    assert [name for name, count in counts.items() if count > 1] == []


def test_every_theatre_of_the_corpus_is_in_a_part_and_every_part_names_theatres_of_the_corpus() -> None:
    assert {name for names in splits().values() for name in names} == {theatre(path) for path in markup.files()}


def test_no_passage_is_told_twice_in_two_parts() -> None:
    part = {name: key for key, names in splits().items() for name in names}
    seen: dict[str, set[str]] = {}
    for path in markup.files():
        for passage in markup.read(path)[0]:
            seen.setdefault(passage.text, set()).add(part[theatre(path)])
    assert [text for text, parts in seen.items() if len(parts) > 1] == []
