"""The documentation is run, and falls behind nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from vedette.store.flat import COLUMNS

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("page", ["tutorial.md", "how-to.md"])
def test_every_snippet_runs_in_order(page: str, tmp_path: Path) -> None:
    binaries = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{binaries}:{os.environ['PATH']}"}
    text = (DOCS / page).read_text(encoding="utf-8")
    ran = 0
    for language, block in re.findall(r"```(console|python)\n(.*?)```", text, flags=re.DOTALL):
        shell = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
        commands = (
            [["bash", "-c", line] for line in shell] if language == "console" else [[sys.executable, "-c", block]]
        )
        for command in commands:
            done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
            assert done.returncode == 0, f"{command[-1]}\n{done.stderr}"
            ran += 1
    assert ran >= 5


def test_every_field_of_every_record_is_documented() -> None:
    named = set(re.findall(r"`(\w+)`", (DOCS / "records.md").read_text(encoding="utf-8")))
    tops = {
        column
        for columns in COLUMNS.values()
        for column in columns
        if not any(column.startswith(f"{other}_") for other in named)
    }
    assert tops - named - {"record"} == set()


def test_every_link_between_pages_leads_somewhere() -> None:
    for page in DOCS.glob("*.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert target.startswith("http") or (page.parent / target).exists(), f"{page.name}: {target}"
