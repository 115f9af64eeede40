"""One event as one document tells it, by one coder: readings only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, TypeAlias, get_args

from vedette.model import ids
from vedette.model._check import aware, confidence, require
from vedette.model.evidence import Passage, Reading
from vedette.model.quantity import Quantity
from vedette.model.when import When
from vedette.model.where import Where

Kind: TypeAlias = Literal[
    "ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION",
    "THREATEN", "ACCUSE", "REJECT",
    "REQUEST", "AGREE", "CONSULT", "SUPPORT",
    "COOPERATE", "AID", "CONCEDE", "RETREAT",
]  # fmt: skip
Status: TypeAlias = Literal["occurred", "foiled", "announced", "hypothetical", "denied", "background"]
How: TypeAlias = Literal["stated", "claimed", "accused", "suspected", "denied"]
Effect: TypeAlias = Literal["killed", "injured", "missing", "harmed"]
Side: TypeAlias = Literal["actor", "target", "civilian", "unknown"]
Outcome: TypeAlias = Literal[
    "hit", "missed", "intercepted", "dud", "damage_none", "damage_minor", "damage_major", "damage", "destroyed"
]
Weapon: TypeAlias = Literal[
    "one_way_drone", "drone", "rocket", "ballistic_missile", "cruise_missile", "missile", "anti_tank_missile", "tank",
    "chemical", "mortar", "artillery", "small_arms", "ied", "mine", "grenade", "vehicle_bomb", "suicide_vest",
    "aircraft_bomb", "knife", "fire", "other",
]  # fmt: skip

KINDS: Final = get_args(Kind)
STATUSES: Final = get_args(Status)
OUTCOMES: Final = get_args(Outcome)
EFFECTS: Final = get_args(Effect)
SIDES: Final = get_args(Side)
HOWS: Final = get_args(How)
WEAPONS: Final = get_args(Weapon)
INCIDENT_KINDS: Final = frozenset({"ASSAULT", "COERCE", "PROTEST"})
INCIDENT_STATUSES: Final = frozenset({"occurred", "foiled"})
TAGS: Final = frozenset({"R1", "R2", "R3", "D1", "D2"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What was done: a PLOVER root, and the mode where the text tells it (the modes stand in the ontology)."""

    kind: Kind
    mode: str | None = None

    def __post_init__(self) -> None:
        require(self.kind in KINDS, "unknown kind {!r}; known: {}", self.kind, ", ".join(KINDS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A doer or one done to: the name people know it by, its id where it was resolved, and the role the text gives it."""

    name: str
    id: str | None = None
    role: str | None = None

    def __post_init__(self) -> None:
        require(bool(self.name.strip()), "a party has a name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A class of weapon, and how many where the text says so."""

    weapon: Weapon
    count: Quantity | None = None

    def __post_init__(self) -> None:
        require(self.weapon in WEAPONS, "unknown weapon class {!r}; known: {}", self.weapon, ", ".join(WEAPONS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualty:
    """One effect on one side; `count` None with a `word` ("minimal") is harm that the text does not number."""

    effect: Effect
    side: Side
    count: Quantity | None = None
    word: str | None = None

    def __post_init__(self) -> None:
        require(self.effect in EFFECTS, "unknown effect {!r}", self.effect)
        require(self.side in SIDES, "unknown side {!r}", self.side)
        require(self.count is not None or bool(self.word), "a casualty needs a number or the word that stands for one")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who is said to have done it, how it is said (stated, claimed, accused, suspected, denied), and by whom."""

    actor: Party | None
    how: How
    by: Party | None = None

    def __post_init__(self) -> None:
        require(self.how in HOWS, "unknown attribution {!r}", self.how)


@dataclass(frozen=True, slots=True, kw_only=True)
class Severity:
    """A rung of the ladder, 0 to 7, computed from fields by rule; `tags` are R1 R2 R3 D1 D2."""

    level: int
    tags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(0 <= self.level <= 7, "the ladder has rungs 0 to 7, got {}", self.level)
        require(TAGS.issuperset(self.tags), "unknown severity tag in {}", self.tags)

    @property
    def label(self) -> str:
        """The rung as people write it: "L2"."""
        return f"L{self.level}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One event as one document tells it; every field is a reading or absent, and absent means unknown.

    `act` rests on the trigger words. `other_targets` are those it was also done to, beside `target`, each with its words. `multiplicity` is how many separate attacks the mention covers. `part_of` is the id of
    the mention of the larger operation. `severity` follows from the other fields (reference/severity).
    """

    id: str
    document: str
    coder: str
    act: Reading[Act]
    status: Reading[Status]
    when: Reading[When]
    severity: Severity
    confidence: float
    recorded_at: datetime
    actor: Reading[Party] | None = None
    target: Reading[Party] | None = None
    other_targets: tuple[Reading[Party], ...] = ()
    place: Reading[Where] | None = None
    launched_from: Reading[Where] | None = None
    instruments: tuple[Reading[Instrument], ...] = ()
    casualties: tuple[Reading[Casualty], ...] = ()
    outcomes: tuple[Reading[Outcome], ...] = ()
    multiplicity: Reading[int] | None = None
    condition: Reading[str] | None = None
    attributions: tuple[Reading[Attribution], ...] = ()
    part_of: str | None = None

    def __post_init__(self) -> None:
        require(bool(self.act.passages), "a mention rests on the words of its trigger")
        require(self.status.value in STATUSES, "unknown status {!r}; known: {}", self.status.value, ", ".join(STATUSES))
        require(
            self.kind != "THREATEN" or self.status.value in ("announced", "background", "denied"),
            "a threat is announced, not done",
        )
        require(all(c.passages for c in self.casualties), "no casualty without the words that say it")
        outcomes = [o.value for o in self.outcomes]
        require(all(value in OUTCOMES for value in outcomes), "unknown outcome among {}", outcomes)
        require(self.multiplicity is None or self.multiplicity.value >= 1, "a mention covers at least one act")
        require(
            all(p.document == self.document for p in self.passages()), "a mention is proved by its own document alone"
        )
        confidence(self.confidence)
        aware(self.recorded_at, "recorded_at")

    @property
    def kind(self) -> Kind:
        """What was done."""
        return self.act.value.kind

    @property
    def mode(self) -> str | None:
        """How it was done, where told."""
        return self.act.value.mode

    @property
    def trigger(self) -> Passage:
        """The words that tell the act."""
        return self.act.passages[0]

    @property
    def is_incident(self) -> bool:
        """Whether the mention tells an incident; everything else is a signal or background."""
        return self.kind in INCIDENT_KINDS and self.status.value in INCIDENT_STATUSES

    def readings(self) -> tuple[tuple[str, Reading[object]], ...]:
        """Every reading of the mention with the name of its field, in the order of the manual."""
        single = ("act", "status", "actor", "target", "place", "launched_from", "when", "multiplicity", "condition")
        several = ("other_targets", "instruments", "casualties", "outcomes", "attributions")
        found = [(name, reading) for name in single if (reading := getattr(self, name)) is not None]
        found += [(name, reading) for name in several for reading in getattr(self, name)]
        return tuple(found)

    def passages(self) -> tuple[Passage, ...]:
        """Every passage that the mention rests on."""
        return tuple(passage for _, reading in self.readings() for passage in reading.passages)

    @staticmethod
    def id_for(document: str, coder: str, act: Reading[Act], ordinal: int = 0) -> str:
        """The id of the mention of this act at these words; `ordinal` tells apart several acts told by the same words."""
        first = act.passages[0]
        return ids.make("mention", document, coder, first.start, first.end, act.value.kind, act.value.mode, ordinal)
