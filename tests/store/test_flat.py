"""Rows and features carry the same names, and run in no spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.strategies import records
from tests.store.worked import INCIDENT, MENTION, TALLY

from vedette.errors import RecordError
from vedette.store import codec, flat

WIRES = {
    "mention": codec.to_wire(MENTION),
    "tally": codec.to_wire(TALLY),
    "incident": codec.incident_to_wire(INCIDENT),
}


def valued(wire: dict[str, Any]) -> set[str]:
    """The flattened names under which a wire object holds a value."""
    return {name for name, value in flat._flat("", wire) if value is not None}


def rows(kind: str, wires: list[dict[str, Any]]) -> list[dict[str, str]]:
    """What a reader of CSV gets."""
    return list(csv.DictReader(io.StringIO("".join(flat.csv_lines(kind, wires)), newline="")))


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(records)
def test_no_value_is_left_out_of_a_row_in_silence(record: codec.Record) -> None:
    wire = codec.to_wire(record)
    assert valued(wire) <= set(flat.COLUMNS[wire["record"]]), "a field without a column"
    (row,) = rows(wire["record"], [wire])
    assert list(row) == list(flat.COLUMNS[wire["record"]])
    assert all(not cell.startswith(("=", "+", "@", "\t", "\r")) for cell in row.values())


def test_an_incident_has_a_column_for_every_field() -> None:
    assert valued(WIRES["incident"]) <= set(flat.COLUMNS["incident"])


def test_a_row_has_the_flattened_names_and_values() -> None:
    (row,) = rows("mention", [WIRES["mention"]])
    assert row["actor_id"] == "generic:iran-backed-militias"
    assert (row["place_lat"], row["place_radius_km"], row["when_latest"]) == ("36.2376", "6", "2023-11-13")
    assert (row["instrument_class"], row["instrument_low"], row["casualties_word"]) == ("drone", "1", "minimal")
    assert (row["launched_from_id"], row["when_earliest"], row["place_disputed"]) == ("", "", "false")


def test_the_columns_of_one_list_line_up() -> None:
    wire = WIRES["mention"] | {
        "casualties": [
            {"effect": "killed", "low": 3},
            {"effect": "injured", "low": None},
            {"effect": "missing", "low": 1},
        ]
    }
    (row,) = rows("mention", [wire])
    assert row["casualties_effect"] == "killed | injured | missing"
    assert row["casualties_low"] == "3 |  | 1"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d"])
def test_a_cell_that_a_spreadsheet_would_run_is_disarmed(start: str) -> None:
    formula = f"{start}HYPERLINK('x')"
    (row,) = rows("mention", [WIRES["mention"] | {"mode": formula, "outcome": [{"value": formula}], "tags": [formula]}])
    assert row["mode"] == row["outcome_value"] == row["tags"] == "'" + formula


def test_a_negative_number_stays_a_number() -> None:
    place = WIRES["mention"]["place"] | {"lon": -77.04}
    (row,) = rows("mention", [WIRES["mention"] | {"place": place}])
    assert row["place_lon"] == "-77.04"


@settings(deadline=None)
@given(st.text())
def test_any_text_comes_back_out_of_a_cell(text: str) -> None:
    (row,) = rows("mention", [WIRES["mention"] | {"mode": text}])
    assert row["mode"].removeprefix("'") == text.removeprefix("'") or row["mode"] == text


def test_rows_and_features_are_streamed() -> None:
    asked: list[int] = []

    def wires() -> Iterator[dict[str, Any]]:
        for number in range(3):
            asked.append(number)
            yield WIRES["mention"]

    for lines in (flat.csv_lines("mention", wires()), flat.geojson_lines(wires())):
        asked.clear()
        next(lines), next(lines)
        assert asked == [0], "a line is written before the next record is asked for"
        lines.close()  # type: ignore[attr-defined]


def test_features_are_geojson_with_the_flattened_names() -> None:
    nowhere = WIRES["mention"] | {"place": None, "id": "m2"}
    read = json.loads("".join(flat.geojson_lines([WIRES["mention"], nowhere, WIRES["incident"]])))
    assert read["type"] == "FeatureCollection"
    first, second, third = read["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [43.9632, 36.2376]}
    assert first["properties"]["place_radius_km"] == 6 and first["properties"]["place_precision"] == "facility"
    assert (first["id"], second["id"], second["geometry"]) == ("m1", "m2", None)
    assert third["properties"]["actor_name"] == "Iran-backed militias" and third["properties"]["severity"] == "L2"


def test_no_features_are_an_empty_collection() -> None:
    assert json.loads("".join(flat.geojson_lines([]))) == {"type": "FeatureCollection", "features": []}


def test_a_record_of_no_known_kind_has_no_row() -> None:
    with pytest.raises(RecordError, match="has no columns"):
        flat.flatten({"record": "rumour"})


def test_every_line_can_be_written_as_utf_8() -> None:
    odd = WIRES["mention"] | {"mode": "half \ud800 a pair"}
    for lines in (flat.csv_lines("mention", [odd]), flat.geojson_lines([odd])):
        assert "half" in "".join(lines).encode("utf-8").decode("utf-8")
