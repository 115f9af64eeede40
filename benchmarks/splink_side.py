"""Splink 5 on the same pairs of reports, side by side with vedette's own weights.

    pip install splink
    python -m benchmarks.splink_side DATA [--corpus gva]

Splink is a development dependency of this script alone. Both sides compare the same pairs (`stories.meetings`) on the same facts
(words, names, ages, streets, states, days); Splink learns its weights without labels, by its own advice: u from random pairs, m by
expectation maximisation. The threshold of each way of clustering is the one with the best pair F1 on the train part.
"""

from __future__ import annotations

import argparse
import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks import rows
from benchmarks.partitions import b_cubed, pair_f1
from vedette.linking.clustering import cluster
from vedette.linking.components import Union
from vedette.linking.stories import Story, meetings, stories
from vedette.model import Decision

WHEN = datetime(2024, 1, 1, tzinfo=UTC)
Pair = tuple[str, str]


def main() -> None:
    """Train, cluster and print the agreement on both parts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--corpus", default="gva")
    given = parser.parse_args()
    labelled = [row for row in rows.labelled(given.data, "link/docs.jsonl") if row["corpus"] == given.corpus]
    held = stories((r["id"], date.fromisoformat(r["published"]), r["title"] or "", r["text"]) for r in labelled)
    truth = {part: {r["id"]: r["incident"] for r in labelled if r["split"] == part} for part in ("train", "dev")}
    pairs = list(meetings(held))
    print(f"{len(held)} reports, {len(pairs)} pairs")
    weights = splink_weights(held, pairs)
    for name, clusters_at in (("connected components", linked), ("average link", averaged)):
        tried = [
            (pair_f1(truth["train"], within(clusters_at(held, weights, cut), truth["train"])), cut)
            for cut in range(-6, 30, 2)
        ]
        best, cut = max(tried)
        found = within(clusters_at(held, weights, cut), truth["dev"])
        count = 100 * (len(found) / len(set(truth["dev"].values())) - 1)
        print(
            f"{name}: threshold {cut} (train pair F1 {100 * best:.1f}); dev pair F1 {100 * pair_f1(truth['dev'], found):.1f}, "
            f"B3 {100 * b_cubed(truth['dev'], found):.1f}, count {count:+.1f} %"
        )


def splink_weights(held: Mapping[str, Story], pairs: Iterable[Pair]) -> dict[Pair, float]:
    """Splink's match weight (log2 odds) of each pair."""
    # Named by text: they are not there where this script is only checked.
    duckdb, splink, cl = (import_module(name) for name in ("duckdb", "splink", "splink.comparison_library"))
    block_on = splink.block_on
    logging.getLogger("splink").setLevel(logging.ERROR)
    api = import_module("splink.backends.duckdb").DuckDBAPI(connection=duckdb.connect())
    table = _table(held, pairs)
    settings = splink.SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.ArrayIntersectAtSizes("words", [10, 7, 5, 3, 2, 1]),
            cl.ArrayIntersectAtSizes("title", [4, 3, 2, 1]),
            cl.ArrayIntersectAtSizes("names", [4, 3, 2, 1]),
            cl.ArrayIntersectAtSizes("ages", [3, 2, 1]),
            cl.ArrayIntersectAtSizes("streets", [2, 1]),
            cl.ArrayIntersectAtSizes("states", [1]),
            cl.AbsoluteDateDifferenceAtThresholds(
                "published", input_is_string=True, metrics=["day"] * 4, thresholds=[1, 4, 14, 90]
            ),
        ],
        blocking_rules_to_generate_predictions=[block_on("meets", arrays_to_explode=["meets"])],
    )
    linker = splink.Linker(api.register(table), settings)
    linker.training.estimate_probability_two_random_records_match([block_on("lead_name", "published")], recall=0.4)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=7)
    for rule in (block_on("published"), block_on("lead_name")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict().as_record_list()
    return {
        (min(r["unique_id_l"], r["unique_id_r"]), max(r["unique_id_l"], r["unique_id_r"])): r["match_weight"]
        for r in found
    }


def linked(held: Mapping[str, Story], weights: Mapping[Pair, float], cut: float) -> list[list[str]]:
    """Splink's own clusters: connected components of the pairs over the threshold."""
    union = Union()
    for id in held:
        union.join(id, id)
    for (a, b), weight in weights.items():
        if weight >= cut:
            union.join(a, b)
    return [list(group) for group in union.sets()]


def averaged(held: Mapping[str, Story], weights: Mapping[Pair, float], cut: float) -> list[list[str]]:
    """vedette's average link over Splink's weights."""
    decisions = [
        Decision(
            id=f"{a} {b}",
            first=a,
            second=b,
            verdict="unsure",
            by="splink",
            reason="match weight",
            recorded_at=WHEN,
            weight=(weight - cut) / 2,
        )
        for (a, b), weight in weights.items()
    ]
    found = cluster(held, decisions, forbidden=lambda _a, _b: False, join=0.0, different=-3.0).clusters
    return [list(ids) for ids in found]


def within(clusters: Iterable[Iterable[str]], part: Mapping[str, Any]) -> list[list[str]]:
    """The clusters cut down to one part of the set."""
    kept = ([id for id in ids if id in part] for ids in clusters)
    return [ids for ids in kept if ids]


def _table(held: Mapping[str, Story], pairs: Iterable[Pair]) -> Any:
    meets: defaultdict[str, list[str]] = defaultdict(list)
    for a, b in pairs:
        meets[a].append(f"{a} {b}")
        meets[b].append(f"{a} {b}")
    return import_module("pyarrow").Table.from_pylist(list(_records(held, meets)))


def _records(held: Mapping[str, Story], meets: Mapping[str, list[str]]) -> Iterator[dict[str, Any]]:
    for story in held.values():
        names = _heaviest(story.names, 25)
        yield {
            "unique_id": story.id, "words": _heaviest(story.words, 20), "title": _heaviest(story.title, 12), "names": names,
            "lead_name": names[0] if names else None, "ages": sorted(story.ages), "streets": sorted(story.streets),
            "states": sorted(story.states), "published": date.fromordinal(story.published).isoformat(), "meets": meets.get(story.id, []),
        }  # fmt: skip


def _heaviest(vector: Mapping[str, float], most: int) -> list[str]:
    return sorted(vector, key=lambda word: (-vector[word], word))[:most]


if __name__ == "__main__":
    main()
