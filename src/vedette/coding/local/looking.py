"""The encoder as the second reader of a document: triggers that the lexicon lacks, other statuses, parties that the rules left open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any, Final

from vedette.coding import acts, clusters
from vedette.coding.drafts import Draft
from vedette.coding.frames import Frame, base_of
from vedette.coding.local import filling, hearing, triggers, vouching
from vedette.coding.local.arguing import Arguing
from vedette.coding.local.encoder import Reader
from vedette.coding.local.options import LocalOptions
from vedette.coding.local.readings import Mark, Read
from vedette.coding.scene import Scene
from vedette.model import Mention, Reading
from vedette.model.mention import INCIDENT_KINDS, STATUSES, Status

_PARTIAL: Final = frozenset("weak light missile foil fall".split())
"""Flags of words that tell no act by themselves."""
_RANKED: Final = frozenset("one another other others second third latter first both it they which that".split())
"""Words for one of several acts or weapons that were told before."""
_CLAIMS: Final = frozenset("claim adopt announce admit deny".split())
"""Verbs by which a doer owns to an act that other words tell."""
MARKS: Final = 24
"""New triggers of one document that the encoder is asked about again."""


@dataclass(frozen=True, slots=True)
class Looking:
    """Looks at documents with one encoder."""

    reader: Reader
    options: LocalOptions

    def look(self, scenes: tuple[Scene, ...], *, upper: bool) -> Seen:
        """The scenes with the triggers that the encoder adds, and its readings of them."""
        sentences = [scene.sentence for scene in scenes]
        reads = self.reader.read(sentences, upper=upper)
        scenes = tuple(
            hearing.heard(scene, read, self.options.heard) for scene, read in zip(scenes, reads, strict=True)
        )
        cues = [
            (index, cue)
            for index, (scene, read) in enumerate(zip(scenes, reads, strict=True))
            for cue in triggers.missing(scene, read, self.options.trigger)
        ][:MARKS]
        marks = [Mark(sentence=index, first=cue.first, last=cue.last) for index, cue in cues]
        added: dict[int, list[triggers.Added]] = {}
        answers = self.reader.mark(sentences, marks, upper=upper)
        for (index, cue), told in zip(cues, answers, strict=True):
            frame = triggers.frame(scenes[index], cue, told, index, self.options)
            if frame is not None:
                added.setdefault(index, []).append(triggers.Added(frame, cue, told))
        seen = tuple(
            replace(scene, frames=triggers.ordered((*scene.frames, *(one.frame for one in added[index]))))
            if index in added
            else scene
            for index, scene in enumerate(scenes)
        )
        by = {scene.sentence.start: read for scene, read in zip(scenes, reads, strict=True)}
        known = dict(zip(marks, answers, strict=True))
        asked = Arguing(reader=self.reader, scenes=seen, upper=upper, least=self.options.place, known=known)
        return Seen(scenes=seen, reads=by, added=added, options=self.options, asked=asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the encoder made of one document; `reads` by the offset at which a sentence begins."""

    scenes: tuple[Scene, ...]
    reads: Mapping[int, Read]
    added: Mapping[int, Sequence[triggers.Added]]
    options: LocalOptions
    asked: Arguing

    @property
    def political(self) -> bool:
        """Whether the encoder hears words that tell an incident, surely enough: it was taught that crime is none."""
        return any(
            cue.kind in INCIDENT_KINDS and cue.confidence >= self.options.political and cue.again < 0.5
            for read in self.reads.values()
            for cue in read.cues
        )

    def judged(self, drafts: list[Draft], totalled: Callable[[Draft], bool]) -> list[Draft]:
        """The acts with the status that the encoder is sure of, and with the places that it knows better."""
        kept = self.asked.placed([self._judged(draft) for draft in drafts], totalled)
        if self.options.sentence > 1:
            return kept
        sure = [d for d in kept if not d.bare and (d.kind == "ASSAULT" or d.casualties)]
        told = {index for draft in sure for index in draft.sentences}
        return sorted((*kept, *self._further(told)), key=lambda draft: draft.scene.sentence.start)

    def told(self, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
        """The acts without the incidents of which the encoder hears nothing in any sentence that tells them."""
        return tuple(d for d in drafts if hearing.supported(d, self.reads, self.scenes, self.options.unreal))

    def filled(self, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
        """The acts with parties from the words that the encoder holds to fill a role of an incident."""
        return filling.filled(drafts, self.scenes, self.reads, self.options)

    def vouched(self, name: str, reading: Reading[Any], mention: Mention) -> Mapping[str, float]:
        """How far the encoder bears out one reading of a mention."""
        return vouching.vouched(name, reading, mention, self.scenes, self.reads)

    def _further(self, told: Set[int]) -> Iterator[Draft]:
        """An act for every sentence that surely tells of an incident and of which the rules made none, by its likeliest words."""
        for scene in self.scenes:
            read = self.reads.get(scene.sentence.start)
            frame = next((f for f in scene.frames if _tells(scene, f)), None)
            sure = read is not None and max(read.incidents.values(), default=0.0) >= self.options.sentence
            if frame is None or not sure or scene.sentence.index in told:
                continue
            draft = acts.single(scene, frame, scene.resolve_places(Counter()), scene.times(None))
            if draft is not None:
                yield draft

    def _judged(self, draft: Draft) -> Draft:
        read = self.reads.get(draft.scene.sentence.start)
        if read is None or self.options.status > 1 or draft.kind == "THREATEN":
            return draft
        tokens = draft.scene.phrases.tokens
        first = draft.triggers[0]
        cue = next(
            (c for c in read.cues if tokens[c.first].start < first.end and first.start < tokens[c.last - 1].end), None
        )
        if cue is None or cue.status == draft.status or cue.statuses[cue.status] < self.options.status:
            return draft
        status: Status = next(one for one in STATUSES if one == cue.status)
        return replace(draft, status=status, because=(*draft.because, first))


def _tells(scene: Scene, frame: Frame) -> bool:
    """Whether words can tell one assault by themselves: neither a part of another, nor many at large, nor one told before."""
    rule = frame.trigger.rule
    if frame.trigger.kind != "ASSAULT" or rule.flags & _PARTIAL:
        return False
    if clusters.is_content(scene, frame) or clusters.is_anchor(scene, frame):
        return False
    lower = scene.phrases.lower
    if not rule.noun:
        subject = scene.phrases.subject(frame.trigger.at)
        return subject is not None and not _RANKED & set(lower[slice(*subject)])
    if frame.carrier is not None and base_of(scene.phrases, frame.carrier) in _CLAIMS:
        return False
    many = lower[frame.trigger.at].endswith("s") and lower[frame.trigger.at] != "clashes"
    alone = frame.done is None and frame.doer is None
    return not many and not alone and not _RANKED & set(lower[slice(*frame.group)])
