"""The how-tos for people at work are tried as a new user would: every line in order, in an empty folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from vedette.app.sources import KEYS, make_spec

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("page", ["how-to-live.md", "how-to-newsroom.md", "how-to-ngo.md", "how-to-research.md"])
def test_every_line_of_a_how_to_can_be_typed_in_order(page: str, tmp_path: Path) -> None:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    text = (DOCS / page).read_text(encoding="utf-8")
    lines = [
        line[2:]
        for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL)
        for line in block.splitlines()
        if line.startswith("$ ")
    ]
    assert len(lines) >= 5
    # One shell for all, as at a desk; it ends where a line fails, and says which.
    script = "".join(f"echo '+ line {number}' >&2\n{line}\n" for number, line in enumerate(lines, 1))
    done = subprocess.run(
        ["bash", "-e", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]


def test_the_list_in_the_how_to_names_every_key_and_is_one() -> None:
    text = (DOCS / "how-to-live.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    (one,) = tomllib.loads(block)["source"]
    assert make_spec(one, "x").name == "Example Wire"
    assert set(KEYS) - set(one) == {"path", "outlet"}
