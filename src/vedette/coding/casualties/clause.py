"""Who stands left and right of an effect: subjects, objects and the people before a noun, with their numbers.

Works on tokens; each search looks at a bounded number of them, so that a sentence of any length is read in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from vedette.coding import counts
from vedette.coding.base import Sentence, Token
from vedette.coding.casualties import lexicon as lex
from vedette.coding.counts import Count

REACH: Final = 45
"""Tokens that a subject may stand before its verb, asides left out."""
_PHRASE: Final = 12
"""Tokens of one noun phrase."""
_ASIDE_OPENERS: Final = frozenset(
    "identified including among namely aged alias who whose which with led one two three both some most mostly all belonging".split()
)
_ASIDE_LIMIT: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """A noun phrase of people, by token numbers [first, after), with its number where it has one.

    `one` is a single person told without a number ("the mayor", "Pedro Lopez"); `names` counts a list of names.
    """

    first: int
    after: int
    count: Count | None = None
    one: bool = False
    nobody: bool = False

    @property
    def numbered(self) -> bool:
        """Whether the phrase says how many."""
        return self.count is not None or self.one or self.nobody


class Clause:
    """The tokens of one sentence with their counts, and the asides that no subject stands in."""

    def __init__(self, sentence: Sentence, numbers: Sequence[Count] | None = None) -> None:
        self.sentence = sentence
        self.tokens: Sequence[Token] = sentence.tokens
        self.words: list[str] = [token.lower for token in self.tokens]
        at = {token.start: index for index, token in enumerate(self.tokens)}
        after = {token.end: index + 1 for index, token in enumerate(self.tokens)}
        self.count_at: dict[int, tuple[Count, int]] = {}
        self.count_end: dict[int, int] = {}
        for count in counts.read(sentence) if numbers is None else numbers:
            if count.counts and count.start in at and count.end in after and not self._no_one(at[count.start]):
                self.count_at[at[count.start]] = count, after[count.end]
                self.count_end[after[count.end] - 1] = at[count.start]
        self.masked = _asides(self.words)
        self.upper = sentence.text.isupper()
        text = sentence.text[:2_000].lower()
        self.aggregate = lex.AGGREGATE.search(text) is not None and lex.SUPERLATIVE.search(text) is None

    def _no_one(self, index: int) -> bool:
        return (self.word(index) == "no" and self.word(index + 1) == "one") or (
            self.word(index) == "one" and self.word(index - 1) == "no"
        )

    def word(self, index: int) -> str:
        """The token in lower case, "" beyond the ends."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def capital(self, index: int) -> bool:
        """Whether the token is written like a name."""
        return (
            0 <= index < len(self.tokens)
            and self.tokens[index].text[:1].isupper()
            and self.tokens[index].text[:1].isalpha()
        )


def subject(clause: Clause, verb: int, *, nearest: bool = False) -> tuple[People, ...]:
    """The people left of the auxiliary or participle at token `verb`: the head phrase and those joined to it, last first.

    `nearest`: a numbered phrase beside the verb is meant even after a preposition ("the funeral of ten men killed in").
    """
    found: list[People] = []
    index, steps, comma = verb, 0, False
    while index > 0 and steps < REACH and len(found) < 8:
        first, separator = _chunk_left(clause, index)
        steps += index - first + 1
        chunk = _people(clause, first, index)
        mark = clause.word(separator) if separator >= 0 else ""
        beside = not found and (nearest or clause.word(index) in lex.RELATIVES) and chunk is not None and chunk.numbered
        if chunk is None or (mark in lex.PREPOSITIONS and not beside and not _group_of(clause, separator)):
            bound = first < index and mark not in lex.PREPOSITIONS and mark not in (*lex.RELATIVES, ",", "and")
            if found or not mark or mark in lex.BREAKS or bound:
                break
            index = separator
            continue
        if found and _renamed(clause, found, chunk, comma=comma):
            return (chunk,)
        if found and (
            _verbal(clause, first, chunk) or not _joinable(clause, found[-1], chunk, comma=comma and len(found) == 1)
        ):
            break
        found.append(chunk)
        if mark not in ("and", ",", "&", "or"):
            break
        comma = mark == ","
        index = separator - 1 if mark == "and" and clause.word(separator - 1) == "," else separator
    return tuple(found)


def _renamed(clause: Clause, found: list[People], chunk: People, *, comma: bool) -> bool:
    """Whether the names found after a comma only tell who the counted people were ("Two constables, A and B, were killed")."""
    if not comma or chunk.count is None or not all(_named(clause, one) for one in found):
        return False
    return chunk.count.quantity.figure in (1, len(found))


