"""What counts as an incident is a data file, and a wrong one says what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from vedette.errors import ConfigError
from vedette.reference.profiles import BUILT_IN, profile


def own(folder: Path, text: str) -> Path:
    """A profile of this text."""
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_default_leaves_crime_out_and_the_crime_profile_counts_it() -> None:
    assert not profile("conflict").admits("ASSAULT", "firearms", political=False)
    assert profile("conflict").admits("ASSAULT", "firearms", political=True)
    assert profile("crime").admits("ASSAULT", "firearms", political=False)
    assert all(profile(name).admits("PROTEST", None, political=False) for name in BUILT_IN)


def test_only_the_default_leaves_no_mark_on_the_name_of_a_coder() -> None:
    assert (profile().mark, profile("crime").mark) == ("", "crime")


def test_an_act_is_named_by_its_kind_or_its_kind_and_mode(tmp_path: Path) -> None:
    mine = profile(own(tmp_path, 'name = "guns"\nunpolitical = ["ASSAULT/firearms"]\nleave_out = ["PROTEST"]\n'))
    assert mine.admits("ASSAULT", "firearms", political=False)
    assert not mine.admits("ASSAULT", "arson_destruction", political=False)
    assert not mine.admits("PROTEST", "riot", political=True)


def test_the_mark_of_a_profile_of_ones_own_follows_from_what_it_keeps(tmp_path: Path) -> None:
    first = profile(own(tmp_path, 'name = "guns"\nunpolitical = ["ASSAULT"]\n')).mark
    (tmp_path / "b").mkdir()
    second = profile(own(tmp_path / "b", 'name = "guns"\nunpolitical = ["COERCE"]\n')).mark
    assert first.startswith("guns.") and second.startswith("guns.") and first != second


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('name = "x"\nunpolitical = ["MURDER"]', "unknown kind of act 'MURDER'; known: ASSAULT"),
        ('name = "x"\nleave_out = ["ASSAULT/tickling"]', "unknown mode 'tickling' of ASSAULT; known: .*firearms"),
        ('name = "x"\nkinds = ["ASSAULT"]', "unknown key 'kinds'; known: name, summary, unpolitical, leave_out"),
        ('name = "x"\nunpolitical = "ASSAULT"', "unpolitical is a list of acts"),
        ("name = 3", "name is text"),
        ('summary = "x"', "a profile needs a name"),
        ('name = "a+b"', "a short name without"),
        ("name = ", "is not a TOML file"),
    ],
)
def test_a_wrong_profile_says_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        profile(own(tmp_path, text))


def test_a_profile_that_is_not_there_names_the_known(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"unknown profile 'crim'; known: conflict, crime, or the path"):
        profile("crim")
    with pytest.raises(ConfigError, match="cannot read the profile"):
        profile(tmp_path / "none.toml")
