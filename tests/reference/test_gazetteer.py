"""Places are found by any spelling, with a kind, a radius and their claimants."""

import csv
import subprocess
import sys
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.reference.gazetteer import KINDS, Gazetteer, Place, gazetteer
from vedette.reference.geo import distance_km
from vedette.reference.names import fold

DATA = files("vedette.reference").joinpath("data")
NAMES = (
    "Baghdad", "Erbil", "Golan Heights", "Red Sea", "Iraq", "Anbar", "Mosul", "Goma", "Kherson", "Nevatim air base",
    "Kurdistan Region", "Gaza Strip", "Tower 22", "Dantewada", "Bogota", "San Salvador", "Darfur", "Tikrit District",
)  # fmt: skip


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return gazetteer()


def first(places: Gazetteer, name: str) -> Place:
    found = places.named(name)
    assert found, name
    return found[0]


def test_the_shipped_file_stays_under_fifteen_megabytes() -> None:
    assert len(DATA.joinpath("gazetteer.zip").read_bytes()) < 15_000_000


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads the peak memory from /proc")
def test_loading_stays_within_a_small_laptop() -> None:
    # VmHWM belongs to the new program alone; the peak that getrusage gives still holds that of the process which started it.
    code = (
        "import re, vedette.reference.gazetteer as g; g.gazetteer();"
        "print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(out.stdout) < 120 * 1024


@given(st.sampled_from(NAMES))
def test_a_place_contains_itself_and_has_a_kind_and_a_radius(name: str) -> None:
    for place in gazetteer().named(name):
        assert gazetteer().contains(place, place)
        assert place.kind in KINDS
        assert place.radius_km > 0
        assert -90 <= place.lat <= 90
        assert -180 <= place.lon <= 180
        assert gazetteer().get(place.id) == place


def test_every_row_of_the_file_is_whole_and_no_id_stands_twice() -> None:
    with DATA.joinpath("gazetteer.zip").open("rb") as raw, zipfile.ZipFile(raw) as file:
        pages = [file.read(name).decode() for name in file.namelist() if name.startswith("places/")]
    rows = [line.split("\t") for page in pages for line in page.splitlines()]
    assert len({row[0] for row in rows}) == len(rows) > 250_000
    assert {row[2] for row in rows} <= set(KINDS)
    assert all(float(row[7]) > 0 for row in rows)
    assert all(-90 <= float(row[5]) <= 90 and -180 <= float(row[6]) <= 180 for row in rows)


def test_our_own_rows_name_their_source() -> None:
    with Path(str(DATA.joinpath("places.csv"))).open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["source"].startswith("https://") for row in rows)
    assert len({row["id"] for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("spelling", "country", "kind"),
    [
        ("Mosul", "IQ", "town"), ("Baghdad", "IQ", "town"), ("Anbar province", "IQ", "province"), ("Kiev", "UA", "town"),
        ("Hodeidah", "YE", "town"), ("Al-Asad Airbase", "IQ", "facility"), ("Deir al-Zour", "SY", "town"),
        ("Paris", "FR", "town"), ("Syria", "SY", "country"), ("Bijapur district", "IN", "district"),
    ],
)  # fmt: skip
def test_the_likeliest_place_comes_first(places: Gazetteer, spelling: str, country: str, kind: str) -> None:
    found = first(places, spelling)
    assert (found.country, found.kind) == (country, kind)


def test_an_unknown_name_is_no_place(places: Gazetteer) -> None:
    assert places.named("Qwxyzzzt") == ()
    assert places.named("") == ()
    assert not places.knows(fold("Qwxyzzzt"))


def test_everyday_words_that_are_also_towns_are_marked(places: Gazetteer) -> None:
    assert places.knows("hit")
    assert all(places.common(word) for word in ("hit", "march", "german"))
    assert not places.common("mosul")


def test_disputed_land_carries_every_claimant(places: Gazetteer) -> None:
    assert first(places, "Golan Heights").claimants == ("SY", "IL")
    crimea = first(places, "Simferopol")
    assert crimea.disputed
    assert set(crimea.claimants) == {"UA", "RU"}
    assert not first(places, "Mosul").disputed


def test_a_town_lies_in_its_division_and_its_country(places: Gazetteer) -> None:
    mosul = first(places, "Mosul")
    holders = places.within(mosul)
    assert [holder.kind for holder in holders] == ["district", "province", "country"]
    assert all(places.contains(holder, mosul) for holder in holders)
    assert not any(places.contains(mosul, holder) for holder in holders)


def test_a_region_holds_the_towns_of_its_divisions_only(places: Gazetteer) -> None:
    region = first(places, "Kurdistan Region")
    assert places.contains(region, first(places, "Erbil"))
    assert not places.contains(region, first(places, "Mosul"))


def test_the_country_of_a_code_is_found(places: Gazetteer) -> None:
    iraq = places.country("IQ")
    assert iraq is not None
    assert iraq.kind == "country"
    assert places.country("ZZ") is None


@settings(max_examples=200)
@given(st.text(max_size=30))
def test_no_name_breaks_the_search(name: str) -> None:
    assert isinstance(gazetteer().named(name), tuple)


def test_places_of_current_reporting_are_found_within_tolerance(shared: Path, places: Gazetteer) -> None:
    with (shared / "bench/places/in_domain.csv").open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file))
    missed = []
    for row in rows:
        found = next((p for s in row["spellings"].split("|") for p in places.named(s)[:1]), None)
        far = found is None or distance_km(float(row["lat"]), float(row["lon"]), found.lat, found.lon)
        if far is True or far > float(row["tolerance_km"]):
            missed.append(row["name"])
    assert missed == []


@pytest.mark.parametrize(
    ("one", "other"), [("Tel Tamr", "Tall Tamr"), ("Kfar Nubl", "Kafr Nubl"), ("Dayr Hafir", "Deir Hafir")]
)
def test_a_first_word_spelled_in_another_way_means_the_same_place(places: Gazetteer, one: str, other: str) -> None:
    assert first(places, one).id == first(places, other).id


def test_no_small_town_shares_the_name_of_a_part_of_the_world(places: Gazetteer) -> None:
    assert [place.kind for place in places.named("Middle East")] == ["region"]
