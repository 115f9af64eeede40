"""What the README promises is run here."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import typer
from tests.docs.lines import ROOT, lines, type_in

import vedette
from vedette.faces.cli.main import app

README = (ROOT / "README.md").read_text(encoding="utf-8")
NOT_DUE = {"score": 4}
"""The exit code of a command that says that there is nothing yet: no forecast of the corpus is due."""
WITHOUT_A_FUNCTION = {"compare", "serve", "sources", "watch"}
"""Commands that neither read reports nor look at a ledger, or do not end."""


def commands() -> list[str]:
    """Every vedette command line that the README shows, but for the one with a place for the reader's own files."""
    return [one.typed for one in lines(README) if one.typed.startswith("vedette ") and not one.typed.endswith("PATH…")]


def test_the_python_example_of_the_readme_runs(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (example,) = (one.typed for one in lines(README) if " -c " in one.typed)
    code, out, said = type_in(example, tmp_path)
    assert code == 0, said
    assert len(out.splitlines()) > 20
    assert (tmp_path / "briefing" / "briefing.html").is_file()


def test_every_command_of_the_readme_does_its_work(campaign: Path, tmp_path: Path) -> None:
    shutil.copy(campaign / "campaign.ledger", tmp_path / "my.ledger")
    shutil.copytree(ROOT / "examples" / "campaign-2023" / "reports", tmp_path / "reports")
    page = (
        "<p>Two rockets struck the Ain al-Asad air base in Iraq on Sunday, wounding three soldiers, the army said.</p>"
    )
    (tmp_path / "article.html").write_text(f"<html><body><article>{page}</article></body></html>", encoding="utf-8")
    deadly = (
        one.id
        for one in vedette.incidents(db=tmp_path / "my.ledger")
        if any(account.value and account.value.effect == "killed" for account in one.casualties)
    )
    incident = next(deadly)
    for command in commands():
        typed = command.replace("i0123456789abcdef", incident)
        typed += {"serve": " --get /health.json", "watch": " --offline"}.get(typed.split()[1], "")
        code, out, said = type_in(typed, tmp_path)
        assert code == NOT_DUE.get(typed.split()[1], 0), f"{typed}\n{said}"
        assert out or said, typed


def test_every_command_but_those_that_are_named_has_its_function() -> None:
    names = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]  # a group
    assert {one for one in names if not callable(getattr(vedette, one, None))} == WITHOUT_A_FUNCTION
    assert names - {line.split()[1] for line in commands()} <= {
        "demo",
        "alerts",
        "compare",
        "decide",
        "override",
        "undo",
    }


def test_every_extra_that_the_readme_names_is_one() -> None:
    named = re.search(r"pip install '\.\[(.+?)\]'", README)
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert named is not None
    assert set(named[1].split(",")) == set(extras)


def test_every_link_in_the_readme_leads_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("http") or (ROOT / target).exists(), target


def test_the_readme_counts_the_reports_of_the_corpus_right() -> None:
    stated = re.search(r"bundled corpus \((\d+) short reports", README)
    gold = (ROOT / "examples/campaign-2023/README.md").read_text(encoding="utf-8")
    assert stated is not None
    assert re.search(rf"\| reports \| {stated[1]} \|", gold)
