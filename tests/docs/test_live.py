"""The how-tos for people at work are tried as a new user would: every line in order, in an empty folder."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from vedette.app.sources import KEYS, make_spec
from vedette.faces.cli.main import app

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("page", ["how-to-live.md", "how-to-newsroom.md", "how-to-ngo.md", "how-to-research.md"])
def test_every_line_of_a_how_to_can_be_typed_in_order(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = (DOCS / page).read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    lines = [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]
    assert len(lines) >= 5
    for line in lines:
        assert typed(line, tmp_path) == 0, line


def typed(line: str, folder: Path) -> int:
    """The exit code of a line: a plain command runs in this process, which is quicker; the rest in a shell."""
    words = shlex.split(line)
    if words[0] == "vedette" and not set("|;$>&") & set(line):
        return CliRunner().invoke(app, words[1:], prog_name="vedette").exit_code
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    return subprocess.run(
        ["bash", "-e", "-c", line], cwd=folder, env=environment, capture_output=True, check=False
    ).returncode


def test_the_list_in_the_how_to_names_every_key_and_is_one() -> None:
    text = (DOCS / "how-to-live.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    (one,) = tomllib.loads(block)["source"]
    assert make_spec(one, "x").name == "Example Wire"
    assert set(KEYS) - set(one) == {"path", "outlet"}
