"""Errors are sorted into classes, the costliest first."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.benchmarks import samples

from benchmarks import errors


def test_a_wrong_place_and_a_missing_one_are_different_errors() -> None:
    text = "A blast hit Homs, a doctor in Hama said."
    gold = [{"id": n, "text": text, "locations": [[12, 16]]} for n in "abc"]
    got: dict[str, dict[str, object]] = {"a": {"spans": [[30, 34]]}, "b": {"spans": []}, "c": {"spans": [[12, 16]]}}
    found = errors.classify("event_location", gold, got)
    assert {kind: len(examples) for kind, examples in found.items()} == {"another place": 1, "no place found": 1}


def test_the_costliest_class_comes_first() -> None:
    gold = [
        {"id": str(n), "text": "", "source": "", "target": "", "root": root}
        for n, root in enumerate(["AID", "YIELD", "YIELD"])
    ]
    assert list(errors.classify("plover", gold, {})) == ["YIELD read as None", "AID read as None"]


def test_the_command_counts_the_errors_of_a_set(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = samples.write(tmp_path, labels=True)
    assert errors.main(["plover", "--data", str(data)]) == 0
    assert "1  AID read as ACCUSE" in capsys.readouterr().out
