"""The severity ladder: a rung and tags computed from the fields of a mention by rule, never from its tone."""

from collections.abc import Iterable

from vedette.model.mention import Casualty, Mention, Severity

STATE_SECTORS = frozenset({"MIL", "GOV", "SPY", "COP"})
"""Agents whose act is the act of their state."""

STRIKES = frozenset(
    {
        "drone",
        "rocket_missile",
        "artillery_mortar",
        "air_strike",
        "ied_mine",
        "clash",
        "raid_ambush",
        "capture",
        "killing",
    }
)
"""Modes in which a state's forces strike another state's territory or forces."""

THWARTED = frozenset({"missed", "intercepted"})
IMPACT = frozenset({"hit", "dud", "damage", "damage_minor", "damage_major", "destroyed"})
SERIOUS = frozenset({"serious", "seriously", "critical", "critically", "severe", "severely", "grave", "gravely"})
TRUCES = {"ceasefire": ("D1",), "truce": ("D1",), "suspend": ("D2",)}
MASS_KILLED, MASS_INJURED = 3, 30


def severity(mention: Mention) -> Severity:
    """The rung and tags of a mention, from its kind, mode, status, parties, outcomes and casualties."""
    return rate(
        kind=mention.kind,
        mode=mention.mode,
        status=mention.status.value,
        actor=mention.actor.value.id if mention.actor else None,
        target=mention.target.value.id if mention.target else None,
        outcomes=frozenset(reading.value for reading in mention.outcomes),
        casualties=tuple(reading.value for reading in mention.casualties),
    )


def rate(
    *,
    kind: str,
    mode: str | None = None,
    status: str = "occurred",
    actor: str | None = None,
    target: str | None = None,
    outcomes: Iterable[str] = (),
    casualties: Iterable[Casualty] = (),
    retaliation: bool = False,
    countries: int = 1,
) -> Severity:
    """The rung and tags of an act told by plain fields.

    `retaliation` says that the act answers an earlier one (a mention alone cannot know), in how many `countries`.

    A figure counts at its lowest known value, so "fewer than five" killed raises nothing above a death. A foiled act is L1,
    unless it still hurt somebody or a dud came down inside the site.
    """
    found, toll = frozenset(outcomes), tuple(casualties)
    if kind in ("RETREAT", "CONCEDE"):
        return Severity(level=0, tags=TRUCES.get(mode or "", ()))
    tags = _answer(mode, actor, target, retaliation=retaliation, countries=countries)
    if kind != "ASSAULT" or status in ("announced", "hypothetical", "denied"):
        return Severity(level=_harm(toll) if kind in ("COERCE", "PROTEST") else 0)
    harm = _harm(toll)
    thwarted = (status == "foiled" or bool(found & THWARTED)) and not found & IMPACT
    if not thwarted and mode in STRIKES and between_states(actor, target):
        return Severity(level=7, tags=tags)
    return Severity(level=harm or (1 if thwarted else 2), tags=tags)


def between_states(actor: str | None, target: str | None) -> bool:
    """Whether both ids are states or their forces, of two different states ("USA/MIL" and "IRN/MIL/irgc")."""
    doer, done_to = _state(actor), _state(target)
    return doer is not None and done_to is not None and doer != done_to


def _state(actor: str | None) -> str | None:
    if actor is None or ":" in actor:
        return None
    state, _, sector = actor.partition("/")
    return state if not sector or sector.split("/")[0] in STATE_SECTORS else None


def _harm(casualties: tuple[Casualty, ...]) -> int:
    """The rung that the toll alone gives: 6 mass casualty, 5 death, 4 serious injury, 3 injury, 0 none told."""
    killed = sum(_least(c) for c in casualties if c.effect == "killed")
    injured = [c for c in casualties if c.effect in ("injured", "harmed")]
    if killed >= MASS_KILLED or sum(_least(c) for c in injured) >= MASS_INJURED:
        return 6
    if killed:
        return 5
    hurt = [c for c in injured if _least(c)]
    if any(SERIOUS & set((c.word or "").casefold().split()) for c in hurt):
        return 4
    return 3 if hurt else 0


def _least(casualty: Casualty) -> int:
    """The lowest count that the text allows; deaths or injuries told without a number are at least one.

    "Casualties" that say neither dead nor hurt nor how many ("minimal casualties") raise nothing.
    """
    if casualty.count is None:
        return 0 if casualty.effect == "harmed" or (casualty.word or "").casefold() in ("no", "none") else 1
    known = (casualty.count.low, casualty.count.best, casualty.count.high)
    lowest = next((n for n in known if n is not None), 0)
    return lowest if casualty.count.low is not None or casualty.count.best is not None else min(lowest, 1)


def _answer(
    mode: str | None, actor: str | None, target: str | None, *, retaliation: bool, countries: int
) -> tuple[str, ...]:
    """R2 for a killing by state forces of somebody who is no civilian; R1 and R3 where the act is known to answer another."""
    by_state = _state(actor) is not None
    if by_state and mode == "killing" and target is not None and not target.endswith(("/CVL", ":civilians")):
        return ("R2",)
    if retaliation and by_state:
        return ("R3",) if countries > 1 else ("R1",)
    return ()
