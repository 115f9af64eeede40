"""The page of errors: the costliest classes first, examples in our own words, no text of a set."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from benchmarks.error_classes import CLASSES
from benchmarks.error_page import Costs

from benchmarks import error_cases, error_page

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_costliest_classes_are_counted_and_the_dearest_stand_first(tmp_path: Path) -> None:
    rows = [
        {"id": f"plv-{n}", "split": "dev", "text": "foreign words", "root": root, "source": "", "target": ""}
        for n, root in enumerate(("AID", "AID", "YIELD"))
    ]
    folder = tmp_path / "plover"
    folder.mkdir()
    with gzip.open(folder / "rows.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    predictions = tmp_path / "plover.jsonl"
    predictions.write_text("".join(json.dumps({"id": row["id"], "root": "AGREE"}) + "\n" for row in rows))
    (found,) = error_page.costs(tmp_path, tmp_path)
    assert (found.set, found.items) == ("plover", 3)
    assert list(found.classes.items()) == [("AID read as AGREE", 2), ("YIELD read as AGREE", 1)]
    page = error_page.page([found])
    assert page.index("| 2 | AID") < page.index("| 1 | YIELD")
    assert "foreign words" not in page


def test_no_more_than_ten_classes_are_shown_and_the_rest_is_counted() -> None:
    found = Costs(
        set="made up", items=3, classes={f"class {n}": 20 - n for n in range(12)}, examples={"class 1": "a|b"}
    )
    page = error_page.page([found])
    assert "3 items, 174 errors, 155 of them in these classes." in page
    assert "class 9" in page and "class 10 |" not in page
    assert "| 19 | class 1 | a/b |" in page


def test_every_class_on_the_page_has_an_example() -> None:
    rows = [
        line.split(" | ")
        for line in (DOCS / "errors.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| ")
    ]
    classes = [row for row in rows if row[0].strip("| ").isdigit()]
    assert len(classes) > 50
    assert [row[1] for row in classes if error_page.NONE in row[2]] == []


def test_every_example_is_a_row_that_the_classes_of_its_set_can_read() -> None:
    examples = error_cases.load()
    assert {one.set for one in examples} == set(CLASSES)
    for one in examples:
        assert all(kind and isinstance(detail, str) for kind, detail in CLASSES[one.set][2](one.row, {})), one.text


def test_a_sentence_read_rightly_by_now_says_so(tmp_path: Path) -> None:
    path = tmp_path / "examples.toml"
    path.write_text(
        '[[actors]]\nclass = "another sector"\nphrase = "Turkish soldiers"\nsector = "MIL"\n', encoding="utf-8"
    )
    found = error_cases.shown(error_cases.load(path))
    assert found == {"actors": {"another sector": "our example is read rightly by now: Turkish soldiers"}}


def test_an_example_shows_what_is_wanted_and_what_is_read(tmp_path: Path) -> None:
    path = tmp_path / "examples.toml"
    path.write_text(
        '[[actors]]\nclass = "another sector"\nphrase = "Turkish soldiers"\nsector = "JUD"\n', encoding="utf-8"
    )
    found = error_cases.shown(error_cases.load(path))
    assert found == {"actors": {"another sector": "Turkish soldiers (sector JUD, read MIL)"}}
