"""What linking may be told: weights, thresholds, bounds, and what is known of sources and of kinship between parties."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from vedette.errors import ConfigError
from vedette.linking.weights import Weights, default_weights
from vedette.reference.actors import actors

Related = Callable[[str, str], str | None]
"""How two parties are kin ("parent", "umbrella", "backed by"), or None when they are not; symmetric."""


@lru_cache(maxsize=65536)
def kin(first: str, second: str) -> str | None:
    """Kinship by the table of actors: parent, umbrella or backer; None for strangers and for one and the same."""
    return None if first == second else actors().related(first, second)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkOptions:
    """Settings of linking; thresholds are log-odds.

    At `same` and above a pair is the same event, below `different` it is not, between them it goes to review; clusters join
    while their average is at least `join`. `recorded_at` stamps the decisions. `reliability` grades outlets A to F (Admiralty),
    F where none is given. Where a day and place hold `crowd` tellings, a further one that is `again` above `same` with one of them repeats it.
    A block over `max_block` mentions says nothing and is passed over; a component over `max_component` is cut at a higher threshold.
    """

    recorded_at: datetime
    weights: Weights = field(default_factory=default_weights)
    related: Related = kin
    reliability: Mapping[str, str] = field(default_factory=dict)
    same: float = 2.0
    different: float = -1.0
    join: float = 0.0
    crowd: int = 20
    again: float = 1.0
    max_block: int = 400
    max_component: int = 150

    def __post_init__(self) -> None:
        if not self.different <= self.join <= self.same:
            raise ConfigError(
                f"linking thresholds must rise: different {self.different} <= join {self.join} <= same {self.same}; set them in that order"
            )
        wrong = {outlet: grade for outlet, grade in self.reliability.items() if grade not in tuple("ABCDEF")}
        if wrong:
            raise ConfigError(f"source reliability is A to F, got {wrong}; correct the source table")

    @property
    def by(self) -> str:
        """The name that the model's decisions carry: the weights and their version."""
        return self.weights.name
