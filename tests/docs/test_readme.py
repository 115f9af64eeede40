"""What the README promises is run here."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def snippets(language: str, text: str = README) -> list[str]:
    """The fenced blocks of one language."""
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)


def commands() -> list[str]:
    """Every vedette command line that the README shows."""
    return [line[2:] for block in snippets("console") for line in block.splitlines() if line.startswith("$ vedette ")]


def test_the_python_example_of_the_readme_runs(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    done = subprocess.run(
        [sys.executable, "-c", snippets("python")[0]], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > 20
    assert (tmp_path / "briefing" / "briefing.html").is_file()


@pytest.mark.parametrize("command", sorted({line.split()[1] for line in commands()}))
def test_every_command_in_the_readme_exists(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "vedette", command, "--help"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_option_in_the_readme_exists() -> None:
    for line in commands():
        name, options = line.split()[1], set(re.findall(r"(?<= )--?[a-z][a-z-]*", line))
        shown = subprocess.run(
            [sys.executable, "-m", "vedette", name, "--help"], capture_output=True, text=True, check=True
        ).stdout
        assert all(option in shown for option in options), line


def test_every_link_in_the_readme_leads_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("http") or (ROOT / target).exists(), target


def test_the_readme_counts_the_reports_of_the_corpus_right() -> None:
    stated = re.search(r"bundled corpus \((\d+) short reports", README)
    gold = (ROOT / "examples/campaign-2023/README.md").read_text(encoding="utf-8")
    assert stated is not None
    assert re.search(rf"\| reports \| {stated[1]} \|", gold)
