"""The page about the API: its lines can be typed in order, and it names every route there is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from vedette.app import api
from vedette.faces.http.app import create
from vedette.faces.http.guard import Guard

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text(encoding="utf-8")


def test_every_line_can_be_typed_in_order(tmp_path: Path) -> None:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    blocks = re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)
    lines = [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]
    assert len(lines) >= 4
    for line in lines:
        done = subprocess.run(
            ["bash", "-c", line], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{line}\n{done.stderr}"


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
