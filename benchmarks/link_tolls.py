"""Numbers of people killed and injured that a report suggests, and how: the clues by which the toll of a shooting is chosen."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from vedette.coding import casualties
from vedette.coding.base import Sentence
from vedette.model import Document, Mention

LEAD: Final = 4
BODY: Final = 16
MOST: Final = 60
"""Tolls above this are never a shooting of these sets but a count of something else."""

_SMALL: Final = {
    word: n for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
_NUMBERS: Final = _SMALL | {"a": 1, "an": 1, "another": 1, "double": 2, "triple": 3, "quadruple": 4}
_N: Final = r"(?P<n>\d{1,2}|" + "|".join(_NUMBERS) + r")"
_PEOPLE: Final = r"(?:[\w’'-]+\s+){0,4}?"
_DEAD: Final = r"(?:killed|dead|slain|dies?|died|fatally)"
_HURT: Final = (
    r"(?:injured|wounded|hurt|hospitali[sz]ed|in (?:critical|serious|stable) condition|injuring|wounding|wounds)"
)
_PATTERNS: Final[Mapping[str, tuple[re.Pattern[str], ...]]] = {
    "killed": (
        re.compile(rf"\b{_N}\s+{_PEOPLE}{_DEAD}\b", re.IGNORECASE),
        re.compile(rf"\b(?:kill(?:s|ed|ing)?|leaves?|left)\s+{_N}\b(?!\s*(?:injured|wounded|hurt|hospitali))", re.IGNORECASE),
        re.compile(rf"\b{_N}\s+(?:homicide|murder|slaying|fatal shooting)", re.IGNORECASE),
    ),
    "injured": (
        re.compile(rf"\b{_N}\s+{_PEOPLE}{_HURT}\b", re.IGNORECASE),
        re.compile(rf"\b(?:injur(?:es|ed|ing)|wound(?:s|ed|ing)|hurts?)\s+{_N}\b", re.IGNORECASE),
    ),
    "shot": (
        re.compile(rf"\b{_N}\s+{_PEOPLE}(?:shot|victims|struck|hit|grazed)\b(?!\s+(?:and killed|dead|to death))", re.IGNORECASE),
        re.compile(rf"\bshot\s+{_N}\b", re.IGNORECASE),
        re.compile(rf"\b{_N}\s+shooting\b", re.IGNORECASE),
    ),
}  # fmt: skip
_WORDS: Final = {
    "a death": re.compile(r"\b(?:fatal(?:ly)?|shot dead|found dead|pronounced dead|shot to death|shot and killed|killed|homicide|murder(?:ed)?|died|dies|slain|slaying|death)\b", re.IGNORECASE),
    "a survivor": re.compile(r"\b(?:injur\w+|wounded|hospitali[sz]ed|critical condition|stable condition|recover\w*|survive\w*|non-?life)\b", re.IGNORECASE),
    "an attempt": re.compile(r"\b(?:attempted (?:murder|homicide)|aggravated assault|endanger\w+|assault)\b", re.IGNORECASE),
    "murder-suicide": re.compile(r"\bmurder[- ]suicide|then (?:himself|herself)|turn\w* the gun on (?:him|her)self\b", re.IGNORECASE),
    "by accident": re.compile(r"\baccident\w*|unintentional\w*\b", re.IGNORECASE),
    "several": re.compile(r"\b(?:others?|another|both|several|multiple (?:people|victims)|victims)\b", re.IGNORECASE),
}  # fmt: skip


class Suggested:
    """What one report suggests: (value, clue) pairs for killed, injured and shot, and the words it uses."""

    def __init__(self, title: str, document: Document | None, mentions: Iterable[Mention]) -> None:
        self.figures: dict[str, set[tuple[int, str]]] = {"killed": set(), "injured": set(), "shot": set()}
        self.words: set[str] = set()
        told = _sentences(document) if document is not None else []
        lead = " ".join(one.text for one in told[:LEAD])
        for where, text in (("title", title), ("lead", lead), ("body", " ".join(one.text for one in told[LEAD:BODY]))):
            self.words |= {f"{name}@{where}" for name, pattern in _WORDS.items() if pattern.search(text)}
            for effect, patterns in _PATTERNS.items():
                values = [value for pattern in patterns for value in _values(pattern, text)]
                self._suggest(effect, where, values)
        for where, some in (("lead", told[:LEAD]), ("body", told[LEAD:BODY])):
            for effect, values in _read(some).items():
                self._suggest(effect, f"read in {where}", values)
        self._coded([m for m in mentions if m.is_incident])

    def _suggest(self, effect: str, where: str, values: Sequence[int]) -> None:
        some = [value for value in values if value <= MOST]
        if not some:
            self.figures[effect].add((-1, f"none {where}"))
            return
        self.figures[effect] |= {
            (max(some), f"most {where}"),
            (some[0], f"first {where}"),
            (Counter(some).most_common(1)[0][0], f"usual {where}"),
        }

    def _coded(self, mentions: Sequence[Mention]) -> None:
        for effect in ("killed", "injured"):
            figures = [
                sum(c.value.count.figure or 0 for c in m.casualties if c.value.effect == effect and c.value.count is not None)
                for m in mentions if any(c.value.effect == effect and c.value.count is not None for c in m.casualties)
            ]  # fmt: skip
            self._suggest(effect, "coded", figures)


def features(reports: Sequence[Suggested], effect: str, killed: int | None = None) -> dict[int, dict[str, float]]:
    """The features of each number of killed or injured that a cluster's reports suggest; the injured are told in the light of `killed`."""
    shares: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for report in reports:
        for value, clue in _suggestions(report, effect, killed):
            shares[value][clue] += 1
    words = Counter(word for report in reports for word in report.words)
    candidates = {value for value in shares if value >= 0} | {0, 1, 2}
    made: dict[int, dict[str, float]] = {}
    for value in candidates:
        found = {clue: count / len(reports) for clue, count in shares[value].items()}
        found |= {f"any {clue}": 1.0 for clue in shares[value]}
        step = str(min(value, 4))
        found |= {f"is {step}": 1.0, "size": value / 10}
        found |= {f"is {step} & {word}": count / len(reports) for word, count in words.items()}
        found |= {f"is {step} & {clue}": count / len(reports) for clue, count in shares[-1].items()}
        if killed is not None:
            found[f"is {step} & {min(killed, 4)} killed"] = 1.0
        made[value] = found
    return made


