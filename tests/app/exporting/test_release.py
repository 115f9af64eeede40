"""A public release names no place finer than asked, quotes nothing, and names nobody whom only a text names."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.app.exporting.made import AMERICANS, ASAD, BAGHDAD, IRAQ, KATAIB, SOMEBODY, UNFILED, incident
from tests.store.worked import MENTION, TALLY

from vedette.app.exporting.release import Release
from vedette.errors import InputError
from vedette.reference.geo import distance_km
from vedette.store.codec import to_wire


def released(wire: dict[str, Any], what: str = "incidents", **how: Any) -> dict[str, Any]:
    return Release(**how).maker(what)(wire)


def test_nothing_is_held_back_unless_it_is_asked_for() -> None:
    wire = incident()
    assert released(wire) is wire


def test_a_base_becomes_its_province() -> None:
    place = released(incident(place=ASAD), coarsen="admin1")["place"]
    assert (place["id"], place["name"], place["precision"]) == ("adm1:IQ.01", "Al Anbar", "province")
    assert place["radius_km"] > 100 and (place["lat"], place["lon"]) != (ASAD["lat"], ASAD["lon"])


def test_what_is_coarse_already_stays() -> None:
    assert released(incident(place=IRAQ), coarsen="admin1")["place"]["id"] == "iso:IQ"
    assert released(incident(place=BAGHDAD), coarsen="10")["place"]["id"] == "gn:98182", "a city wider than the grid"


def test_a_base_becomes_a_cell_whose_precision_says_so() -> None:
    place = released(incident(place=ASAD), coarsen="50")["place"]
    assert place["precision"] == "grid_50km" and place["id"].startswith("grid:50km:") and place["name"] == "Al Anbar"
    assert distance_km(place["lat"], place["lon"], ASAD["lat"], ASAD["lon"]) <= place["radius_km"] < 40  # type: ignore[arg-type]


@given(st.floats(-89.9, 89.9), st.floats(-180, 180), st.sampled_from([2.0, 25.0, 100.0]))
def test_the_place_lies_within_the_radius_of_its_cell(lat: float, lon: float, size: float) -> None:
    place = released(incident(place={**ASAD, "lat": lat, "lon": lon, "radius_km": 1.0}), coarsen=str(size))["place"]
    if abs(lat) < 85:  # near the poles a cell is as wide as the parallel is long
        assert distance_km(lat, lon, place["lat"], place["lon"]) <= place["radius_km"] * 1.1
    assert -90 <= place["lat"] <= 90 and -180 <= place["lon"] <= 180


def test_neighbours_share_a_cell() -> None:
    first, second = (
        released(incident(place={**ASAD, "lat": lat}), coarsen="100")["place"]["id"] for lat in (33.70, 33.72)
    )
    assert first == second


def test_a_place_that_only_the_text_names_is_withheld() -> None:
    for how in ({"coarsen": "25"}, {"names": False}):
        place = released(incident(place=UNFILED), **how)["place"]
        assert (place["name"], place["lat"], place["country"]) == (None, None, "IQ")
    place = released(incident(place=UNFILED), coarsen="admin1")["place"]
    assert (place["name"], place["precision"]) == ("Iraq", "country")


@pytest.mark.parametrize("how", [{"names": False}, {"coarsen": "admin1"}, {"coarsen": "25"}])
def test_nobody_is_named_whom_only_a_text_names(how: dict[str, Any]) -> None:
    found = released(incident(actor=SOMEBODY, target=AMERICANS), **how)
    assert found["actor"] == {"id": None, "name": None, "role": None}
    assert found["target"]["name"] == "United States forces"
    assert released(incident(actor=KATAIB), **how)["actor"]["name"] == "Kata'ib Hezbollah"
    assert "Abu Karim" not in json.dumps(found)


def test_an_office_is_not_named_after_its_holder() -> None:
    found = released(incident(actor={"id": "USA/GOV", "name": "Joe Biden", "role": None}), names=False)
    assert "Biden" not in json.dumps(found) and found["actor"]["name"]


def test_speakers_are_not_named_either() -> None:
    said = {"mention": "m1", "document": "d1", "text": "says Abu Karim", "start": 1, "end": 15, "actor": None, "actor_name": "Abu Karim",
            "actor_role": None, "how": "claimed", "by": None, "by_name": "Abu Karim", "by_role": "soldiers", "confidence": 1.0}  # fmt: skip
    (found,) = released(incident(attributions=[said]), names=False)["attributions"]
    assert (found["actor_name"], found["by_name"], found["by_role"]) == (None, None, "soldiers")


@pytest.mark.parametrize(("what", "wire"), [("mentions", to_wire(MENTION)), ("tallies", to_wire(TALLY))])
def test_no_words_are_quoted(what: str, wire: dict[str, Any]) -> None:
    def quoted(value: Any) -> list[str]:
        if isinstance(value, dict):
            own = [value["text"]] if value.get("text") else []
            return own + [one for inner in value.values() for one in quoted(inner)]
        return [one for inner in value for one in quoted(inner)] if isinstance(value, list) else []

    assert quoted(wire)
    for how in ({"names": False}, {"coarsen": "admin1"}):
        found = released(wire, what, **how)
        assert not quoted(found) and "more" not in json.dumps(found) and found.get("condition") is None
        assert list(found) == list(wire), "the fields are the same"


def test_who_set_a_value_and_why_is_withheld() -> None:
    found = released(
        incident(accounts={"place": {"rule": "set by Ana: saw it", "override": "o1", "told": []}}), names=False
    )
    assert found["accounts"]["place"]["rule"] == "set by a person"


@pytest.mark.parametrize("how", ["0", "0.5", "600", "nan", "village", "-3", ""])
def test_an_impossible_grid_is_refused(how: str) -> None:
    with pytest.raises(InputError, match="give admin1, or the size"):
        Release(coarsen=how).maker("incidents")


@pytest.mark.parametrize("what", ["documents", "failures", "predictions"])
def test_whole_texts_have_no_public_form(what: str) -> None:
    with pytest.raises(InputError, match="have no public form"):
        Release(names=False).maker(what)
