"""Asking a ledger on disk and a view of it: the same reply, seen from any day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import vedette
from vedette.app import pipeline
from vedette.app.asking import ask
from vedette.app.workspace import Workspace
from vedette.errors import InputError

NOW = datetime(2024, 7, 10, 9, tzinfo=UTC)
REPORTS = {
    "2023-11-02": "On Wednesday three rockets were fired at the Ain al-Asad air base in Iraq. Nobody was hurt.",
    "2023-11-10": "A drone struck the al-Tanf garrison in Syria on Thursday. Two American soldiers were injured. The gatekeeper whistled.",
}


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of two reports, one of each country."""
    folder = tmp_path_factory.mktemp("asking")
    for day, text in REPORTS.items():
        (folder / f"{day}.md").write_text(f"---\noutlet: Wire\npublished: {day}\n---\n\n{text}\n", encoding="utf8")
    with Workspace.open(folder / "a.ledger") as workspace:
        pipeline.ingest(workspace, [str(folder / f"{day}.md") for day in REPORTS], now=NOW)
    return folder / "a.ledger"


def test_a_ledger_and_a_view_of_it_give_the_same_reply(db: Path) -> None:
    with Workspace.open(db) as workspace:
        for question in (
            "How many attacks were there?",
            "What do the reports say about the gatekeeper?",
            "Is it getting worse?",
        ):
            assert ask(workspace, question) == ask(workspace.view(), question)


def test_relative_days_count_from_the_day_looked_from(db: Path) -> None:
    with Workspace.open(db) as workspace:
        assert ask(workspace, "How many attacks in the last five days?").value == "1"
        assert (
            "from 29 October 2023"
            in ask(workspace, "How many attacks in the last five days?", as_of=date(2023, 11, 2)).query
        )


def test_what_was_published_later_is_not_known_yet(db: Path) -> None:
    early = vedette.ask("How many attacks in Syria?", db=db, as_of=date(2023, 11, 5))
    assert early.standing == "not_in_ledger"
    assert vedette.ask("How many attacks in Syria?", db=db).value == "1"


def test_words_of_no_record_are_quoted_with_their_source(db: Path) -> None:
    made = vedette.ask("What do the reports say about the gatekeeper?", db=db)
    assert made.standing == "passages" and "Wire, 10 November 2023: “The gatekeeper whistled.”" in made.text


@pytest.mark.parametrize("question", ["", "  ", "???", "x" * 501])
def test_an_empty_or_endless_question_is_refused_with_the_way_out(db: Path, question: str) -> None:
    with pytest.raises(InputError, match="ask"):
        vedette.ask(question, db=db)


def test_a_ledger_that_is_not_there_or_empty_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no ledger"):
        vedette.ask("How many attacks?", db=tmp_path / "none.ledger")
    with Workspace.open(tmp_path / "new.ledger") as workspace, pytest.raises(InputError, match="holds no report"):
        ask(workspace, "How many attacks?")


def test_a_view_is_asked_of_its_own_day_alone(db: Path) -> None:
    with Workspace.open(db) as workspace, pytest.raises(InputError, match="open a view of that day"):
        ask(workspace.view(), "How many attacks?", as_of=date(2023, 11, 5))
