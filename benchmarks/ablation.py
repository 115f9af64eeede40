"""Which reader is right about which field: the rules, the encoder's own arguments, or both as shipped.

    python -m benchmarks.ablation [--least 0.5]

Read are the development theatres of our own passages. "rules" is the coder `rules`; "both" the coder `local` as shipped; "encoder" the same
mention with every field taken from what the encoder says of its marked words: its mode and status, and its surest argument of each role,
whose words the deterministic readers turn into places, actors, weapons, numbers and days. The first table is of the incidents that rules and
`local` both find, the second of those that `local` alone finds.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from training.corpus import markup
from training.corpus.markup import files, read

from benchmarks import corpus, corpus_fields
from benchmarks.coder import coder
from benchmarks.corpus import Event, Result
from benchmarks.documents import RECORDED, exact
from vedette.coding.assemble import Assembled, assemble
from vedette.coding.local.encoder import encoder
from vedette.coding.local.looking import Looking
from vedette.coding.local.options import LocalOptions
from vedette.coding.local.readings import Mark, Told
from vedette.coding.scene import Scene
from vedette.model import Casualty, Document, Instrument, Mention, Party, Passage, Reading, When, Where
from vedette.model.mention import STATUSES, Outcome
from vedette.reference.gazetteer import gazetteer

T = TypeVar("T")

FIELDS: Final = (*corpus_fields.FIELDS, "when")
READERS: Final = ("rules", "encoder", "both")
_MODE: Final = 0.4


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of an argument: the scene they stand in, and their offsets."""

    scene: Scene
    start: int
    end: int
    confidence: float

    @property
    def passage(self) -> Passage:
        """The words as a passage."""
        return self.scene.sentence.passage(self.start, self.end)

    def meets(self, start: int, end: int) -> bool:
        """Whether offsets share a character with the words."""
        return start < self.end and self.start < end


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--least", type=float, default=0.5, help="the confidence from which on an argument is taken")
    chosen = parser.parse_args()
    known, new = _shares(chosen.least)
    print("Incidents that rules and `local` both find:\n")
    print(_table(known, READERS))
    print("\nIncidents that `local` alone finds:\n")
    print(_table(new, READERS[1:]))


def compared(document: Document, passage: markup.Passage, least: float) -> Iterator[tuple[Event, dict[str, Mention]]]:
    """Every incident that the shipped coder finds, with the mention each reader makes of it; "rules" only where they find it too."""
    built = assemble(document, "both", RECORDED, None, Looking(encoder(), LocalOptions()))
    both = corpus.matched(passage, document, built.mentions)
    by_rule = corpus.matched(passage, document, coder("rules").code(document, recorded_at=RECORDED).mentions)
    ruled = {event.spans: mention for event, mention in by_rule.pairs}
    for event, mention in both.pairs:
        alone = by_encoder(mention, built, least)
        if alone is None:
            continue
        yield (
            event,
            {"encoder": alone, "both": mention} | ({"rules": ruled[event.spans]} if event.spans in ruled else {}),
        )


def by_encoder(mention: Mention, built: Assembled, least: float) -> Mention | None:
    """The mention with every field as the encoder has it; None where its words stand in no sentence that was read."""
    scenes, trigger = built.scenes, mention.act.passages[0]
    at = next((i for i, s in enumerate(scenes) if s.sentence.start <= trigger.start < s.sentence.end), None)
    if at is None:
        return None
    inside = [i for i, t in enumerate(scenes[at].phrases.tokens) if t.start < trigger.end and trigger.start < t.end]
    mark = Mark(sentence=at, first=inside[0], last=inside[-1] + 1)
    (told,) = encoder().mark([scene.sentence for scene in scenes], [mark])
    return _filled(mention, told, {role: _arguments(told, scenes, role, least) for role in _ROLES}, built)


_ROLES: Final = ("actor", "target", "place", "when", "weapon", "killed", "injured", "outcome")


def _filled(mention: Mention, told: Told, said: Mapping[str, list[_Words]], built: Assembled) -> Mention:
    act, status = mention.act.value, max(STATUSES, key=lambda one: told.statuses.get(one, 0.0))
    modes = {name.partition(".")[2]: sure for name, sure in told.modes.items() if name.startswith(f"{act.kind}.")}
    mode = max(modes, key=lambda name: modes[name], default=None)
    return replace(
        mention,
        act=replace(mention.act, value=replace(act, mode=mode if mode and modes[mode] >= _MODE else None)),
        status=replace(mention.status, value=status),
        actor=_first(said["actor"], _party),
        target=_first(said["target"], _party),
        other_targets=(),
        place=_first(said["place"], lambda words: _place(words, built)),
        when=_first(said["when"], _when) or _published(mention),
        instruments=_all(said["weapon"], _weapons),
        casualties=(*_all(said["killed"], _harm("killed")), *_all(said["injured"], _harm("injured"))),
        outcomes=_all(said["outcome"], _outcomes),
    )


