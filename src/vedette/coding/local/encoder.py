"""The encoder: sentences in, entities, triggers, fillers and arguments out.

One network (MiniLM-L6, int8) reads windows of whole sentences; heads on its word vectors say the rest. One thread, no batch: a window's reading
depends on nothing but the window. Loading takes about 0.3 s and 100 MB and happens at the first reading.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any, Final, Protocol

import numpy as np

from vedette.coding.base import Sentence
from vedette.coding.local import heads, windows
from vedette.coding.local.readings import Argument, Cue, Floats, Mark, Read, Span, Told
from vedette.coding.local.windows import Window, Words


class Reader(Protocol):
    """Reads sentences of one document.

    `upper` says that the whole document is in capitals, so that capitals mean nothing. Both methods are pure: the same sentences give the same
    readings. Bounded: the first 512 words of a sentence and the first 40,000 words of the sequence are read; what lies beyond has an empty
    reading.
    """

    def read(self, sentences: Sequence[Sentence], *, upper: bool = False) -> tuple[Read, ...]:
        """One reading for each sentence, in order. Neighbours share windows: give the document's sentences in their order (those that matter)."""
        ...

    def mark(self, sentences: Sequence[Sentence], marks: Sequence[Mark], *, upper: bool = False) -> tuple[Told, ...]:
        """One reading for each marked event, in order; each costs a window of its own (the marked sentence and its neighbours)."""
        ...


@cache
def encoder() -> Reader:
    """The shipped encoder, loaded once a process."""
    return _Onnx(_session(), heads.groups())


def _session() -> Any:
    import onnxruntime

    onnxruntime.set_default_logger_severity(3)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    network = heads.data("encoder.onnx").read_bytes()
    return onnxruntime.InferenceSession(
        network, options, providers=["CPUExecutionProvider"], disabled_optimizers=list(_SLOWER)
    )


_SLOWER: Final = ("SkipLayerNormFusion",)
"""What the runtime would do to the graph, but should not: its fused layer norm takes four times as long as the two steps it replaces."""


class _Onnx:
    def __init__(self, session: Any, groups: dict[str, heads.Group]) -> None:
        self._session = session
        self._groups = groups
        self._sentence = heads.linear(groups["sentence"])
        self._mark = heads.linear(groups["mark"])

    def read(self, sentences: Sequence[Sentence], *, upper: bool = False) -> tuple[Read, ...]:
        found: dict[int, tuple[Floats, Floats]] = {}
        for index, parts in groupby(self._parts(_words(sentences, upper)), key=lambda one: one[0].sentence):
            _, vectors, logits = zip(*parts, strict=True)
            found[index] = _pooled(_joined(vectors)), _joined(logits)
        if not found:
            return tuple(map(_empty, sentences))
        pooled, logits = zip(*found.values(), strict=True)
        whole = self._groups["sentence"].split(np.stack([self._sentence.logits(one) for one in pooled]))
        word = self._groups["word"].split(np.concatenate(logits))
        shares = {name: heads.softmax(one) for name, one in word.items()}
        told = {name: heads.sigmoid(one) for name, one in whole.items()}
        first = np.cumsum([0, *(len(one) for one in logits[:-1])])
        tells = {name: np.logical_or.reduceat(heads.tells(one), first).tolist() for name, one in shares.items()}
        within = {_role(name): heads.inside(one) for name, one in shares.items() if _role(name)}
        reads, at = {}, 0
        for row, (index, own) in enumerate(zip(found, logits, strict=True)):
            here = slice(at, at := at + len(own))
            reads[index] = self._read(
                sentences[index],
                {name: one[here] for name, one in shares.items() if tells[name][row] or name == "status"},
                {name: one[row] for name, one in told.items()},
                {role: one[here] for role, one in within.items()},
            )
        return tuple(reads[index] if index in reads else _empty(one) for index, one in enumerate(sentences))

    def mark(self, sentences: Sequence[Sentence], marks: Sequence[Mark], *, upper: bool = False) -> tuple[Told, ...]:
        parts = _words(sentences, upper, _beside(sentences, marks)) if marks else ()
        return tuple(self._told(mark, parts) for mark in marks)

    def _run(self, window: Window, output: str) -> tuple[Floats, Floats]:
        """Of every word of a window, its vector and its logits: those of its first piece."""
        given = {"pieces": window.pieces, "shapes": window.shapes, "marks": window.marks}
        feed = {name: np.array([row], dtype=np.int64) for name, row in given.items()}
        vectors, logits = self._session.run(["vectors", output], feed)
        at = list(window.heads)
        return vectors[0][at], logits[0][at]

    def _parts(self, parts: Sequence[Words]) -> Iterator[tuple[Words, Floats, Floats]]:
        """Every part with the vectors and logits of its words."""
        for group in windows.packed(parts):
            (vectors, logits), at = self._run(windows.window(group), "words"), 0
            for part in group:
                own = slice(at, at := at + len(part.pieces))
                yield part, vectors[own], logits[own]

    def _read(
        self, sentence: Sentence, shares: Mapping[str, Floats], told: Mapping[str, Floats], inside: Mapping[str, Floats]
    ) -> Read:
        """One sentence; `shares` holds only those heads that find something in it, and the status of every word."""
        word, whole = self._groups["word"].heads, self._groups["sentence"].heads
        found = [
            span for name, one in shares.items() if (role := _role(name)) for span in heads.spans(one, role, word[name])
        ]
        return Read(
            sentence=sentence,
            entities=tuple(heads.typed(word["entity"], shares["entity"])) if "entity" in shares else (),
            cues=_cues(word["cue"], shares["cue"], word["status"].labels, shares["status"]) if "cue" in shares else (),
            fillers=tuple(sorted(found, key=lambda span: (span.first, span.last, span.label))),
            incidents=heads.ranked(whole["incidents"].labels, told["incidents"]),
            kinds=heads.ranked(whole["kinds"].labels, told["kinds"]),
            inside=inside,
        )

    def _told(self, mark: Mark, parts: Sequence[Words]) -> Told:
        at = next((i for i, part in enumerate(parts) if _holds(part, mark)), None)
        if at is None:
            return _untold(mark)
        group = windows.around(parts, at)
        vectors, logits = self._run(windows.window(group, (mark.sentence, mark.first, mark.last)), "roles")
        before = sum(len(part.pieces) for part in group[: group.index(parts[at])])
        first = before + mark.first - parts[at].first
        last = min(before + mark.last - parts[at].first, before + len(parts[at].pieces))
        middle = self._groups["mark"].split(self._mark.logits(heads.mean(vectors[first:last])))
        asked = {
            name: heads.ranked(head.labels, heads.softmax(middle[name]))
            for name, head in self._groups["mark"].heads.items()
        }
        arguments, inside = self._arguments(group, logits)
        return Told(
            mark=mark,
            real=asked["real"]["yes"],
            kinds=asked["kind"],
            modes=asked["mode"],
            statuses=asked["told"],
            attributions=asked["attribution"],
            arguments=arguments,
            inside=inside,
        )

    def _arguments(
        self, group: Sequence[Words], logits: Floats
    ) -> tuple[tuple[Argument, ...], dict[int, dict[str, Floats]]]:
        found: list[Argument] = []
        inside: dict[int, dict[str, Floats]] = {}
        for name, own_logits in self._groups["role"].split(logits).items():
            role, shares, at = name.partition(":")[2], heads.softmax(own_logits), 0
            for part in group:
                own = shares[at : at + len(part.pieces)]
                at += len(part.pieces)
                spans = (_moved(span, part.first) for span in heads.spans(own, role, self._groups["role"].heads[name]))
                found.extend(Argument(sentence=part.sentence, span=span) for span in spans)
                likely = np.zeros(part.first + len(own), dtype=np.float32)
                likely[part.first :] = heads.inside(own)
                inside.setdefault(part.sentence, {})[role] = likely
        return tuple(sorted(found, key=lambda one: (one.sentence, one.span.first, one.role))), inside


