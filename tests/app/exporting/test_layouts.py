"""Other codebooks' columns hold what the ledger knows, and nothing that it does not."""

from __future__ import annotations

from typing import Any

import pytest
from tests.app.exporting.made import (
    AMERICANS,
    ASAD,
    BAGHDAD,
    CIVILIANS,
    IRAQ,
    IRAQI_ARMY,
    KATAIB,
    SOMEBODY,
    dead,
    incident,
    on,
)
from tests.store.worked import MENTION

from vedette.app.exporting import acled, hxl, polecat, ucdp
from vedette.app.exporting.base import EXPORTERS, layout
from vedette.app.exporting.facts import people
from vedette.errors import ConfigError, InputError
from vedette.store.codec import to_wire


def acled_row(**fields: Any) -> dict[str, Any]:
    row = acled.row(incident(**fields))
    assert row is not None
    return row


def ucdp_row(**fields: Any) -> dict[str, Any]:
    row = ucdp.row(incident(**fields))
    assert row is not None
    return row


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_cell_stands_under_a_column_of_its_type(name: str) -> None:
    made = layout(name, "incidents")
    columns = {one.name: one.type for one in made.columns("incidents")}
    types: dict[str, Any] = {"int": int, "float": int | float, "bool": bool, "text": str}
    if name == "vedette":  # one item of a list stands as it is
        types["text"] = str | int | float
    row = made.row(incident(casualties=[dead("target", 1, 1, 2)], place=BAGHDAD))
    assert row is not None
    assert {made.point.id, made.point.lat, made.point.lon} <= set(columns)
    for column, value in row.items():
        assert value is None or isinstance(value, types[columns[column]]), column
    assert all(one.meaning for one in made.columns("incidents"))


def test_an_unknown_layout_lists_the_known_ones() -> None:
    with pytest.raises(ConfigError, match="acled, hxl, polecat, ucdp, vedette"):
        layout("gtd", "incidents")
    with pytest.raises(InputError, match="incidents, not tallies"):
        layout("acled", "tallies")


@pytest.mark.parametrize("row", [acled_row, ucdp_row])
def test_deaths_that_nobody_counts_stay_empty(row: Any) -> None:
    found = row(casualties=[])
    assert {key: found[key] for key in found if "fatal" in key or key.startswith("deaths") or key in ("best", "low", "high")} == (
        dict.fromkeys(key for key in found if "fatal" in key or key.startswith("deaths") or key in ("best", "low", "high"))
    )  # fmt: skip


def test_a_nought_that_is_told_is_a_nought() -> None:
    assert acled_row(casualties=[dead("unknown", 0, 0, 0)])["fatalities"] == 0
    assert ucdp_row(casualties=[dead("civilian", 0, 0, 0)])["deaths_civilians"] == 0


def test_at_least_three_is_no_best_figure() -> None:
    found = acled_row(casualties=[dead("target", 3)])
    assert (found["fatalities"], found["fatalities_low"], found["fatalities_high"]) == (None, 3, None)


@pytest.mark.parametrize(
    ("casualties", "told"),
    [
        ([dead("target", 2, 2, 2), dead("civilian", 3, 3, 4)], (5, 5, 6)),
        ([dead("target", 2, 2, 2), dead("civilian")], (2, None, None)),
        # "five killed, three of them soldiers": the figure without a side is the whole
        ([dead("unknown", 5, 5, 5), dead("target", 3, 3, 3)], (5, 5, 5)),
        # two dead and three soldiers dead may be three or five people
        ([dead("unknown", 2, 2, 2), dead("target", 3, 3, 3)], (3, None, 5)),
        ([], (None, None, None)),
    ],
)
def test_deaths_of_several_sides_are_added_only_where_they_can_be(casualties: list[Any], told: tuple[Any, ...]) -> None:
    found = people(incident(casualties=casualties), "killed")
    assert (found.low, found.best, found.high) == told


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"mode": "drone"}, ("Explosions/Remote violence", "Air/drone strike", "Political violence")),
        ({"mode": "drone", "status": "foiled"}, ("Strategic developments", "Disrupted weapons use", "Strategic developments")),
        ({"mode": "firearms"}, ("Battles", "Armed clash", "Political violence")),
        ({"mode": "firearms", "target": CIVILIANS}, ("Violence against civilians", "Attack", "Political violence")),
        ({"mode": "firearms", "target": None}, (None, None, "Political violence")),
        ({"mode": "capture"}, ("Battles", "Non-state actor overtakes territory", "Political violence")),
        ({"mode": "capture", "actor": IRAQI_ARMY}, ("Battles", "Government regains territory", "Political violence")),
        ({"mode": "capture", "actor": None}, ("Battles", None, "Political violence")),
        ({"kind": "PROTEST", "mode": "demonstration"}, ("Protests", "Peaceful protest", "Demonstrations")),
        ({"kind": "COERCE", "mode": "arrest"}, ("Strategic developments", "Arrests", "Strategic developments")),
    ],
)  # fmt: skip
def test_acled_types_say_no_more_than_is_known(fields: dict[str, Any], told: tuple[str | None, ...]) -> None:
    found = acled_row(**fields)
    assert (found["event_type"], found["sub_event_type"], found["disorder_type"]) == told


