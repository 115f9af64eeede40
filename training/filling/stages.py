"""The three decisions, each fitted on what those before it say of documents that they were not fitted on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from scipy.optimize import linear_sum_assignment
from training.filling.fit import Penalty, crossed, fit
from training.filling.folds import Held
from training.filling.gold import Template, plain

from benchmarks import muc4, muc4_cases, muc4_slots
from vedette.coding.local import cases
from vedette.coding.local.candidates import ROLES, Candidate
from vedette.coding.local.cases import Act, Case

FILLS: Final = Penalty(20.0, 4.0)
HAPPENED: Final = Penalty(30.0, 12.0)
BELONGS: Final = Penalty(20.0, 8.0)
LEAST: Final = (0.08, 0.02)
"""Incidents and phrases less likely than this are not asked how they belong together."""

Weights = dict[str, dict[str, float]]


@dataclass(slots=True)
class Text:
    """A document on its way through the stages."""

    held: Held
    gold: Sequence[Template]
    acts: list[Act]
    phrases: list[tuple[Candidate, float]]
    names: list[str]
    cases: list[Case] = field(default_factory=list)
    matched: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """Decisions of one kind on documents that had no part in the fit: probability and truth; `wanted` is how many right ones the keys hold."""

    kind: str
    given: np.ndarray
    right: np.ndarray
    wanted: int

    def best(self) -> tuple[float, float, float, float]:
        """The highest F1 that one cut reaches, with its precision, its recall and the cut."""
        order = np.argsort(-self.given)
        hit = np.cumsum(self.right[order])
        precision, recall = hit / np.arange(1, len(order) + 1), hit / max(1, self.wanted)
        f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
        at = int(f1.argmax())
        return float(f1[at]), float(precision[at]), float(recall[at]), float(self.given[order[at]])


def texts(
    held: Sequence[Held], gold: Mapping[str, Sequence[Template]], known: Mapping[str, Sequence[str]]
) -> list[Text]:
    """The documents with their candidates."""
    phrases = {role: [tuple(one.split()) for one in of] for role, of in known.items()}
    found = []
    for one in held:
        acts = _acts(one)
        drawn = cases.drawn(one.reads, acts, phrases) if one.reads else ()
        names = [_said(one, phrase) for phrase in drawn]
        found.append(Text(one, gold[one.id], acts, [(phrase, 0.0) for phrase in drawn], names))
    return found


def fills(found: Sequence[Text]) -> Iterator[tuple[str, dict[str, float], Judged]]:
    """Whether a phrase fills its role in any incident of the document."""
    for role in ROLES:
        at = [(text, i) for text in found for i, (phrase, _) in enumerate(text.phrases) if phrase.role == role]
        rows = [text.phrases[i][0].features for text, i in at]
        right = np.array([float(_fills(text, role, text.names[i])) for text, i in at])
        given = crossed(rows, right, [text.held.id for text, _ in at], FILLS)
        for (text, i), share in zip(at, given, strict=True):
            text.phrases[i] = (text.phrases[i][0], float(share))
        wanted = sum(len({e for template in text.gold for e in template.roles[role]}) for text in found)
        yield role, fit(rows, right, FILLS), Judged(role, given, right, wanted)


def happened(found: Sequence[Text]) -> tuple[dict[str, float], Judged]:
    """Whether a candidate is an incident of the key."""
    for text in found:
        text.cases = cases.proposed(text.held.reads, text.acts, text.phrases) if text.held.reads else []
        text.matched = _matched(text)
    at = [(text, i) for text in found for i in range(len(text.cases))]
    rows = [text.cases[i].features for text, i in at]
    right = np.array([float(i in text.matched) for text, i in at])
    given = crossed(rows, right, [text.held.id for text, _ in at], HAPPENED)
    for (text, i), share in zip(at, given, strict=True):
        text.cases[i] = replace(text.cases[i], probability=float(share))
    return fit(rows, right, HAPPENED), Judged("case", given, right, sum(len(text.gold) for text in found))


def belongs(found: Sequence[Text]) -> Iterator[tuple[str, dict[str, float], Judged]]:
    """Whether a phrase fills its role in one of the candidates for incidents."""
    for role in ROLES:
        at = [
            (text, i, j)
            for text in found
            for i, case in enumerate(text.cases)
            for j, (phrase, share) in enumerate(text.phrases)
            if phrase.role == role and case.probability >= LEAST[0] and share >= LEAST[1]
        ]
        rows = [cases.pair(i, text.cases, j, text.phrases, text.held.reads, text.acts) for text, i, j in at]
        right = np.array([
            float(i in text.matched and any(text.names[j] in e for e in text.gold[text.matched[i]].roles[role]))
            for text, i, j in at
        ])  # fmt: skip
        given = crossed(rows, right, [text.held.id for text, _, _ in at], BELONGS)
        wanted = sum(len(template.roles[role]) for text in found for template in text.gold)
        yield f"fills:{role}", fit(rows, right, BELONGS), Judged(f"fills:{role}", given, right, wanted)


def _acts(one: Held) -> list[Act]:
    if one.document is None or not one.reads:
        return []
    found = []
    for incident in muc4.incidents(one.mentions):
        slots = muc4_slots.fill(incident.type, incident.told, one.document, dated=one.dated, filed_from=one.filed_from)
        found.append(muc4_cases.act(incident.type, incident.told, slots, one.reads, one.document))
    return found


def _said(one: Held, phrase: Candidate) -> str:
    tokens = one.reads[phrase.best.at].sentence.tokens
    assert one.document is not None
    return plain(one.document.text[tokens[phrase.best.first].start : tokens[phrase.best.last - 1].end])


def _fills(text: Text, role: str, name: str) -> bool:
    return any(name in entity for template in text.gold for entity in template.roles[role])


def _matched(text: Text) -> dict[int, int]:
    """Candidates with the incidents of the key, so that types agree and as many fillers as can be stand near."""
    worth = np.zeros((len(text.cases), len(text.gold)))
    for i, case in enumerate(text.cases):
        named = text.acts[case.act].names if case.act is not None else {}
        for j, template in enumerate(text.gold):
            if case.type in template.types:
                worth[i, j] = 1 + _shared(text, case, template, named)
    if not worth.size:
        return {}
    return {int(i): int(j) for i, j in zip(*linear_sum_assignment(-worth), strict=True) if worth[i, j] > 0}


def _shared(text: Text, case: Case, template: Template, named: Mapping[str, frozenset[tuple[str, ...]]]) -> float:
    worth = 0.0
    for (phrase, _), name in zip(text.phrases, text.names, strict=True):
        if any(name in entity for entity in template.roles[phrase.role]):
            away = min((abs(place.at - at) for place in phrase.places for at in case.at), default=30)
            worth += 1 / (1 + away)
    for role, phrases in named.items():
        worth += sum(any(plain(" ".join(words)) in entity for entity in template.roles[role]) for words in phrases)
    return worth
