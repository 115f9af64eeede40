"""What the keys of MUC-4 say of a document: the strings that fill its roles, in every template and in all of them together."""

from __future__ import annotations

import gzip
import json
import re
import string
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from vedette.coding.base import TOKEN

SLOTS: Final = {
    "PerpInd": "perp_individual", "PerpOrg": "perp_organization", "Target": "phys_target", "Victim": "hum_name",
    "VictimDescription": "hum_description", "Weapon": "instrument",
}  # fmt: skip
OFTEN: Final = 3
"""Documents in whose keys a phrase must stand to be looked for everywhere."""

Entities = Sequence[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Template:
    """One incident of a key: its types, and for every role its entities, each all strings that name it."""

    types: frozenset[str]
    roles: Mapping[str, Entities]


def keys(data: Path) -> dict[str, tuple[str, tuple[Template, ...]]]:
    """The split and the templates of every document."""
    with gzip.open(data / "muc4" / "keys.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {row["docid"]: (row["split"], tuple(map(_template, row["templates"]))) for row in map(json.loads, lines)}


def known(templates: Mapping[str, Sequence[Template]]) -> dict[str, list[str]]:
    """Phrases that fill a role in several documents: nouns of roles, names of bodies, weapons. No personal names."""
    found: dict[str, list[str]] = {}
    for role in SLOTS:
        count = Counter(
            name
            for told in templates.values()
            for name in {one for template in told for entity in template.roles[role] for one in entity}
        )
        if role != "Victim":
            found[role] = sorted(
                " ".join(match.group().lower() for match in TOKEN.finditer(name))
                for name, often in count.items()
                if often >= OFTEN
            )
    return found


def plain(text: str) -> str:
    """A string as the scorer compares it: lower case, no punctuation, no articles."""
    lower = "".join(sign for sign in text.lower() if sign not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", lower).split())


def _template(row: Mapping[str, Any]) -> Template:
    return Template(
        types=frozenset(name.lower() for name in row["type"]),
        roles={
            role: [
                frozenset(map(plain, filler["strings"])) for filler in row[slot] if filler.get("strings")
            ]
            for role, slot in SLOTS.items()
        },
    )  # fmt: skip
