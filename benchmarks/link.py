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
from benchmarks.link_facts import facts_of, resolved
from vedette.linking.retelling import rejoin
from vedette.linking.weights import Weights

WEIGHTS = Path(__file__).resolve().parents[1] / "training" / "linking" / "gva.json"


def predict(data: Path) -> Iterator[dict[str, Any]]:
    """One row with its cluster, and what the cluster tells, for every report of `DATA/link/docs.jsonl[.gz]`.

    Each collection is linked as a whole; the facts (`date`, `city`, `killed`, `injured`) are left out where nothing is known.
    """
    trained = WEIGHTS.read_text(encoding="utf8")
    weights, settings = Weights.from_json(trained), json.loads(trained)
    collections: dict[str, list[tuple[str, date, str, str]]] = {}
    for row in rows.read(data, "link/docs.jsonl"):
        report = (row["id"], date.fromisoformat(row["published"]), row["title"] or "", row["text"])
        collections.setdefault(row["corpus"], []).append(report)
    for corpus, reports in sorted(collections.items()):
        clusters = rejoin(
            reports, weights, join=settings["join"], low=settings["low"], recorded_at=datetime(2024, 1, 1, tzinfo=UTC)
        )
        texts = {id: (title, text, published) for id, published, title, text in reports}
        for number, ids in enumerate(clusters):
            facts = resolved([facts_of(*texts[id]) for id in ids]).row()
            for id in ids:
                yield {"id": id, "cluster": f"{corpus}-{number}", **facts}
