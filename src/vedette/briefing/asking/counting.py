"""How many: attacks, people harmed, whether there was any, and two counts set side by side."""

from __future__ import annotations

from collections.abc import Sequence

from vedette.briefing import phrases
from vedette.briefing.asking.ground import FOUND, Found, Ground, Outcome, covered, ids, missing, scope
from vedette.briefing.asking.query import Query
from vedette.briefing.asking.selecting import Selected, attacks, held_sum, select
from vedette.briefing.asking.totals import newest, stated
from vedette.briefing.phrases import counted, plural, say
from vedette.briefing.sections.events import describe
from vedette.briefing.telling import EFFECT_WORDS, casualties, hurt, told, toll
from vedette.model import Incident
from vedette.model.brief import Part, Sentence
from vedette.model.mention import Effect

SHOWN = 3


def count(ground: Ground, query: Query) -> Outcome:
    """How many attacks fit, how many more may, and what counters say."""
    chosen = select(query, ground.facts, ground.lexicon)
    if not chosen.best:
        return _none(ground, query, chosen)
    if query.pieces:
        return _pieces(ground, query, chosen)
    sentences = [_total(ground, query, chosen), *_split(query, chosen)]
    found = (Found(attacks=attacks(chosen.best), incidents=tuple(ids(chosen.best))),)
    if not any((query.span, query.weapons, query.outcomes, query.harmed, query.actor, query.claimant, query.modes)):
        sentences += stated(ground, newest(ground, query, named=True)[:2])
    return Outcome(sentences=tuple(sentences), notes=(covered(ground),), value=str(attacks(chosen.best)), found=found)


def exists(ground: Ground, query: Query) -> Outcome:
    """Whether there was any, with the newest."""
    chosen = select(query, ground.facts, ground.lexicon)
    if not chosen.best:
        return _none(ground, query, chosen)
    shown = chosen.best[-SHOWN:]
    lead = say("Yes: the ledger holds ", counted(ids(chosen.best)), " ", scope(ground, query, len(chosen.best)), ".")
    sentences = (lead, *_split(query, chosen), *(say(*describe(one), ".") for one in reversed(shown)))
    return Outcome(sentences=sentences, notes=(covered(ground),), value="yes")


def compare(ground: Ground, query: Query) -> Outcome:
    """Two counts, one beside the other, and which is the larger."""
    sides = [(one, select(one, ground.facts, ground.lexicon)) for one in query.sides]
    if not any(chosen.best for _, chosen in sides):
        nothing = tuple(say("The ledger holds no ", scope(ground, one, 1), ".") for one, _ in sides)
        return Outcome(standing="not_in_ledger", sentences=nothing, notes=(covered(ground),), value="0")
    sentences: list[Sentence] = []
    for one, chosen in sides:
        sentences += (
            [_total(ground, one, chosen), *_split(one, chosen)]
            if chosen.best
            else [say("The ledger holds no ", scope(ground, one, 1), ".")]
        )
    numbers = [attacks(chosen.best) for _, chosen in sides]
    if len(set(numbers)) > 1:
        larger = sides[numbers.index(max(numbers))][0]
        sentences.append(say("The larger number is that of ", scope(ground, larger), "."))
    else:
        sentences.append(say("The numbers are equal."))
    found = tuple(Found(attacks=attacks(chosen.best), incidents=tuple(ids(chosen.best))) for _, chosen in sides)
    return Outcome(sentences=tuple(sentences), notes=(covered(ground),), value=":".join(map(str, numbers)), found=found)


def people(ground: Ground, query: Query) -> Outcome:
    """How many were killed or injured: the sum over incidents, those without a number, and what counters say."""
    chosen = select(query, ground.facts, ground.lexicon)
    effects: tuple[Effect, ...] = (query.effect,) if query.effect else ("killed", "injured")
    held = [*chosen.best, *chosen.open] if query.target else list(chosen.best)
    sentences: list[Sentence] = []
    for effect in effects:
        sentences += _harm(held, effect)
        if not query.span and not query.spots:
            sentences += stated(ground, newest(ground, query, effect=effect)[:3])
    if not held:
        return missing(ground, query, None)
    if not sentences:
        return _unnumbered(ground, query, held, effects)
    silent = [one.id for one in held if not one.casualties]
    notes = [
        say(
            "For ", counted(silent), f" of these incidents the reports say nothing of casualties, which is not the same as {'none'}.",
        )
    ] if silent else []  # fmt: skip
    value = held_sum(held, effects[0])
    return Outcome(
        sentences=tuple(sentences), notes=(*notes, covered(ground)), value=None if value is None else str(value)
    )


def _unnumbered(ground: Ground, query: Query, held: list[Incident], effects: Sequence[Effect]) -> Outcome:
    """There are incidents, and no report says how many people they hurt."""
    harm = " or ".join(EFFECT_WORDS[one] for one in effects)
    noun = plural(len(held), "incident")
    sentence = say(
        "The ledger holds ", counted(ids(held)), f" {noun} of ", scope(ground, query), f", and no report of them gives a number of people {harm}."
    )  # fmt: skip
    return Outcome(standing="not_in_ledger", sentences=(sentence,), notes=(covered(ground),), asked=(query,))


