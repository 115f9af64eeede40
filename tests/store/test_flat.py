"""A record becomes one row: every field has a column, every column a type and a meaning."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
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


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(records)
def test_no_value_is_left_out_of_a_row_in_silence(record: codec.Record) -> None:
    wire = codec.to_wire(record)
    assert valued(wire) <= set(flat.COLUMNS[wire["record"]]), "a field without a column"
    assert list(flat.flatten(wire)) == list(flat.COLUMNS[wire["record"]])


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(records)
def test_a_cell_is_of_the_type_that_its_column_states(record: codec.Record) -> None:
    types = {"int": int, "float": int | float, "bool": bool}
    wire = codec.to_wire(record)
    row = flat.flatten(wire)
    for column in flat.columns(wire["record"]):
        value = row[column.name]
        assert value is None or column.type == "text" or isinstance(value, types[column.type]), column


def test_every_column_says_what_it_means() -> None:
    assert all(column.meaning for kind in flat.COLUMNS for column in flat.columns(kind))


def test_an_incident_has_a_column_for_every_field() -> None:
    assert valued(WIRES["incident"]) <= set(flat.COLUMNS["incident"])


def test_a_row_has_the_flattened_names_and_values() -> None:
    row = flat.flatten(WIRES["mention"])
    assert row["actor_id"] == "generic:iran-backed-militias"
    assert (row["place_lat"], row["place_radius_km"], row["when_latest"]) == (36.2376, 6, "2023-11-13")
    assert (row["instrument_class"], row["instrument_low"], row["casualties_word"]) == ("drone", 1, "minimal")
    assert (row["launched_from_id"], row["when_earliest"], row["place_disputed"]) == (None, None, False)


def test_the_columns_of_one_list_line_up() -> None:
    wire = WIRES["mention"] | {
        "casualties": [
            {"effect": "killed", "low": 3},
            {"effect": "injured", "low": None},
            {"effect": "missing", "low": 1},
        ]
    }
    row = flat.flatten(wire)
    assert row["casualties_effect"] == "killed | injured | missing"
    assert row["casualties_low"] == "3 |  | 1"


def test_a_record_of_no_known_kind_has_no_row() -> None:
    with pytest.raises(RecordError, match="has no columns"):
        flat.flatten({"record": "rumour"})
    with pytest.raises(RecordError, match="has no columns"):
        flat.columns("rumour")
