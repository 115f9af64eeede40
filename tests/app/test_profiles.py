"""A run reads for one profile: what it counts is the ledger's own, and two are not mixed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from vedette.app.codings import make_coder
from vedette.app.config import Config
from vedette.app.pipeline import ingest
from vedette.app.workspace import Workspace
from vedette.coding.base import CODERS
from vedette.errors import ConfigError, InputError

NOW = datetime(2024, 3, 7, tzinfo=UTC)
SHOOTING = "A man was shot dead outside a bar in Memphis on Tuesday, and two women were wounded, police said."


def reports(folder: Path) -> Path:
    """A folder with one report of a crime."""
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(SHOOTING, encoding="utf-8")
    return folder / "in"


def told(folder: Path, profile: str) -> int:
    """How many incidents a run under this profile finds."""
    with Workspace.open(folder / f"{profile}.ledger", config=Config(coder="rules", profile=profile)) as workspace:
        ingest(workspace, [folder / "in"], now=NOW, published=date(2024, 3, 6))
        return len(workspace.view().incidents)


def test_the_crime_profile_finds_the_shooting_that_the_default_leaves_out(tmp_path: Path) -> None:
    reports(tmp_path)
    assert told(tmp_path, "conflict") == 0
    with Workspace.open(tmp_path / "c.ledger", config=Config(coder="rules", profile="crime")) as workspace:
        ingest(workspace, [tmp_path / "in"], now=NOW, published=date(2024, 3, 6))
        (one,) = workspace.view().incidents
        assert one.act.value is not None and one.act.value.kind == "ASSAULT"
        assert {(c.value.effect, c.value.count.figure) for c in one.casualties if c.value and c.value.count} == {
            ("killed", 1), ("injured", 2),
        }  # fmt: skip
        assert {m.coder for m in workspace.ledger.mentions()} == {
            make_coder(Config(coder="rules", profile="crime")).name
        }


def test_a_ledger_read_for_one_profile_refuses_another_before_anything_is_written(tmp_path: Path) -> None:
    folder = reports(tmp_path)
    with Workspace.open(tmp_path / "c.ledger", config=Config(coder="rules", profile="crime")) as workspace:
        ingest(workspace, [folder], now=NOW, published=date(2024, 3, 6))
    (folder / "b.txt").write_text("Gunmen attacked a police post in Kirkuk on Sunday.", encoding="utf-8")
    with Workspace.open(tmp_path / "c.ledger", config=Config(coder="rules")) as workspace:
        with pytest.raises(InputError, match="read with the profile 'crime', not 'conflict'"):
            ingest(workspace, [folder], now=NOW, published=date(2024, 3, 6))
        assert len(list(workspace.ledger.documents())) == 1


def test_a_profile_in_the_settings_is_looked_for_beside_them(tmp_path: Path) -> None:
    (tmp_path / "guns.toml").write_text('name = "guns"\nunpolitical = ["ASSAULT/firearms"]\n', encoding="utf-8")
    (tmp_path / "settings.toml").write_text('[coding]\nprofile = "guns.toml"\n', encoding="utf-8")
    config = Config.load(tmp_path / "settings.toml")
    assert "+guns." in make_coder(config).name


def test_a_coder_that_knows_no_profiles_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CODERS, "silent", "tests.app.stories:Silent")
    with pytest.raises(ConfigError, match="the coder 'silent' knows no profile but 'conflict'"):
        make_coder(Config(coder="silent", profile="crime"))
