"""Who does what to whom in a question: each name by the words around it."""

from __future__ import annotations

import re
from typing import Final

from vedette.briefing.asking.query import Sort
from vedette.briefing.asking.tagging import Tagged
from vedette.briefing.asking.vocabulary import ACTS, DOES, DONE_TO, SAYS

PARTY: Final = r"@[ASDR]\d+"
_MID: Final = r"(?:(?:ever|also|already|really|been|being|last|first|most|recently|ever)\s+)*"
_AUX: Final = r"(?:have|has|had|was|were|are|is|be|been|get|got)\s+"
_THE: Final = r"(?:the\s+|any\s+|some\s+|its\s+|'s\s+)*"
_SPEAKING: Final = ("said", "response")

CLAIMING: Final = (("claimant", rf"({PARTY})\s+{_MID}(?:{_AUX})?claim\w*|claimed by {_THE}({PARTY})"),)
SPOKEN: Final = (
    ("requester", rf"({PARTY})\s+(?:'s\s+)?(?:appeals?|pleas?|calls?|requests?|demands?|efforts?)\b"),
    ("requester", rf"\b(?:appeals?|pleas?|calls?|requests?|demands?) (?:of|by|from) {_THE}({PARTY})"),
    ("addressee", rf"\b(?:about|to|towards?|against|on|of|with) {_THE}({PARTY})"),
    ("addressee", rf"\b(?:who|whom|anyone|anybody)\s+(?:has\s+|have\s+)?{SAYS}\s+{_THE}({PARTY})"),
    ("speaker", rf"({PARTY}|@[PO]\d+)\b(?!.*(?:{PARTY}).*\bwho\b)"),
    ("addressee", rf"{SAYS}\s+{_THE}({PARTY})"),
)
TALLIED: Final = (
    ("speaker", rf"\b(?:according to|by) {_THE}({PARTY})"),
    ("speaker", rf"({PARTY})\s+(?:'s\s+)?(?:\w+\s+){{0,2}}?(?:counts?|totals?|tall(?:y|ies)|figures?|numbers?)\b"),
    ("speaker", rf"\b(?:does|do|did|has|have)\s+{_THE}({PARTY})\s+(?:{SAYS}|counted|see|seen)"),
    ("speaker", rf"({PARTY})\s+{SAYS}"),
    ("place", r"\b(?:in|inside|within|across)\s+(?:the\s+)?(@S\d+)"),
    ("addressee", rf"\b(?:on|against) {_THE}({PARTY})"),
    ("speaker", rf"({PARTY})"),
)
DONE: Final = (
    ("target", rf"\b(?:was|were|been|being)\s+{_THE}({PARTY})\s+{_MID}{DONE_TO}"),
    ("target", rf"\b(?:has|have|had)\s+{_THE}({PARTY})\s+(?:ever\s+)?been\s+{_MID}{DONE_TO}"),
    ("target", rf"({PARTY})\s+(?:{_AUX})*(?:{_AUX}){_MID}(?:come\s+)?{DONE_TO}"),
    (
        "target",
        rf"\bhow (?:many|often|many times)\s+(?:times\s+)?({PARTY})\s+(?:(?:people|troops|soldiers)\s+)?(?:{_AUX})*(?:killed|dead|injured|hurt|wounded|died|attacked|hit)",
    ),
    (
        "actor",
        rf"({PARTY})\s+(?:'s\s+)?(?:(?:foiled|completed|deadly|rocket|drone|@W\d+)\s+)*(?:air\s+)?(?:{ACTS}|bombing)\b",
    ),
    ("actor", rf"\bby\s+{_THE}({PARTY})"),
    ("target", rf"\b(?:on|against|at|targeting|targeted|hitting)\s+{_THE}({PARTY})"),
    ("target", rf"({PARTY})\s+(?:casualties|deaths|injuries|losses)\b"),
    ("place", rf"\b(?:in|inside|within|across|near|around|over|of)\s+{_THE}(@S\d+)"),
    ("object", rf"\b(?:bomb\w*|str[iu]\w+|hit|attack\w*|shell\w*)\s+{_THE}(@S\d+)"),
    ("target", rf"\b(?:bomb\w*|str[iu]\w+|hit|attack\w*|kill\w*|injur\w*|shell\w*|target\w*)\s+{_THE}({PARTY})"),
    ("actor", rf"\b(?:did|has|have|had|does|do|is|are|will|can)\s+{_THE}({PARTY})\s+{_MID}{DOES}"),
    ("actor", rf"({PARTY})\s+{_MID}(?:{_AUX})*{DOES}"),
    ("target", rf"\b(?:kill\w*|injur\w*|wound\w*|hurts?)\s+{_THE}({PARTY})"),
)


def assign(tagged: Tagged, sort: Sort) -> dict[str, str]:
    """The part that each named party plays, by its mark; those of which the words say nothing are left out."""
    rules = (*CLAIMING, *(SPOKEN if sort in _SPEAKING else TALLIED if sort == "tallies" else DONE))
    played: dict[str, str] = {}
    for role, pattern in rules:
        for match in re.finditer(pattern, tagged.flat):
            mark = next(one for one in match.groups() if one)
            if mark in played or (role == "speaker" and "speaker" in played.values()):
                continue
            played[mark] = role
    return played