def _harm(incidents: list[Incident], effect: Effect) -> list[Sentence]:
    """What the incidents say of one effect: numbers summed, words quoted, explicit zeros counted."""
    out: list[Sentence] = []
    whole = toll(incidents, effect)
    giving = [one for one in incidents if toll([one], effect) is not None]
    if whole is not None:
        sum_ = Part(text=phrases.quantity(whole), how="said", records=tuple(f"{one.id}#{effect}" for one in giving))
        noun = plural(len(giving), "incident")
        lead = f" {noun} that {plural(len(giving), 'gives', 'give')} a number of them, the reports speak of "
        out.append(say("Summed over the ", counted(ids(giving)), lead, sum_, f" {EFFECT_WORDS[effect]}."))
    worded = [one for one in incidents if any(c.count is None for c in casualties(one, effect))]
    if worded:
        noun, give = plural(len(worded), "incident"), plural(len(worded), "gives", "give")
        words = {hurt(c): one for one in worded for c in casualties(one, effect) if c.count is None}
        shown = phrases.spread([(told(one, effect, text),) for text, one in list(words.items())[:4]])
        out.append(say("For ", counted(ids(worded)), f" {noun} that {give} no number they say: ", *shown, "."))
    return out


def _pieces(ground: Ground, query: Query, chosen: Selected) -> Outcome:
    """How many weapons the reports number, attack by attack; attacks whose weapons nobody numbered are said to be such."""
    known: dict[str, int] = {}
    for one in chosen.best:
        counts = [
            held.count
            for held in one.instruments.value or ()
            if held.weapon in query.weapons and held.count is not None
        ]
        if counts:
            known[one.id] = sum(count.figure or 0 for count in counts)
    noun = "weapons of this class"
    open_ = [one.id for one in chosen.best if one.id not in known]
    parts: list[str | Part] = ["In the ", counted(ids(chosen.best)), " ", scope(ground, query, len(chosen.best)), " "]
    if not known:
        return Outcome(sentences=(say(*parts, f"no report numbers the {noun}."),), notes=(covered(ground),))
    total = Part(text=str(sum(known.values())), how="said", records=(FOUND,))
    tail = [" for ", counted(open_), " of them no report gives a number."] if open_ else [" all are numbered."]
    found = Found(attacks=attacks(chosen.best), incidents=tuple(ids(chosen.best)), weapons=tuple(known.items()))
    sentence = say(*parts, "the reports number ", total, f" {noun};", *tail)
    return Outcome(sentences=(sentence,), notes=(covered(ground),), value=str(sum(known.values())), found=(found,))


def _total(ground: Ground, query: Query, chosen: Selected) -> Sentence:
    best = chosen.best
    number = attacks(best)
    if number == len(best):
        return say("The ledger holds ", counted(ids(best)), " ", scope(ground, query, number), ".")
    noun = plural(len(best), "incident")
    if ground.items:
        total = Part(text=str(number), how="said", records=(FOUND,))
        return say(
            "The ledger holds ", total, " ", scope(ground, query, number), ", told as ", counted(ids(best)), f" {noun}."
        )
    several = [one for one in best if (one.multiplicity.value or 1) > 1]
    each = phrases.spread([(told(one, "attacks"),) for one in several])
    stand = plural(len(several), "stands", "stand")
    return say(
        "The ledger holds ", counted(ids(best)), " ", scope(ground, query, len(best)), " told singly; ", counted(ids(several)),
        f" of them {stand} for several each: ", *each, ".",
    )  # fmt: skip


def _split(query: Query, chosen: Selected) -> list[Sentence]:
    """How sure the count is: named, likely by the site, and open."""
    out: list[Sentence] = []
    if query.target is not None and chosen.likely and not chosen.named:
        out.append(
            say(
                "No report names whom they hit; where reports of such attacks on the same base or in the same country name anybody, it is they."
            )
        )
    elif query.target is not None and chosen.likely:
        out.append(
            say("For ", counted(ids(chosen.named)), " of these incidents a report names them as the target; for the other ", counted(ids(chosen.likely)),
                " no report names whom it hit, and where reports of such attacks on the same base or in the same country name anybody, it is they.")
        )  # fmt: skip
    if chosen.open:
        what = phrases.listing(_unsaid(query, chosen))
        verb = plural(len(chosen.open), "it may or may not belong", "they may or may not belong")
        out.append(say("For ", counted(ids(chosen.open)), f" more no report says {what}; {verb} here."))
    return out


def _unsaid(query: Query, chosen: Selected) -> list[str]:
    out = ["where it was"] if query.spots and any(one.place.value is None for one in chosen.open) else []
    if query.target is not None and any(one.target.value is None or one.target.value.id is None for one in chosen.open):
        out.append("whom it hit")
    if query.span is not None and any(one.when.value is None or one.when.value.earliest is None for one in chosen.open):
        out.append("on which day it was")
    return out or ["enough"]


def _none(ground: Ground, query: Query, chosen: Selected) -> Outcome:
    nothing = missing(ground, query)
    extra = _split(query, chosen)
    return Outcome(standing=nothing.standing, sentences=(*nothing.sentences, *extra), notes=nothing.notes, value="0")
