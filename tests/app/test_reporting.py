"""A file is written whole or not at all, and an installation knows what it lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from vedette.app import doctor as doctors
from vedette.app import reporting
from vedette.app.reporting import write_file
from vedette.errors import InputError


def test_a_file_is_written_with_its_folders_and_replaces_the_old(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.md"
    assert write_file("one", path) == path
    write_file("two ü", path)
    assert path.read_text(encoding="utf-8") == "two ü"
    assert [one.name for one in path.parent.iterdir()] == ["b.md"]
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_write_that_breaks_leaves_the_old_file_and_no_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_file("old", tmp_path / "b.md")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")  # the moment before the new file takes the place of the old

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(InputError, match=r"cannot write .*b\.md: No space left on device; name another place"):
        write_file("new", path)
    assert path.read_text(encoding="utf-8") == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["b.md"]


def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path) -> None:
    write_file("x", tmp_path / "a")
    with pytest.raises(InputError, match="a is not a folder; name another"):
        write_file("y", tmp_path / "a" / "b.md")
    assert set(reporting.FORMATS) == {*reporting.TEXTS, "pdf"}


def test_a_sound_installation_passes_every_check() -> None:
    assert [one.name for one in doctors.doctor() if not one.fine] == []


def test_what_is_missing_is_named_with_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctors, "NEEDED", ("typer", "no-such-package"))
    checks = {one.name: one for one in doctors.doctor(tmp_path / "gone.ledger")}
    assert not checks["packages"].fine and checks["packages"].seen == "missing: no-such-package; install vedette again"
    assert not checks[f"ledger {tmp_path / 'gone.ledger'}"].fine
    assert checks["gazetteer"].fine
