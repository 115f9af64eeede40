"""Adapters see what a set gives a system, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.benchmarks import samples

from benchmarks import predict, rows

SETS = ("actors", "case", "dyads", "event_location", "gazetteer", "muc4", "places", "plover", "re3d", "satp", "timex")


@pytest.mark.parametrize("name", SETS)
def test_predictions_do_not_change_when_labels_are_blanked(name: str, tmp_path: Path) -> None:
    told = samples.write(tmp_path / "told", labels=True)
    blank = samples.write(tmp_path / "blank", labels=False)
    adapter = predict.adapter(name)
    given = list(adapter(told))
    assert given == list(adapter(blank))
    assert given
    json.dumps(given)


def test_a_row_reaches_an_adapter_without_its_labels(tmp_path: Path) -> None:
    data = samples.write(tmp_path, labels=True)
    for name, given in rows.GIVEN.items():
        if name in samples.ROWS:
            for row in rows.read(data, name):
                assert set(row) <= {field.partition(".")[0] for field in given}
    (row,) = rows.read(data, "places/docs.jsonl")
    assert row["toponyms"][0] == {"start": 11, "end": 18}


def test_a_packed_file_and_the_folder_of_one_set_read_alike(tmp_path: Path) -> None:
    plain = samples.write(tmp_path / "plain", labels=True)
    packed = samples.write(tmp_path / "packed", labels=True, packed=True)
    rows_of = [list(rows.read(folder, "satp/incidents.jsonl")) for folder in (plain, packed, plain / "satp")]
    assert rows_of[0] == rows_of[1] == rows_of[2]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no plover/rows\.jsonl"):
        list(rows.read(tmp_path, "plover/rows.jsonl"))


def test_every_listed_set_but_those_of_other_data_has_a_sample() -> None:
    assert set(SETS) | {"link", "tempo"} == set(predict.SETS)


def test_the_command_writes_one_line_for_each_item(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = samples.write(tmp_path / "data", labels=True)
    out = tmp_path / "out.jsonl"
    assert predict.main(["actors", "--data", str(data), "--out", str(out)]) == 0
    assert json.loads(out.read_text()) == {"id": "a1", "country": "TUR", "sector": "MIL"}
    assert "1 predictions" in capsys.readouterr().err
