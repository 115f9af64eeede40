"""What is measured, and the floors that today's numbers may not fall below."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).resolve().parent
FLOORS: Final = HERE / "floors.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A published number of another system, and the data it is on."""

    system: str
    value: float
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One number; see measures.toml for the fields."""

    id: str
    set: str
    label: str
    path: str
    split: str = "dev"
    count: str | None = None
    trivial: float | None = None
    wanted: float | None = None
    goal: float | None = None
    lower: bool = False
    peers: tuple[Peer, ...] = ()

    def value(self, scores: dict[str, Any]) -> float | None:
        """The number in the scorer's JSON, None where it has none."""
        found = at(scores, self.path)
        return None if found is None else float(found)

    def interval(self, scores: dict[str, Any]) -> tuple[float, float] | None:
        """A 95 % interval: the scorer's own, or Wilson's for a proportion of `count` items."""
        drawn = at(scores, "gtt_micro_F1_ci95") if self.id == "muc4.gtt" else None
        if drawn:
            return drawn["low"], drawn["high"]
        value, items = self.value(scores), at(scores, self.count) if self.count else None
        return wilson(value / 100, int(items)) if value is not None and items else None

    def better(self, one: float, other: float) -> bool:
        """Whether the first number is better than the second."""
        return one < other if self.lower else one > other


def at(scores: dict[str, Any], path: str) -> Any:
    """What stands at a dotted path, or None."""
    found: Any = scores
    for step in path.split("."):
        found = found.get(step) if isinstance(found, dict) else None
    return found


def wilson(share: float, items: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a proportion, in percent."""
    z = 1.96
    middle = (share + z * z / (2 * items)) / (1 + z * z / items)
    half = z * math.sqrt(share * (1 - share) / items + z * z / (4 * items * items)) / (1 + z * z / items)
    return 100 * (middle - half), 100 * (middle + half)


def load(path: Path = HERE / "measures.toml") -> tuple[Measure, ...]:
    """Every measure, in the order of the file."""
    rows = tomllib.loads(path.read_text("utf-8"))["measure"]
    return tuple(Measure(**{**row, "peers": tuple(Peer(**peer) for peer in row.get("peers", ()))}) for row in rows)


def floors(path: Path = FLOORS) -> dict[str, float]:
    """The recorded floors by measure; none where nothing was recorded yet."""
    return {k: float(v) for k, v in tomllib.loads(path.read_text("utf-8"))["floors"].items()} if path.exists() else {}


def record(values: dict[str, float], measures: tuple[Measure, ...], path: Path = FLOORS) -> None:
    """Write today's numbers, a little on the safe side, as floors; floors of measures that were not run stay."""
    kept = floors(path)
    for measure in measures:
        if measure.id in values:
            kept[measure.id] = rounded(values[measure.id], lower=measure.lower)
    lines = [f'"{id}" = {value}' for id, value in sorted(kept.items())]
    head = "# What each measure reached, rounded to the safe side. `python -m benchmarks --record` raises them; a fall fails the run."
    path.write_text("\n".join([head, "", "[floors]", *lines, ""]), encoding="utf-8")


def rounded(value: float, *, lower: bool) -> float:
    """Half a point, or for small numbers a hundredth, to the safe side."""
    step = 0.5 if value > 2 else 0.01
    steps = math.ceil(value / step) if lower else math.floor(value / step)
    return round(steps * step, 3)
