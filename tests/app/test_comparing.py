"""A ledger beside another data set: what both hold and what each misses."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from vedette.app import pipeline
from vedette.app.comparing import compare
from vedette.app.workspace import Workspace
from vedette.errors import InputError

ACLED = """event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,country,location,latitude,longitude,geo_precision,fatalities
IRQ1,2024-03-04,1,Battles,Armed clash,Unidentified Armed Group (Iraq),Police Forces of Iraq,Iraq,Kirkuk,35.4681,44.3922,1,2
IRQ2,2024-03-04,1,Battles,Armed clash,Unidentified Armed Group (Iraq),Military Forces of Iraq,Iraq,Basrah,30.5085,47.7804,1,0
IRQ3,05 March 2024,1,Explosions/Remote violence,Air/drone strike,Unidentified Armed Group (Iraq),Civilians (Iraq),Iraq,Erbil,36.1911,44.0092,1,0
IRQ4,2019-01-01,1,Protests,Peaceful protest,Protesters (Iraq),,Iraq,Basrah,30.5085,47.7804,1,0
IRQ5,someday,1,Protests,Peaceful protest,Protesters (Iraq),,Iraq,Basrah,30.5085,47.7804,1,0
"""
GED = """id;date_start;date_end;date_prec;type_of_violence;side_a;side_b;country;where_coordinates;where_prec;latitude;longitude;best
9;2024-03-04 00:00:00.000;2024-03-05 00:00:00.000;1;1;Government of Iraq;Gunmen;Iraq;Kirkuk town;1;35.468;44.392;2
10;2024-03-04;2024-03-04;1;1;Government of Iraq;IS;Iraq;Iraq;6;33.0;44.0;5
"""


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of two attacks."""
    folder = tmp_path_factory.mktemp("compare")
    (folder / "a.txt").write_text(
        "date 2024-03-05 Gunmen attacked a police post near Kirkuk on Monday and killed two officers, the army said.",
        encoding="utf-8",
    )
    (folder / "b.txt").write_text(
        "date 2024-03-05 A car bomb exploded at a market in Mosul on Monday, killing nine people, a doctor said.",
        encoding="utf-8",
    )
    with Workspace.open(folder / "x.ledger") as workspace:
        pipeline.ingest(workspace, [folder / "a.txt", folder / "b.txt"], now=datetime(2024, 3, 6, tzinfo=UTC))
        assert len(workspace.view().incidents) == 2
    return folder / "x.ledger"


def test_an_acled_export_is_matched_by_day_and_place(db: Path, tmp_path: Path) -> None:
    (tmp_path / "acled.csv").write_text(ACLED, encoding="utf-8")
    before = db.read_bytes()
    found = compare(db, tmp_path / "acled.csv")
    assert (found.form, [pair.event.id for pair in found.both]) == ("ACLED", ["IRQ1"])
    assert found.both[0].km is not None and found.both[0].km < 15
    assert {one.place.value.name for one in found.only_here if one.place.value} == {"Mosul"}
    assert {one.id for one in found.only_there} == {"IRQ2", "IRQ3"} and found.outside == 1
    assert [one.origin.rpartition("#")[2] for one in found.side.unread] == ["5"]
    assert db.read_bytes() == before


def test_a_ucdp_export_is_matched_and_a_country_is_no_point(db: Path, tmp_path: Path) -> None:
    (tmp_path / "ged.csv").write_text(GED, encoding="utf-8")
    found = compare(db, tmp_path / "ged.csv")
    assert (found.form, [pair.event.id for pair in found.both], [one.id for one in found.only_there]) == (
        "UCDP GED",
        ["9"],
        ["10"],
    )
    assert found.side.events[1].lat is None


@pytest.mark.parametrize(
    ("text", "says"), [("a,b\n1,2\n", "neither ACLED's"), ("", "neither ACLED's"), ("\x00\x01", "binary")]
)
def test_what_is_neither_is_refused(db: Path, tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=says):
        compare(db, tmp_path / "x.csv")
    with pytest.raises(InputError, match="cannot be read"):
        compare(db, tmp_path / "none.csv")
