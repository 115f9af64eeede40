"""Rows in CSV, GeoJSON, NDJSON and Parquet: nothing runs in a spreadsheet, and everything comes back."""

from __future__ import annotations

import csv
import io
import json
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.errors import InputError
from vedette.store.parquet import write_parquet
from vedette.store.tables import Column, Point, Row, csv_lines, geojson_lines, ndjson_lines, restored

COLUMNS = (
    Column(name="id", tag="#event+id"),
    Column(name="lat", type="float", tag="#geo+lat"),
    Column(name="lon", type="float", tag="#geo+lon"),
    Column(name="count", type="int"),
    Column(name="sure", type="bool"),
    Column(name="words"),
)
POINT = Point(id="id", lat="lat", lon="lon")
ROWS: tuple[Row, ...] = (
    {"id": "i1", "lat": 33.5, "lon": -77.04, "count": -3, "sure": True, "words": "=1+1"},
    {"id": "i2", "lat": None, "lon": None, "count": None, "sure": None, "words": 'a "quoted", line\r\nand another'},
)


def read_csv(text: str) -> list[dict[str, str]]:
    """What a reader of CSV gets."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff20"])
def test_a_cell_that_a_spreadsheet_would_run_is_disarmed(start: str) -> None:
    (row,) = read_csv("".join(csv_lines(COLUMNS, [{"words": f"{start}HYPERLINK('x')"}])))
    assert row["words"] == f"'{start}HYPERLINK('x')"


def test_numbers_are_never_touched() -> None:
    first, _ = read_csv("".join(csv_lines(COLUMNS, ROWS)))
    assert (first["lon"], first["count"]) == ("-77.04", "-3")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_taking_one_apostrophe_off_gives_any_text_back(text: str) -> None:
    (row,) = read_csv("".join(csv_lines(COLUMNS, [{"id": "i", "words": text}])))
    assert restored(row["words"]) == text
    assert not row["words"].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_hashtags_stand_under_the_header() -> None:
    header, tags, *_ = "".join(csv_lines(COLUMNS, ROWS, tags=True)).splitlines()
    assert header.split(",")[:3] == ["id", "lat", "lon"] and tags.split(",")[:3] == [
        "#event+id",
        "#geo+lat",
        "#geo+lon",
    ]


def test_features_are_geojson_and_no_pin_is_invented() -> None:
    read = json.loads("".join(geojson_lines(COLUMNS, ROWS, POINT)))
    first, second = read["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [-77.04, 33.5]} and first["id"] == "i1"
    assert second["geometry"] is None
    assert first["properties"] == {"count": -3, "sure": True, "words": "=1+1"}


def test_no_features_are_an_empty_collection() -> None:
    assert json.loads("".join(geojson_lines(COLUMNS, [], POINT))) == {"type": "FeatureCollection", "features": []}


def test_objects_come_back_as_they_were() -> None:
    assert [json.loads(line) for line in ndjson_lines(COLUMNS, ROWS)] == list(ROWS)


def test_lines_are_written_before_the_next_row_is_asked_for() -> None:
    asked: list[int] = []

    def rows() -> Iterator[Row]:
        for number in range(3):
            asked.append(number)
            yield ROWS[0]

    for lines in (csv_lines(COLUMNS, rows()), geojson_lines(COLUMNS, rows(), POINT)):
        asked.clear()
        next(lines), next(lines)
        assert asked == [0]


def test_every_line_can_be_written_as_utf_8() -> None:
    odd: Row = {"id": "i", "words": "half \ud800 a pair"}
    for lines in (csv_lines(COLUMNS, [odd]), geojson_lines(COLUMNS, [odd], POINT), ndjson_lines(COLUMNS, [odd])):
        assert "half" in "".join(lines).encode("utf-8").decode("utf-8")


def test_parquet_comes_back_with_types_and_notes(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs the extra 'parquet'")
    write_parquet(COLUMNS, ROWS, tmp_path / "x.parquet", notes={"fingerprint": "abc"})
    table = parquet.read_table(tmp_path / "x.parquet")
    assert table.to_pylist() == [dict(row) for row in ROWS]
    assert table.schema.metadata[b"fingerprint"] == b"abc"
    assert [str(one.type) for one in table.schema] == ["string", "double", "double", "int64", "bool", "string"]


def test_parquet_of_many_rows_is_written_in_groups(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs the extra 'parquet'")
    many = ({**ROWS[0], "id": f"i{number}"} for number in range(12_000))
    tracemalloc.start()
    write_parquet(COLUMNS, many, tmp_path / "x.parquet", notes={})
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert parquet.ParquetFile(tmp_path / "x.parquet").num_row_groups == 3
    assert peak < 10_000_000, "rows are not gathered"


def test_without_pyarrow_the_error_names_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"pip install 'vedette\[parquet\]'"):
        write_parquet(COLUMNS, ROWS, tmp_path / "x.parquet", notes={})
