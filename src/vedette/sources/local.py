"""Files of this machine as a live source: what was added or changed since the last visit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from vedette.sources.answers import Validator
from vedette.sources.base import Item, Unread
from vedette.sources.files import Files
from vedette.sources.live import Spec, Visit


class Local:
    """The reports under a path or glob; a file is read again when its size or time of change is another."""

    def __init__(self, spec: Spec, visit: Visit) -> None:
        self._spec, self._visit = spec, visit

    def read(self) -> Iterator[Item]:
        """The reports of new and changed files; InputError where nothing is there at all."""
        spec, visit = self._spec, self._visit
        for path in Files((spec.where,), limits=visit.limits).paths():
            if isinstance(path, Unread):
                yield path
                continue
            try:
                state = path.stat()
            except OSError:
                continue  # taken away in this moment
            stamp = Validator(etag=f"{state.st_size} {state.st_mtime_ns}")
            if visit.validators.get(str(path)) == stamp:
                continue
            visit.proposed[str(path)] = stamp
            for item in Files((path,), limits=visit.limits).read():
                if isinstance(item, Unread):
                    yield item
                    continue
                key = hashlib.sha256(f"{item.origin}\x1f{item.text}".encode("utf-8", "replace")).hexdigest()[:32]
                if not visit.known(key):
                    yield replace(item, key=key, outlet=spec.outlet or item.outlet, held_by=spec.name)
