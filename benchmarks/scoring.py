"""Predict a set with its adapter and score the file with the scorer that comes with the data."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.predict import adapter


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """What the scorer said of one set and split, with the seconds that prediction took."""

    set: str
    split: str
    scores: dict[str, Any]
    seconds: float


class NotScoredError(Exception):
    """A set that cannot be scored here: its data or its adapter is missing, or the scorer refused; the message says which."""


def predict(name: str, data: Path, out: Path) -> float:
    """Write the predictions of one set; the seconds it took."""
    try:
        rows = adapter(name)
    except ModuleNotFoundError as error:
        raise NotScoredError(f"no adapter: {error.name}") from error
    start = time.perf_counter()
    try:
        with out.open("w", encoding="utf-8") as stream:
            for row in rows(data):
                stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    except FileNotFoundError as error:
        raise NotScoredError("the data folder does not hold it") from error
    return time.perf_counter() - start


def score(name: str, predictions: Path, data: Path, *, split: str, interval: bool = False) -> dict[str, Any]:
    """What `data/score.py` says of a prediction file."""
    command = [
        sys.executable,
        str(data / "score.py"),
        name,
        str(predictions),
        "--split",
        split,
        "--json",
        "--data",
        str(data),
    ]
    done = subprocess.run([*command, *(["--ci"] if interval else [])], capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotScoredError(done.stderr.strip() or f"score.py ended with {done.returncode}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def run(name: str, data: Path, folder: Path, splits: frozenset[str], *, reuse: bool = False) -> tuple[Scored, ...]:
    """Predict a set once and score it on each of the splits that its measures want; `reuse` scores a file that is there already."""
    out = folder / f"{name}.jsonl"
    seconds = 0.0 if reuse and out.is_file() and out.stat().st_size else predict(name, data, out)
    return tuple(
        Scored(
            set=name, split=split, scores=score(name, out, data, split=split, interval=name == "muc4"), seconds=seconds
        )
        for split in sorted(splits)
    )
