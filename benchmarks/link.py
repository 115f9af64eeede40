"""Linking: reports to incidents on a labelled collection of which every report tells one event.

The collection has texts and no mentions, so whole reports are compared (`vedette.linking.retelling`) with weights trained on the
train part of the set (`training/linking/train.py`); these weights serve this measure alone and are not in the package.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from benchmarks import rows
from benchmarks.link_facts import clues_of, facts_of, trained
from vedette.linking.retelling import rejoin
from vedette.linking.weights import Weights

WEIGHTS = Path(__file__).resolve().parents[1] / "training" / "linking" / "gva.json"


Report = tuple[str, date, str, str]


def predict(data: Path) -> Iterator[dict[str, Any]]:
    """One row with its cluster, and what the cluster tells, for every report of `DATA/link/docs.jsonl[.gz]`.

    Each collection is linked as a whole; the facts (`date`, `city`, `killed`, `injured`) are left out where nothing is known.
    """
    for name, clusters in linked(data).items():
        for number, reports in enumerate(clusters):
            facts = facts_of([clues_of(title, text, day) for _, day, title, text in reports], trained())
            for id, *_ in reports:
                yield {"id": id, "cluster": f"{name}-{number}", **facts}


def linked(data: Path) -> dict[str, list[list[Report]]]:
    """The clusters of (id, published, title, text) of each collection."""
    text = WEIGHTS.read_text(encoding="utf8")
    weights, settings = Weights.from_json(text), json.loads(text)
    collections: dict[str, dict[str, Report]] = {}
    for row in rows.read(data, "link/docs.jsonl"):
        report = (row["id"], date.fromisoformat(row["published"]), row["title"] or "", row["text"])
        collections.setdefault(row["corpus"], {})[row["id"]] = report
    found: dict[str, list[list[Report]]] = {}
    for name, reports in sorted(collections.items()):
        clusters = rejoin(
            reports.values(),
            weights,
            join=settings["join"],
            low=settings["low"],
            recorded_at=datetime(2024, 1, 1, tzinfo=UTC),
        )
        found[name] = [[reports[id] for id in ids] for ids in clusters]
    return found
