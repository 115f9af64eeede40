"""Find the effects of a sentence and the people each befell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from vedette.coding.base import Sentence
from vedette.coding.casualties import lexicon as lex
from vedette.coding.casualties import nominal
from vedette.coding.casualties.clause import Clause, People, head, objects, subject
from vedette.coding.casualties.reading import CasualtyReading, reading
from vedette.coding.counts import Count
from vedette.model.mention import Effect

_STEMS: Final = re.compile(
    r"kill|slain|murder|assassin|execut|massacr|slaughter|behead|lynch|eliminat|neutrali|liquidat|electrocut|strangl|injur|wound|hurt|maim|hospitali|concuss"
    r"|abduct|kidnap|shot|shooting|gunn|hack|beat|stab|burn|ston|crush|dead|death|done to|hostage|captive|died|\bdies?\b|perish|succumb|lost|loss|harm|missing|fatal"
    r"|lives|\blife\b|casualt|martyr|corpse|bod(?:y|ies)\b|toll|unhurt|unharmed"
)


def read(sentence: Sentence, numbers: Sequence[Count] | None = None) -> tuple[CasualtyReading, ...]:
    """All casualties that a sentence tells, in order of their evidence; none is read twice.

    `numbers` saves reading the numbers of the sentence again where the caller holds all of them. Time grows linearly with the sentence.
    """
    if not _STEMS.search(sentence.text.lower()):
        return ()
    clause = Clause(sentence, numbers)
    found: dict[tuple[int, int, Effect], CasualtyReading] = {}
    index = 0
    while index < len(clause.words):
        size, made = _at(clause, index)
        for one in made:
            found.setdefault((one.who_start or one.start, one.who_end or one.end, one.effect), one)
        index += size
    return tuple(sorted(found.values(), key=lambda one: (one.start, one.end, one.effect)))


def _at(clause: Clause, index: int) -> tuple[int, tuple[CasualtyReading, ...]]:
    """What the word at `index` tells, and how many tokens it took."""
    word = clause.word(index)
    for size in (3, 2):
        key = tuple(clause.words[index : index + size])
        if len(key) < size:
            continue
        if key in lex.PHRASES:
            return size, tuple(_verb(clause, index, index + size, lex.PHRASES[key]))
        if key in lex.INTRANSITIVE:
            return size, tuple(_left(clause, index, index + size, lex.INTRANSITIVE[key], index))
    if (
        clause.word(index + 1) == "to"
        and clause.word(index + 2) == "death"
        and word.endswith(("ed", "en", "nt", "ung"))
    ):
        return 3, tuple(_verb(clause, index, index + 3, "killed"))
    if (word,) in lex.INTRANSITIVE:
        return 1, tuple(_left(clause, index, index + 1, lex.INTRANSITIVE[word,], index))
    special = nominal.read(clause, index)
    if special:
        return 1, special
    if word in ("shot", "gunned", "shooting") and (parted := _parted(clause, index)):
        return 1, parted
    if word in lex.PAST:
        effect, after = _either(clause, index, lex.PAST[word])
        return after - index, tuple(_verb(clause, index, after, effect))
    if word in lex.GERUND:
        effect, after = _either(clause, index, lex.GERUND[word])
        return after - index, tuple(_right(clause, index, after, effect))
    if word in lex.PRESENT:
        return 1, tuple(_right(clause, index, index + 1, lex.PRESENT[word]))
    return 1, ()


def _parted(clause: Clause, index: int) -> tuple[CasualtyReading, ...]:
    """ "shot him dead", "gunned two men down": the people stand inside the verb."""
    people = objects(clause, index + 1)
    if not people or clause.word(people[-1].after - 1) not in ("dead", "down") or _auxiliary(clause, index) is not None:
        return ()
    inner = [replace(one, after=one.after - 1) if one is people[-1] else one for one in people]
    made: list[CasualtyReading] = []
    for one in inner:
        if one.after > one.first and (one.count or clause.word(one.first) in ("him", "her") or one.one):
            made += _make(clause, index, index + 1, "killed", one, number=None if one.count else 1)
    return tuple(made)


def _either(clause: Clause, index: int, effect: Effect) -> tuple[Effect, int]:
    """ "killed or wounded": harm, without saying which."""
    if clause.word(index + 1) == "or":
        other = lex.PAST.get(clause.word(index + 2)) or lex.GERUND.get(clause.word(index + 2))
        if other is not None and other != effect:
            return "harmed", index + 3
    return effect, index + 1


def _verb(clause: Clause, index: int, after: int, effect: Effect) -> Iterator[CasualtyReading]:
    """A past or participle: passive with its auxiliary, active with its object, else reduced ("three killed in")."""
    auxiliary = _auxiliary(clause, index)
    if auxiliary is not None:
        yield from _left(clause, index, after, effect, auxiliary)
        return
    if _takes_object(clause, after):
        yield from _right(clause, index, after, effect)
        return
    yield from _left(clause, index, after, effect, index, reduced=True)


def _auxiliary(clause: Clause, index: int) -> int | None:
    """The first token of the auxiliaries before a participle ("had been", "were"), None where there are none."""
    at = index - 1
    while at >= 0 and index - at <= 5 and (clause.word(at) in lex.ADVERBS or clause.masked[at]):
        at -= 1
    if at < 0 or clause.word(at) not in lex.BE:
        joined = clause.word(index - 1) in ("and", ",", "or") and index >= 2 and clause.word(index - 2) in lex.PAST
        return _auxiliary(clause, index - 2) if joined else None
    while at > 0 and clause.word(at - 1) in (
        *lex.BE,
        "have",
        "has",
        "had",
        "may",
        "might",
        "could",
        "would",
        "will",
        "must",
        "to",
        "not",
    ):
        at -= 1
    return at


def _takes_object(clause: Clause, at: int) -> bool:
    word = clause.word(at)
    while word in lex.ADVERBS:
        at += 1
        word = clause.word(at)
    if not word or not (word[0].isalnum() or word[0] in "'‘`“\""):
        return False
    if at in clause.count_at:
        return True
    return not (word in lex.PREPOSITIONS or word in lex.BREAKS or word in ("and", "or", ",", "but", "to", "today", "yesterday", "last", "on", "early", "late", "overnight", "that", "it", "he")
                or word in lex.BE or word.endswith("day"))  # fmt: skip


def _left(
    clause: Clause, index: int, after: int, effect: Effect, verb: int, *, reduced: bool = False
) -> Iterator[CasualtyReading]:
    people = subject(clause, verb, nearest=reduced)
    singular = any(clause.word(at) in (*lex.SINGULAR_BE, "has") for at in range(verb, index))
    plural = any(clause.word(at) in ("were", "are", "have") for at in range(verb, index))
    negated = any(clause.word(at) in ("not", "n't", "never") for at in range(verb, index))
    if negated or not people:
        return
    if len(people) == 1 and not people[0].numbered:
        yield from _unnumbered(
            clause, index, after, effect, people[0], singular=singular, plural=plural, reduced=reduced
        )
        return
    for one in people:
        if one.one and plural and len(people) == 1:
            names = _names(clause, one)
            yield from _make(clause, index, after, effect, one, number=names if names > 1 else None)
        else:
            yield from _make(clause, index, after, effect, one, number=1 if one.one else None)


def _unnumbered(
    clause: Clause,
    index: int,
    after: int,
    effect: Effect,
    people: People,
    *,
    singular: bool,
    plural: bool,
    reduced: bool,
) -> Iterator[CasualtyReading]:
    """A subject without a number: one where the verb is singular and the noun a person, else people without a number."""
    noun = clause.word(people.after - 1)
    if (
        singular
        and noun not in lex.COLLECTIVE
        and not any(
            word in ("it", "this", "that", "there", "which", "what")
            for word in clause.words[people.first : people.after]
        )
    ):
        known = lex.is_person(noun) or clause.capital(people.after - 1) or noun in ("he", "she")
        if known or effect == "killed":
            yield from _make(clause, index, after, effect, people, number=1)
        return
    if plural and lex.is_person(noun) and not reduced:
        yield from _make(clause, index, after, effect, people, number=None)


def _names(clause: Clause, people: People) -> int:
    return 1 if clause.capital(people.first) else 0


def _right(clause: Clause, index: int, after: int, effect: Effect) -> Iterator[CasualtyReading]:
    while clause.word(after) in lex.ADVERBS and after not in clause.count_at:
        after += 1
    if clause.word(after) in ("anyone", "anybody") and any(
        clause.word(at) in ("without", "not", "n't", "nor", "never") for at in range(max(0, index - 4), index)
    ):
        nobody = People(first=after, after=after + 1, nobody=True)
        yield from reading(clause, index, index + 1, "injured" if effect == "harmed" else effect, nobody, number=None)
        return
    for one in objects(clause, after):
        if one.numbered or (lex.is_person(clause.word(one.after - 1)) and effect != "harmed"):
            yield from _make(clause, index, after, effect, one, number=1 if one.one else None)


def _make(
    clause: Clause, index: int, after: int, effect: Effect, people: People, *, number: int | None
) -> Iterator[CasualtyReading]:
    """The reading, unless the words may speak of things ("executed a warrant", "killed the engine")."""
    noun = head(clause, people)
    person = lex.is_person(noun) or noun in ("him", "her")
    name = people.one and clause.capital(people.after - 1) and clause.word(people.first) not in lex.DETERMINERS
    if (
        clause.word(index) in lex.UNSURE
        and after - index == 1
        and not person
        and not people.nobody
        and (noun or clause.word(index) != "hurt")
        and not (name and clause.word(index) in ("shot", "hurt"))
    ):
        return
    if noun and not person and not people.nobody and not name and noun.removesuffix("s") in lex.COLLECTIVE:
        return
    yield from reading(clause, index, after, effect, people, number=number)
