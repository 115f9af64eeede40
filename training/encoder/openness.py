"""Which sentences of re3d come from an open source: its BBC part is not for redistribution, and no sentence names its source.

A sentence counts as open when it stands in one of the documents whose (open) source is known, or when it carries words or signs that the BBC's articles
do not use of themselves: curly quotation marks and apostrophes (they write straight ones), the formulas, name of the enemy and American
abbreviations of military releases, a ministry speaking of itself, or the footnote marks of an encyclopedia. All others are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

OPEN: Final = frozenset(
    {"US State Department", "CENTCOM", "UK Government", "Australian Department of Foreign Affairs", "Wikipedia"}
)
CURLY: Final = re.compile("[‘’“”]")
RELEASE: Final = re.compile(
    r"\b(?:strikes? (?:engaged|destroyed)|ISIL tactical units?|CJTF|Coalition (?:military )?(?:forces|aircraft|nations)|Inherent Resolve|"
    r"(?:attack|bomber|fighter|ground attack|remotely piloted)[^.]{0,40}aircraft|Coalition officials|SDF|press operations|ISIL|Iraqi Security Forces|"
    r"Airmen|airmen|Air Force Reserve|ARW|Expeditionary|U\.S\.)\b|\b(?:Col|Maj|Capt|Lt|Sgt|Spc|Gen|Jan|Feb|Aug|Sept|Oct|Nov|Dec) ?\. "
)
MINISTRY: Final = re.compile(
    r"\b(?:Foreign Secretary \w+|Minister for the Middle East|Secretary Kerry|Special Presidential Envoy|High Representative|Department of State|"
    r"UK Government|Foreign Office|Australian Government|DFAT|Global Coalition|USAID|the EU has|EU Delegation|European Union|The UK remains|"
    r"Members of the Security Council)\b"
)
FOOTNOTE: Final = re.compile(r"\[ ?\d{1,3} ?\]")


def open_texts(documents: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    """The letters and digits of the documents whose source is known to be open."""
    return tuple(_letters(document["text"]) for document in documents if document["source"] in OPEN)


def open_sentence(tokens: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether a sentence can be shown to come from an open source."""
    text = " ".join(tokens)
    bare = _letters(text)
    known = len(bare) > 10 and any(bare in other for other in texts)
    return known or any(pattern.search(text) for pattern in (CURLY, RELEASE, MINISTRY, FOOTNOTE))


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())