def _suggestions(report: Suggested, effect: str, killed: int | None) -> Iterator[tuple[int, str]]:
    yield from report.figures[effect]
    for value, clue in report.figures["shot"]:
        if value < 0:
            yield value, f"shot {clue}"
        elif killed is not None:
            yield max(0, value - killed), f"rest of shot {clue}"
            yield value, f"shot {clue}"


def _values(pattern: re.Pattern[str], text: str) -> list[int]:
    found = (match["n"].lower() for match in pattern.finditer(text))
    return [int(word) if word.isdigit() else _NUMBERS[word] for word in found]


def _read(some: Iterable[Sentence]) -> dict[str, list[int]]:
    """The figures that the coder's reader of casualties finds, each sentence's summed."""
    figures: dict[str, list[int]] = {"killed": [], "injured": []}
    for one in some:
        for effect, numbers in figures.items():
            here = [
                c.quantity.figure for c in casualties.read(one)
                if c.effect == effect and c.quantity and c.quantity.figure is not None and not (c.modal or c.aggregate or c.reference)
            ]  # fmt: skip
            if here:
                numbers.append(sum(here))
    return figures


def _sentences(document: Document) -> list[Sentence]:
    told = [Sentence(document, n, *span) for n, span in enumerate(document.sentences)]
    return [one for one in told if one.end > document.headline][:BODY]