def objects(clause: Clause, start: int) -> tuple[People, ...]:
    """The people right of a verb whose object begins at token `start`: the first phrase and those joined to it."""
    found: list[People] = []
    index = start
    while index < len(clause.words) and len(found) < 8:
        after = _chunk_right(clause, index)
        people = _people(clause, index, after)
        following = _skip_aside(clause, after)
        comma = clause.word(index - 1) == "," and not _listed(clause, following)
        if people is None or (
            found and (_verbal(clause, index, people) or not _joinable(clause, found[-1], people, comma=comma))
        ):
            break
        if found and clause.word(following) in (
            *lex.BE,
            "have",
            "has",
            "had",
            "on",
            "escaped",
            "fled",
            "sustained",
            "suffered",
        ):
            break
        found.append(people)
        while clause.word(following) in ("of", "from") and len(found) == 1 and following < start + 10:
            following = _skip_aside(clause, _chunk_right(clause, following + 1))
        if clause.word(following) == "," and clause.word(following + 1) == "and":
            following += 1
        if clause.word(following) not in ("and", ",", "&"):
            break
        index = following + 1
    return tuple(found)


def _listed(clause: Clause, following: int) -> bool:
    """Whether a list goes on to its "and" after this phrase."""
    if clause.word(following) == ",":
        following = _skip_aside(clause, _chunk_right(clause, following + 1))
    return clause.word(following) == "and" or (clause.word(following) == "," and clause.word(following + 1) == "and")


def _verbal(clause: Clause, first: int, people: People) -> bool:
    """Whether a verb stands between the beginning of the run and its people ("and arrested three others")."""
    span = clause.words[first : people.first]
    return any(
        word in lex.VERBS
        or word in lex.PRESENT
        or word in lex.PAST
        or (word.endswith("ed") and word not in lex.ADJECTIVE_ED)
        for word in span
    )


def head(clause: Clause, people: People) -> str:
    """The noun that says who they are, in lower case: the last before "of", or of the phrase; "" for a number alone."""
    first = clause.count_at[people.first][1] if people.first in clause.count_at else people.first
    if clause.word(first) == "of":
        first += 1
    return next((clause.word(at) for at in range(people.after - 1, first - 1, -1) if clause.word(at)[:1].isalpha()), "")


def before(clause: Clause, noun: int) -> People | None:
    """The number that counts the noun at token `noun` ("12 civilian deaths", "no casualties"), with the words between."""
    for index in range(noun - 1, max(-1, noun - 7), -1):
        if index in clause.count_end:
            first = clause.count_end[index]
            return People(first=first, after=noun, count=clause.count_at[first][0])
        word = clause.word(index)
        if (
            word in lex.PREPOSITIONS
            or word in lex.BREAKS
            or word in lex.BE
            or word in lex.PAST
            or word in (",", "and", "(", ")")
        ):
            return None
    return None


def _asides(words: Sequence[str]) -> list[bool]:
    """Which tokens stand in brackets, or between commas in "identified as ...", "including ...", "one of them ..."."""
    masked = [False] * len(words)
    depth, opened = 0, 0
    for index, word in enumerate(words):
        if word in ("(", "["):
            opened = index if depth == 0 else opened
            depth += 1
        elif word in (")", "]") and depth:
            depth -= 1
            if depth == 0 and index - opened <= _ASIDE_LIMIT:
                masked[opened : index + 1] = [True] * (index + 1 - opened)
    index = 0
    while index < len(words):
        end = _aside_end(words, index) if words[index] in (",", "-", "–", "—", "including") else 0
        if end:
            masked[index:end] = [True] * (end - index)
            index = end
        else:
            index += 1
    return masked


def _aside_end(words: Sequence[str], comma: int) -> int:
    """The token after the aside that opens at `comma`, 0 where none does."""
    opener = words[comma] if words[comma] == "including" else words[comma + 1] if comma + 1 < len(words) else ""
    if opener not in _ASIDE_OPENERS:
        return 0
    if opener in ("one", "two", "three", "both", "some", "most", "all") and words[comma + 2 : comma + 3] != ["of"]:
        return 0
    last = 0
    for index in range(comma + 2, min(len(words), comma + _ASIDE_LIMIT)):
        word = words[index]
        if word in (";", ":") or (word == "." and index + 1 == len(words)):
            break
        if word in lex.BE or (word in ("have", "has", "had") and opener != "who"):
            previous = words[index - 1]
            if previous in lex.RELATIVES:
                continue
            if last and previous in (",", ")", "–", "—", "-"):
                return index
            if opener in ("who", "whose", "which"):
                continue
            return index
        if word in (",", "–", "—"):
            last = index
    return last


def _skip_aside(clause: Clause, index: int) -> int:
    limit = index + _ASIDE_LIMIT
    while index < min(len(clause.words), limit) and clause.masked[index]:
        index += 1
    return index


def _separates(clause: Clause, index: int) -> bool:
    word = clause.word(index)
    if word in lex.PREPOSITIONS:
        return index not in _covered(clause, index)
    return (
        word in lex.BREAKS or word in lex.RELATIVES or word in lex.BE or word in (",", "and", "or", "&", "have", "has", "had", "said", "been")
        or word in lex.GERUND or (word in lex.PAST and not _adjectival(clause, index)) or word in ("killed", "leaving", "left")
    )  # fmt: skip


