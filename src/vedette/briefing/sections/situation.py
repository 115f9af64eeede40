"""The situation: how much, where, whom it hit, at what cost, and whether it is getting worse."""

from __future__ import annotations

from collections import Counter

from vedette.briefing import phrases
from vedette.briefing.facts import Facts
from vedette.briefing.phrases import computed, counted, said, say
from vedette.model import Incident
from vedette.model.brief import Figure, Part, Section, Sentence
from vedette.model.mention import Effect


def figures(facts: Facts) -> tuple[Figure, ...]:
    """The headline numbers."""
    attacks = [one for one in facts.incidents if one.act.value and one.act.value.kind == "ASSAULT"]
    out = [
        Figure(label="incidents in the ledger", value=counted(one.id for one in facts.incidents)),
        Figure(label="of them foiled", value=counted(one.id for one in attacks if one.status.value == "foiled")),
    ]
    labels: tuple[tuple[Effect, str], ...] = (("killed", "reported killed"), ("injured", "reported injured"))
    for effect, label in labels:
        toll = total(facts.incidents, effect)
        if toll is not None:
            out.append(Figure(label=label, value=toll, note="sum over incidents with a figure"))
    out.append(Figure(label="reports read", value=counted(facts.documents), note="copies included"))
    return tuple(out)


def situation(facts: Facts) -> Section:
    """The state of things in a few sentences."""
    if not facts.incidents:
        text = "The reports tell no incident: no attack, arrest or protest that is said to have happened."
        return Section(key="situation", title="Situation", sentences=(say(text),))
    sentences = [_extent(facts), *_places(facts), *_sides(facts), *_tolls(facts), *_tempo(facts)]
    return Section(key="situation", title="Situation", sentences=tuple(sentences))


def total(incidents: tuple[Incident, ...], effect: Effect) -> Part | None:
    """The sum of one effect over the incidents that state it, as "at least" where any bound is open; None when none does."""
    low, open_ended, records = 0, False, []
    for incident in incidents:
        for account in incident.casualties:
            value = account.value
            if value is None or value.effect != effect or value.count is None:
                continue
            low += value.count.low or 0
            open_ended |= value.count.high != value.count.low
            records.append(incident.id)
    if not records:
        return None
    return said(f"{'at least ' if open_ended else ''}{low}", *dict.fromkeys(records))


def _extent(facts: Facts) -> Sentence:
    ids = [one.id for one in facts.incidents]
    days = [one.when.value for one in facts.incidents if one.when.value]
    first = min(one.earliest or one.latest for one in days)
    last = max(one.latest for one in days)
    span = (
        f" from {phrases.day(first)} to {phrases.day(last)}" if first != last else f" on or before {phrases.day(last)}"
    )
    reports = counted(facts.documents)
    return say("The ledger holds ", counted(ids), f" {phrases.plural(len(ids), 'incident')}", said(span, *ids), ", told by ",
               reports, f" {phrases.plural(len(facts.documents), 'report')}.")  # fmt: skip


def _places(facts: Facts) -> list[Sentence]:
    located = [one for one in facts.incidents if one.place.value]
    by_place: dict[str, list[Incident]] = {}
    for one in located:
        assert one.place.value is not None
        by_place.setdefault(one.place.value.name, []).append(one)
    top = sorted(by_place.items(), key=lambda item: (-len(item[1]), item[0]))[:4]
    if len(located) < 2 or len(top) < 2:
        return []
    parts = phrases.spread(
        [(said(name, *(one.id for one in group)), " (", counted(one.id for one in group), ")") for name, group in top]
    )
    out = [say("Most of them took place at ", *parts, ".")]
    unknown = [one.id for one in facts.incidents if one.place.value is None]
    if unknown:
        out.append(say("For ", counted(unknown), " of them no report names a place."))
    return out


def _sides(facts: Facts) -> list[Sentence]:
    actors = Counter(one.actor.value.name for one in facts.incidents if one.actor.value)
    out = []
    if actors:
        groups = []
        for name, _ in actors.most_common(3):
            ids = [one.id for one in facts.incidents if one.actor.value and one.actor.value.name == name]
            groups.append((said(name, *ids), " (", counted(ids), ")"))
        out.append(say("Named or described as the doer: ", *phrases.spread(groups), "."))
    disputed = [one.id for one in facts.incidents if "actor" in one.disagreements]
    if disputed:
        out.append(say("In ", counted(disputed), " of them the sources differ on who did it."))
    return out


def _tolls(facts: Facts) -> list[Sentence]:
    killed, injured = total(facts.incidents, "killed"), total(facts.incidents, "injured")
    if killed is None and injured is None:
        return [say("No report gives a number of people killed or injured.")]
    clauses = [(part, f" {word}") for part, word in ((killed, "killed"), (injured, "injured")) if part is not None]
    out = [say("Summed over the incidents that state a figure, the reports speak of ", *phrases.spread(clauses), ".")]
    silent = [one.id for one in facts.incidents if not one.casualties]
    if silent:
        out.append(say(counted(silent), " say nothing of casualties, which is not the same as none."))
    return out


def _tempo(facts: Facts) -> list[Sentence]:
    rate = next((one for one in facts.assessment.rates if one.key == "all"), None)
    if rate is None:
        refusal = next((n for n, one in enumerate(facts.assessment.refusals) if "tempo" in one.question), None)
        if refusal is None:
            return []
        return [
            say(
                "Tempo cannot be judged: ",
                computed(facts.assessment.refusals[refusal].reason, f"refusal:{refusal}"),
                ".",
            )
        ]
    direction = "rose" if rate.ratio > 1 else "fell"
    sure = rate.rose if rate.ratio > 1 else 1 - rate.rose
    item = f"rate:{rate.key}"
    high = f"{rate.interval.high:.1f}" if rate.interval.high is not None else "no upper bound"
    return [
        say(
            "Attacks came at ", computed(f"{rate.now:.1f}", item), " a day in the last ", computed(str(rate.days_now), item),
            " days, against ", computed(f"{rate.before:.1f}", item), " a day in the ", computed(str(rate.days_before), item),
            " days before: a ratio of ", computed(f"{rate.ratio:.1f}", item), " (",
            computed(f"{100 * rate.interval.level:.0f} % interval {rate.interval.low:.1f} to {high}", item), "). The probability that the rate ",
            direction, " is ", computed(f"{100 * sure:.0f} %", item), ".",
        )
    ]  # fmt: skip
