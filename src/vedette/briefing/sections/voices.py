"""Who threatened, refused or laid blame, with the condition it hangs on; who responded, and who tried to calm things."""

from __future__ import annotations

from vedette.briefing import phrases
from vedette.briefing.facts import Facts
from vedette.briefing.phrases import quoted, say
from vedette.briefing.select import CALMING, DEEDS, HARD_WORDS, spoken
from vedette.briefing.telling import told
from vedette.model import Mention
from vedette.model.brief import Part, Section, Sentence
from vedette.model.mention import Kind


def voices(facts: Facts) -> Section:
    """The newest threat, refusal or blame of each speaker, with its condition, in order of the day it was reported."""
    nothing = "The reports carry no threat, refusal or pledge whose speaker is known."
    return _chosen(facts, HARD_WORDS, key="voices", title="Who said what", nothing=nothing)


def responses(facts: Facts) -> Section:
    """What sides did short of attacks: aid, forces moved, sanctions, steps back."""
    nothing = "The reports tell no aid, move of forces, sanction or step back by a known side."
    return _chosen(facts, DEEDS, key="responses", title="Responses short of attacks", nothing=nothing)


def calming(facts: Facts) -> Section:
    """Appeals, talks and agreements, and the refusals that they met."""
    nothing = "The reports tell no appeal, talk or agreement whose speaker is known."
    return _chosen(facts, CALMING, key="calming", title="Attempts to calm things", nothing=nothing)


def _chosen(facts: Facts, kinds: tuple[Kind, ...], *, key: str, title: str, nothing: str) -> Section:
    chosen = {one.id for one in spoken(facts, kinds)}
    points = tuple(utterance(facts, one) for one in facts.signals if one.id in chosen)
    return Section(key=key, title=title, sentences=() if points else (say(nothing),), points=points)


def speaker(one: Mention) -> list[str | Part]:
    """Who speaks, what that is, and to whom: "Iran threatened or warned the United States"."""
    parts: list[str | Part] = []
    if one.actor is not None:
        name = one.actor.value.name
        article = phrases.the(name)
        parts += [phrases.capital(article), told(one, "actor", capital=not article)]
    with_object, alone = phrases.SPEECH_WORDS.get(one.kind, (one.kind.lower(),) * 2)
    if one.target is None:
        return [*parts, f" {alone}"]
    return [*parts, f" {with_object} ", phrases.the(one.target.value.name), told(one, "target")]


def condition(one: Mention) -> Part | None:
    """The words that the act hangs on, quoted."""
    return quoted(one.condition.value, one.id) if one.condition and one.condition.value.strip() else None


def utterance(facts: Facts, one: Mention) -> Sentence:
    """One signal: the speaker, the act, the day and outlet of the report, and the words themselves."""
    document = facts.documents[one.document]
    hangs_on = condition(one)
    bound: list[str | Part] = [", with the condition ", hangs_on] if hangs_on else []
    words = sentence_of(facts, one)
    quotation: list[str | Part] = [": ", words] if words else []
    stop = "" if words and words.text[-2] in ".!?" else "."
    return say(
        *speaker(one), *bound, " (", told(document, "outlet"), ", ", told(document, "published"), ")", *quotation, stop
    )


def sentence_of(facts: Facts, one: Mention) -> Part | None:
    """The sentence in which the act is told, cut around its trigger when it is long; None where it holds no words."""
    document, trigger = facts.documents[one.document], one.trigger
    whole = next(((s, e) for s, e in document.sentences if s <= trigger.start < e), None)
    start, end = whole or (trigger.start, trigger.end)
    words = document.text[start:end].split()
    before = len(document.text[start : trigger.start].split())
    first = max(0, min(before - 8, len(words) - phrases.QUOTE_WORDS))
    last = first + phrases.QUOTE_WORDS
    text = ("… " if first else "") + " ".join(words[first:last]) + (" …" if last < len(words) else "")
    return Part(text=f"“{text}”", how="quoted", records=(one.document if whole else one.id,)) if words else None
