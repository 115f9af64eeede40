"""PLOVER roots: what one sentence says a source does to a target, by the words that tell it best of the two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from benchmarks import rows, words_acts
from benchmarks.documents import exact
from benchmarks.words_acts import WordsAct
from vedette.coding.chunks import Span

ROOT_OF: Final = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
"""The set joins what the manual keeps apart; all other kinds keep their names."""

CODED_AS: Final = (
    ("SANCTION", "convict", "", "ACCUSE"),
    ("SANCTION", "", r"\b(sanction|embargo|blacklist|tariff)", "COERCE"),
    ("COERCE", "blockade", "", "ASSAULT"),
    ("COERCE", "cyber", "", "ASSAULT"),
    ("CONCEDE", "", r"^(apolog|say sorry|said sorry|offer\w* \w*\s*apolog)", "SUPPORT"),
    ("RETREAT", "", r"^agree", "AGREE"),
    (
        "AGREE",
        "",
        r"^(sign|reach|finali|conclud|seal|struck|strik|ink)|^agree\w* .*(agreement|deal|treaty|accord|pact|framework|text)s?$",
        "SUPPORT",
    ),
    ("REQUEST", "", r"^call\w* for .*sanctions (against|on)$", "ACCUSE"),
    ("ACCUSE", "", r"warrants?$", "COERCE"),
)
"""Kind, mode and words of acts for which the set's older codebook (CAMEO 055, 057, 113, 116, 163, 173, 176, 191) has another root than the manual."""

_TOLD: Final = frozenset({"occurred", "foiled", "background"})

QUAD: Final = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}

PLEDGED: Final = frozenset({"COOPERATE", "AID", "YIELD", "CONSULT"})
MENACED: Final = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"})
"""PLOVER codes what is only announced by the announcement: help that is promised is AGREE, harm is THREATEN; and cooperation that is declined is REJECT.
A march "to protest" is one."""


def predict(data: Path) -> Iterator[rows.Row]:
    """A root and its quad class for every row of `plover/rows.jsonl`; null where the coder's readers meet no act."""
    for row in rows.read(data, "plover/rows.jsonl"):
        kind = chosen(row["text"], row["source"] or "", row["target"] or "")
        yield {"id": row["id"], "root": kind, "quad": QUAD.get(kind) if kind else None}


def chosen(text: str, source: str, target: str) -> str | None:
    """The set's root for what a text says the source does to the target; None where the readers meet no act."""
    document = exact(text)
    best = between(words_acts.read(document) if document else (), _find(text, source), _find(text, target))
    return coded(best) if best else None


def coded(act: WordsAct) -> str:
    """The set's root for an act of words."""
    for kind, mode, words, as_ in CODED_AS:
        if act.status in _TOLD and act.kind == kind and mode in ("", act.mode) and re.search(words, act.words):
            return as_
    return root(act.kind, act.status)


def root(kind: str, state: str) -> str:
    """The set's root for a kind with a status."""
    kind = ROOT_OF.get(kind, kind)
    if state == "denied" and QUAD[kind] <= 2:
        return "REJECT"
    if state in ("announced", "hypothetical") and (kind, state) != ("PROTEST", "hypothetical"):
        if kind in PLEDGED:
            return "AGREE"
        if kind in MENACED:
            return "THREATEN"
    return kind


def between(acts: Iterable[WordsAct], source: Span, target: Span) -> WordsAct | None:
    """The act that tells best what the source does to the target; among equals the earliest in the sentence.

    What counts: parties where they should stand, a place between the two (after the source where no target is given), a verb with a
    tense of its own, words that tell an act by themselves.
    """
    first, last = sorted((source, target))

    def fit(act: WordsAct) -> tuple[float, int]:
        own = 2 * _meet(act.doer, source) + _meet(act.done, target) - _meet(act.doer, target) - _meet(act.done, source)
        amid = first[1] <= act.start < last[0] if first[0] >= 0 else source[1] <= act.start
        return own + 2 * amid + 1.5 * act.finite - 1.5 * act.weak, -act.start

    return max(acts, key=fit, default=None)


def _find(text: str, words: str) -> Span:
    first = words.split(";", maxsplit=1)[0].strip()
    at = text.find(first) if first else -1
    return (at, at + len(first)) if at >= 0 else (-1, -1)


def _meet(words: Span | None, party: Span) -> bool:
    return words is not None and words[0] < party[1] and party[0] < words[1]
