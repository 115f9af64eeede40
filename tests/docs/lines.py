"""The lines that a page tells its reader to type, and what typing them gives."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from vedette.faces.cli.main import app

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line to type and the output that the page shows under it, "" where it shows none."""

    typed: str
    shown: str = ""


def lines(page: str) -> list[Line]:
    """The lines of a page's console blocks in order; a Python block is one line that runs it."""
    found = []
    for language, block in re.findall(r"```(console|python)\n(.*?)```", page, flags=re.DOTALL):
        if language == "python":
            found.append(Line(typed=f"{shlex.quote(sys.executable)} -c {shlex.quote(block)}"))
            continue
        for one in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            typed, _, shown = one.partition("\n")
            found.append(Line(typed=typed, shown=shown.strip()))
    return found


def type_in(line: str, folder: Path) -> tuple[int, str, str]:
    """Exit code and both outputs of a line; a plain command runs in this process, which is quicker, the rest in a shell."""
    words = shlex.split(line)
    if words[0] == "vedette" and not set("|;$>&") & set(line):
        before = Path.cwd()
        os.chdir(folder)
        try:
            ran = CliRunner().invoke(app, words[1:], prog_name="vedette", input="")
        finally:
            os.chdir(before)
        return ran.exit_code, ran.stdout, ran.stderr
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-e", "-c", line], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, done.stderr
