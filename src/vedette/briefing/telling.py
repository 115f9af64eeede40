"""The ways in which a field of a record may be told: what sections print, and what a check compares it with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, TypeAlias

from vedette.briefing import phrases
from vedette.briefing.facts import Grade, Revision, Since
from vedette.model import Casualty, Document, Incident, Mention, Quantity, Tally
from vedette.model.assessment import Forecast, RateChange, Reconciliation, Refusal, Relation, SeverityRisk
from vedette.model.brief import Part
from vedette.reference.words import LADDERS, word

Tell: TypeAlias = Callable[[Any], Sequence[str]]
"""From a record to the wordings of one field, the usual one first; none where the field is unknown."""

EFFECT_WORDS: Final = {
    "killed": "killed",
    "injured": "injured",
    "missing": "missing or abducted",
    "harmed": "casualties",
}
RUNGS: Final = (
    "no harm", "thwarted", "impact, or effect unknown", "injuries", "serious injury", "deaths", "mass casualties", "strike between states",
)  # fmt: skip
"""The rungs of the severity ladder in words, L0 to L7."""
BASELINES: Final = {"block28": "the ledger's own past in blocks of 28 days"}
"""The names of baselines in words."""
FIELD_WORDS: Final = {
    "act": "what was done", "when": "the day", "actor": "the doer", "target": "whom it was done to", "place": "the place",
    "outcomes": "what came of it", "killed": "the dead", "injured": "the injured", "missing": "the missing", "harmed": "the casualties",
    "severity": "the severity",
}  # fmt: skip
"""The fields of an incident as a sentence names them."""
RISK_WORDS: Final = {
    "L1": "an attack",
    "L2": "an attack that gets through",
    "L3": "an attack that injures somebody or worse",
    "L4": "an attack that injures somebody seriously or worse",
    "L5": "an attack that kills",
    "L6": "a mass-casualty attack",
    "L7": "a direct strike between states",
}


def tellings(record: object, field: str) -> Sequence[str] | None:
    """The wordings of this field; None for a field that such records do not have."""
    tell = TELL.get((type(record), field))
    return None if tell is None else tell(record)


def told(record: Any, field: str, text: str | None = None, *, capital: bool = False) -> Part:
    """A field of a ledger record as a part that cites it; `text` picks among several wordings."""
    return _part(record, record.id, field, text, "said", capital)


def reckoned(item: Any, name: str, field: str, text: str | None = None) -> Part:
    """A field of an item of the assessment as a part that cites it by the item's name; `text` picks among several wordings."""
    return _part(item, name, field, text, "computed", False)


def stated(item: Any, name: str, field: str) -> Part:
    """A field of an item that is neither record nor reckoning (a revision, a grade) as a part that cites it by its name."""
    return _part(item, name, field, None, "said", False)


def names(records: Iterable[Incident], field: str) -> dict[str, list[Incident]]:
    """Records by the usual wording of a field, those that leave it unknown apart."""
    groups: dict[str, list[Incident]] = {}
    for one in records:
        for text in list(tellings(one, field) or ())[:1]:
            groups.setdefault(text, []).append(one)
    return groups


def shared(records: Sequence[Incident | Document], field: str, text: str) -> Part:
    """A wording that all these records have in common."""
    return Part(text=text, how="said", records=tuple(f"{one.id}#{field}" for one in records))


def toll(records: Sequence[Incident], effect: str) -> Quantity | None:
    """The sum of one effect over the incidents that number it; None when none does."""
    counts = [one.count for record in records for one in casualties(record, effect) if one.count is not None]
    if not counts:
        return None
    highs = [one.high for one in counts]
    high = None if any(one is None for one in highs) else sum(one for one in highs if one is not None)
    return Quantity(low=sum(one.low or 0 for one in counts), high=high)


def casualties(record: Incident, effect: str) -> list[Casualty]:
    """What stands in the record of one effect, on whatever side."""
    return [one.value for one in record.casualties if one.value is not None and one.value.effect == effect]


