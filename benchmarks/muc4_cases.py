"""The incidents of a document as the task counts them: acts of the records and the encoder's leanings, weighed together."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from benchmarks import fillers
from benchmarks.documents import RECORDED
from benchmarks.parties import sector
from vedette.coding import triage
from vedette.coding.assemble import assemble
from vedette.coding.base import TOKEN
from vedette.coding.local.cases import Act, Case
from vedette.coding.local.encoder import Reader, encoder
from vedette.coding.local.looking import Looking, Seen
from vedette.coding.local.options import LocalOptions
from vedette.coding.local.readings import Read
from vedette.coding.local.weighing import Features
from vedette.coding.scene import Scene
from vedette.model import Document, Mention

ROLES: Final = ("PerpInd", "PerpOrg", "Target", "Victim", "VictimDescription", "Weapon")
LIKELY: Final = 0.4
"""From where on a further name joins its body or person: a wrong one spoils the right one beside it."""


@dataclass(slots=True)
class Kept:
    """A second reader that keeps what it saw: the records and the readings come from one pass."""

    reader: Reader
    reads: tuple[Read, ...] = field(default=())

    def look(self, scenes: tuple[Scene, ...], *, upper: bool) -> Seen:
        """As the coder looks, with roles left to the weighing."""
        seen = Looking(self.reader, LocalOptions(filler=1.1)).look(scenes, upper=upper)
        self.reads = tuple(seen.reads[scene.sentence.start] for scene in seen.scenes)
        return seen


def told(document: Document, reader: Reader | None = None) -> tuple[tuple[Mention, ...], tuple[Read, ...]]:
    """The mentions of a document and the encoder's readings of its sentences; nothing of one that is about something else."""
    if not triage.relevant(document.text):
        return (), ()
    kept = Kept(reader or encoder())
    return assemble(document, "local", RECORDED, None, kept).mentions, kept.reads


def act(
    type_: str, told: Sequence[Mention], template: Mapping[str, Any], reads: Sequence[Read], document: Document
) -> Act:
    """The mentions that the task counts as one incident, for the weighing: `template` holds the fillers that the records give it."""
    names = {
        role: frozenset(words for entity in template.get(role, ()) for text in entity if (words := _words(text)))
        for role in ROLES
    }
    return Act(type=type_, at=_at(told, reads), names=names, features=_features(told, document))


def entities(case: Case, reads: Sequence[Read], document: Document, least: float) -> dict[str, list[list[str]]]:
    """The fillers of every role that are likely enough, the likeliest first, as they stand in the text; likely names of one body or person are one entity."""
    found: dict[str, list[list[tuple[str, ...]]]] = {role: [] for role in ROLES}
    text: dict[tuple[str, ...], str] = {}
    for filler in sorted(case.fillers, key=lambda one: -one.probability):
        phrase = filler.candidate
        if filler.probability < least:
            break
        tokens = reads[phrase.best.at].sentence.tokens[phrase.best.first : phrase.best.last]
        text[phrase.words] = document.text[tokens[0].start : tokens[-1].end].upper()
        alike = [
            entity for entity in found[phrase.role] if any(_same(phrase.role, one, phrase.words) for one in entity)
        ]
        if not alike:
            found[phrase.role].append([phrase.words])
        elif phrase.role in ("PerpOrg", "Victim") and filler.probability >= LIKELY:
            alike[0].append(phrase.words)
    return {role: [[text[words] for words in entity] for entity in of] for role, of in found.items() if of}


def _same(role: str, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two phrases of a role name one party: one holds the other, or both are names of one known body."""
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    if any(longer[i : i + len(shorter)] == shorter for i in range(len(longer) - len(shorter) + 1)):
        return True
    known = {fillers.known(" ".join(words)) for words in (one, other)} if role == "PerpOrg" else {None}
    return len(known) == 1 and None not in known


def _words(text: str) -> tuple[str, ...]:
    words = [found.group().lower().replace("’", "'") for found in TOKEN.finditer(text)]
    while words and words[0] in ("a", "an", "the"):
        words = words[1:]
    return tuple(words)


def _at(told: Sequence[Mention], reads: Sequence[Read]) -> frozenset[int]:
    starts = [passage.start for mention in told for passage in mention.act.passages]
    return frozenset(
        i for i, read in enumerate(reads) if any(read.sentence.start <= start < read.sentence.end for start in starts)
    )


def _features(told: Sequence[Mention], document: Document) -> Features:
    """What the records say of the acts: modes, statuses, parties, and what else is known."""
    found: Features = {}
    for mention in told:
        words = mention.act.passages[0].text.lower().split()
        found |= {
            f"mode={mention.mode}": 1.0, f"status={mention.status.value}": 1.0, f"doer={sector(mention.actor)}": 1.0,
            f"done={sector(mention.target)}": 1.0, f"cue={words[-1]}": 1.0, f"cue={words[0]}": 1.0,
        }  # fmt: skip
    hurt = {c.value.effect for m in told for c in m.casualties if c.value.count is None or c.value.count.figure != 0}
    spans = [m.when.value.span for m in told if m.when.passages]
    return found | {
        "mentions": math.log(len(told)), "where": float(any(m.place for m in told)), "day": float(bool(spans)),
        "exact": float(any(span is not None and span <= 3 for span in spans)), "killed": float("killed" in hurt),
        "injured": float("injured" in hurt), "armed": float(any(m.instruments for m in told)), "doer": float(any(m.actor for m in told)),
        "done": float(any(m.target or m.other_targets for m in told)), "part": float(any(m.part_of for m in told)),
        "confidence": max(m.confidence for m in told), "headline": float(any(p.start < document.headline for m in told for p in m.act.passages)),
    }  # fmt: skip