def test_acled_sides_are_those_of_the_place() -> None:
    found = acled_row(actor=IRAQI_ARMY, target=AMERICANS)
    assert (found["inter1"], found["inter2"]) == ("State forces", "External/Other forces")
    assert found["interaction"] == "State forces-External/Other forces"
    assert acled_row(actor=KATAIB, target=CIVILIANS)["inter1"] is None
    assert acled_row(target=CIVILIANS)["civilian_targeting"] == "Civilian targeting"
    assert acled_row(target=SOMEBODY)["civilian_targeting"] is None


@pytest.mark.parametrize(
    ("when", "precision"),
    [
        (on("2024-03-05", "2024-03-05"), 1),
        (on("2024-03-04", "2024-03-05"), 2),
        (on("2024-02-10", "2024-03-05"), 3),
        (on("2023-12-01", "2024-03-05"), None),
        (on(None, "2024-03-05"), None),
    ],
)
def test_acled_dates_carry_their_precision(when: Any, precision: int | None) -> None:
    assert acled_row(when=when)["time_precision"] == precision
    assert acled_row(when=when)["event_date"] == "2024-03-05"


@pytest.mark.parametrize("row", [acled_row, ucdp_row])
def test_a_country_has_no_pin(row: Any) -> None:
    found = row(place=IRAQ)
    assert (found["latitude"], found["longitude"], found["country"]) == (None, None, "Iraq")
    found = row(place=ASAD)
    assert (found["latitude"], found["longitude"]) == (33.7856, 42.4412)


@pytest.mark.parametrize(
    ("actor", "target", "told"),
    [(KATAIB, AMERICANS, 1), (IRAQI_ARMY, AMERICANS, 1), (KATAIB, KATAIB, 2), (KATAIB, CIVILIANS, 3), (KATAIB, None, None), (None, CIVILIANS, None), (CIVILIANS, CIVILIANS, None)],
)  # fmt: skip
def test_ucdp_types_of_violence_need_both_sides(actor: Any, target: Any, told: int | None) -> None:
    assert ucdp_row(actor=actor, target=target)["type_of_violence"] == told


def test_ucdp_precision_and_cell() -> None:
    found = ucdp_row(place=ASAD, when=on("2024-03-04", "2024-03-05"))
    assert (found["where_prec"], found["date_prec"], found["date_start"]) == (2, 2, "2024-03-04")
    assert (
        found["priogrid_gid"] == 247 * 720 + 444 + 1
    )  # 33.7856 N is row 247 from the south pole, 42.4412 E column 444
    assert ucdp_row(place=IRAQ)["priogrid_gid"] is None and ucdp_row(place=IRAQ)["where_prec"] == 6
    assert found["geom_wkt"] == "POINT (42.4412 33.7856)"


def test_what_ucdp_does_not_hold_has_no_row() -> None:
    assert ucdp.row(incident(kind="PROTEST", mode=None)) is None
    assert ucdp.row(incident(status="foiled")) is None


def test_polecat_takes_mentions_and_incidents() -> None:
    told, read = polecat.row(incident(place=BAGHDAD, mode="firearms")), polecat.row(to_wire(MENTION))
    assert told is not None and read is not None
    assert (told["Event Mode"], told["City"], told["Province"], told["GeoNames ID"]) == (
        "firearms",
        "Baghdad",
        "Baghdad",
        98182,
    )
    assert (told["Actor Country"], told["Primary Recipient Sector"], told["Quad Code"]) == (
        "IRQ",
        "MIL",
        "MATERIAL CONFLICT",
    )
    assert (read["Actor Name Raw"], read["Contexts"], read["Raw Placename"]) == (
        "Iran-backed militias",
        "foiled",
        "Erbil air base",
    )


def test_hxl_tags_begin_with_a_hash_and_are_there_once() -> None:
    tags = [one.tag for one in layout("hxl", "incidents").columns("incidents")]
    assert all(tag.startswith("#") for tag in tags) and len(set(tags)) == len(tags)
    assert hxl.row(incident(casualties=[dead("target", 1, 2, 3)]))["killed"] == 2
