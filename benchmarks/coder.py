"""The product's coder as the sets meet it."""

from __future__ import annotations

from functools import cache
from typing import Final, cast

from benchmarks.documents import RECORDED
from vedette import registry
from vedette.coding.base import CODERS, Coder
from vedette.model import Document, Mention
from vedette.store.base import Coding

DEFAULT: Final = "local"


@cache
def coder(name: str = DEFAULT) -> Coder:
    """The coder of a name, built once."""
    return cast(Coder, registry.load("coder", name, CODERS)())


def code(document: Document) -> Coding:
    """All that the coder reads in a document."""
    return coder().code(document, recorded_at=RECORDED)


def mentions(document: Document | None) -> tuple[Mention, ...]:
    """The mentions of a document; none for a text that is no document."""
    return code(document).mentions if document is not None else ()
