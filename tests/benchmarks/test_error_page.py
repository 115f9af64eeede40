"""The page of errors: the costliest classes first, examples in our own words, no text of a set."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from benchmarks.error_page import Costs

from benchmarks import error_page


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
