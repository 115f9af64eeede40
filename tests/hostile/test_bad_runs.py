"""Bad input at the command line: one clear error each, the rest processed, the ledger intact, exit code 3."""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from vedette.app import api

GOOD = """---
title: Two rockets fall near a base
outlet: Example Wire
published: 2024-03-05
---
Two rockets struck the Ain al-Asad air base in Iraq on Monday, wounding three soldiers, the army said.
"""


def vedette(*arguments: str, cwd: Path, **options: object) -> subprocess.CompletedProcess[str]:
    """One run of the command line."""
    command = [sys.executable, "-m", "vedette", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=120, **options)  # type: ignore[call-overload,no-any-return]  # options are subprocess's own


def empty(folder: Path) -> Path:
    path = folder / "empty.txt"
    path.write_bytes(b"")
    return path


def binary(folder: Path) -> Path:
    path = folder / "picture.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 20)
    return path


def bad_utf8(folder: Path) -> Path:
    path = folder / "latin.md"
    path.write_bytes(
        b"date 2024-03-05 A bomb exploded in the caf\xe9 on Monday, killing two people, police said. \xff\xfe\xfa"
    )
    return path


def huge(folder: Path) -> Path:
    path = folder / "huge.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
        file.write(b"date 2024-03-05 words ")
    return path


def html_without_text(folder: Path) -> Path:
    path = folder / "page.html"
    path.write_text(
        "<html><head><title></title><script>var a = 1</script></head><body><img src='a.png' alt='twelve killed'></body></html>"
    )
    return path


def json_without_text(folder: Path) -> Path:
    path = folder / "record.json"
    path.write_text('{"published": "2024-03-05", "outlet": "Example Wire"}')
    return path


def no_date(folder: Path) -> Path:
    path = folder / "undated.txt"
    path.write_text("Gunmen attacked a village in the north of the country and killed four people, officials said.")
    return path


def impossible_date(folder: Path) -> Path:
    path = folder / "february.md"
    path.write_text(
        "---\npublished: 2024-02-31\n---\nGunmen attacked a village in the north and killed four people, officials said."
    )
    return path


def duplicate(folder: Path) -> Path:
    path = folder / "zz-again.md"
    path.write_text(GOOD)
    return path


def zip_bomb(folder: Path) -> Path:
    path = folder / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", b"0" * 50_000_000)
    return path


def outside_the_zip(folder: Path) -> Path:
    path = folder / "slip.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../evil.md", GOOD.replace("Two rockets", "Six rockets"))
    return path


def unreadable(folder: Path) -> Path:
    path = folder / "loop.txt"  # a link to itself cannot be opened, not even by root
    path.symlink_to(path)
    return path


def not_english(folder: Path) -> Path:
    path = folder / "fr.md"
    path.write_text(
        "---\npublished: 2024-03-05\n---\nDes hommes armés ont attaqué un village dans le nord du pays et ont tué quatre personnes, selon la police."
        " Les autorités ont ouvert une enquête et les blessés ont été transportés à l'hôpital de la ville voisine."
    )
    return path


BAD: tuple[Callable[[Path], Path], ...] = (
    empty,
    binary,
    bad_utf8,
    huge,
    html_without_text,
    json_without_text,
    no_date,
    impossible_date,
    duplicate,
    zip_bomb,
    outside_the_zip,
    unreadable,
    not_english,
)


@pytest.mark.parametrize("make", BAD, ids=lambda make: make.__name__)
def test_one_bad_item_is_named_and_the_rest_is_read(make: Callable[[Path], Path], tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "good.md").write_text(GOOD)
    bad = make(reports)
    done = vedette("run", "reports", "--db", "a.ledger", "--out", "out", cwd=tmp_path)
    assert done.returncode == 3, done.stderr
    complaint = [line for line in done.stderr.splitlines() if line.startswith("not read: ")]
    assert len(complaint) == 1
    assert bad.name in complaint[0]
    assert complaint[0].count(". ") >= 1, "says a way out"
    assert "Traceback" not in done.stderr
    assert not (tmp_path.parent / "evil.md").exists()
    with api.open_view(tmp_path / "a.ledger") as held:
        assert [bad.name in one.reason for one in held.failures] == [True]
        assert [one.outlet for one in held.documents.values()] == ["Example Wire"]
        assert held.mentions
    assert sqlite3.connect(tmp_path / "a.ledger").execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_no_input_at_all_is_one_error_and_no_ledger_is_harmed(tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    for arguments in (("run", "nothing"), ("run", "not-there.txt"), ("run", "*.nothing")):
        done = vedette(*arguments, "--db", "a.ledger", cwd=tmp_path)
        assert done.returncode == 1
        assert done.stderr.startswith("error: ")
        assert arguments[1] in done.stderr
        assert "Traceback" not in done.stderr
    assert vedette("run", cwd=tmp_path).returncode == 2


def test_a_ledger_from_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(GOOD)
    assert vedette("run", "good.md", "--db", "a.ledger", cwd=tmp_path).returncode == 0
    with closing(sqlite3.connect(tmp_path / "a.ledger")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.execute("PRAGMA user_version = 9999")
        connection.commit()
    before = (tmp_path / "a.ledger").read_bytes()
    done = vedette("run", "good.md", "--db", "a.ledger", cwd=tmp_path)
    assert done.returncode == 1
    assert "a.ledger" in done.stderr
    assert "newer" in done.stderr
    assert (tmp_path / "a.ledger").read_bytes() == before


def test_something_else_than_a_ledger_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(GOOD)
    (tmp_path / "notes.txt").write_text("my notes")
    done = vedette("run", "good.md", "--db", "notes.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert "notes.txt" in done.stderr
    assert (tmp_path / "notes.txt").read_text() == "my notes"


def test_a_disk_that_fills_leaves_the_ledger_whole(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "good.md").write_text(GOOD)
    assert vedette("run", "reports", "--db", "a.ledger", cwd=tmp_path).returncode == 0
    for number in range(300):
        (reports / f"more-{number}.md").write_text(
            GOOD.replace("Monday", f"Monday, case {number}") + "It was quiet after that. " * 40
        )
    limit = (tmp_path / "a.ledger").stat().st_size + 60_000

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = vedette("run", "reports", "--db", "a.ledger", cwd=tmp_path, preexec_fn=small_disk)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("error: ")
    assert "a.ledger" in done.stderr
    assert "Traceback" not in done.stderr
    assert sqlite3.connect(tmp_path / "a.ledger").execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert vedette("run", "reports", "--db", "a.ledger", cwd=tmp_path).returncode == 0
    assert len(vedette("export", "documents", "--db", "a.ledger", cwd=tmp_path).stdout.splitlines()) == 301


def test_unknown_settings_are_refused_with_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(GOOD)
    (tmp_path / "settings.toml").write_text("[linking]\nsame_ish = 3\n")
    done = vedette("run", "good.md", "--config", "settings.toml", cwd=tmp_path)
    assert done.returncode == 1
    assert "same_ish" in done.stderr
    assert "join" in done.stderr