def _covered(clause: Clause, index: int) -> tuple[int, ...]:
    """The token itself where a count covers it ("about 40", "hundreds of thousands"), else nothing."""
    for first in range(max(0, index - 3), index + 1):
        if first in clause.count_at and first <= index < clause.count_at[first][1]:
            return (index,)
    return ()


def _adjectival(clause: Clause, index: int) -> bool:
    return (clause.word(index) in ("injured", "wounded") and index - 1 in clause.count_end) or clause.word(
        index - 1
    ) == "the"


def _chunk_left(clause: Clause, end: int) -> tuple[int, int]:
    """(first token, separator token or -1) of the run of words that ends before `end`; asides are passed over."""
    index = end - 1
    first = end
    while index >= 0 and end - index <= REACH:
        if clause.masked[index]:
            index -= 1
            continue
        if index in clause.count_end:
            first = clause.count_end[index]
            index = first - 1
            continue
        if _separates(clause, index):
            return first, index
        first = index
        index -= 1
    return first, index


def _chunk_right(clause: Clause, start: int) -> int:
    index = start
    while index < min(len(clause.words), start + _PHRASE):
        if index in clause.count_at:
            index = clause.count_at[index][1]
            if clause.word(index) == "of":
                index += 1
            continue
        if clause.masked[index] or _separates(clause, index):
            break
        index += 1
    return index


def _group_of(clause: Clause, separator: int) -> bool:
    """ "a family of five": the number stands after "of"."""
    return (
        clause.word(separator) == "of"
        and clause.word(separator - 1) in lex.COLLECTIVE
        and clause.word(separator - 2) in lex.DETERMINERS
    )


def _people(clause: Clause, first: int, after: int) -> People | None:
    """The people of the words [first, after), or None where they name none; the last number in them counts."""
    while first < after and (
        clause.masked[first] or clause.word(first) in lex.ADVERBS or clause.word(first) in ("''", "'", "``", '"', "“")
    ):
        if first in clause.count_at:
            break
        first += 1
    while after > first and (clause.masked[after - 1] or clause.word(after - 1) in lex.ADVERBS):
        after -= 1
    if first >= after:
        return None
    for index in range(after - 1, max(first - 1, after - 1 - REACH), -1):
        if index in clause.count_end and clause.count_end[index] >= first:
            return _counted(clause, clause.count_end[index], after)
    if clause.word(first) in lex.NOBODY or (clause.word(first) == "no" and clause.word(first + 1) == "one"):
        return People(first=first, after=after, nobody=True)
    return People(first=first, after=after, one=_single(clause, first, after))


def _counted(clause: Clause, first: int, after: int) -> People | None:
    count = clause.count_at[first][0]
    if count.quantity.high == 0:
        return People(first=first, after=after, nobody=True)
    return People(first=first, after=after, count=count)


def _single(clause: Clause, first: int, after: int) -> bool:
    """Whether the words name one person: an article and a singular noun, or one name."""
    words = clause.words[first:after]
    head = next((word for word in reversed(words) if word[:1].isalpha()), "")
    if words[0] in ("him", "her", "himself", "herself") and len(words) == 1:
        return True
    if words[0] in lex.DETERMINERS:
        return head not in lex.COLLECTIVE and (head == "personnel" or not _plural(head))
    named = sum(clause.capital(index) for index in range(first, after))
    if words[0] in lex.DEFINITE:
        person = lex.is_person(head) and not _plural(head)
        return person and head not in lex.COLLECTIVE
    if clause.upper and not lex.is_person(head):
        return len(words) >= 2 and not _plural(head) and head not in lex.COLLECTIVE
    if named and clause.capital(after - 1):
        return not _plural(head) or named >= 2
    return lex.is_person(head) and not _plural(head) and head not in lex.COLLECTIVE


def _plural(word: str) -> bool:
    return word in ("people", "men", "women", "children", "troops", "police", "personnel", "forces") or bool(
        re.search(r"(?:[^s]s|men|women|people)$", word)
    )


def _joinable(clause: Clause, beside: People, people: People, *, comma: bool) -> bool:
    """Whether a phrase may be one more of a list: numbered, no clause of its own, and no second name for its neighbour."""
    if not people.numbered:
        return False
    span = clause.words[people.first : people.after]
    if any(word in lex.VERBS for word in span):
        return False
    if any(word.endswith("ed") and word not in lex.ADJECTIVE_ED and len(word) > 4 for word in span):
        return False
    if _named(clause, people) and beside.count is not None:
        return False
    return not (comma and (people.one or beside.one) and not (people.count and beside.count))


def _named(clause: Clause, people: People) -> bool:
    """Whether one person is told by name."""
    return (
        people.one
        and clause.capital(people.first)
        and clause.word(people.first) not in (*lex.DETERMINERS, *lex.DEFINITE)
    )
