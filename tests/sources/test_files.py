"""Files, folders, globs and standard input."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from tests.fakes.web import fetcher

from vedette.errors import InputError
from vedette.registry import load
from vedette.sources.base import SOURCES, Raw, Source, Unread
from vedette.sources.files import Files
from vedette.sources.live import Spec, Visit


def test_a_folder_is_read_in_the_order_of_its_names_with_its_inner_folders(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("z.txt", "a.md", "b/inner.txt"):
        (tmp_path / name).write_text(f"words of {name}", encoding="utf-8")
    found = list(Files([tmp_path]).read())
    assert [Path(item.origin).name for item in found] == ["a.md", "z.txt", "inner.txt"]
    assert list(Files([tmp_path]).read()) == found


def test_hidden_files_and_folders_are_no_reports(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text("no", encoding="utf-8")
    (tmp_path / ".DS_Store").write_bytes(b"\x00")
    (tmp_path / "a.txt").write_text("yes", encoding="utf-8")
    assert [item.origin for item in Files([tmp_path]).read()] == [str(tmp_path / "a.txt")]


def test_a_glob_names_its_matches_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text("words", encoding="utf-8")
    assert [Path(i.origin).name for i in Files([str(tmp_path / "*.txt")]).read()] == ["a.txt", "b.txt"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("words", encoding="utf-8")
    assert len(list(Files([path, tmp_path, str(tmp_path / "*.txt")]).read())) == 1


def test_standard_input_takes_the_format_of_its_first_bytes() -> None:
    def read(data: bytes) -> list[Raw | Unread]:
        return list(Files(["-"], stdin=io.BytesIO(data)).read())

    text = read(b"[TEXT] A bomb went off.")
    assert isinstance(text[0], Raw) and text[0].media == "text/plain" and text[0].text.startswith("[TEXT]")
    page = read(b"<!DOCTYPE html><html><body><p>Words</p></body></html>")
    assert isinstance(page[0], Raw) and page[0].media == "text/html"
    assert len(read(b'{"text": "one"}\n{"text": "two"}\n')) == 2
    assert len(read(b'[{"text": "one"}, {"text": "two"}, {"text": "three"}]')) == 3
    assert len(read(b'{\n "text": "one"\n}')) == 1


def test_a_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words", encoding="utf-8")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert [type(item) for item in Files([tmp_path]).read()] == [Raw]


def test_no_path_at_all_is_an_input_error_that_says_what_to_name() -> None:
    with pytest.raises(InputError, match=r"no input.*Name a file, a folder"):
        list(Files([]).read())


def test_an_empty_folder_alone_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no reports in"):
        list(Files([tmp_path]).read())


def test_empty_standard_input_alone_is_an_input_error() -> None:
    with pytest.raises(InputError, match="standard input is empty"):
        list(Files(["-"], stdin=io.BytesIO(b"")).read())
    with pytest.raises(InputError, match="not connected"):
        list(Files(["-"]).read())


def test_a_missing_path_alone_is_an_input_error_and_beside_others_a_failure(tmp_path: Path) -> None:
    there, gone = tmp_path / "a.txt", tmp_path / "gone.txt"
    there.write_text("words", encoding="utf-8")
    with pytest.raises(InputError, match=r"gone\.txt: there is no such file"):
        list(Files([gone]).read())
    failed, read = list(Files([gone, there]).read())
    assert isinstance(read, Raw)
    assert isinstance(failed, Unread)
    assert failed.error.code == "missing" and str(gone) in str(failed.error) and "spelling" in failed.error.way_out


def test_a_pattern_that_matches_nothing_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file matches"):
        list(Files([str(tmp_path / "*.txt")]).read())


def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (failed,) = Files([tmp_path / "pipe.txt"]).read()
    assert isinstance(failed, Unread) and failed.error.code == "not_a_file"


def test_the_source_is_found_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words", encoding="utf-8")
    spec = Spec(name="folder", kind="files", where=str(tmp_path))
    source: Source = load("source", "files", SOURCES)(spec, Visit(web=fetcher(offline=True)))
    assert [item.origin for item in source.read()] == [str(tmp_path / "a.txt")]


@pytest.mark.skipif(os.name != "posix", reason="names of files are bytes on POSIX systems alone")
def test_a_name_that_is_no_utf_8_is_told_as_text_that_can_be_written_anywhere(tmp_path: Path) -> None:
    path = Path(os.fsdecode(bytes(tmp_path) + b"/bad\xff.txt"))
    path.write_text("words", encoding="utf-8")
    (found,) = Files([path]).read()
    assert found.origin == f"{tmp_path}/bad\\xff.txt"
    assert found.origin.encode("utf-8")
