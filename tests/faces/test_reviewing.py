"""Judging and looking back from the command line."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from vedette.faces.cli.main import app

REPORT = "---\noutlet: {outlet}\npublished: 2024-03-0{day}\n---\n{text}\n"
TEXTS = (
    ("Example Wire", 5, "Two rockets struck the Ain al-Asad air base in Iraq on Monday, wounding three soldiers, the army said."),
    ("Second Paper", 6, "A drone was shot down near Erbil on Tuesday, a police officer told reporters there."),
    ("Third Sheet", 6, "Gunmen killed two guards in Kirkuk on Tuesday, doctors said."),
    ("Fourth Post", 7, "Five soldiers were wounded when rockets hit Ain al-Asad on Monday, a doctor said."),
)  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of four reports."""
    folder = tmp_path_factory.mktemp("judging")
    for number, (outlet, day, text) in enumerate(TEXTS):
        (folder / f"{number}.md").write_text(REPORT.format(outlet=outlet, day=day, text=text), encoding="utf-8")
    done = CliRunner().invoke(app, ["run", *map(str, sorted(folder.glob("*.md"))), "--db", str(folder / "x.ledger"), "--out", str(folder / "o")])  # fmt: skip
    assert done.exit_code == 0, done.stderr
    return folder / "x.ledger"


@pytest.fixture
def db(made: Path, tmp_path: Path) -> str:
    """A copy that the test may change."""
    return str(shutil.copy(made, tmp_path / "x.ledger"))


def say(*arguments: str, text: str | None = None) -> tuple[int, str, str]:
    """The exit code and both outputs of a command."""
    done = CliRunner().invoke(app, list(arguments), prog_name="vedette", input=text)
    return done.exit_code, done.stdout, done.stderr


def rows(*arguments: str) -> list[dict[str, object]]:
    """What a command prints for machines."""
    code, out, err = say(*arguments)
    assert code == 0, err
    return [json.loads(line) for line in out.splitlines()]


def ids(db: str) -> list[str]:
    """The incidents."""
    return [str(one["id"]) for one in rows("incidents", "--db", db)]


def test_deciding_and_undoing_say_what_they_changed(db: str) -> None:
    before = ids(db)
    code, out, err = say("decide", before[1], before[2], "same", "--by", "ana", "--reason", "one raid", "--db", db)
    decision = json.loads(out)
    assert code == 0 and decision["by"] == "ana" and decision["person"] is True
    assert "took in" in err and "one raid" in err and len(ids(db)) == len(before) - 1
    code, out, err = say("undo", decision["id"], "--by", "bo", "--reason", "two towns", "--db", db)
    assert code == 0 and "split off" in err and ids(db) == before
    assert [one["what"] for one in rows("log", "--db", db) if one["what"] in ("merged", "split")] == ["merged", "split"]


def test_an_override_is_told_and_shown_by_why(db: str) -> None:
    one = ids(db)[-1]
    code, _, err = say("override", f"{one}.killed", "4", "--by", "ana", "--reason", "the morgue", "--db", db)
    assert code == 0 and "casualties.killed" in err and "ana: the morgue" in err
    assert "set by ana: the morgue" in say("why", f"{one}.killed", "--db", db)[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("decide", "m1", "m2", "same"), "no incident or mention"),
        (("override", "i1.killed", "4"), "no incident 'i1'"),
        (("undo", "c1"), "no decision or override 'c1'"),
    ],
)
def test_a_judgement_on_what_is_not_there_is_one_clear_line(db: str, arguments: tuple[str, ...], said: str) -> None:
    code, out, err = say(*arguments, "--by", "ana", "--reason", "x", "--db", db)
    assert (code, out) == (1, "") and said in err and err.startswith("error: ") and err.count("\n") == 1


def test_a_judgement_needs_a_name_and_a_reason(db: str) -> None:
    one, other = ids(db)[:2]
    assert say("decide", one, other, "same", "--by", "ana", "--db", db)[0] == 2
    assert say("decide", one, other, "same", "--by", "ana", "--reason", " ", "--db", db)[0] == 1


