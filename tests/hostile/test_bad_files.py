"""Files that cannot be read: each is one failure that names the file and the way out, and the rest goes on."""

from __future__ import annotations

import gzip
import io
import stat
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from vedette.sources.base import Limits, Raw, Unread
from vedette.sources.files import Files

_LIMITS = Limits()


def _one_bad(tmp_path: Path, bad: Path, *, limits: Limits = _LIMITS) -> Unread:
    """Read the bad file beside a good one; the good one is read, the bad one is exactly one failure."""
    good = tmp_path / "zz-good.txt"
    good.write_text("date 2023-11-13 A bomb went off.", encoding="utf-8")
    items = list(Files([bad, good], limits=limits).read())
    failed = [item for item in items if isinstance(item, Unread)]
    assert [item.origin for item in items if isinstance(item, Raw)] == [str(good)]
    assert len(failed) == 1
    assert bad.name in str(failed[0].error), "the message names the file"
    assert failed[0].error.way_out.endswith(".") and len(failed[0].error.way_out) > 10, "the way out is a sentence"
    return failed[0]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.csv", "a.zip"])
@pytest.mark.parametrize("data", [b"", b" \r\n\t\n"])
def test_an_empty_file_is_a_failure(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    code = _one_bad(tmp_path, tmp_path / name).error.code
    assert code in ({"empty", "bad_zip"} if name == "a.zip" else {"empty", "no_text"} if name == "a.csv" else {"empty"})


@pytest.mark.parametrize(
    "data",
    [
        b"\x7fELF\x02\x01" + bytes(range(256)),
        b"%PDF-1.7\n1 0 obj",
        b"\x89PNG\r\n\x1a\n" + bytes(64),
        bytes(range(32)) * 9,
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv"])
def test_a_binary_file_with_a_text_name_is_a_failure(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert _one_bad(tmp_path, tmp_path / name).error.code == "binary"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.json"])
def test_invalid_utf8_is_a_failure_that_names_the_byte(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"A bomb went off in Le\xf3n.")
    failed = _one_bad(tmp_path, tmp_path / name)
    assert failed.error.code == "encoding" and "byte 21" in str(failed.error)


def test_a_text_of_100_mb_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(0)
        stream.write(b"words " * 1000)
        stream.seek(100_000_000)
        stream.write(b"end")
    failed = _one_bad(tmp_path, path)
    assert failed.error.code == "too_large" and "20 MB" in str(failed.error) and ".jsonl" in failed.error.way_out


def test_an_archive_of_records_may_be_larger_than_a_text(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "A bomb went off."}\n' * 100)
    assert len(list(Files([path], limits=Limits(text=1000)).read())) == 100


def test_an_unknown_ending_is_a_failure_that_lists_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(b"words")
    failed = _one_bad(tmp_path, tmp_path / "a.xls")
    assert failed.error.code == "unknown_type" and ".xls" in str(failed.error)
    assert all(known in failed.error.way_out for known in (".txt", ".md", ".html", ".json", ".jsonl", ".csv", ".zip"))


def test_a_file_that_may_not_be_opened_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = tmp_path / "a.txt"
    bad.write_text("words", encoding="utf-8")
    opened = Path.open

    def refusing(path: Path, *args: str, **more: str) -> object:
        # Tests may run as root, whom no permission stops: the system's refusal is played here.
        if path == bad:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *args, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refusing)
    failed = _one_bad(tmp_path, bad)
    assert failed.error.code == "unreadable" and "Permission denied" in str(failed.error)


@pytest.mark.skipif(
    not Path("/proc/self/mem").exists(), reason="needs a file that opens and then fails to read (Linux)"
)
def test_a_file_that_breaks_while_it_is_read_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").symlink_to("/proc/self/mem")
    assert _one_bad(tmp_path, tmp_path / "broken.txt").error.code in {"unreadable", "empty"}


def test_a_link_to_nothing_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert _one_bad(tmp_path, tmp_path / "a.txt").error.code == "unreadable"


def test_a_link_that_leads_outside_its_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret words", encoding="utf-8")
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "b.txt").write_text("secret words", encoding="utf-8")
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "inner").symlink_to(tmp_path / "secrets")
    items = list(Files([folder]).read())
    assert [item.error.code for item in items if isinstance(item, Unread)] == ["outside", "outside"]
    assert len(items) == 2


@pytest.mark.parametrize(
    "data", ["{", '{"text": ', "nonsense", '{"text": "a"} {"text": "b"}', "[" * 100_000, '{"n": ' + "9" * 5000 + "}"]
)
def test_broken_json_is_a_failure(tmp_path: Path, data: str) -> None:
    (tmp_path / "a.json").write_text(data, encoding="utf-8")
    assert _one_bad(tmp_path, tmp_path / "a.json").error.code == "bad_json"


@pytest.mark.parametrize(
    "data", ['{"id": 1, "date": "2023-11-13"}', '{"text": ""}', '{"text": null}', '{"text": "  "}', "{}"]
)
def test_json_without_text_is_a_failure_that_names_its_fields(tmp_path: Path, data: str) -> None:
    (tmp_path / "a.json").write_text(data, encoding="utf-8")
    failed = _one_bad(tmp_path, tmp_path / "a.json")
    assert failed.error.code == "no_text" and "text" in failed.error.way_out


@pytest.mark.parametrize("data", ["7", '"words"', "null", "true"])
def test_json_that_is_no_record_is_a_failure(tmp_path: Path, data: str) -> None:
    (tmp_path / "a.json").write_text(data, encoding="utf-8")
    assert _one_bad(tmp_path, tmp_path / "a.json").error.code == "bad_record"


def test_half_a_character_in_json_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"text": "A bomb \\ud800 went off."}', encoding="utf-8")
    assert _one_bad(tmp_path, tmp_path / "a.json").error.code == "encoding"