def hurt(value: Casualty) -> str:
    """One toll in words: "24 injured", "none injured", or the report's own word where it gives no number."""
    noun = EFFECT_WORDS[value.effect]
    if value.count is None:
        return f"{noun}: “{value.word}”"
    if value.count.high == 0:
        return f"no {noun}" if value.effect == "harmed" else f"none {noun}"
    return f"{phrases.quantity(value.count)} {noun}"


def _part(record: Any, name: str, field: str, text: str | None, how: Any, capital: bool) -> Part:
    found = TELL[type(record), field](record)
    chosen = text if text is not None else found[0]
    return Part(text=phrases.capital(chosen) if capital else chosen, how=how, records=(f"{name}#{field}",))


def _name(field: str) -> Tell:
    def tell(record: Any) -> Sequence[str]:
        held = getattr(record, field)
        return (held.value.name,) if held is not None and held.value is not None else ()

    return tell


def _when(record: Any) -> Sequence[str]:
    value = record.when.value
    return (phrases.when(value), value.edtf(), phrases.tabled(value)) if value else ()


def _outcomes(record: Incident) -> Sequence[str]:
    words = [phrases.OUTCOME_WORDS[one] for one in record.outcomes.value or ()]
    return (*words, ", ".join(one.removeprefix("it ") for one in words)) if words else ()


def _weapons(record: Incident) -> Sequence[str]:
    return list(
        dict.fromkeys(phrases.WEAPON_WORDS.get(one.weapon, one.weapon) for one in record.instruments.value or ())
    )


def _whom(record: Tally) -> Sequence[str]:
    held = record.counted.target
    return () if held is None else (f"on {phrases.the(held.value.name)}{held.value.name}",)


def _where(record: Tally) -> Sequence[str]:
    names = dict.fromkeys(reading.value.name for reading in record.counted.places)
    return (f"in {phrases.listing(list(names))}",) if names else ()


def _claimants(record: Incident) -> Sequence[str]:
    values = [one.reading.value for one in record.attributions]
    return [one.actor.name for one in values if one.how == "claimed" and one.actor is not None]


def _effect(effect: str) -> Tell:
    return lambda record: [hurt(one) for one in casualties(record, effect)]


def _known(get: Callable[[Any], Any]) -> Tell:
    def tell(record: Any) -> Sequence[str]:
        value = get(record)
        return () if value is None else (value if isinstance(value, str) else phrases.day(value),)

    return tell


def _range(low: float, high: float | None, form: str = ".0f", open_end: str = "") -> str:
    return f"{low:{form}} to {high:{form}}" if high is not None else open_end


def _baseline(one: Forecast) -> Sequence[str]:
    held = dict(one.baseline_quantiles)
    return (_range(held[0.1], held[0.9]) if {0.1, 0.9} <= set(held) else f"a mean of {one.baseline_mean:.1f}",)


def _sure(probability: float) -> str:
    """A probability in per cent; nothing estimated is certain."""
    return "nearly one" if probability >= 0.995 else f"{100 * probability:.0f} %"


def _rate_interval(one: RateChange) -> Sequence[str]:
    level = f"{100 * one.interval.level:.0f} % interval"
    bound = _range(one.interval.low, one.interval.high, ".1f", f"{one.interval.low:.1f} or more")
    return (f"{level} {bound}",)


