"""Scenarios by name and from files, always beside the status quo, and what they refuse."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from tests.app.assessed import FIRST, ledger

from vedette.app.scenarios import question, whatif
from vedette.errors import ConfigError
from vedette.model.assessment import Refusal, Scenario

COUNTS = np.random.default_rng(5).poisson(2.0, 60).tolist()
LAST = FIRST + timedelta(days=59)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Two months of about two attacks a day."""
    return ledger(tmp_path / "a.ledger", COUNTS)


def test_a_truce_is_set_against_the_status_quo(db: Path) -> None:
    found = whatif("truce", db).found
    assert isinstance(found, Scenario)
    assert found.start == LAST + timedelta(days=1) and found.days == 7
    assert found.mean < found.status_quo_mean and found.effect.n == 0 and "prior only" in found.effect.basis
    assert "association" in found.notes[0] and any("regime" in note for note in found.notes)


def test_a_file_states_its_own_belief_and_flags_outweigh_it(db: Path, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(
        f'name = "holidays"\nlike = "truce"\nfactor = 0.1\nspread = 0.1\nbasis = "last year"\ndays = 5\nfrom = {LAST + timedelta(days=3)}\n'
    )
    found = whatif(str(file), db).found
    assert isinstance(found, Scenario)
    assert (found.name, found.days, found.start) == ("holidays", 5, LAST + timedelta(days=3))
    assert found.effect.factor == pytest.approx(0.1) and "own.toml: last year" in found.effect.basis
    longer = whatif(str(file), db, days=9, start=LAST + timedelta(days=1)).found
    assert isinstance(longer, Scenario) and (longer.days, longer.start) == (9, LAST + timedelta(days=1))


@pytest.mark.parametrize(
    ("start", "days"),
    [(LAST, 7), (LAST - timedelta(days=9), 7), (LAST + timedelta(days=20), 20), (None, 0), (None, 31)],
)
def test_a_window_that_nothing_can_be_said_of_is_refused(db: Path, start: date | None, days: int) -> None:
    found = whatif("strike", db, start=start, days=days).found
    assert isinstance(found, Refusal) and "30 days" in found.reason


def test_a_short_or_unknown_series_is_refused_with_its_base_rate_or_the_series_there_are(
    db: Path, tmp_path: Path
) -> None:
    short = whatif("truce", ledger(tmp_path / "b.ledger", COUNTS[:10])).found
    assert isinstance(short, Refusal) and short.base_rate == pytest.approx(sum(COUNTS[:10]) / 10)
    nowhere = whatif("truce", db, series="theatre:FR").found
    assert isinstance(nowhere, Refusal) and "theatre:IQ" in nowhere.reason
    empty = whatif("truce", ledger(tmp_path / "c.ledger", [0, 0, 0])).found
    assert isinstance(empty, Refusal)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("like = 'peace'", "like must be one of truce"),
        ("like = 'truce'\ncolour = 'red'", "unknown key colour; known: name"),
        ("like = 'truce'\nfactor = 0.5", "needs factor, spread and basis together"),
        ("like = 'truce'\nfactor = 0\nspread = 1\nbasis = 'x'", "above 0"),
        ("like = 'truce'\ndays = 'nine'", "days is a int, got 'nine'"),
        ("like = ", "is not a TOML file"),
    ],
)
def test_a_file_that_cannot_be_meant_is_refused_by_its_name(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "own.toml"
    file.write_text(text)
    with pytest.raises(ConfigError, match=message) as error:
        question(str(file))
    assert "own.toml" in str(error.value)


def test_an_unknown_name_lists_the_known() -> None:
    with pytest.raises(ConfigError, match=r"truce, suspension, strike, mass-casualty, or a \.toml file"):
        question("peace")
    with pytest.raises(ConfigError, match="cannot read the scenario"):
        question("nowhere.toml")


def test_one_theatre_alone_says_nothing_of_elsewhere_and_two_are_looked_at(db: Path, tmp_path: Path) -> None:
    alone = whatif("truce", db, series="theatre:IQ")
    assert alone.unasked is not None and "no other theatre" in alone.unasked.reason and alone.elsewhere == ()
    both = ledger(tmp_path / "b.ledger", COUNTS, syria=40)
    assert whatif("truce", both, series="theatre:IQ").unasked is None
    everywhere = whatif("truce", both)
    assert everywhere.unasked is not None and "--series" in everywhere.unasked.reason
