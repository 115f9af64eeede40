"""The page of settings shows every one that there is, with its default."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

from tests.docs.lines import ROOT

from vedette.app.config import Config
from vedette.assessment.assess import AssessOptions
from vedette.assessment.forecast import FORECASTERS
from vedette.linking import LinkOptions

PAGE = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
(BLOCK,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
NOW = datetime(2024, 7, 10, tzinfo=UTC)
NOT_SET = {"recorded_at", "weights", "related", "reliability", "since"}
"""Options of the stages that a caller gives, no file."""


def test_the_file_on_the_page_sets_everything_to_its_default(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(BLOCK, encoding="utf-8")
    read = Config.load(tmp_path / "settings.toml")
    plain = Config()
    assert (read.coder, read.profile, read.min_confidence) == (plain.coder, plain.profile, plain.min_confidence)
    assert read.options("linking", LinkOptions, recorded_at=NOW) == LinkOptions(recorded_at=NOW)
    assert read.options("assessment", AssessOptions) == AssessOptions()


def test_the_page_leaves_no_setting_out() -> None:
    table = tomllib.loads(BLOCK)
    assert set(table["linking"]) == {one.name for one in fields(LinkOptions)} - NOT_SET
    assert set(table["assessment"]) == {one.name for one in fields(AssessOptions)} - NOT_SET
    assert set(table) | {"source"} == {"coding", "linking", "assessment", "outlets", "source"}
    assert all(re.search(rf"\b{name}\b", PAGE) for name in FORECASTERS)