def _joined(parts: Sequence[Floats]) -> Floats:
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def _pooled(vectors: Floats) -> Floats:
    """What a sentence is judged by: the mean and the greatest of the vectors of its words."""
    return np.concatenate([heads.mean(vectors), np.maximum.reduce(vectors)])


def _role(name: str) -> str:
    """The role whose fillers a head finds; "" for other heads."""
    head, _, role = name.partition(":")
    return role if head == "filler" else ""


def _words(sentences: Sequence[Sentence], upper: bool, wanted: Container[int] | None = None) -> tuple[Words, ...]:
    return windows.words(
        [[token.text for token in sentence.tokens[: windows.WORDS]] for sentence in sentences],
        upper=upper,
        wanted=wanted,
    )


def _beside(sentences: Sequence[Sentence], marks: Sequence[Mark]) -> set[int]:
    """The places of the marked sentences and of those with words that stand next to them."""
    worded = [at for at, sentence in enumerate(sentences) if sentence.tokens]
    where = {sentence: at for at, sentence in enumerate(worded)}
    met = [where[mark.sentence] for mark in marks if mark.sentence in where]
    return {sentence for at in met for sentence in worded[max(0, at - 1) : at + 2]}


def _holds(part: Words, mark: Mark) -> bool:
    return part.sentence == mark.sentence and part.first <= mark.first < part.first + len(part.pieces)


def _moved(span: Span, by: int) -> Span:
    return Span(first=span.first + by, last=span.last + by, label=span.label, confidence=span.confidence)


def _cues(head: heads.Head, cue: Floats, states: Sequence[str], status: Floats) -> tuple[Cue, ...]:
    """Runs of words whose likeliest label is no O and the same, with the mean probabilities of the run."""
    best = cue.argmax(axis=-1).tolist()
    found: list[Cue] = []
    first = 0
    for at in range(1, len(best) + 1):
        if at < len(best) and best[at] == best[first]:
            continue
        if best[first]:
            shares, told = heads.mean(cue[first:at]), heads.mean(status[first:at])
            kinds = heads.ranked(head.labels[1:-1], shares[1:-1] / max(1e-6, float(shares[1:-1].sum())))
            found.append(
                Cue(
                    first=first,
                    last=at,
                    kinds=kinds,
                    statuses=heads.ranked(states, told),
                    again=float(shares[-1] / max(1e-6, float(shares[1:].sum()))),
                    confidence=head.sure(float(1 - shares[0])),
                )
            )
        first = at
    return tuple(found)


def _empty(sentence: Sentence) -> Read:
    return Read(sentence=sentence, entities=(), cues=(), fillers=(), incidents={}, kinds={}, inside={})


def _untold(mark: Mark) -> Told:
    return Told(mark=mark, real=0.0, kinds={}, modes={}, statuses={}, attributions={}, arguments=(), inside={})
