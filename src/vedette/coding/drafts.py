"""A mention in the making: readings collected from one or more sentences before the record is built."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar

from vedette.coding.scene import Scene
from vedette.model import Attribution, Casualty, Instrument, Party, Passage, Reading, When, Where
from vedette.model.mention import Kind, Outcome, Status

T = TypeVar("T")

Sequel = Literal["fate", "harm", "harmless", "toll"]

MAX_PASSAGES = 12
"""Passages kept for one reading: more of the same prove nothing further."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is known of one event so far.

    `anaphoric` points back to an act told before ("the attack"); `bare` has too little of its own to stand alone; `plural` names
    several acts at large. `adds` marks words that only tell what came of an act told before (the fate of its weapons, whom it harmed,
    that nobody was), `partial` a fate of some of its weapons only; `clear` that a second reader hears an act of its own. `settled` says that the sentence itself gave the field, so nothing is inherited over it.
    """

    scene: Scene
    kind: Kind
    mode: str | None
    status: Status
    triggers: tuple[Passage, ...]
    because: tuple[Passage, ...] = ()
    actor: Reading[Party] | None = None
    target: Reading[Party] | None = None
    others: tuple[Reading[Party], ...] = ()
    place: Reading[Where] | None = None
    launched_from: Reading[Where] | None = None
    when: Reading[When] | None = None
    instruments: tuple[Reading[Instrument], ...] = ()
    casualties: tuple[Reading[Casualty], ...] = ()
    outcomes: tuple[Reading[Outcome], ...] = ()
    multiplicity: Reading[int] | None = None
    condition: Reading[str] | None = None
    attributions: tuple[Reading[Attribution], ...] = ()
    anaphoric: bool = False
    bare: bool = False
    plural: bool = False
    armed: bool = False
    adds: Sequel | None = None
    partial: bool = False
    clear: bool = False
    sentences: frozenset[int] = field(default_factory=frozenset)

    @property
    def first(self) -> int:
        """The index of the sentence that tells it first."""
        return min(self.sentences, default=self.scene.sentence.index)

    @property
    def specific(self) -> bool:
        """Whether it has a place, a day, a number of victims or a target of its own."""
        hurt = any(r.value.count is None or r.value.count.figure != 0 for r in self.casualties)
        return bool(self.place or self.when or hurt or (self.target and self.target.value.id))


def actor_id(reading: Reading[Party] | None) -> str | None:
    """The id of a party, None when unknown."""
    return reading.value.id if reading is not None else None


def joined(earlier: Draft, later: Draft) -> Draft:
    """One event from two tellings: what the earlier lacks the later gives, and every passage is kept."""
    telling = later if _better_told(later, earlier) else earlier
    return replace(
        earlier,
        scene=telling.scene,
        mode=_mode(earlier, later),
        status=_status(earlier, later),
        triggers=_unique(telling.triggers, (*earlier.triggers, *later.triggers)),
        because=_unique(earlier.because, later.because),
        actor=_party(earlier.actor, later.actor),
        target=_party(earlier.target, later.target),
        others=_others(earlier.others, later.others),
        place=_place(earlier.place, later.place),
        launched_from=earlier.launched_from or later.launched_from,
        when=_when(earlier.when, later.when),
        instruments=_instruments(earlier.instruments, later.instruments),
        casualties=_casualties(earlier.casualties, later.casualties),
        outcomes=_values(earlier.outcomes, later.outcomes),
        multiplicity=earlier.multiplicity or later.multiplicity,
        condition=earlier.condition or later.condition,
        attributions=_values(earlier.attributions, later.attributions),
        anaphoric=earlier.anaphoric and later.anaphoric,
        bare=earlier.bare and later.bare,
        plural=earlier.plural and later.plural,
        armed=earlier.armed or later.armed,
        adds=earlier.adds if later.adds == earlier.adds else None,
        partial=earlier.partial and later.partial,
        clear=earlier.clear or later.clear,
        sentences=earlier.sentences | later.sentences,
    )  # fmt: skip


def _better_told(later: Draft, earlier: Draft) -> bool:
    """Body text outranks a headline; otherwise the first telling leads."""
    return earlier.scene.sentence.is_headline and not later.scene.sentence.is_headline and not later.anaphoric


def _mode(earlier: Draft, later: Draft) -> str | None:
    general = (None, "other", "killing", "arson_destruction")
    if earlier.mode in general and later.mode not in general:
        return later.mode
    return earlier.mode or later.mode


def _status(earlier: Draft, later: Draft) -> Status:
    told = {r.value for r in (*earlier.outcomes, *later.outcomes)}
    if later.adds == "fate" and (later.partial or later.status == "occurred"):
        return later.status if later.status == "occurred" else earlier.status
    if {earlier.status, later.status} == {"occurred", "foiled"} and told & {
        "hit",
        "damage",
        "damage_minor",
        "damage_major",
    }:
        return "occurred"
    if "foiled" in (earlier.status, later.status) and not (
        earlier.casualties and any(c.value.effect in ("killed", "injured") for c in earlier.casualties)
    ):
        return "foiled"
    return earlier.status


def _party(one: Reading[Party] | None, other: Reading[Party] | None) -> Reading[Party] | None:
    """The better named of two readings of a party: a resolved one before a bare noun, a named one before a role."""
    if one is None or other is None:
        return one or other
    if _rank(other) > _rank(one):
        return replace(other, passages=(*other.passages, *one.passages)) if other.value.id == one.value.id else other
    if other.value.id == one.value.id and one.value.id is not None:
        return replace(one, passages=_unique(one.passages, other.passages))
    return one


def _others(one: tuple[Reading[Party], ...], other: tuple[Reading[Party], ...]) -> tuple[Reading[Party], ...]:
    told = {reading.passages[0].text.casefold() for reading in one}
    return (*one, *(reading for reading in other if reading.passages[0].text.casefold() not in told))


def _rank(reading: Reading[Party]) -> int:
    id = reading.value.id
    if id is None:
        return 0
    if id.startswith("generic:"):
        return 2 if "-backed-" in id else 1
    return 3 if id.startswith(("group:", "org:")) or "/" in id else 2


def _place(one: Reading[Where] | None, other: Reading[Where] | None) -> Reading[Where] | None:
    if one is None or other is None:
        return one or other
    if one.value.id == other.value.id:
        return replace(one, passages=_unique(one.passages, other.passages))
    finer = one.value.id is not None and one.value.id in other.value.within
    return other if finer or (one.basis and not other.basis) else one


def _when(one: Reading[When] | None, other: Reading[When] | None) -> Reading[When] | None:
    if one is None or other is None:
        return one or other
    if one.value == other.value:
        return replace(one, passages=_unique(one.passages, other.passages))
    spans = (one.value.span, other.value.span)
    return other if spans[0] is None or (spans[1] is not None and spans[1] < spans[0]) else one


def _instruments(
    one: tuple[Reading[Instrument], ...], other: tuple[Reading[Instrument], ...]
) -> tuple[Reading[Instrument], ...]:
    kept = {r.value.weapon: r for r in one}
    for reading in other:
        told = kept.get(reading.value.weapon)
        kept[reading.value.weapon] = (
            reading
            if told is None or (told.value.count is None and reading.value.count is not None)
            else replace(told, passages=_unique(told.passages, reading.passages))
        )
    if len(kept) > 1 and "drone" in kept and "one_way_drone" in kept:
        del kept["drone"]
    return tuple(kept.values())


def _casualties(
    one: tuple[Reading[Casualty], ...], other: tuple[Reading[Casualty], ...]
) -> tuple[Reading[Casualty], ...]:
    """Figures of both; the same figure told again keeps its further passages, a side unknown before takes the side told later."""
    kept = list(one)
    for reading in other:
        at = next((i for i, told in enumerate(kept) if _same_toll(told.value, reading.value)), None)
        if at is None:
            kept.append(reading)
        else:
            base = (
                kept[at]
                if kept[at].value.side != "unknown"
                else replace(kept[at], value=replace(kept[at].value, side=reading.value.side))
            )
            kept[at] = replace(base, passages=_unique(base.passages, reading.passages))
    return tuple(kept)


def _same_toll(one: Casualty, other: Casualty) -> bool:
    sides = {one.side, other.side}
    return one.effect == other.effect and one.count == other.count and (len(sides) == 1 or "unknown" in sides)


def _values(one: tuple[Reading[T], ...], other: tuple[Reading[T], ...]) -> tuple[Reading[T], ...]:
    kept = list(one)
    for reading in other:
        at = next((i for i, told in enumerate(kept) if told.value == reading.value), None)
        if at is None:
            kept.append(reading)
        else:
            kept[at] = replace(kept[at], passages=_unique(kept[at].passages, reading.passages))
    return tuple(kept)


def _unique(one: tuple[Passage, ...], other: tuple[Passage, ...]) -> tuple[Passage, ...]:
    return (*one, *(p for p in other if p not in one))[:MAX_PASSAGES]
