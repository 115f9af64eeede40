"""assess, whatif, score and alerts as people and cron jobs use them."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import numpy as np
import pytest
from tests.app.assessed import ledger
from typer.testing import CliRunner

from vedette.faces.cli.main import app

COUNTS = [*np.random.default_rng(5).poisson(1.2, 59).tolist(), 2]
RULES = '[[rule]]\nname = "grave"\nwhen = "level reached"\nlevel = 5\n'


def spoken(*arguments: str | Path) -> tuple[int, str, str]:
    """The exit code and both outputs of a command."""
    done = CliRunner().invoke(app, [str(one) for one in arguments], prog_name="vedette")
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two months of attacks; those of the last day kill."""
    return ledger(tmp_path_factory.mktemp("faces") / "a.ledger", COUNTS, deadly=True, total=True)


def test_assess_tells_rates_forecasts_and_risks_with_their_words(db: Path) -> None:
    code, out, err = spoken("assess", "--db", db)
    assert code == 0
    assert "rate, all:" in out and "forecast, all attacks, by the count of this ledger" in out
    assert "by the count of Pentagon" in out and "risk, L6 or worse within 30 days: " in out
    assert any(word in out for word in ("almost no chance", "very unlikely", "unlikely", "likely"))
    assert "are needed to tell the tail" in err and "\n  how often a deadly attack costs 10 lives or more\n" in err


def test_assess_as_json_holds_the_whole_assessment_without_its_draws(db: Path) -> None:
    code, out, _ = spoken("assess", "--db", db, "--json")
    found = json.loads(out)
    assert code == 0 and found["incidents"] == sum(COUNTS)
    assert {
        "series",
        "rates",
        "forecasts",
        "severity",
        "reconciliations",
        "relations",
        "positions",
        "refusals",
    } <= found.keys()
    assert all("samples" not in one for one in found["forecasts"])
    assert found["forecasts"][0]["settles"]["counter"] == "this ledger"


def test_a_short_ledger_is_told_why_nothing_can_be_said(tmp_path: Path) -> None:
    code, _, err = spoken("assess", "--db", ledger(tmp_path / "b.ledger", [1, 2, 0]))
    assert code == 0 and "fewer than 20" in err and "base rate 1.00 a day" in err
    assert spoken("assess", "--db", ledger(tmp_path / "c.ledger", []))[0] == 4
    assert spoken("assess", "--db", tmp_path / "none.ledger")[0] == 1


def test_whatif_always_says_that_it_is_no_cause(db: Path) -> None:
    code, out, _ = spoken("whatif", "truce", "--db", db)
    assert code == 0 and "status quo:" in out and "not the effect of a cause" in out and "regime" in out
    found = json.loads(spoken("whatif", "strike", "--db", db, "--days", "3", "--json")[1])["found"]
    assert found["days"] == 3 and len(found["notes"]) >= 3 and found["effect"]["n"] == 0


def test_whatif_refuses_a_window_in_the_past_and_an_unknown_event(db: Path) -> None:
    code, _, err = spoken("whatif", "truce", "--db", db, "--from", "2023-10-05")
    assert code == 4 and "cannot say what a truce would change" in err
    code, _, err = spoken("whatif", "peace", "--db", db)
    assert code == 1 and "known: truce, suspension, strike, mass-casualty" in err


def test_score_says_that_nothing_is_settled_and_then_how_it_went(tmp_path: Path) -> None:
    db = ledger(tmp_path / "a.ledger", COUNTS[:40])
    code, _, err = spoken("score", "--db", db)
    assert code == 4 and "nothing was published yet" in err
    assert spoken("brief", "--db", db)[0] == 0
    ledger(db, COUNTS)
    code, out, _ = spoken("score", "--db", db)
    assert code == 0 and "CRPS" in out and "PIT by tenths" in out and "replayed after the fact" in out
    found = json.loads(spoken("score", "--db", db, "--json")[1])
    assert found["tallies"] and all(one["score"]["outcome"] >= 0 for one in found["settled"])
    code, out, _ = spoken("score", "--db", db, "--replay", "10")
    assert code == 0 and "skill against block28" in out


def test_alerts_end_with_code_5_once(db: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text(RULES)
    options = ("--db", db, "--memory", tmp_path / "told.json")
    code, out, _ = spoken("alerts", rules, *options, "--json")
    alert = json.loads(out)
    assert code == 5 and alert["record"] == "alert" and alert["rule"] == "grave" and alert["records"]
    code, out, err = spoken("alerts", rules, *options)
    assert (code, out) == (0, "") and "nothing fires" in err


def test_a_dry_run_counts_and_never_ends_with_code_5(db: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text(RULES)
    code, out, _ = spoken("alerts", rules, "--db", db, "--dry-run", "--memory", tmp_path / "told.json")
    assert code == 0 and "grave: 1 time from 2023-10-01 to 2023-11-29" in out
    assert not (tmp_path / "told.json").exists()
    assert json.loads(spoken("alerts", rules, "--db", db, "--dry-run", "--json")[1])["days"] == 60


def test_a_ledger_that_may_only_be_read_is_still_briefed(tmp_path: Path) -> None:
    db = ledger(tmp_path / "a.ledger", COUNTS)
    with sqlite3.connect(db) as opened:
        opened.execute("CREATE TRIGGER full BEFORE INSERT ON predictions BEGIN SELECT RAISE(ABORT, 'no more'); END")
    opened.close()
    code, out, err = spoken("brief", "--db", db)
    assert code == 0 and out.startswith("#") and "its forecasts were not kept for scoring" in err
