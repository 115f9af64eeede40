"""An export is whole or not there, says what it holds, and comes back as it was."""

from __future__ import annotations

import csv
import hashlib
import json
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.app.exporting.made import ASAD, IRAQ, IRAQI_ARMY, dead, incident, on

from vedette.app.exporting.choose import Choice
from vedette.app.exporting.export import FORMS, Ask, Export, Origin, form_of
from vedette.app.exporting.release import Release
from vedette.errors import InputError
from vedette.store import flat
from vedette.store.base import AsOf
from vedette.store.encode import Wire

NOW = datetime(2024, 3, 10, 9, tzinfo=UTC)
WIRES = (
    incident(id="i1", when=on("2024-03-05", "2024-03-05"), severity="L5", casualties=[dead("target", 1, 2, 3)]),
    incident(id="i2", when=on(None, "2024-03-08"), place=IRAQ, actor=IRAQI_ARMY),
    incident(id="i3", when=on("2024-04-01", "2024-04-02"), kind="PROTEST", mode=None, severity="L0", place=None),
)
ORIGIN = Origin(ledger="my.ledger", as_of=AsOf(published=date(2024, 3, 9)), fingerprint="0123456789ab")


def export(path: Path, wires: Any = WIRES, **asked: Any) -> tuple[Export, Path]:
    made = Export(Ask(what="incidents", form=form_of(path, None), **asked))
    return made, made.write(iter(wires), path, origin=ORIGIN, now=NOW)


