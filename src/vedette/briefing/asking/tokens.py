"""The words of a question: one spelling of each, and the nearest known word for a mistyped one."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

TOKEN: Final = re.compile(r"'s\b|\d+(?:[.,:/-]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+|\d+)*|[?]")
_MONTHS: Final = "January February March April May June July August September October November December".split()
_SHORT: Final = {name[:3].lower(): name for name in _MONTHS} | {"sept": "September"}
_MONTH: Final = re.compile(
    r"\b(" + "|".join(_SHORT) + r"|" + "|".join(name.lower() for name in _MONTHS) + r")\b\.?", re.I
)
_SPOKEN: Final = (
    (re.compile(r"[’‘ʼ`]"), "'"),
    (re.compile(r"[“”]"), '"'),
    (re.compile(r"\b(what|who|where|when|how)['’]?s\b", re.I), r"\1 is"),
    (re.compile(r"\b(\w+)n't\b", re.I), r"\1 not"),
    (re.compile(r"\bppl\b", re.I), "people"),
    (re.compile(r"\b(pls|plz)\b", re.I), "please"),
    (re.compile(r"\bwich\b", re.I), "which"),
    (re.compile(r"\bwher\b", re.I), "where"),
    (re.compile(r"\bteh\b", re.I), "the"),
    (re.compile(r"\br\b"), "are"),
    (re.compile(r"\bu\b"), "you"),
    (re.compile(r"\bU\.\s?S\.(?:\s?A\.)?", re.I), "US"),
    (
        re.compile(
            r"\b(us|usa)\b(?=\s+(?:troops?|forces?|soldiers?|military|army|bases?|service|personnel|air|strikes?|airstrikes?|bomb|jets?|planes?|warplanes?))"
        ),
        "US",
    ),
    (re.compile(r"\b(the|on|by|has|did) (?:us|usa)\b"), r"\1 US"),
    (re.compile(r"\bair[- ]?strikes?\b", re.I), "air strikes"),
    (re.compile(r"\b(\w+)['’]s\b"), r"\1 's"),
)


def plain(question: str) -> str:
    """The question with months written out, contractions opened and possessives parted."""
    text = " ".join(question.replace("@", " ").split())
    for pattern, with_ in _SPOKEN:
        text = pattern.sub(with_, text)
    return _MONTH.sub(_month, text)


def _month(match: re.Match[str]) -> str:
    word = match.group(1).lower()
    if word in ("may", "mar", "march") and not re.match(r"\s*\d|\s+\d{4}", match.string[match.end() :]):
        return match.group()  # "may" is mostly a verb
    name = _SHORT.get(word[:4] if word.startswith("sept") else word[:3], word)
    return name + (" " if match.group().endswith(".") else "")


def nearest(word: str, known: Collection[str]) -> str | None:
    """The one known word that is a typing error away: one letter in a word of up to seven, two in a longer one.

    The first letter must be right; letters that sound alike count half. None where nothing, or more than one word, is that near.
    """
    if len(word) < 4 or not word.isalpha():
        return None
    most = 1.0 if len(word) < 8 else 2.0
    near: dict[tuple[float, bool], list[str]] = {}
    for one in known:
        if one[:1] == word[0] and abs(len(one) - len(word)) <= most:
            found = distance(word, one, most)
            if found <= most and (len(word) > 4 or found < 1):
                near.setdefault((found, one[-1] != word[-1]), []).append(one)
    best = near[min(near)] if near else []
    return best[0] if len(best) == 1 else None


_ALIKE: Final = tuple(
    frozenset(one) for one in ("sc", "sz", "ck", "kq", "cq", "iy", "ie", "ea", "ou", "vw", "td", "mn")
)


def distance(first: str, second: str, most: float) -> float:
    """Letters to add, drop, change or swap with a neighbour (optimal string alignment); more than `most` where it is more."""
    before: list[float] = []
    row = [float(i) for i in range(len(second) + 1)]
    for i, a in enumerate(first, 1):
        last, before, row = before, row, [float(i)] + [0.0] * len(second)
        for j, b in enumerate(second, 1):
            change = 0.0 if a == b else 0.5 if frozenset((a, b)) in _ALIKE else 1.0
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + change)
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                row[j] = min(row[j], last[j - 2] + 1)
        if min(row) > most:
            return most + 1
    return row[-1]