def test_an_unclosed_quote_in_csv_does_not_take_the_memory(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('text\n"' + "words and words\n" * 1000, encoding="utf-8")
    failed = _one_bad(tmp_path, tmp_path / "a.csv", limits=Limits(record=2000))
    assert failed.error.code == "bad_csv"


def test_an_unclosed_quote_in_csv_does_not_make_one_report_of_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('text,date\n"First,2023-11-13\nSecond,2023-11-13\n', encoding="utf-8")
    assert _one_bad(tmp_path, tmp_path / "a.csv").error.code == "bad_csv"


def test_a_csv_whose_first_row_breaks_in_the_middle_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"te\rxt,date\nwords,2024-03-05\n")
    assert _one_bad(tmp_path, tmp_path / "a.csv").error.code == "bad_csv"


def _zip(path: Path, fill: Callable[[zipfile.ZipFile], None]) -> Path:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            fill(archive)
    return path


def test_a_zip_bomb_is_stopped_while_it_unpacks(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", lambda archive: archive.writestr("bomb.txt", b"0" * 15_000_000))
    assert path.stat().st_size < 20_000
    failed = _one_bad(tmp_path, path)
    assert failed.error.code == "zip_bomb" and "bomb.txt" in failed.origin


def test_a_bomb_of_many_lines_is_stopped_though_each_is_short(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", lambda archive: archive.writestr("bomb.jsonl", b"\n" * 15_000_000))
    assert _one_bad(tmp_path, path).error.code == "zip_bomb"


def test_an_archive_may_not_unpack_to_more_than_its_limit_in_all(tmp_path: Path) -> None:
    def fill(archive: zipfile.ZipFile) -> None:
        for number in range(10):
            archive.writestr(f"{number}.txt", bytes(range(48, 112)) * 10)

    items = list(Files([_zip(tmp_path / "a.zip", fill)], limits=Limits(stream=2000)).read())
    assert sum(isinstance(item, Raw) for item in items) == 3
    assert {item.error.code for item in items if isinstance(item, Unread)} == {"zip_bomb"}


def test_an_archive_of_too_many_files_is_refused(tmp_path: Path) -> None:
    def fill(archive: zipfile.ZipFile) -> None:
        for number in range(20):
            archive.writestr(f"{number}.txt", "words")

    assert _one_bad(tmp_path, _zip(tmp_path / "a.zip", fill), limits=Limits(members=10)).error.code == "zip_bomb"


def test_archives_within_archives_end_at_the_limit(tmp_path: Path) -> None:
    data = b"A bomb went off."
    name = "a.txt"
    for _ in range(3):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(name, data)
        data, name = packed.getvalue(), "inner.zip"
    (tmp_path / "a.zip").write_bytes(data)
    assert _one_bad(tmp_path, tmp_path / "a.zip").error.code == "zip_nested"


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "C:\\evil.txt", "..\\evil.txt"])
def test_a_path_outside_the_zip_is_refused_and_the_other_members_are_read(tmp_path: Path, name: str) -> None:
    def fill(archive: zipfile.ZipFile) -> None:
        archive.writestr(name, "evil words")
        archive.writestr("good.txt", "good words")

    items = list(Files([_zip(tmp_path / "a.zip", fill)]).read())
    assert [item.text for item in items if isinstance(item, Raw)] == ["good words"]
    assert [item.error.code for item in items if isinstance(item, Unread)] == ["zip_path"]


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = _zip(tmp_path / "a.zip", lambda archive: archive.writestr(link, "/etc/passwd"))
    assert _one_bad(tmp_path, path).error.code == "zip_path"


def test_an_encrypted_member_is_a_failure(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", lambda archive: archive.writestr("a.txt", "words"))
    data = bytearray(path.read_bytes())
    data[6] |= 1  # the flag in the local header
    data[data.rfind(b"PK\x01\x02") + 8] |= 1  # and in the directory
    path.write_bytes(data)
    failed = _one_bad(tmp_path, path)
    assert failed.error.code == "zip_encrypted" and "password" in failed.error.way_out


def test_a_truncated_or_damaged_zip_is_a_failure(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", lambda archive: archive.writestr("a.txt", "some words that were packed " * 20))
    whole = path.read_bytes()
    path.write_bytes(whole[:-30])
    assert _one_bad(tmp_path, path).error.code == "bad_zip"
    damaged = bytearray(whole)
    damaged[45] ^= 0xFF
    path.write_bytes(damaged)
    assert _one_bad(tmp_path, path).error.code == "bad_zip"


def test_a_damaged_gzip_file_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(b"\x1f\x8b\x08\x00nonsense")
    assert _one_bad(tmp_path, tmp_path / "a.jsonl.gz").error.code == "bad_gzip"


def test_a_gzip_bomb_is_stopped_while_it_unpacks(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b"\n" * 15_000_000))
    assert _one_bad(tmp_path, tmp_path / "a.jsonl.gz").error.code == "zip_bomb"


def test_a_zip_of_reports_is_read_by_name(tmp_path: Path) -> None:
    def fill(archive: zipfile.ZipFile) -> None:
        archive.writestr("b/b.md", "Second.")
        archive.writestr("a.txt", "First.")
        archive.writestr("__MACOSX/._a.txt", b"\x00\x05")

    items = list(Files([_zip(tmp_path / "a.zip", fill)]).read())
    assert [item.origin.rpartition("!")[2] for item in items] == ["a.txt", "b/b.md"]
    assert all(isinstance(item, Raw) for item in items)
