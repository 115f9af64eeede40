"""The command `export` as people use it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from vedette.faces.cli.main import app

REPORT = """---
title: Rockets at the base
outlet: Example Wire
published: 2024-03-05
---
Two rockets struck the Ain al-Asad air base in Iraq on Monday, killing three soldiers, the army said.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the ledger of one report."""
    folder = tmp_path_factory.mktemp("exporting")
    (folder / "a.md").write_text(REPORT, encoding="utf-8")
    assert said("run", "a.md", "--db", "x.ledger", "--out", "out", folder=folder)[0] == 0
    return folder


def said(*arguments: str, folder: Path) -> tuple[int, str, str]:
    """The exit code and both outputs of one command, run in this folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        done = CliRunner().invoke(app, list(arguments), prog_name="vedette")
    return done.exit_code, done.stdout, done.stderr


def test_a_file_gets_a_readme_and_the_form_of_its_name(folder: Path) -> None:
    code, out, told = said(
        "export", "incidents", "--db", "x.ledger", "-o", "a/x.csv", "--layout", "acled", folder=folder
    )
    assert (code, out) == (0, "") and "1 incident written to a/x.csv" in told and "a/x.csv.README.md" in told
    with (folder / "a" / "x.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["country"], row["fatalities"], row["location"]) == ("Iraq", "3", "Ain al-Asad air base")
    assert "ACLED" in (folder / "a" / "x.csv.README.md").read_text("utf-8")


def test_a_public_release_tells_no_exact_place(folder: Path) -> None:
    for form in ("ndjson", "csv", "geojson"):
        code, out, _ = said(
            "export",
            "mentions",
            "--db",
            "x.ledger",
            "--format",
            form,
            "--coarsen",
            "admin1",
            "--no-names",
            folder=folder,
        )
        assert code == 0 and "Al Anbar" in out and "Asad" not in out and "rockets struck" not in out


def test_both_names_of_json_lines_are_taken(folder: Path) -> None:
    for form in ("jsonl", "ndjson"):
        code, out, _ = said("export", "incidents", "--db", "x.ledger", "--format", form, folder=folder)
        assert code == 0 and json.loads(out)["record"] == "incident"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("incidents", "--country", "SY"), 4, "no incidents in x.ledger; 1 left out: not asked for"),
        (("incidents", "--as-of", "2000-01-01"), 4, "no incidents in x.ledger by 2000-01-01"),
        (("incidents", "--layout", "gtd"), 1, "unknown exporter 'gtd'; known: acled, hxl, polecat, ucdp, vedette"),
        (("tallies", "--layout", "acled"), 1, "holds incidents, not tallies"),
        (("incidents", "--coarsen", "village"), 1, "give admin1, or the size"),
        (("documents", "--no-names"), 1, "have no public form"),
        (("incidents", "--format", "parquet"), 1, "name a file with -o"),
        (("incidents", "--severity", "L9"), 2, "L9"),
    ],
)
def test_every_end_has_its_code_and_one_clear_line(
    folder: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    ended, out, complaint = said("export", *arguments, "--db", "x.ledger", folder=folder)
    assert (ended, told in complaint) == (code, True), complaint
    assert not out


def test_nothing_is_left_behind_where_nothing_matched(folder: Path) -> None:
    assert said("export", "incidents", "--db", "x.ledger", "--country", "SY", "-o", "none.csv", folder=folder)[0] == 4
    assert not list(folder.glob("none.csv*"))
