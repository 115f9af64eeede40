"""A number that falls fails the run; a number that rises can be recorded."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.__main__ import fallen
from benchmarks.measures import Measure, Peer

from benchmarks import measures, report

HIGH = Measure(
    id="a.f1",
    set="a",
    label="F1 of a",
    path="x.f1",
    count="n",
    trivial=10.0,
    wanted=50.0,
    peers=(Peer(system="P", value=60.0, on="other data"),),
)
LOW = Measure(id="b.crps", set="b", label="CRPS of b", path="crps", lower=True)


def test_every_measure_names_a_set_that_has_an_adapter() -> None:
    from benchmarks.predict import SETS

    found = measures.load()
    assert {m.set for m in found} <= set(SETS)
    assert len({m.id for m in found}) == len(found)


def test_every_recorded_floor_belongs_to_a_measure() -> None:
    assert set(measures.floors()) <= {m.id for m in measures.load()}


def test_a_fall_below_the_floor_is_named_in_either_direction() -> None:
    floors = {"a.f1": 40.0, "b.crps": 0.9}
    assert fallen((HIGH, LOW), {"a.f1": 40.0, "b.crps": 0.9}, floors) == []
    assert len(fallen((HIGH, LOW), {"a.f1": 39.9, "b.crps": 0.91}, floors)) == 2


@pytest.mark.parametrize(
    ("value", "lower", "floor"), [(83.49, False, 83.0), (0.884, True, 0.89), (0.26, False, 0.26), (4.1, False, 4.0)]
)
def test_floors_are_recorded_on_the_safe_side(value: float, lower: bool, floor: float) -> None:
    assert measures.rounded(value, lower=lower) == floor


def test_recording_keeps_the_floors_of_sets_that_were_not_run(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    measures.record({"a.f1": 41.3}, (HIGH, LOW), path)
    measures.record({"b.crps": 0.884}, (HIGH, LOW), path)
    assert measures.floors(path) == {"a.f1": 41.0, "b.crps": 0.89}


def test_an_interval_holds_the_proportion_and_narrows_with_more_items() -> None:
    few, many = measures.wilson(0.8, 50), measures.wilson(0.8, 5000)
    assert few[0] < many[0] < 80 < many[1] < few[1]


def test_the_page_shows_ours_beside_the_field_and_says_what_was_left_out() -> None:
    scores = {"a.f1": {"x": {"f1": 44.44}, "n": 100}}
    rows = report.table((HIGH, LOW), scores, {"a.f1": 44.0})
    assert "| F1 of a | **44.4** | 35.1–54.2 | 10.0 | 44.0 | 50.0 |  | P 60.0 (other data) |" in rows
    assert "CRPS of b" not in rows
    assert "Not measured here: b (no data)." in report.page(rows, {"b": "no data"}, ())
