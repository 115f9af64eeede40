"""Settings are read once, and a wrong one is named with the right ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from vedette.app.config import Config
from vedette.assessment.assess import AssessOptions
from vedette.errors import ConfigError
from vedette.linking import LinkOptions
from vedette.model import ids


def load(tmp_path: Path, text: str) -> Config:
    """Settings of this text."""
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return Config.load(path)


def test_a_file_sets_what_it_names_and_leaves_the_rest(tmp_path: Path) -> None:
    config = load(tmp_path, '[coding]\ncoder = "x"\n[outlets]\n"Wire" = "B"\n[assessment]\nhorizons = [7, 14]\n')
    assert (config.coder, config.outlets, config.linking) == ("x", {"Wire": "B"}, {})
    assert config.options("assessment", AssessOptions).horizons == (7, 14)
    assert Config.load() == Config()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[codding]\n", r"unknown section 'codding'; known: assessment, coding, linking, outlets"),
        ('[coding]\nkoder = "x"\n', r"unknown key in \[coding\] 'koder'; known: coder, min_confidence, profile"),
        ('[outlets]\n"Wire" = "Z"\n', r"\.toml: .*one of A B C D E F, got Wire = 'Z'"),
        ("coding = 3\n", r"\[coding\] is a section"),
        ("[coding\n", "is not a TOML file"),
    ],
)
def test_a_wrong_setting_is_named_with_the_right_ones(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        load(tmp_path, text)


def test_a_file_that_is_not_there_or_not_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"gone\.toml.*another file"):
        Config.load(tmp_path / "gone.toml")
    (tmp_path / "settings.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="is not a TOML file: it is no UTF-8 text; give --config"):
        Config.load(tmp_path / "settings.toml")


def test_unknown_and_impossible_options_of_a_stage_are_refused() -> None:
    moment = ids  # anything: the option is given by the caller, not by a file
    with pytest.raises(ConfigError, match=r"unknown key in \[linking\] 'sam'; known: .*join"):
        Config(linking={"sam": 1}).options("linking", LinkOptions, recorded_at=moment)
    with pytest.raises(ConfigError, match=r"unknown key in \[linking\] 'recorded_at'"):
        Config(linking={"recorded_at": 1}).options("linking", LinkOptions, recorded_at=moment)


def test_a_fingerprint_changes_with_every_part() -> None:
    prints = {Config().fingerprint("a"), Config().fingerprint("b"), Config(outlets={"Wire": "A"}).fingerprint("a")}
    assert len(prints) == 3
    assert Config().fingerprint("a") == Config().fingerprint("a")
