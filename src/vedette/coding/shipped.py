"""The data files that decide, beside the code, what a coder reads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


@cache
def digest(*further: str) -> str:
    """Twelve digits of the files that every coder reads by (triggers, verbs, learned weights) and of `further` ones of this package."""
    home = files("vedette.coding")
    return digits((*home.joinpath("data").iterdir(), *map(home.joinpath, further)))


def digits(found: Iterable[Traversable]) -> str:
    """Twelve digits of the names and the content of files, in whatever order they come."""
    told = hashlib.sha256()
    for one in sorted(found, key=lambda one: one.name):
        if one.is_file():
            told.update(one.name.encode() + b"\0" + hashlib.sha256(one.read_bytes()).digest())
    return told.hexdigest()[:12]
