"""PLOVER roots: what one sentence says a source does to a target, from the mention that names them best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from benchmarks import rows, words_acts
from benchmarks.coder import mentions
from benchmarks.documents import exact
from vedette.model import Mention, Party, Reading

ROOT_OF: Final = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
"""The set joins what the manual keeps apart; all other kinds keep their names."""

QUAD: Final = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}

PLEDGED: Final = frozenset({"COOPERATE", "AID", "YIELD", "CONSULT"})
MENACED: Final = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"})
"""PLOVER codes what is only announced by the announcement: help that is promised is AGREE, harm is THREATEN; and cooperation that is declined is REJECT."""


def predict(data: Path) -> Iterator[rows.Row]:
    """A root and its quad class for every row of `plover/rows.jsonl`; null where the coder reads no act."""
    for row in rows.read(data, "plover/rows.jsonl"):
        text, source, target = row["text"], row["source"] or "", row["target"] or ""
        chosen = between(mentions(exact(text)), text, source, target)
        sure = chosen is not None and _touches(chosen.actor, _find(text, source))
        kind = root(chosen.kind, chosen.status.value) if chosen and sure else _of_words(text, source, target)
        yield {"id": row["id"], "root": kind, "quad": QUAD.get(kind) if kind else None}


def root(kind: str, state: str) -> str:
    """The set's root for a kind with a status."""
    kind = ROOT_OF.get(kind, kind)
    if state == "denied" and QUAD[kind] <= 2:
        return "REJECT"
    if state in ("announced", "hypothetical"):
        if kind in PLEDGED:
            return "AGREE"
        if kind in MENACED:
            return "THREATEN"
    return kind


def _of_words(text: str, source: str, target: str) -> str | None:
    """The root of the lexicon's words for an act where the coder makes no record of it (unresolved parties, no conflict).

    The set asks for a root of every sentence; the words nearest after the source come first.
    """
    document = exact(text)
    after, before = max(_find(text, source)), _find(text, target)[0]
    found = []
    for act in words_acts.read(document) if document else ():
        between = after <= act.start and (before < 0 or act.start < before)
        found.append((not act.weak, between, -act.start, root(act.kind, act.status)))
    return max(found)[3] if found else None


def between(told: Sequence[Mention], text: str, source: str, target: str) -> Mention | None:
    """The mention that names source and target in their parts; among equals the earliest in the sentence."""
    spans = [_find(text, source), _find(text, target)]

    def fit(mention: Mention) -> tuple[int, int]:
        own = _touches(mention.actor, spans[0]) + _touches(mention.target, spans[1])
        swapped = _touches(mention.actor, spans[1]) + _touches(mention.target, spans[0])
        return 2 * own - swapped, -mention.trigger.start

    return max(told, key=fit, default=None)


def _find(text: str, words: str) -> tuple[int, int]:
    at = text.find(words.split(";", maxsplit=1)[0].strip()) if words.strip() else -1
    return (at, at + len(words)) if at >= 0 else (-1, -1)


def _touches(reading: Reading[Party] | None, span: tuple[int, int]) -> int:
    return int(reading is not None and any(p.start < span[1] and span[0] < p.end for p in reading.passages))
