"""Identifiers: a letter for the kind of record, then sixteen hexadecimal digits of its content.

Content-derived ids make every write repeatable: the same report read twice is the same document, not a second one.
"""

from __future__ import annotations

import hashlib
import json
from typing import Final

LETTERS: Final = {
    "document": "d",
    "mention": "m",
    "tally": "t",
    "decision": "c",
    "override": "o",
    "failure": "f",
    "run": "r",
    "incident": "i",
    "prediction": "p",
}


def make(record: str, *parts: object) -> str:
    """The id of a record of this kind with this content; parts must be JSON scalars, or lists of them."""
    content = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), default=str)
    return LETTERS[record] + hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def incident_of(mention: str) -> str:
    """The id of the incident whose first-written mention is this one."""
    return LETTERS["incident"] + mention[1:]


def mention_of(incident: str) -> str:
    """The id of the mention that this incident is named after."""
    return LETTERS["mention"] + incident[1:]
