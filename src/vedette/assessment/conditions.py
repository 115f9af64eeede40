"""Whether what a threat or a pledge hangs on has come about, by the ledger's own signals and nothing else.

A condition is met when a later signal tells, as occurred, a deed of the kind that the condition names (a truce, a withdrawal, a
release, a laying down of arms), with a party or a place that the condition names too. Whatever is not told so stays unknown:
silence, an announcement or a deed of somebody else never meets a condition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Final

from vedette.model.mention import Mention, Party
from vedette.reference.actors import actors

_FIGHTING = r"(?:the |its |their |all )?(?:\w+ )?(?:war|fighting|attacks?|strikes?|bombing|bombardment|aggression|hostilities|offensive|operations?)"
DEEDS: Final = (
    (re.compile(rf"\b(?:truce|cease-?\s?fire|(?:stop|end|halt|cease|suspend)(?:s|ed|ing)? {_FIGHTING})\b", re.I), {"ceasefire", "truce", "suspend"}),
    (re.compile(r"\b(?:withdr[ae]w\w*|pull(?:s|ed)? (?:out|back)|pullout|leaves?|left|leaving|departure)\b", re.I), {"withdraw"}),
    (re.compile(r"\b(?:releas(?:e|es|ed|ing)|frees?|freed|set free)\b", re.I), {"release"}),
    (re.compile(r"\b(?:disarm\w*|lays? down|laid down|surrender\w*)\b", re.I), {"disarm"}),
)  # fmt: skip
"""What a condition may name, and the modes of RETREAT that bring it about."""


def met_by(condition: str, stated: date, mentions: Iterable[Mention]) -> tuple[str, ...]:
    """The mentions that tell that the condition came about after the day it was last stated; none where nothing does."""
    modes = deeds(condition)
    if not modes:
        return ()
    named = parties(condition)
    return tuple(
        sorted(
            one.id
            for one in mentions
            if one.kind == "RETREAT"
            and one.mode in modes
            and one.status.value == "occurred"
            and one.when.value.earliest is not None
            and one.when.value.earliest > stated
            and _concerns(one, condition, named)
        )
    )


def deeds(condition: str) -> frozenset[str]:
    """The modes of RETREAT that would bring about what these words name."""
    return frozenset(mode for pattern, modes in DEEDS if pattern.search(condition) for mode in modes)


def parties(text: str) -> frozenset[str]:
    """The ids of the actors that a text names; a state's agents stand under their state."""
    found = set()
    for name in _names():
        if name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            actor = actors().resolve(name)
            if actor is not None:
                found.add(_head(actor.id))
    return frozenset(found)


def _concerns(mention: Mention, condition: str, named: frozenset[str]) -> bool:
    sides = (reading.value for reading in (mention.actor, mention.target) if reading is not None)
    if any(_is_named(side, condition, named) for side in sides):
        return True
    place = mention.place.value.name if mention.place is not None else None
    return place is not None and re.search(rf"(?<!\w){re.escape(place)}(?!\w)", condition) is not None


def _is_named(side: Party, condition: str, named: frozenset[str]) -> bool:
    return (side.id is not None and _head(side.id) in named) or side.name in condition


def _head(id: str) -> str:
    return id if ":" in id else id.partition("/")[0]


@lru_cache(maxsize=1)
def _names() -> tuple[str, ...]:
    return tuple(name for name in actors().names() if name[:1].isupper())