TELL: Final[dict[tuple[type, str], Tell]] = {
    (Incident, "id"): lambda one: (one.id,),
    (Incident, "when"): _when,
    (Incident, "from"): _known(lambda one: one.when.value and one.when.value.earliest),
    (Incident, "until"): _known(lambda one: one.when.value and one.when.value.latest),
    (Incident, "act"): lambda one: (
        phrases.deed(one),
        phrases.act(one),
        ("foiled " if one.status.value == "foiled" else "") + phrases.act(one),
    ),
    (Incident, "actor"): _name("actor"),
    (Incident, "target"): _name("target"),
    (Incident, "place"): _name("place"),
    (Incident, "outcomes"): _outcomes,
    (Incident, "claimants"): _claimants,
    (Incident, "weapons"): _weapons,
    (Incident, "attacks"): lambda one: (str(one.multiplicity.value or 1),),
    (Incident, "severity"): lambda one: (f"{one.severity.label} ({RUNGS[one.severity.level]})", one.severity.label),
    (Incident, "sources"): lambda one: (str(one.independent_sources),),
    **{(Incident, effect): _effect(effect) for effect in EFFECT_WORDS},
    (Mention, "actor"): _name("actor"),
    (Mention, "target"): _name("target"),
    (Tally, "count"): lambda one: (phrases.claimed(one.count.value, one.bound),),
    (Tally, "counter"): _name("counter"),
    (Tally, "as_of"): lambda one: (phrases.day(one.as_of), phrases.short_day(one.as_of)),
    (Tally, "until"): lambda one: (phrases.day(one.to_day or one.as_of),),
    (Tally, "since"): _known(lambda one: one.from_day),
    (Tally, "whom"): _whom,
    (Tally, "where"): _where,
    (Tally, "window"): lambda one: (phrases.window(one.from_day, one.to_day or one.as_of),),
    (Document, "outlet"): lambda one: (one.outlet or phrases.UNNAMED,),
    (Document, "published"): lambda one: (phrases.day(one.published), phrases.short_day(one.published)),
    (Document, "flags"): lambda one: tuple(phrases.flag(flag) for flag in one.flags),
    (RateChange, "now"): lambda one: (f"{one.now:.1f}",),
    (RateChange, "before"): lambda one: (f"{one.before:.1f}",),
    (RateChange, "days_now"): lambda one: (str(one.days_now),),
    (RateChange, "days_before"): lambda one: (str(one.days_before),),
    (RateChange, "ratio"): lambda one: (f"{one.ratio:.1f}",),
    (RateChange, "interval"): _rate_interval,
    (RateChange, "direction"): lambda one: ("rose" if one.ratio > 1 else "fell",),
    (RateChange, "sure"): lambda one: (_sure(one.rose if one.ratio > 1 else 1 - one.rose),),
    (Forecast, "target"): lambda one: (phrases.written(one.target),),
    (Forecast, "start"): lambda one: (phrases.day(one.start),),
    (Forecast, "end"): lambda one: (phrases.day(one.end),),
    (Forecast, "interval"): lambda one: (_range(one.interval.low, one.interval.high),),
    (Forecast, "mean"): lambda one: (f"{one.mean:.1f}",),
    (Forecast, "baseline"): _baseline,
    (Forecast, "baseline_name"): lambda one: (BASELINES.get(one.baseline, one.baseline),),
    (Forecast, "counter"): lambda one: (one.settles.counter,),
    (Forecast, "settled"): lambda one: (phrases.day(one.settles.on),),
    (SeverityRisk, "days"): lambda one: (str(one.days),),
    (SeverityRisk, "event"): lambda one: (RISK_WORDS[one.level],),
    (SeverityRisk, "word"): lambda one: tuple(word(one.probability.best, yardstick) for yardstick in LADDERS),
    (SeverityRisk, "chance"): lambda one: (f"{100 * one.probability.best:.0f} %",),
    (SeverityRisk, "range"): lambda one: (f"{_range(100 * one.probability.low, 100 * one.probability.high)} %",),
    (Reconciliation, "held"): lambda one: (str(one.held),),
    (Reconciliation, "scope"): lambda one: (one.scope,),
    (Reconciliation, "flags"): lambda one: ("; ".join(one.flags),) if one.flags else (),
    (Relation, "total"): lambda one: (str(one.total),),
    (Relation, "tone"): lambda one: ("hostile" if one.sign < -0.1 else "friendly" if one.sign > 0.1 else "mixed",),
    (Relation, "kinds"): lambda one: (phrases.kinds(one.kinds),),
    (Relation, "last"): lambda one: (phrases.short_day(one.last),) if one.last else (),
    (Refusal, "question"): lambda one: (one.question,),
    (Refusal, "reason"): lambda one: (one.reason,),
    (Since, "day"): lambda one: (phrases.day(one.day),),
    (Revision, "field"): lambda one: (FIELD_WORDS.get(one.field or "", one.field or ""),),
    (Revision, "before"): lambda one: (one.before or "unknown",),
    (Revision, "after"): lambda one: (one.after or "unknown",),
    (Grade, "letter"): lambda one: (one.letter,),
}
