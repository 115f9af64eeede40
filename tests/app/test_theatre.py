"""One theatre of a ledger holds what surely happened there, and the reports that tell it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from vedette.app import pipeline
from vedette.app.theatre import area, theatre
from vedette.app.workspace import Workspace
from vedette.errors import InputError

NOW = datetime(2024, 7, 10, 9, tzinfo=UTC)
REPORTS = {
    "a": "On Monday two rockets struck the Ain al-Asad air base in Iraq, wounding three soldiers, the army said.",
    "b": "On Monday a drone hit a base near Deir ez-Zor in Syria and killed a fighter, a monitor said.",
    "c": "On Monday gunmen killed two guards somewhere on the road, a driver said.",
}


def test_a_theatre_has_the_incidents_in_it_and_none_that_may_lie_elsewhere(tmp_path: Path) -> None:
    for name, text in REPORTS.items():
        (tmp_path / f"{name}.md").write_text(f"---\npublished: 2024-03-05\n---\n{text}\n", encoding="utf-8")
    with Workspace.open(tmp_path / "x.ledger") as workspace:
        pipeline.ingest(workspace, [tmp_path], now=NOW)
        whole = workspace.view()
    assert len(whole.incidents) == 3
    held = theatre(whole, "Iraq")
    assert [one.place.value.name for one in held.incidents if one.place.value] == ["Ain al-Asad air base"]
    assert [one.text for one in held.documents.values()] == [REPORTS["a"]]


@pytest.mark.parametrize(
    ("name", "id"), [("Iraq", "iso:IQ"), ("IQ", "iso:IQ"), ("iq", "iso:IQ"), ("Anbar", "adm1:IQ.01")]
)
def test_an_area_is_called_by_its_name_or_a_country_by_its_code(name: str, id: str) -> None:
    assert area(name).id == id


def test_an_area_that_nobody_knows_is_refused_with_what_to_give() -> None:
    with pytest.raises(InputError, match=r"'Atlantis' is no country.*English name, or a country's code such as IQ"):
        area("Atlantis")
