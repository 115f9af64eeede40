"""The settings of the coder `local`."""

from __future__ import annotations

from dataclasses import dataclass, fields

from vedette.errors import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalOptions:
    """What the encoder may decide, each from its own probability on; a threshold above 1 leaves the field to the rules.

    `min_confidence` drops mentions below it, and the parts of one that is dropped. `trigger`: a new trigger. `heard`: a trigger of the lexicon is taken for told
    however bare it stands. `political`: a report tells of a conflict though it names no armed side. `unreal`: an incident goes when the encoder hears none of its kind in any of its sentences with this probability. `status`: another status than the rules'. `filler`: a party of an incident told by no trigger of its own. `argument`:
    doer and done-to of an act that the rules left open. `place`: the place of an act that the rules leave open or choose loosely. `sentence`: an act in a sentence of incidents without any trigger.
    """

    min_confidence: float = 0.0
    trigger: float = 0.7
    heard: float = 0.2
    political: float = 0.3
    unreal: float = 0.1
    status: float = 1.1
    filler: float = 0.5
    argument: float = 0.5
    place: float = 0.5
    sentence: float = 0.4

    def __post_init__(self) -> None:
        for one in fields(self):
            value = getattr(self, one.name)
            if not 0 <= value <= 2:
                raise ConfigError(f"{one.name} is a probability (above 1: never), got {value}")

    @property
    def mark(self) -> str:
        """What tells apart the names of coders with other settings: "" for the default."""
        default = LocalOptions()
        changed = [
            f"{one.name}={getattr(self, one.name):g}"
            for one in fields(self)
            if getattr(self, one.name) != getattr(default, one.name)
        ]
        return f"({','.join(changed)})" if changed else ""
