"""Words written with letters of another script that look like Latin ones: "Kirкuk" with a Cyrillic к is no Kirkuk to a machine."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

_MOST: Final = 10
"""Words that are named in flags, at most."""

# Cyrillic, Greek, Armenian and Cherokee letters, fullwidth and mathematical Latin: what is drawn like a to z and is not.
_ALIEN: Final = re.compile(
    "[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u13a0-\u13ff\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff]"
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def lookalikes(texts: Iterable[str]) -> Iterator[str]:
    """A flag for each word that mixes Latin letters with look-alikes of another script, or is written in maths letters; the first ten."""
    told: dict[str, None] = {}
    for text in texts:
        if text.isascii() or not _ALIEN.search(text):
            continue
        for word in _WORD.findall(text):
            if len(told) < _MOST and word not in told and not word.isascii() and _mixed(word):
                told[word] = None
                yield f"lookalike: {word!r} is written with letters of {_scripts(word)}"


def _mixed(word: str) -> bool:
    alien = _ALIEN.findall(word)
    return bool(alien) and (
        len(alien) < sum(letter.isalpha() for letter in word) or any(ord(one) > 0xFF20 for one in alien)
    )


def _scripts(word: str) -> str:
    named = dict.fromkeys(
        unicodedata.name(letter, "no script").split()[0].lower() for letter in word if letter.isalpha()
    )
    return " and ".join(named)
