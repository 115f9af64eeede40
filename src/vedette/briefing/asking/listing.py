"""Which: the incidents themselves, the first and the worst, their days, places, sides, weapons, claims and sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from vedette.briefing.asking.ground import Ground, Outcome, covered, ids, missing, scope, side
from vedette.briefing.asking.query import Query
from vedette.briefing.asking.selecting import claimants, covers, last_day, select, without
from vedette.briefing.phrases import counted, listing, plural, say, spread
from vedette.briefing.sections.events import describe
from vedette.briefing.sections.situation import ranked
from vedette.briefing.sections.voices import utterance
from vedette.briefing.telling import casualties, names, shared, tellings, told, toll
from vedette.model import Incident
from vedette.model.brief import Part, Sentence

MOST = 12


def listed(ground: Ground, query: Query) -> Outcome:
    """The incidents one by one, oldest first; on a day also what was said on it."""
    best = select(query, ground.facts, ground.lexicon).best
    said = _said_on(ground, query)
    if not best and not said:
        return missing(ground, query)
    sentences: list[Sentence] = []
    if best:
        lead = scope(ground, query, len(best))
        sentences.append(
            say(
                "The ledger holds ",
                counted(ids(best)),
                " ",
                lead,
                ":" if len(best) <= MOST else "; the newest of them:",
            )
        )
        sentences += [_told(one) for one in best[-MOST:]]
    else:
        sentences.append(
            say("The ledger holds no ", scope(ground, query, 1), "; what was said or done short of attacks:")
        )
    return Outcome(sentences=(*sentences, *said), notes=(covered(ground),), value=str(len(best)))


def ordered(ground: Ground, query: Query) -> Outcome:
    """The first, the latest or the gravest, with what shares its day or rung."""
    best = select(query, ground.facts, ground.lexicon).best
    if not best:
        return missing(ground, query, None)
    if query.order in ("worst", "deadliest"):
        return _gravest(ground, query, best)
    dated = [one for one in best if one.when.value is not None and one.when.value.earliest is not None]
    if not dated:
        sentence = say("The reports give no day for any of the ", counted(ids(best)), " ", scope(ground, query), ".")
        return Outcome(sentences=(sentence,))
    edge = min(_first(one) for one in dated) if query.order == "first" else max(last_day(one) for one in dated)
    chosen = [one for one in dated if (_first(one) if query.order == "first" else last_day(one)) == edge]
    word = "first" if query.order == "first" else "latest"
    lead = say(f"The {word} of the ", counted(ids(best)), " ", scope(ground, query), " in the ledger:")
    undated = [one.id for one in best if one not in dated]
    note = [say("For ", counted(undated), " of them no report gives the day.")] if undated else []
    return Outcome(
        sentences=(lead, *(_told(one) for one in chosen[:4])), notes=(*note, covered(ground)), value=edge.isoformat()
    )


def _gravest(ground: Ground, query: Query, best: Sequence[Incident]) -> Outcome:
    sentences: list[Sentence] = []
    if query.order == "deadliest":
        deadly = [one for one in best if _low(one, "killed") > 0]
        if not deadly:
            sentences.append(
                say(
                    "Of the ",
                    counted(ids(best)),
                    " ",
                    scope(ground, query),
                    " no attack is reported to have killed anybody; the gravest:",
                )
            )
        best = deadly or best
    worst = max(best, key=lambda one: (_low(one, "killed"), one.severity.level, _low(one, "injured"), one.independent_sources, one.id)) if query.order == "deadliest" else max(
        best, key=lambda one: (one.severity.level, _low(one, "killed"), _low(one, "injured"), one.independent_sources, one.id)
    )  # fmt: skip
    if not sentences:
        sentences.append(say("The gravest of the ", counted(ids(best)), " ", scope(ground, query), " in the ledger:"))
    rung = say("Its severity is ", told(worst, "severity"), ".")
    return Outcome(
        sentences=(*sentences, _told(worst), rung), notes=(covered(ground),), value=last_day(worst).isoformat()
    )


def days(ground: Ground, query: Query) -> Outcome:
    """The days on which it happened."""
    best = select(query, ground.facts, ground.lexicon).best
    if not best:
        return missing(ground, query, None)
    shown = [(told(one, "when"),) for one in best if one.when.value][-MOST:]
    lead = say(
        "The ledger holds ",
        counted(ids(best)),
        " ",
        scope(ground, query, len(best)),
        ": ",
        *spread(list(dict.fromkeys(shown))),
        ".",
    )
    return Outcome(sentences=(lead,), notes=(covered(ground),), value=last_day(best[-1]).isoformat())


def where(ground: Ground, query: Query) -> Outcome:
    """The places, most often named first."""
    best = select(query, ground.facts, ground.lexicon).best
    groups = names(best, "place")
    if not groups:
        return missing(ground, query, None)
    unknown = [one.id for one in best if one.place.value is None]
    sentences = [
        say(
            "As far as the reports name a place, the ",
            counted(ids(best)),
            " ",
            scope(ground, query, len(best)),
            " were at ",
            *spread(ranked(groups, "place", 8)),
            ".",
        )
    ]
    if unknown:
        sentences.append(
            say(
                "For ",
                counted(unknown),
                f" {plural(len(unknown), 'incident')} no report names one.".replace(" one.", " a place."),
            )
        )
    return Outcome(
        sentences=tuple(sentences), notes=(covered(ground),), value=max(groups, key=lambda name: len(groups[name]))
    )


def who(ground: Ground, query: Query) -> Outcome:
    """The doers as the reports name them, and who claims."""
    best = select(query, ground.facts, ground.lexicon).best
    if not best:
        return missing(ground, query, None)
    groups = names(best, "actor")
    lead: list[str | Part] = ["For the ", counted(ids(best)), " ", scope(ground, query, len(best))]
    sentences = (
        [say(*lead, " the reports name as doers ", *spread(ranked(groups, "actor", 5)), ".")]
        if groups
        else [say(*lead, " no report names a doer.")]
    )
    unknown = [one.id for one in best if one.actor.value is None]
    if groups and unknown:
        sentences.append(say("For ", counted(unknown), " of them they name none, or leave it open."))
    claims = _claims(best)
    if claims:
        sentences.append(say("Responsibility is claimed by ", *spread(_ranked(claims)), "."))
    return Outcome(
        sentences=tuple(sentences),
        notes=(covered(ground),),
        value=max(groups, key=lambda name: len(groups[name]), default=None),
    )


def target(ground: Ground, query: Query) -> Outcome:
    """Whom it hit, as the reports name it."""
    best = select(query, ground.facts, ground.lexicon).best
    groups = names(best, "target")
    if not groups:
        return missing(ground, query, None)
    lead: list[str | Part] = ["For the ", counted(ids(best)), " ", scope(ground, query, len(best))]
    return Outcome(
        sentences=(say(*lead, " the reports name as target ", *spread(ranked(groups, "target", 6)), "."),),
        notes=(covered(ground),),
        value=max(groups, key=lambda name: len(groups[name])),
    )


def weapons(ground: Ground, query: Query) -> Outcome:
    """The weapons, by how many incidents name them."""
    best = select(query, ground.facts, ground.lexicon).best
    if not best:
        return missing(ground, query, None)
    groups: dict[str, list[Incident]] = {}
    for one in best:
        for word in tellings(one, "weapons") or ():
            groups.setdefault(word, []).append(one)
    lead: list[str | Part] = ["For the ", counted(ids(best)), " ", scope(ground, query, len(best))]
    if not groups:
        return Outcome(sentences=(say(*lead, " no report names a weapon."),), notes=(covered(ground),), value="none")
    top = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    shown = [(shared(group, "weapons", word), " (", counted(ids(group)), ")") for word, group in top]
    return Outcome(
        sentences=(say(*lead, " the reports name ", *spread(shown), "."),), notes=(covered(ground),), value=top[0][0]
    )


def claimed(ground: Ground, query: Query) -> Outcome:
    """Who claims it; or whether one party does."""
    every = select(without(query, claimant=None), ground.facts, ground.lexicon).best
    if not every:
        return missing(ground, without(query, claimant=None), None)
    claims = _claims(every)
    plain = without(query, claimant=None)
    lead: list[str | Part] = ["For the ", counted(ids(every)), " ", scope(ground, plain, len(every))]
    if query.claimant is not None:
        mine = [one for one in every if any(covers(query.claimant, party, ground.lexicon) for party in claimants(one))]
        name = side(ground, query.claimant)
        if not mine:
            others = [say("Responsibility is claimed by ", *spread(_ranked(claims)), ".")] if claims else []
            return Outcome(
                sentences=(say(*lead, " the reports carry no claim by ", name, "."), *others),
                notes=(covered(ground),),
                value="no",
                asked=(plain,),
            )
        share = say(
            "Yes: the reports carry claims by ",
            name,
            " for ",
            counted(ids(mine)),
            " of the ",
            counted(ids(every)),
            " ",
            scope(ground, plain, len(every)),
            ".",
        )
        return Outcome(
            sentences=(share, *(_told(one) for one in mine[-3:])), notes=(covered(ground),), value="yes", asked=(plain,)
        )
    if not claims:
        return Outcome(
            sentences=(say(*lead, " the reports carry no claim of responsibility."),),
            notes=(covered(ground),),
            value="none",
        )
    nobody = [one.id for one in every if not claimants(one)]
    sentences = [say(*lead, " the reports carry claims of responsibility by ", *spread(_ranked(claims)), ".")]
    if nobody:
        sentences.append(say("For ", counted(nobody), " of them they carry no claim."))
    return Outcome(sentences=tuple(sentences), notes=(covered(ground),), value=next(iter(claims)))


def sources(ground: Ground, query: Query) -> Outcome:
    """The reports behind the incidents, by outlet."""
    best = select(query, ground.facts, ground.lexicon).best
    if query.outlet is None and not any(
        (query.spots, query.span, query.actor, query.target, query.weapons, query.modes)
    ):
        return reports(ground, query)
    if not best:
        return missing(ground, query, None)
    held = sorted(
        {document for one in best for document, _, _ in one.sources},
        key=lambda id: (ground.facts.documents[id].published, id),
    )
    lead = say(
        "The ",
        counted(ids(best)),
        " ",
        scope(ground, query, len(best)),
        plural(len(best), " is", " are"),
        " told in ",
        counted(held),
        f" {plural(len(held), 'report')}:",
    )
    shown = [say(told(one, "outlet", capital=True), ", ", told(one, "published"), " (", "a copy of another report" if one.id in ground.facts.copies else "its own report", ").")
             for one in (ground.facts.documents[id] for id in held[:MOST])]  # fmt: skip
    independent = (
        [
            say(
                "The incident rests on ",
                told(best[0], "sources"),
                f" independent {plural(best[0].independent_sources, 'source')}.",
            )
        ]
        if len(best) == 1
        else []
    )
    return Outcome(sentences=(lead, *shown, *independent), value=str(len(held)))


def reports(ground: Ground, query: Query) -> Outcome:
    """How many reports the ledger holds, and from whom."""
    groups: dict[str, list[str]] = {}
    for id in ground.facts.documents:
        groups.setdefault(ground.facts.outlet(id), []).append(id)
    if query.outlet is not None:
        held = groups[query.outlet]
        lead = say(
            "The ledger holds ",
            counted(held),
            f" {plural(len(held), 'report')} from ",
            told(ground.facts.documents[held[0]], "outlet"),
            ".",
        )
        return Outcome(sentences=(lead,), value=str(len(held)))
    top = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    shown = [
        (shared([ground.facts.documents[id] for id in group], "outlet", name), " (", counted(group), ")")
        for name, group in top[:MOST]
    ]
    copied = [id for id in ground.facts.documents if id in ground.facts.copies]
    note = (
        [say(counted(copied), " of them repeat another report nearly word for word; a copy adds no source.")]
        if len(copied) > 1
        else []
    )
    lead = say("The ledger holds ", counted(ground.facts.documents), " reports, from ", *spread(shown), ".")
    return Outcome(sentences=(lead,), notes=tuple(note), value=str(len(ground.facts.documents)))


def disagree(ground: Ground, query: Query) -> Outcome:
    """On what the sources of these incidents differ; every figure stands in the record."""
    best = select(query, ground.facts, ground.lexicon).best
    if not best:
        return missing(ground, query, None)
    differing = [one for one in best if one.disagreements]
    if not differing:
        lead = say(
            "On the ",
            counted(ids(best)),
            " ",
            scope(ground, query, len(best)),
            " the sources that the ledger holds do not differ.",
        )
        return Outcome(sentences=(lead,), value="0")
    lead = say(
        "On ",
        counted(ids(differing)),
        " of the ",
        counted(ids(best)),
        " ",
        scope(ground, query, len(best)),
        " the sources differ:",
    )
    shown = [
        say(
            *describe(one),
            "; they differ on ",
            listing(list(dict.fromkeys(name.partition(".")[0] for name in one.disagreements))),
            ".",
        )
        for one in differing[-6:]
    ]
    return Outcome(sentences=(lead, *shown), value=str(len(differing)))


def _told(one: Incident) -> Sentence:
    return say(*describe(one), ".")


def _first(one: Incident) -> date:
    return (one.when.value.earliest if one.when.value else None) or date.max


def _low(one: Incident, effect: str) -> int:
    whole = toll([one], effect)
    harmed = 1 if any(value.count is None for value in casualties(one, effect)) else 0
    return (whole.low or 0) if whole and whole.low else harmed


def _claims(incidents: Sequence[Incident]) -> dict[str, list[Incident]]:
    groups: dict[str, list[Incident]] = {}
    for one in incidents:
        for party in claimants(one):
            groups.setdefault(party.name, []).append(one)
    return dict(sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])))


def _ranked(claims: dict[str, list[Incident]]) -> list[tuple[str | Part, ...]]:
    return ranked(claims, "claimants", 6)


def _said_on(ground: Ground, query: Query) -> list[Sentence]:
    """What was said or done short of attacks, where the question names days and nothing else."""
    span = query.span
    if (
        span is None
        or span.first is None
        or any((query.spots, query.actor, query.target, query.weapons, query.modes, query.outcomes, query.harmed))
    ):
        return []
    last = span.last or date.max
    found = [
        one for one in ground.facts.signals
        if one.kind not in ("ASSAULT", "COERCE", "PROTEST") and one.actor is not None and one.status.value not in ("background", "hypothetical", "denied")
        and span.first <= ground.facts.documents[one.document].published <= last
    ]  # fmt: skip
    return [utterance(ground.facts, one) for one in found[-3:]] if (last - span.first).days <= 7 else []
