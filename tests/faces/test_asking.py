"""vedette ask as people and scripts use it: the reply, its records, its exit codes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from vedette.app import pipeline
from vedette.app.workspace import Workspace
from vedette.faces.cli.main import app


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of one report."""
    folder = tmp_path_factory.mktemp("faces")
    text = "---\noutlet: Wire\npublished: 2023-11-02\n---\n\nOn Wednesday three rockets were fired at the Ain al-Asad air base in Iraq.\n"
    (folder / "a.md").write_text(text, encoding="utf8")
    with Workspace.open(folder / "a.ledger") as workspace:
        pipeline.ingest(workspace, [str(folder / "a.md")], now=datetime(2024, 7, 10, 9, tzinfo=UTC))
    return folder / "a.ledger"


def spoken(*arguments: str | Path) -> tuple[int, str, str]:
    """The exit code and both outputs of a command."""
    done = CliRunner().invoke(app, [str(one) for one in arguments], prog_name="vedette")
    return done.exit_code, done.stdout, done.stderr


def test_an_answer_shows_the_query_in_words_and_the_record(db: Path) -> None:
    code, out, _ = spoken("ask", "how many attacks in Iraq?", "--db", db)
    assert code == 0
    assert out.startswith("I counted attacks in Iraq.\n\nThe ledger holds 1 attack in Iraq.  [i")
    assert spoken("ask", *"how many attacks in Iraq?".split(), "--db", db) == (0, out, ""), (
        "quotation marks can be left out"
    )


@pytest.mark.parametrize(
    "question", ["how many attacks in Kyiv?", "how many zorblax attacks?", "which base should we bomb next?"]
)
def test_a_question_without_an_answer_ends_with_4_and_offers_others(db: Path, question: str) -> None:
    code, out, _ = spoken("ask", question, "--db", db)
    assert code == 4 and "Questions that can be answered:" in out


def test_json_holds_every_sentence_with_its_parts_and_records(db: Path) -> None:
    code, out, _ = spoken("ask", "how many attacks in Iraq?", "--db", db, "--json")
    made = json.loads(out)
    assert code == 0 and (made["standing"], made["kind"], made["value"]) == ("answered", "count", "1")
    assert made["records"][0].startswith("i") and made["sentences"][0]["parts"][1]["how"] == "counted"


def test_no_question_and_no_ledger_end_with_the_way_out(db: Path, tmp_path: Path) -> None:
    code, _, err = spoken("ask", "  ", "--db", db)
    assert code == 1 and "vedette ask" in err
    code, _, err = spoken("ask", "how many?", "--db", tmp_path / "none")
    assert code == 1 and "make one with: vedette run" in err
