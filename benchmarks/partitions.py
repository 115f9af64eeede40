"""Agreement of two partitions of the same items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence


def b_cubed(truth: Mapping[str, Hashable], clusters: Iterable[Sequence[str]]) -> float:
    """B-cubed F1, 0..1 (Bagga and Baldwin 1998), of clusters against the true group of each item."""
    groups = list(clusters)
    home = {id: n for n, ids in enumerate(groups) for id in ids}
    true_size, found_size = Counter(truth.values()), Counter(home[id] for id in truth)
    both = Counter((truth[id], home[id]) for id in truth)
    precision = sum(both[truth[id], home[id]] / found_size[home[id]] for id in truth) / len(truth)
    recall = sum(both[truth[id], home[id]] / true_size[truth[id]] for id in truth) / len(truth)
    return 2 * precision * recall / (precision + recall)


def pair_f1(truth: Mapping[str, Hashable], clusters: Iterable[Sequence[str]]) -> float:
    """F1 over pairs in one group, 0..1; 1 where neither side has a pair."""
    home = {id: n for n, ids in enumerate(clusters) for id in ids}
    both = _pairs(Counter((truth[id], home[id]) for id in truth).values())
    found, true = _pairs(Counter(home[id] for id in truth).values()), _pairs(Counter(truth.values()).values())
    return 2 * both / (found + true) if found + true else 1.0


def _pairs(sizes: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes)
