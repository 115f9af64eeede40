"""The situation: how much, where, whom it hit, at what cost, and whether it is getting worse."""

from __future__ import annotations

from vedette.briefing import phrases
from vedette.briefing.facts import Facts
from vedette.briefing.phrases import counted, say, spread
from vedette.briefing.sections.changes import fresh
from vedette.briefing.telling import names, reckoned, shared, told, toll
from vedette.model import Incident
from vedette.model.brief import Figure, Part, Section, Sentence
from vedette.model.mention import Effect


def figures(facts: Facts) -> tuple[Figure, ...]:
    """The headline numbers."""
    foiled = tuple(one for one in facts.incidents if one.status.value == "foiled")
    out = [
        Figure(
            label="incidents in the ledger",
            value=counted(one.id for one in facts.incidents),
            change=fresh(facts, facts.incidents),
        ),
        Figure(label="of them foiled", value=counted(one.id for one in foiled), change=fresh(facts, foiled)),
    ]
    labels: tuple[tuple[Effect, str], ...] = (("killed", "reported killed"), ("injured", "reported injured"))
    for effect, label in labels:
        part = total(facts.incidents, effect)
        if part is not None:
            out.append(Figure(label=label, value=part, note="sum over incidents with a figure"))
    out.append(Figure(label="reports read", value=counted(facts.documents), note="copies included"))
    return tuple(out)


def situation(facts: Facts) -> Section:
    """The state of things in a few sentences."""
    if not facts.incidents:
        text = "The reports tell no incident: no attack, arrest or protest that is said to have happened."
        return Section(key="situation", title="Situation", sentences=(say(text),))
    points = (_joined(one) for one in (_places(facts), _sides(facts), _tolls(facts)) if one)
    return Section(
        key="situation", title="Situation", sentences=(*_extent(facts), *_tempo(facts)), points=tuple(points)
    )


def _joined(sentences: list[Sentence]) -> Sentence:
    """Several sentences as one point."""
    first, *others = sentences
    return Sentence(parts=(*first.parts, *(part for one in others for part in (Part(text=" "), *one.parts))))


def total(incidents: tuple[Incident, ...], effect: Effect) -> Part | None:
    """The sum of one effect over the incidents that number it, as "at least" where a bound is open; None when none does."""
    whole = toll(incidents, effect)
    if whole is None:
        return None
    ids = [one.id for one in incidents if toll([one], effect) is not None]
    return Part(text=phrases.quantity(whole), how="said", records=tuple(f"{id}#{effect}" for id in ids))


def _extent(facts: Facts) -> list[Sentence]:
    number, reports = len(facts.incidents), len(facts.documents)
    out = [
        say(
            "The ledger holds ", counted(one.id for one in facts.incidents), f" {phrases.plural(number, 'incident')} from ", counted(facts.documents),
            f" {phrases.plural(reports, 'report')}.",
        )
    ]  # fmt: skip
    dated = [
        (one.when.value.earliest, one.when.value.latest, one)
        for one in facts.dated
        if one.when.value and one.when.value.earliest
    ]
    if dated:
        first, _, opening = min(dated, key=lambda item: (item[0], item[2].id))
        _, last, closing = max(dated, key=lambda item: (item[1], item[2].id))
        if first == last:
            out.append(say("All that are dated to within a few days fall on ", told(opening, "from"), "."))
        else:
            out.append(
                say(
                    "Those dated to within a few days run from ",
                    told(opening, "from"),
                    " to ",
                    told(closing, "until"),
                    ".",
                )
            )
    return out


def _places(facts: Facts) -> list[Sentence]:
    groups = names(facts.incidents, "place")
    out = []
    if len(groups) > 1:
        out.append(say("The places named most often are ", *spread(ranked(groups, "place", 4)), "."))
    unknown = [one.id for one in facts.incidents if one.place.value is None]
    if unknown:
        out.append(
            say("For ", counted(unknown), f" {phrases.plural(len(unknown), 'incident')} no report names a place.")
        )
    return out


def ranked(groups: dict[str, list[Incident]], field: str, most: int) -> list[tuple[str | Part, ...]]:
    """The largest groups as "name (count)"."""
    top = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))[:most]
    return [
        (phrases.the(name), shared(group, field, name), " (", counted(one.id for one in group), ")")
        for name, group in top
    ]


def _sides(facts: Facts) -> list[Sentence]:
    groups, out = names(facts.incidents, "actor"), []
    if groups:
        lead = "The only doer named is " if len(groups) == 1 else "The doers named most often are "
        out.append(say(lead, *spread(ranked(groups, "actor", 3)), "."))
    unknown = [one.id for one in facts.incidents if one.actor.value is None]
    if unknown:
        out.append(
            say(
                "For ",
                counted(unknown),
                f" {phrases.plural(len(unknown), 'incident')} the reports name no doer or leave it open.",
            )
        )
    disputed = [one.id for one in facts.incidents if "actor" in one.disagreements]
    if disputed:
        out.append(
            say(
                "On ",
                counted(disputed),
                f" {phrases.plural(len(disputed), 'incident')} the sources differ about the doer.",
            )
        )
    return out


def _tolls(facts: Facts) -> list[Sentence]:
    killed, injured = total(facts.incidents, "killed"), total(facts.incidents, "injured")
    clauses = [(part, f" {word}") for part, word in ((killed, "killed"), (injured, "injured")) if part is not None]
    if not clauses:
        return [say("No report gives a number of people killed or injured.")]
    out = [say("Summed over the incidents that give a figure, the reports speak of ", *spread(clauses), ".")]
    silent = [one.id for one in facts.incidents if not one.casualties]
    if silent:
        noun = phrases.plural(len(silent), "incident")
        out.append(
            say("For ", counted(silent), f" {noun} they say nothing of casualties, which is not the same as none.")
        )
    return out


def _tempo(facts: Facts) -> list[Sentence]:
    rate = next((one for one in facts.assessment.rates if one.key == "all"), None)
    if rate is None:
        refused = [(n, one) for n, one in enumerate(facts.assessment.refusals) if "tempo" in one.question]
        return [say("Tempo cannot be judged: ", reckoned(one, f"refusal:{n}", "reason"), ".") for n, one in refused[:1]]
    item = f"rate:{rate.key}"
    now, before, days_now, days_before, ratio, interval, direction, sure = (
        reckoned(rate, item, field) for field in ("now", "before", "days_now", "days_before", "ratio", "interval", "direction", "sure")
    )  # fmt: skip
    # Beside no attack at all a ratio only echoes the prior.
    compared = (": a ratio of ", ratio, " (", interval, ")") if rate.before else ()
    return [
        say("Attacks came at ", now, " a day in the last ", days_now, " days, against ", before, " a day in the ", days_before,
            " days before", *compared, "."),
        say("The probability that the rate ", direction, " is ", sure, "."),
    ]  # fmt: skip