@pytest.mark.parametrize("suffix", ["csv", "geojson", "parquet", "jsonl"])
def test_every_record_comes_back(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"x.{suffix}"
    made, beside = export(path)
    rows = [flat.flatten(wire) for wire in WIRES]
    if suffix == "csv":
        with path.open(encoding="utf-8", newline="") as file:
            read = list(csv.DictReader(file))
        assert [one["place_lat"] for one in read] == ["33.7856", "33.0", ""]
        assert [list(one) for one in read] == [list(row) for row in rows]
    elif suffix == "geojson":
        features = json.loads(path.read_text("utf-8"))["features"]
        assert [(one["id"], one["properties"]["kind"]) for one in features] == [
            (row["id"], row["kind"]) for row in rows
        ]
        assert features[2]["geometry"] is None
    elif suffix == "parquet":
        parquet = pytest.importorskip("pyarrow.parquet", reason="needs the extra 'parquet'")
        found = parquet.read_table(path).to_pylist()
        assert [(one["id"], one["place_lat"], one["confidence"]) for one in found] == [
            (row["id"], row["place_lat"], row["confidence"]) for row in rows
        ]
    else:
        assert [json.loads(line) for line in path.read_text("utf-8").splitlines()] == list(WIRES)
    assert made.count.rows == 3 and beside.exists()


@pytest.mark.parametrize("form", [form for form in FORMS if form != "parquet"])
def test_the_same_records_give_the_same_bytes(form: str) -> None:
    first, second = (list(Export(Ask(what="incidents", form=form)).lines(WIRES)) for _ in range(2))
    assert first == second


def test_the_readme_says_what_the_file_holds(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    _, beside = export(path, layout="ucdp", choice=Choice(country="IRQ", until=date(2024, 3, 31)))
    text = beside.read_text(encoding="utf-8")
    assert beside.name == "x.csv.README.md"
    for told in ("0123456789ab", "| as published by | 2024-03-09 |", "country=IRQ", "until=2024-03-31", "| rows | 2 |", "not asked for | 1",
                 "UCDP", "GeoNames", hashlib.sha256(path.read_bytes()).hexdigest(), "Unknown is empty"):  # fmt: skip
        assert told in text
    header = path.read_text("utf-8").splitlines()[0].split(",")
    assert all(f"| `{name}` |" in text for name in header), "every field is explained"


def test_the_readme_says_what_was_held_back(tmp_path: Path) -> None:
    _, beside = export(tmp_path / "x.csv", release=Release(coarsen="25", names=False))
    assert "centre of a cell of a 25 km grid" in beside.read_text("utf-8") and "withheld" in beside.read_text("utf-8")
    _, beside = export(tmp_path / "y.csv")
    assert "Nothing was held back" in beside.read_text("utf-8")


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    def breaking() -> Iterator[Wire]:
        yield WIRES[0]
        raise RuntimeError("the ledger went away")

    path = tmp_path / "x.csv"
    path.write_text("what was there before")
    with pytest.raises(RuntimeError):
        export(path, breaking())
    assert path.read_text() == "what was there before"
    assert [one.name for one in tmp_path.iterdir()] == ["x.csv"], "nothing half-written lies about"


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_nothing_is_written_where_nothing_matched(suffix: str, tmp_path: Path) -> None:
    made, _ = export(tmp_path / f"x.{suffix}", choice=Choice(country="SY"))
    assert made.count.rows == 0 and list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="is not a folder"):
        export(tmp_path / "file" / "x.csv")
    with pytest.raises(InputError, match="cannot write"):
        export(tmp_path / ("long" * 100 + ".csv"))


@pytest.mark.parametrize(
    ("choice", "ids"),
    [
        (Choice(), ["i1", "i2", "i3"]),
        (Choice(since=date(2024, 3, 6)), ["i2", "i3"]),
        (Choice(until=date(2024, 3, 7)), ["i1"]),
        (Choice(since=date(2024, 4, 2), until=date(2024, 4, 2)), ["i3"]),
        (Choice(country="iq"), ["i1", "i2"]),
        (Choice(kind="protest"), ["i3"]),
        (Choice(severity=3), ["i1"]),
    ],
)
def test_records_can_be_chosen(choice: Choice, ids: list[str]) -> None:
    lines = Export(Ask(what="incidents", form="ndjson", choice=choice)).lines(WIRES)
    assert [json.loads(line)["id"] for line in lines] == ids


def test_disputed_land_is_found_under_each_claimant() -> None:
    wire = incident(place={**ASAD, "claimants": ["IQ", "SY"]})
    assert Choice(country="SYR").keeps(wire) and not Choice(country="IR").keeps(wire)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"form": "xlsx"}, "unknown format 'xlsx'; known: ndjson, csv, geojson, parquet"),
        ({"form": "geojson", "layout": "hxl"}, "use --format csv"),
        ({"form": "csv", "what": "tallies", "choice": Choice(country="IQ")}, "tallies cannot be chosen by country=IQ"),
    ],
)
def test_a_wrong_word_is_refused_before_anything_is_written(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        Export(Ask(**({"what": "incidents"} | asked)))


def test_choices_that_cannot_be_are_refused() -> None:
    for wrong in ({"kind": "RUMOUR"}, {"country": "XX"}, {"since": date(2024, 2, 1), "until": date(2024, 1, 1)}):
        with pytest.raises(InputError):
            Choice(**wrong)


def test_parquet_needs_a_file() -> None:
    with pytest.raises(InputError, match="name a file with -o"):
        Export(Ask(what="incidents", form="parquet")).lines(WIRES)


@pytest.mark.parametrize("suffix", ["csv", "geojson", "jsonl", "parquet"])
def test_memory_does_not_grow_with_the_records(suffix: str, tmp_path: Path) -> None:
    peaks = []
    for number in (500, 5_000):
        tracemalloc.start()
        export(tmp_path / f"x.{suffix}", (WIRES[0] for _ in range(number)), layout="acled")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    # A group of Parquet rows is the most that is ever held.
    assert peaks[1] < (25_000_000 if suffix == "parquet" else peaks[0] + 500_000)


def test_a_name_tells_the_form() -> None:
    assert [form_of(Path(f"x.{one}"), None) for one in ("csv", "JSONL", "geojson", "parquet", "txt")] == [
        "csv",
        "ndjson",
        "geojson",
        "parquet",
        "ndjson",
    ]
    assert form_of(Path("x.csv"), "geojson") == "geojson" and form_of(None, None) == "ndjson"
    for name in ("x.xlsx", "x", "x.csv.gz"):
        with pytest.raises(InputError, match=r"no form of an export is written as .*\.csv.*--format"):
            form_of(Path(name), None)
        assert form_of(Path(name), "csv") == "csv"