def _arguments(told: Told, scenes: tuple[Scene, ...], role: str, least: float) -> list[_Words]:
    found = []
    for one in told.of(role):
        scene = scenes[one.sentence]
        if one.span.confidence >= least:
            found.append(_Words(scene, *one.span.chars(scene.sentence), one.span.confidence))
    return found


def _first(said: list[_Words], value: Callable[[_Words], T | None]) -> Reading[T] | None:
    """The value of the surest words that have one."""
    for words in said:
        found = value(words)
        if found is not None:
            return Reading(value=found, passages=(words.passage,), confidence=words.confidence)
    return None


def _all(said: list[_Words], values: Callable[[_Words], tuple[T, ...]]) -> tuple[Reading[T], ...]:
    found = {value: words for words in reversed(said) for value in values(words)}
    return tuple(
        Reading(value=value, passages=(words.passage,), confidence=words.confidence) for value, words in found.items()
    )


def _party(words: _Words) -> Party:
    tokens = words.scene.phrases.tokens
    inside = [i for i, token in enumerate(tokens) if words.meets(token.start, token.end)]
    found = words.scene.actor_in((inside[0], inside[-1] + 1)) if inside else None
    return found.party if found is not None and not found.bare_state else Party(name=words.passage.text)


def _place(words: _Words, built: Assembled) -> Where:
    for one in words.scene.resolve_places(built.countries):
        if words.meets(one.start, one.end):
            return one.where(gazetteer())
    return Where(name=words.passage.text)


def _when(words: _Words) -> When | None:
    told = (one for one in words.scene.times(None) if one.when is not None and words.meets(one.start, one.end))
    return next((one.when for one in told), None)


def _published(mention: Mention) -> Reading[When]:
    """No day of its own: as the coder dates news without one."""
    if mention.when.value.basis == "publication":
        return mention.when
    latest = mention.when.value.latest
    return Reading(value=When(latest=latest, basis="publication"), confidence=0.3, basis="publication")


def _weapons(words: _Words) -> tuple[Instrument, ...]:
    return tuple(one.instrument for one in words.scene.weapons if words.meets(one.start, one.end))


def _outcomes(words: _Words) -> tuple[Outcome, ...]:
    chars = words.scene.phrases.chars
    return tuple(one.value for one in words.scene.outcomes if words.meets(*chars((one.first, one.last))))


def _harm(effect: str) -> Callable[[_Words], tuple[Casualty, ...]]:
    def found(words: _Words) -> tuple[Casualty, ...]:
        return tuple(
            Casualty(effect=one.effect, side="unknown", count=one.quantity, word=one.word)
            for one in words.scene.casualties
            if one.effect == effect and not one.modal and words.meets(one.start, one.end)
        )

    return found


def _shares(least: float) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """Right and judged by reader and field; (reader, "") counts the incidents."""
    known, new = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for passage in (p for path in files() if path.stem.rpartition("-")[0] in corpus.DEV for p in read(path)[0]):
        document = exact(passage.text, passage.published)
        if document is None:
            continue
        for event, made in compared(document, passage, least):
            into = known if "rules" in made else new
            for reader, mention in made.items():
                into[reader, ""] += 1
                into.update((reader, field) for field in _right(passage, document, event, mention))
    return known, new


def _right(passage: markup.Passage, document: Document, event: Event, mention: Mention) -> Iterator[str]:
    pair = ((event, mention),)
    result = Result(
        passage=passage, document=document, wanted=(event,), found=(mention,), pairs=pair, likes=pair,
    )  # fmt: skip
    for _, _, field, wanted, found in corpus_fields.judged(result):
        if corpus_fields.agree(field, wanted, found):
            yield field
    if any(name == "when" and right for _, name, right in corpus_fields.borne_out(result)):
        yield "when"


def _table(counts: Counter[tuple[str, str]], readers: tuple[str, ...]) -> str:
    lines = [f"| field | {' | '.join(readers)} |", f"|---|{'---:|' * len(readers)}"]
    for field in FIELDS:
        shares = (counts[reader, field] / max(1, counts[reader, ""]) for reader in readers)
        lines.append(f"| {field} | {' | '.join(f'{share:.2f}' for share in shares)} |")
    return "\n".join([f"n = {counts['both', '']}\n", *lines])


if __name__ == "__main__":
    main()