def test_diff_tells_what_came_by_which_day_and_four_when_nothing_did(db: str) -> None:
    found = rows("diff", "--from", "2024-03-05", "--to", "2024-03-07", "--db", db)
    assert [one["what"] for one in found].count("created") == 2
    assert any(one["what"] == "attached" and one["after"] == "Fourth Post" for one in found)
    assert any(str(one["field"]).startswith("casualties.injured") for one in found), "the toll was revised"
    code, out, err = say("diff", "--from", "2024-03-07", "--to", "2024-03-09", "--db", db)
    assert (code, out) == (4, "") and "nothing changed" in err
    assert say("diff", "--from", "2024-03-07", "--to", "2030-01-01", "--clock", "recorded", "--db", db)[0] == 0
    assert say("diff", "--from", "2024-03-07", "--to", "2024-03-05", "--db", db)[0] == 1


def test_verify_proves_the_chain_and_names_what_was_touched(db: str) -> None:
    code, out, _ = say("log", "--verify", "--db", db)
    assert code == 0 and "entries hold" in out
    noted = out.split()[-1]
    assert say("log", "--verify", "--expect", noted, "--db", db)[0] == 0
    assert say("log", "--verify", "--expect", "0" * 64, "--db", db)[0] == 1
    connection = sqlite3.connect(db)
    connection.execute("DROP TRIGGER mentions_never_edited")
    [id] = connection.execute("SELECT id FROM mentions WHERE seq = 2").fetchone()
    connection.execute("UPDATE mentions SET wire = replace(wire, '\"best\":3', '\"best\":9') || ' ' WHERE seq = 2")
    connection.commit()
    connection.close()
    code, out, err = say("log", "--verify", "--db", db)
    assert (code, out) == (1, "") and f"mention {id} was changed" in err
    code, out, _ = say("log", "--verify", "--json", "--db", db)
    assert code == 1 and json.loads(out)["broken"]["id"] == id and json.loads(out)["holds"] is False


def test_review_lists_what_waits(db: str) -> None:
    code, out, err = say("review", "--list", "--json", "--db", db)
    assert code in (0, 4)
    for line in out.splitlines():
        assert {"sort", "question", "sides", "waterfall"} <= set(json.loads(line))
    assert code == 0 or "nothing" in err


def test_review_takes_judgements_with_reasons_from_a_pipe(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    assert say("demo", "--out", str(folder))[0] == 0
    db = str(folder / "campaign.ledger")
    waiting = rows("review", "--list", "--json", "--db", db)
    pairs = [one for one in waiting if one["sort"] == "pair"]
    assert len(pairs) > 4 and pairs == waiting[: len(pairs)]
    incident = pairs[3]["incidents"][0]  # type: ignore[index]  # a list
    words = ["?", "same", "", "same", "one night", "different", "two towns", "unsure", "cannot say", f"edit {incident}.killed 2", "the mayor",
             f"drop {incident}", "a rumour", "split", "of another day", "skip", "quit"]  # fmt: skip
    code, out, err = say("review", "--by", "ana", "--db", db, text="\n".join(words))
    assert code == 0 and "not written: a judgement names who made it and why" in err
    assert "[" in out and "log-odds" in out
    left = rows("export", "incidents", "--db", db)
    assert incident not in {one["id"] for one in left}
    view = rows("log", "--db", db)
    assert any(one["what"] == "retracted" and one["by"] == "ana" and one["why"] == "a rumour" for one in view)
    asked = [frozenset(side["mention"] for side in one["sides"]) for one in pairs[:2]]  # type: ignore[attr-defined]  # a list
    still = [one for one in rows("review", "--list", "--json", "--db", db) if one["sort"] == "pair"]
    again = {frozenset(side["mention"] for side in one["sides"]) for one in still}  # type: ignore[attr-defined]  # a list
    assert not again & set(asked), "what a person has answered is not asked again"
    assert say("log", "--verify", "--db", db)[0] == 0


def test_review_without_a_name_says_so(tmp_path: Path) -> None:
    assert say("demo", "--out", str(tmp_path))[0] == 0
    code, _, err = say("review", "--db", str(tmp_path / "campaign.ledger"))
    assert code == 1 and "--by NAME" in err
