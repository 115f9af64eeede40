"""A fast no: whether a text can tell an act at all."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import ahocorasick_rs

from vedette.coding import events
from vedette.coding.names import names
from vedette.reference.weapons import weapons

LIMIT: Final = 200_000
"""Characters of a text that are looked at: whoever tells an act only after forty pages is read no further."""

_TOLL: Final = (" killed", " wounded", " injured", " dead", " casualties", " hostage", " died")
_GAMES: Final = re.compile(
    r"\b(?:goal(?:s|keeper|less)?|midfielders?|strikers?|quarterback|innings|wickets?|touchdown|playoffs?|league|semi-?finals?|championship|tournament|coach(?:es)?|scored|scorer|"
    r"penalt(?:y|ies)|handball|stoppage time|half-?time|kick-?off|referee|derby|stadium|spinners?|batting|bowlers?|batsm[ae]n|equaliser|free kick|centre circle|commentator|fans?|bench|"
    r"second half|first half|own half|long throws|world cup|the cup|quarter-?final|defender|team|captain|"
    r"box office|album|screenplay|novel|actress|video game|documentary|comedy|thriller|sitcom|episode|film|the series|filmmaker|audience|"
    r"shareholders|earnings per share|nasdaq|dividend|futures|traders?|brokers?|stocks|shares|crude|prices|investors?|bulls)\b"
)
_WAR: Final = re.compile(
    r"\b(?:militants?|militias?|rebels?|insurgents?|guerrillas?|terrorists?|troops|soldiers?|army|military|police|gunmen|drones?|rockets?|missiles?|air ?strikes?|bomb(?:s|ing|ed)?|ceasefire|cease-fire|"
    r"hostages?|sanctions|siege|fighters|armed|explosi(?:ve|on|ves)|ambush(?:ed)?|kidnap\w*|abduct\w*|maoists?|naxal\w*)\b"
)


def relevant(text: str) -> bool:
    """Whether a text may tell an act: it has a trigger word, and an armed party, a weapon, victims or a state beside it."""
    lower = f" {text[:LIMIT].lower()}"
    if not _triggers().find_matches_as_indexes(lower):
        return False
    return not _is_game(lower) and (
        any(word in lower for word in _TOLL) or bool(_cues().find_matches_as_indexes(lower))
    )


def _is_game(lower: str) -> bool:
    """Sport, film or markets: their words outnumber those of war."""
    sample = lower[:20_000]
    games = len(_GAMES.findall(sample))
    return games >= 2 and games > len(_WAR.findall(sample))


@cache
def _triggers() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick([f" {word}" for word in events.lexicon()])


@cache
def _cues() -> ahocorasick_rs.AhoCorasick:
    found = {f" {name.lower()}" for name in weapons().names()} | {f" {first}" for first in names() if len(first) > 3}
    return ahocorasick_rs.AhoCorasick(sorted(found))
