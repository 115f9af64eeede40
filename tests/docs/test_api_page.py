"""The page about the API: its lines are those of the server, and it names every route there is."""

from __future__ import annotations

import re
from pathlib import Path

from tests.docs.lines import ROOT

from vedette.app import api
from vedette.app.workspace import Workspace
from vedette.faces.http.app import create
from vedette.faces.http.guard import Guard

PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")


def test_the_page_shows_what_the_server_says_of_the_demo(campaign: Path) -> None:
    with Workspace.open(campaign / "campaign.ledger", must_exist=True) as workspace:
        view = workspace.view()
    said = f"{len(view.incidents)} incidents of {len(view.documents)} reports; Ctrl-C stops the server"
    assert f"\n{said}\n" in PAGE, f"the server now says: {said}"


def test_every_route_is_named(tmp_path: Path) -> None:
    report = tmp_path / "a.md"
    report.write_text("---\npublished: 2024-03-05\n---\nGunmen killed two guards in Kut on Monday.\n", encoding="utf-8")
    api.run([report], db=tmp_path / "x.ledger")
    app = create(tmp_path / "x.ledger", guard=Guard())
    for path in app.openapi()["paths"]:
        stem = re.sub(r"\{\w+\}", "", path).rsplit(".", 1)[0].rstrip("/")
        assert stem.replace("//", "/").split("/")[1] in PAGE, path
        for part in path.replace("{id}", "").strip("/").split("/"):
            assert part.split(".")[0] in PAGE, path
    app.state.served.close()
