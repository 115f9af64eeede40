"""Files, folders, globs, archives and standard input as sources of reports."""

from __future__ import annotations

import glob
import io
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final, cast

from vedette.errors import InputError
from vedette.sources.archive import read_gzip, read_zip
from vedette.sources.base import DEFAULT, Item, Limits, Unread, unread
from vedette.sources.formats import read_stream, sniff, suffix, unreadable

STDIN: Final = "-"
_WAY_OUT: Final = "Name a file, a folder, a glob, a .zip archive, or - for standard input."


class Files:
    """All reports under some paths, in order: files as named, folders by sorted name, "-" from `stdin`.

    A path that is not there is an Unread "missing" beside other paths, and an InputError when it is the only one.
    Also raises InputError where no path is named or none of them holds any file.
    """

    def __init__(self, paths: Sequence[str | Path], *, limits: Limits = DEFAULT, stdin: BinaryIO | None = None) -> None:
        self._paths = tuple(str(path) for path in paths)
        self._limits = limits
        self._stdin = stdin

    def read(self) -> Iterator[Item]:
        """The reports one by one; nothing is read before the first is asked for."""
        if not self._paths:
            raise InputError(f"no input. {_WAY_OUT}")
        nothing = True
        for item in self._items():
            nothing = False
            yield item
        if nothing:
            raise InputError(f"no reports in {', '.join(self._paths)}. {_WAY_OUT}")

    def paths(self) -> Iterator[Path | Unread]:
        """The files under the paths, or why one is none; InputError where nothing is there at all."""
        if not self._paths:
            raise InputError(f"no input. {_WAY_OUT}")
        for path in self._paths:
            yield from self._expand(path)

    def _items(self) -> Iterator[Item]:
        seen: set[str] = set()
        for path in self._paths:
            if path == STDIN:
                yield from self._standard_input()
                continue
            for found in self._expand(path):
                if isinstance(found, Unread):
                    yield found
                    continue
                real = os.path.realpath(found)
                if real not in seen:
                    seen.add(real)
                    yield from self._file(found)

    def _expand(self, path: str) -> Iterator[Path | Unread]:
        """The files that one argument names."""
        here = Path(path)
        found = [here] if os.path.lexists(path) else [Path(name) for name in _matching(path)]
        if not found:
            message = "no file matches this pattern" if glob.has_magic(path) else "there is no such file or folder"
            if len(self._paths) == 1:
                raise InputError(f"{path}: {message}. {_WAY_OUT}")
            yield unread(path, "missing", message, "Check the spelling; paths are relative to the current folder.")
        for one in found:
            if one.is_dir():
                yield from _walk(one)
            else:
                yield one

    def _file(self, path: Path) -> Iterator[Item]:
        origin = _told(path)
        try:
            # Opening a pipe or a device could wait for ever.
            if path.exists() and not path.is_file():
                yield unread(
                    origin, "not_a_file", "this is a device or a pipe, not a file", "Name a file, or pipe it into -."
                )
                return
            with path.open("rb") as stream:
                yield from self._opened(stream, path.name, origin, path.stat().st_size)
        except OSError as error:
            yield unreadable(origin, error)

    def _opened(self, stream: BinaryIO, name: str, origin: str, bytes_: int) -> Iterator[Item]:
        ending = suffix(name)
        if bytes_ == 0:
            yield unread(origin, "empty", "the file is empty", "Save the report's text into it, or leave it out.")
        elif ending == ".zip":
            yield from read_zip(stream, origin, self._limits)
        elif ending == ".gz":
            yield from read_gzip(stream, name, origin, bytes_, self._limits)
        else:
            yield from read_stream(stream, name, origin, self._limits)

    def _standard_input(self) -> Iterator[Item]:
        if self._stdin is None:
            raise InputError(f"standard input is not connected. {_WAY_OUT}")
        buffered = self._stdin if isinstance(self._stdin, io.BufferedReader) else io.BufferedReader(self._stdin)  # type: ignore[type-var]
        head = buffered.peek(4096)
        if not head:
            if len(self._paths) == 1:
                raise InputError(f"standard input is empty. {_WAY_OUT}")
            yield unread(STDIN, "empty", "standard input is empty", "Pipe a report into it, or leave the - out.")
        elif head.startswith(b"PK\x03\x04"):
            yield unread(
                STDIN, "binary", "a zip archive cannot be read from standard input", "Name the archive as a path."
            )
        else:
            yield from read_stream(cast(BinaryIO, buffered), f"stdin{sniff(head)}", STDIN, self._limits)


def _walk(folder: Path) -> Iterator[Path | Unread]:
    """The files under a folder by sorted name; hidden ones are left out, links that lead outside are Unread."""
    root = os.path.realpath(folder)
    failed: list[Unread] = []
    for parent, folders, files in os.walk(folder, onerror=lambda error: failed.append(_closed(folder, error))):
        yield from failed
        failed.clear()
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        linked = [name for name in folders if Path(parent, name).is_symlink()]
        for name in sorted([*files, *linked]):
            path = Path(parent, name)
            if name.startswith("."):
                continue
            if path.is_symlink() and not _within(path, root):
                yield unread(
                    _told(path),
                    "outside",
                    "this link leads outside the folder",
                    "Name its target as a path of its own.",
                )
            elif name not in linked:  # a linked folder inside the folder is read at its own place
                yield path
    yield from failed


def _within(path: Path, root: str) -> bool:
    return os.path.commonpath([os.path.realpath(path), root]) == root


def _closed(folder: Path, error: OSError) -> Unread:
    return unreadable(str(error.filename or folder), error)


def _matching(pattern: str) -> list[str]:
    """The files of a glob, sorted; Path.glob refuses absolute patterns."""
    return sorted(glob.glob(pattern, recursive=True)) if glob.has_magic(pattern) else []  # noqa: PTH207 - see above


def _told(path: Path) -> str:
    """The path as text that can be written anywhere: bytes of a name that are no UTF-8 stand escaped in it."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
