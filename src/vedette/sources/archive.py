"""Zip and gzip archives, unpacked in memory under limits; nothing is ever written to disk."""

from __future__ import annotations

import gzip
import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, BinaryIO, Final, cast

from vedette.errors import SourceError
from vedette.sources.base import Item, Limits, Unread, size, unread
from vedette.sources.formats import read_stream, suffix

_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    gzip.BadGzipFile,
)
_BOMB_WAY_OUT: Final = "Unpack it yourself after a check, and name the folder."
# Below this size the ratio says nothing: a short text of one repeated line packs very well.
_SMALL: Final = 1_000_000


class Meter(io.RawIOBase):
    """A stream that stops with SourceError "zip_bomb" once it has given more than it may."""

    def __init__(self, stream: IO[bytes], origin: str, allowed: int, why: str) -> None:
        self._stream, self._origin, self._allowed, self._why = stream, origin, allowed, why
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        data = self._stream.read(len(view))
        self.given += len(data)
        if self.given > self._allowed:
            raise SourceError("zip_bomb", f"{self._origin}: unpacks to more than {self._why}", way_out=_BOMB_WAY_OUT)
        view[: len(data)] = data
        return len(data)


def read_zip(stream: BinaryIO, origin: str, limits: Limits, *, nesting: int = 0) -> Iterator[Item]:
    """The reports in a zip archive, by name; a member that cannot be read is one Unread, the others go on."""
    try:
        archive = zipfile.ZipFile(stream)
    except (*_BROKEN, OSError) as error:
        yield unread(
            origin, "bad_zip", f"this is not a whole zip archive: {error}", "Pack it again, or name the folder instead."
        )
        return
    with archive:
        # `is_dir` of the library fails on a member without a name.
        members = sorted((m for m in archive.infolist() if not m.filename.endswith("/")), key=lambda m: m.filename)
        if len(members) > limits.members:
            yield unread(
                origin, "zip_bomb", f"holds {len(members):,} files, the limit is {limits.members:,}", _BOMB_WAY_OUT
            )
            return
        if not members:
            yield unread(origin, "empty", "the archive holds no file", "Pack the reports into it, or leave it out.")
        left = limits.stream
        for member in members:
            if _hidden(member.filename):
                continue
            meter: Meter | None = None
            here = f"{origin}!{member.filename}"
            try:
                _refuse(member, here)
                with archive.open(member) as opened:
                    meter = _meter(opened, member.compress_size, here, left, limits)
                    yield from _member(io.BufferedReader(meter), member.filename, here, limits, nesting)
            except SourceError as error:
                yield Unread(origin=here, error=error)
            except (*_BROKEN, OSError) as error:
                yield unread(
                    here,
                    "bad_zip",
                    f"cannot be unpacked: {error}",
                    "Pack the archive again, or name the folder instead.",
                )
            left -= meter.given if meter else 0
            if left <= 0:
                yield unread(
                    origin,
                    "zip_bomb",
                    f"unpacks to more than {size(limits.stream)}; the rest was not read",
                    _BOMB_WAY_OUT,
                )
                return


def read_gzip(stream: BinaryIO, name: str, origin: str, packed: int, limits: Limits) -> Iterator[Item]:
    """The reports in one gzipped file, whose own ending stands before the ".gz"; `packed` is its size in bytes."""
    try:
        with gzip.GzipFile(fileobj=stream, mode="rb") as opened:
            meter = _meter(cast(IO[bytes], opened), packed, origin, limits.stream, limits)
            yield from read_stream(cast(BinaryIO, io.BufferedReader(meter)), name.removesuffix(".gz"), origin, limits)
    except SourceError as error:
        yield Unread(origin=origin, error=error)
    except (*_BROKEN, OSError) as error:
        yield unread(origin, "bad_gzip", f"cannot be unpacked: {error}", "Pack the file again.")


def _member(stream: io.BufferedReader, name: str, origin: str, limits: Limits, nesting: int) -> Iterator[Item]:
    if suffix(name) != ".zip":
        yield from read_stream(cast(BinaryIO, stream), name, origin, limits)
    elif nesting >= limits.nesting:
        yield unread(
            origin,
            "zip_nested",
            f"archives are nested more than {limits.nesting + 1} deep",
            "Unpack the outer archive and name its folder.",
        )
    else:
        inner = stream.read(limits.text + 1)
        if len(inner) > limits.text:
            yield unread(
                origin,
                "too_large",
                f"an archive within the archive is larger than {size(limits.text)}",
                "Unpack the outer archive.",
            )
        else:
            yield from read_zip(io.BytesIO(inner), origin, limits, nesting=nesting + 1)


def _refuse(member: zipfile.ZipInfo, origin: str) -> None:
    """Raise SourceError for a member that points outside the archive or cannot be opened without a password."""
    name = member.filename.replace("\\", "/")
    outside = name.startswith("/") or ".." in PurePosixPath(name).parts or name[1:2] == ":"
    if outside or stat.S_ISLNK(member.external_attr >> 16):
        raise SourceError(
            "zip_path",
            f"{origin}: the member points outside the archive",
            way_out="Pack the reports without links and paths like '../'.",
        )
    if member.flag_bits & 0x1:
        raise SourceError(
            "zip_encrypted",
            f"{origin}: the member is encrypted",
            way_out="Unpack it with its password and name the folder.",
        )


def _hidden(name: str) -> bool:
    """Hidden files, and the folder that macOS adds, are no reports; '..' is not hidden but refused."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any((part.startswith(".") and part != "..") or part == "__MACOSX" for part in parts)


def _meter(stream: IO[bytes], packed: int, origin: str, left: int, limits: Limits) -> Meter:
    by_ratio = max(packed * limits.ratio, _SMALL)
    if by_ratio < left:
        return Meter(stream, origin, by_ratio, f"{limits.ratio} times its packed size")
    return Meter(stream, origin, left, f"{size(limits.stream)} for one archive")
