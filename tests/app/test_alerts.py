"""Rules from a file over a ledger: what fires is told once, and a rehearsal tells how often it would have."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from tests.app.assessed import FIRST, ledger

from vedette.app.alerts import alerts, load, rehearse
from vedette.assessment.watch import WATCHERS
from vedette.errors import ConfigError, InputError

EXAMPLE = Path(__file__).parents[2] / "examples" / "alerts.toml"
QUIET = [1, 0] * 15


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """One rule of each kind that the ledger here can fire."""
    file = tmp_path / "rules.toml"
    file.write_text(
        '[[rule]]\nname = "grave"\nwhen = "level reached"\nlevel = 5\n'
        '[[rule]]\nname = "lull over"\nwhen = "silence broken"\nquiet = 10\n'
        '[[rule]]\nname = "new"\nwhen = "first attack in a theatre"\n'
        '[[rule]]\nname = "jump"\nwhen = "tally jumped"\njump = 4\n'
    )
    return file


def test_what_fires_names_its_evidence_and_is_told_once(tmp_path: Path, rules: Path) -> None:
    db = ledger(tmp_path / "a.ledger", [*QUIET, *[0] * 12, 2], deadly=True)
    found = alerts(rules, db)
    assert [one.rule for one in found] == ["grave", "lull over"]
    assert all(one.records and all(id.startswith("i") for id in one.records) for one in found)
    assert alerts(rules, db) == (), "the same records are not told again"
    assert [one.rule for one in alerts(rules, db, memory=tmp_path / "other.json")] == ["grave", "lull over"]


def test_looking_back_remembers_nothing(tmp_path: Path, rules: Path) -> None:
    db = ledger(tmp_path / "a.ledger", [*QUIET, *[0] * 12, 2], deadly=True)
    then = FIRST + timedelta(days=42)
    assert alerts(rules, db, as_of=then) == alerts(rules, db, as_of=then) != ()
    assert not (tmp_path / "a.ledger.alerts.json").exists()


def test_a_rehearsal_tells_when_each_rule_would_have_fired(tmp_path: Path, rules: Path) -> None:
    db = ledger(tmp_path / "a.ledger", [*QUIET, *[0] * 12, 2, 1, 1], syria=31, deadly=True, total=True)
    past = rehearse(rules, db)
    fired = {(one.rule, (one.day - FIRST).days) for one in past.alerts}
    assert fired == {
        ("lull over", 42), ("new", 42), ("jump", 19), ("jump", 29), ("grave", 44),
    }  # fmt: skip
    assert [past.times(rule) for rule in past.rules] == [1, 1, 1, 2]
    assert not (tmp_path / "a.ledger.alerts.json").exists()


def test_the_example_rules_cover_every_kind_and_run(tmp_path: Path) -> None:
    assert {one.when for one in load(EXAMPLE)} == set(WATCHERS)
    past = rehearse(EXAMPLE, ledger(tmp_path / "a.ledger", [*QUIET, 6, 6, 6], deadly=True))
    assert past.days == 33 and {one.rule for one in past.alerts} >= {"somebody was killed"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no \\[\\[rule\\]\\]"),
        ("[[rule]]\nwhen = 'level reached'", "rule 1: it has no name"),
        ("[[rule]]\nname = 'x'\nwhen = 'dawn'", "when is one of: level reached"),
        ("[[rule]]\nname = 'x'\nwhen = 'level reached'\nlevel = 9", "level is a whole number from 0 to 7, got 9"),
        ("[[rule]]\nname = 'x'\nwhen = 'rate changed'\nprobability = 2", "between 0 and 1, got 2"),
        ("[[rule]]\nname = 'x'\nwhen = 'rate changed'\ndirection = 'left'", "direction is one of up, down, either"),
        ("[[rule]]\nname = 'x'\nwhen = 'rate changed'\ncolour = 1", "unknown key colour; known: name"),
        ("colour = 1\n[[rule]]\nname = 'x'\nwhen = 'rate changed'", "unknown key colour; known: cooldown"),
        ("[[rule]]\nname = 'x'\nwhen = 'rate changed'\n" * 2, "two rules have the same name"),
        ("[[rule]", "is not a TOML file"),
    ],
)
def test_rules_that_cannot_be_meant_are_refused(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "rules.toml"
    file.write_text(text)
    with pytest.raises(ConfigError, match=message):
        load(file)


def test_a_broken_memory_and_an_empty_ledger_are_told_with_a_way_out(tmp_path: Path, rules: Path) -> None:
    db = ledger(tmp_path / "a.ledger", [1, 1])
    (tmp_path / "a.ledger.alerts.json").write_text("[1]")
    with pytest.raises(ConfigError, match="move it away"):
        alerts(rules, db)
    with pytest.raises(InputError, match="no past to rehearse"):
        rehearse(rules, ledger(tmp_path / "b.ledger", []))
    with pytest.raises(ConfigError, match="cannot read the rules"):
        load(tmp_path / "none.toml")
