"""The content codings of an answer, undone piece by piece, so that a bomb is stopped before it is unpacked."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from vedette.errors import SourceError


class Unpacker:
    """Undoes gzip or deflate; SourceError "packed" for any other coding, a broken one, or one that breaks off."""

    def __init__(self, coding: str, url: str) -> None:
        name = coding.strip().lower()
        self._url, self._raw_tried, self._any = url[:200], False, False
        if name in ("", "identity"):
            self._under = None
        elif name in ("gzip", "x-gzip", "deflate"):
            self._under = zlib.decompressobj(47)
        else:
            raise self._broken(f"it is packed as {name[:40]!r}, which was not asked for")
        self._deflate = name == "deflate"

    def feed(self, chunk: bytes, most: int) -> Iterator[bytes]:
        """What a piece holds, never more than about `most` bytes; a caller that has enough stops asking."""
        if self._under is None:
            yield chunk
            return
        while chunk and most > 0:
            part = self._unpack(chunk, most)
            self._any = True
            most -= len(part)
            yield part
            chunk = self._under.unconsumed_tail
            if self._under.eof:
                chunk = self._under.unused_data
                if not chunk.startswith(b"\x1f\x8b"):
                    return  # padding after the end is none of the body
                self._under = zlib.decompressobj(47)

    def end(self) -> None:
        """Say that no more comes; SourceError where the packed body is not whole."""
        if self._under is not None and self._any and not self._under.eof:
            raise self._broken("its packed answer breaks off")

    def _unpack(self, chunk: bytes, most: int) -> bytes:
        assert self._under is not None
        try:
            return self._under.decompress(chunk, most)
        except zlib.error:
            if not self._deflate or self._any:
                raise self._broken("its packed answer is damaged") from None
        # Some servers send deflate without its header.
        self._deflate, self._under = False, zlib.decompressobj(-15)
        try:
            return self._under.decompress(chunk, most)
        except zlib.error:
            raise self._broken("its packed answer is damaged") from None

    def _broken(self, why: str) -> SourceError:
        return SourceError(
            "packed", f"{self._url}: {why}", way_out="Open the address in a browser, and save the page to a file."
        )
