"""Encoders that have not seen a part of the train documents, and what they read in it.

    python -m training.filling.folds train --data ../shared/bench --out DIR      (in the environment of training/encoder)
    python -m training.filling.folds read --data ../shared/bench --out DIR       (with the product alone)

The shipped encoder has seen the train documents: what it reads in them is surer than what it reads in others, and weights fitted on that would
trust it too much. So two encoders are trained, each on one half, and each reads the other half.
"""

from __future__ import annotations

import argparse
import copy
import gzip
import json
import pickle
import random
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from benchmarks.documents import cleaned, day

from benchmarks import muc4, muc4_cases
from vedette.coding.base import Sentence
from vedette.coding.local import encoder, heads
from vedette.coding.local.encoder import Reader
from vedette.coding.local.readings import Mark, Read, Told
from vedette.model import Document, Mention

FOLDS: Final = 2
RUN: Final = 5
"""Documents side by side that go into one fold: reports on one incident stand together."""
EPOCHS: Final = 5
SEED: Final = 7


@dataclass(slots=True)
class Held:
    """A document, its records, and how an encoder that never saw it reads its sentences."""

    id: str
    document: Document | None
    dated: bool
    filed_from: str | None
    mentions: tuple[Mention, ...]
    reads: tuple[Read, ...]


@dataclass(slots=True)
class Mixed:
    """Triggers, kinds and arguments by the shipped encoder, which learned them elsewhere; roles and incidents by one that never saw the document."""

    shipped: Reader
    blind: Reader

    def read(self, sentences: Sequence[Sentence], *, upper: bool = False) -> tuple[Read, ...]:
        """See `Reader`."""
        pairs = zip(self.shipped.read(sentences, upper=upper), self.blind.read(sentences, upper=upper), strict=True)
        return tuple(
            replace(one, fillers=other.fillers, incidents=other.incidents, inside=other.inside) for one, other in pairs
        )

    def mark(self, sentences: Sequence[Sentence], marks: Sequence[Mark], *, upper: bool = False) -> tuple[Told, ...]:
        """See `Reader`."""
        return self.shipped.mark(sentences, marks, upper=upper)


def read(data: Path, split: str, reader: Reader, fold: int | None = None) -> Iterator[Held]:
    """The documents of a split (of one fold of it) as a reader reads them."""
    with gzip.open(data / "muc4" / "docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["split"] == split]
    for i, row in enumerate(rows):
        if fold is None or i // RUN % FOLDS == fold:
            published = day(row["published"])
            document = cleaned(row["text"], published)
            mentions, reads = muc4_cases.told(document, reader) if document is not None else ((), ())
            filed_from = muc4.country_of((row["dateline"] or {}).get("place"))
            yield Held(row["docid"], document, published is not None, filed_from, mentions, reads)


def loaded(home: Path) -> Reader:
    """The encoder whose files lie in a folder."""
    shipped = heads.data
    heads.data = lambda name: home / name
    heads.card.cache_clear()
    try:
        return encoder._Onnx(encoder._session(), heads.groups())
    finally:
        heads.data = shipped
        heads.card.cache_clear()


def train(data: Path, out: Path) -> None:
    """One encoder for every fold, trained on the documents of the others."""
    import torch
    from training.encoder import data as texts
    from training.encoder import export
    from training.encoder.train import _keep_memory

    torch.set_num_threads(1)
    _keep_memory()
    examples = list(texts.muc4(data, "train"))
    for fold in range(FOLDS):
        home = out / f"fold{fold}"
        home.mkdir(parents=True, exist_ok=True)
        shutil.copy(str(heads.data("vocab.txt")), home / "vocab.txt")
        model = _trained([one for i, one in enumerate(examples) if i // RUN % FOLDS != fold], SEED + fold)
        export.export(model, home, {"incidents": heads.card()["temperatures"].get("incidents", 1.0)}, {})


def _trained(examples: Sequence[Any], seed: int) -> Any:
    import torch
    from training.encoder.batches import batches, items
    from training.encoder.model import Model, loss
    from training.encoder.network import Dropout, pretrained
    from training.encoder.train import Options, _average, _optimizer

    torch.manual_seed(seed)
    Dropout.offsets = torch.Generator().manual_seed(seed)
    draw, options = random.Random(seed), Options()
    model = Model(pretrained()).train()
    mean = copy.deepcopy(model)
    epochs = [list(batches(list(items(examples, draw)), options.positions, draw)) for _ in range(EPOCHS)]
    optimizer, schedule = _optimizer(model, options, options.rounds[0][1], sum(map(len, epochs)))
    own = [one for one in model.parameters() if one.requires_grad]
    for done, batch in enumerate((batch for epoch in epochs for batch in epoch), start=1):
        loss(model(batch), batch)[0].backward()
        torch.nn.utils.clip_grad_norm_(own, 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        _average(mean, model, min(0.99, (1 + done) / (10 + done)))
    return mean.eval()


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.filling.folds")
    parser.add_argument("what", choices=("train", "read"))
    parser.add_argument("--data", type=Path, required=True, help="folder that holds muc4")
    parser.add_argument("--out", type=Path, required=True, help="folder of the fold encoders and of their readings")
    chosen = parser.parse_args(arguments)
    if chosen.what == "train":
        train(chosen.data, chosen.out)
        return 0
    held = [
        one
        for fold in range(FOLDS)
        for one in read(chosen.data, "train", Mixed(encoder.encoder(), loaded(chosen.out / f"fold{fold}")), fold)
    ]
    (chosen.out / "train.pickle").write_bytes(pickle.dumps(held))
    print(f"{len(held)} documents read", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
