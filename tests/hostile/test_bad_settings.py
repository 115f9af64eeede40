"""Settings, lists, rules and scenarios that are no TOML, or TOML that a parser chokes on: one error that names the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from vedette.app import alerts, scenarios, sources
from vedette.app.config import Config
from vedette.errors import ConfigError
from vedette.reference.profiles import profile

READERS: tuple[Callable[[Path], object], ...] = (
    Config.load,
    sources.load,
    alerts.load,
    lambda path: scenarios.question(str(path)),
    lambda path: profile(str(path)),
)
BAD = {
    "brackets without end": b"a = " + b"[" * 20_000,
    "braces without end": b"a=" + b"{a=" * 20_000,
    "a number of thousands of digits": b"a = " + b"9" * 5_000,
    "no TOML": b"[[source\n",
    "no UTF-8": b'name = "caf\xe9"',
    "bytes of a picture": b"\x89PNG\r\n\x1a\n\x00\x00",
}


@pytest.mark.parametrize("read", READERS, ids=("settings", "sources", "rules", "scenario", "profile"))
@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_a_file_that_is_no_toml_is_one_error_that_names_it(
    read: Callable[[Path], object], text: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(text)
    with pytest.raises(ConfigError, match=r"bad\.toml"):
        read(path)


@pytest.mark.parametrize("read", READERS, ids=("settings", "sources", "rules", "scenario", "profile"))
def test_a_folder_for_a_file_is_one_error_that_names_it(read: Callable[[Path], object], tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(ConfigError, match=r"folder\.toml"):
        read(tmp_path / "folder.toml")


@pytest.mark.parametrize("factor", ["nan", "inf", "0", "-1", "9" * 400, "1e300"])
def test_a_belief_that_is_no_number_to_reckon_with_is_refused(factor: str, tmp_path: Path) -> None:
    path = tmp_path / "belief.toml"
    path.write_text(f'name = "a truce"\nlike = "truce"\nfactor = {factor}\nspread = 1\nbasis = "b"\n')
    with pytest.raises(ConfigError, match=r"belief\.toml: factor and spread"):
        scenarios.question(str(path))
