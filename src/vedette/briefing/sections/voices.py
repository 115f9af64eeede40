"""Who said what, with the condition it hangs on; and what was done short of attacks."""

from __future__ import annotations

from vedette.briefing import phrases
from vedette.briefing.facts import Facts
from vedette.briefing.phrases import quoted, said, say
from vedette.briefing.select import DEEDS, SPEECH, spoken
from vedette.model import Mention
from vedette.model.brief import Part, Section, Sentence

TITLES = (
    ("THREATEN", "Threats, vows and warnings"),
    ("REQUEST", "Appeals and demands"),
    ("REJECT", "Refusals"),
    ("ACCUSE", "Blame and condemnation"),
    ("AID", "Aid"),
)


def voices(facts: Facts) -> Section:
    """The newest word of each speaker, in order of the day it was reported."""
    chosen = (*spoken(facts, SPEECH), *spoken(facts, DEEDS, most=8))
    if not chosen:
        return Section(
            key="voices",
            title="Who said what",
            sentences=(say("The reports carry no threat, appeal, refusal or pledge."),),
        )
    return Section(key="voices", title="Who said what", points=tuple(utterance(facts, one) for one in chosen))


def utterance(facts: Facts, one: Mention) -> Sentence:
    """One signal: the day and outlet of the report, the speaker, the act, and the words themselves."""
    document = facts.documents[one.document]
    parts: list[str | Part] = [
        said(phrases.day(document.published), one.document),
        ", ",
        said(facts.outlet(one.document), one.document),
        ": ",
    ]
    if one.actor is not None:
        parts.append(said(one.actor.value.name, one.id))
    parts.append(f" {phrases.SPEECH_WORDS.get(one.kind, one.kind.lower())}")
    if one.target is not None:
        parts += [" ", said(one.target.value.name, one.id)]
    if one.condition is not None:
        parts += [", on the condition ", quoted(one.condition.value, one.id)]
    sentence = sentence_of(facts, one)
    if sentence:
        parts += [": ", quoted(sentence, one.document)]
    return say(*parts, "" if sentence.endswith((".", "!", "?")) else ".")


def sentence_of(facts: Facts, one: Mention) -> str:
    """The sentence in which the act is told, cut around its trigger when it is long."""
    document = facts.documents[one.document]
    start, end = next(
        ((s, e) for s, e in document.sentences if s <= one.trigger.start < e), (one.trigger.start, one.trigger.end)
    )
    text = document.text[start:end]
    if len(text.split()) <= phrases.QUOTE_WORDS:
        return text
    before = len(document.text[start : one.trigger.start].split())
    words = text.split()
    first = max(0, min(before - 8, len(words) - phrases.QUOTE_WORDS))
    return ("… " if first else "") + " ".join(words[first : first + phrases.QUOTE_WORDS])
