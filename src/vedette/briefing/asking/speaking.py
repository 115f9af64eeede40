"""Who said what, and what came of it: threats, appeals, refusals, talks, aid, and answers to them."""

from __future__ import annotations

from dataclasses import replace

from vedette.briefing.asking.ground import ASKED, Ground, Outcome, covered, ids, side
from vedette.briefing.asking.passages import quote
from vedette.briefing.asking.query import Query, Side, speech_words
from vedette.briefing.asking.selecting import covers, select, signals
from vedette.briefing.phrases import counted, plural, say
from vedette.briefing.sections.events import describe
from vedette.briefing.sections.voices import utterance
from vedette.model import Mention
from vedette.model.brief import Part, Sentence

MOST = 6
REPLIES = ("REJECT", "AGREE", "CONCEDE", "RETREAT", "SUPPORT", "COOPERATE")
ANSWERS = ("AID", "MOBILIZE", "SANCTION", "THREATEN", "RETREAT", "CONCEDE", "ACCUSE")


def said(ground: Ground, query: Query) -> Outcome:
    """What somebody said or did short of attacks, newest first, in the words of the reports."""
    found = signals(query, ground.facts, ground.lexicon)
    if not found:
        return nothing(query, ground)
    shown = _distinct(ground, found)
    return Outcome(
        sentences=tuple(utterance(ground.facts, one) for one in shown), notes=(covered(ground),), value=str(len(found))
    )


def response(ground: Ground, query: Query) -> Outcome:
    """What came of an appeal, or what a side did in answer to attacks."""
    if query.event == "appeal":
        return _appealed(ground, query)
    told = _appealed(ground, query) if query.addressee is not None else None
    return told if told is not None and told.standing == "answered" else _answered(ground, query)


def nothing(query: Query, ground: Ground) -> Outcome:
    """The answer where no statement fits."""
    what = (
        Part(text=speech_words(query), how="said", records=(ASKED,)) if ground.items else Part(text=speech_words(query))
    )
    sentence = say("The ledger holds no record of ", what, ".")
    return Outcome(standing="not_in_ledger", sentences=(sentence,), notes=(covered(ground),), asked=(query,))


def _appealed(ground: Ground, query: Query) -> Outcome:
    """The appeals of one side, and every refusal or agreement that a record or the next sentence of a report tells."""
    asking = query.addressee
    wanted = replace(query, speaker=asking, addressee=query.speaker, speech=("REQUEST", "CONSULT"), sort="said")
    # A demand, such as one for ransom, is no appeal.
    appeals = tuple(
        one for one in signals(wanted, ground.facts, ground.lexicon) if one.mode != "demand" and one.actor is not None
    )
    if not appeals:
        return nothing(wanted, ground)
    replies = _replies(ground, appeals, query.speaker)
    shown = _distinct(ground, appeals)[:3]
    after = {sentence.text: sentence for one in shown if (sentence := _next(ground, one)) is not None}
    sentences = [utterance(ground.facts, one) for one in shown]
    if replies:
        sentences += [utterance(ground.facts, one) for one in _distinct(ground, replies)[:4]]
    else:
        sentences.append(say("No refusal, agreement or truce in answer to it is a record of the ledger."))
    return Outcome(
        sentences=tuple(sentences), quotes=tuple(after.values()), notes=(covered(ground),), value=str(len(replies))
    )


def _replies(ground: Ground, appeals: tuple[Mention, ...], speaker: Side | None) -> list[Mention]:
    """Refusals and agreements told in the reports of the appeals, by somebody else than who appeals."""
    reports = {one.document for one in appeals}
    askers = {one.actor.value.id for one in appeals if one.actor is not None}
    out = []
    for one in ground.facts.signals:
        if one.kind not in REPLIES or one.actor is None or one.document not in reports or one.actor.value.id in askers:
            continue
        if one.status.value in ("background", "hypothetical", "denied"):
            continue
        if speaker is None or covers(speaker, one.actor.value, ground.lexicon):
            out.append(one)
    return out


def _answered(ground: Ground, query: Query) -> Outcome:
    """The acts and statements of one side, as records of their own; that they answer anything is what the reports say."""
    doer = query.speaker
    if doer is None:
        return said(ground, replace(query, speech=("AID", "MOBILIZE", "SANCTION")))
    acts = select(Query(sort="list", actor=doer, span=query.span), ground.facts, ground.lexicon).best
    told = signals(replace(query, speech=ANSWERS), ground.facts, ground.lexicon)
    if not acts and not told:
        return nothing(query, ground)
    sentences: list[Sentence] = []
    name = side(ground, doer)
    if acts:
        noun = plural(len(acts), "attack or strike", "attacks and strikes")
        sentences.append(say("The ledger holds ", counted(ids(acts)), f" {noun} by ", name, ":"))
        sentences += [say(*describe(one), ".") for one in acts[-MOST:]]
    sentences += [utterance(ground.facts, one) for one in _distinct(ground, told)[:3]]
    return Outcome(sentences=tuple(sentences), notes=(covered(ground),), value=str(len(acts)))


def _distinct(ground: Ground, found: tuple[Mention, ...] | list[Mention]) -> list[Mention]:
    """The newest of each speaker, kind and addressee first, then the others; copies of one report are left out."""
    own = [one for one in reversed(found) if one.document not in ground.facts.copies]
    seen: set[tuple[str, str, str]] = set()
    first: list[Mention] = []
    more: list[Mention] = []
    for one in own or list(reversed(found)):
        key = (one.actor.value.name if one.actor else "", one.kind, one.target.value.name if one.target else "")
        (more if key in seen else first).append(one)
        seen.add(key)
    return [*first, *more][:MOST]


def _next(ground: Ground, one: Mention) -> Sentence | None:
    """How the report goes on after the sentence that tells the act."""
    document = ground.facts.documents[one.document]
    following = next((span for span in document.sentences if span[0] > one.trigger.start), None)
    return quote(document, following) if following else None
